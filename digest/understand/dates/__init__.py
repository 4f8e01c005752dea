"""When was that? "Tuesday", "last month", "since 2022" become dates, held against the day the article is of.

`expressions` finds the words, `direction` says whether they look back or ahead, `resolve` does the calendar. Own rules
and no library: dateparser takes milliseconds an expression and reads "May" or "sat" wherever they are, while the
forms that news uses are few. Dates follow EDTF (ISO 8601-2:2019): days, months, years and weeks as in ISO 8601,
seasons "2026-22" (21 spring … 24 winter, of the year in which it begins), quarters "2025-35" (33 … 36), decades "199X",
intervals "2026-09-12/2026-09-13". Times of day are dropped.
"""

import re
from dataclasses import dataclass
from datetime import date

from digest.understand.dates import direction, expressions, resolve

# " to ", "–": between the first and the last day of several
_RANGE = re.compile(r" (?:to|until|through|till) | ?[-–] ?")

# "In ", "But in " at the start of a sentence
_OPENING = re.compile(r"(?:[A-Z][a-z]+ [io]n|In) ")
_IN_A_YEAR = frozenset({"month", "dayfirst", "monthfirst"})


@dataclass(frozen=True, slots=True, order=True)
class DateExpression:
    """Words that name a date: `text[start:end] == words`; `date` is "" when it can't be known.

    `precision` is "day", "weekend", "week", "month", "quarter", "season", "year" or "decade".
    """

    start: int
    end: int
    words: str
    date: str
    precision: str


def find(text: str, start: int, end: int, today: str, lang: str) -> list[DateExpression]:
    """The dates named in text[start:end], best one sentence, in reading order and never overlapping.

    `today` is the article's date in ISO 8601; unless it is a full day, only dates that need none are resolved. `lang`
    (BCP 47) decides whether 03/04/2026 begins with the day or the month; when it leaves that open, the date is "".
    """
    day = _day(today)
    found: list[DateExpression] = []
    for form in expressions.find(text, start, end):
        way = direction.look(text, start, end, form)
        seen_from = day
        if found and form.kind == "weekday" and _RANGE.fullmatch(text, found[-1].end, form.start):
            seen_from, way = _day(found[-1].date) or day, direction.AHEAD  # "from Monday to Wednesday"
        if found and way != direction.AHEAD and form.kind in _IN_A_YEAR and _opens(text, start, found[0]):
            seen_from, way = date(int(found[0].date), 12, 31), direction.BACK  # "In 2012, … beginning in April"
        resolved = resolve.resolve(form, seen_from, way, lang)
        if resolved is not None:
            found.append(DateExpression(form.start, form.end, text[form.start : form.end], *resolved))
    return found


def _opens(text: str, start: int, first: DateExpression) -> bool:
    """Whether a sentence opens with a year, which the months behind it are of: "But in 2012, "."""
    return (
        bool(_OPENING.fullmatch(text, start, first.start)) and first.precision == "year" and first.date == first.words
    )


def _day(today: str) -> date | None:
    try:
        return date.fromisoformat(today[:10])
    except ValueError:  # no date, or a month alone
        return None
