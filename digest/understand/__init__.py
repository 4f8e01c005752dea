"""An Article becomes a Reading: one question after the other, each answered in a file of its own."""

from dataclasses import dataclass

from digest.model import Article, Reading
from digest.parser import sentences, syntax
from digest.understand import figures, headline, names, points, quotes, timeline, topics
from digest.understand.topics import Taxonomy


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner may set about the reading: how many key points a summary has, and the taxonomy of topics."""

    at_least: int = 3
    at_most: int = 6
    owned: Taxonomy = topics.taxonomy({})  # noqa: RUF009 - frozen: one empty taxonomy for all


def understand(article: Article, options: Options = Options()) -> Reading:
    """Reads an article; pure, and the same for the same words on any machine."""
    found = sentences.sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    who = names.find(article, found, trees)
    said = quotes.find(article, found, trees, who)
    chosen = points.choose(article, found, trees, who, said, at_least=options.at_least, at_most=options.at_most)
    title, deck, made = headline.make(article, found, trees, chosen)
    return Reading(
        article=article,
        sentences=found,
        trees=tuple(trees),
        headline=title or article.path,
        deck=deck,
        made=made,
        key_points=chosen.points,
        quotes=said,
        entities=who.entities,
        figures=figures.find(article, found, trees, chosen.points, said),
        timeline=timeline.find(article, found, trees),
        topics=topics.find(article, found, options.owned),
    )
