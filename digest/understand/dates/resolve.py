"""Which date is it? The calendar behind the expressions; every function gives (date, precision), or None for no date."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from digest.english.calendar import MONTHS, WEEKDAYS
from digest.understand.dates.direction import AHEAD, BACK
from digest.understand.dates.expressions import FEASTS, NUMBERS, Form

Told = tuple[str, str]
Parts = Mapping[str, str]
_PRECISIONS: Final = {
    "month": "month", "modmonth": "month", "season": "season", "weekend": "weekend", "quarter": "quarter", "newyear": "year",
}  # fmt: skip
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUARTERS: Final = {"first": 33, "second": 34, "third": 35, "fourth": 36}
_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_MIDWEEK: Final = (2, 3, 4)  # Wednesday to Friday: "this weekend" is the coming one, whatever the tense
_NOWHERE: Final = 10_000  # days; farther than any candidate
_NAMED_DAY: Final = (9, 11)  # mostly that of 2001, where no year is given
_SOON, _FAR = 21, 300  # days


def resolve(form: Form, today: date | None, way: int, lang: str) -> Told | None:
    """The date of an expression seen from `today`; ("", precision) when it can't be known, None when it is no date."""
    parts = form.parts
    match form.kind:
        case "iso":
            return _exact(int(parts["iso_y"]), int(parts["iso_m"]), int(parts["iso_d"]))
        case "numeric":
            return _numeric(int(parts["num_a"]), int(parts["num_b"]), int(parts["num_y"]), parts["num_sep"], lang)
        case "dayfirst" | "monthfirst":
            month, first, last, year = (parts.get(f"{form.kind[0]}f_{part}") for part in "maby")
            return _days(str(month), str(first), last, year, today, way)
    if form.kind in _ABSOLUTE and not parts.keys() & {"q_mod", "s_mod", "s_c"}:
        return _ABSOLUTE[form.kind](parts)
    if "s_c" in parts and way not in {BACK, AHEAD}:
        return None  # "in the summer" of every year
    return (_relative(form, today, way) if today else ""), _precision(form)


def _precision(form: Form) -> str:
    """That of the unit which the words name, else that of their kind."""
    units = (form.parts.get(name) for name in ("sp_unit", "sp_own", "ago_unit", "ed_unit", "ah_b", "ah_d", "ah_f"))
    unit = next((unit for unit in units if unit), _PRECISIONS.get(form.kind, "day"))
    return "week" if unit == "fortnight" else unit


def _relative(form: Form, today: date, way: int) -> str:
    """The dates that need the article's own, "" for one outside the calendar."""
    try:
        return _RELATIVE[form.kind](form.parts, today, way)
    except (ValueError, OverflowError):  # "999 years ago" lies before the calendar's first year
        return ""


def _exact(year: int, month: int, day: int) -> Told | None:
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:  # 31 September
        return None


def _numeric(one: int, two: int, year: int, mark: str, lang: str) -> Told | None:
    """Day first with full stops and outside America, month first in en-US; plain "en" leaves it open."""
    year += 2000 if year < 100 else 0
    day_first, month_first = _exact(year, two, one), _exact(year, one, two)
    if day_first is None or month_first is None or day_first == month_first:
        return day_first or month_first
    if lang == "en-US":
        return month_first
    return ("", "day") if lang in {"", "en"} and mark == "/" else day_first


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _count(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS[words.lower()]


def _days(month: str, first: str, last: str | None, year: str | None, today: date | None, way: int) -> Told | None:  # noqa: PLR0913, PLR0917 - the pieces of one pattern
    """A day or days of a month; without a year, the one that the tense points to, else the nearest."""
    number, day = _month(month), int(re.sub(r"\D", "", first))
    if year is None and today is None:
        return ("", "day") if _exact(2000, number, day) else None
    years = [int(year)] if year else [today.year + n for n in (-1, 0, 1) if today.year + n > 1] if today else []
    days = [date.fromisoformat(found[0]) for found in (_exact(y, number, day) for y in years) if found]
    if not days:
        return None
    start = days[0] if year or today is None else _nearest(days, today, way)
    if year is None and today is not None and (number, day) == _NAMED_DAY and abs((start - today).days) > _SOON:
        return "", "day"
    end = _exact(start.year, number, int(re.sub(r"\D", "", last))) if last else None
    return (f"{start}/{end[0]}" if end and end[0] > str(start) else start.isoformat()), "day"


def _nearest(days: list[date], today: date, way: int) -> date:
    """The day that the tense points to, today included; else the nearest.

    A day of the next month outweighs a misread tense: "before the spring tide, on 28 September", read on the 15th.
    """
    soon = [day for day in days if abs((day - today).days) <= _SOON]
    if soon and way == BACK and all(abs((day - today).days) > _FAR for day in days if day not in soon):
        return min(soon, key=lambda day: (abs((day - today).days), day))

    def distance(day: date) -> tuple[int, date]:
        off = (day - today).days
        wrong = (way == BACK and off > 0) or (way == AHEAD and off < 0)
        return abs(off) + (_NOWHERE if wrong else 0), day

    return min(days, key=distance)


def _quarter(parts: Parts) -> Told:
    year = parts.get("q_y") or parts.get("q_z")
    code = _QUARTERS[parts["q_w"]] if "q_w" in parts else 32 + int(parts["q_n"])
    return (f"{year}-{code}" if year else ""), "quarter"  # whose fiscal year it is of is not said


def _decade(parts: Parts) -> Told:
    return f"{parts['dec'] if 'dec' in parts else '19' + parts['dec_short']}X", "decade"


def _near(parts: Parts, today: date, _: int) -> str:
    lower = parts["nr"].lower()
    steps = (
        ("before yesterday", -2),
        ("before last", -2),
        ("after tomorrow", 2),
        ("yesterday", -1),
        ("last night", -1),
        ("tomorrow", 1),
    )
    return (today + timedelta(days=next((days for word, days in steps if word in lower), 0))).isoformat()


def _weekday(parts: Parts, today: date, way: int) -> str:
    modifier = "week" if "wd_week" in parts else parts.get("wd_mod", "")
    return _day_of_week(parts["wd"], modifier, today, way).isoformat()


def _day_of_week(name: str, modifier: str, today: date, way: int) -> date:
    """Today counts as the bare weekday's own, by the custom of reporting; "next" is of the next calendar week."""
    behind = (today.weekday() - WEEKDAYS.index(name.lower())) % 7
    match modifier.lower():
        case "last":
            return today - timedelta(days=behind or 7)
        case "next":
            return today + timedelta(days=7 - today.weekday() + WEEKDAYS.index(name.lower()))
        case "week":  # "Monday week": a week after the coming one
            return today + timedelta(days=(-behind % 7 or 7) + 7)
        case "this past":
            way = BACK
        case "this" | "this coming" | "coming":
            way = BACK if way == BACK and modifier.lower() == "this" else AHEAD
    return today + timedelta(days=-behind % 7) if way == AHEAD else today - timedelta(days=behind)


def _weekend(parts: Parts, today: date, way: int) -> str:
    modifier = parts["we"]
    saturday = today + timedelta(days=5 - today.weekday())  # of this week
    past = saturday if today.weekday() >= 5 else saturday - timedelta(days=7)
    if modifier.lower() == "this" and today.weekday() in _MIDWEEK:
        way = AHEAD
    chosen = {
        "last": saturday - timedelta(days=7),
        "this past": past,
        "next": saturday + timedelta(days=7 if today.weekday() >= 5 else 0),
        "this coming": saturday,
    }.get(modifier.lower(), past if way == BACK else saturday)
    return f"{chosen}/{chosen + timedelta(days=1)}"


def _step(today: date, unit: str, steps: int) -> str:
    """`steps` units away from today, to the precision of the unit."""
    match unit:
        case "day":
            return (today + timedelta(days=steps)).isoformat()
        case "fortnight":
            return _step(today, "week", 2 * steps)
        case "week":
            year, week, _ = (today + timedelta(weeks=steps)).isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            months = today.year * 12 + today.month - 1 + steps
            return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
        case "year":
            return date(today.year + steps, 1, 1).isoformat()[:4]
    return date(today.year + 10 * steps, 1, 1).isoformat()[:3] + "X"


def _span(parts: Parts, today: date, _: int) -> str:
    if "sp_own" in parts:
        return _step(today, parts["sp_own"], 0)
    return _step(today, parts["sp_unit"], _STEPS[parts["sp_mod"].lower()])


def _ago(parts: Parts, today: date, _: int) -> str:
    return _step(today, parts["ago_unit"], -_count(parts["ago_n"]))


def _ahead(parts: Parts, today: date, _: int) -> str:
    """Of "three days' time", "two weeks from now"."""
    count, unit = next((parts[f"ah_{n}"], parts[f"ah_{u}"]) for n, u in ("ab", "cd", "ef") if f"ah_{n}" in parts)
    return _step(today, unit, _count(count))


def _edge(parts: Parts, today: date, _: int) -> str:
    """Of "the end of next month": its month."""
    return _step(today, parts["ed_unit"], _STEPS[parts.get("ed_mod", "this")])


def _new_year(_parts: Parts, today: date, _: int) -> str:
    return str(today.year + (today.month > 1))


def _month_named(parts: Parts, today: date, way: int) -> str:
    month = _month(re.sub(r"^(?:early|mid|late)[- ]", "", parts["mo"]))
    if "mo_mod" in parts:  # "in March last year"
        return f"{today.year + _STEPS[parts['mo_mod']]:04}-{month:02}"
    return _near_month(month, today, way)


def _month_chosen(parts: Parts, today: date, way: int) -> str:
    month, modifier = _month(parts["mm"]), parts["mm_mod"].lower()
    if month == today.month and modifier != "this":  # "last June", read in June
        return f"{today.year + _STEPS[modifier]:04}-{month:02}"
    return _near_month(month, today, {"last": BACK, "next": AHEAD}.get(modifier, way))


def _near_month(month: int, today: date, way: int) -> str:
    """The latest month of that name, this one included, or the coming one when the clause looks ahead."""
    year = today.year
    if way == AHEAD and month < today.month:
        year += 1
    elif way != AHEAD and month > today.month:
        year -= 1
    return f"{year:04}-{month:02}"


def _season(parts: Parts, today: date, way: int) -> str:
    """Northern seasons; winter is of the year in which it begins. "last" is one that is over, "next" one to come."""
    if "s_c" in parts:
        return _bare_season(parts["s_c"].removeprefix("the "), today, way)
    name, step = parts["s_a"], _STEPS[parts["s_mod"].lower()]
    code = _SEASONS[name]
    begins = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    year = today.year - (1 if code == 24 and today.month < 6 and step <= 0 else 0)
    if step < 0 and (code != 24 or today.month < 3 or today.month >= 6):
        year -= 1  # in September, "last summer" is the one before "this summer"
    if step > 0 and (year, begins) <= (today.year, today.month):
        year += 1
    return f"{year:04}-{code}"


def _bare_season(name: str, today: date, way: int) -> str:
    """For "in the spring": the one to come or the last, this one included."""
    code = _SEASONS[name]
    begins = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    over = today.month > begins + 2  # winter goes on in the next year; its last months belong to the one before
    if way == AHEAD:
        return f"{today.year + over:04}-{code}"
    return f"{today.year - (begins > today.month):04}-{code}"


def _near_quarter(parts: Parts, today: date, _: int) -> str:
    """Calendar quarters: those of the firm's own year are not known."""
    quarters = today.year * 4 + (today.month - 1) // 3 + _STEPS[parts["q_mod"].lower()]
    return f"{quarters // 4:04}-{33 + quarters % 4}"


def _feast(parts: Parts, today: date, way: int) -> str:
    """The feast that the tense points to, else the nearest."""
    month, day = FEASTS[parts["fe"].replace("’", "'").replace("St.", "St")]
    return _nearest([date(today.year + n, month, day) for n in (-1, 0, 1)], today, way).isoformat()


def _day_only(parts: Parts, today: date, way: int) -> str:
    """For "the 14th": of this month, or of the one before or after as the tense says."""
    day = int(re.sub(r"\D", "", parts["do"]))
    months = [today.year * 12 + today.month - 1 + n for n in (-1, 0, 1)]
    if "do_mod" in parts:
        months = [months[_STEPS[parts["do_mod"]] + 1]]
    exact = (_exact(month // 12, month % 12 + 1, day) for month in months)
    days = [date.fromisoformat(found[0]) for found in exact if found]
    return _nearest(days, today, way).isoformat() if days else ""


def _nth(parts: Parts, today: date, way: int) -> str:
    """For "the last Friday of this month": a weekday by its number in a month, that of the tense or the nearest where no year is given."""
    weekday = WEEKDAYS.index(parts["nth_day"].lower())
    if "nth_mod" in parts:
        month = today.year * 12 + today.month - 1 + _STEPS.get(parts["nth_mod"], 0)
        return _of_month(month // 12, month % 12 + 1, weekday, parts["nth_n"]).isoformat()
    number = _month(parts["nth_month"])
    years = [int(parts["nth_year"])] if "nth_year" in parts else [today.year + n for n in (-1, 0, 1)]
    return _nearest([_of_month(year, number, weekday, parts["nth_n"]) for year in years], today, way).isoformat()


def _of_month(year: int, month: int, weekday: int, nth: str) -> date:
    """The first, second … or last such weekday of a month."""
    first = date(year, month, 1)
    days = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * n) for n in range(5)]
    inside = [day for day in days if day.month == month]
    return inside[-1] if nth == "last" else inside[list(_QUARTERS).index(nth)]


_ABSOLUTE: Final[Mapping[str, Callable[[Parts], Told]]] = {
    "monthyear": lambda parts: (f"{parts['my_y']}-{_month(parts['my_m']):02}", "month"),
    "quarter": _quarter,
    "season": lambda parts: (f"{parts['s_y']}-{_SEASONS[parts['s_b']]}", "season"),
    "decade": _decade,
    "year": lambda parts: (parts["yr"], "year"),
}
_RELATIVE: Final[Mapping[str, Callable[[Parts, date, int], str]]] = {
    "near": _near, "weekday": _weekday, "weekend": _weekend, "span": _span, "ago": _ago, "ahead": _ahead, "edge": _edge,
    "newyear": _new_year, "quarter": _near_quarter, "feast": _feast, "month": _month_named, "modmonth": _month_chosen,
    "season": _season, "dayonly": _day_only, "nth": _nth,
}  # fmt: skip
