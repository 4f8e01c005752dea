"""The inbox: files that were dropped for the program to bring in, and articles that readers suggest by a form.

Both end as `digest add` does. A file that holds nothing but one address means the page at it.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from digest.config import Settings, shown
from digest.errors import ContentError, Problem
from digest.model import web
from digest.read import SUFFIXES
from digest.read.encoding import decode
from digest.sources import files
from digest.sources.files import Found
from digest.sources.intake import Brought

_LONGEST = 2000  # characters of an address
_TEXTS = (".txt", ".md")
_NONE = "_No response_"  # what GitHub writes for a field that was left empty
# "### Address": the heading of a field, as GitHub writes the answers of a form into an issue
_FIELD = re.compile(r"^### (?P<name>Address|Outlet|Why|Text)[ \t]*$", re.MULTILINE)
# "```text", "```": the fence that GitHub puts around a text that is to be shown as it is
_FENCE = re.compile(r"\A`{3,}\w*\n|\n`{3,}\Z")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a form says: the address of a page, or the text of an article; and whose it is."""

    address: str
    outlet: str
    text: str


def waiting(settings: Settings) -> tuple[list[Found], list[Problem]]:
    """The files in the inbox, by path, and what in it cannot be used."""
    return files.find(settings.inbox, SUFFIXES, shown(settings, settings.inbox))


def opened(place: Path, name: str) -> Brought | str:
    """What a file in the inbox is: an article's bytes, or the address of one. Raises `ContentError`."""
    data = files.read(place, name)
    if place.suffix.lower() in _TEXTS and len(data) <= _LONGEST:
        text = decode(data).strip()
        if web(text) and not re.search(r"\s", text):
            return text
    return Brought(data, place.name)


def suggestion(body: str, file: str) -> Suggestion:
    """The answers in the body of an issue that was made by the form. Raises `ContentError` where it is none."""
    parts = _FIELD.split(body.replace("\r\n", "\n"))
    said: dict[str, str] = {}
    for place in range(1, len(parts) - 1, 2):
        if parts[place] in said:
            continue
        # The text comes last, and may have headings of its own.
        whole = parts[place] == "Text"
        value = "".join(f"### {one}" if n % 2 else one for n, one in enumerate(parts[place + 1 :])) if whole else parts[place + 1]  # fmt: skip
        value = value.strip()
        said[parts[place]] = "" if value == _NONE else value
        if whole:
            break
    address, text = said.get("Address", ""), _FENCE.sub("", said.get("Text", "")).strip()
    if not address and not text:
        what = "The suggestion has neither an address nor a text."
        raise ContentError(file, what, "Fill in one of the two fields of the form “Suggest an article”.")
    if address and not (web(address) and len(address) <= _LONGEST and not re.search(r"\s", address)):
        raise ContentError(file, "The address of the suggestion is none of the web.", "Write it with https://.")
    return Suggestion(address, " ".join(said.get("Outlet", "").split())[:100], text)


def pasted(suggested: Suggestion) -> Brought:
    """The text of a suggestion as it is brought in."""
    return Brought(
        suggested.text.encode(errors="replace"), "suggestion.txt", suggested.address, source=suggested.outlet
    )


def named(brought: Brought, suggested: Suggestion) -> Brought:
    """The page of a suggestion, with the outlet that the form names."""
    return replace(brought, source=suggested.outlet)
