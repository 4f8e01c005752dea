"""Everything that anyone said in an article: where, how, and who.

answers of an interview; marks → direct speech → candidates of reported speech → the likely ones → who speaks → pieces grouped
"""

from collections.abc import Sequence

from digest.model import Article, Quote, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.quotes import answers, direct, pieces, reported, turns, weights
from digest.understand.quotes.ground import Ground, Ordered


def find(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree], names: turns.Who) -> tuple[Quote, ...]:
    """The quotes of an article in reading order; each a contiguous stretch of its text."""
    ground = Ground(article, sentences, trees)
    answered = answers.find(ground, names)
    own = Ordered([a.span for a in answered])
    spoken = [d for d in direct.find(ground) if not own.between(d.stretch.start, d.stretch.end)]
    taken = tuple(
        sorted(Span(one.start, one.end) for one in [*(d.stretch for d in spoken), *(a.span for a in answered)])
    )
    said = weights.choose(reported.find(ground, taken))
    return pieces.quotes(ground, spoken, said, names, answered)
