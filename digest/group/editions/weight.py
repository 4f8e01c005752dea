"""What leads an edition."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from digest.facts import Told, firsts

# kinds and forms of text that come after reports
_BEHIND = frozenset({"opinion", "review", "release", "sponsored", "gallery", "list"})


@dataclass(frozen=True, slots=True)
class Report:
    """An article as editions see it: its path, its summary's, its day or month, its outlet, its points.

    `copy_of` is the article whose text it repeats, "" for none. `kinds` are the kind and the form of the text.
    """

    article: str
    summary: str
    day: str
    source: str
    copy_of: str
    story: str
    points: tuple[str, ...]
    kinds: frozenset[str] = frozenset()


class Weights:
    """Weighs items; built of all reports, since what is new depends on what was told before."""

    def __init__(self, reports: Iterable[Report]) -> None:
        stories: dict[str, list[Told]] = {}
        for one in reports:
            if not one.copy_of:
                own = stories.setdefault(one.story or f"article {one.article}", [])
                own += [Told(point, one.article, one.day) for point in one.points]
        self._firsts: dict[str, int] = {}
        for told in stories.values():
            self._firsts |= firsts(told)

    def of(self, item: Sequence[Report]) -> tuple[bool, int, int, int, str]:
        """What an item is sorted by, the heaviest first."""
        articles = {one.article for one in item}
        own = [one for one in item if one.copy_of not in articles] or item
        return (
            all(one.kinds & _BEHIND for one in item),
            -len({one.source or one.article for one in own}),
            -sum(self._firsts.get(one.article, 0) for one in item),
            -max((date.fromisoformat(one.day).toordinal() for one in item if len(one.day) > len("2026-10")), default=0),
            min(one.summary for one in item),
        )
