"""The parser's network in NumPy: scores of tags, arcs, relations and names.

What it computes and where it is from stands in `training/network.py`, which trains it. Words of a batch of sentences
are laid out by position: first all first words, then all second words, and so on, longest sentence first, so that one
step of the recurrence is one slice.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from digest.understand import features, sequences

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

WEIGHTS: Final = Path(__file__).with_name("syntax.npz")
_CACHED_WORDS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Relations:
    """Scores the relation of a word to its head, once heads are known."""

    dependents: Floats  # float32[N, R]
    heads: Floats  # float32[N + 1, R], the last row being the root
    weights: Floats
    bias: Floats
    root: int

    def best(self, heads: Ints) -> Ints:
        """The best relation of each word, intp[N], given the row of its head intp[N] (N is the root)."""
        chosen = self.heads[heads]
        joint = np.concatenate([np.maximum(self.dependents + chosen, 0), self.dependents * chosen], 1)
        scores = joint @ self.weights + self.bias
        is_root = heads == len(heads)
        scores[:, self.root] = np.where(is_root, np.inf, -np.inf)
        best: Ints = scores.argmax(1)
        return best


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of N words, sentence after sentence.

    `arcs` holds for each sentence of n words float32[n, n + 1], the last column being the root.
    """

    upos: Ints
    names: Ints
    arcs: tuple[Floats, ...]
    relations: Relations


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each word stands when words are laid out by position. All indices are of that order; N stands for none."""

    places: Ints  # place -> word, intp[N]
    words: Ints  # word -> place, intp[N]
    before: Ints  # the place of the word before
    after: Ints
    mirrored: Ints  # the place of the word as far from the end as this one is from the start
    steps: tuple[tuple[int, int], ...]  # the (start, count) of each position


def layout(lengths: Sequence[int]) -> Layout:
    """The layout of sentences of these lengths, each at least 1."""
    sizes = np.array(lengths, np.intp)
    total = int(sizes.sum())
    order = np.argsort(-sizes, kind="stable")
    first = (np.cumsum(sizes) - sizes)[order]
    sizes = sizes[order]
    position = np.arange(sizes[0])[:, None]
    exists = position < sizes
    places = (first + position)[exists]
    grid = np.full((len(position) + 2, len(sizes)), total, np.intp)
    grid[1:-1][exists] = np.arange(total)
    words = np.empty(total, np.intp)
    words[places] = np.arange(total)
    sentence = np.broadcast_to(np.arange(len(sizes)), exists.shape)
    mirrored = grid[1:-1][np.maximum(sizes - 1 - position, 0), sentence][exists]
    counts = exists.sum(1)
    starts = np.cumsum(counts) - counts
    steps = tuple(zip(starts.tolist(), counts.tolist(), strict=True))
    return Layout(places, words, grid[:-2][exists], grid[2:][exists], mirrored, steps)


class Network:
    """The trained weights and the labels that its scores stand for."""

    def __init__(self, path: Path) -> None:
        """Read the weights that `training/export.py` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            self._weights = {
                name: array.astype(np.float32) if array.dtype == np.float16 else array for name, array in stored.items()
            }
        about: dict[str, Any] = json.loads(self._weights.pop("about").tobytes())
        self.upos: tuple[str, ...] = tuple(about["upos"])
        self.relations: tuple[str, ...] = tuple(about["relations"])
        self.names: tuple[str, ...] = tuple(about["names"])
        self.lemmas: dict[str, dict[str, str]] = about["lemmas"]
        self.verbs: frozenset[str] = frozenset(about["verbs"])
        self._layers: int = about["layers"]
        self._farthest: int = about["farthest"]
        words = {word: i + 1 for i, word in enumerate(about["words"])}
        letters = {letter: i + features.FIRST_LETTER for i, letter in enumerate(about["letters"])}

        @lru_cache(maxsize=_CACHED_WORDS)
        def row(form: str) -> list[int]:
            return features.row(form, words, letters)

        self._row = row

    def scores(self, sentences: Sequence[Sequence[str]]) -> Scores:
        """Scores of sentences given as words, none of them empty."""
        numbers: dict[str, int] = {}
        rows = np.array([numbers.setdefault(form, len(numbers)) for forms in sentences for form in forms], np.intp)
        unique = np.array([self._row(form) for form in numbers], np.intp)
        plan = layout([len(forms) for forms in sentences])
        early, x = self._encode(rows[plan.places], unique, plan)
        tags = (self._normed(early, "tag_norm") @ self._weights["upos.weight"] + self._weights["upos.bias"]).argmax(1)
        x = self._normed(x, "norm")[plan.words]
        hidden = np.maximum(x @ self._weights["name_hidden.weight"] + self._weights["name_hidden.bias"], 0)
        names = hidden @ self._weights["names.weight"] + self._weights["names.bias"]
        with_root = np.concatenate([x, self._weights["root"][None]])
        return Scores(
            upos=tags[plan.words],
            names=sequences.best_labels(names[plan.places], plan.steps)[plan.words],
            arcs=self._arcs(with_root, [len(forms) for forms in sentences]),
            relations=self._relations(with_root),
        )

    def _normed(self, x: Floats, name: str) -> Floats:
        """Layer normalisation of float32[N, H]."""
        centred: Floats = x - x.mean(1, keepdims=True)
        scale = 1 / np.sqrt(np.einsum("nh,nh->n", centred, centred) / x.shape[1] + 1e-5)
        centred *= scale[:, None]
        centred *= self._weights[name + ".weight"]
        centred += self._weights[name + ".bias"]
        return centred

    def _embedded(self, name: str, rows: Ints) -> Floats:
        """Rows of an embedding stored as 8-bit integers with a scale a row."""
        vectors: Floats = self._weights[name][rows] * self._weights[name + ".scale"][rows, None]
        return vectors

    def _spelled(self, letters: Ints) -> Floats:
        """A vector for each spelling, float32[U, S]: a convolution over its letters, and the greatest of each number."""
        spread = self._weights[
            "letters"
        ]  # float32[3, letters, S]: what a letter adds to the place before, its own, the next
        scores = spread[1][letters]
        scores[:, 1:] += spread[0][letters[:, :-1]]
        scores[:, :-1] += spread[2][letters[:, 1:]]
        scores[letters == features.PAD_LETTER] = -np.inf
        best: Floats = scores.max(1) + self._weights["spelling.bias"]
        return np.maximum(best, 0, out=best)

    def _encode(self, rows: Ints, unique: Ints, plan: Layout) -> tuple[Floats, Floats]:
        """Words in context, float32[N, H], after two layers and after all."""
        weights = self._weights
        words = np.concatenate(
            [
                self._embedded("word", unique[:, features.WORD]),
                self._embedded("prefix", unique[:, features.PREFIX]),
                self._embedded("suffix", unique[:, features.SUFFIX]),
                self._embedded("shape", unique[:, features.SHAPE]),
                self._spelled(unique[:, features.FIRST_COLUMN_OF_LETTERS :]),
            ],
            1,
        )
        words = words @ weights["project.weight"] + weights["project.bias"]
        words = np.concatenate([words, np.zeros((1, words.shape[1]), np.float32)])
        before, own, after = words @ weights["window"]  # once a form, not once a word
        rows = np.append(rows, len(unique))
        x = own[rows[:-1]]
        x += before[rows[plan.before]]
        x += after[rows[plan.after]]
        x += weights["window.bias"]
        x = words[rows[:-1]] + np.maximum(x, 0, out=x)
        early = x
        for number in range(self._layers):
            x = self._layer(f"layers.{number}.", x, plan)
            if number == 1:
                early = x
        return early, x

    def _layer(self, name: str, x: Floats, plan: Layout) -> Floats:
        """One residual bidirectional gated layer."""
        weights = self._weights
        hidden = x.shape[1]
        half = hidden // 2
        near = weights[name + "near"]
        u = np.concatenate([self._normed(x, name + "norm"), np.zeros((1, hidden), np.float32)])
        mixed = u[:-1] * near[1]
        mixed += u[plan.before] * near[0]
        mixed += u[plan.after] * near[2]
        gates = mixed @ weights[name + "gates.weight"]
        gates += weights[name + "gates.bias"]
        new, keep, gate = gates[:, :hidden], gates[:, hidden : 2 * hidden], gates[:, 2 * hidden :]
        keep = _sigmoid(keep)
        new = new * (1 - keep)
        keep[:, half:] = keep[plan.mirrored, half:]
        new[:, half:] = new[plan.mirrored, half:]
        for (previous, _), (start, count) in pairwise(plan.steps):
            new[start : start + count] += keep[start : start + count] * new[previous : previous + count]
        new[:, half:] = new[plan.mirrored, half:]
        new *= gate
        new *= _sigmoid(gate)
        y: Floats = new @ weights[name + "out.weight"]
        y += weights[name + "out.bias"]
        y += x
        return y

    def _arcs(self, with_root: Floats, lengths: Sequence[int]) -> tuple[Floats, ...]:
        weights = self._weights
        both = with_root @ weights["arc.weight"] + weights["arc.bias"]
        both = np.maximum(both, 0.1 * both)
        size = both.shape[1] // 2
        dependents = both[:, :size] @ weights["biaffine"] + weights["head_bias"]
        heads = both[:, size:].T
        away = np.arange(max(lengths))
        bias = weights["distance"][np.clip(away - away[:, None], -self._farthest, self._farthest) + self._farthest]
        arcs = []
        start = 0
        for length in lengths:
            scores = np.empty((length, length + 1), np.float32)
            own = dependents[start : start + length]
            scores[:, :-1] = own @ heads[:, start : start + length]
            scores[:, :-1] += bias[:length, :length]
            scores[:, -1] = own @ heads[:, -1]
            np.fill_diagonal(scores, -np.inf)
            arcs.append(scores)
            start += length
        return tuple(arcs)

    def _relations(self, with_root: Floats) -> Relations:
        weights = self._weights
        both = with_root @ weights["relation.weight"] + weights["relation.bias"]
        size = both.shape[1] // 2
        return Relations(
            both[:-1, :size],
            both[:, size:],
            weights["relation_out.weight"],
            weights["relation_out.bias"],
            self.relations.index("root"),
        )


def _sigmoid(x: Floats) -> Floats:
    """1 / (1 + e^-x), by the hyperbolic tangent, which neither overflows nor allocates twice."""
    y = x * np.float32(0.5)
    np.tanh(y, out=y)
    y += 1
    y *= np.float32(0.5)
    return y


@cache
def network() -> Network:
    """The network that Digest ships, read once."""
    return Network(WEIGHTS)
