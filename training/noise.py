"""Variants of training sentences: capitals, marks, and later the forms that news prefers."""

import random
from collections.abc import Sequence
from dataclasses import replace

from training.treebank import Sentence, Token

QUOTES = (('"', '"'), ("“", "”"), ("''", "''"), ("‘", "’"), ("'", "'"), ("«", "»"))
DOUBLE = frozenset({'"', "“", "”", "''", "``"})
DASHES = ("-", "–", "—", "--")


def epoch(trees: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """The sentences of one epoch."""
    del rng
    return list(trees)


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
