"""The amounts of a sentence as intervals in one unit for each dimension: 110 mph and 177 km/h are one speed."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from digest.english.units import MEASURES
from digest.model import Sentence, Tree
from digest.understand import dates, figures
from digest.understand.figures import exclusions, numerals

# unit of a figure → dimension and factor to its base unit
_BASES = MappingProxyType(
    {measure.name: (measure.dimension, measure.factor) for measure in MEASURES if measure.factor}
    | {"share": ("%", 100.0), "votes": ("votes", 1.0), "seats": ("seats", 1.0), "people": ("people", 1.0)}
)
_NEAR = frozenset("about around roughly approximately some nearly almost estimated".split()) | frozenset(
    ("close to", "an estimated", "or so", "just over", "just under", "an average of", "a record")
)
_AT_LEAST = frozenset(("more than", "at least", "over", "above", "no fewer than", "no less than", "upwards of", "in excess of", "well over", "or more", "a minimum of"))  # fmt: skip
_AT_MOST = frozenset(("fewer than", "less than", "under", "below", "up to", "at most", "no more than", "not more than", "as many as", "as much as", "a maximum of", "or less", "or fewer"))  # fmt: skip
_LOOSE = 0.06  # how far a number may be from what "about" says
_UP = re.compile(r"\b(?:go|goes|gone|going|went|moved?|rises?|rose|risen|climb(?:s|ed)?) up to $", re.IGNORECASE)
_DURATION = re.compile(r"[ -](?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?)\b")
_AGED = re.compile(r"\b(?:man|woman|boy|girl|person|gran|hero|aged) of $|\baged $")
_LAKH = MappingProxyType({"lakh": 1e5, "lakhs": 1e5, "crore": 1e7, "crores": 1e7})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its dimension; `exact` as it is given, `low` and `high` what its wording admits, all in the base unit.

    `place` is that of its word in the tree, `noun` the lemma of what is counted.
    """

    start: int
    end: int
    exact: float
    low: float
    high: float
    dimension: str
    place: int
    noun: str
    kind: str
    unit: str = ""


def find(text: str, sentence: Sentence, lang: str, tree: Tree) -> Iterator[Amount]:
    """The amounts of one sentence in reading order, bare numbers among them; none that is part of a date or a name."""
    found = figures.of_sentence(text, sentence, lang, tree)
    for figure, kind in found:
        place = _place(tree, figure.start, figure.end)
        if (
            place is None
            or kind == "fold"
            or (kind == "count" and _AGED.search(text[max(0, figure.start - 12) : figure.start]))
        ):
            continue
        dimension, factor = ("age", 1.0) if kind == "age" else _BASES.get(figure.unit, ("", 1.0))
        if figure.unit.isupper() and len(figure.unit) == 3:
            dimension = figure.unit
        value, high = figure.value * factor, (figure.high or figure.value) * factor
        after = text[figure.end : figure.end + 8].split()
        scale = _LAKH.get(after[0].strip(".,;").lower(), 1.0) if after else 1.0
        low, high = interval(value * scale, high * scale, _qualifier(text, figure.start, figure.qualifier))
        noun = _noun(tree, place)
        yield Amount(
            figure.start, figure.end, value * scale, low, high, dimension or "count", place, noun, kind, figure.unit
        )
    taken = [(figure.start, figure.end) for figure, _ in found]
    days = [(day.start, day.end) for day in dates.find(text, sentence.start, sentence.end, "", lang)]
    for numeral in numerals.find(text, sentence.start, sentence.end, lang):
        own = (numeral.start, numeral.end)
        if any(own[0] < end and start < own[1] for start, end in taken + days):
            continue
        if exclusions.is_name(text, *own, sentence.start) or exclusions.is_year(text, *own):
            continue
        place = _place(tree, *own)
        if place is None or numeral.kind in {"share", "fold"} or _is_part(text, *own) or _is_age(text, *own):
            continue
        before = text[max(sentence.start, numeral.start - 16) : numeral.start].lower()
        words = next((w for w in (*_AT_LEAST, *_AT_MOST, *_NEAR) if before.endswith(w + " ")), "")
        low, high = interval(numeral.value, numeral.value, _qualifier(text, numeral.start, words))
        yield Amount(*own, numeral.value, low, high, "bare", place, _noun(tree, place), "bare")


def _qualifier(text: str, start: int, words: str) -> str:
    """The words that qualify a number; "gone up to 31" is no "up to 31"."""
    return "" if words == "up to" and _UP.search(text[max(0, start - 24) : start]) else words


def interval(value: float, high: float, qualifier: str) -> tuple[float, float]:
    """What a number may be as it is worded: "about 40" is 36 to 44, "more than 40" has no upper end."""
    if high != value:
        return min(value, high), max(value, high)
    words = qualifier.lower()
    if words in _AT_LEAST:
        return value, math.inf
    if words in _AT_MOST:
        return -math.inf, value
    if words in _NEAR:
        return value * (1 - _LOOSE), value * (1 + _LOOSE)
    return value, value


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether the number belongs to a time, a score or a longer word: "7-2", "2:30", "6pm"."""
    return bool(text[end : end + 1] in {":", "/", "-", "–"} or text[max(0, start - 1) : start] in {":", "/", "-", "–"}) or text[
        end : end + 4
    ].lower().replace(".", "").strip()[:2] in {"am", "pm"}  # fmt: skip


def _is_age(text: str, start: int, end: int) -> bool:
    """Whether a bare number is an age or a time: "a woman of 67", "0250"."""
    return (
        bool(_AGED.search(text[max(0, start - 12) : start]))
        or text[start] == "0"
        or bool(_DURATION.match(text[end : end + 12]))
    )


def _place(tree: Tree, start: int, end: int) -> int | None:
    """The number's word in the tree: the first word of the stretch that is one, else its last word."""
    held = [place for place, word in enumerate(tree) if word.start < end and start < word.end]
    numbers = [place for place in held if tree[place].upos == "NUM"]
    return numbers[-1] if numbers else held[0] if held else None


def _noun(tree: Tree, place: int) -> str:
    """What is counted: the noun the number hangs on, or that behind "of"; "" where the sentence leaves it out."""
    word = tree[place]
    head = tree[word.head] if word.head >= 0 else None
    if (
        head is not None
        and word.deprel in {"nummod", "amod", "compound", "nmod:unmarked", "det"}
        and head.upos in {"NOUN", "PROPN", "SYM", "ADJ"}
    ):
        return head.lemma
    for other in tree:
        if other.head == place and other.deprel == "nmod" and other.upos in {"NOUN", "ADJ", "PROPN"}:
            return other.lemma
    return ""
