"""Which candidates are reported speech: a logistic regression over a few hundred general features.

The weights (`weights.json`) are fitted by training/quotes_fit.py; they hold no text but cue verbs of general English.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from digest.model import Span
from digest.understand.quotes.reported import Candidate

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate and how likely it is speech, 0 to 1."""

    candidate: Candidate
    likely: float


@cache
def _weights() -> Mapping[str, float]:
    loaded: Mapping[str, float] = json.loads(
        resources.files("digest.understand.quotes").joinpath("weights.json").read_text("utf-8")
    )
    return loaded


def likelihood(candidate: Candidate, weights: Mapping[str, float]) -> float:
    """The logistic function of the summed weights of its features."""
    total = weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in candidate.features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def choose(
    candidates: Iterable[Candidate], weights: Mapping[str, float] | None = None, threshold: float = THRESHOLD
) -> list[Scored]:
    """The likely ones that do not overlap, the likeliest first where they compete; in reading order."""
    weights = _weights() if weights is None else weights
    scored = [Scored(c, likelihood(c, weights)) for c in candidates if c.span.end - c.span.start > 2]
    chosen: list[Scored] = []
    for one in sorted(scored, key=lambda s: (-s.likely, s.candidate.span, s.candidate.cue)):
        if one.likely < threshold:
            break
        if not any(one.candidate.span.meets(other.candidate.span) for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda s: s.candidate.span)


def inside(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span lies in one of the others."""
    return any(other.holds(span) for other in others)
