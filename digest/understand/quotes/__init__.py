"""Everything that anyone said in an article: where, how, and who.

answers of an interview; marks → direct speech → candidates of reported speech → the likely ones → who speaks → pieces grouped
"""

from collections.abc import Sequence

from digest.model import Quote, Span
from digest.understand.quotes import direct, pieces, reported, weights
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.pieces import Piece


def heard(ground: Ground) -> Sequence[Piece]:
    """The pieces of speech of an article in reading order, each with the words beside it that say who speaks."""
    spoken = direct.find(ground)
    taken = tuple(sorted(Span(d.stretch.start, d.stretch.end) for d in spoken))
    said = weights.choose(reported.find(ground, taken))
    return pieces.pieces(ground, spoken, said)


def find(ground: Ground, found: Sequence[Piece], speakers: Sequence[pieces.Heard]) -> tuple[Quote, ...]:
    """The quotes of an article in reading order; each a contiguous stretch of its text."""
    return pieces.quotes(ground, found, speakers)
