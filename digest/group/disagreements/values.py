"""Do two values say the same? A number as it is worded, rounded, or in other units; words by their stems."""

import math

from digest.model import Claim

_SMALL = 100  # below it a number is taken as counted, not as rounded
_ROUNDED = 0.05  # how far, of its value, a round number may be from the one that it rounds
_CLOSE = 0.02  # of a value that was converted from another unit


def agree(a: Claim, b: Claim, *, newer: bool = False) -> bool:
    """Whether both values may be true at once; of a `newer` count, "at least four" is four."""
    if a.exact is None or b.exact is None:
        return bool(set(a.words) & set(b.words))
    (low_a, high_a), (low_b, high_b) = _ends(a, newer=newer), _ends(b, newer=newer)
    if low_a <= high_b and low_b <= high_a:
        return True
    return _rounded(a, b.exact) or _rounded(b, a.exact) or _converted(a, b)


def _ends(claim: Claim, *, newer: bool) -> tuple[float, float]:
    assert claim.low is not None and claim.high is not None and claim.exact is not None
    if newer and math.isinf(claim.high - claim.low):
        return claim.exact, claim.exact
    return claim.low, claim.high


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
    """Whether the two are close, and at least one was given in another unit."""
    assert a.exact is not None and b.exact is not None
    odd = any(value != int(value) for value in (a.exact, b.exact))
    return odd and a.measured != b.measured and abs(a.exact - b.exact) <= _CLOSE * max(abs(a.exact), abs(b.exact))
