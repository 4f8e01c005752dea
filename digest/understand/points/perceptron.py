"""The fitted weights, and the small networks that they are: one hidden layer each, evaluated with NumPy."""

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


def perceptron(values: Mapping[str, Sequence[Any]]) -> Perceptron:
    """The network that plain lists of numbers describe."""
    arrays = {name: np.array(value, np.float32) for name, value in values.items()}
    return Perceptron(**arrays)


@cache
def fitted(name: str) -> Perceptron:
    """The network `name` ("words", "pairs", "sets", "word_worth" or "pair_worth") as training/points_fit.py left it."""
    return perceptron(json.loads(WEIGHTS.read_text("utf-8"))[name])
