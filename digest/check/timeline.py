"""Is an event's date the one that its words name, and no more exact? The words are held against the day of the article."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from digest.check import claims
from digest.check.calendar import is_date
from digest.check.figures import stands
from digest.check.findings import Judgement
from digest.check.ground import Ground
from digest.english import days
from digest.english.calendar import MONTHS, WEEKDAYS
from digest.model import Span, Verdict

# "2026", "2026-09", "2026-09-14"
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?$")
# "2026", not the "2026" of "20260"
_YEAR = re.compile(r"(?<![\d.,])(1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)")
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
_NAMED_MONTH = re.compile(_MONTH.pattern, re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
# words that give a day: a weekday, "14", "yesterday", "three days ago", "Christmas Eve"
_TELLS_DAY = re.compile(
    r"\d[./-]\d|\b(?:\d{1,2}(?:st|nd|rd|th)?\b(?! ?(?:months?|years?|weeks?|decades?)\b))|day|(?:mor|yester|to)(?:row|day|night)"
    r"|\b(?:morning|afternoon|evening|night|weekend|week|eve|halloween|fortnight|noon|days)\b",
    re.IGNORECASE,
)
_NEAR_DAYS = {"yesterday": -1, "last night": -1, "today": 0, "this morning": 0, "this afternoon": 0, "this evening": 0, "tonight": 0, "tomorrow": 1}  # fmt: skip
# feasts whose day is always the same
_FEASTS = {"christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31), "new year's day": (1, 1), "valentine's day": (2, 14), "halloween": (10, 31)}  # fmt: skip
# "last month", "next year", "earlier this year", "the end of the year"
_STEP = re.compile(r"\b(last|this|next|the) (month|year)\b", re.IGNORECASE)
_STEPS = {"last": -1, "this": 0, "the": 0, "next": 1}
# "two years ago", "11 days ago"
_AGO = re.compile(r"\b(\w+) (day|month|year)s? ago\b", re.IGNORECASE)
_COUNTS = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30}  # fmt: skip
_PRECISIONS = ("", "year", "month", "day")  # by the number of parts of the date
_FAR: Final = 372  # days from the article within which a day lies whose year is not given
_SOON: Final = 21
# "will", "is due": ahead of the day of the article; "was", "said", "opened": behind it
_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|should|due|scheduled|expect\w*|plan\w*|set|is|are|likely|must|may|might|could|would|can|hop\w+|next|to|until|till|beginning|by)\b|['’](?:ll|s|re)\b"
)
_YET = re.compile(r"\b(?:will|won['’]t|shall|(?:is|are) (?:due|scheduled|expected|likely|set) to)\b|['’]ll\b")
_BACK = re.compile(
    r"\b(?:was|were|had|did|said|told|won|lost|fell|rose|began|took|gave|came|went|made|met|left|found|held|led|sent|struck|became|got|saw|ran"
    r"|(?!(?:need|indeed|speed|feed|seed|exceed|proceed|succeed|hundred|red|bed|shed)\b)[a-z]+ed)\b"
)
_CORRECT = "Correct the date, or delete the event."


def judge(event: Mapping[str, Any], ground: Ground, evidence: Sequence[Span]) -> Judgement:
    """The verdict on one event: what happened is borne out, its words stand in the evidence, its date is theirs."""
    day = str(event.get("date", ""))
    if not is_date(day):
        what = f"“{day[:40]}” is no date of the calendar."
        return Judgement(Verdict.UNSUPPORTED, what, "Write it as 2026-09-14, 2026-09 or 2026, or delete the event.")
    told = str(event.get("from", ""))
    if told and stands(told, ground, evidence) is None:
        return Judgement(Verdict.UNSUPPORTED, f'"{told}" is not in the cited evidence.', _CORRECT)
    published = ground.article.published
    today = date.fromisoformat(published[:10]) if re.match(r"\d{4}-\d\d-\d\d", published) else None
    around = "\n".join(span.of(ground.text) for span in evidence) + _year_above(told, ground, evidence)
    if not all(_agrees(part, told, today, around) for part in day.split("/")):
        return Judgement(Verdict.UNSUPPORTED, f'The date is {day}, but its words are "{told}".', _CORRECT)
    precision = event.get("precision")
    iso = _ISO.match(day.partition("/")[0])
    if (
        iso
        and (iso[2] or "") <= "12"
        and precision in _PRECISIONS[1:]
        and _PRECISIONS.index(str(precision)) != len(_parts(iso))
    ):
        return Judgement(Verdict.UNSUPPORTED, f"The date is {day}, which is not exact to the {precision}.", _CORRECT)
    return claims.judge(str(event.get("text", "")), ground, evidence)


def _year_above(told: str, ground: Ground, evidence: Sequence[Span]) -> str:
    """The year of the lines above where the evidence is a line of a chronicle that begins with the words: " 2011", else ""."""
    start = min((span.start for span in evidence), default=0)
    if not told or not any(span.of(ground.text).startswith(told) for span in evidence):
        return ""
    lines = (days.ENTRY.match(block.of(ground.text)) for block in ground.article.blocks if block.start < start)
    years = [found for line in lines if line for found in _YEAR.findall(line["words"])]
    return f" {years[-1]}" if years else ""


def _parts(iso: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in iso.groups() if part)


def _agrees(day: str, told: str, today: date | None, around: str) -> bool:
    """Whether words may name a date: nothing in them contradicts it, and it is no more exact than they are; `around` is the evidence."""
    iso = _ISO.match(day)
    if not iso or not told or (iso[2] or "") > "12":
        return True  # a week, a season or a decade in a form of its own
    parts = _parts(iso)
    year, month, number = (*parts, 0, 0)[:3]
    try:
        exact = date(year, month or 1, number or 1)
    except ValueError:
        return False
    if (number and not _TELLS_DAY.search(_YEAR.sub("", told))) or (month and not number and not _tells_month(told)):
        return False
    if not _named(told, year, month, number) or not _weekday(exact, told, number):
        return False
    return str(year) in _YEAR.findall(f"{told} {around}") or _seen_from(today, told, exact, parts, around)


def _seen_from(today: date | None, told: str, exact: date, parts: tuple[int, ...], around: str) -> bool:
    """Whether words without a year fit the day of the article, and its side their tense; never where an article has none."""
    if today is None:
        return bool(_YEAR.search(told))
    return bool(_YEAR.search(told)) or (_near(told.lower(), exact, parts, today) and _turned(parts, today, around))


def _turned(parts: tuple[int, ...], today: date, around: str) -> bool:
    """Whether the tense of the evidence allows the side of the article's day on which the date lies."""
    here = (today.year, today.month, today.day)[: len(parts)]
    if parts > here:
        return not (_BACK.search(around) and not _AHEAD.search(around))
    return parts == here or not (_YET.search(around) and not _BACK.search(around))


def _tells_month(told: str) -> bool:
    return bool(_MONTH.search(told) or re.search(r"\bmonths?\b|\d[./-]\d", told, re.IGNORECASE))


def _named(told: str, year: int, month: int, number: int) -> bool:
    """Whether the year, the month and the day are among those that stand in the words."""
    years = {int(found) for found in _YEAR.findall(told)}
    if years and year not in years and not min(years) <= year <= max(years):
        return False
    feast = _FEASTS.get(told.lower().replace("’", "'"))
    if feast and number and (month, number) != feast:
        return False
    months = {MONTHS[found[:3].lower()] for found in _MONTH.findall(told)}
    if months and month and month not in months and len(months) == 1:
        return False
    days = {int(a or b) for a, b in _DAY.findall(told)}
    return not (
        days and number and number not in days and len(days) == 1 and not re.search(r"\d ?[-–] ?\d| and | to ", told)
    )


def _near(lower: str, exact: date, parts: tuple[int, ...], today: date) -> bool:
    """Whether words without a year fit the day of the article: "last month", "two years ago", "Tuesday", "14 May"."""
    off = (exact - today).days
    near = next((step for words, step in _NEAR_DAYS.items() if words in lower), None)
    if near is not None:
        return len(parts) == 3 and abs(off - near) <= (1 if near == 0 else 0)  # past midnight, today is tomorrow
    ago, step = _AGO.search(lower), _STEP.search(lower)
    side = -1 if lower.startswith("last") else 1 if lower.startswith("next") else 0
    side_fits = off * side >= 0
    if ago and (count := _COUNTS.get(ago[1], int(ago[1]) if ago[1].isdigit() else 0)):
        return _stepped(ago[2], -count, parts, today) and (ago[2] != "day" or off == -count)
    if step and not _NAMED_MONTH.search(lower):
        return _stepped(step[2], _STEPS[step[1]], parts, today)
    if _WEEKDAY.search(lower) and not re.search(r"\d", lower) and not _NAMED_MONTH.search(lower):
        return side_fits and abs(off) <= (14 if side or "week" in lower else 6)  # on its own day "Monday" is today
    return side_fits and abs(off) <= _FAR - (_SOON if len(parts) == 3 else 0)  # the same day of another year is nearer


def _stepped(unit: str, steps: int, parts: tuple[int, ...], today: date) -> bool:
    """Whether a year or a month lies so many years or months from today's; of days this tells nothing."""
    if unit == "year":
        return parts[0] == today.year + steps
    if unit == "month" and len(parts) > 1:
        return parts[0] * 12 + parts[1] == today.year * 12 + today.month + steps
    return True


def _weekday(exact: date, told: str, number: int) -> bool:
    """Whether "Tuesday" is the date's weekday, where the words name one alone."""
    names = {f"{found.lower()}day" for found in _WEEKDAY.findall(told)}
    alone = number and len(names) == 1 and len(told) < len("the following Wednesday morning")
    return not alone or WEEKDAYS[exact.weekday()] in names
