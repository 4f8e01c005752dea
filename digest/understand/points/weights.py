"""The fitted weights: small networks of one hidden layer for probabilities, plain sums for the score of a set."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Perceptron:
    """y = x·direct + relu(x·inner + bias)·outer + level, over x standardised by `mean` and `scale`.

    Shapes: mean, scale [d]; direct [d, k]; inner [d, h]; bias [h]; outer [h, k]; level [k].
    """

    mean: Floats
    scale: Floats
    direct: Floats
    inner: Floats
    bias: Floats
    outer: Floats
    level: Floats

    def __call__(self, rows: Floats) -> Floats:
        """float32[n, k] for float32[n, d]."""
        x = (rows - self.mean) / self.scale
        out = x @ self.direct + np.maximum(x @ self.inner + self.bias, 0) @ self.outer + self.level
        return out.astype(np.float32)


def sigmoid(x: Floats) -> Floats:
    """Probabilities for log-odds."""
    return (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Weights:
    """What training/points_fit.py fits.

    `words`, `again` and `pairs` give probabilities. `sets` float32[32], `word_worth` float32[stem feature, 2] and
    `pair_worth` float32[pair feature] are factors of a sum: the score of a set.
    """

    words: Perceptron
    again: Perceptron
    pairs: Perceptron
    sets: Floats
    word_worth: Floats
    pair_worth: Floats


def weights(values: Mapping[str, Any]) -> Weights:
    """The weights that plain lists of numbers describe."""
    words, again, pairs = (_perceptron(values[name]) for name in ("words", "again", "pairs"))
    sets, word_worth, pair_worth = (np.array(values[name], np.float32) for name in ("sets", "word_worth", "pair_worth"))
    return Weights(words, again, pairs, sets, word_worth, pair_worth)


def _perceptron(values: Mapping[str, Sequence[Any]]) -> Perceptron:
    return Perceptron(**{name: np.array(value, np.float32) for name, value in values.items()})


@cache
def fitted() -> Weights:
    """The weights as training/points_fit.py left them."""
    return weights(json.loads(WEIGHTS.read_text("utf-8")))
