"""A Source becomes an Article: what the format did not say about title, byline, date and structure is found in the text.

What the metadata says wins; then the text is asked, then the file's name, then the day of its commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digest.english import bylines, days
from digest.extract import blocks as structure
from digest.extract import datelines, forms, kinds, limits, posts
from digest.model import PROSE, Article, Block, BlockKind, Post, Source, web
from digest.parser import language

_BESIDE = frozenset({BlockKind.NOTICE, BlockKind.BYLINE})


@dataclass(frozen=True, slots=True)
class Hints:
    """What only the outside knows: the day of the file's commit, and which outlet a host or a folder belongs to."""

    committed: str = ""
    outlets: tuple[tuple[str, str], ...] = ()  # (host, outlet), in the owner's order


def extract(source: Source, hints: Hints = Hints()) -> Article:
    """Completes what the source's metadata leaves open; pure, and never raises on any text."""
    source = _limited(source)
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
    found = Article(
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
        source=meta.source or _host(url) or _signed_off(signed, dateline),
        source_from="meta" if meta.source else "",
        tags=meta.tags,
        lang=language.of(source),
        dateline=dateline.mention if dateline else None,
        posts=embedded,
        form=form,
        kind=kinds.kind(text, blocks, form, url, agency=dateline.agency if dateline else "", dated=_is_dated(dateline)),
        paywalled=meta.paywalled,
        dropped=source.dropped,
    )
    return attributed(found, hints.outlets)


def attributed(article: Article, outlets: Sequence[tuple[str, str]]) -> Article:
    """The article under the owner's name for its outlet, where the source states none; `outlets` are (host, outlet)."""
    known = "" if article.source_from == "meta" or not outlets else _outlet(article, outlets)
    return replace(article, source=known, source_from="owner") if known else article


def _limited(source: Source) -> Source:
    """The source as far as it is read; what is left out of it is said."""
    end = limits.end(source.text)
    if end == len(source.text):
        return source
    said = (
        f"an article is read up to {limits.MOST_WORDS:,} words and marks or {limits.MOST_CHARACTERS:,} characters, "
        f"so the last {len(source.text) - end:,} of its {len(source.text):,} characters were left out"
    )
    blocks = tuple(replace(block, end=min(block.end, end)) for block in source.blocks if block.start < end)
    return replace(source, text=source.text[:end], blocks=blocks, dropped=(*source.dropped, said))


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
            private = any(
                word in block.of(text).lower() for word in ("unsub", "abmeld", "preferences", "désabonn", "redirect")
            )
            if not private and 1 <= len(words) <= 3 and words[-1].startswith(("https://", "http://")):
                return words[-1]
    return ""


def _host(url: str) -> str:
    return url.split("//", 1)[-1].split("/", 1)[0].lower().removeprefix("www.")


def _outlet(article: Article, outlets: Sequence[tuple[str, str]]) -> str:
    """A known outlet: by the address's host, by a line beside the body, or by the folder that bears its name."""
    host, blocks = _host(article.url), article.blocks
    short = (block for block in blocks if block.kind in _BESIDE or block.end - block.start < 40)
    beside = {_folded(block.of(article.text)) for block in short}
    folders = {_folded(part) for part in article.path.split("/")[:-1]}
    known = {outlet: _folded(outlet) for _, outlet in outlets}
    found = (
        next((outlet for name, outlet in outlets if name and (host == name or host.endswith("." + name))), ""),
        next((outlet for outlet, folded in known.items() if any(folded in line for line in beside)), ""),
        next(
            (outlet for outlet, folded in known.items() if any(folder and folder in folded for folder in folders)), ""
        ),
    )
    return next(filter(None, found), "")


def _is_dated(dateline: datelines.Dateline | None) -> bool:
    """Whether a dateline gives day and year."""
    return dateline is not None and len(dateline.day) == len("2026-09-14")


def _signed_off(signed: bylines.Byline | None, dateline: datelines.Dateline | None) -> str:
    """The outlet behind the author's name, else the agency in the dateline."""
    return (signed.outlet if signed else "") or (dateline.agency if dateline else "")


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
