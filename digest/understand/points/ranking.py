"""Which candidates together tell the article best? Scores whole sets, not sentences one by one.

A set is scored by a plain sum over what it looks like and over the words and pairs it holds, fitted for the expected
ROUGE of the set that is preferred (minimum risk training, Shen et al., ACL 2016). Sets grow by one candidate at a
time, and only the best of each size grow on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.understand.points.candidates import Candidate
from digest.understand.points.features import Chosen, Scene, Sets, chosen, held, set_features
from digest.understand.points.salience import Salience
from digest.understand.points.weights import Weights

Floats = NDArray[np.float32]

SHORTLIST = 20  # candidates of which sets are made
GROWING = 20  # sets of one size that grow on; wider beams and all sets find the same best one
USUAL, SELDOM = 6, 2  # members that few summaries exceed; larger sets, which are made for all, grow from so many
SAME = 0.26  # share of telling words two points may have in common before they say the same
LEANING = (
    1.0  # what a set loses for each thing that only the text before its points explains; its score knows ROUGE alone
)
ALIKE = 0.55  # cosine from which they say the same


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The most promising candidates in reading order; `clash` bool[c, c] tells which two can't stand in one set."""

    members: tuple[Candidate, ...]
    terms: Chosen
    clash: NDArray[np.bool_]


def shortlist(view: Scene, fit: Sequence[Candidate], size: int = SHORTLIST) -> Shortlist:
    """The best candidates by density; at least one is needed."""
    every = chosen(view, [candidate.text for candidate in fit], [candidate.place for candidate in fit])
    best = np.sort(np.argsort(-every.density, kind="stable")[:size])
    of = every.only(best)
    return Shortlist(tuple(fit[index] for index in best.tolist()), of, _clash(of, view.weights[of.stems] > 0))


def _clash(of: Chosen, says: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which two candidates say the same; `says` bool[stem] tells which stems count."""
    holds = ((of.counts > 0) & says).astype(np.float32)
    shared = holds @ holds.T
    sizes = holds.sum(1)
    joint = shared / np.maximum(sizes[:, None] + sizes[None] - shared, 1)
    same: NDArray[np.bool_] = (joint > SAME) | (of.alike > ALIKE)
    np.fill_diagonal(same, True)  # noqa: FBT003 - the value to fill in
    return same


Scored = tuple[float, tuple[int, ...]]  # a set's score, and the indices of its members


def best(listed: Shortlist, likely: Salience, fitted: Weights, fewest: int, most: int) -> tuple[Candidate, ...]:
    """The members of the best set, in reading order. Fewer than `fewest` if no more go together."""
    return tuple(listed.members[index] for index in winner(ladder(listed, likely, fitted, most), fewest))


def winner(sets: Sequence[Scored], fewest: int) -> tuple[int, ...]:
    """The members of the best of the sets, each of which has one member more than the one before; the first of equals wins."""
    found: Scored = (0.0, ())
    for score, members in sets:
        if not found[1] or len(found[1]) < fewest or score > found[0]:
            found = score, members
    return found[1]


def ladder(listed: Shortlist, likely: Salience, fitted: Weights, most: int) -> list[Scored]:
    """The best set of each number of members from one to `most`."""
    steps: list[Scored] = []
    sets = np.arange(len(listed.members))[:, None]
    scores = scorer(listed, likely, fitted)
    while len(sets):
        found = scores(sets)
        top = int(found.argmax())
        steps.append((float(found[top]), tuple(sets[top].tolist())))
        if sets.shape[1] == most:
            break
        growing = GROWING if sets.shape[1] < USUAL else SELDOM
        sets = grown(sets[np.argsort(-found, kind="stable")[:growing]], listed.clash)
    return steps


def grown(sets: Sets, clash: NDArray[np.bool_]) -> Sets:
    """All sets of one member more, each once."""
    which, member = np.nonzero(~clash[sets].any(1))
    more = np.sort(np.column_stack([sets[which], member]), axis=1)
    out: Sets = np.unique(more, axis=0)
    return out


def scorer(listed: Shortlist, likely: Salience, fitted: Weights) -> Callable[[Sets], Floats]:
    """Scores sets by what they look like, by the worth of the words they hold once and twice, and of their pairs."""
    of = listed.terms
    worth = likely.stem_rows[of.stems] @ fitted.word_worth
    of_pairs = likely.pair_rows[of.pairs] @ fitted.pair_worth

    leans = np.array([LEANING * member.leans for member in listed.members], np.float32)

    def scores(sets: Sets) -> Floats:
        words, pairs = held(of, sets)
        total: Floats = set_features(of, likely, sets, words, pairs) @ fitted.sets
        total += (words > 0).astype(np.float32) @ worth[:, 0] + (words > 1).astype(np.float32) @ worth[:, 1]
        total += pairs @ of_pairs - leans[sets].sum(1)
        return total

    return scores
