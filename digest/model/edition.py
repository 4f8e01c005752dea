"""An edition: what happened in a day, a week or a month, in the order of its weight."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class EditionKind(StrEnum):
    """How long the time is that an edition is of."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Item:
    """One event, or one article that is in no story (`story` is ""). `articles` are those of the edition, by day."""

    story: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What happened from `first` to `last`, both days included; `items` by weight, the lead first.

    `id` is "2026-10-12", "2026-w42" or "2026-10". `late` are articles that came when the edition was over.
    `around` are the ids of longer editions that it is in; `introduction` is the editor's Markdown.
    """

    id: str
    kind: EditionKind
    first: str
    last: str
    items: tuple[Item, ...]
    late: tuple[str, ...] = ()
    over: bool = False
    around: tuple[str, ...] = ()
    title: str = ""
    introduction: str = ""

    @property
    def month(self) -> str:
        """The month that it counts to: of a week that of its Thursday, as ISO 8601 counts weeks to years."""
        days = timedelta(days=3 if self.kind is EditionKind.WEEK else 0)
        return (date.fromisoformat(self.first) + days).isoformat()[:7]
