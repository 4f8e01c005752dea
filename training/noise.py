"""Variants of training sentences: capitals, marks, names, and the forms that news prefers."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from training import names, news_forms
from training.treebank import Sentence, Token

QUOTES = (('"', '"'), ("“", "”"), ("''", "''"), ("‘", "’"), ("'", "'"), ("«", "»"))
DOUBLE = frozenset({'"', "“", "”", "''", "``"})
REPORTED = 0.3  # of the trees are reported once more; about half can be
JOINED = 0.02
LONGEST = 90  # words; longer sentences are not trained on
DASHES = ("-", "–", "—", "--")


def epoch(trees: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """The sentences of one epoch: all, some of their names changed, and some of them reported in the forms of news."""
    chosen = [names.swapped(sentence, rng) if sentence.has_names else sentence for sentence in trees]
    made = [news_forms.reported(sentence, rng.choice(trees), rng) for sentence in trees if rng.random() < REPORTED]
    joined = [joint(a, b) for a, b in pairwise(trees) if rng.random() < JOINED and a.document == b.document]
    return [s for s in [*chosen, *made, *joined] if s is not None and len(s.tokens) <= LONGEST]


def joint(first: Sentence, second: Sentence) -> Sentence:
    """Two sentences taken for one, as a quotation of two sentences may be: the second hangs on the first."""
    size = len(first.tokens)
    root = next(i for i, token in enumerate(first.tokens) if token.head < 0)
    moved = (
        replace(t, head=t.head + size) if t.head >= 0 else replace(t, head=root, deprel="parataxis")
        for t in second.tokens
    )
    return replace(first, tokens=(*first.tokens, *moved), lesson=-1)


def spelling(sentences: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """Some sentences lower-cased, in capitals or in title case; marks of all kinds."""
    return [_respelled(sentence, rng) for sentence in sentences]


def _respelled(sentence: Sentence, rng: random.Random) -> Sentence:
    draw = rng.random()
    tokens = sentence.tokens
    if draw < 0.04:
        tokens = tuple(replace(t, form=t.form.lower()) for t in tokens)
    elif draw < 0.06:
        tokens = tuple(replace(t, form=t.form.upper()) for t in tokens)
    elif draw < 0.09:
        tokens = tuple(replace(t, form=t.form[:1].upper() + t.form[1:]) for t in tokens)
    if any(t.form in DOUBLE for t in tokens):
        tokens = _remarked(tokens, rng)
    if any(t.form in DASHES and t.upos == "PUNCT" for t in tokens) and rng.random() < 0.3:
        dash = rng.choice(DASHES[1:])
        tokens = tuple(replace(t, form=dash) if t.form in DASHES[1:] and t.upos == "PUNCT" else t for t in tokens)
    return replace(sentence, tokens=tokens)


def _remarked(tokens: tuple[Token, ...], rng: random.Random) -> tuple[Token, ...]:
    marks = rng.choice(QUOTES) if rng.random() < 0.5 else QUOTES[0]
    changed, inside = [], False
    for token in tokens:
        if token.form in DOUBLE:
            changed.append(replace(token, form=marks[inside]))
            inside = not inside
        else:
            changed.append(token)
    return tuple(changed)
