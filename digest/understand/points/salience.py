"""How likely is each word, and each pair of neighbouring words, to stand in a summary of this article?

Word salience after Hong & Nenkova, "Improving the Estimation of Word Importance for News Multi-Document
Summarization" (EACL 2014), by a small network on where and how often a word stands.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from digest.understand.points.terms import Terms, common
from digest.understand.points.weights import Perceptron, Weights, sigmoid

Floats = NDArray[np.float32]

UNCOMMON = 4000  # the rank given to a stem that the list of common ones does not have
EVERYDAY = 150  # the rank up to which a stem says little
REPEATS = 3  # a word is counted up to three times in a summary

# "Port", "10" – as in terms.WORD, with the case kept
WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Salience:
    """Probabilities: `words` float32[stem, REPEATS] that a summary holds it at least once, twice, thrice; `pairs` float32[pair].

    `stem_rows` float32[stem, 42] and `pair_rows` float32[pair, 9] are all that is known of them, probabilities included.
    """

    words: Floats
    pairs: Floats
    stem_rows: Floats
    pair_rows: Floats


def salience(rows: Floats, found: Terms, fitted: Weights) -> Salience:
    """The salience of an article's terms; `rows` tells what is known of each stem by itself."""
    rows = second_rows(rows, found, likely(fitted.words, rows))
    words = likely(fitted.again, rows)
    pair_rows = pair_features(found, words)
    pairs = sigmoid(fitted.pairs(pair_rows))
    return Salience(words, pairs[:, 0], np.hstack([rows, words]), np.hstack([pair_rows, pairs]))


def likely(network: Perceptron, rows: Floats) -> Floats:
    """float32[stem, REPEATS]: the probabilities of a network, twice never more likely than once."""
    out: Floats = np.minimum.accumulate(sigmoid(network(rows)), axis=1)
    return out


def first_rows(texts: Sequence[str], found: Terms, parts: Floats) -> Floats:
    """float32[stem, 33]: what is known of each stem by itself; `texts` are the sentences, `parts` the roles of the stems."""
    return np.hstack([word_features(texts, found), parts])


def second_rows(rows: Floats, found: Terms, first: Floats) -> Floats:
    """float32[stem, 39]: with a first guess, how likely the words are among which each stem stands."""
    return np.hstack([rows, company(found, first[:, 0])])


def company(found: Terms, chance: Floats) -> Floats:
    """float32[stem, 6]: the mean chance of the words beside a stem, in its best sentence, its first and all of them."""
    if not len(chance):
        return np.zeros((0, 6), np.float32)
    holds = found.counts > 0
    size = holds.sum(1)
    total = (holds @ chance).astype(np.float32)
    beside = (total[:, None] - chance[None]) / np.maximum(size[:, None] - 1, 1)
    known = np.where(holds, beside, -1)
    stems = np.arange(len(chance))
    columns = [
        known.max(0),
        beside[holds.argmax(0), stems],
        np.where(holds, beside, 0).sum(0) / np.maximum(holds.sum(0), 1),
        np.where(holds, total[:, None], 0).max(0) / 10,
        chance,
        np.log1p(known.argmax(0)),
    ]
    return np.stack(columns, 1).astype(np.float32)


def word_features(texts: Sequence[str], found: Terms) -> Floats:
    """float32[stem, 15]: what the network for words looks at."""
    counts = found.counts
    sentences, stems = counts.shape
    if not stems:
        return np.zeros((0, 15), np.float32)
    ranks = np.array([common().get(stem, UNCOMMON) for stem in found.stems], np.float32)
    often = counts.sum(0)
    holds = counts > 0
    within = holds.sum(0)
    first = holds.argmax(0)
    last = sentences - 1 - holds[::-1].argmax(0)
    most = max(often[ranks > EVERYDAY].max(initial=1), 1)
    columns = [
        np.log1p(often),
        often / most,
        within / sentences,
        np.log1p(within),
        np.log1p(first),
        np.log1p(_first_place(found)),
        last / sentences,
        np.log1p(counts[:3].sum(0)),
        holds[0],
        _capital_share(texts, found),
        np.array([stem.isdigit() for stem in found.stems]),
        np.log1p(ranks),
        np.array([min(len(stem), 12) for stem in found.stems]),
        np.full(stems, math.log(sentences)),
        np.full(stems, math.log(often.sum())),
    ]
    return np.stack(columns, 1).astype(np.float32)


def _first_place(found: Terms) -> Floats:
    """At which word of the article each stem first stands."""
    place: dict[str, int] = {}
    position = 0
    for sentence in found.sentences:
        for stem in sentence:
            place.setdefault(stem, position)
            position += 1
    return np.array([place[stem] for stem in found.stems], np.float32)


def _capital_share(texts: Sequence[str], found: Terms) -> Floats:
    """How often each stem is written with a capital where no sentence begins."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text, stems in zip(texts, found.sentences, strict=True):
        for word, stem in list(zip(WORD.findall(text), stems, strict=False))[1:]:
            seen[stem] += 1
            capital[stem] += word[0].isupper()
    return np.array([capital[stem] / max(seen[stem], 1) for stem in found.stems], np.float32)


def pair_features(found: Terms, likely: Floats) -> Floats:
    """float32[pair, 8]: what the network for pairs looks at."""
    if not found.pairs:
        return np.zeros((0, 8), np.float32)
    place = {stem: index for index, stem in enumerate(found.stems)}
    left = likely[[place[a] for a, _ in found.pairs], 0]
    right = likely[[place[b] for _, b in found.pairs], 0]
    often = found.pair_counts.sum(0)
    first = (found.pair_counts > 0).argmax(0)
    sentences = len(found.sentences)
    columns = [left, right, left * right, np.minimum(left, right), np.log1p(often), np.log1p(first), often / sentences]
    columns.append(np.full(len(often), math.log(sentences)))
    return np.stack(columns, 1).astype(np.float32)
