"""What of an editor's note does not reach the page: links that nobody may follow, and pictures of other hosts."""

from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from digest.check.findings import Finding, Report
from digest.errors import Severity
from digest.model.addresses import followed, own

_SHOWN = 80  # characters of an address in a message


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library calls it so
        """Takes every link, so that those that are refused can be named."""
        return True


def noted(report: Report, note: str) -> Report:
    """The report with what is wrong in the note below the front matter."""
    found = tuple(findings(note)) if "](" in note or "]:" in note or "<" in note else ()
    return replace(report, findings=(*report.findings, *found)) if found else report


def findings(note: str) -> Iterator[Finding]:
    """Each refused link and foreign picture; the path is `note[3]` for the third line of the note."""
    for block in _Markdown("commonmark", {"html": False}).parse(note):
        line = block.map[0] + 1 if block.map else 1
        for child in block.children or ():
            line += child.type in {"softbreak", "hardbreak"}
            yield from _finding(child, line)


def _finding(token: Token, line: int) -> Iterator[Finding]:
    address = str(token.attrGet("href") or token.attrGet("src") or "")
    shown = address if len(address) <= _SHOWN else address[:_SHOWN] + "…"
    if token.type == "link_open" and not followed(address):
        what = f"The link to {shown} is not live on the page."
        remedy = "Links lead to http, https, mailto or pages of the site."
    elif token.type == "image" and not own(address):
        what = f"The picture {shown} is not shown: readers' browsers would ask another host for it."
        remedy = "Put the picture into the content folder and name it from there; until then the page has a link to it."
    else:
        return
    yield Finding(f"note[{line}]", None, what, remedy, Severity.WARNING)
