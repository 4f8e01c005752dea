"""Drawings of what is over time: a calendar of coverage, who reported a story when, a figure that changed. Places are per cent of a drawing.

Each is beside the words that say the same, which screen readers read in its place.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Final

from digest.render.values import View

LEVELS: Final = 4  # shades of a day in the calendar
_FEWEST: Final = 3  # articles, or values, of which a drawing says more than their list
_DAY: Final = len("2026-09-14")


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the calendar: its column and row, and its shade from 1 to `LEVELS`."""

    column: int
    row: int
    level: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the calendar: the columns in which its months begin, the days with something on them, how much there is, on how many days, and the fullest day."""

    year: str
    months: tuple[int, ...]
    days: tuple[Day, ...]
    total: int
    most: str
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark in a drawing: from the left and from the top, in per cent."""

    x: float
    y: float = 50.0


@dataclass(frozen=True, slots=True)
class Strip:
    """An outlet's articles over the time of a story: how many they are, and where."""

    name: str
    count: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Who reported a story when: a strip for each outlet, from the first day to the last."""

    strips: tuple[Strip, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over time: its values as dots by their days, from the first to the last and from the least to the greatest."""

    dots: tuple[Dot, ...]
    first: str
    last: str
    least: str
    greatest: str


def calendar(days: Iterable[str]) -> list[Year]:
    """The years in which there is something on a known day, the newest first."""
    by_year: dict[str, Counter[str]] = {}
    for day in days:
        if len(day) == _DAY:
            by_year.setdefault(day[:4], Counter())[day] += 1
    return [_year(year, counted) for year, counted in sorted(by_year.items(), reverse=True)]


def _year(year: str, counted: Counter[str]) -> Year:
    most = min(counted, key=lambda day: (-counted[day], day))
    found = tuple(Day(*_place(day), -(-LEVELS * count // counted[most])) for day, count in sorted(counted.items()))
    months = tuple(_place(f"{year}-{month:02}-01")[0] for month in range(1, 13))
    return Year(year, months, found, sum(counted.values()), most, counted[most])


def _place(day: str) -> tuple[int, int]:
    """The column (its week in the year) and the row (its weekday) of a day."""
    known = date.fromisoformat(day)
    number = known.timetuple().tm_yday - 1 + date(known.year, 1, 1).weekday()
    return number // 7, number % 7


def strips(views: Sequence[View]) -> Strips | None:
    """Who reported when, the outlet that was first on top; None where there are few articles, or all are of a day."""
    known = [view for view in views if len(view.day) == _DAY and view.source]
    days = sorted({view.day for view in known})
    if len(known) < _FEWEST or len(days) < 2:
        return None
    by_outlet: dict[str, list[str]] = {}
    for view in sorted(known, key=lambda one: (one.day, one.source)):
        by_outlet.setdefault(view.source, []).append(view.day)
    made = tuple(
        Strip(name, len(own), tuple(Dot(_along(day, days)) for day in dict.fromkeys(own)))
        for name, own in by_outlet.items()
    )
    return Strips(made, days[0], days[-1])


def course(values: Iterable[tuple[str, float | None, str]]) -> Course | None:
    """A figure's (day, number, value as the article has it) over time; None where there are few, all of a day, or no numbers."""
    known = sorted((day, n, value) for day, n, value in values if n is not None and isfinite(n) and len(day) == _DAY)
    days, numbers = sorted({one[0] for one in known}), {one[1]: one[2] for one in reversed(known)}
    if len(known) < _FEWEST or len(days) < 2 or len(numbers) < 2:
        return None
    least, greatest = min(numbers), max(numbers)
    top = [round(90 - 80 * (number - least) / (greatest - least), 1) for _, number, _ in known]
    dots = tuple(Dot(_along(day, days), y) for (day, _, _), y in zip(known, top, strict=True))
    return Course(dots, days[0], days[-1], numbers[least], numbers[greatest])


def _along(day: str, days: Sequence[str]) -> float:
    """How far a day is from the first to the last, with room for a dot at both ends."""
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    return round(3 + 94 * (date.fromisoformat(day) - first).days / (last - first).days, 1)
