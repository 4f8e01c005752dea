"""What is it measured in? Currencies as in ISO 4217, other units as the SI brochure or the trade writes them.

Shares are "%", "pp" (percentage points) and "share" (a third is 0.3333); people of any description are "people"; other
things that are counted are their own unit, in the plural as the text has it ("ships").
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SIGNS: Final = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₴": "UAH", "US$": "USD",
    "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL",
    "₦": "NGN", "R": "ZAR", "GH₵": "GHS", "KSh": "KES", "Ksh": "KES", "Sh": "shillings", "TSh": "TZS", "USh": "UGX", "₱": "PHP", "฿": "THB", "₪": "ILS", "zł": "PLN",
    "Fr": "CHF", "Fr.": "CHF", "Rs": "INR", "Rs.": "INR",
}  # fmt: skip
_CODES: Final = "EUR|GBP|USD|JPY|CHF|SEK|NOK|DKK|CAD|AUD|NZD|CNY|INR|PLN|CZK|HUF|TRY|BRL|ZAR|KRW|RUB|UAH|MXN|SGD|HKD|NGN|KES|GHS|UGX|TZS|ILS|AED|SAR|EGP|PKR|THB|MYR|PHP|IDR"
_DOLLARS: Final = {"en-CA": "CAD", "en-AU": "AUD", "en-NZ": "NZD", "en-SG": "SGD", "en-HK": "HKD"}
_CROWNS: Final = {"sv": "SEK", "nb": "NOK", "no": "NOK", "da": "DKK", "cs": "CZK"}
# "€84 million", "ten euros"; "$3", "a dollar"
_EUROS: Final = re.compile(r"€|\b(?:[Ee]uros?|EUR)\b")
_ANY_DOLLARS: Final = re.compile(r"\$|\b(?:[Dd]ollars?|USD)\b")
# "€", "US$", "SEK " in front of the number
_BEFORE: Final = re.compile(
    rf"(?<![A-Za-z])(?P<sign>(?:(?:US|CA|AU|NZ|HK)[ \u00a0]?|[CASR])?\$|[€£¥₹₽₩₺₴₦₱฿₪]|GH₵|Fr\.?|Rs\.?|[KTU]?[Ss]h|R(?=\d)|{_CODES})[ \u00a0]?$"
)
# "magnitude 6.4", "a magnitude of 6.4"
_MAGNITUDE: Final = re.compile(r"\b[Mm]agnitude(?: of|-)? ?$")
# " euros", " US dollars", "p" behind the number
_MONEY: Final = re.compile(
    rf"[ \u00a0-]?(?:(?P<small>(?:(?:euro|US) )?cents?|pence|p(?= an? | each|,|\.(?!\s?m)))|(?P<name>[Ee]uros?|pounds? sterling|pounds?(?! (?:of|heavier|lighter|in weight)\b)|sterling|(?:US |American )?dollars?|Canadian dollars?|Australian dollars?"
    rf"|yen|yuan|rupees?|rou?bles?|Swiss francs?|francs?|kron(?:or|er|a|e)|Swedish kronor|Norwegian kroner|Danish kroner|New Zealand dollars?|Hong Kong dollars?|Singapore dollars?|zlotys?|hryvnias?|pesos?|won(?= (?:to|for|in))|reais|rand|naira|shillings|cedis|shekels?|baht|ringgit|dirhams?|riyals?|(?:Turkish )?lira)"
    rf"|(?P<mark>€|£|\$|{_CODES}|kr))(?!\w)"
)  # fmt: skip
_NAMES: Final = (
    ("euro", "EUR"), ("pound", "GBP"), ("sterling", "GBP"), ("canadian", "CAD"), ("australian", "AUD"),
    ("new zealand", "NZD"), ("hong kong", "HKD"), ("singapore", "SGD"), ("dollar", ""),
    ("yen", "JPY"), ("yuan", "CNY"), ("rupee", "INR"), ("ro", "RUB"), ("swiss", "CHF"), ("franc", "CHF"),
    ("norwegian", "NOK"), ("swedish", "SEK"), ("danish", "DKK"), ("kroner", "NOK"), ("krone", "NOK"), ("kron", "SEK"), ("zloty", "PLN"),
    ("hryvnia", "UAH"), ("peso", "MXN"), ("won", "KRW"), ("reais", "BRL"), ("rand", "ZAR"), ("naira", "NGN"), ("shilling", "shillings"), ("cedi", "GHS"), ("shekel", "ILS"), ("baht", "THB"), ("ringgit", "MYR"), ("dirham", "AED"),
    ("riyal", "SAR"), ("turkish", "TRY"), ("lira", "TRY"),
)  # fmt: skip
_MEASURES: Final[tuple[tuple[str, str], ...]] = (
    ("times", r"times(?= (?:as|more|less|the|that of|what|over|[a-z]{3,8}er)\b)"),
    ("pp", r"(?:(?:of )?(?:a|one) )?percentage[ -]points?|per cent points?|pp|ppts?"),
    ("bp", r"basis points?|bps"),
    ("magnitude", r"magnitude"),
    ("%", r"%|per ?cent|percent|pct|Prozent|pour cent"),
    ("km/h", r"kilomet(?:re|er)s? (?:per|an) hour|km/h|kph|kmh"),
    ("mph", r"miles (?:per|an) hour|mph"),
    ("m/s", r"met(?:re|er)s per second|m/s"),
    ("knots", r"knots?"),
    ("km²", r"square kilomet(?:re|er)s?|sq\.? km|km²"),
    ("m²", r"square met(?:re|er)s?|sq\.? m|m²|sqm"),
    ("sq mi", r"square miles?|sq\.? mi(?:les?)?"),
    ("sq ft", r"square (?:feet|foot)|sq\.? ft"),
    ("m³", r"cubic met(?:re|er)s?|m³"),
    ("km", r"kilomet(?:re|er)s?|km"),
    ("cm", r"centimet(?:re|er)s?|cm"),
    ("mm", r"millimet(?:re|er)s?|mm"),
    ("nmi", r"nautical miles?"),
    ("mi", r"miles?"),
    (
        "m",
        r"met(?:re|er)s?|m(?= (?:high|deep|long|wide|tall|above|below|hurdles|sprint|freestyle|race|relay|dash|backstroke|butterfly|medley|run|heats?)\b)",
    ),
    ("ft", r"feet|foot|ft"),
    ("in", r"inch(?:es)?"),
    ("yd", r"yards?"),
    ("ha", r"hectares?|ha"),
    ("acres", r"acres?"),
    ("t", r"tonnes?|metric tons?"),
    ("tons", r"tons?"),
    ("kg", r"kilogram(?:me)?s?|kilos?|kg"),
    ("g", r"grams?|grammes?"),
    ("lb", r"lbs?|pounds?(?= (?:of|heavier|lighter|in weight)\b)"),
    ("oz", r"ounces?|oz"),
    ("°F", r"(?<=\d)F|°F|(?<=\d )F(?=[.,;)]|$| [a-z])|° F|degrees? Fahrenheit|degrees? F"),
    ("°C", r"(?<=\d)C|°C|(?<=\d )C(?=[.,;)]|$| [a-z])|° C|℃|degrees? Celsius|degrees? centigrade|degrees? C"),
    ("l", r"lit(?:re|er)s?"),
    ("ml", r"millilit(?:re|er)s?|ml"),
    ("gal", r"gallons?"),
    ("barrels", r"barrels?"),
    ("TWh", r"terawatt[- ]hours?|TWh"),
    ("GWh", r"gigawatt[- ]hours?|GWh"),
    ("MWh", r"megawatt[- ]hours?|MWh"),
    ("kWh", r"kilowatt[- ]hours?|kWh"),
    ("GW", r"gigawatts?|GW"),
    ("MW", r"megawatts?|MW"),
    ("kW", r"kilowatts?|kW"),
    ("decades", r"decades?"),
    ("years", r"years?"),
    ("months", r"months?"),
    ("weeks", r"weeks?"),
    ("days", r"days?"),
    ("hours", r"hours?|hrs?"),
    ("minutes", r"minutes?|mins?"),
    ("seconds", r"seconds?|secs?"),
)
# " per cent", "-mile", "km/h" behind the number
_MEASURE: Final = re.compile(
    r"[ \u00a0-]?(?:" + "|".join(f"(?P<u{n}>{words})" for n, (_, words) in enumerate(_MEASURES)) + r")(?![\w²³/])"
)
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
DURATIONS: Final = frozenset("decades years months weeks days hours minutes seconds".split())


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
    measure = _MEASURE.match(text, end, limit)
    if measure:
        name = _MEASURES[int((measure.lastgroup or "u0")[1:])][0]
        return Unit(name, start, measure.end(), _kind(name))
    money = _MONEY.match(text, end, limit)
    return _money(text, start, money, lang) if money else None


def _kind(name: str) -> str:
    if name in {"%", "pp", "bp"}:
        return "rate"
    return "fold" if name == "times" else "duration" if name in DURATIONS else "measure"


def _money(text: str, start: int, money: re.Match[str], lang: str) -> Unit:
    """The currency behind a number, or pounds of weight."""
    if money["name"] and money["name"].lower() in {"pound", "pounds"} and _is_weight(text, start, money.end()):
        return Unit("lb", start, money.end(), "measure")
    if money["small"]:
        name = {"p": "GBP", "e": "EUR", "U": "USD"}.get(money["small"][0]) or _cents(text, lang)
        return Unit(name, start, money.end(), "money", 0.01)
    name = _named(money["name"], lang) if money["name"] else _sign(money["mark"], lang)
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
        return _dollar(lang)
    bare = sign.replace(" ", "").replace("\u00a0", "")
    return _CROWNS.get(lang[:2], "SEK") if sign == "kr" else _SIGNS.get(bare, bare)


def _named(name: str, lang: str) -> str:
    lower = name.lower()
    code = next(code for begin, code in _NAMES if lower.startswith(begin) or (begin == "dollar" and begin in lower))
    return code or ("USD" if lower.startswith(("us", "american")) else _dollar(lang))


@lru_cache(maxsize=4)  # an article may speak of cents often
def _cents(text: str, lang: str) -> str:
    """Plain cents are of the euro where the article speaks of euros and of no dollars."""
    return "EUR" if _EUROS.search(text) and not _ANY_DOLLARS.search(text) else _dollar(lang)


def _dollar(lang: str) -> str:
    """A plain dollar is that of the article's country, the American one where it has none."""
    return _DOLLARS.get(lang, "USD")
