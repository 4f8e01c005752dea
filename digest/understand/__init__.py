"""An Article becomes a Reading: one question after the other, each answered in a file of its own."""

from dataclasses import dataclass

from digest.model import Article, Reading
from digest.understand import sentences


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner may set about the reading: how many key points a summary has, at least and at most."""

    at_least: int = 3
    at_most: int = 6


def understand(article: Article, options: Options = Options()) -> Reading:
    """Reads an article; pure, and the same for the same words on any machine."""
    found = sentences.sentences(article)
    return Reading(
        article=article,
        sentences=found,
        headline=article.title or (found[0].of(article.text)[:90] if found else article.path),
        deck=article.deck,
        made=() if article.title else ("title",),
        key_points=(),
        quotes=(),
        entities=(),
        figures=(),
        timeline=(),
        topics=article.tags,
    )
