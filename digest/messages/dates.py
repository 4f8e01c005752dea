"""Days, months and weeks in words, as the language writes them (CLDR); in English as newspapers in Britain do."""

import re
from datetime import date
from typing import Final

from babel import Locale
from babel.dates import format_date

_DAY: Final = len("2026-09-14")
_MONTH: Final = len("2026-09")
# A month or weekday in a pattern of CLDR, and what is quoted in one.
_NAME: Final = re.compile(r"'[^']*'|M{3,}|L{3,}|E+|c+")
_ENGLISH: Final = {
    "day": "d MMMM y",
    "weekday": "EEEE d MMMM y",
    "near": "EEEE, d MMMM",
    "near year": "EEEE, d MMMM y",
    "month": "MMMM y",
    "near month": "MMMM",
    "d": "d–|d MMMM y",
    "M": "d MMMM – |d MMMM y",
    "y": "d MMMM y – |d MMMM y",
}


class Dates:
    """Writes dates in one language; each is made once."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale
        self._patterns = _ENGLISH if str(locale) == "en_GB" else _patterns(locale)
        self._made: dict[tuple[str, str], str] = {}

    def day(self, value: str, *, weekday: bool = False) -> str:
        """Writes "2026-09-14" as "14 September 2026" (or "Monday 14 September 2026"), "2026-09" as "September 2026"."""
        return self._written(value, "month" if len(value) == _MONTH else "weekday" if weekday else "day")

    def near(self, value: str, beside: str) -> str:
        """The day with its weekday, and without its year where that is the year of another day: "Monday, 14 September"."""
        same = value[:4] == beside[:4]
        if len(value) == _DAY:
            return self._written(value, "near" if same else "near year")
        return self._written(value, "near month" if same else "month")

    def span(self, first: str, last: str) -> str:
        """Writes the days from one to another: "12–18 October 2026", "28 September – 4 October 2026"."""
        differ = "d" if first[:7] == last[:7] else "M" if first[:4] == last[:4] else "y"
        before, _, after = self._patterns[differ].partition("|")
        return self._formatted(first, before) + self._formatted(last, after)

    def _written(self, value: str, kind: str) -> str:
        known = self._made.get((value, kind))
        if known is None:
            known = self._made[value, kind] = self._fresh(value, kind)
        return known

    def _fresh(self, value: str, kind: str) -> str:
        if len(value) not in {_DAY, _MONTH}:
            return value
        try:
            return self._formatted((value + "-01")[:_DAY], self._patterns[kind])
        except ValueError:
            return value

    def _formatted(self, day: str, pattern: str) -> str:
        return format_date(date.fromisoformat(day), pattern, self._locale)


def _patterns(locale: Locale) -> dict[str, str]:
    """CLDR's patterns, with months and weekdays in full."""
    skeletons, spans = locale.datetime_skeletons, locale.interval_formats
    near = next(str(skeletons[name]) for name in ("MMMMEd", "MMMEd", "MEd") if name in skeletons)
    span = spans.get("yMMMMd") or spans["yMMMd"]
    return {
        "day": str(locale.date_formats["long"]),
        "weekday": str(locale.date_formats["full"]),
        "near": _whole(near),
        "near year": str(locale.date_formats["full"]),
        "month": str(skeletons["yMMMM"]),
        "near month": str(skeletons["yMMMM"]),  # a month alone has other forms, which Babel mixes up between languages
        **{differ: "|".join(map(_whole, span[differ])) for differ in ("d", "M", "y")},
    }


def _whole(pattern: str) -> str:
    """The pattern with the names of months and weekdays not cut short."""
    return _NAME.sub(lambda match: match[0] if match[0][0] == "'" else match[0][0] * 4, pattern)
