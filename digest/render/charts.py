"""How much of something there is over time, as the bars of a small chart; the sentence and the list say the same in words."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_WIDE, _HIGH = 640, 72  # of the drawing, in its own units
_DAYS, _MONTHS = 62, 36  # periods that a chart of days and of months has at most; a longer one is of years
_LEAST = 3  # periods with something in them, without which there is no course to see


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its name, how much there is, and its place in the drawing."""

    name: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first period to the last, empty ones included, in a drawing of `width` by `height`."""

    bars: tuple[Bar, ...]
    total: int
    most: Bar
    width: int = _WIDE
    height: int = _HIGH

    @property
    def filled(self) -> list[Bar]:
        """The bars that have something to show."""
        return [bar for bar in self.bars if bar.count]


def chart(days: Iterable[str], written: Callable[[str], str]) -> Chart | None:
    """The chart of things that each have a day ("2026-09-14", or as far as known); None where there is no course to see.

    `written` gives the name of a day, month or year.
    """
    known = [day for day in days if len(day) == len("2026-09-14")]
    if not known:
        return None
    first, last = date.fromisoformat(min(known)), date.fromisoformat(max(known))
    length = _length(first, last)
    counted = Counter(day[:length] for day in known)
    if len(counted) < _LEAST:
        return None
    periods = list(_periods(first, last, length))
    step, most = _WIDE / len(periods), max(counted.values())
    bars = []
    for n, name in enumerate(periods):
        high = round((_HIGH - 2) * counted[name] / most, 1)
        bars.append(
            Bar(
                written(name),
                counted[name],
                round(n * step, 1),
                round(_HIGH - high, 1),
                round(min(step * 0.8, 40), 1),
                high,
            )
        )
    return Chart(tuple(bars), len(known), max(bars, key=lambda bar: bar.count))


def _length(first: date, last: date) -> int:
    """How much of a day's name makes a period: a day, a month or a year."""
    if (last - first).days < _DAYS:
        return len("2026-09-14")
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return len("2026-09") if months <= _MONTHS else len("2026")


def _periods(first: date, last: date, length: int) -> Iterable[str]:
    """The names of all periods from one day to another."""
    if length == len("2026"):
        return (f"{year:04}" for year in range(first.year, last.year + 1))
    if length == len("2026-09"):
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return (f"{month // 12:04}-{month % 12 + 1:02}" for month in months)
    return ((first + timedelta(n)).isoformat() for n in range((last - first).days + 1))
