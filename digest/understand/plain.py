"""A text in a language that the program does not read: what is certain in any language, and nothing told by English rules.

Its points are its first paragraphs, word for word and whole: where a sentence ends is a rule of a language too.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from digest.model import Article, BlockKind, KeyPoint, Reading, Sentence, Span

_LONGEST = 60  # words of a paragraph that is still a point
_MOST = 12  # paragraphs looked at: the news comes first


def reading(article: Article, sentences: Sequence[Sentence], topics: tuple[str, ...], *, at_least: int) -> Reading:
    """Title and deck as the article has them, and `at_least` points, where it has so many; no quotes, names, figures or dates."""
    points = tuple(islice(_points(article, sentences), at_least))
    return Reading(
        article=article, sentences=tuple(sentences), trees=tuple(() for _ in sentences),
        headline=article.title or article.path, deck=article.deck, made=() if article.title else ("title",),
        key_points=points, quotes=(), entities=(), figures=(), timeline=(), topics=topics,
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
