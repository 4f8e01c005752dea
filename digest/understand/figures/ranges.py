"""Do two numbers make one figure: a range, a score, a vote?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from digest.understand.figures import units
from digest.understand.figures.numerals import Numeral
from digest.understand.figures.units import Unit

# "10–15", "10 to 15", "3-1"
_BETWEEN: Final = re.compile(r" ?[-–—] ?[€£$¥]?$| to [€£$¥]?$| (?:votes|seats) to $| (?:or|and) [€£$¥]?$")
# "57 to 43", "88-61", "24 votes to 19": what is voted on is near
_VOTE: Final = re.compile(
    r"\b(?:vot(?:e[sd]?|ing)|approv|pass(?:ed|es)\b|reject|ballot|defeat|majority|carried|motion|bill|in favour|decision|rul(?:ed|ing))"
)
# " ruling", " for the firm" behind a vote, or its end
_VOTED: Final = re.compile(
    r" (?:ruling|decision|vote|majority|verdict|for|against|to|in favou?r|along|on|last|late|early)\b|[ .,;:)—–\"”]{2}|[.,;:)—–\"” ]?$"
)
# "beat Leyton 3-1"
_SCORE: Final = re.compile(r"\b(?:beat|won|win|winning|lost|los[es]|losing|drew|draw|lead|led|leading|ahead|down|up|score[ds]?|victory|defeat|victors|equalis\w*|final|half-time|match|game|aggregate|set)\b")  # fmt: skip
# "rose from", "a cut from": two values, one before and one after
_CHANGE: Final = re.compile(r"\b(?:r[io]se[sn]?|rising|f[ae]ll(?:s|en|ing)?|up|down|cut(?:s|ting)?|(?:rais|increas|decreas|reduc|surg|declin|doubl|tripl|chang|improv|plung|advanc|eas)(?:es?|ed|ing)|(?:gr[eo]w|drop|slip|gain|jump|s[aiu]nk|climb|widen|narrow|shr[aiu]nk|slow|sw[eo]ll|soar|slid|slide|lift|lower|expand|lost|downgrad|upgrad)\w*)\b[^,;:()]{0,60}$")  # fmt: skip
# "between 10 and", "from 3% to"
_OPENED: Final = re.compile(
    r"\b(?:between|[Ff]rom|Between) (?:just |about |around |roughly |some )?(?:€|£|\$|¥|[A-Z]{3} )?$"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number or a pair with its unit; `kind` is the unit's, or "count", "share", "vote", "score"."""

    start: int
    end: int
    value: float
    kind: str
    high: float | None = None
    unit: Unit | None = None
    form: str = "digits"


def join(text: str, numerals: Iterable[Numeral], start: int, end: int, lang: str) -> list[Amount]:
    """The amounts of a sentence text[start:end]: numbers with their units, pairs joined."""
    rest = list(numerals)
    found: list[Amount] = []
    at = 0
    while at < len(rest):
        one = rest[at]
        two = rest[at + 1] if at + 1 < len(rest) and rest[at + 1].start - one.end < 40 else None
        pair = _pair(text, one, two, start, end, lang) if two else None
        found.append(pair or (two and _lent(text, one, two, end, lang)) or _single(text, one, end, lang))
        at += 2 if pair else 1
    return found


def _single(text: str, one: Numeral, limit: int, lang: str) -> Amount:
    unit = units.find(text, one.start, one.end, limit, lang)
    low, high = (min(unit.start, one.start), max(unit.end, one.end)) if unit else (one.start, one.end)
    if one.kind == "fold":
        unit = Unit("times", one.start, one.end, "fold")
    kind = unit.kind if unit else "share" if one.kind == "share" else "count"
    return Amount(low, high, one.value * (unit.times if unit else 1), kind, unit=unit, form=one.kind)


def _lent(text: str, one: Numeral, two: Numeral, limit: int, lang: str) -> Amount | None:
    """The first of two numbers that are no range, in the unit that only the second has: "ahead by 45 to 40 per cent"."""
    if text[one.end : two.start].strip() not in {"to", "-", "–"} or units.find(text, one.start, one.end, limit, lang):
        return None
    unit = units.find(text, two.start, two.end, limit, lang)
    if unit is None or one.kind != two.kind:
        return None
    times = unit.times * (two.scale if one.scale == 1 else 1)
    return Amount(one.start, one.end, one.value * times, unit.kind, unit=unit, form=one.kind)


def _pair(text: str, one: Numeral, two: Numeral, start: int, limit: int, lang: str) -> Amount | None:  # noqa: PLR0913, PLR0917 - the pieces of one pattern
    """A range when the first is smaller and shares the unit; a vote or a score when the words around say so."""
    if {one.kind, two.kind} & {"share", "fold"}:
        return None
    unit_one = units.find(text, one.start, one.end, limit, lang)
    unit = units.find(text, two.start, two.end, limit, lang)
    first_end = max(one.end, unit_one.end) if unit_one else one.end
    middle = text[first_end : two.start]
    opened = _OPENED.search(text, max(start, one.start - 16), one.start) is not None
    if not _BETWEEN.fullmatch(middle.replace("US$", "$")) or len(middle) > len(" seats to "):
        return None
    if unit_one is None and unit is None and not opened:
        told = _against(text, one, two, start, limit, middle)
        if told:
            return told
    changed = middle.startswith(" to") and (opened or (unit and unit_one))
    if (
        (middle.startswith(" and") and not opened)
        or (unit_one is not None and not _of_one(unit_one, one, unit))
        or (changed and _CHANGE.search(text, max(start, one.start - 90), one.start))
    ):
        return None
    low = one.value * (
        two.scale if (two.scale > 1 and one.scale == 1 and unit_one is None) or _shares(unit_one, one, two) else 1
    )
    if one.value < two.value <= low:
        low = one.value  # "300,000 to 2 million"
    if not low < two.value:
        return None
    both = unit or unit_one
    begin = min(unit_one.start, one.start) if unit_one else one.start
    stop = max(unit.end, two.end) if unit else two.end
    times = both.times if both else 1
    return Amount(begin, stop, low * times, both.kind if both else "count", two.value * times, both, one.kind)


def _of_one(first: Unit, one: Numeral, second: Unit | None) -> bool:
    """Whether two numbers have one unit: not in "sank 0.5 per cent to 6,861"."""
    if second is None:
        return first.end == one.end
    return (second.name, second.times) == (first.name, first.times)  # nor in "39 cents to $52.62"


def _shares(unit: Unit | None, one: Numeral, two: Numeral) -> bool:
    """In "€3 to 4 billion": the scale goes with both."""
    return unit is not None and unit.kind == "money" and one.scale == 1 and two.scale > 1 and unit.start < one.start


def _against(text: str, one: Numeral, two: Numeral, start: int, limit: int, middle: str) -> Amount | None:  # noqa: PLR0913, PLR0917 - the pieces of one pattern
    around = text[max(start, one.start - 90) : min(limit, two.end + 60)]
    if "votes" in middle or (
        _VOTE.search(around)
        and one.value + two.value > 6
        and _VOTED.match(text[two.end : two.end + 16])
        and " or" not in middle
    ):
        return Amount(one.start, two.end, one.value, "vote")
    if (
        one.kind == "digits"
        and middle.strip() in {"-", "–"}
        and _SCORE.search(around)
        and max(one.value, two.value) < 200
    ):
        nothing_follows = not re.match(
            r" (?:people|men|women|years?|days?|ships|million)\b", text[two.end : two.end + 12]
        )
        return Amount(one.start, two.end, one.value, "score") if nothing_follows else None
    if one.value > two.value and " to " in middle and _VOTE.search(around):
        return Amount(one.start, two.end, one.value, "vote")
    return None
