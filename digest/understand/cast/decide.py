"""Whom does a place mean? A conditional logit over all who may be meant, "somebody new" and "open".

The weights (`weights.json`) are fitted by training/cast_fit.py; they hold no text but the names of general signs.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from digest.understand.cast.scene import OPEN, Choice, Option
from digest.understand.cast.signs import Slot


@cache
def weights() -> Mapping[str, float]:
    """The shipped weights."""
    loaded: Mapping[str, float] = json.loads(
        resources.files("digest.understand.cast").joinpath("weights.json").read_text("utf-8")
    )
    return loaded


class Logit:
    """Chooses by the summed weights of the signs (McFadden 1974)."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table

    def __call__(self, _slot: Slot, options: Sequence[Option]) -> Choice:
        """The likeliest option."""
        scores = [sum(self._table.get(sign, 0.0) for sign in option.signs) for option in options]
        most = max(scores)
        shares = [math.exp(score - most) for score in scores]
        total = sum(shares)
        ranked = sorted(range(len(options)), key=lambda i: (-shares[i], i))
        rivals = [i for i in ranked[1:] if options[i].member != OPEN]
        rival = shares[rivals[0]] / total if rivals else 0.0
        return Choice(options[ranked[0]].member, shares[ranked[0]] / total, rival)
