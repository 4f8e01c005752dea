"""What a new version of an article changed in its summary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changed:
    """One statement: `before` is "" for one that was added, `text` is "" for one that was removed.

    `kind` is "point", "figure", or how something is said ("direct", "indirect", …).
    """

    kind: str
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A new version of an article, by the day on which the program read it."""

    at: str
    statements: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """What an editor changed in a published summary on a day: the statements with what they said before, and why."""

    at: str
    statements: tuple[Changed, ...]
    why: str = ""
