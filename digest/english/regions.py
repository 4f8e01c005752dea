"""Whose dollars does an article mean? Those of the country that most of its words name, America's where nothing speaks against it."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

_ROWS: Final = tuple(
    line.split("\t")
    for line in Path(__file__).with_name("regions.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
_COUNTRIES: Final = tuple((tag, re.compile(rf"(?<![\w.$])(?:{pattern})(?![\w])")) for tag, pattern in _ROWS)
# "percent", "neighbors", "center": how only Americans write; "per cent", "centre": how they do not
_AMERICAN: Final = re.compile(
    r"\b(?:percent|centers?|theaters?|neighbor\w*|color\w*|labor|favor\w*|honor\w*|program(?= [a-z])|\w+izations?|(?:kilo|centi)?meters?|gray|traveler\w*|defense|offense|license(?=s? plate))\b"
)
_BRITISH: Final = re.compile(
    r"\b(?:per cent|centres?|theatres?|neighbour\w*|colour\w*|labour|favour\w*|honour\w*|programmes?|\w+isations?|(?:kilo|centi)?metres?|grey|traveller\w*|defence|offence|cheques?|tonnes|kerb|tyres?)\b"
)
# "US$3": whoever writes so has another dollar of their own
_MARKED: Final = re.compile(r"\bUS ?\$")
_OPEN: Final = "en-001"  # the tag of no country
_ENOUGH: Final = 2  # words that name a country; of the American one a spelling will do


@lru_cache(maxsize=8)  # every figure of an article asks
def of(lang: str, text: str) -> str:
    """The language tag of an English article with its country; "en-001" where its dollars are nobody's, another tag as it is."""
    if lang != "en" or ("$" not in text and "dollar" not in text):
        return lang
    named = {tag: len(pattern.findall(text)) for tag, pattern in _COUNTRIES}
    american, british = len(_AMERICAN.findall(text)), len(_BRITISH.findall(text))
    own = named.pop("en-US") + american
    other, tag = max((number, tag) for tag, number in named.items())
    marked = bool(_MARKED.search(text))
    if not marked and own >= max(other, british):
        return "en-US"
    return tag if other >= _ENOUGH and (marked or other > own or british > american) else _OPEN
