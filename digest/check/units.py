"""Do the words of a figure name its unit? A unit has words or signs of its own; what is counted is in the words."""

import re
from collections.abc import Mapping
from typing import Final

from digest.english.units import CODES, MEASURES, named

# what a unit goes with that no measure or currency is: what counts once more, a part, a result
_ALSO: Final[Mapping[str, re.Pattern[str]]] = {
    "times": re.compile(r"\btimes\b|\btwice\b|\bdouble\b|\btriple\b|fold\b", re.IGNORECASE),
    "share": re.compile(
        r"\bhalf\b|\bthirds?\b|\bquarters?\b|\bfifths?\b|\bsixths?\b|\btenths?\b|\bin\b|\bout of\b", re.IGNORECASE
    ),
    "score": re.compile(r"\d ?[-–—] ?\d"),
    "votes": re.compile(r"\bvotes?\b|\w(?: to |[-–—])\w", re.IGNORECASE),
    "years": re.compile(r"\bold\b", re.IGNORECASE),
}
_KNOWN: Final = frozenset(measure.name for measure in MEASURES) | CODES | frozenset(_ALSO) | {"shillings"}
# of these a count has words too: "11 points", "5,000 m people", "in"
_VAGUE: Final = frozenset({"m", "in", "t", "pp", "score", "votes", "share"})
# "145lbs": a blank is missing
_GLUED: Final = re.compile(r"(?<=\d)(?=[^\W\d_]{3})")
# "71", "6,412", "fourteen": a number alone, whose unit its neighbours give
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
_NEAR: Final = 40  # characters around the words in which a sign may be that two numbers share
_STEM: Final = 4  # letters by which "seats" and "seat" are one


def fault(unit: str, text: str, start: int, end: int, lang: str) -> bool:
    """Whether the figure text[start:end] is not measured in `unit` by its words."""
    own, wider = _GLUED.sub(" ", text[start:end]), text[max(0, start - _NEAR) : end + _NEAR]
    if _SHARE.fullmatch(own):
        return unit not in {"share", "pp"}
    found = _named(own, lang)
    if unit not in _KNOWN:
        return _other(unit, own, wider, measured=bool(found - _VAGUE))
    if unit in found:
        return False
    if unit == "years" and _BARE.fullmatch(own) and not found - _VAGUE:
        before = text[max(0, start - _NEAR) : start]
        return not (_AGE_BEHIND.match(text, end) or _AGE_BEFORE.search(before) or "years" in _named(wider, lang))
    return bool(found - _VAGUE) or not _BARE.fullmatch(own) or unit not in _named(wider, lang)


def _named(words: str, lang: str) -> frozenset[str]:
    """Every unit that words may be of."""
    return named(words, lang) | {unit for unit, pattern in _ALSO.items() if pattern.search(words)}


def _other(unit: str, own: str, wider: str, *, measured: bool) -> bool:
    """The same for people and things, which are counted, and for a unit that is not in the lists."""
    if unit != unit.lower() or not unit.isalpha():
        return False
    if measured:
        return True
    if unit == "people":
        return bool(_THINGS.search(own)) or bool(_NAME_BEFORE.search(wider.partition(own)[0]) and _BARE.fullmatch(own))
    return unit[:_STEM] not in wider.lower()
