"""Which figures does a reader want? At most eight, the likeliest by what they are and where they stand.

How likely is a logistic sum over what is seen of a figure, fitted on articles with the figures that editors would give
(training/figures_fit.py); the same article always gives the same ones.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from digest.model import Figure, Quote, QuoteKind

Floats = NDArray[np.float64]

AT_MOST: Final = 8
WANTED: Final = -0.85  # log-odds from which a figure is shown
KINDS: Final = ("count", "measure", "age", "money", "share", "duration", "fold", "rate", "score", "vote")
COLUMNS: Final = (
    *KINDS, "people", "place", "first sentences", "in a point", "below ten", "from a hundred on", "from a thousand on",
    "in words", "qualified", "like an editor's words", "quoted", "reported", "range", "all figures", "behind another",
)  # fmt: skip
_EARLY: Final = 3  # sentences
_WEIGHTS: Final = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be shown, its kind, the number of its sentence, and how good its words are."""

    figure: Figure
    kind: str
    place: int
    good: float


def choose(found: Sequence[Candidate], points: frozenset[str], quotes: Sequence[Quote]) -> tuple[Figure, ...]:
    """At most `AT_MOST` of the figures in reading order, no two of one value and unit; `points` are the ids of the points' sentences."""
    once = first_told(found)
    if not once:
        return ()
    odds = (signals(once, points, quotes) - _fitted()["mean"]) / _fitted()["scale"] @ _fitted()["factors"]
    odds = odds + _fitted()["level"]
    best = [n for n in np.argsort(-odds, kind="stable").tolist()[:AT_MOST] if odds[n] >= WANTED]
    return tuple(once[n].figure for n in sorted(best))


def first_told(found: Sequence[Candidate]) -> list[Candidate]:
    """Each value and unit once, where its words are best; in reading order."""
    best: dict[tuple[float, str], Candidate] = {}
    for one in found:
        key = one.figure.value, one.figure.unit
        if key not in best or one.good > best[key].good:
            best[key] = one
    return sorted(best.values(), key=lambda one: (one.place, one.figure.start))


def signals(found: Sequence[Candidate], points: frozenset[str], quotes: Sequence[Quote]) -> Floats:
    """float64[figure, column]: what is seen of each figure."""
    rows = []
    told: set[int] = set()  # sentences
    for one in found:
        figure, place = one.figure, one.place
        around = {quote.kind for quote in quotes if quote.start <= figure.start < quote.end}
        rows.append(
            (
                *(one.kind == kind for kind in KINDS),
                figure.unit == "people",
                math.log1p(place),
                place < _EARLY,
                figure.sentence in points,
                figure.value < 10,
                figure.value >= 100,
                figure.value >= 1000,
                figure.text[0].isalpha(),
                bool(figure.qualifier),
                one.good,
                QuoteKind.DIRECT in around,
                bool(around),
                figure.high is not None,
                len(found) / 10,
                place in told,
            )
        )
        told.add(place)
    return np.array(rows, np.float64).reshape(-1, len(COLUMNS))


@cache
def _fitted() -> dict[str, Floats]:
    """The weights as training/figures_fit.py left them."""
    values = json.loads(_WEIGHTS.read_text("utf-8"))["figures"]
    parts = {
        name: [values["columns"][column][n] for column in COLUMNS]
        for n, name in enumerate(("mean", "scale", "factors"))
    }
    return {name: np.array(part, np.float64) for name, part in {**parts, "level": values["level"]}.items()}
