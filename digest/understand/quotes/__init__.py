"""Everything that anyone said in an article: where, how, and who.

answers of an interview; marks → direct speech → candidates of reported speech → the likely ones → who speaks → pieces grouped
"""

from collections.abc import Sequence

from digest.model import Quote, Span
from digest.understand.quotes import answers, direct, pieces, reported, weights
from digest.understand.quotes.ground import Ground, Ordered
from digest.understand.quotes.pieces import Piece


def heard(ground: Ground) -> Sequence[Piece]:
    """The pieces of speech of an article in reading order, each with the words beside it that say who speaks."""
    answered = answers.find(ground)
    own = Ordered([a.span for a in answered])
    marked = direct.find(ground)
    spoken = [d for d in marked if not own.between(d.stretch.start, d.stretch.end)]
    taken = tuple(sorted(Span(s.start, s.end) for s in [*(d.stretch for d in spoken), *(a.span for a in answered)]))
    said = weights.choose(reported.find(ground, taken))
    told = [
        d
        for d in marked
        if d.attribution
        and own.between(d.stretch.start, d.stretch.end)
        and d.stretch.inner(ground.text)[-1:] in ".,?!…"  # a sentence within an answer; a phrase is the answer's own
    ]
    return pieces.pieces(ground, spoken, said, answered, [*direct.nested(ground), *told])


def find(ground: Ground, found: Sequence[Piece], speakers: Sequence[pieces.Heard]) -> tuple[Quote, ...]:
    """The quotes of an article in reading order; each a contiguous stretch of its text."""
    return pieces.quotes(ground, found, speakers)
