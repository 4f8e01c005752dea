"""Is an event's date the one that its words name? The year, month, day and weekday that the words hold are compared."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from digest.check import claims
from digest.check.figures import stands
from digest.check.findings import Judgement
from digest.check.ground import Ground
from digest.model import Span, Verdict

# "2026", "2026-09", "2026-09-14"
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
# "2026", not the "2026" of "20260"
_YEAR = re.compile(r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)")
_MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
# "Sept.", "September", "May"
_MONTH = re.compile(
    r"\b(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b"
)
# "14 September", "Sept. 14th"
_DAY = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!\d)"
)
_WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_NEAR_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}
_CORRECT = "Correct the date, or delete the event."


def judge(event: Mapping[str, Any], ground: Ground, evidence: Sequence[Span]) -> Judgement:
    """The verdict on one event: what happened is borne out, its words stand in the evidence, its date is theirs."""
    told = str(event.get("from", ""))
    if told and stands(told, ground, evidence) is None:
        return Judgement(Verdict.UNSUPPORTED, f'"{told}" does not stand in the cited evidence.', _CORRECT)
    day = str(event.get("date", ""))
    fault = _fault(day, told, ground.article.published)
    if fault:
        return Judgement(Verdict.UNSUPPORTED, fault, _CORRECT)
    return claims.judge(str(event.get("text", "")), ground, evidence)


def _fault(day: str, told: str, published: str) -> str:
    """What in the words contradicts the date."""
    iso = _ISO.match(day)
    if not iso:
        return ""  # a range or a decade in a form of its own; the schema's business
    year, month, number = (int(part) if part else 0 for part in iso.groups())
    try:
        exact = date(year, month or 1, number or 1)
    except ValueError:
        return f"There is no day {day}."
    years = {int(found) for found in _YEAR.findall(told)}
    if years and year not in years and not min(years) <= year <= max(years):
        return f'The date is {day}, but its words are "{told}".'
    months = {_MONTHS.index(found[:3].lower()) + 1 for found in _MONTH.findall(told)}
    if months and month and month not in months and len(months) == 1:
        return f'The date is {day}, but its words are "{told}".'
    days = {int(a or b) for a, b in _DAY.findall(told)}
    if days and number and number not in days and len(days) == 1:
        return f'The date is {day}, but its words are "{told}".'
    return _weekday(exact, told, published, day) if number else ""


def _weekday(exact: date, told: str, published: str, day: str) -> str:
    """Whether "Tuesday" or "yesterday" is another day than the date."""
    names = {f"{found.lower()}day" for found in _WEEKDAY.findall(told)}
    if (
        len(names) == 1
        and _WEEKDAYS[exact.weekday()] not in names
        and len(told) < len("the following Wednesday morning")
    ):
        return f'The date {day} is a {_WEEKDAYS[exact.weekday()].title()}, but its words are "{told}".'
    step = _NEAR_DAYS.get(told.strip().lower())
    if step is None or not re.match(r"\d{4}-\d\d-\d\d", published):
        return ""
    expected = date.fromisoformat(published[:10]) + timedelta(days=step)
    # what happened after midnight may be told under the next day's date
    return "" if abs((exact - expected).days) <= 1 else f'The date is {day}, but its words are "{told}".'
