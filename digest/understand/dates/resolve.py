"""Which date is it? The calendar behind the expressions; every function gives (date, precision), or None for no date."""

import re
from datetime import date, timedelta
from typing import Final

from digest.understand.dates.direction import AHEAD, BACK
from digest.understand.dates.expressions import MONTHS, NUMBERS, WEEKDAYS, Form

Told = tuple[str, str]
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUARTERS: Final = {"first": 33, "second": 34, "third": 35, "fourth": 36}
_STEPS: Final = {"last": -1, "this": 0, "next": 1}
_NOWHERE: Final = 10_000  # days; farther than any candidate
_SOON, _FAR = 21, 300  # days


def resolve(form: Form, today: date | None, way: int, lang: str) -> Told | None:  # noqa: PLR0911 - one for each kind
    """The date of an expression seen from `today`; ("", precision) when it can't be known, None when it is no date."""
    parts = form.parts
    match form.kind:
        case "iso":
            return _exact(int(parts["iso_y"]), int(parts["iso_m"]), int(parts["iso_d"]))
        case "numeric":
            return _numeric(int(parts["num_a"]), int(parts["num_b"]), int(parts["num_y"]), parts["num_sep"], lang)
        case "dayfirst":
            return _days(parts["df_m"], parts["df_a"], parts.get("df_b"), parts.get("df_y"), today, way)
        case "monthfirst":
            return _days(parts["mf_m"], parts["mf_a"], parts.get("mf_b"), parts.get("mf_y"), today, way)
        case "monthyear":
            return f"{parts['my_y']}-{_month(parts['my_m']):02}", "month"
        case "quarter":
            return _quarter(parts)
        case "season" if "s_y" in parts:
            return f"{parts['s_y']}-{_SEASONS[parts['s_b']]}", "season"
        case "decade":
            return _decade(parts)
        case "year":
            return parts["yr"], "year"
    precision = _precision(form)
    return (_relative(form, today, way), precision) if today else ("", precision)


def _precision(form: Form) -> str:
    match form.kind:
        case "span":
            return form.parts["sp_unit"]
        case "ago":
            return form.parts["ago_unit"]
        case "month" | "modmonth":
            return "month"
        case "season" | "weekend":
            return form.kind
    return "day"


def _relative(form: Form, today: date, way: int) -> str:  # noqa: C901, PLR0911 - one line for each kind
    """The dates that need the article's own, "" for one outside the calendar."""
    parts = form.parts
    try:
        match form.kind:
            case "near":
                return _near(parts["nr"], today)
            case "weekday":
                return _weekday(parts["wd"], parts.get("wd_mod", ""), today, way).isoformat()
            case "weekend":
                return _weekend(parts["we"], today, way)
            case "span":
                return _step(today, parts["sp_unit"], _STEPS[parts["sp_mod"].lower()])
            case "ago":
                return _step(today, parts["ago_unit"], -_count(parts["ago_n"]))
            case "month":
                return _near_month(_month(re.sub(r"^(?:early|mid|late)[- ]", "", parts["mo"])), today, way)
            case "modmonth":
                way = {"last": BACK, "next": AHEAD}.get(parts["mm_mod"].lower(), way)
                return _near_month(_month(parts["mm"]), today, way)
            case "season":
                return _season(parts["s_a"], _STEPS[parts["s_mod"].lower()], today)
            case "dayonly":
                return _day_only(parts, today, way)
    except (
        ValueError,
        OverflowError,
    ):  # "999 years ago" is before the calendar's first year only with a very old article
        return ""
    return ""


def _exact(year: int, month: int, day: int) -> Told | None:
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:  # 31 September
        return None


def _numeric(one: int, two: int, year: int, mark: str, lang: str) -> Told | None:
    """Day first with full stops and outside America, month first in en-US; plain "en" does not tell."""
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
    days = [date.fromisoformat(told[0]) for told in (_exact(y, number, day) for y in years) if told]
    if not days:
        return None
    start = days[0] if year or today is None else _nearest(days, today, way)
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


def _quarter(parts: dict[str, str]) -> Told:
    year = parts.get("q_y") or parts.get("q_z")
    code = _QUARTERS[parts["q_w"]] if "q_w" in parts else 32 + int(parts["q_n"])
    return (f"{year}-{code}" if year else ""), "quarter"  # whose fiscal year it is of is not said


def _decade(parts: dict[str, str]) -> Told:
    return f"{parts['dec'] if 'dec' in parts else '19' + parts['dec_short']}X", "decade"


def _near(words: str, today: date) -> str:
    lower = words.lower()
    steps = (("before yesterday", -2), ("after tomorrow", 2), ("yesterday", -1), ("last night", -1), ("tomorrow", 1))
    return (today + timedelta(days=next((days for word, days in steps if word in lower), 0))).isoformat()


def _weekday(name: str, modifier: str, today: date, way: int) -> date:
    """Today counts as the bare weekday's own, by the custom of reporting; "next" is of the next calendar week."""
    behind = (today.weekday() - WEEKDAYS.index(name.lower())) % 7
    match modifier.lower():
        case "last":
            return today - timedelta(days=behind or 7)
        case "next":
            return today + timedelta(days=7 - today.weekday() + WEEKDAYS.index(name.lower()))
        case "this" | "this coming" | "coming":
            way = BACK if way == BACK and modifier.lower() == "this" else AHEAD
    return today + timedelta(days=-behind % 7) if way == AHEAD else today - timedelta(days=behind)


def _weekend(modifier: str, today: date, way: int) -> str:
    saturday = today + timedelta(days=5 - today.weekday())  # of this week
    past = saturday if today.weekday() >= 5 else saturday - timedelta(days=7)
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
        case "week":
            year, week, _ = (today + timedelta(weeks=steps)).isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            months = today.year * 12 + today.month - 1 + steps
            return date(months // 12, months % 12 + 1, 1).isoformat()[:7]
        case "year":
            return date(today.year + steps, 1, 1).isoformat()[:4]
    return date(today.year + 10 * steps, 1, 1).isoformat()[:3] + "X"


def _near_month(month: int, today: date, way: int) -> str:
    """The latest month of that name, this one included, or the coming one when the clause looks ahead."""
    year = today.year
    if way == AHEAD and month < today.month:
        year += 1
    elif way != AHEAD and month > today.month:
        year -= 1
    return f"{year:04}-{month:02}"


def _season(name: str, step: int, today: date) -> str:
    """Northern seasons; winter is of the year in which it begins. "last" is one that is over, "next" one to come."""
    code = _SEASONS[name]
    begins = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    year = today.year - (1 if code == 24 and today.month < 6 and step <= 0 else 0)
    if step < 0 and (code != 24 or today.month < 3 or today.month >= 6):
        year -= 1  # in September, "last summer" is the one before "this summer"
    if step > 0 and (year, begins) <= (today.year, today.month):
        year += 1
    return f"{year:04}-{code}"


def _day_only(parts: dict[str, str], today: date, way: int) -> str:
    """For "the 14th": of this month, or of the one before or after as the tense says."""
    day = int(re.sub(r"\D", "", parts["do"]))
    months = [today.year * 12 + today.month - 1 + n for n in (-1, 0, 1)]
    if "do_mod" in parts:
        months = [months[_STEPS[parts["do_mod"]] + 1]]
    told = (_exact(month // 12, month % 12 + 1, day) for month in months)
    days = [date.fromisoformat(found[0]) for found in told if found]
    return _nearest(days, today, way).isoformat() if days else ""
