"""What does a set of candidates look like to the ranker? Everything it weighs, for all sets of an article at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from digest.understand.points.salience import REPEATS, UNCOMMON, Salience
from digest.understand.points.terms import Terms, common, count, pairs_of, terms

Floats = NDArray[np.float32]

# "Smith", "won't", "10"
WORD = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")
PRONOUNS = frozenset("he she it they him her them his their its this that these those".split())
FIRST_PERSON = frozenset("i me my we us our you your i'm we're i've you're".split())
# "Delight:", "(left)", "pictured" – the words of captions that stand among the sentences
CAPTION = re.compile(
    r"\((?:\w+ )?(?:left|right|pictured|above|below|cent(?:re|er)|top|bottom)|\bpictured\b|^[\w' -]{3,30}: [A-Z]"
)
TYPICAL_WORDS = 42  # of a summary, in the expectation of F1
LINKED = 0.1  # similarity from which two sentences are neighbours in the graph of LexRank
DAMPING = 0.85


@dataclass(frozen=True, slots=True)
class Scene:
    """The article as the ranker sees it: float32 arrays over its sentences [s] and terms.

    `central` is the cosine with the centroid, `rank` LexRank (Erkan & Radev, JAIR 2004), `alike` float32[s, s] the
    cosine of two sentences, `weights` float32[stem] how much a stem says.
    """

    found: Terms
    salience: Salience
    weights: Floats
    central: Floats
    rank: Floats


@dataclass(frozen=True, slots=True)
class Chosen:
    """The candidates after shortening: float32 counts [c, stem] and [c, pair] of the stems and pairs that any of them holds.

    `stems` and `pairs` are the numbers of those in the article. `place` int[c] is the index of each candidate's sentence, `words` float32[c] its length, `alike` float32[c, c].
    """

    texts: tuple[str, ...]
    place: NDArray[np.intp]
    stems: NDArray[np.intp]
    pairs: NDArray[np.intp]
    counts: Floats
    pair_counts: Floats
    words: Floats
    alike: Floats


def scene(found: Terms, likely: Salience) -> Scene:
    """The article's sentences compared with each other and with the whole."""
    ranks = np.array([common().get(stem, UNCOMMON) for stem in found.stems], np.float32)
    holds = (found.counts > 0).astype(np.float32)
    sentences = len(found.sentences)
    idf = np.log1p(sentences / np.maximum(holds.sum(0), 1))
    weights = (np.maximum(np.log1p(ranks) - 3, 0) * idf).astype(np.float32)
    vectors = _unit(holds * weights)
    centroid = _unit((holds * weights).sum(0)[None])[0]
    return Scene(found, likely, weights, vectors @ centroid, _lexrank(vectors @ vectors.T))


def _unit(rows: Floats) -> Floats:
    lengths = np.sqrt((rows * rows).sum(1, keepdims=True))
    out: Floats = (rows / np.maximum(lengths, 1e-6)).astype(np.float32)
    return out


def _lexrank(alike: Floats) -> Floats:
    """Twelve steps of the power method, times the number of sentences."""
    links = np.where(alike > LINKED, alike, 0)
    np.fill_diagonal(links, 0)
    links = links / (links.sum(1, keepdims=True) + 1e-6)
    n = len(alike)
    rank = np.full(n, 1 / n)
    for _ in range(12):
        rank = (1 - DAMPING) / n + DAMPING * (links.T @ rank)
    out: Floats = (rank * n).astype(np.float32)
    return out


def chosen(view: Scene, texts: Sequence[str], place: Sequence[int]) -> Chosen:
    """The candidates' own terms, over those of the article."""
    own = terms(texts).sentences
    counts = count(own, view.found.stems)
    pair_counts = count([pairs_of(sentence) for sentence in own], view.found.pairs)
    vectors = _unit(np.minimum(counts, 1) * view.weights)
    words = np.array([len(sentence) for sentence in own], np.float32)
    stems, pairs = np.flatnonzero(counts.any(0)), np.flatnonzero(pair_counts.any(0))
    held = counts[:, stems], pair_counts[:, pairs]
    return Chosen(tuple(texts), np.array(place, np.intp), stems, pairs, *held, words, vectors @ vectors.T)


def density(view: Scene, of: Chosen) -> Floats:
    """float32[c]: how much of a summary each candidate is expected to hold, for its length."""
    single, double = _expected(view, of, np.eye(len(of.words), dtype=np.float32))
    out: Floats = ((single + double) / (of.words + 10)).astype(np.float32)
    return out


def _expected(view: Scene, of: Chosen, sets: Floats) -> tuple[Floats, Floats]:
    """Expected number of words and of pairs that each set shares with a summary."""
    together = sets @ of.counts
    single = np.zeros(len(sets), np.float32)
    for times in range(REPEATS):
        single += (together > times) @ view.salience.words[of.stems, times]
    double: Floats = ((sets @ of.pair_counts) > 0) @ view.salience.pairs[of.pairs]
    return single, double


def set_features(view: Scene, of: Chosen, sets: Floats) -> Floats:
    """float32[set, 29]; `sets` float32[set, candidate] holds 1 for each member."""
    size = sets.sum(1)
    words = sets @ of.words
    single, double = _expected(view, of, sets)
    first = 2 * single / (words + TYPICAL_WORDS)
    second = 2 * double / np.maximum(words - size + TYPICAL_WORDS - 3, 1)
    place = of.place.astype(np.float32)
    log_place = np.log1p(place)
    alone = density(view, of)
    marks = _marks(of.texts)
    mean = (sets @ np.column_stack([log_place, view.central[of.place], view.rank[of.place], alone, marks])) / size[
        :, None
    ]
    alike = of.alike - np.diag(np.diag(of.alike))
    pairs = np.einsum("ab,bc,ac->a", sets, alike, sets) / np.maximum(size * (size - 1), 1)
    members = sets > 0
    columns = [
        first,
        second,
        single,
        double,
        single / words,
        double / words,
        np.log(words),
        words / 50,
        size,
        size == 2,
        np.where(members, alone, 9).min(1),
        np.where(members, alone, -9).max(1),
        np.log1p(np.where(members, place, 1e6).min(1)),
        np.log1p(np.where(members, place, -1).max(1)),
        np.where(members, of.words, 999).min(1) / 20,
        np.where(members, of.words, 0).max(1) / 20,
        pairs,
        _closest(sets, alike),
        members[:, 0] & (of.place[0] == 0),
    ]
    return np.column_stack([*columns, mean]).astype(np.float32)


def _closest(sets: Floats, alike: Floats) -> Floats:
    """The greatest likeness of two members of each set."""
    closest = np.zeros(len(sets), np.float32)
    for a, b in combinations(range(len(alike)), 2):
        np.maximum(closest, sets[:, a] * sets[:, b] * alike[a, b], out=closest)
    return closest


def _marks(texts: Sequence[str]) -> Floats:
    """float32[c, 9]: what the wording of each candidate shows."""
    rows = []
    for text in texts:
        words = WORD.findall(text)
        lower = [word.lower() for word in words]
        n = max(len(words), 1)
        rows.append(
            (
                bool(lower) and lower[0] in PRONOUNS,
                sum(word in PRONOUNS for word in lower) / n,
                sum(word in FIRST_PERSON for word in lower) / n,
                sum(word[0].isdigit() for word in words),
                sum(word[0].isupper() for word in words[1:]) / n,
                sum(text.count(mark) for mark in '"“”') + text.count("''"),
                bool(CAPTION.search(text)),
                text.count(","),
                "said" in lower or "says" in lower,
            )
        )
    return np.array(rows, np.float32).reshape(-1, 9)


@lru_cache(maxsize=64)
def sets_of(candidates: int, fewest: int, most: int) -> Floats:
    """All sets of `fewest` to `most` of the candidates, float32[set, candidate], the smaller ones first."""
    found = [members for size in range(fewest, most + 1) for members in combinations(range(candidates), size)]
    sets = np.zeros((len(found), candidates), np.float32)
    for index, members in enumerate(found):
        sets[index, list(members)] = 1
    sets.setflags(write=False)
    return sets
