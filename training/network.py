"""The network in PyTorch; `digest/parser/network.py` is the same in NumPy.

Words are read by their form, prefix, suffix, shape and letters (a convolution with max-pooling). A convolution of
window three and four bidirectional gated layers put them in context: the gates see only the layer's input, so that the
recurrence is one multiplication and addition a step (SRU, Lei et al. 2018; minGRU, Feng et al. 2024). Arcs are scored by a
biaffine form (Dozat & Manning 2017) with a learned bias for the distance.
"""

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from digest.parser import features

FARTHEST = 24  # words; arcs longer than this share one bias


@dataclass(frozen=True, slots=True)
class Sizes:
    """Widths of the network, in numbers a word."""

    words: int
    letters: int
    relations: int
    upos: int
    xpos: int
    names: int
    word: int = 96
    prefix: int = 48
    suffix: int = 32
    shape: int = 16
    letter: int = 24
    spelling: int = 96
    hidden: int = 256
    layers: int = 4
    arc: int = 192
    relation: int = 192


class Scan(torch.autograd.Function):
    """c[t] = keep[t] * c[t - 1] + new[t] along the first axis, both float[T, B, H]."""

    @staticmethod
    def forward(ctx: Any, keep: Tensor, new: Tensor) -> Tensor:
        """All states."""
        states = new.clone()
        for t in range(1, len(states)):
            states[t].addcmul_(keep[t], states[t - 1])
        ctx.save_for_backward(keep, states)
        return states

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor]:  # type: ignore[override]
        """The same recurrence from the end."""
        keep, states = ctx.saved_tensors
        total = grad.clone()
        for t in range(len(total) - 2, -1, -1):
            total[t].addcmul_(keep[t + 1], total[t + 1])
        of_keep = torch.zeros_like(keep)
        torch.mul(total[1:], states[:-1], out=of_keep[1:])
        return of_keep, total


class Layer(nn.Module):
    """A residual bidirectional gated layer over float[T, B, hidden]."""

    def __init__(self, hidden: int, dropout: float) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(hidden)
        self.near = nn.Parameter(torch.zeros(3, hidden))
        self.gates = nn.Linear(hidden, 3 * hidden)
        self.out = nn.Linear(hidden, hidden)
        self.dropout = dropout
        with torch.no_grad():
            self.near[1] = 1.0
            self.gates.bias[hidden : 2 * hidden] = torch.linspace(-1.0, 2.0, hidden // 2).repeat(2)

    def forward(self, x: Tensor, mask: Tensor, backwards: Tensor) -> Tensor:
        """`mask` float[T, B, 1]; `backwards` int64[T, B, 1] is the position to read at each step of the backward pass."""
        hidden = x.shape[-1]
        u = same_dropout(self.norm(x), self.dropout, self.training) * mask
        u = neighbours(u, self.near)
        new, keep, gate = self.gates(u).split(hidden, dim=-1)
        keep = torch.sigmoid(keep)
        new = (1 - keep) * new
        half = hidden // 2
        turn = backwards.expand(-1, -1, half)
        both = Scan.apply(
            torch.cat([keep[..., :half], keep[..., half:].gather(0, turn)], -1),
            torch.cat([new[..., :half], new[..., half:].gather(0, turn)], -1),
        )
        states = torch.cat([both[..., :half], both[..., half:].gather(0, turn)], -1)
        return x + self.out(same_dropout(states * functional.silu(gate), self.dropout, self.training))


def neighbours(x: Tensor, weights: Tensor) -> Tensor:
    """A convolution of window three, each number by itself: float[T, B, H] with weights float[3, H]."""
    padded = functional.pad(x, (0, 0, 0, 0, 1, 1))
    return weights[0] * padded[:-2] + weights[1] * x + weights[2] * padded[2:]


def same_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Dropout with one mask for all words of a sentence (Gal & Ghahramani 2016)."""
    if not training or rate == 0:
        return x
    return x * (torch.rand(1, *x.shape[1:]) >= rate).to(x.dtype) / (1 - rate)


class Parser(nn.Module):
    """Scores for tags, arcs, relations and names of a batch of sentences."""

    def __init__(self, sizes: Sizes, dropout: float = 0.25) -> None:
        super().__init__()
        self.sizes = sizes
        self.dropout = dropout
        self.word = nn.Embedding(sizes.words, sizes.word)
        self.prefix = nn.Embedding(features.PREFIX_ROWS, sizes.prefix)
        self.suffix = nn.Embedding(features.SUFFIX_ROWS, sizes.suffix)
        self.shape = nn.Embedding(features.SHAPES, sizes.shape)
        self.letter = nn.Embedding(sizes.letters, sizes.letter, padding_idx=0)
        for embedding in (self.word, self.prefix, self.suffix, self.shape):
            nn.init.normal_(embedding.weight, std=0.3)
        self.spelling = nn.Linear(3 * sizes.letter, sizes.spelling)
        self.project = nn.Linear(sizes.word + sizes.prefix + sizes.suffix + sizes.shape + sizes.spelling, sizes.hidden)
        self.window = nn.Linear(3 * sizes.hidden, sizes.hidden)
        self.layers = nn.ModuleList(Layer(sizes.hidden, dropout) for _ in range(sizes.layers))
        self.norm = nn.LayerNorm(sizes.hidden)
        self.tag_norm = nn.LayerNorm(sizes.hidden)
        self.upos = nn.Linear(sizes.hidden, sizes.upos)
        self.xpos = nn.Linear(sizes.hidden, sizes.xpos)
        self.name_hidden = nn.Linear(sizes.hidden, 128)
        self.names = nn.Linear(128, sizes.names)
        self.arc = nn.Linear(sizes.hidden, 2 * sizes.arc)
        self.biaffine = nn.Parameter(torch.randn(sizes.arc, sizes.arc) / sizes.arc)
        self.head_bias = nn.Parameter(torch.zeros(sizes.arc))
        self.distance = nn.Parameter(torch.zeros(2 * FARTHEST + 1))
        self.root = nn.Parameter(torch.zeros(sizes.hidden))
        self.relation = nn.Linear(sizes.hidden, 2 * sizes.relation)
        self.relation_out = nn.Linear(2 * sizes.relation, sizes.relations)

    def spell(self, letters: Tensor) -> Tensor:
        """A vector for each spelling, float[U, spelling], from its letters int64[U, L]."""
        x = self.letter(letters)
        padded = functional.pad(x, (0, 0, 1, 1))
        windows = torch.cat([padded[:, :-2], x, padded[:, 2:]], -1)
        scores = self.spelling(windows).masked_fill((letters == 0).unsqueeze(-1), -1e4)
        return torch.relu(scores.max(1).values)

    def encode(self, rows: Tensor, unique: Tensor, mask: Tensor, backwards: Tensor) -> tuple[Tensor, Tensor]:
        """Words in context, float[T, B, hidden], after two layers and after all.

        `rows` int64[T, B] number the rows of `unique` int64[U, COLUMNS].
        """
        words = torch.cat(
            [
                self.word(unique[:, features.WORD]),
                self.prefix(unique[:, features.PREFIX]),
                self.suffix(unique[:, features.SUFFIX]),
                self.shape(unique[:, features.SHAPE]),
                self.spell(unique[:, features.FIRST_COLUMN_OF_LETTERS :]),
            ],
            -1,
        )
        x = words[rows]
        if self.training:
            x = functional.dropout(x, 0.2)
        x = self.project(x) * mask
        padded = functional.pad(x, (0, 0, 0, 0, 1, 1))
        x = x + torch.relu(self.window(torch.cat([padded[:-2], x, padded[2:]], -1)))
        early = x
        for number, layer in enumerate(self.layers):
            x = layer(x, mask, backwards)
            if number == 1:
                early = x
        return self.tag_norm(early), self.norm(x)

    def arcs(self, x: Tensor, mask: Tensor) -> Tensor:
        """Scores float[B, T, T + 1] of every head of every word; the last column is the root."""
        length, batch, _ = x.shape
        with_root = torch.cat([x, self.root.expand(1, batch, -1)])
        size = self.sizes.arc
        both = functional.leaky_relu(self.arc(with_root), 0.1)
        both = same_dropout(both, self.dropout, self.training)
        dependents, heads = both[:-1, :, :size].transpose(0, 1), both[..., size:].transpose(0, 1)
        scores = dependents @ self.biaffine @ heads.transpose(1, 2) + (heads @ self.head_bias).unsqueeze(1)
        steps = torch.arange(length)
        away = (steps.unsqueeze(0) - steps.unsqueeze(1)).clamp(-FARTHEST, FARTHEST) + FARTHEST
        scores = scores + functional.pad(self.distance[away], (0, 1))
        allowed = functional.pad(mask.squeeze(-1).t(), (0, 1), value=1.0).unsqueeze(1)
        return scores.masked_fill(allowed == 0, -1e4)

    def relations(self, x: Tensor, heads: Tensor) -> Tensor:
        """Scores float[T, B, relations] of the relation of every word to its head int64[T, B] (T is the root)."""
        batch = x.shape[1]
        with_root = torch.cat([x, self.root.expand(1, batch, -1)])
        size = self.sizes.relation
        both = self.relation(with_root)
        chosen = both[..., size:].gather(0, heads.unsqueeze(-1).expand(-1, -1, size))
        dependents = both[:-1, :, :size]
        joint = torch.cat([torch.relu(dependents + chosen), dependents * chosen], -1)
        return self.relation_out(same_dropout(joint, self.dropout, self.training))

    def name_scores(self, x: Tensor) -> Tensor:
        """Scores float[T, B, names] of the name labels."""
        return self.names(functional.dropout(torch.relu(self.name_hidden(x)), self.dropout, self.training))
