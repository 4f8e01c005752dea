"""Does a figure say what its words say? The number is read anew from the words, and its unit compared."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from digest.check.boundary import whole
from digest.check.findings import Judgement
from digest.check.ground import Ground
from digest.check.level import level
from digest.check.quotes import is_level
from digest.model import DECIMAL_COMMA, Span, Verdict

# "3.7", "1,200", "12 000", "1.234,5"
_NUMBER = re.compile(r"\d+(?:[.,’'\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?!\d)")
# " million", "bn", "k" right behind a number
_SCALE = re.compile(r"[ \u00a0-]?(thousand|million|billion|trillion|bn|tn|mn|m|k)\b", re.IGNORECASE)
_TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12}  # fmt: skip
_ENDS = r"(?![^\W\d_])"
# "31 cents", "40p": hundredths of the unit
_HUNDREDTHS = re.compile(r"\d ?(?:cents?\b|pence\b|p\b(?!\.m))", re.IGNORECASE)
# which words or signs a unit goes with; a unit that is not here is not compared
_UNITS: Mapping[str, re.Pattern[str]] = {
    "EUR": re.compile(r"€|\beuros?\b|\bEUR\b|\bcents?\b", re.IGNORECASE),
    "GBP": re.compile(r"£|\bpounds?\b|\bsterling\b|\bGBP\b|\bpence\b|\d ?p\b", re.IGNORECASE),
    "USD": re.compile(r"\$|\bdollars?\b|\bUSD\b|\bcents?\b|\bbucks\b", re.IGNORECASE),
    "JPY": re.compile(r"¥|\byen\b|\bJPY\b", re.IGNORECASE),
    "CAD": re.compile(r"\bCA?\$|\bcanadian\b|\bCAD\b", re.IGNORECASE),
    "AUD": re.compile(r"\bAU?\$|\baustralian\b|\bAUD\b", re.IGNORECASE),
    "NZD": re.compile(r"\bNZ\$|\bnew zealand\b|\bNZD\b", re.IGNORECASE),
    "HKD": re.compile(r"\bHK\$|\bhong kong\b|\bHKD\b", re.IGNORECASE),
    "SGD": re.compile(r"\bS\$|\bsingapore\b|\bSGD\b", re.IGNORECASE),
    "CHF": re.compile(r"\bfrancs?\b|\bFr\b|\bCHF\b", re.IGNORECASE),
    "INR": re.compile(r"₹|\brupees?\b|\bRs\b|\bINR\b", re.IGNORECASE),
    "CNY": re.compile(r"¥|\byuan\b|\brenminbi\b|\bRMB\b|\bCNY\b", re.IGNORECASE),
    "%": re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE),
    "pp": re.compile(r"\bpoints?\b|\bpp\b", re.IGNORECASE),
    "km": re.compile(rf"\bkilomet(?:re|er)s?\b|(?:\d|\b)km{_ENDS}", re.IGNORECASE),
    "mi": re.compile(r"\bmiles?\b|(?:\d|\b)mi\b", re.IGNORECASE),
    "kg": re.compile(rf"\bkilo(?:gram)?s?\b|(?:\d|\b)kg{_ENDS}", re.IGNORECASE),
    "°C": re.compile(r"°|\bcelsius\b|\bcentigrade\b|\bdegrees?\b|\d ?C\b", re.IGNORECASE),
    "°F": re.compile(r"°|\bfahrenheit\b|\bdegrees?\b|\d ?F\b", re.IGNORECASE),
}
# where "$" alone is another country's dollar
_DOLLARS: Mapping[str, str] = {"en-CA": "CAD", "en-AU": "AUD", "en-NZ": "NZD", "en-HK": "HKD", "en-SG": "SGD"}
# "-a-week", "-plus" behind digits: no other number by it
_COMPOUND = re.compile(r"-(?:an?|per|plus)\b")
# "’s", "-a-year", "-to-" behind a word
_COMPOUND_OF_WORD = re.compile(r"['’]s\b|-(?=\w)")
_SHARE = 1e-6  # by which two numbers may differ, for binary fractions
_CORRECT = "Correct the value, or delete the figure."


def judge(figure: Mapping[str, Any], ground: Ground, evidence: Sequence[Span]) -> Judgement:
    """The verdict on one figure: its words stand in the evidence, and its value and unit are those of its words."""
    text = str(figure.get("text", ""))
    span = stands(text, ground, evidence)
    if span is None:
        return Judgement(Verdict.UNSUPPORTED, f'"{text}" does not stand in the cited evidence.', _CORRECT)
    told = span.of(ground.text)
    values = read(told, ground.article.lang)
    for name in ("value", "high"):
        value = figure.get(name)
        if isinstance(value, (int, float)) and values and not any(_same(value, other) for other in values):
            what = f'The {name} is {value:,}, but its words are "{told}".'
            return Judgement(Verdict.UNSUPPORTED, what, _CORRECT)
    unit = figure.get("unit")
    pattern = _UNITS.get(_named(unit, ground.article.lang)) if isinstance(unit, str) else None
    if pattern and not pattern.search(_wider(ground.text, span)):
        return Judgement(Verdict.UNSUPPORTED, f'The unit is {unit}, but its words are "{told}".', _CORRECT)
    return Judgement(Verdict.EXACT if told == text else Verdict.NORMALISED)


def _named(unit: str, lang: str) -> str:
    """The unit whose words may stand there: a Canadian article's "$" is its own dollar."""
    return "USD" if unit == _DOLLARS.get(lang) else unit


def stands(text: str, ground: Ground, evidence: Sequence[Span]) -> Span | None:
    """Where words stand within the evidence, cutting no word and no number."""
    stripped = text.strip()
    for span in ground.find(stripped):
        if any(cited.holds(span) for cited in evidence):
            return span
    for cited in evidence:
        start = ground.text.find(stripped, cited.start, cited.end)
        if stripped and start >= 0 and _goes_on(ground.text, start, start + len(stripped)):
            return Span(start, start + len(stripped))
    for span in ground.find_levelled(level(stripped).text):
        if any(cited.holds(span) for cited in evidence) and is_level(stripped, span.of(ground.text)):
            return span
    return None


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what follows only makes a compound or a genitive of a whole number or day: "£220,000-a-week", "today's"."""
    tail = _COMPOUND if text[end - 1].isdigit() else _COMPOUND_OF_WORD
    return bool(tail.match(text, end)) and whole(text[:end], start, end)


def read(text: str, lang: str) -> tuple[float, ...]:
    """The numbers that digits in `text` may stand for, by the custom of the language; () if there are none.

    The scale of "3 to 4 million" goes with both numbers, so each stands for itself and for itself times a million.
    """
    found: list[float] = []
    scales = [1.0, *dict.fromkeys(_TIMES[match[1].lower()] for match in _SCALE.finditer(text))]
    for match in _NUMBER.finditer(text):
        behind = _SCALE.match(text, match.end())
        mine = [_TIMES[behind[1].lower()]] if behind else scales
        found.extend(value * scale for value in _values(match[0], lang) for scale in mine)
    if _HUNDREDTHS.search(text):
        found += [value / 100 for value in found]
    if not found or _SPELT.search(text):
        return ()  # "two and a half", "3½": read by whoever knows more
    return tuple(dict.fromkeys(found))


# "half", "dozen", "quarter", "3½": numbers that digits alone do not tell
_SPELT = re.compile(
    r"[¼-¾⅐-⅞]|\b(?:half|dozens?|quarters?|thirds?|two|three|four|five|six|seven|eight|nine|ten|lakh|crore|hundred"
    r"|twice|double|score|fifths?)\b|\d[’']\d|\d:\d|\d/\d|\d ?(?:ft|st|lb)\b",
    re.IGNORECASE,
)


def _values(digits: str, lang: str) -> list[float]:
    """Of "1,200" 1200 in English and 1.2 in German; of "12 000" also each part, since a blank may only part two numbers."""
    plain = re.sub(r"[’'\u00a0\u202f ]", "", digits)
    decimal = "," if lang[:2] in DECIMAL_COMMA else "."
    mark = next((mark for mark in reversed(plain) if mark in ",."), "")
    whole, _, rest = plain.rpartition(mark) if mark else (plain, "", "")
    same = all(other == mark for other in plain if other in ",.")
    if same and (plain.count(mark) > 1 or (mark != decimal and len(rest) == 3)):
        whole, rest = whole + rest, ""
    forms = {f"{re.sub('[,.]', '', whole)}.{rest or 0}"}
    if re.search(r"\d[ \u00a0\u202f]\d", digits):
        forms |= set(re.split(r"[ \u00a0\u202f]", digits))
    return sorted({float(form) for form in forms if re.fullmatch(r"\d+(?:\.\d+)?", form)})


def _same(one: float, other: float) -> bool:
    return abs(abs(one) - other) <= _SHARE * max(1.0, abs(other))


def _wider(text: str, span: Span) -> str:
    """The words with their neighbours: in "from €3 to 4 billion" the sign may stand before what is cited."""
    return text[max(0, span.start - 40) : span.end + 40]
