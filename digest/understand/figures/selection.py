"""Which figures matter most? By kind and by place in the article; the same article always gives the same ones."""

from collections.abc import Sequence
from typing import Final

from digest.model import Figure

AT_MOST: Final = 12
_WEIGHTS: Final = {"money": 5.0, "vote": 5.0, "rate": 4.5, "share": 3.0, "score": 4.0, "fold": 2.0, "measure": 3.0, "count": 3.0, "duration": 2.0, "age": 0.5}  # fmt: skip
_TOLL_WEIGHT: Final = 4.5  # people
_FEW: Final = 10
_LEAD: Final = 3.0  # what a figure of the first sentence gains; halved every five sentences


def choose(found: Sequence[tuple[Figure, str, int]]) -> tuple[Figure, ...]:
    """At most `AT_MOST` of (figure, kind, number of its sentence), in reading order, no two of one value and thing."""
    seen: set[tuple[float, str]] = set()
    ranked = []
    for figure, kind, number in found:
        # one amount told twice is one figure: the first telling stands
        key = (figure.value, figure.unit)
        if key in seen:
            continue
        if kind == "count" and figure.value < _FEW and figure.unit not in {"people", "votes", "seats"}:
            continue  # "two ships" tells nothing beside what is counted in hundreds
        seen.add(key)
        weight = _TOLL_WEIGHT if kind == "count" and figure.unit == "people" else _WEIGHTS[kind]
        ranked.append((-(weight + _LEAD * 0.5 ** (number / 5)), figure.start, figure))
    chosen = [figure for _, _, figure in sorted(ranked, key=lambda one: one[:2])[:AT_MOST]]
    return tuple(sorted(chosen, key=lambda figure: figure.start))
