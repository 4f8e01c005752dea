"""A saved web page: its article, and what the page says of it. What was left out is reported."""

import re
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import urlsplit

import lxml.html
from lxml.etree import ErrorTypes, ParserError, _Element

from digest.errors import ContentError
from digest.model import Block, BlockKind, Metadata, Source, web
from digest.read.encoding import decode, mended
from digest.read.page import body, byline, charset, form, guard, published, stated, title, walk
from digest.read.page.walk import Piece
from digest.read.text import normalise, refuse_conflict

# "— Mara Ellison (@mellison) September 14, 2026", "— Harbour (@harbour.example) …": the line that signs an embedded post
_SIGNATURE = re.compile(r"^[—–-]{1,2}\s?[^(@]{1,80}\(@\w[\w.@-]{0,79}\)")
# "View this post on Instagram", "A post shared by Velland Coast (@vellandcoast)": the frame of a post, not its words
_FRAME = re.compile(
    r"view this (?:post|profile|photo) on \w{1,20}\.?$|a (?:post|photo|video|reel) shared by [^\n]{1,120}$",
    re.IGNORECASE,
)
# "de" of "de-CH"
_LANG = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
# characters that show nothing: soft hyphens, zero-width spaces, marks of direction, and code points that are none
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufdd0-\ufdef\ufffe\uffff]")
_WORD = re.compile(r"\w+")
_TWICE = 40  # characters from which on the same words are not said twice
_QUOTED = 60  # characters shown of a block that was left out
_MOST_NOTICES = 40
# what a wall in front of an article speaks of
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|personali[sz]ed ad\w*|ad tracking|tracking|privacy (?:policy|cent(?:re|er))|partners|unique identifiers|withdraw|accept (?:all|and)|with advertising|already (?:a|an) (?:subscriber|member)"
    r"|log in|subscription|subscribe|Einwilligung|Datenschutz\w*|Werbung)\b",
    re.IGNORECASE,
)
# the classes and ids of what readers wrote
_COMMENTS = frozenset(
    "comment comments comment-list commentlist comments-list comments-area comment-body comment-content reactions replies reply reader-comments disqus_thread canvas-comments usercomments".split()
)
_LONGEST_WALL, _CONSENTS = 1_500, 5  # characters of a page that is such a wall, and how many of those words it has
_LONGEST_ADDRESS = 2_000  # characters


def read(data: bytes, path: str, url: str = "") -> Source:
    """A page as a browser saved it. Raises `ContentError` for one without an article, or made to break its reader."""
    text = mended(decode(data, charset.declared(data)))
    refuse_conflict(text, path)
    return page(text, path, url, sha256(data).hexdigest())


def page(text: str, path: str, url: str, digest: str) -> Source:
    """The article of a page whose encoding is settled; `digest` is the SHA-256 of the file."""
    guard.check(text, path)
    tree = _tree(text, path)
    pieces = _shown(walk.pieces(tree))
    said = stated.read(tree)
    address = url or _address(tree, said)
    site = _site(said)
    host = urlsplit(address).hostname or ""
    headings = [p.text for p in pieces if p.element.tag == "h1"]
    window = next((stated.plain("".join(e.itertext())) for e in tree.iter("title")), "")
    headline, headline_from = title.choose(_titles(said), headings, window, f"{site} {host}")
    kept = body.choose(pieces, headline, said.ld("articleBody"), said.of("og:description", "description"))
    kept = _whole_posts(pieces, kept)
    comments = [keep and _is_comment(piece.element) for piece, keep in zip(pieces, kept, strict=True)]
    if any(keep and not comment for keep, comment in zip(kept, comments, strict=True)):
        kept = [keep and not comment for keep, comment in zip(kept, comments, strict=True)]
    if not any(keep and any(map(str.isalnum, piece.text)) for piece, keep in zip(pieces, kept, strict=True)):
        raise ContentError(path, "The page holds no article.", "Save the article's text as .txt or .md.")
    words, blocks = _joined(_blocks(pieces, kept, headline))
    if len(words) < _LONGEST_WALL and len({match[0].lower() for match in _CONSENT.finditer(words)}) >= _CONSENTS:
        raise ContentError(
            path,
            "The page holds no article, only a question about cookies or a subscription.",
            "Open the article in a browser, answer the question, and save the page again.",
        )
    names, names_from = byline.choose(said, tree, pieces, f"{site} {host}")
    day, day_from = published.choose(said, tree, pieces, address)
    found = {"title": headline_from, "byline": names_from, "published": day_from}
    metadata = Metadata(
        title=_clean(headline),
        byline=tuple(_clean(name) for name in names),
        published=day,
        url=address,
        source=site,
        tags=_tags(said),
        lang=_lang(tree.get("lang") or said.ld("inLanguage")),
        form=form.name(said, address, headline),
        paywalled=form.paywalled(said, pieces, len(words)),
        found={field: where for field, where in found.items() if where},
    )
    notices = ("what readers wrote below the article was left out",) if any(comments) else ()
    return Source(path, digest, words, metadata, blocks, (*notices, *_dropped(pieces, kept)))


def _is_comment(element: _Element) -> bool:
    """Whether an element is among what readers wrote below the article."""
    return any(
        above.tag in {"div", "section", "ul", "ol", "li", "aside"}
        and _COMMENTS.intersection(f"{above.get('class') or ''} {above.get('id') or ''}".lower().split())
        for above in (element, *element.iterancestors())
    )


def _shown(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with clean words, without what a browser hides – unless the page hides nearly all until a script runs."""
    cleaned = [Piece(p.kind, _clean(p.text), p.element, p.linked, p.strong, p.hidden) for p in pieces]
    hidden = sum(len(p.text) for p in cleaned if p.hidden)
    all_of_it = hidden > sum(len(p.text) for p in cleaned if not p.hidden)
    return [p for p in cleaned if p.text and (all_of_it or not p.hidden)]


def _clean(words: str) -> str:
    return normalise(_UNSEEN.sub("", words)).strip()


def _tree(text: str, path: str) -> _Element:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree: _Element = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError) as error:
        raise ContentError(path, "The page is empty.", "Save it again from the browser.") from error
    if any(entry.type == ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        what = "The page's tags are nested more than 2,000 deep."  # the parser drops what is deeper
        raise ContentError(path, what, "Save the article's text as .txt or .md.")
    return tree


def _titles(said: stated.Stated) -> list[tuple[str, str]]:
    return [("json-ld", said.ld("headline")), ("og", said.of("og:title")), ("twitter", said.of("twitter:title"))]


def _address(tree: _Element, said: stated.Stated) -> str:
    """The canonical address, when it is one of the web."""
    links = (e.get("href") or "" for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical")
    for address in (*links, said.of("og:url")):
        if len(address) < _LONGEST_ADDRESS and (found := web(address)):
            return found
    return ""


def _site(said: stated.Stated) -> str:
    publisher = said.node.get("publisher")
    name = stated.plain(publisher.get("name")) if isinstance(publisher, dict) else ""
    return said.of("og:site_name") or name or said.of("application-name")


def _lang(stated_lang: str) -> str:
    return match[0].lower() if (match := _LANG.match(stated_lang.strip())) else ""


def _tags(said: stated.Stated) -> tuple[str, ...]:
    given = said.meta.get("article:tag", ()) or tuple(said.of("news_keywords", "keywords").split(","))
    return tuple(dict.fromkeys(tag.strip() for tag in given if 1 < len(tag.strip()) < 60))[:20]


def _blocks(pieces: Sequence[Piece], kept: Sequence[bool], headline: str) -> list[tuple[BlockKind, str]]:
    """The kept pieces as blocks: the title is not said again, the lines of one embedded post are one block."""
    blocks: list[tuple[BlockKind, str]] = []
    folded = _folded(headline)
    said: set[str] = set()  # pages hold the article twice for narrow screens, and pull its best sentences out
    for piece, keep in zip(pieces, kept, strict=True):
        if not keep or (len(blocks) < 3 and _folded(piece.text) == folded) or piece.text in said or _frames(piece):
            continue
        if len(piece.text) > _TWICE:
            said.add(piece.text)
        if (
            piece.kind is BlockKind.POST
            and blocks
            and blocks[-1][0] is BlockKind.POST
            and not _parts(blocks[-1][1], piece.text)
        ):
            blocks[-1] = (BlockKind.POST, f"{blocks[-1][1]} {piece.text}")
        else:
            blocks.append((piece.kind, piece.text))
    return blocks


def _whole_posts(pieces: Sequence[Piece], kept: Sequence[bool]) -> list[bool]:
    """A post of which a line is kept is kept whole, its signature too."""
    whole, first = list(kept), 0
    for n, piece in enumerate(pieces):
        if piece.kind is not BlockKind.POST:
            first = n + 1
        elif n + 1 == len(pieces) or pieces[n + 1].kind is not BlockKind.POST:
            whole[first : n + 1] = [any(kept[first : n + 1])] * (n + 1 - first)
    return whole


def _frames(piece: Piece) -> bool:
    return piece.kind is BlockKind.POST and bool(_FRAME.match(piece.text))


def _parts(before: str, line: str) -> bool:
    """Whether a post ends between these two: its signature is a paragraph of its own."""
    return bool(_SIGNATURE.match(before) or _SIGNATURE.match(line))


def _joined(parts: Sequence[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    at = 0
    for kind, words in parts:
        blocks.append(Block(at, at + len(words), kind))
        at += len(words) + 2
    return "\n\n".join(words for _, words in parts), tuple(blocks)


def _dropped(pieces: Sequence[Piece], kept: Sequence[bool]) -> tuple[str, ...]:
    """The longer blocks that were left out, by their first words."""
    gone = [
        p.text
        for p, keep in zip(pieces, kept, strict=True)
        if not keep and len(p.text) > 80 and p.linked < len(p.text) / 2
    ]
    notices = [f"“{words[:_QUOTED].rstrip()}…” was left out" for words in dict.fromkeys(gone)]
    more = len(notices) - _MOST_NOTICES
    return (*notices[:_MOST_NOTICES], *((f"{more} more blocks were left out",) if more > 0 else ()))


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
