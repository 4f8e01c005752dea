"""Phrases as trees, put together into sentences."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from training import names
from training.treebank import UNKNOWN, Sentence, Token

PHRASES = Path(__file__).with_name("phrases.txt")
XPOS = {"DET": "DT", "ADP": "IN", "PUNCT": ",", "PART": "POS", "CCONJ": "CC", "AUX": "VBD", "SCONJ": "IN"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words with a head among them: heads are indices into `tokens`, the head's own is -1."""

    tokens: tuple[Token, ...]

    @property
    def head(self) -> int:
        """Where the head stands."""
        return next(i for i, token in enumerate(self.tokens) if token.head < 0)


def attached(head: int, parts: Sequence[tuple[str, Phrase]]) -> Phrase:
    """Phrases one after the other; all but number `head` hang on its head by the relation they come with."""
    offsets, total = [], 0
    for _, part in parts:
        offsets.append(total)
        total += len(part.tokens)
    centre = offsets[head] + parts[head][1].head
    tokens = []
    for number, (relation, part) in enumerate(parts):
        for token in part.tokens:
            if token.head >= 0:
                tokens.append(replace(token, head=token.head + offsets[number]))
            elif number == head:
                tokens.append(replace(token, head=-1))
            else:
                tokens.append(replace(token, head=centre, deprel=relation or token.deprel))
    return Phrase(tuple(tokens))


def word(form: str, lemma: str, upos: str, xpos: str = "", deprel: str = "") -> Phrase:
    """A phrase of one word."""
    return Phrase((Token(form, lemma, upos, xpos, deprel=deprel),))


@cache
def inventory() -> dict[str, tuple[str, ...]]:
    """The lines of phrases.txt by kind."""
    lines: dict[str, list[str]] = {}
    for line in PHRASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, words = line.split("\t")
            lines.setdefault(kind, []).append(words)
    return {kind: tuple(found) for kind, found in lines.items()}


def phrase(kind: str, rng: random.Random) -> Phrase:
    """A phrase of this kind, its names filled in."""
    groups: list[tuple[Token, ...]] = []
    heads: list[int] = []
    for item in rng.choice(inventory()[kind]).split():
        if item.startswith("{"):
            slot, relation, head = item.split("|")
            group = names.tokens(slot.strip("{}"), rng)
        else:
            form, upos, relation, head = item.split("|")
            group = (Token(form, form.lower(), upos, XPOS.get(upos, "")),)
        centre = next(i for i, token in enumerate(group) if token.head < 0)
        groups.append(tuple(replace(t, deprel=relation) if i == centre else t for i, t in enumerate(group)))
        heads.append(int(head) - 1)
    starts = [sum(map(len, groups[:i])) for i in range(len(groups))]
    centres = [start + next(i for i, t in enumerate(g) if t.head < 0) for start, g in zip(starts, groups, strict=True)]
    tokens = []
    for start, group, head in zip(starts, groups, heads, strict=True):
        tokens += [
            replace(t, head=start + t.head if t.head >= 0 else centres[head] if head >= 0 else -1) for t in group
        ]
    return Phrase(tuple(tokens))


def capital(whole: Phrase) -> Phrase:
    """The phrase with a capital at its beginning."""
    tokens = list(whole.tokens)
    i = next((i for i, token in enumerate(tokens) if token.upos != "PUNCT"), 0)
    tokens[i] = replace(tokens[i], form=tokens[i].form[:1].upper() + tokens[i].form[1:])
    return Phrase(tuple(tokens))


def tidy(whole: Phrase) -> Phrase:
    """The phrase without a comma before another, or before a full stop."""
    forms = [token.form for token in whole.tokens]
    dropped = {i for i, (form, after) in enumerate(pairwise(forms)) if form == "," and after in {",", "."}}
    heads = {token.head for token in whole.tokens}
    kept = [i for i in range(len(forms)) if i not in dropped or i in heads]
    place = {old: new for new, old in enumerate(kept)}
    return Phrase(tuple(replace(whole.tokens[i], head=place.get(whole.tokens[i].head, -1)) for i in kept))


def quoted(said: Phrase, marks: tuple[str, str] | None, closing: str = "") -> Phrase:
    """Content in marks, with the mark of its end inside, outside for British single marks or where there are none."""
    end = word(closing, closing, "PUNCT", closing) if closing else None
    parts = [("", said)]
    if end:
        parts.append(("punct", end))
    if marks:
        opening, shut = (word(mark, '"', "PUNCT", tag) for mark, tag in zip(marks, ("``", "''"), strict=True))
        parts = [("punct", opening), *parts, ("punct", shut)]
        if marks[0] == "‘" and end:
            parts[-2:] = reversed(parts[-2:])
        return attached(1, parts)
    return attached(0, parts)


def full_stop(clause: Phrase, *extra: tuple[str, Phrase]) -> Phrase:
    """The clause, its adjuncts and a full stop."""
    return attached(0, [("", clause), *extra, ("punct", word(".", ".", "PUNCT", "."))])


def maybe(kind: str, rng: random.Random, chance: float) -> list[tuple[str, Phrase]]:
    """Perhaps one adjunct of a kind, with the relation it carries."""
    return [("", phrase(kind, rng))] if rng.random() < chance else []


def content(sentence: Sentence) -> Phrase | None:
    """A treebank statement without its full stop, or None where it is not a plain statement."""
    tokens = sentence.tokens
    if not (sentence.has_tree and 4 <= len(tokens) <= 40 and tokens[-1].form == "." and tokens[-2].form != '"'):
        return None
    root = next(i for i, token in enumerate(tokens) if token.head < 0)
    subjects = [token for token in tokens if token.head == root and token.deprel.split(":")[0] == "nsubj"]
    quoted = any(token.form in {'"', "“", "”", "''", "``", ":", ";"} for token in tokens)
    begins_loosely = tokens[0].upos in {"CCONJ", "INTJ", "PUNCT", "X", "SYM"}
    if (
        not subjects
        or quoted
        or begins_loosely
        or tokens[root].upos not in {"VERB", "ADJ", "NOUN"}
        or tokens[-1].head != root
    ):
        return None
    first = tokens[0]
    if first.form != "I" and first.upos != "PROPN" and first.form[1:].islower():
        first = replace(first, form=first.form[:1].lower() + first.form[1:])
    elif first.form == "A":
        first = replace(first, form="a")
    kept = (first, *tokens[1:-1])
    if not sentence.has_names:
        kept = tuple(replace(t, name=UNKNOWN) if t.form[:1].isupper() else t for t in kept)
    return Phrase(kept)
