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
    "in the title",
)  # fmt: skip
_SPELT: Final = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty dozens".split()
)
_HEADLINE: Final = 2.0  # log-odds of a number that the headline has, beside what is fitted: a reader looks for it
_EARLY: Final = 3  # sentences
_WEIGHTS: Final = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be shown, its kind, the number of its sentence, and how good its words are."""

    figure: Figure
    kind: str
    place: int
    good: float


def choose(
    found: Sequence[Candidate], points: frozenset[str], quotes: Sequence[Quote], title: str
) -> tuple[Figure, ...]:
    """At most `AT_MOST` of the figures in reading order, no two of one value and unit; `points` are the ids of the points' sentences."""
    once = first_told(found)
    if not once:
        return ()
    seen = signals(once, points, quotes, title)
    odds = (seen - _fitted()["mean"]) / _fitted()["scale"] @ _fitted()["factors"]
    odds = odds + _fitted()["level"] + _HEADLINE * seen[:, COLUMNS.index("in the title")]
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


def signals(found: Sequence[Candidate], points: frozenset[str], quotes: Sequence[Quote], title: str) -> Floats:
    """float64[figure, column]: what is seen of each figure."""
    rows = []
    told: set[int] = set()  # sentences
    titled = {_number(word) for word in title.split()} - {""}
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
                _number(figure.text) in titled,
            )
        )
        told.add(place)
    return np.array(rows, np.float64).reshape(-1, len(COLUMNS))


def _number(words: str) -> str:
    """The number of a figure as a title may give it: "$14" of "$14 million", "31" of "31 people"."""
    first = words.split(" ", 1)[0].strip(".,:;!?()“”‘’\"'").lower()
    return first if first[:1].isdigit() or first[-1:].isdigit() or first in _SPELT else ""


@cache
def _fitted() -> dict[str, Floats]:
    """The weights as training/figures_fit.py left them."""
    values = json.loads(_WEIGHTS.read_text("utf-8"))["figures"]
    parts = {
        name: [values["columns"][column][n] for column in COLUMNS]
        for n, name in enumerate(("mean", "scale", "factors"))
    }
    return {name: np.array(part, np.float64) for name, part in {**parts, "level": values["level"]}.items()}
