"""An Article becomes a Reading: one question after the other, each answered in a file of its own."""

from dataclasses import dataclass

from digest.model import Article, Entity, Reading, Span
from digest.understand import headline, points, quotes, sentences, syntax, topics
from digest.understand.topics import Taxonomy


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner may set about the reading: how many key points a summary has, and the taxonomy of topics."""

    at_least: int = 3
    at_most: int = 6
    owned: Taxonomy = topics.taxonomy({})  # noqa: RUF009 - frozen: one empty taxonomy for all


class _Nobody:
    """Knows no names."""

    def who(self, span: Span) -> Entity | None:
        """Nobody."""


def understand(article: Article, options: Options = Options()) -> Reading:
    """Reads an article; pure, and the same for the same words on any machine."""
    found = sentences.sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    said = quotes.find(article, found, trees, _Nobody())
    chosen = points.choose(article, found, trees, None, said, at_least=options.at_least, at_most=options.at_most)
    title, deck, made = headline.make(article, found, trees, chosen)
    return Reading(
        article=article,
        sentences=found,
        headline=title or article.path,
        deck=deck,
        made=made,
        key_points=chosen,
        quotes=said,
        entities=(),
        figures=(),
        timeline=(),
        topics=topics.find(article, found, options.owned),
    )
