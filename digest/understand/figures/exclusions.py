"""Which numbers are no figures: years, times, addresses, names, numbers of chapters, what was given in other units before?"""

import re
from typing import Final

from digest.english.units import MEASURES
from digest.model import Figure

# "section 12", "No. 4", "platform 3": the number names a thing
_NAMED: Final = re.compile(
    r"\b(?:articles?|sections?|page|pages|no\.|number|chapter|room|route|platform|line|level|phase|grade|version|flight|gate"
    r"|channel|highway|motorway|road|part|act|clause|paragraph|lane|track|stage|type|class|unit|top|pier|berth|terminal|tier|lot"
    r"|building|block|floor|apartment|flat|suite|volume|episode|series|season|week|day|round|game|group|figure|table|under-|over-)[ \u00a0]?$",
    re.IGNORECASE,
)
# "14 Fisher's Quay", "12 Hill Street": an address
_ADDRESS: Final = re.compile(r" (?:[A-Z][\w’'-]+ ){1,3}(?:Street|Road|Avenue|Quay|Lane|Square|Drive|Place|Row|Terrace|Way|Court|Hill|Boulevard|Close|St|Rd|Ave)\b")  # fmt: skip
# "9 am", "7.30pm", "3 o'clock", "1400 GMT", "14th", "1990s"
_TIME: Final = re.compile(
    r"[ \u00a0]?(?:[ap]\.?m\b|o['’]clock|GMT|BST|CET|EST|UTC|noon\b|midnight\b)|(?:st|nd|rd|th|s)\b|['’]s?\b|:\d"
)
# "Boeing 737", "S&P 500", "Apollo 11": a name runs into the number, but no "Leyton's 12"
_NAME: Final = re.compile(r"(?<![.!?:] )(?<![\w’'&-])([A-Z][\w’'&-]+)(?<!’s)(?<!'s) $")
_BEFORE_COUNT: Final = frozenset("In At On By From For With About Some Nearly Almost Over Under Around Only The Its Their Last Next Past Another After Up To Between Since And But Of Roughly Approximately Just Exactly Than Least Every These Those All When While If As Where Among Our My His Her Your Police Officials".split())  # fmt: skip
# "two years ago", "the past": read by dates
_AGO: Final = re.compile(
    r" (?:ago|back|prior|since(?=,))\b| (?:earlier|later|before|after)(?= |[.,])|-(?:day|week|year) week\b| (?:olds?|running)\b"
)
# "the last 18 months", "the next four days": a time, read by dates
_PERIOD: Final = re.compile(r"\b(?:last|past|next|previous|coming|first|final) $")
# a link, a handle, a telephone: no blanks, or digits on digits
_LINK: Final = re.compile(r"(?:https?://|www\.|@|#|\w\.\w+/)\S*$")
_DIGITS_BESIDE: Final = re.compile(r"\d(?: | ?[-–/] ?)$")
_DIGITS_AFTER: Final = re.compile(r"[ -]\d{2,}|/\d")

# "100 km (60 miles)", "a 720-foot (219-meter) span", "half a mile, or about 800 metres,"
_EXCHANGED: Final = re.compile(r"(?: [a-z]+)?,? \(?(?:or )?(?:(?:about|some|around|nearly|almost|roughly) )?")
_DIMENSIONS: Final = {one.name: one.dimension for one in MEASURES if one.dimension != "time"}


def is_exchanged(text: str, one: Figure, other: Figure) -> bool:
    """Whether a figure gives in other units what the one in front of it gives."""
    between = text[one.end : other.start]
    if one.unit == other.unit or not ("(" in between or "or " in between or "or " in other.qualifier):
        return False
    money = one.unit.isupper() and other.unit.isupper()
    alike = money or _DIMENSIONS.get(one.unit, "") == _DIMENSIONS.get(other.unit, "-")
    return alike and bool(_EXCHANGED.fullmatch(between))


def is_name(text: str, start: int, end: int, low: int) -> bool:
    """Whether a number without a unit names something, or tells a time, a place or a telephone."""
    before = text[max(low, start - 24) : start]
    if _TIME.match(text, end) or _ADDRESS.match(text, end) or _NAMED.search(before) or _LINK.search(before):
        return True
    if _DIGITS_BESIDE.search(before) or _DIGITS_AFTER.match(text, end):
        return True
    if not text[low:start].strip(' *-"“(') and text[end : end + 1] in {".", ")", ":"}:
        return True  # the number of an item
    name = None if text.startswith(" of the ", end) else _NAME.search(before)
    return bool(name and name[1] not in _BEFORE_COUNT and (start - low) > len(name[1]) + 1) or bool(
        name and text[start].isdigit() and name[1] not in _BEFORE_COUNT
    )


def is_when(text: str, start: int, end: int) -> bool:
    """Whether a duration only says when: "two years ago", "three days later", "the last 18 months"."""
    return bool(_AGO.match(text, end) or _PERIOD.search(text, max(0, start - 12), start))


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four bare digits are a year by their look."""
    digits = text[start:end]
    return len(digits) == len("2026") and digits.isdigit() and "1500" <= digits <= "2099"
