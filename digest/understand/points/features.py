"""What does a set of candidates look like to the ranker? Everything it weighs, for all sets of an article at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from digest.understand.points.salience import REPEATS, UNCOMMON, Salience
from digest.understand.points.terms import Terms, common, count, pairs_of, stems_of

Floats = NDArray[np.float32]
Sets = NDArray[np.intp]  # [set, member]: sets of one size, as the numbers of their candidates in rising order

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

    `central` is the cosine with the centroid, `rank` LexRank (Erkan & Radev, JAIR 2004), `weights` float32[stem] how
    much a stem says.
    """

    found: Terms
    salience: Salience
    weights: Floats
    central: Floats
    rank: Floats


@dataclass(frozen=True, slots=True)
class Chosen:
    """The candidates after shortening: float32 counts [c, stem] and [c, pair] of the stems and pairs that any of them holds.

    `stems` and `pairs` are the numbers of those in the article. `place` int[c] is the index of each candidate's
    sentence, `words` float32[c] its length, `density` float32[c] how much of a summary it is expected to hold for its
    length, `alone` float32[c, 13] what it looks like by itself, `alike` float32[c, c].
    """

    place: NDArray[np.intp]
    stems: NDArray[np.intp]
    pairs: NDArray[np.intp]
    counts: Floats
    pair_counts: Floats
    words: Floats
    density: Floats
    alone: Floats
    alike: Floats

    def only(self, these: Sets) -> "Chosen":
        """The same with some of the candidates."""
        stems, pairs = (np.flatnonzero(one[these].any(0)) for one in (self.counts, self.pair_counts))
        return Chosen(
            self.place[these],
            self.stems[stems],
            self.pairs[pairs],
            self.counts[np.ix_(these, stems)],
            self.pair_counts[np.ix_(these, pairs)],
            self.words[these],
            self.density[these],
            self.alone[these],
            self.alike[np.ix_(these, these)],
        )


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


def chosen(view: Scene, texts: Sequence[str], places: Sequence[int]) -> Chosen:
    """The candidates' own terms, over those of the article."""
    own = [stems_of(text) for text in texts]
    counts = count(own, view.found.stems)
    pair_counts = count([pairs_of(sentence) for sentence in own], view.found.pairs)
    vectors = _unit(np.minimum(counts, 1) * view.weights)
    words = np.array([len(sentence) for sentence in own], np.float32)
    single, double = _expected(counts, pair_counts, view.salience.words, view.salience.pairs)
    density = (single + double) / (words + 10)
    place = np.array(places, np.intp)
    alone = np.column_stack([np.log1p(place), view.central[place], view.rank[place], density, _marks(texts)])
    stems, pairs = np.arange(counts.shape[1]), np.arange(pair_counts.shape[1])
    alike = vectors @ vectors.T
    return Chosen(place, stems, pairs, counts, pair_counts, words, density, alone.astype(np.float32), alike)


def _expected(words: Floats, pairs: Floats, chance: Floats, pair_chance: Floats) -> tuple[Floats, Floats]:
    """Expected number of words and of pairs that a summary shares with each row of counts."""
    single = np.zeros(len(words), np.float32)
    for times in range(REPEATS):
        single += (words > times).astype(np.float32) @ chance[:, times]
    double: Floats = np.minimum(pairs, 1) @ pair_chance
    return single, double


def held(of: Chosen, sets: Sets) -> tuple[Floats, Floats]:
    """How often each set holds each stem, float32[set, stem], and whether it holds each pair, float32[set, pair]."""
    members = np.zeros((len(sets), len(of.words)), np.float32)
    np.put_along_axis(members, sets, 1, axis=1)
    return members @ of.counts, (members @ of.pair_counts > 0).astype(np.float32)


def set_features(of: Chosen, likely: Salience, sets: Sets, words: Floats, pairs: Floats) -> Floats:
    """float32[set, 32]; `words` and `pairs` are what the sets hold."""
    single, double = _expected(words, pairs, likely.words[of.stems], likely.pairs[of.pairs])
    size = np.full(len(sets), sets.shape[1], np.float32)
    length = np.maximum(of.words[sets].sum(1), 1)  # of a text in letters that no stem has, 0
    place, density, lengths = of.place[sets], of.density[sets], of.words[sets]
    both = [of.alike[sets[:, a], sets[:, b]] for a, b in combinations(range(sets.shape[1]), 2)]
    alike = np.stack(both or [np.zeros(len(sets), np.float32)], 1)
    columns = [
        2 * single / (length + TYPICAL_WORDS),
        2 * double / np.maximum(length - size + TYPICAL_WORDS - 3, 1),
        single,
        double,
        single / length,
        double / length,
        np.log(length),
        length / 50,
        size,
        size == 2,
        density.min(1),
        density.max(1),
        np.log1p(place[:, 0]),
        np.log1p(place[:, -1]),
        lengths.min(1) / 20,
        lengths.max(1) / 20,
        alike.mean(1),
        alike.max(1),
        place[:, 0] == 0,
    ]
    return np.column_stack([*columns, of.alone[sets].mean(1)]).astype(np.float32)


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
