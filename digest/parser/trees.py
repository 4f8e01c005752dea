"""The best tree over the words of a sentence, given a score for every arc."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


def is_tree(heads: Ints) -> bool:
    """Whether heads, intp[n] with n for the root, make a tree with one word at its root."""
    n = len(heads)
    if (heads == n).sum() != 1:
        return False
    above = np.append(heads, n)
    for _ in range(n.bit_length()):
        above = above[above]
    return bool((above == n).all())


def best_tree(scores: Floats) -> Ints:
    """The heads, intp[n] with n for the root, of the best tree; float32[n, n + 1] scores every head of every word.

    Each word takes its best head where that makes a tree. Where it does not, Chu-Liu-Edmonds (Chu & Liu 1965, Edmonds
    1967) decides for the likeliest root; nothing more is asked where no tree with another root can be better. Else every
    arc out of the root is made worse by more than all others can make good, so that the best arborescence has as few of
    them as there can be, which is one (Stanojević & Cohen, "A Root of a Problem", EMNLP 2021): two runs at most.
    """
    greedy: Ints = scores.argmax(1)
    if is_tree(greedy):
        return greedy
    n = len(scores)
    exact = scores.astype(np.float64)
    highest = exact[:, :n].max(1)
    bounds = highest.sum() - highest + exact[:, n]  # no tree with this root can have more
    likeliest = int(bounds.argmax())
    heads = _arborescence(_rooted(exact, likeliest))
    if exact[np.arange(n), heads].sum() >= np.delete(bounds, likeliest).max(initial=-np.inf):
        return heads
    arcs = exact[np.isfinite(exact)]
    exact[:, n] -= (arcs.max() - arcs.min() + 1) * n
    return _arborescence(exact)


def _rooted(scores: NDArray[np.float64], root: int) -> NDArray[np.float64]:
    """The scores where one word alone can be the root."""
    limited = scores.copy()
    limited[:, -1] = -np.inf
    limited[root] = -np.inf
    limited[root, -1] = 0.0
    return limited


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """Chu-Liu-Edmonds: the greatest spanning arborescence out of the last column."""
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    heads: Ints = scores.argmax(1)
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    merged = len(outside)  # the cycle becomes one word, after those outside it
    smaller = np.full((merged + 1, merged + 2), -np.inf)
    columns = np.append(outside, n)
    places = np.append(np.arange(merged), merged + 1)
    smaller[:merged, places] = scores[np.ix_(outside, columns)]
    from_cycle = scores[np.ix_(outside, cycle)]
    smaller[:merged, merged] = from_cycle.max(1) if merged else -np.inf
    leaving = cycle[from_cycle.argmax(1)] if merged else np.empty(0, np.intp)
    into = scores[np.ix_(cycle, columns)] - scores[cycle, heads[cycle]][:, None]
    entering = cycle[into.argmax(0)]
    smaller[merged, places] = into.max(0)
    found = _arborescence(smaller)
    for i, word in enumerate(outside):
        heads[word] = leaving[i] if found[i] == merged else columns[min(found[i], merged)]
    chosen = min(int(found[merged]), merged)  # an index of `columns`
    heads[entering[chosen]] = columns[chosen]
    return heads


def _cycle(heads: Ints) -> Ints | None:
    """The words of one cycle, or None."""
    n = len(heads)
    seen = [0] * n
    for start in range(n):
        word, path = start, []
        while word != n and not seen[word]:
            seen[word] = start + 1
            path.append(word)
            word = int(heads[word])
        if word != n and seen[word] == start + 1:
            return np.array(path[path.index(word) :], np.intp)
    return None
