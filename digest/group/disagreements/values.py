"""Do two values say the same? A number as it is worded, rounded, or in other units; words by their stems."""

import math

from digest.model import Claim, ClaimKind

_SMALL = 100  # below it a number is taken as counted, not as rounded
_ROUNDED = 0.05  # how far, of its value, a round number may be from the one that it rounds
_SHORTEST, _LETTERS = 4, 2  # of a name that is compared, and how many of its letters may differ
_SHORT_FORMS = tuple(
    {*pair.split("-")}
    for pair in "dave-david steve-steven stephen-steven stephen-steve kate-katie jon-john sara-sarah ann-anne anna-anne phil-philip mick-mike".split()
)
_CLOSE = 0.02  # of a value that was converted from another unit


def agree(a: Claim, b: Claim, *, newer: bool = False) -> bool:
    """Whether both values may be true at once; of a `newer` count, "at least four" is four."""
    if a.exact is None or b.exact is None:
        return not _alike(a, b) if a.kind is ClaimKind.NAME else _say_one(set(a.words), set(b.words))
    (low_a, high_a), (low_b, high_b) = _ends(a, newer=newer), _ends(b, newer=newer)
    if low_a <= high_b and low_b <= high_a:
        return True
    return _rounded(a, b.exact) or _rounded(b, a.exact) or _converted(a, b)


def _say_one(a: set[str], b: set[str]) -> bool:
    """Whether two phrases have a word in common; where both name somebody, the names decide."""
    names = {word for word in a if word.startswith("name ")}, {word for word in b if word.startswith("name ")}
    if all(names):
        return bool(names[0] & names[1])
    return bool(a & b)


def _alike(a: Claim, b: Claim) -> bool:
    """Whether two names are so near to each other that they must be meant for one: Colm and Colin Astbury."""
    parts = [(one, other) for one, other in zip(a.words, b.words, strict=True) if one != other]
    if len(parts) != 1:
        return False
    one, other = parts[0]
    if (one.startswith(other[:_SHORTEST]) and (one.startswith(other) or other.startswith(one))) or {
        one,
        other,
    } in _SHORT_FORMS:
        return False
    return one[0] == other[0] and min(len(one), len(other)) >= _SHORTEST and 0 < _distance(one, other) <= _LETTERS


def _distance(a: str, b: str) -> int:
    """How many letters are to be changed, added or left out (Levenshtein 1966)."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        row, before = [i], row
        for j, y in enumerate(b, start=1):
            row.append(min(row[-1] + 1, before[j] + 1, before[j - 1] + (x != y)))
    return row[-1]


def _ends(claim: Claim, *, newer: bool) -> tuple[float, float]:
    low, high, exact = claim.low or 0.0, claim.high or 0.0, claim.exact or 0.0
    return (exact, exact) if newer and math.isinf(high - low) else (low, high)


def _rounded(claim: Claim, exact: float) -> bool:
    """Whether the claim's number is the other, rounded: 1,200 and 1,190, 53 and 53.1; but not 6.0 and 6.1."""
    rough = claim.exact
    assert rough is not None
    if rough == int(rough) and exact != int(exact) and abs(exact) < _SMALL:
        return round(exact) == rough and "." not in claim.value
    if abs(rough) < _SMALL:
        return False
    step = 1.0
    while rough % (step * 10) == 0:
        step *= 10
    return step > 1 and abs(exact - rough) <= min(step / 2, _ROUNDED * abs(rough))


def _converted(a: Claim, b: Claim) -> bool:
    """Whether the two are close, and were given in two units."""
    one, other = a.exact or 0.0, b.exact or 0.0
    odd = one != int(one) or other != int(other)
    two = bool(a.measured and b.measured) and a.measured != b.measured
    return odd and two and abs(one - other) <= _CLOSE * max(abs(one), abs(other))
