"""The words of an article as numbers: stems, how much each says, and how alike sentences are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# "ferry", "10"
WORD = re.compile(r"[a-z0-9]+")
UNCOMMON = 4000  # the rank given to a stem that the list of common ones does not have
EVERYDAY = 150  # the rank up to which a stem says little


@dataclass(frozen=True, slots=True)
class Terms:
    """The stems of an article in the order of their first appearance; `weights` float32[stem] is how much each says.

    `counts` float32[sentence, stem] is how often each occurs in a sentence, `central` float32[sentence] the cosine of each
    sentence with the whole.
    """

    stems: tuple[str, ...]
    weights: Floats
    counts: Floats
    central: Floats


def terms(texts: Sequence[str]) -> Terms:
    """The terms of the sentences given as texts."""
    sentences = [stems_of(text) for text in texts]
    stems = tuple(dict.fromkeys(word for sentence in sentences for word in sentence))
    counts = count(sentences, stems)
    holds = (counts > 0).astype(np.float32)
    ranks = np.array([common().get(word, UNCOMMON) for word in stems], np.float32)
    idf = np.log1p(len(sentences) / np.maximum(holds.sum(0), 1))
    weights = (np.maximum(np.log1p(ranks) - 3, 0) * idf).astype(np.float32)
    centroid = unit((holds * weights).sum(0)[None])[0]
    return Terms(stems, weights, counts, unit(holds * weights) @ centroid)


def unit(rows: Floats) -> Floats:
    """The rows, each of length one."""
    lengths = np.sqrt((rows * rows).sum(1, keepdims=True))
    out: Floats = (rows / np.maximum(lengths, 1e-6)).astype(np.float32)
    return out


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text in order."""
    return tuple(stem(word) for word in WORD.findall(text.lower()))


def count(rows: Sequence[Sequence[str]], columns: Sequence[str]) -> Floats:
    """How often each of `columns` stands in each of `rows`, float32[row, column]; other items are not counted."""
    place = {item: index for index, item in enumerate(columns)}
    cells = [index * len(columns) + place[item] for index, row in enumerate(rows) for item in row if item in place]
    counts = np.bincount(np.array(cells, np.intp), minlength=len(rows) * len(columns))
    return counts.reshape(len(rows), len(columns)).astype(np.float32)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without the endings of number and tense: a light form of Porter (1980), steps 1a to 1c."""
    if len(word) <= 3:
        return word
    if word.endswith(("ies", "ied", "sses")):
        word = word[:-2]
    elif word.endswith("s") and word[-2] not in "su":
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) >= 3 and any(letter in "aeiouy" for letter in root):
            word = root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
            break
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 3 and word.endswith("y") else word


@cache
def common() -> dict[str, int]:
    """Rank of the most frequent English stems, 0 for "the"; counted in EWT and GUM (see NOTICE)."""
    words = Path(__file__).with_name("common.txt").read_text("utf-8").split()
    return {word: rank for rank, word in enumerate(words)}
