"""Which blocks of a page are the article: a small network looks at each block, then again with its neighbours in view.

Its weights were fitted to annotated pages by training/pages.py; it knows features of mark-up and text, no site and no word
but those in `features`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digest.read.page import context, features
from digest.read.page.walk import Piece

_WEIGHTS = Path(__file__).with_name("body.npz")
_KEEP = 0.5
_LOOK = 0.35  # a block of a page of which nothing reaches _KEEP
_LIMIT = 4_000  # blocks; what comes after them is a list of something else

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Network:
    """One hidden layer: standardise, multiply, rectify, multiply, squash."""

    mean: Vector
    scale: Vector
    inner: Vector
    inner_bias: Vector
    outer: Vector
    outer_bias: Vector

    def __call__(self, rows: Vector) -> Vector:
        """The probability of each row."""
        hidden = np.maximum(0, np.clip((rows - self.mean) / self.scale, -5, 5) @ self.inner + self.inner_bias)
        logits = np.clip(hidden @ self.outer + self.outer_bias, -30, 30).ravel()
        probabilities: Vector = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return probabilities


@cache
def _networks() -> tuple[_Network, _Network]:
    with np.load(_WEIGHTS) as stored:
        names = ("mean", "scale", "inner", "inner_bias", "outer", "outer_bias")
        first, second = (
            _Network(*(stored[f"{look}_{n}"].astype(np.float32) for n in names)) for look in ("first", "second")
        )
    return first, second


def choose(pieces: Sequence[Piece], title: str, stated: str, deck: str) -> list[bool]:
    """Which pieces belong to the article. `stated` is the body JSON-LD gives, `deck` the description."""
    shown = pieces[:_LIMIT]
    if not shown:
        return []
    first, second = _networks()
    rows = features.around(features.matrix(shown, title, stated, deck), shown)
    sure = second(context.matrix(shown, first(rows), rows))
    keep = _KEEP if (sure > _KEEP).any() else _LOOK
    return [bool(p > keep) for p in sure] + [False] * (len(pieces) - len(shown))
