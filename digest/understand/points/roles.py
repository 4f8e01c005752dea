"""What part does each word play in the article: subject or aside, name or number, told or quoted?"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from digest.model import Article, EntityKind, Quote, QuoteKind
from digest.parser.syntax import Tree
from digest.understand.points.resolve import Names
from digest.understand.points.terms import Terms, stems_of

Floats = NDArray[np.float32]

ROLES = 18  # columns of `roles`
_PARTS = {"PROPN": 0, "NOUN": 1, "VERB": 2, "NUM": 3, "ADJ": 4, "ADV": 4}
_KINDS = {"PER": 0, "ORG": 1, "LOC": 1}
_SPEECH = np.vstack(
    [np.eye(5, dtype=np.float32), np.zeros((1, 5), np.float32)]
)  # by the number of `_PARTS`, -1 for others
_NAMED = np.vstack([np.eye(2, dtype=np.float32), np.zeros((1, 2), np.float32)])
DEEPEST = 9  # steps from the root that are counted
SUBJECTS = 5  # up to how often a stem is counted as subject


def roles(
    article: Article, trees: Sequence[Tree], found: Terms, names: Names | None, quotes: Sequence[Quote]
) -> Floats:
    """float32[stem, ROLES]: shares of a stem's places by part of speech, relation, depth, kind of name and quotation.

    All zero without trees.
    """
    column = {word: index for index, word in enumerate(found.stems)}
    words = [word for tree in trees for word in tree]
    columns_of = {word.text: _columns(word.text, column) for word in words}
    places = [(at, index) for at, word in enumerate(words) for index in columns_of[word.text]]
    if not places:
        return np.zeros((len(column), ROLES), np.float32)
    which, stems = np.array(places, np.intp).T
    depth = np.array([depth for tree in trees for depth in _depths(tree)], np.float32)
    start = np.array([word.start for word in words], np.intp)
    mentions, person = _mentions(len(article.text), names)
    shares = [
        _SPEECH[[_PARTS.get(word.upos, -1) for word in words]],
        np.array([word.deprel.startswith("nsubj") for word in words], np.float32)[:, None],
        (depth <= 1)[:, None],
        depth[:, None] / 5,
        _NAMED[[_KINDS.get(word.name, -1) for word in words]],
        _inside(len(article.text), quotes)[:, start].T,
        np.column_stack([person[start] > 0, person[start] < 0]),
    ]
    rows = np.hstack(shares).astype(np.float32)[which]
    times = np.maximum(np.bincount(stems, minlength=len(column)), 1)[:, None]
    sums = np.column_stack([np.bincount(stems, values, len(column)) for values in rows.T])
    highest, often = np.full(len(column), DEEPEST, np.float32), np.zeros(len(column), np.float32)
    np.minimum.at(highest, stems, depth[which])
    np.maximum.at(often, stems, mentions[start][which])
    often = np.log1p(often)
    whole = [np.minimum(sums[:, 5], SUBJECTS), highest / 3, often, often / max(often.max(), 1e-6)]
    found_rows = np.column_stack([sums / times, *whole]).astype(np.float32)
    found_rows[np.bincount(stems, minlength=len(column)) == 0] = 0
    return found_rows


def _columns(text: str, column: dict[str, int]) -> tuple[int, ...]:
    """The columns of the stems that a word of a tree is made of."""
    return tuple(column[one] for one in _stems(text) if one in column)


@lru_cache(maxsize=16384)
def _stems(word: str) -> tuple[str, ...]:
    return stems_of(word)


def _depths(tree: Tree) -> list[int]:
    """How many steps each word is away from the root, at most `DEEPEST`."""
    depths = []
    for word in tree:
        depth, head = 0, word.head
        while head >= 0 and depth < DEEPEST:
            depth, head = depth + 1, tree[head].head
        depths.append(depth)
    return depths


def _mentions(length: int, names: Names | None) -> Floats:
    """float32[2, character]: how often who is named there is mentioned; 1 for a person, -1 for others."""
    found = np.zeros((2, length + 1), np.float32)
    for entity in names.entities if names else ():
        kind = 1.0 if entity.kind is EntityKind.PERSON else -1.0
        for mention in entity.mentions:
            place = slice(mention.start, mention.end)
            np.maximum(found[0, place], len(entity.mentions), out=found[0, place])
            found[1, place] = kind
    return found


def _inside(length: int, quotes: Sequence[Quote]) -> Floats:
    """float32[2, character]: whether it is somebody's words, and whether word for word."""
    found = np.zeros((2, length + 1), np.float32)
    for quote in quotes:
        found[0, quote.start : quote.end] = 1
        if quote.kind is QuoteKind.DIRECT:
            found[1, quote.start : quote.end] = 1
    return found
