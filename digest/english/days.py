"""The day of publication, as the text or the file's name states it."""

import re
from datetime import date

from digest.english.calendar import MONTHS, WEEKDAYS
from digest.model import Block, BlockKind

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_MONTH_NAME = r"(?i:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
# "September 14, 2026", "Sept. 14"
_MONTH_FIRST = re.compile(
    _MONTH + r"\s{1,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s{1,2}(?P<year>(?:19|20)\d\d)\b)?", re.IGNORECASE
)
# "14 September 2026", "14th Sept"
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s{1,2}(?:of\s)?" + _MONTH + r"(?:,?\s{1,2}(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
# "2026-09-14", "2026/09/14", "2026_09_14"
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/_.](?P<month>\d\d)[-/_.](?P<day>\d\d)(?!\d)")
# "20260914" in a file's name
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
# "Thursday, " in front of a date
_WEEKDAY = re.compile(rf"\b({'|'.join(day.title() for day in WEEKDAYS)}),? (?=[\dA-Z])")
# "Published 14 September 2026", "Last updated: …": the first is a better source of the day than the second
_PUBLISHED = re.compile(r"^\W*(?:first )?(?:published|posted|date)\b", re.IGNORECASE)


def read(text: str, year: str = "") -> str:
    """The first day that `text` names, as "2026-09-14"; "--09-14" when it has no year and none is given; else ""."""
    found = [m for m in (_ISO.search(text), _MONTH_FIRST.search(text), _DAY_FIRST.search(text)) if m]
    for match in sorted(found, key=lambda m: m.start()):
        month = match["month"]
        number = int(month) if month.isdigit() else MONTHS[month.lower()]
        day = _valid(match["year"] or year, number, int(match["day"]))
        if day:
            return day
    return ""


def in_name(path: str) -> str:
    """The day in a file's or folder's name: "2026-09-03-vote.txt", "2026/09/03/vote.txt", "20260903.txt"."""
    match = _ISO.search(path) or _COMPACT.search(path)
    return _valid(match["year"], int(match["month"]), int(match["day"])) if match else ""


def stated(text: str, blocks: tuple[Block, ...]) -> str:
    """The day that a line beside the body states; "Published …" before "Last updated …"."""
    notices = [block.of(text) for block in blocks if block.kind in {BlockKind.NOTICE, BlockKind.BYLINE}]
    for notice in sorted(notices, key=lambda line: not _PUBLISHED.match(line)):
        day = read(notice)
        if len(day) == len("2026-09-14"):
            return day
    return ""


def in_lede(lede: str) -> str:
    """The day that a lede gives in full with its weekday, "on Thursday, 8 October 2026": news of that day. Else ""."""
    for match in _WEEKDAY.finditer(lede):
        day = read(lede[match.end() : match.end() + 24])
        if len(day) == len("2026-09-14") and date.fromisoformat(day).strftime("%A") == match[1]:
            return day
    return ""


def with_year(day: str, near: str) -> str:
    """Completes "--09-14" with the year that puts it nearest to the day `near`; "" when that is unknown."""
    if not day.startswith("--"):
        return day
    if not near:
        return ""
    around = date.fromisoformat(near[:10])
    candidates = [c for c in (_valid(str(around.year + n), int(day[2:4]), int(day[5:7])) for n in (-1, 0, 1)) if c]
    return min(candidates, key=lambda c: (abs((date.fromisoformat(c) - around).days), c), default="")


def _valid(year: str | None, month: int, day: int) -> str:
    try:
        return ("" if year else "-") + date(int(year or 2000), month, day).isoformat()[0 if year else 4 :]
    except ValueError:  # 31 September
        return ""


# "15 February 2011 – ", "20 February: ", "March 3, 2026 — ", "1911: ", "Monday, 3 May - ": the day in front of a line of a chronicle
ENTRY = re.compile(
    r"(?:[•▪●*-] ?)?(?P<words>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH_NAME})(?:,? (?P<year>(?:1[5-9]|20)\d\d))?"
    rf"|(?P<month_b>{_MONTH_NAME}) (?P<day_b>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<year_b>(?:1[5-9]|20)\d\d))?"
    rf"|(?:(?P<month_c>{_MONTH_NAME}),? )?(?P<year_c>(?:1[5-9]|20)\d\d)"
    r"))(?: ?: | [-–—] |[–—]|\. )(?=[A-Z“\"‘])"
)


def entry(line: str, year: str) -> tuple[str, re.Match[str]] | None:
    """The ISO date in front of a line of a chronicle and its match, in the `year` of the lines above where it has none; None without one."""
    match = ENTRY.match(line)
    if match is None:
        return None
    own = match["year"] or match["year_b"] or match["year_c"] or year
    month = match["month"] or match["month_b"] or match["month_c"]
    day = match["day"] or match["day_b"]
    if not own:
        return None
    if not month:
        return own, match
    number = MONTHS[month.lower().rstrip(".")]
    if not day:
        return f"{own}-{number:02}", match
    try:
        return date(int(own), number, int(day)).isoformat(), match
    except ValueError:  # 31 February
        return None
