"""A story: what several articles say together about one event."""

from dataclasses import dataclass
from enum import StrEnum

from digest.model.claim import ClaimKind


class StoryState(StrEnum):
    """Whether a story goes on, by the days between its last article and the digest's newest one."""

    DEVELOPING = "developing"
    QUIET = "quiet"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says of a thing: its value, the sentence it is in, the article's path and day; `number` is the value of a number."""

    article: str
    day: str
    value: str
    sentence: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the articles of a story give differently; `updated` where the later value is only newer.

    `id` stays as long as its first statement does.
    """

    id: str
    kind: ClaimKind
    what: str
    updated: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A story of two articles or more. `articles` are their paths by day, `origins` how many texts they are without copies.

    `lead` is the path of the one that leads; `former` are ids of stories that are part of this one.
    """

    id: str
    name: str
    state: StoryState
    articles: tuple[str, ...]
    origins: int
    lead: str
    rows: tuple[Row, ...] = ()
    former: tuple[str, ...] = ()
