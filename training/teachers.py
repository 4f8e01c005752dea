"""What an ensemble of trained parsers says of each sentence, for one smaller or better parser to learn.

Distillation as in Hinton, Vinyals & Dean (2015), and for parsers Kuncoro et al. (2016): the student learns the teachers' mean
probabilities beside the gold trees; of text without trees (WikiGold) it learns theirs alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from training.batches import IGNORED, Batch, Vocabulary, batch, batches
from training.network import Parser, Sizes
from training.treebank import Sentence


@dataclass(frozen=True, slots=True)
class Lesson:
    """Mean probabilities of n words, float16: heads [n, n + 1] (root last), relations to `heads` [n, R], tags and names."""

    arcs: Tensor
    heads: Tensor  # int64[n], n for the root: the gold heads, or the teachers' where there are none
    relations: Tensor
    upos: Tensor
    names: Tensor


def load(path: Path) -> Parser:
    """A parser that `train.py` saved."""
    saved = torch.load(path)
    model = Parser(Sizes(**saved["sizes"]))
    model.load_state_dict(saved["weights"])
    return model.eval()


@torch.no_grad()
def lessons(
    teachers: Sequence[Parser], sentences: Sequence[Sentence], vocabulary: Vocabulary
) -> tuple[list[Sentence], list[Lesson]]:
    """The sentences, numbered, and the lesson of each number."""
    numbered = [replace(sentence, lesson=number) for number, sentence in enumerate(sentences)]
    found: dict[int, Lesson] = {}
    for group in batches(numbered, 3000, None):
        given = batch(group, vocabulary, None)
        encoded = [t.encode(given.rows, given.unique, given.mask, given.backwards) for t in teachers]
        arcs = _mean([t.arcs(x, given.mask) for t, (_, x) in zip(teachers, encoded, strict=True)])  # [B, T, T + 1]
        heads = torch.where(given.heads == IGNORED, arcs.argmax(-1).t(), given.heads)
        relations = _mean([t.relations(x, heads) for t, (_, x) in zip(teachers, encoded, strict=True)])
        upos = _mean([t.upos(early) for t, (early, _) in zip(teachers, encoded, strict=True)])
        names = _mean([t.name_scores(x) for t, (_, x) in zip(teachers, encoded, strict=True)])
        length = len(given.rows)
        for b, sentence in enumerate(group):
            n = len(sentence.tokens)
            own = torch.cat([arcs[b, :n, :n], arcs[b, :n, length:]], -1)
            to = torch.where(heads[:n, b] == length, n, heads[:n, b])
            half = torch.float16
            found[sentence.lesson] = Lesson(
                own.to(half), to, relations[:n, b].to(half), upos[:n, b].to(half), names[:n, b].to(half)
            )
    return numbered, [found[number] for number in range(len(numbered))]


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([s.softmax(-1) for s in scores]).mean(0)


def lost(
    scores: tuple[Tensor, Tensor, Tensor, Tensor], given: Batch, sentences: Sequence[Sentence], said: Sequence[Lesson]
) -> Tensor:
    """Cross entropy with the teachers, of scores of heads [B, T, T + 1], relations, tags and names [T, B, …]."""
    arcs, relations, upos, names = scores
    length = len(given.rows)
    total = torch.zeros(())
    words = 0
    targets = [torch.zeros(table.shape) for table in (arcs, relations, upos, names)]
    for b, sentence in enumerate(sentences):
        if sentence.lesson < 0:
            continue
        lesson = said[sentence.lesson]
        n = len(sentence.tokens)
        words += n
        targets[0][b, :n, :n] = lesson.arcs[:, :n]
        targets[0][b, :n, length] = lesson.arcs[:, n]
        for target, table in zip(targets[1:], (lesson.relations, lesson.upos, lesson.names), strict=True):
            target[:n, b] = table
    for table, target in zip((arcs, relations, upos, names), targets, strict=True):
        total = total - (table.log_softmax(-1) * target).sum() / max(1, words)
    return total


def heads_of(given: Batch, sentences: Sequence[Sentence], said: Sequence[Lesson]) -> Tensor:
    """The heads int64[T, B] that relations are asked for: the gold ones, or else the teachers'."""
    heads = given.heads.clone()
    for b, sentence in enumerate(sentences):
        if not sentence.has_tree and sentence.lesson >= 0:
            to = said[sentence.lesson].heads
            heads[: len(to), b] = torch.where(to == len(to), len(heads), to)
    return heads.clamp(min=0)
