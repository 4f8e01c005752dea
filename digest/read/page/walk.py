"""The blocks of a page: a walk through its tree that parts the words where a browser would begin a new line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from digest.model import BlockKind

# elements whose words are no words of the page
_SILENT = frozenset(
    "script style noscript template svg math canvas object embed applet iframe frame frameset video audio map select datalist "
    "option optgroup textarea input head title xmp noembed noframes plaintext dialog progress meter".split()
)  # fmt: skip
# elements that run on in the line; all others part it, unknown ones too
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span "
    "strike strong sub sup time tt u var wbr amp-img picture source button html body".split()
)  # fmt: skip
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.LIST_ITEM, "dt": BlockKind.LIST_ITEM, "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.BLOCK_QUOTE, "figcaption": BlockKind.CAPTION,
}  # fmt: skip
# class="twitter-tweet", "instagram-media", "bluesky-embed": the saved form of an embedded post
_POST = re.compile(
    r"\b(?:twitter-tweet|twitter-video|instagram-media|bluesky-embed|tiktok-embed|fb-post|mastodon-embed|threads-post|text-post-media)\b"
)
# style="display: none"
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Piece:
    """A stretch of a page between its neighbours: its words, its kind and its place.

    `linked` counts the characters inside links, `strong` those in bold; `hidden` is what a browser would not show.
    """

    kind: BlockKind
    text: str
    element: _Element
    linked: int = 0
    strong: int = 0
    hidden: bool = False
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class _State:
    words: list[str] = field(default_factory=list)
    linked: int = 0
    strong: int = 0
    kinds: list[BlockKind] = field(default_factory=list)
    element: _Element | None = None


def pieces(root: _Element) -> list[Piece]:
    """All pieces in reading order. Iterative: the depth of a page is its sender's to choose."""
    found: list[Piece] = []
    state = _State(element=root)
    links = bolds = 0
    hidden = 0
    for entering, node in _steps(root):
        tag = node.tag
        if entering:
            inline = tag in _INLINE
            if tag == "br":
                state.words.append("\n")
                continue
            if not inline:
                _flush(state, found, hidden > 0)
                state.element = node
                if kind := _kind(node):
                    state.kinds.append(kind)
            links += tag == "a"
            bolds += tag in {"b", "strong"}
            hidden += _is_hidden(node)
            _take(state, node.text, links, bolds)
        else:
            inline = tag in _INLINE
            if tag != "br":
                links -= tag == "a"
                bolds -= tag in {"b", "strong"}
                if not inline:
                    _flush(state, found, hidden > 0)
                    if _kind(node):
                        state.kinds.pop()
                    state.element = node.getparent()
                hidden -= _is_hidden(node)
            _take(state, node.tail, links, bolds)
    _flush(state, found, hidden=False)
    return found


def _steps(root: _Element) -> Iterator[tuple[bool, _Element]]:
    """(True, element) on the way in, (False, element) on the way out; silent elements give but their tail."""
    node, entering = root, True
    while True:
        if entering:
            if isinstance(node.tag, str) and node.tag not in _SILENT:
                yield True, node
                if len(node):
                    node = node[0]
                    continue
                yield False, node
            else:
                yield from _passed(node)
        else:
            yield False, node
        if node is root:
            return
        after = node.getnext()
        if after is not None:
            node, entering = after, True
        else:
            parent = node.getparent()
            if parent is None:
                return
            node, entering = parent, False


def _passed(node: _Element) -> Iterator[tuple[bool, _Element]]:
    if node.tail and node.tail.strip():
        yield False, node


def _take(state: _State, words: str | None, links: int, bolds: int) -> None:
    if not words:
        return
    state.words.append(words.replace("\n", " "))
    length = len(words.strip())
    state.linked += length if links else 0
    state.strong += length if bolds else 0


def _kind(node: _Element) -> BlockKind | None:
    if "class" in node.attrib and _POST.search(node.get("class") or ""):
        return BlockKind.POST
    return _KINDS.get(node.tag)


def _is_hidden(node: _Element) -> bool:
    if not node.attrib:
        return False
    return (
        "hidden" in node.attrib
        or (node.get("aria-hidden") == "true" and node.tag != "body")
        or bool(_HIDDEN.search(node.get("style") or ""))
    )


def _flush(state: _State, found: list[Piece], hidden: bool) -> None:
    """Ends the line: what was gathered becomes a piece, two where an empty line (<br><br>) parts it."""
    if state.words:
        whole = "".join(state.words)
        kind = _strongest(state.kinds)
        total = max(1, len(whole.strip()))
        for part in re.split(r"\n\s*\n", whole) if "\n" in whole else (whole,):
            text = _SPACES.sub(" ", part).strip()
            if text and state.element is not None:
                share = len(text) / total
                found.append(
                    Piece(kind, text, state.element, round(state.linked * share), round(state.strong * share), hidden)
                )
        state.words.clear()
    state.linked = state.strong = 0


def _strongest(kinds: list[BlockKind]) -> BlockKind:
    """The innermost kind, but a post or a caption holds all that is in it."""
    for outer in (BlockKind.POST, BlockKind.CAPTION):
        if outer in kinds:
            return outer
    return kinds[-1] if kinds else BlockKind.PARAGRAPH
