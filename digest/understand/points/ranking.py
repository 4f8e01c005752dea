"""Which candidates together tell the article best? Scores whole sets, not sentences one by one.

A set is scored by a plain sum over what it looks like and over the words and pairs it holds, fitted for the expected
ROUGE of the set that is preferred (minimum risk training, Shen et al., ACL 2016).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.understand.points.candidates import Candidate
from digest.understand.points.features import Chosen, Scene, chosen, density, set_features, sets_of
from digest.understand.points.salience import Salience
from digest.understand.points.weights import Weights

Floats = NDArray[np.float32]

SHORTLIST = 20  # candidates of which all sets are scored
MOST_AT_ONCE = 6  # larger sets are made by adding to the best of this size
SAME = 0.26  # share of telling words two points may have in common before they say the same
ALIKE = 0.55  # cosine from which they say the same


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The most promising candidates in reading order, and all their sets with the features of each."""

    members: tuple[Candidate, ...]
    terms: Chosen
    sets: Floats
    features: Floats


def shortlist(view: Scene, fit: Sequence[Candidate], fewest: int, most: int) -> Shortlist:
    """The best candidates by density, and their sets of `fewest` to `most`; at least one candidate is needed."""
    every = chosen(view, [candidate.text for candidate in fit], [candidate.place for candidate in fit])
    size = max(SHORTLIST, fewest)
    best = sorted(np.argsort(-density(view, every), kind="stable")[:size].tolist())
    members = tuple(fit[index] for index in best)
    of = chosen(view, [candidate.text for candidate in members], [candidate.place for candidate in members])
    fewest = min(fewest, len(members), MOST_AT_ONCE)
    sets = _without_twins(of, view.weights[of.stems] > 0, fewest, max(fewest, min(most, len(members), MOST_AT_ONCE)))
    return Shortlist(members, of, sets, set_features(view, of, sets))


def _without_twins(of: Chosen, says: NDArray[np.bool_], fewest: int, most: int) -> Floats:
    """The sets of which no two members say the same; smaller ones if there is none of at least `fewest`.

    `says` bool[stem] tells which stems count.
    """
    holds = ((of.counts > 0) & says).astype(np.float32)
    shared = holds @ holds.T
    sizes = holds.sum(1)
    joint = shared / np.maximum(sizes[:, None] + sizes[None] - shared, 1)
    twins = np.triu((joint > SAME) | (of.alike > ALIKE), 1).astype(np.float32)
    size = fewest
    while True:  # a single point never clashes, so this ends at size 1
        sets = sets_of(len(of.words), size, most)
        clashes = np.einsum("ab,bc,ac->a", sets, twins, sets)
        if (clashes == 0).any():
            left: Floats = sets[clashes == 0]
            return left
        size -= 1


def best(listed: Shortlist, likely: Salience, fitted: Weights) -> tuple[Candidate, ...]:
    """The members of the best set, in reading order; the first of equals wins."""
    winner = listed.sets[int(scores(listed, likely, fitted).argmax())]
    return tuple(member for member, holds in zip(listed.members, winner, strict=True) if holds)


def scores(listed: Shortlist, likely: Salience, fitted: Weights) -> Floats:
    """float32[set]: what each set looks like, and the worth of the words it holds once and twice and of its pairs."""
    worth = likely.stem_rows[listed.terms.stems] @ fitted.word_worth
    together = listed.sets @ listed.terms.counts
    pairs = (listed.sets @ listed.terms.pair_counts) > 0
    total: Floats = listed.features @ fitted.sets + (together > 0) @ worth[:, 0] + (together > 1) @ worth[:, 1]
    total += pairs @ (likely.pair_rows[listed.terms.pairs] @ fitted.pair_worth)
    return total
