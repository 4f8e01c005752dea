"""The words of an article as numbers: stems in the order of their first appearance, and which sentence holds which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pair = tuple[str, str]

# "ferry", "10"
WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """Stems and pairs of neighbouring stems of an article.

    `sentences[i]` are the stems of the i-th sentence in order; `counts` float32[sentence, stem] says how often each
    stands there, `pair_counts` the same for `pairs`.
    """

    sentences: tuple[tuple[str, ...], ...]
    stems: tuple[str, ...]
    pairs: tuple[Pair, ...]
    counts: Floats
    pair_counts: Floats


def terms(texts: Sequence[str]) -> Terms:
    """The terms of the sentences given as texts."""
    sentences = tuple(stems_of(text) for text in texts)
    stems = tuple(dict.fromkeys(word for sentence in sentences for word in sentence))
    pairs = tuple(dict.fromkeys(pair for sentence in sentences for pair in pairs_of(sentence)))
    return Terms(
        sentences,
        stems,
        pairs,
        count(sentences, stems),
        count([pairs_of(sentence) for sentence in sentences], pairs),
    )


def stems_of(text: str) -> tuple[str, ...]:
    """The stems of a text in order."""
    return tuple(stem(word) for word in WORD.findall(text.lower()))


def count(rows: Sequence[Sequence[str | Pair]], columns: Sequence[str | Pair]) -> Floats:
    """How often each of `columns` stands in each of `rows`, float32[row, column]; other items are not counted."""
    place = {item: index for index, item in enumerate(columns)}
    cells = [index * len(columns) + place[item] for index, row in enumerate(rows) for item in row if item in place]
    counts = np.bincount(np.array(cells, np.intp), minlength=len(rows) * len(columns))
    return counts.reshape(len(rows), len(columns)).astype(np.float32)


def pairs_of(sentence: Sequence[str]) -> tuple[Pair, ...]:
    """The pairs of neighbours."""
    return tuple(pairwise(sentence))


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
