"""The best sequence of name labels, in which no name goes on that has not begun."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


def best_labels(scores: Floats, steps: Sequence[tuple[int, int]]) -> Ints:
    """The labels intp[N] whose scores add up to most, by Viterbi's algorithm (1967).

    `scores` is float32[N, 1 + 2K]: outside any name, then for each of K kinds beginning and going on. Words are laid
    out by position: `steps` gives the (start, count) of all first words, all second words, and so on.
    """
    best = scores.copy()
    came_from = np.zeros(scores.shape, np.intp)
    begins = np.arange(1, scores.shape[1], 2)
    best[: steps[0][1], 2::2] = -np.inf
    for (previous, _), (start, count) in pairwise(steps):
        before = best[previous : previous + count]
        now, back = best[start : start + count], came_from[start : start + count]
        greatest = before.argmax(1)
        back[:] = greatest[:, None]
        now += before[np.arange(count), greatest][:, None]
        goes_on = before[:, 2::2] > before[:, 1::2]
        back[:, 2::2] = begins + goes_on
        now[:, 2::2] = scores[start : start + count, 2::2] + np.where(goes_on, before[:, 2::2], before[:, 1::2])
    labels: Ints = best.argmax(1)
    for (previous, _), (start, count) in reversed(list(pairwise(steps))):
        labels[previous : previous + count] = came_from[np.arange(start, start + count), labels[start : start + count]]
    return labels
