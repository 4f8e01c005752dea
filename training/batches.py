"""Sentences to tensors."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from digest.parser import features
from training.treebank import Sentence

IGNORED = -100
NAMES = ("O", *(f"{begin}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for begin in "BI"))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the numbers of the network stand for."""

    words: dict[str, int]
    letters: dict[str, int]
    relations: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    counts: dict[int, int]


def vocabulary(sentences: Sequence[Sentence], fewest: int = 2) -> Vocabulary:
    """Words seen `fewest` times or more, letters seen ten times, relations seen five times."""
    words = Counter(features.normal(token.form).lower() for s in sentences for token in s.tokens)
    letters = Counter(letter for s in sentences for token in s.tokens for letter in features.normal(token.form))
    trees = [s for s in sentences if s.has_tree]
    relations = Counter(token.deprel for s in trees for token in s.tokens)
    kept = sorted(word for word, count in words.items() if count >= fewest)
    spelled = sorted(letter for letter, count in letters.items() if count >= 10)
    return Vocabulary(
        words={word: i + 1 for i, word in enumerate(kept)},
        letters={letter: i + features.FIRST_LETTER for i, letter in enumerate(spelled)},
        relations=tuple(sorted(r for r, count in relations.items() if count >= 5)),
        upos=tuple(sorted({token.upos for s in trees for token in s.tokens})),
        xpos=tuple(sorted({token.xpos for s in trees for token in s.tokens})),
        counts={i + 1: words[word] for i, word in enumerate(kept)},
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """T words of B sentences. Targets are int64[T, B]; `heads` has T for the root; unknown targets are `IGNORED`."""

    unique: Tensor  # int64[U, COLUMNS]
    rows: Tensor  # int64[T, B]
    mask: Tensor  # float[T, B, 1]
    backwards: Tensor  # int64[T, B, 1]
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    no_misc: Tensor  # bool[B]
    has_tree: bool


def batch(sentences: Sequence[Sentence], vocabulary: Vocabulary, rng: random.Random | None) -> Batch:
    """A batch; with `rng`, rare words are read as unknown now and then, so that unknown words are learned."""
    length, size = max(len(s.tokens) for s in sentences), len(sentences)
    number: dict[tuple[str, bool], int] = {}
    rows = torch.zeros(length, size, dtype=torch.long)
    mask = torch.zeros(length, size, 1)
    backwards = torch.arange(length).view(-1, 1, 1).repeat(1, size, 1)
    targets = torch.full((5, length, size), IGNORED)
    upos = {tag: i for i, tag in enumerate(vocabulary.upos)}
    xpos = {tag: i for i, tag in enumerate(vocabulary.xpos)}
    relations = {tag: i for i, tag in enumerate(vocabulary.relations)}
    names = {tag: i for i, tag in enumerate(NAMES)}
    for b, sentence in enumerate(sentences):
        n = len(sentence.tokens)
        mask[:n, b] = 1
        backwards[:n, b, 0] = torch.arange(n - 1, -1, -1)
        keys = []
        for token in sentence.tokens:
            forget = False
            if rng is not None:
                seen = vocabulary.counts.get(vocabulary.words.get(features.normal(token.form).lower(), 0), 0)
                forget = rng.random() < 0.8 / (0.8 + seen) if seen else False
            keys.append(number.setdefault((token.form, forget), len(number)))
        rows[:n, b] = torch.tensor(keys)
        if sentence.has_tree:
            targets[0, :n, b] = torch.tensor([upos.get(token.upos, IGNORED) for token in sentence.tokens])
            targets[1, :n, b] = torch.tensor([xpos.get(token.xpos, IGNORED) for token in sentence.tokens])
            targets[2, :n, b] = torch.tensor([token.head if token.head >= 0 else length for token in sentence.tokens])
            targets[3, :n, b] = torch.tensor(
                [
                    relations.get(token.deprel, relations.get(token.deprel.split(":")[0], IGNORED))
                    for token in sentence.tokens
                ]
            )
        if sentence.has_names:
            targets[4, :n, b] = torch.tensor([names.get(token.name, IGNORED) for token in sentence.tokens])
    unique = torch.from_numpy(features.table([form for form, _ in number], vocabulary.words, vocabulary.letters)).long()
    forgotten = torch.tensor([forget for _, forget in number])
    unique[forgotten, features.WORD] = features.UNKNOWN_WORD
    return Batch(
        unique,
        rows,
        mask,
        backwards,
        *targets,
        no_misc=torch.tensor([not s.has_misc for s in sentences]),
        has_tree=sentences[0].has_tree,
    )


def batches(sentences: Iterable[Sentence], words: int, rng: random.Random | None) -> Iterator[list[Sentence]]:
    """Groups of sentences of like length, some `words` words each, in random order if `rng` is given."""
    groups: list[list[Sentence]] = []
    for has_tree in (True, False):
        chosen = [s for s in sentences if s.has_tree == has_tree]
        jitter = (lambda s: len(s.tokens) * (0.9 + 0.2 * rng.random())) if rng else (lambda s: len(s.tokens))
        group: list[Sentence] = []
        for sentence in sorted(chosen, key=jitter):
            if group and (len(group) + 1) * len(sentence.tokens) > words:
                groups.append(group)
                group = []
            group.append(sentence)
        if group:
            groups.append(group)
    if rng:
        rng.shuffle(groups)
    yield from groups
