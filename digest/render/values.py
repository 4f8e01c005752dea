"""What templates are given of a summary: points, statements, figures, events, and the view of all of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from digest.facts import alike
from digest.model import Change, Correction
from digest.render.templates import address, curly, unquoted


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind a statement; `text` is "" where the source's rights do not allow it to be shown."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A key point with its evidence and its verdict."""

    text: str
    evidence: tuple[Evidence, ...]
    resolved: tuple[tuple[str, str], ...]
    check: str
    chosen_by: str = ""  # the model that chose it
    wording: str = ""  # the model whose own words it is in


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: a quotation, reported speech or a post, as the page shows it.

    `text` is as the article has it; `pieces` are the words of its pieces, where a cue or a paragraph cuts it in several.
    """

    id: str
    kind: str
    text: str
    name: str
    person: str  # the id of the person's page, or ""
    role: str
    handle: str
    anonymous: bool
    said: str
    via: str
    cue: str
    pieces: tuple[str, ...]
    check: str
    evidence: tuple[Evidence, ...]

    @property
    def quoted(self) -> bool:
        """Whether the words stand within quotation marks in the source."""
        return self.kind in {"direct", "document"}

    @property
    def own_words(self) -> bool:
        """Whether the words are the speaker's own, in marks or posted, and not the article's about them."""
        return self.quoted or self.kind == "social"

    @property
    def printed(self) -> str:
        """The words in the page's quotation marks, around one piece or around each as the article has them."""
        return curly(self.text) if self.pieces or not self.quoted else f"“{unquoted(self.text)}”"

    @property
    def paragraphs(self) -> list[str]:
        """The printed words by the paragraphs over which they run."""
        return self.printed.split("\n")

    @property
    def verb(self) -> str:
        """The cue, where reported words read on from it; not one among them, nor the "according" of "according to"."""
        return "" if self.cue.lower() == "according" or (self.pieces and self.cue in self.text) else self.cue


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as the article writes it, the words around it in which it can be understood alone, and its verdict."""

    text: str
    phrase: str
    evidence: tuple[Evidence, ...]
    check: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated event of the timeline: a day, month or year, the `words` it was read from, the article's text, the verdict."""

    day: str
    words: str
    text: str
    check: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One summary as pages show it."""

    folder: str  # of its page, below the site's root: "2026/09/slug"
    title: str
    deck: str
    day: str
    updated: str  # when an editor last corrected or approved it, or ""
    found_in: str  # how the source's date was found: a code of the front matter, or ""
    source: str
    url: str
    byline: tuple[str, ...]
    lang: str
    words: int
    rights: str
    file: str
    form: str
    kind: str
    paywalled: bool
    copy_of: str
    made: frozenset[str]
    points: tuple[Point, ...]
    said: tuple[Said, ...]
    people: tuple[tuple[str, str, str], ...]  # id, name, role
    organisations: tuple[tuple[str, str, str], ...]  # as above
    places: tuple[str, ...]
    figures: tuple[Number, ...]
    timeline: tuple[Moment, ...]
    topics: tuple[tuple[str, str], ...]  # slug, name
    paragraphs: tuple[
        tuple[str, tuple[tuple[str, str], ...]], ...
    ]  # (kind of block, (words, id of the sentence if cited))
    note: str  # HTML
    approved: bool
    engine: str
    checks: Mapping[str, int]
    left_out: int = 0  # statements that the file does not list, where the article has very many
    model: str = ""  # whose answer is in the summary
    corrections: tuple[Correction, ...] = ()  # by an editor, the newest first, as far as they may be shown
    changes: tuple[Change, ...] = ()  # the versions of the article, the newest first, as far as they may be shown

    @property
    def address(self) -> str:
        """The page's address below the site's root: "2026/09/slug/"."""
        return address(self.folder)

    @property
    def month(self) -> str:
        """The month of the day: "2026-09", or "undated"."""
        return self.day[:7] if len(self.day) >= 7 else "undated"

    @property
    def deck_is_point(self) -> bool:
        """Whether the deck, made by the program, says no more than a point or the title does."""
        if "description" not in self.made:
            return False
        told = [
            self.title,
            *(text for point in self.points for text in (point.text, *(e.text for e in point.evidence))),
        ]
        return self.deck in told or any(alike(self.deck, text) for text in told)
