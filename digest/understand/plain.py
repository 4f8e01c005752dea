"""A text in a language that the program does not read: what is certain in any language, and nothing by English rules.

Its points are its first paragraphs, word for word and whole: where a sentence ends is a rule of a language too.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from digest.model import Article, BlockKind, KeyPoint, Ranked, Reading, Sentence, Span
from digest.understand.points import pick

_LONGEST = 60  # words of a paragraph that is still a point
_MOST = 12  # paragraphs looked at: the news comes first


def reading(article: Article, sentences: Sequence[Sentence], at_least: int, at_most: int) -> Reading:
    """Title and deck as the article has them, and its first paragraphs; no quotes, names, figures or dates."""
    points = tuple(_points(article, sentences))
    # Of two sets the smaller is the better one, so that an owner gets as many points as they want at least.
    sets = tuple((float(-size), tuple(range(size))) for size in range(1, len(points) + 1))
    ranked = Ranked(points, sets, article.words)
    return Reading(
        article=article, sentences=tuple(sentences), trees=tuple(() for _ in sentences),
        headline=article.title or article.path, deck=article.deck, made=() if article.title else ("title",),
        ranked=ranked, key_points=tuple(points[at] for at in pick(sets, ranked.words, at_least, at_most)),
        quotes=(), entities=(), figures=(), timeline=(),
    )  # fmt: skip


def _points(article: Article, sentences: Sequence[Sentence]) -> Iterator[KeyPoint]:
    paragraphs = (block for block in article.blocks if block.kind is BlockKind.PARAGRAPH)
    for block in islice(paragraphs, _MOST):
        start = block.start
        if article.dateline and start == article.dateline.start:  # "BERLIN – " belongs to no sentence
            behind = article.text[article.dateline.end : block.end]
            start = block.end - len(behind.lstrip())
        words = article.text[start : block.end]
        ids = tuple(s.id for s in sentences if block.start <= s.start and s.end <= block.end)
        if ids and 0 < len(words.split()) <= _LONGEST:
            yield KeyPoint(words, (Span(start, block.end),), ids)
