"""Which pairs of articles are worth comparing? Those that share rare words, found by an inverted index.

Each article is indexed by the words that say most about it, and meets only its neighbours in time in each word's list; so
the number of pairs grows with the number of articles, not with its square.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_TOP = 20  # words by which an article is found
NEIGHBOURS = 120  # articles before it in a word's list that an article meets
_LEAST = 0.04  # of the cosine, that the words of the index must give for a pair to be compared


def candidates(weights: Sequence[Mapping[str, float]], since: int = 0) -> tuple[Ints, Ints]:
    """The pairs (a < b), in order, that share words of weight; of articles from `since` on with all before them.

    `weights` are the articles' words as unit vectors, in the order of their days.
    """
    lists: dict[str, tuple[list[int], list[float]]] = {}
    for at, own in enumerate(weights):
        for word, weight in sorted(own.items(), key=lambda item: (-item[1], item[0]))[:_TOP]:
            owners, worth = lists.setdefault(word, ([], []))
            owners.append(at)
            worth.append(weight)
    keys: list[Ints] = []
    sums: list[NDArray[np.float32]] = []
    number = len(weights)
    for owners, worth in lists.values():
        if len(owners) < 2 or owners[-1] < since:
            continue
        held, share = np.array(owners, np.int64), np.array(worth, np.float32)
        for gap in range(1, min(len(owners), NEIGHBOURS + 1)):
            new = held[gap:] >= since
            keys.append((held[:-gap] * number + held[gap:])[new])
            sums.append((share[:-gap] * share[gap:])[new])
    if not keys:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pairs, place = np.unique(np.concatenate(keys), return_inverse=True)
    worth_all = np.bincount(place, np.concatenate(sums), len(pairs))
    pairs = pairs[worth_all >= _LEAST]
    return pairs // number, pairs % number
