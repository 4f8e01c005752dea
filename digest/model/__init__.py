"""The nouns of the program: values that never change, from the file that came in to the page that goes out.

    bytes → Source → Article → Reading → summary file → Page

Offsets count Unicode code points of `Article.text`. Dates are ISO 8601 text ("2026-09-14", "2026-09", "2026"),
languages BCP 47, currencies ISO 4217. Nothing here reads a file, a clock or the network.
"""

from digest.model.addresses import web
from digest.model.article import DECIMAL_COMMA, PROSE, Article, Block, BlockKind, Metadata, Post, Source
from digest.model.reading import (
    REVIEW_BELOW,
    Entity,
    EntityKind,
    Event,
    Figure,
    KeyPoint,
    Quote,
    QuoteKind,
    Ranked,
    Reading,
    Resolution,
    Sentence,
    Speaker,
    Tree,
    Word,
)
from digest.model.spans import Holders, Mention, Span
from digest.model.summary import Page, Static, Summary, Verdict

__all__ = [
    "DECIMAL_COMMA",
    "PROSE",
    "REVIEW_BELOW",
    "Article",
    "Block",
    "BlockKind",
    "Entity",
    "EntityKind",
    "Event",
    "Figure",
    "Holders",
    "KeyPoint",
    "Mention",
    "Metadata",
    "Page",
    "Post",
    "Quote",
    "QuoteKind",
    "Ranked",
    "Reading",
    "Resolution",
    "Sentence",
    "Source",
    "Span",
    "Speaker",
    "Static",
    "Summary",
    "Tree",
    "Verdict",
    "Word",
    "web",
]
