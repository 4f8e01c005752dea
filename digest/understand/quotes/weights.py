"""Which candidates are reported speech: a conditional logit over a few hundred general features.

The weights (`weights.json`) are fitted by training/quotes_fit.py; they hold no text but cue verbs of general English.
"""

import json
import math
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from digest.model import Holders, Span
from digest.understand.quotes.reported import Candidate

# Content in a clause of its own is as a rule speech; the object of a verb ("dismissed the report") must be likelier.
_CLAUSAL = frozenset({"behind-ccomp", "behind-parataxis", "before", "according", "colon"})
CLAUSAL, OTHER = 0.5, 0.65
SURE = 0.85  # so likely a statement holds one within it


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


def score(candidate: Candidate, weights: Mapping[str, float]) -> float:
    """The summed weights of its features; 0 is the score of "no speech"."""
    return weights.get("bias", 0.0) + sum(weights.get(feature, 0.0) for feature in candidate.features)


def choose(candidates: Iterable[Candidate], weights: Mapping[str, float] | None = None) -> list[Scored]:
    """The best reading of each cue that is likely to report speech; where two overlap the one that holds the other's cue, else the likelier; in reading order.

    A conditional logit (McFadden 1974): the readings of a cue and "no speech" share one probability.
    """
    weights = _weights() if weights is None else weights
    cues: dict[tuple[int, int], list[tuple[float, Candidate]]] = {}
    for candidate in candidates:
        if candidate.span.end - candidate.span.start > 2:
            cues.setdefault((candidate.cue.start, candidate.cue.end), []).append(
                (min(30.0, score(candidate, weights)), candidate)
            )
    scored = []
    for readings in cues.values():
        total = sum(math.exp(s) for s, _ in readings)
        best = max(readings, key=lambda r: (r[0], r[1].span.end, r[1].span.start))
        scored.append(Scored(best[1], total / (1 + total)))
    likely = [s for s in scored if s.likely >= (CLAUSAL if s.candidate.shape in _CLAUSAL else OTHER)]
    said = Holders(piece for one in likely if one.likely >= SURE for piece in one.candidate.pieces)
    chosen: list[Scored] = []
    taken: list[Span] = []  # the pieces of the chosen, in order and apart from each other
    for one in sorted(likely, key=lambda s: (said.hold(s.candidate.cue), -s.likely, s.candidate.span, s.candidate.cue)):
        if not any(_meets(piece, taken) for piece in one.candidate.pieces):
            chosen.append(one)
            for piece in one.candidate.pieces:
                insort(taken, piece)
    return sorted(chosen, key=lambda s: s.candidate.span)


def _meets(piece: Span, taken: Sequence[Span]) -> bool:
    """Whether a piece shares a character with one of others in order, of which two neighbours at most overlap."""
    before = bisect_left(taken, piece.end, key=lambda other: other.start)
    return any(other.meets(piece) for other in taken[max(0, before - 2) : before])
