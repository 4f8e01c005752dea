"""Is it a date? ISO 8601, and of its part 2 (EDTF) what news needs; and is the summary's day one near the article's?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from digest.check.findings import Finding
from digest.errors import Severity

# "2026", "2026-09", "2026-09-14"; the month of a season or quarter is 21 to 41; "?", "~" and "%" say how sure it is
_DAY = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?[?~%]?")
# "2026-W37", "199X", "19XX"
_OTHER = re.compile(r"\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])|\d{3}X|\d\dXX")
# "T10:00", " 10:00:00+02:00" behind a day
_TIME = re.compile(r"(?<=\d\d-\d\d)[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?\Z")
_SEASONS = range(21, 42)
_FAR = 31  # days between an article and its summary's date that are no question


def is_date(text: str) -> bool:
    """Whether a text is a date that the calendar has, or an interval between two; ".." is an open end."""
    parts = text.split("/")
    return (
        len(parts) <= 2
        and any(part not in {"", ".."} for part in parts)
        and all(_is_one(part, len(parts)) for part in parts)
    )


def _is_one(text: str, parts: int) -> bool:
    if parts == 2 and text in {"", ".."}:
        return True
    found = _DAY.fullmatch(_TIME.sub("", text))
    if not found:
        return bool(_OTHER.fullmatch(text))
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    if month in _SEASONS:
        return found["day"] is None
    try:  # every fourth century has the same calendar, before our era too
        date(year % 400 or 400, month if found["month"] else 1, day if found["day"] else 1)
    except ValueError:
        return False
    return True


def findings(fields: Mapping[str, Any], published: str, *, approved: bool) -> Iterator[Finding]:
    """Dates that the calendar does not have, and one far from the day on which the article was `published`."""
    source = fields.get("source")
    told = {
        "date": fields.get("date"),
        "source.published": source.get("published") if isinstance(source, Mapping) else None,
    }
    for path, value in told.items():
        if isinstance(value, str) and not is_date(value):
            yield Finding(path, None, f"“{value[:40]}” is no date of the calendar.", "Write it as 2026-09-14, or null.")
    day, article = _day(told["date"]), _day(published)
    if day and article and abs((day - article).days) > _FAR and not approved:
        what = f"The date is {day}, but the article was published on {article}."
        yield Finding("date", None, what, "Correct the one that is wrong.", Severity.WARNING)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
