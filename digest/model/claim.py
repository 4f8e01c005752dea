"""What an article states of one thing: a value that another article about the same event may give differently."""

from dataclasses import dataclass
from enum import StrEnum

from digest.model.spans import Mention


class ClaimKind(StrEnum):
    """What kind of thing a claim gives a value of."""

    FIGURE = "figure"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    NAME = "name"
    CAUSE = "cause"
    ATTRIBUTION = "attribution"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one thing, with the sentence that states it.

    Two claims are of the same thing when kind, `topic`, `scope` and `unit` are the same and their words in `about` fit.
    `low` and `high` are the ends of what a number may be as it is worded; None where the value is no number. `value` is as
    the text has it and `words` are its stems. `changing` values may be another the day after.
    """

    kind: ClaimKind
    topic: str
    value: str
    sentence: Mention
    unit: str = ""
    measured: str = ""  # the unit as the text has it
    low: float | None = None
    high: float | None = None
    exact: float | None = None
    holder: str = ""  # whose it is, by name, where that matters
    scope: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    changing: bool = False
    disputes: bool = False
