"""The nouns of the program: values that never change, from the file that came in to the page that goes out.

    bytes → Source → Article → Reading → summary file → Page

Offsets count Unicode code points of `Article.text`. Dates are ISO 8601 text ("2026-09-14", "2026-09", "2026"),
languages BCP 47, currencies ISO 4217. Nothing here reads a file, a clock or the network.
"""

from digest.model.addresses import web
from digest.model.article import PROSE, Article, Block, BlockKind, Metadata, Post, Source
from digest.model.change import Change, Changed, Correction
from digest.model.claim import Claim, ClaimKind
from digest.model.edition import Edition, EditionKind, Item
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
from digest.model.story import Row, Statement, Story, StoryState
from digest.model.summary import Page, Static, Summary, Verdict, approved, decided, held, signed

__all__ = [
    "PROSE",
    "REVIEW_BELOW",
    "Article",
    "Block",
    "BlockKind",
    "Change",
    "Changed",
    "Claim",
    "ClaimKind",
    "Correction",
    "Edition",
    "EditionKind",
    "Entity",
    "EntityKind",
    "Event",
    "Figure",
    "Holders",
    "Item",
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
    "Row",
    "Sentence",
    "Source",
    "Span",
    "Speaker",
    "Statement",
    "Static",
    "Story",
    "StoryState",
    "Summary",
    "Tree",
    "Verdict",
    "Word",
    "approved",
    "decided",
    "held",
    "signed",
    "web",
]
