"""Does a figure say what its words say? Number, range, unit, qualifier and what it is of are read anew from the words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from digest.check import numbers, units
from digest.check.boundary import whole
from digest.check.findings import Judgement
from digest.check.ground import Ground
from digest.check.level import level
from digest.check.quotes import is_level
from digest.check.words import stem, words
from digest.english import regions
from digest.model import Span, Verdict

# "-a-week", "-plus" behind digits: no other number by it
_COMPOUND = re.compile(r"-(?:an?|per|plus)\b")
# "’s", "-a-year", "-to-" behind a word
_COMPOUND_OF_WORD = re.compile(r"['’]s\b|-(?=\w)")
_CORRECT: Final = "Correct the value, or delete the figure."
# words in front of a number that turn it when they are left out; not "about" and "over", which may belong to the verb
_WEIGHTY: Final = re.compile(
    r"\b(more than|less than|fewer than|at least|at most|up to|as (?:much|many|few|little) as|nearly|almost)(?: an?)? $",
    re.IGNORECASE,
)
_SIGNS: Final = "$£€¥₹"
# "57 of the 121 seats": a part and the whole, no range
_OF_ALL: Final = re.compile(r"\bof\b")
_PLACES: Final = 20  # of a figure's words in its evidence that are looked at
_REACH: Final = 32  # characters in front of a figure in which its qualifier is
_PAIRS: Final = frozenset({"votes", "score", "share"})  # two numbers that are no range


def judge(figure: Mapping[str, Any], ground: Ground, evidence: Sequence[Span]) -> Judgement:
    """The verdict on one figure: its words stand in the evidence, and say what the figure says."""
    text = str(figure.get("text", ""))
    span = stands(text, ground, evidence)
    if span is None:
        return Judgement(Verdict.UNSUPPORTED, f'"{text}" is not in the cited evidence.', _CORRECT)
    told = span.of(ground.text)
    fault = (
        _value(figure, told, ground.article.lang)
        or _unit(figure, told, ground, span)
        or _qualifier(figure, ground, evidence, span)
        or _of(figure, ground, evidence)
    )
    if fault:
        return Judgement(Verdict.UNSUPPORTED, fault, _CORRECT)
    return Judgement(Verdict.EXACT if told == text else Verdict.NORMALISED)


def _value(figure: Mapping[str, Any], told: str, lang: str) -> str:
    """What is wrong with the value and the upper end."""
    value, high = figure.get("value"), figure.get("high")
    found = numbers.read(told, lang)
    if not found:
        return f'"{told}" tells no number.'
    if isinstance(value, (int, float)) and not found[0].may_be(value):
        return f'The value is {value:,}, but its words are "{told}".'
    parted = len(found) > 1 and _OF_ALL.search(told, found[0].end, found[1].start)
    if isinstance(high, (int, float)) and (len(found) < 2 or parted or not found[1].may_be(high)):
        return f'The high is {high:,}, but its words are "{told}".'
    ranged = len(found) == 2 and numbers.BETWEEN.fullmatch(told, found[0].end, found[1].start)
    if high is None and ranged and figure.get("unit") not in _PAIRS:
        return f'The words "{told}" tell a range, and its upper end is left out.'
    return ""


def _unit(figure: Mapping[str, Any], told: str, ground: Ground, span: Span) -> str:
    unit = figure.get("unit")
    wrong = isinstance(unit, str) and units.fault(
        unit, ground.text, span.start, span.end, regions.of(ground.article.lang, ground.text)
    )
    return f'The unit is {unit}, but its words are "{told}".' if wrong else ""


def _qualifier(figure: Mapping[str, Any], ground: Ground, evidence: Sequence[Span], span: Span) -> str:
    """What is wrong with "more than": it stands at the figure, or one that stands there is left out."""
    qualifier = str(figure.get("qualifier") or "").lower()
    own = span.of(ground.text).lower()
    before = [ground.text[max(0, place - _REACH) : place].lower() for place in _again(span, ground, evidence)]
    if qualifier:
        at_it = re.compile(rf"\b{re.escape(qualifier)}(?: an?)? $")
        if qualifier not in own and not any(at_it.search(words) for words in before):
            return f'"{qualifier}" is not at "{span.of(ground.text)}".'
        return ""
    left_out = [_WEIGHTY.search(words) for words in before]
    first = left_out[0]
    return f'"{first[1]}" in front of "{span.of(ground.text)}" is left out.' if first and all(left_out) else ""


def _again(span: Span, ground: Ground, evidence: Sequence[Span]) -> list[int]:
    """Where the words of a figure stand in the evidence, that place first."""
    words, found = span.of(ground.text), [span.start]
    for cited in evidence:
        place = ground.text.find(words, cited.start, cited.end)
        while place >= 0 and len(found) < _PLACES:
            found += [place] if place != span.start and whole(ground.text, place, place + len(words)) else []
            place = ground.text.find(words, place + 1, cited.end)
    return found


def _of(figure: Mapping[str, Any], ground: Ground, evidence: Sequence[Span]) -> str:
    """What it is of is told in words of the evidence."""
    told = str(figure.get("what") or "")
    if any(told in cited.of(ground.text) for cited in evidence):
        return ""
    known = {stem(word.key.lstrip(_SIGNS)) for cited in evidence for word in ground.words_of(cited)}
    strange = next((word.text for word in words(told) if stem(word.key.lstrip(_SIGNS)) not in known), "")
    return f'"{strange}", in what it is of, is not in the cited evidence.' if strange else ""


def stands(text: str, ground: Ground, evidence: Sequence[Span]) -> Span | None:
    """Where words stand within the evidence, cutting no word and no number."""
    return next(_places(text.strip(), ground, evidence), None)


def _places(stripped: str, ground: Ground, evidence: Sequence[Span]) -> Iterator[Span]:
    for span in ground.find(stripped):
        if any(cited.holds(span) for cited in evidence):
            yield span
    for cited in evidence:
        start = ground.text.find(stripped, cited.start, cited.end)
        if stripped and start >= 0 and _goes_on(ground.text, start, start + len(stripped)):
            yield Span(start, start + len(stripped))
    for span in ground.find_levelled(level(stripped).text):
        if any(cited.holds(span) for cited in evidence) and is_level(stripped, span.of(ground.text)):
            yield span


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether what follows only makes a compound or a genitive of a whole number or day: "£220,000-a-week", "today's"."""
    tail = _COMPOUND if text[end - 1].isdigit() else _COMPOUND_OF_WORD
    return bool(tail.match(text, end)) and whole(text[:end], start, end)
