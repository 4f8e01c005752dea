"""Everything that anyone said in an article: where, how, and who.

marks → direct speech → candidates of reported speech → the likely ones → who speaks → pieces grouped
"""

from collections.abc import Sequence

from digest.model import Article, Quote, Sentence, Span
from digest.understand.quotes import direct, pieces, reported, turns, weights
from digest.understand.quotes.ground import Ground
from digest.understand.syntax import Tree


def find(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], names: turns.Who) -> tuple[Quote, ...]:
    """The quotes of an article in reading order; each a contiguous stretch of its text."""
    ground = Ground(article, sentences, trees)
    spoken = direct.find(ground)
    taken = tuple(Span(d.stretch.start, d.stretch.end) for d in spoken)
    said = weights.choose(reported.find(ground, taken))
    return pieces.quotes(ground, spoken, said, names)
