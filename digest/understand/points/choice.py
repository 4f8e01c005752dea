"""Which sentences together tell the article? The likeliest ones of which no two say the same.

How likely a sentence is to be a point is a logistic sum over its `signals`, fitted on articles with the points that editors
would give; in long texts, which those articles are not, on the highlights that journalists gave (training/points_fit.py).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from digest.understand.points.candidates import Candidate, answered
from digest.understand.points.signals import COLUMNS
from digest.understand.points.terms import Terms, count, stems_of, unit

Floats = NDArray[np.float32]
Scored = tuple[float, tuple[int, ...]]  # a set's score, and the indices of its members

WEIGHTS: Final = Path(__file__).with_name("weights.json")
SAME: Final = 0.3  # share of telling words two points may have in common before they say the same
ALIKE: Final = 0.55  # cosine from which they say the same
WORTH: Final = -0.2  # log-odds from which a sentence is a point where the fewest are there already
SURE: Final = 3  # points that a set is sure to have
FAR, FARTHEST = -3.5, -7.0  # log-odds below which an answer is beside the story, one to what blames somebody
ANSWERED: Final = 0.1  # what an answer is worth at least
UNTITLED: Final = "untitled "
TITLED: Final = [COLUMNS.index(name) for name in ("title", "title early")]
LONG: Final = 450, 600  # words from which the highlights' weights count, and from which they alone do
LONGEST_PARAGRAPH: Final = (
    150  # words on average; above, the text has lost its paragraphs, which the editors' weights ask for
)


@dataclass(frozen=True, slots=True)
class Weights:
    """log-odds = (x - mean) / scale · factors + level; all float32[column]."""

    mean: Floats
    scale: Floats
    factors: Floats
    level: float

    def __call__(self, rows: Floats) -> Floats:
        """The log-odds of each row."""
        odds = ((rows - self.mean) / self.scale) @ self.factors + self.level
        return odds.astype(np.float32)


def weights(values: Mapping[str, Any]) -> Weights:
    """The weights that plain numbers describe, by the names of the columns."""
    mean, scale, factors = (
        np.array([values["columns"][name][part] for name in COLUMNS], np.float32) for part in range(3)
    )
    return Weights(mean, scale, factors, float(values["level"]))


@cache
def fitted() -> dict[str, Weights]:
    """The weights as training/points_fit.py left them: of a `point`, of the `first` one, which is the news, and of one in a `long` text.

    Those of the first two are there once more for texts that come without a title, whose sentences can't be held against one.
    """
    return {name: weights(values) for name, values in json.loads(WEIGHTS.read_text("utf-8")).items()}


def odds(rows: Floats, words: int, paragraphs: int, kind: str = "point") -> Floats:
    """The log-odds of each row in a text of so many words and paragraphs; `kind` is "point" or "first"."""
    share = min(max((words - LONG[0]) / (LONG[1] - LONG[0]), 0.0), 1.0)
    if words > LONGEST_PARAGRAPH * paragraphs:
        share = 1.0
    long = fitted()["long"](rows)
    if kind == "first":
        long = long - rows[:, COLUMNS.index("place")]  # of what a long text tells the earliest is the news
    name = kind if rows[:, TITLED].any() else UNTITLED + kind
    mixed: Floats = (1 - share) * fitted()[name](rows) + share * long
    return mixed


def ladder(fit: Sequence[Candidate], odds: Floats, found: Terms, most: int) -> list[tuple[Candidate, float]]:
    """At most so many candidates with their log-odds, the likeliest first and the first of equals; no two say the same.

    Where none of those that are sure to be shown answers what is said of somebody, the likeliest answer to them comes third.
    """
    telling, vectors = _words(fit, found)
    likely = odds.tolist()
    order: list[int] = np.argsort(-odds, kind="stable").tolist()

    def chosen(first: list[int]) -> list[int]:
        for index in order:
            if len(first) == most:
                break
            if not any(_say_the_same(telling, vectors, index, other) for other in first):
                first.append(index)
        return first

    told = chosen([])
    answer = _answer(fit, likely, told, order)
    if answer is not None:
        likely[answer] = max(likely[answer], WORTH + ANSWERED)
        first = [index for index in told if index != answer]
        told = chosen([*first[: SURE - 1], answer])
    return [(fit[index], likely[index]) for index in told[:most]]


def _answer(fit: Sequence[Candidate], odds: Sequence[float], told: Sequence[int], order: Sequence[int]) -> int | None:
    """The likeliest candidate that answers those told first; None where one is told anyhow, or none answers them."""
    shown = [index for rank, index in enumerate(told) if rank < SURE or odds[index] > WORTH]
    if any(fit[index].answers for index in shown):
        return None
    first = [fit[index] for index in shown[: SURE - 1]]
    far = FARTHEST if any(one.heard.blames for one in first) else FAR
    answers = (index for index in order if fit[index].heard.answers and odds[index] > far)
    return next((index for index in answers if any(answered(fit[index], one) for one in first)), None)


def news(fit: Sequence[Candidate], firsts: Floats, found: Terms, members: Sequence[Candidate]) -> dict[int, float]:
    """The log-odds of each member, by its place, to be the news; one that says the same as the likeliest of all has those of that one."""
    odds = {candidate.place: float(likely) for candidate, likely in zip(fit, firsts, strict=True)}
    best = int(np.argmax(firsts))
    telling, vectors = _words(fit, found)
    twins = (n for n, one in enumerate(fit) if one in members and _say_the_same(telling, vectors, n, best))
    twin = next(twins, best)
    odds[fit[twin].place] = odds[fit[best].place]
    return odds


def _words(fit: Sequence[Candidate], found: Terms) -> tuple[Floats, Floats]:
    """float32[candidate, stem]: which telling stems each holds, and the weights of its stems as a vector of length one."""
    holds = count([stems_of(candidate.text) for candidate in fit], found.stems) > 0
    return (holds & (found.weights > 0)).astype(np.float32), unit(holds * found.weights)


def winner(sets: Sequence[Scored], fewest: int) -> tuple[int, ...]:
    """The members of the best of the sets, each of which has one member more than the one before; the first of equals wins."""
    found: Scored = (0.0, ())
    for score, members in sets:
        if not found[1] or len(found[1]) < fewest or score > found[0]:
            found = score, members
    return found[1]


def _say_the_same(telling: Floats, vectors: Floats, one: int, other: int) -> bool:
    shared = float(telling[one] @ telling[other])
    joint = float(telling[one].sum() + telling[other].sum()) - shared
    return shared > SAME * joint or float(vectors[one] @ vectors[other]) > ALIKE
