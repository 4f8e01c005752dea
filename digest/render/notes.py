"""An editor's note as HTML: Markdown without HTML of its own, with links that may be followed and pictures of the site alone."""

from markdown_it import MarkdownIt
from markdown_it.token import Token

from digest.model.addresses import followed, own
from digest.render import plain

_BELOW = 2  # the level of the heading above the note
_DEEPEST = 6


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library calls it so
        """Says which links are live."""
        return followed(url)


def html(note: str) -> str:
    """The note; a picture of another host becomes a link to it, a link that may not be followed stays text."""
    if not note.strip():
        return ""
    parser = _Markdown("commonmark", {"html": False})
    tokens = parser.parse(plain.text(note))
    _fit(tokens)
    for token in tokens:
        token.children = _without_foreign(token.children) if token.children else token.children
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered.strip()


def _fit(tokens: list[Token]) -> None:
    """Headings go on from the one over the note, each at most one level below the one before."""
    level, written = _BELOW, [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in written), default=1)
    for opened, closed in zip(written[::2], written[1::2], strict=True):
        level = min(int(opened.tag[1]) - highest + _BELOW + 1, level + 1, _DEEPEST)
        opened.tag = closed.tag = f"h{level}"


def _without_foreign(children: list[Token]) -> list[Token]:
    """Pieces of a line, with a link, or within one its words, for each picture that another host would be asked for."""
    found: list[Token] = []
    links_open = 0
    for child in children:
        links_open += {"link_open": 1, "link_close": -1}.get(child.type, 0)
        source = str(child.attrGet("src") or "")
        if child.type != "image" or own(source):
            found.append(child)
            continue
        words = Token("text", "", 0, content=child.content or source)
        link = Token("link_open", "a", 1, attrs={"href": source}), words, Token("link_close", "a", -1)
        found += [words] if links_open else link
    return found
