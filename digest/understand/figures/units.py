"""What is it measured in? Currencies as in ISO 4217, other units as the SI brochure or the trade writes them.

Shares are "%", "pp" (percentage points) and "share" (a third is 0.3333); people of any description are "people"; other
things that are counted are their own unit, in the plural as the text has it ("ships").
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from digest.english.units import (
    CURRENCY_NAMES,
    MEASURE_WORDS,
    MEASURES,
    SIGNS,
    crown,
    currency,
    dollar,
    measure,
    sign_pattern,
)

# "€84 million", "ten euros"; "$3", "a dollar"
_EUROS: Final = re.compile(r"€|\b(?:[Ee]uros?|EUR)\b")
_ANY_DOLLARS: Final = re.compile(r"\$|\b(?:[Dd]ollars?|USD)\b")
# "€", "US$", "SEK " in front of the number
_BEFORE: Final = re.compile(rf"(?<![A-Za-z])(?P<sign>{sign_pattern()})[ \u00a0]?$")
# "magnitude 6.4", "a magnitude of 6.4"
_MAGNITUDE: Final = re.compile(r"\b[Mm]agnitude(?: of|-)? ?$")
# " euros", " US dollars", "p" behind the number
_MONEY: Final = re.compile(
    r"[ \u00a0-]?(?:(?P<small>(?:(?:euro|US) )?cents?|pence|p(?= an? | each|,|\.(?!\s?m)))|(?P<dollars>dollars?)|"
    + CURRENCY_NAMES
    + rf"|(?P<mark>{sign_pattern()}|kr))(?!\w)"
)
# before these "m" is metres, not millions
_METRES: Final = re.compile(
    r"[ \u00a0-]?m(?= (?:high|deep|long|wide|tall|above|below|hurdles|sprint|freestyle|race|relay|dash|backstroke|butterfly|medley|run|heats?)\b)"
)
# " per cent", "-mile", "km/h" behind the number
_MEASURE: Final = re.compile(rf"[ \u00a0-]?(?:{MEASURE_WORDS})(?![\w²³/])")
# "weighs 12 pounds", "lost 38 pounds", "300-pound cover", "pounds of halibut": a weight
_WEIGHS: Final = re.compile(
    r"\b(?:weigh\w*|heav\w+|lost|lose[sd]?|gain\w*|caught|catch\w*|land(?:s|ed)?|lift\w*|haul\w*|carr(?:y|ies|ied)|harvest\w*)\b[^.;]{0,40}$"
)
_WEIGHT: Final = re.compile(
    r" (?:of [a-z]|heavier|lighter|overweight|a tap|per acre|in weight)|(?<=-pound) (?!fine|fee|ticket|note|prize|budget|deal|bill|grant|loan|scheme|contract|cut)[a-z]"
)
_POUNDS_OF: Final = re.compile(
    r"\bpounds of (?!the |his |her |their |its |debt|savings|taxpayers|public|cash|damage|investment)[a-z]"
)
# "cost 12 pounds", "12 pounds in fines": money
_COSTS: Final = re.compile(
    r"\b(?:cost\w*|price\w*|pa(?:y|id|ys|ying)|worth|spen[dt]\w*|budget\w*|fined?|fee|grants?|invest\w*|rais(?:e|ed)|earn\w*|sold|bought|debts?)\b[^.;]{0,30}$"
)
_COST: Final = re.compile(r" (?:sterling|in (?:cash|fines|damages|tax|debt)|an hour|a month|worth)")
DURATIONS: Final = frozenset(one.name for one in MEASURES if one.dimension == "time")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how far it stretches the number's words; `times` is 0.01 for cents."""

    name: str
    start: int
    end: int
    kind: str  # "money", "measure", "duration", "rate"
    times: float = 1.0


def find(text: str, start: int, end: int, limit: int, lang: str) -> Unit | None:
    """The unit beside the number text[start:end], looking no farther than `limit`; None when none adjoins it."""
    low = max(0, start - 5)
    before = _BEFORE.search(text[low:start])
    if before:
        return Unit(_sign(before["sign"], lang), low + before.start(), end, "money")
    magnitude = _MAGNITUDE.search(text[max(0, start - 16) : start])
    if magnitude:
        return Unit("magnitude", max(0, start - 16) + magnitude.start(), end, "measure")
    measured = _MEASURE.match(text, end, limit)
    if measured:
        name = measure(measured).name
        return Unit(name, start, measured.end(), _kind(name))
    metres = _METRES.match(text, end, limit)
    if metres:
        return Unit("m", start, metres.end(), "measure")
    money = _MONEY.match(text, end, limit)
    return _money(text, start, money, lang) if money else None


def _kind(name: str) -> str:
    if name in {"%", "pp", "bp"}:
        return "rate"
    return "fold" if name == "times" else "duration" if name in DURATIONS else "measure"


def _money(text: str, start: int, money: re.Match[str], lang: str) -> Unit:
    """The currency behind a number, or pounds of weight."""
    if money["small"]:
        name = {"p": "GBP", "e": "EUR", "U": "USD"}.get(money["small"][0]) or _cents(text, lang)
        return Unit(name, start, money.end(), "money", 0.01)
    if money["dollars"]:
        return Unit(dollar(lang), start, money.end(), "money")
    if money["mark"]:
        return Unit(_sign(money["mark"], lang), start, money.end(), "money")
    name = currency(money).code
    if name == "GBP" and "pound" in money[0] and "sterling" not in money[0] and _is_weight(text, start, money.end()):
        return Unit("lb", start, money.end(), "measure")
    return Unit(name, start, money.end(), "money")


def _is_weight(text: str, start: int, end: int) -> bool:
    """Whether pounds are a weight: by the words around, or in an article that writes money as dollars or "£" and these out."""
    if _COSTS.search(text[max(0, start - 40) : start]) or _COST.match(text, end):
        return False
    if _WEIGHS.search(text[max(0, start - 60) : start]) or _WEIGHT.match(text, end):
        return True
    return _weighs(text)


@lru_cache(maxsize=4)  # an article may speak of pounds often
def _weighs(text: str) -> bool:
    """Whether an article's pounds are a weight unless the words around say otherwise."""
    return "£" in text or "$" in text or "C$" in text or _POUNDS_OF.search(text) is not None


def _sign(sign: str, lang: str) -> str:
    if sign == "$":
        return dollar(lang)
    bare = sign.replace(" ", "").replace("\u00a0", "")
    return crown(lang) if sign == "kr" else SIGNS.get(bare, bare)


@lru_cache(maxsize=4)  # an article may speak of cents often
def _cents(text: str, lang: str) -> str:
    """Plain cents are of the euro where the article speaks of euros and of no dollars."""
    return "EUR" if _EUROS.search(text) and not _ANY_DOLLARS.search(text) else dollar(lang)
