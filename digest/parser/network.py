"""The parser's network in NumPy: scores of tags, arcs, relations and names.

What it computes and where it is from is in `training/network.py`, which trains it. Words of a batch of sentences
are laid out by position: first all first words, then all second words, and so on, longest sentence first, so that one
step of the recurrence is one slice.
"""

import json
import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from digest.parser import features, sequences

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

WEIGHTS: Final = Path(__file__).with_name("syntax.npz")
_CACHED_WORDS: Final = 20_000  # of 1,152 bytes each


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
    """Where each word is when words are laid out by position. All indices are of that order; N means none."""

    places: Ints  # place -> word, intp[N]
    words: Ints  # word -> place, intp[N]
    before: Ints  # the place of the word before
    after: Ints
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
    counts = exists.sum(1)
    starts = np.cumsum(counts) - counts
    steps = tuple(zip(starts.tolist(), counts.tolist(), strict=True))
    return Layout(places, words, grid[:-2][exists], grid[2:][exists], steps)


_kept = threading.local()  # the memory of `_Room`, one a thread


class _Room:
    """Arrays that all layers of a batch use in turn, one room at a time in each thread.

    Their memory is kept: new arrays for each batch cost a tenth of the parser's time in page faults.
    """

    def __init__(self, words: int, hidden: int) -> None:
        size = words * hidden
        memory: Floats = getattr(_kept, "memory", np.empty(0, np.float32))
        if len(memory) < 6 * size + hidden:
            memory = _kept.memory = np.empty(6 * size + hidden, np.float32)
        self.normed = memory[: size + hidden].reshape(words + 1, hidden)
        self.normed[-1] = 0  # no word
        rest = memory[size + hidden : 6 * size + hidden].reshape(5, words, hidden)
        self.mixed, self.beside, self.gates = rest[0], rest[1], rest[2:]


class Network:
    """The trained weights and the labels that its scores are of."""

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
        for number in range(self._layers):
            for name, rows in ((f"layers.{number}.gates.weight", -1), (f"layers.{number}.gates.bias", 1)):
                self._weights[name] = _three(self._weights[name].reshape(rows, 3, len(self._weights["root"])))
        self._farthest: int = about["farthest"]
        self._words = {word: i + 1 for i, word in enumerate(about["words"])}
        self._letters = {letter: i + features.FIRST_LETTER for i, letter in enumerate(about["letters"])}
        self._known: dict[str, Floats] = {}  # the vectors of forms met before

    def scores(self, sentences: Sequence[Sequence[str]]) -> Scores:
        """Scores of sentences given as words, none of them empty."""
        numbers: dict[str, int] = {}
        rows = np.array([numbers.setdefault(form, len(numbers)) for forms in sentences for form in forms], np.intp)
        plan = layout([len(forms) for forms in sentences])
        early, x = self._encode(rows[plan.places], self._vectors(numbers), plan)
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

    def _normed(self, x: Floats, name: str, out: Floats | None = None) -> Floats:
        """Layer normalisation of float32[N, H]."""
        centred: Floats = np.subtract(x, x.mean(1, keepdims=True), out=out)
        scale = 1 / np.sqrt(np.einsum("nh,nh->n", centred, centred) / x.shape[1] + 1e-5)
        centred *= scale[:, None]
        centred *= self._weights[name + ".weight"]
        centred += self._weights[name + ".bias"]
        return centred

    def _vectors(self, forms: Collection[str]) -> Floats:
        """What forms look like without their context, float32[U, 288], computed once for each while there is room."""
        if len(self._known) > _CACHED_WORDS:
            self._known = {}
        known = self._known
        if new := [form for form in forms if form not in known]:
            numbers = np.array([features.row(form, self._words, self._letters) for form in new], np.intp)
            parts = (
                self._embedded("word", numbers[:, features.WORD]),
                self._embedded("prefix", numbers[:, features.PREFIX]),
                self._embedded("suffix", numbers[:, features.SUFFIX]),
                self._embedded("shape", numbers[:, features.SHAPE]),
                self._spelled(numbers[:, features.FIRST_COLUMN_OF_LETTERS :]),
            )
            known.update(zip(new, np.concatenate(parts, 1), strict=True))
        return np.stack([known[form] for form in forms])

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

    def _encode(self, rows: Ints, words: Floats, plan: Layout) -> tuple[Floats, Floats]:
        """Words in context, float32[N, H], after two layers and after all."""
        weights = self._weights
        words = words @ weights["project.weight"] + weights["project.bias"]
        words = np.concatenate([words, np.zeros((1, words.shape[1]), np.float32)])
        before, own, after = words @ weights["window"]  # once a form, not once a word
        rows = np.append(rows, len(words) - 1)
        x = own[rows[:-1]]
        x += before[rows[plan.before]]
        x += after[rows[plan.after]]
        x += weights["window.bias"]
        x = words[rows[:-1]] + np.maximum(x, 0, out=x)
        early, room = x, _Room(*x.shape)
        for number in range(self._layers):
            x = self._layer(f"layers.{number}.", x, plan, room)
            if number == 1:
                early = x
        return early, x

    def _layer(self, name: str, x: Floats, plan: Layout, room: _Room) -> Floats:
        """One residual bidirectional gated layer.

        The logistic function 1 / (1 + e^-x) is (tanh(x / 2) + 1) / 2, which cannot overflow; `keep` and `gate` come halved.
        """
        weights = self._weights
        half = x.shape[1] // 2
        mixed = self._neighbourhoods(name, x, plan, room)
        gates = np.matmul(mixed, weights[name + "gates.weight"], out=room.gates)
        gates += weights[name + "gates.bias"]
        new, keep, gate = gates
        np.tanh(keep, out=keep)
        keep += 1
        keep *= np.float32(0.5)
        new *= np.subtract(1, keep, out=mixed)
        _recur(new[:, :half], keep[:, :half], plan.steps, backwards=False)
        _recur(new[:, half:], keep[:, half:], plan.steps, backwards=True)
        new *= gate
        np.tanh(gate, out=gate)
        gate += 1
        new *= gate
        y: Floats = new @ weights[name + "out.weight"]
        y += weights[name + "out.bias"]
        y += x
        return y

    def _neighbourhoods(self, name: str, x: Floats, plan: Layout, room: _Room) -> Floats:
        """Each word, normalised, mixed with the words beside it."""
        near = self._weights[name + "near"]
        own = self._normed(x, name + "norm", out=room.normed[:-1])
        mixed: Floats = np.multiply(own, near[1], out=room.mixed)
        for places, weight in ((plan.before, near[0]), (plan.after, near[2])):
            # "clip" alone takes into an array without a copy; all places exist
            beside = room.normed.take(places, 0, out=room.beside, mode="clip")
            beside *= weight
            mixed += beside
        return mixed

    def _arcs(self, with_root: Floats, lengths: Sequence[int]) -> tuple[Floats, ...]:
        weights = self._weights
        both = with_root @ weights["arc.weight"] + weights["arc.bias"]
        both = np.maximum(both, 0.1 * both)
        size = both.shape[1] // 2
        dependents = both[:, :size] @ weights["biaffine"] + weights["head_bias"]
        heads = both[:, size:].T
        roots = dependents @ heads[:, -1]
        away = np.arange(max(lengths))
        bias = weights["distance"][np.clip(away - away[:, None], -self._farthest, self._farthest) + self._farthest]
        np.fill_diagonal(bias, -np.inf)  # no word is its own head
        arcs = []
        start = 0
        for length in lengths:
            end = start + length
            scores = np.empty((length, length + 1), np.float32)
            np.add(dependents[start:end] @ heads[:, start:end], bias[:length, :length], out=scores[:, :-1])
            scores[:, -1] = roots[start:end]
            arcs.append(scores)
            start = end
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


def _three(weights: Floats) -> Floats:
    """Weights float32[W, 3, H] as float32[3, W, H], so that each gate is a whole array; the last two halved, which is exact."""
    halved: Floats = np.ascontiguousarray(weights.swapaxes(0, 1))
    halved[1:] *= 0.5
    return halved


def _recur(values: Floats, keep: Floats, steps: Sequence[tuple[int, int]], *, backwards: bool) -> None:
    """Adds to each word what it keeps of the one before (or after); the words at each position are the first of those before."""
    pairs = list(pairwise(steps))
    for (previous, _), (start, count) in reversed(pairs) if backwards else pairs:
        here, there = (previous, start) if backwards else (start, previous)
        values[here : here + count] += keep[here : here + count] * values[there : there + count]


@cache
def network() -> Network:
    """The network that Digest ships, read once."""
    return Network(WEIGHTS)
