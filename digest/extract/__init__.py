"""A Source becomes an Article: what the format did not say about title, byline, date and structure is found in the text.

What stands in the metadata wins; then the text is asked, then the file's name, then the day of its commit.
"""

from dataclasses import dataclass

from digest.english import bylines, days
from digest.extract import blocks as structure
from digest.extract import datelines, forms, kinds, posts
from digest.model import PROSE, Article, Block, BlockKind, Post, Source, web

_BESIDE = frozenset({BlockKind.NOTICE, BlockKind.BYLINE})


@dataclass(frozen=True, slots=True)
class Hints:
    """What only the outside knows: the day of the file's commit, and which outlet a host or a folder belongs to."""

    committed: str = ""
    outlets: tuple[tuple[str, str], ...] = ()  # (host, outlet), in the owner's order


def extract(source: Source, hints: Hints = Hints()) -> Article:
    """Completes what the source's metadata leaves open; pure, and never raises on any text."""
    text, meta = source.text, source.metadata
    blocks = structure.classify(text, source.blocks or structure.lines(text), titled=bool(meta.title))
    dateline = datelines.find(text, blocks)
    embedded = posts.find(text, blocks)
    lines = (b.of(text) for b in blocks if b.kind is BlockKind.BYLINE)
    signed = next((bylines.read(line) or bylines.of_agency(line) for line in lines), None)
    published, published_from = _published(source, blocks, embedded, hints, dateline.day if dateline else "")
    url = meta.url or _address(text, blocks)
    form = meta.form or forms.form(text, blocks)
    url = web(url) or url  # what is none of the web is kept to be reported
    return Article(
        path=source.path,
        sha256=source.sha256,
        text=text,
        blocks=blocks,
        title=meta.title or _first(text, blocks, BlockKind.HEADLINE),
        deck=meta.deck,
        byline=meta.byline or (signed.names if signed else ()),
        published=published,
        published_from=published_from,
        url=url,
        source=meta.source or _outlet(text, blocks, url, source.path, hints) or _signed_off(signed, dateline),
        tags=meta.tags,
        lang=meta.lang or "en",
        dateline=dateline.mention if dateline else None,
        posts=embedded,
        form=form,
        kind=kinds.kind(text, blocks, form, url, agency=dateline.agency if dateline else "", dated=_is_dated(dateline)),
        paywalled=meta.paywalled,
        dropped=source.dropped,
    )


def _published(
    source: Source, blocks: tuple[Block, ...], embedded: tuple[Post, ...], hints: Hints, dateline_day: str
) -> tuple[str, str]:
    """The day and where it was found, the most trustworthy place first."""
    stated = days.stated(source.text, blocks)
    name = days.in_name(source.path)
    year = (name or hints.committed)[:4]
    candidates = (
        (source.metadata.published, "meta"),
        (stated, "text"),
        (days.with_year(dateline_day, name or hints.committed), "text" if year or len(dateline_day) == 10 else ""),
        (max((post.date for post in embedded), default=""), "text"),
        (days.in_lede(" ".join(b.of(source.text)[:600] for b in [b for b in blocks if b.kind in PROSE][:2])), "text"),
        (name, "name"),
        (hints.committed, "commit"),
    )
    return next(((day, place) for day, place in candidates if day and place), ("", ""))


def _first(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> str:
    return next((block.of(text) for block in blocks if block.kind is kind), "")


def _address(text: str, blocks: tuple[Block, ...]) -> str:
    """The article's address, where a line of the text is nothing but that."""
    for block in blocks:
        if block.kind is BlockKind.NOTICE:
            words = block.of(text).split()
            private = any(word in block.of(text).lower() for word in ("unsub", "abmeld", "preferences", "désabonn", "redirect"))
            if not private and 1 <= len(words) <= 3 and words[-1].startswith(("https://", "http://")):
                return words[-1]
    return ""


def _outlet(text: str, blocks: tuple[Block, ...], url: str, path: str, hints: Hints) -> str:
    """A known outlet: by the address's host, by a line beside the body, or by the folder that bears its name."""
    host = url.split("//", 1)[-1].split("/", 1)[0].lower().removeprefix("www.")
    beside = {_folded(block.of(text)) for block in blocks if block.kind in _BESIDE or block.end - block.start < 40}
    folders = {_folded(part) for part in path.split("/")[:-1]}
    known = {outlet: _folded(outlet) for _, outlet in hints.outlets}
    found = (
        next((outlet for name, outlet in hints.outlets if name and (host == name or host.endswith("." + name))), ""),
        next((outlet for outlet, folded in known.items() if any(folded in line for line in beside)), ""),
        next(
            (outlet for outlet, folded in known.items() if any(folder and folder in folded for folder in folders)), ""
        ),
        host,
    )
    return next(filter(None, found), "")


def _is_dated(dateline: datelines.Dateline | None) -> bool:
    """Whether a dateline tells day and year."""
    return dateline is not None and len(dateline.day) == len("2026-09-14")


def _signed_off(signed: bylines.Byline | None, dateline: datelines.Dateline | None) -> str:
    """The outlet behind the author's name, else the agency in the dateline."""
    return (signed.outlet if signed else "") or (dateline.agency if dateline else "")


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
