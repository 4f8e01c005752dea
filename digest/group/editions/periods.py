"""Days, weeks (ISO 8601: from Monday, the first has the year's first Thursday) and months, and their names."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from digest.model import EditionKind

# "2026-10-12", "2026-w42", "2026-10"
_NAME = re.compile(r"(?P<year>[0-9]{4})-(?:w(?P<week>[0-9]{2})|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)")


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week or month from `first` to `last`; `id` is its name in addresses and files."""

    id: str
    kind: EditionKind
    first: str
    last: str


def of(kind: EditionKind, day: str) -> Period | None:
    """The period that a day ("2026-10-12") or a month ("2026-10") is in; None for a date that does not say it."""
    found = named(day)
    if found is None or found.kind is EditionKind.WEEK:
        return None
    if kind is EditionKind.MONTH:
        return named(found.first[:7])
    if found.kind is EditionKind.MONTH:
        return None
    if kind is EditionKind.DAY:
        return found
    year, week, _ = date.fromisoformat(found.first).isocalendar()
    return named(f"{year:04}-w{week:02}")


def named(name: str) -> Period | None:
    """The period of a name, in small or large letters; None where the calendar has none of this name."""
    match = _NAME.fullmatch(name.casefold())
    if not match:
        return None
    try:
        return _period(match)
    except (ValueError, OverflowError):  # "2026-13", "2026-w54", "0000-01"
        return None


def _period(match: re.Match[str]) -> Period:
    year = int(match["year"])
    if match["week"]:
        first = date.fromisocalendar(year, int(match["week"]), 1)
        return Period(match[0], EditionKind.WEEK, first.isoformat(), (first + timedelta(days=6)).isoformat())
    first = date(year, int(match["month"]), int(match["day"] or 1))
    if match["day"]:
        return Period(match[0], EditionKind.DAY, first.isoformat(), first.isoformat())
    following = (first + timedelta(days=31)).replace(day=1)
    return Period(match[0], EditionKind.MONTH, first.isoformat(), (following - timedelta(days=1)).isoformat())
