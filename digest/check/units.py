"""Do the words of a figure bear out its unit? A unit has words or signs of its own; what is counted stands in words."""

import re
from collections.abc import Mapping
from typing import Final

_NO_LETTER = r"(?![^\W\d_])"


def _sign(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


# which words or signs a unit goes with
_UNITS: Final[Mapping[str, re.Pattern[str]]] = {
    "EUR": _sign(r"€|\beuros?\b|\bEUR\b|\bcents?\b"),
    "GBP": _sign(r"£|\bpounds?\b|\bsterling\b|\bGBP\b|\bpence\b|\d ?p\b"),
    "USD": _sign(
        r"\$|(?<!canadian )(?<!australian )(?<!zealand )(?<!kong )(?<!singapore )\bdollars?\b|\bUSD\b|\bcents?\b|\bbucks\b"
    ),
    "JPY": _sign(r"¥|\byen\b|\bJPY\b"),
    "CAD": _sign(r"\bCA?\$|\bcanadian\b|\bCAD\b"),
    "AUD": _sign(r"\bAU?\$|\baustralian\b|\bAUD\b"),
    "NZD": _sign(r"\bNZ ?\$|\bnew zealand\b|\bNZD\b"),
    "HKD": _sign(r"\bHK\$|\bhong kong\b|\bHKD\b"),
    "SGD": _sign(r"\bS\$|\bsingapore\b|\bSGD\b"),
    "CHF": _sign(r"\bfrancs?\b|\bFr\b|\bCHF\b"),
    "INR": _sign(r"₹|\brupees?\b|\bRs\b|\bINR\b"),
    "NGN": _sign(r"₦|\bnaira\b|\bNGN\b"),
    "ZAR": _sign(r"\bR ?\d|\brand\b|\bZAR\b"),
    "KES": _sign(r"\bKSh\b|\bSh ?\d|\bshillings?\b|\bKES\b"),
    "shillings": _sign(r"\bSh ?\d|\bshillings?\b"),
    "CNY": _sign(r"¥|\byuan\b|\brenminbi\b|\bRMB\b|\bCNY\b"),
    "SEK": _sign(r"\bkron|\bkr\b|\bSEK\b"),
    "NOK": _sign(r"\bkron|\bkr\b|\bNOK\b"),
    "DKK": _sign(r"\bkron|\bkr\b|\bDKK\b"),
    "%": _sign(r"%|\bper ?cent\b|\bpct\b|\bProzent\b|\bpour cent\b"),
    "pp": _sign(r"\bpoints?\b|\bppt?s?\b"),
    "bp": _sign(r"\bbasis points?\b|\bbps?\b"),
    "km": _sign(rf"(?<!square )\bkilomet(?:re|er)s?\b|(?:\d|\b)km{_NO_LETTER}"),
    "mi": _sign(r"(?<!square )(?<!nautical )\bmiles?\b|(?:\d|\b)mi\b"),
    "m": _sign(r"(?<!square )(?<!cubic )\bmet(?:re|er)s?\b|\d ?m\b"),
    "cm": _sign(rf"\bcentimet(?:re|er)s?\b|(?:\d|\b)cm{_NO_LETTER}"),
    "mm": _sign(rf"\bmillimet(?:re|er)s?\b|(?:\d|\b)mm{_NO_LETTER}"),
    "ft": _sign(r"(?<!square )\b(?:feet|foot)\b|(?:\d|\b)ft\b"),
    "in": _sign(r"\binch(?:es)?\b|\d ?in\b"),
    "nmi": _sign(r"\bnautical miles?\b"),
    "mph": _sign(r"\bmph\b|\bmiles? (?:per|an) hour\b"),
    "g": _sign(r"\bgram(?:me)?s?\b"),
    "oz": _sign(r"\bounces?\b|\boz\b"),
    "l": _sign(r"\blit(?:re|er)s?\b"),
    "ml": _sign(r"\bmillilit(?:re|er)s?\b|\d ?ml\b"),
    "yd": _sign(r"\byards?\b"),
    "ha": _sign(r"\bhectares?\b|\d ?ha\b"),
    "acres": _sign(r"\bacres?\b"),
    "kg": _sign(rf"\bkilo(?:gram(?:me)?)?s?\b|(?:\d|\b)kg{_NO_LETTER}"),
    "lb": _sign(r"\blbs?\b|\bpounds?\b"),
    "t": _sign(r"\btonnes?\b|\bmetric tons?\b|\d ?t\b"),
    "tons": _sign(r"\btons?\b"),
    "°C": _sign(r"°C?(?!F)|\bcelsius\b|\bcentigrade\b|\bdegrees?\b(?! F)|\d ?C\b"),
    "°F": _sign(r"°F?(?!C)|\bfahrenheit\b|\bdegrees?\b(?! C)|\d ?F\b"),
    "years": _sign(r"\byears?\b|\bold\b"),
    "months": _sign(r"\bmonths?\b"),
    "weeks": _sign(r"\bweeks?\b"),
    "days": _sign(r"\bdays?\b"),
    "hours": _sign(r"\bhours?\b|\bhrs?\b"),
    "minutes": _sign(r"\bminutes?\b|\bmins?\b"),
    "seconds": _sign(r"\bseconds?\b|\bsecs?\b"),
    "times": _sign(r"\btimes\b|\btwice\b|\bdouble\b|\btriple\b|fold\b"),
    "share": _sign(r"\bhalf\b|\bthirds?\b|\bquarters?\b|\bfifths?\b|\bsixths?\b|\btenths?\b|\bin\b|\bout of\b"),
    "score": _sign(r"\d ?[-–—] ?\d"),
    "votes": _sign(r"\bvotes?\b|\w(?: to |[-–—])\w"),
    "magnitude": _sign(r"\bmagnitude\b"),
}
# of these a count has words too: "11 points", "5,000 m people", "in"
_VAGUE: Final = frozenset({"m", "in", "t", "pp", "score", "votes", "share"})
_ANY: Final = re.compile("|".join(p.pattern for name, p in _UNITS.items() if name not in _VAGUE), re.IGNORECASE)
# where "$" alone is another country's dollar
_DOLLARS: Final = {"en-CA": "CAD", "en-AU": "AUD", "en-NZ": "NZD", "en-HK": "HKD", "en-SG": "SGD"}
# "31 cents" may be of euros and of dollars, "40 degrees" of two scales: the words leave it open
_OPEN: Final = frozenset({"EUR", "USD", "CAD", "AUD", "NZD", "HKD", "SGD"})
# "145lbs": a blank is missing
_GLUED: Final = re.compile(r"(?<=\d)(?=[^\W\d_]{3})")
# "71", "6,412", "fourteen": a number alone, whose unit its neighbours tell
_BARE: Final = re.compile(
    r"(?:[\d.,]+(?: to | ?[-–] ?))?(?:[\d.,\u00a0 ]+|[a-z]+(?:-[a-z]+)?)(?: ?(?:thousand|million|billion|trillion|bn|m|k))?",
    re.IGNORECASE,
)
# "a quarter", "half", "one in five", "six out of every 10": a share of something, whatever it is of
_SHARE: Final = re.compile(
    r"(?:(?:a|one|two|three|four)[ -])?(?:half|third|quarter|fifth|sixth|tenth)s?|[\w-]+ (?:in|out of)(?: every)? [\w-]+",
    re.IGNORECASE,
)
# "she is now ", "aged " in front of an age
_AGE_BEFORE: Final = re.compile(
    r"\b(?:is|was|been|be|turns?|turned|aged?|ages|now|at|(?:young|old) as)(?: \w+){0,2} $", re.IGNORECASE
)
# "Ida Moe, " in front of an age, "," or "." behind it
_NAME_BEFORE, _AGE_BEHIND = re.compile(r"[A-Z][\w’'-]{1,40}, (?:aged )?$"), re.compile(r"[,.;)]|$")
# what is counted and is nobody
_THINGS: Final = re.compile(r"\b(?:seats|votes|points|goals|homes|houses|jobs|countries|companies|books|pages|cars|ships|boats|miles|shares|states|cities|schools|times)$")  # fmt: skip
_NEAR: Final = 40  # characters around the words in which a sign may stand that two numbers share
_STEM: Final = 4  # letters by which "seats" and "seat" are one


def fault(unit: str, text: str, start: int, end: int, lang: str) -> bool:
    """Whether the figure text[start:end] is not measured in `unit` by its words."""
    own, wider = _GLUED.sub(" ", text[start:end]), text[max(0, start - _NEAR) : end + _NEAR]
    name = "USD" if unit == _DOLLARS.get(lang) else unit
    pattern = _UNITS.get(name)
    if _SHARE.fullmatch(own):
        return name not in {"share", "pp"}
    if pattern is None:
        return _other(unit, own, wider)
    if pattern.search(own):
        return name in _OPEN and "€" in own and name != "EUR"
    if name == "years" and _BARE.fullmatch(own) and not _ANY.search(own):
        before = text[max(0, start - _NEAR) : start]
        return not (_AGE_BEHIND.match(text, end) or _AGE_BEFORE.search(before) or pattern.search(wider))
    return bool(_ANY.search(own)) or not _BARE.fullmatch(own) or not pattern.search(wider)


def _other(unit: str, own: str, wider: str) -> bool:
    """The same for a currency or a measure that has no words here, and for people and things, which are counted."""
    if unit != unit.lower() or not unit.isalpha():
        return False
    if _ANY.search(own):
        return True
    if unit == "people":
        return bool(_THINGS.search(own)) or bool(_NAME_BEFORE.search(wider.partition(own)[0]) and _BARE.fullmatch(own))
    return unit[:_STEM] not in wider.lower()
