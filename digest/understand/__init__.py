"""An Article becomes a Reading: one question after the other, each answered in a file of its own.

No setting of the owner counts here, so that a changed setting makes no article read anew: how many points are shown and
what its topics are called is asked afterwards (`points.pick`, `topics.find`).
"""

from collections.abc import Sequence

from digest.model import Article, Quote, Reading, Sentence, Tree
from digest.parser import language, sentences, syntax
from digest.understand import cast, figures, headline, plain, points, quotes, timeline
from digest.understand.cast import Cast
from digest.understand.quotes.ground import Ground

AT_LEAST, AT_MOST = 3, 6  # key points of a summary where the owner sets nothing


def understand(article: Article) -> Reading:
    """Reads an article; pure, and the same for the same words on any machine."""
    found = sentences.sentences(article)
    if not language.is_english(article.lang):
        return plain.reading(article, found, AT_LEAST, AT_MOST)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    who, said = speech(article, found, trees)
    ranked = points.rank(article, found, trees, who, said)
    chosen = tuple(ranked.points[index] for index in points.pick(ranked.sets, ranked.words, AT_LEAST, AT_MOST))
    title, deck, made = headline.make(article, found, trees, ranked, chosen)
    return Reading(
        article=article,
        sentences=found,
        trees=tuple(trees),
        headline=title or article.path,
        deck=deck,
        made=made,
        ranked=ranked,
        key_points=chosen,
        quotes=said,
        entities=who.entities,
        figures=figures.find(article, found, trees, chosen, said),
        timeline=timeline.find(article, found, trees),
    )


def speech(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> tuple[Cast, tuple[Quote, ...]]:
    """Everyone who acts or speaks, and all that is said; `trees` may be empty, then names alone are found."""
    ground = Ground(article, sentences if trees else (), trees)
    heard = quotes.heard(ground)
    who = cast.find(ground, heard)
    return who, quotes.find(ground, heard, who.speakers)
