"""What goes out: the summary file with its verdicts, and the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from digest.model.article import BlockKind
from digest.model.change import Change, Correction
from digest.model.spans import Mention


class Verdict(StrEnum):
    """Does the source support it? The first three pass."""

    EXACT = "exact"
    NORMALISED = "normalised"
    SUPPORTED = "supported"
    ALTERED = "altered"
    STITCHED = "stitched"
    MISATTRIBUTED = "misattributed"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"
    UNSUPPORTED = "unsupported"

    @property
    def passes(self) -> bool:
        """Whether it may be published as checked."""
        return self in {Verdict.EXACT, Verdict.NORMALISED, Verdict.SUPPORTED}


_OPEN = frozenset({"", "auto", "approved"})  # states of a summary that may be published
_ABOUT = frozenset({"by", "at"})  # what `review` says besides the state


def held(fields: Mapping[str, Any]) -> bool:
    """Whether an editor holds a summary back; so does every state that the program does not know, however it is written."""
    states = [state for name, value in fields.items() for state in _states(_folded(name), value)]
    return any(state is not None and _folded(state) not in _OPEN for state in states)


def approved(fields: Mapping[str, Any]) -> bool:
    """Whether an editor has approved a summary."""
    review = fields.get("review")
    return isinstance(review, Mapping) and _folded(review.get("state")) == "approved" and not held(fields)


def decided(fields: Mapping[str, Any]) -> str:
    """What an editor has decided on a summary, "approved" or "held"; "" for nothing."""
    review = fields.get("review")
    state = _folded(review.get("state")) if isinstance(review, Mapping) else ""
    return state if state in {"approved", "held"} else ""


def signed(fields: Mapping[str, Any]) -> bool:
    """Whether a summary says who decided on it."""
    review = fields.get("review")
    return isinstance(review, Mapping) and bool(review.get("by"))


def _states(name: str, value: Any) -> list[Any]:
    """What a field says on whether the summary may be published: `review`, and what an editor wrote in its place."""
    if isinstance(value, Mapping):
        told = {_folded(part): state for part, state in value.items()}
        if name == "review":
            return [state for part, state in told.items() if part not in _ABOUT]
        return [told["state"]] if "state" in told else []
    if name in {"review", "state"}:
        return value if isinstance(value, list) else [value]
    return []


def _folded(word: Any) -> str:
    return str(word).strip().casefold()


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary file: `fields` is its front matter (schema 3, plain values), `note` the editor's Markdown below it.

    `path` is relative to the summaries folder ("2026/09/slug.md").
    `whole` is the article itself, block by block with offsets, for a source whose rights are full; else empty.
    `changes` are the versions that its article has had since the first, the oldest first; `corrections` what an editor changed in
    it after it was published, the newest first.
    """

    path: str
    fields: Mapping[str, Any]
    note: str = ""
    whole: tuple[tuple[BlockKind, Mention], ...] = ()
    changes: tuple[Change, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site before any publishing tool has it.

    `path` is its place in a folder of pages: always the index of a folder of its own ("people/ann-lee/index.md", "index.md").
    `title` and `description` are plain text of one line, as written: whoever puts them into HTML, YAML or Markdown escapes them.
    `html` is finished: what strangers wrote is escaped in it, and it goes into the page as it is. It is made when it is asked
    for; `made_of` is a hash of the values that it is made of, so that the same page need not be made again. `meta` holds values
    of the program's own, by the names that Material for MkDocs gives them. `says` are paragraphs of plain text by which the
    theme's search finds the page, beside its title; the search with facets holds the pages of summaries.
    """

    path: str
    title: str
    description: str
    meta: Mapping[str, Any]
    made_of: str
    make: Callable[[], str] = field(compare=False, repr=False)
    says: tuple[str, ...] = ()
    is_summary: bool = False

    @property
    def html(self) -> str:
        """The body of the page."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Static:
    """A file that is published as it is: a feed, open data, a picture. What it holds is made when it is asked for, where `text` makes it.

    `made_of` is a hash of the values that it is made of; "" for a file that is made anew in every build.
    """

    path: str
    text: str | bytes | Callable[[], str | bytes] = field(compare=False, repr=False)
    made_of: str = ""

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        made = self.text() if callable(self.text) else self.text
        return made if isinstance(made, bytes) else made.encode()

    @property
    def content(self) -> str:
        """The text of a file that is text."""
        return self.data.decode()
