"""The words of an article by which it is compared: how often each occurs in it, and how much each weighs.

What a word says is its inverse document frequency in a frozen background, the open treebanks of NOTICE, so that no article
changes what another's words are worth. Stems are a light form of Porter's (1980).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# "Port Alder", "Mr Hawes": words with a capital one after the other
_CAPITALS = re.compile(r"[A-Z][^\W_]{0,40}(?:[^\w.!?]{1,2}[A-Z][^\W_]{0,40})+")
_NUMBER = re.compile(r"\d[\d,.]*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_LEDE = 80  # words of the text that count as its opening
_LONGEST = 60_000  # characters of a text that are compared
_TITLE = 2  # how many times a word of the title counts
_PLAIN = 4.0  # what a word must say to count as a rare one
_OF_YEAR = 2.0  # what a year says; other numbers say more the longer they are
FIELDS = ("whole", "title", "opening", "names", "pairs", "numbers")


@dataclass(frozen=True, slots=True)
class Words:
    """One article's words as unit vectors, stem → weight, one for each of `FIELDS`; `rare` says how much each name says."""

    fields: Mapping[str, Mapping[str, float]]
    rare: Mapping[str, float]
    length: int  # characters of the text, or of the title where there is none


def words(title: str, text: str) -> Words:
    """The words of an article."""
    text = text[:_LONGEST]
    heads = _WORD.findall(title)
    raw = _WORD.findall(text)
    counts = Counter(raw)
    small = {stem(word) for word in counts if not word[0].isupper()}
    capitals = {word: times for word, times in counts.items() if word[0].isupper()}
    whole = _stems(counts.items())
    for word in heads:
        whole[stem(word)] += _TITLE
    named = [(word, 1) for word in heads if word[0].isupper()]
    names = _stems(capitals.items()) + _stems(named)
    names = Counter({name: times for name, times in names.items() if name not in small})
    pairs = Counter(pair for run in _CAPITALS.findall(text) for pair in pairwise(map(stem, _WORD.findall(run))))
    pairs.update(pairwise(map(stem, heads)))
    numbers = Counter(found.rstrip(".,") for found in _NUMBER.findall(text))
    fields = {
        "whole": _unit({w: (1 + math.log(n)) * says(w) for w, n in whole.items()}),
        "title": _unit({w: (1 + math.log(n)) * says(w) for w, n in _stems((word, 1) for word in heads).items()}),
        "opening": _unit(
            {w: (1 + math.log(n)) * says(w) for w, n in _stems((x, 1) for x in (*heads, *raw[:_LEDE])).items()}
        ),
        "names": _unit({w: (1 + math.log(n)) * says(w) for w, n in names.items()}),
        "pairs": _unit({f"{a} {b}": (1 + math.log(n)) * (says(a) + says(b)) for (a, b), n in pairs.items()}),
        "numbers": _unit({w: (1 + math.log(n)) * _of_number(w) for w, n in numbers.items()}),
    }
    rare = {name: math.sqrt(says(name) - _PLAIN) for name in names if says(name) > _PLAIN}
    return Words(MappingProxyType(fields), MappingProxyType(rare), len(text) or len(title))


def _stems(counted: Iterable[tuple[str, int]]) -> "Counter[str]":
    found: Counter[str] = Counter()
    for word, times in counted:
        found[stem(word)] += times
    return found


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def _of_number(number: str) -> float:
    return _OF_YEAR if _YEAR.fullmatch(number) else min(6.0, 1 + 1.2 * len(number))


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """A word in small letters without the endings of number, tense and possession."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s")
    for ending, other in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending) + other
            break
    return word.rstrip("e") if len(word) > 4 else word


@lru_cache(maxsize=1 << 18)
def says(word: str) -> float:
    """How much a stem says: its inverse document frequency in the background."""
    seen, documents = _background()
    return math.log((documents + 1) / (seen.get(word, 0) + 0.5))


@cache
def _background() -> tuple[Mapping[str, int], int]:
    """In how many of the background's documents each stem occurs, and how many documents there are."""
    lines = Path(__file__).with_name("background.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines[1:]]
    return {word: int(times) for times, *listed in rows for word in listed}, int(lines[0])
