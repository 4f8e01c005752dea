"""Units of measure and currencies, from `units.txt` and `currencies.txt`: their words, their signs, their sizes.

Names are those of ISO 4217 for money, else as the SI brochure or the trade writes them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

# what a plain dollar and a plain crown are, by the country or the language of the article
_DOLLARS: Final = MappingProxyType(
    {"en-CA": "CAD", "en-AU": "AUD", "en-NZ": "NZD", "en-SG": "SGD", "en-HK": "HKD", "en-001": ""}
)
_CROWNS: Final = MappingProxyType({"sv": "SEK", "nb": "NOK", "no": "NOK", "da": "DKK", "cs": "CZK"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure. `factor` is its size in the base unit of its dimension, 0 where it has no fixed zero point.

    `words` is a pattern of what names it behind a number; `letters` mean it only right behind a digit ("5 m").
    """

    name: str
    dimension: str
    factor: float
    words: str
    letters: str


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency. `signs` are written before or behind a number; `names` is a pattern of its words."""

    code: str
    signs: tuple[str, ...]
    names: str


def _rows(name: str) -> Iterator[list[str]]:
    for line in Path(__file__).with_name(name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


MEASURES: Final = tuple(
    Measure(name, dimension, float(factor or 0), words, letters)
    for name, dimension, factor, words, letters in _rows("units.txt")
)
CURRENCIES: Final = tuple(Currency(code, tuple(signs.split()), names) for code, signs, names in _rows("currencies.txt"))
CODES: Final = frozenset(currency.code for currency in CURRENCIES if currency.code.isupper())
# "€", "US$": of two currencies with one sign the first
SIGNS: Final[Mapping[str, str]] = MappingProxyType(
    {sign: currency.code for currency in reversed(CURRENCIES) for sign in currency.signs}
)


def dollar(lang: str) -> str:
    """A plain dollar is that of the article's country (`english/regions.py`), "" where that is open; the American one of a bare language."""
    return _DOLLARS.get(lang, "USD")


def crown(lang: str) -> str:
    """A plain "kr" is that of the article's language, the Swedish one where it has none."""
    return _CROWNS.get(lang[:2], "SEK")


def sign_pattern() -> str:
    """A pattern of every sign and code, a plain "$" among them, the longest first."""
    signs = sorted({*SIGNS, *CODES, "$"}, key=lambda sign: (-len(sign), sign))
    return "|".join(re.escape(sign).replace(r"\$", r"[ \u00a0]?\$" if len(sign) > 2 else r"\$") for sign in signs)


# what names each measure and each currency, in the order of the lists; `measure` and `currency` say which one matched
MEASURE_WORDS: Final = "|".join(f"(?P<u{n}>{one.words})" for n, one in enumerate(MEASURES))
CURRENCY_NAMES: Final = "|".join(f"(?P<c{n}>{one.names})" for n, one in enumerate(CURRENCIES))


def measure(match: re.Match[str]) -> Measure:
    """The measure that a pattern of `MEASURE_WORDS` matched."""
    return MEASURES[int((match.lastgroup or "u0")[1:])]


def currency(match: re.Match[str]) -> Currency:
    """The currency that a pattern of `CURRENCY_NAMES` matched."""
    return CURRENCIES[int((match.lastgroup or "c0")[1:])]


_DIGIT_OR_EDGE: Final = r"(?:(?<=\d)|(?<=\d[ -])|(?<![^\W_]))"
# every measure by its words, in the order of the list: "square kilometres" is no kilometre
_MEASURE: Final = re.compile(_DIGIT_OR_EDGE + rf"(?:{MEASURE_WORDS})(?![^\W\d_]|[²³/])", re.IGNORECASE)
_LETTERS: Final = re.compile(
    r"\d ?(?:" + "|".join(f"(?P<u{n}>{one.letters})" for n, one in enumerate(MEASURES) if one.letters) + r")\b"
)
_NAMES: Final = re.compile(rf"(?<![^\W\d_])(?:{CURRENCY_NAMES})(?![^\W\d_])", re.IGNORECASE)
_SIGN: Final = re.compile(rf"(?<![^\W\d_])(?:{sign_pattern()})(?![^\W\d_])|(?<=\d)(?:{sign_pattern()})(?![^\W\d_])")
# words and signs that several currencies or scales share
_SHARED: Final = (
    (re.compile(r"(?<!\w[$])\bdollars?\b|\bbucks\b", re.IGNORECASE), ("USD", "$")),
    (re.compile(r"(?<!per )\bcents?\b", re.IGNORECASE), ("EUR", "USD", "$")),
    (re.compile(r"\bpence\b|\d ?p\b"), ("GBP",)),
    (re.compile(r"\bpounds?\b|\blbs?\b", re.IGNORECASE), ("GBP", "lb")),
    (re.compile(r"\bkron|\bkr\b", re.IGNORECASE), ("SEK", "NOK", "DKK")),
    (re.compile("¥"), ("JPY", "CNY")),
    (re.compile(r"\bSh ?\d|\bshillings?\b"), ("KES", "UGX", "TZS", "shillings")),
    (re.compile(r"\bdegrees?\b|°", re.IGNORECASE), ("°C", "°F")),
    (re.compile(r"\bpoints?\b|\bppt?s?\b", re.IGNORECASE), ("pp",)),
)


_WORD: Final = re.compile(rf"(?:{MEASURE_WORDS}|{CURRENCY_NAMES})", re.IGNORECASE)
# parts of a unit's name, and words that several units share
_PARTS: Final = frozenset(
    "per cent cents pence percentage point points degree degrees celsius fahrenheit dollar dollars square cubic nautical "
    "basis metric".split()
) | {letters for one in MEASURES for letters in one.letters.split("|") if letters and letters != "in"}


def names_unit(word: str) -> bool:
    """Whether a word behind a number is a unit or currency, or the beginning of one's name: "kilometres", "per"."""
    return word.casefold() in _PARTS or _WORD.fullmatch(word) is not None


def named(words: str, lang: str) -> frozenset[str]:
    """Every unit and currency that some words may name; several where the words leave it open."""
    found = {measure(match).name for pattern in (_MEASURE, _LETTERS) for match in pattern.finditer(words)}
    found |= {currency(match).code for match in _NAMES.finditer(words)}
    signs = {match[0].replace(" ", "").replace("\u00a0", "") for match in _SIGN.finditer(words)}
    found |= {SIGNS.get(sign, sign) for sign in signs - {"$"}}
    shared = {unit for pattern, units in _SHARED if pattern.search(words) for unit in units}
    if "$" in signs:
        shared |= {"USD", "$"}
    if "$" in shared:
        shared |= {dollar(lang)}
    if "EUR" in found and "EUR" in shared:  # "€1.20", "20 cents": of the euro
        shared -= {"USD", dollar(lang)}
    if found & {"°C", "°F"}:
        shared -= {"°C", "°F"}
    return frozenset((found | shared) - {"$", ""})
