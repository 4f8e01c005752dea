"""Parse English sentences: words, lemmas, parts of speech, trees in Universal Dependencies, and names.

>>> [tree] = parse("Cook said it works.", [(0, 19)])
>>> [(word.text, word.deprel, word.head) for word in tree][:2]
[('Cook', 'nsubj', 1), ('said', 'root', -1)]
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from digest.model import Tree, Word
from digest.parser import lemmas, network, tokens, trees

__all__ = ["Tree", "Word", "annotate", "parse"]

LONGEST: Final = 120  # words; a longer sentence is parsed in pieces
TOGETHER: Final = 1500  # words parsed at once

_STOPS: Final = frozenset('.;:!?—–)”"')


Span = tuple[int, int]


def parse(text: str, sentences: Sequence[Span]) -> list[Tree]:
    """One tree for each (start, end) span of `text`; an empty tree where a span holds only white space."""
    cut = [tokens.tokenise(text, start, end) for start, end in sentences]
    pieces = [(number, piece) for number, spans in enumerate(cut) for piece in _pieces(text, spans)]
    words: list[list[Word]] = [[] for _ in sentences]
    for group in _groups(pieces):
        forms = [[text[start:end] for start, end in spans] for _, spans in group]
        for (number, spans), annotation in zip(group, annotate(forms), strict=True):
            _append(words[number], spans, annotation)
    return [tuple(sentence) for sentence in words]


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is said of the words of one sentence, in parallel lists."""

    forms: Sequence[str]
    upos: list[str]
    heads: list[int]  # -1 for the root
    deprels: list[str]
    names: list[str]  # "O", "B-PER", …


def annotate(sentences: Sequence[Sequence[str]]) -> list[Annotation]:
    """Tags, trees and names of sentences given as words, none of them empty."""
    if not sentences:
        return []
    parser = network.network()
    scores = parser.scores(sentences)
    rows = []
    found = []
    start = 0
    for arcs in scores.arcs:
        heads = trees.best_tree(arcs)
        n = len(heads)
        rows.append(np.where(heads == n, len(scores.upos), heads + start))
        found.append(np.where(heads == n, -1, heads).tolist())
        start += n
    relations = scores.relations.best(np.concatenate(rows))
    deprels = [parser.relations[i] for i in relations.tolist()]
    upos = [parser.upos[i] for i in scores.upos.tolist()]
    names = [parser.names[i] for i in scores.names.tolist()]
    annotations = []
    start = 0
    for forms, heads in zip(sentences, found, strict=True):
        end = start + len(forms)
        annotations.append(Annotation(forms, upos[start:end], heads, deprels[start:end], names[start:end]))
        start = end
    return annotations


def _append(words: list[Word], spans: Sequence[Span], said: Annotation) -> None:
    """Add the words of one piece of a sentence; a later piece hangs on the root of the first."""
    offset = len(words)
    root = next((i for i, word in enumerate(words) if word.head < 0), -1)
    for i, (start, end) in enumerate(spans):
        form, upos, label = said.forms[i], said.upos[i], said.names[i]
        if said.heads[i] >= 0:
            head, deprel = said.heads[i] + offset, said.deprels[i]
        else:
            head, deprel = root, "root" if root < 0 else "parataxis"
        words.append(Word(start, end, form, _lemma(form, upos), upos, head, deprel, label[2:], label[0] == "B"))


@lru_cache(maxsize=50_000)
def _lemma(form: str, upos: str) -> str:
    parser = network.network()
    return lemmas.lemma(form, upos, parser.lemmas, parser.verbs)


def _pieces(text: str, spans: list[Span]) -> Iterator[list[Span]]:
    """A sentence in pieces of at most `LONGEST` words, cut after the last stop that fits."""
    while len(spans) > LONGEST:
        cut = next((i + 1 for i in range(LONGEST - 1, LONGEST // 2, -1) if text[spans[i][0]] in _STOPS), LONGEST)
        yield spans[:cut]
        spans = spans[cut:]
    if spans:
        yield spans


def _groups(pieces: Sequence[tuple[int, list[Span]]]) -> Iterator[list[tuple[int, list[Span]]]]:
    """The pieces in order, in groups of some `TOGETHER` words."""
    group: list[tuple[int, list[Span]]] = []
    total = 0
    for piece in pieces:
        if group and total + len(piece[1]) > TOGETHER:
            yield group
            group, total = [], 0
        group.append(piece)
        total += len(piece[1])
    if group:
        yield group
