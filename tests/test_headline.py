"""Headline and deck: kept when given, else pieces of the lead."""

import re
from dataclasses import replace

import pytest

from digest.extract import extract
from digest.model import Article, Source
from digest.understand import headline, points, syntax
from digest.understand.sentences import sentences

STORY = """The mayor of Port Alder, Ida Moe, closed the old ferry on Monday after a survey found rust in its hull, a blow to the two hundred islanders who cross the sound to work every day.

"I had no choice," Moe said. The ferry has run since 1931.

Islanders will have to use a small boat until the new ship arrives in May. The council has set aside 400,000 crowns for it.
"""


def words_in_order(part: str, whole: str) -> bool:
    """Whether the words of `part` stand in `whole` in this order, words between them left out."""
    left = iter(re.findall(r"\w+", whole.lower()))
    return all(word in left for word in re.findall(r"\w+", part.lower()))


def made(text: str, **fields) -> tuple[str, str, tuple[str, ...]]:
    """Headline, deck and what was made, for a text."""
    article: Article = replace(extract(Source("a.txt", "", text)), **fields)
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found])
    chosen = points.choose(article, found, trees, None, ())
    return headline.make(article, found, trees, chosen)


def test_what_the_article_has_is_kept():
    """A headline and a deck that are given stay as they are."""
    given = made(STORY, title="Ferry closed!", deck="Rust in the hull.")
    assert given == ("Ferry closed!", "Rust in the hull.", ())


def test_a_headline_is_a_piece_of_the_lead():
    """A made headline has at most 90 characters, no full stop, and all its words stand in the first sentence in order."""
    title, _, what = made(STORY, title="")
    assert what == ("title", "deck")
    assert len(title) <= 90
    assert not title.endswith(".")
    assert words_in_order(title, STORY.partition("\n")[0])
    assert "ferry" in title


def test_a_deck_says_something_else():
    """A made deck has at most 160 characters and is another sentence than the headline's."""
    title, deck, _ = made(STORY, title="")
    assert 0 < len(deck) <= 160
    assert words_in_order(deck, STORY)
    assert title not in deck


@pytest.mark.parametrize(
    ("lead", "lost"),
    [
        (
            "The council will not close the ferry that links Port Alder with the islands of the northern sound in May.",
            "not",
        ),
        (
            "The captain allegedly sold the spare engine of the ferry that links Port Alder with the islands to a dealer.",
            "allegedly",
        ),
        (
            "The ferry that links Port Alder with the northern islands and the lighthouse will close if the council agrees.",
            "if",
        ),
        (
            "The ferry that links Port Alder with the northern islands and the lighthouse is unsafe, the captain said.",
            "said",
        ),
    ],
)
def test_a_headline_never_loses_what_turns_its_claim(lead, lost):
    """Negation, hedge, condition and attribution survive, or the headline shows by an ellipsis that it was cut."""
    title, _, _ = made(lead, title="", deck="x")
    assert lost in title.split() or title.endswith("…")


@pytest.mark.parametrize("text", ["", "?", "Word", "a " * 500, "“" * 50])
def test_any_text_gets_a_headline_of_its_own_words(text):
    """Texts that are no articles get a short headline or an empty one, and no error."""
    title, _, _ = made(text, title="")
    assert len(title) <= 90
