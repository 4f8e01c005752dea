"""An Article becomes a Reading: one question after the other, each answered in a file of its own.

No setting of the owner counts here, so that a changed setting makes no article read anew: how many points are shown and
what its topics are called is asked afterwards (`points.pick`, `topics.find`).
"""

from digest.model import Article, Reading
from digest.parser import sentences, syntax
from digest.understand import figures, headline, names, points, quotes, timeline

AT_LEAST, AT_MOST = 3, 6  # key points of a summary where the owner sets nothing


def understand(article: Article) -> Reading:
    """Reads an article; pure, and the same for the same words on any machine."""
    found = sentences.sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    who = names.find(article, found, trees)
    said = quotes.find(article, found, trees, who)
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
