"""Headline and deck: kept when given, else pieces of the lead; cases as data."""

import re
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from digest.check import claims
from digest.check.ground import Ground
from digest.extract import extract
from digest.model import Article, Ranked, Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.read import read
from digest.understand import headline, points, understand

CASES = Path(__file__).with_name("cases") / "headlines.md"
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
    ranked = points.rank(article, found, trees, None, ())
    chosen = [ranked.points[index] for index in points.pick(ranked.sets, ranked.words, 3, 6)]
    return headline.make(article, found, trees, ranked, chosen)


def test_what_the_article_has_is_kept():
    """A headline and a deck that are given stay as they are."""
    given = made(STORY, title="Ferry closed!", deck="Rust in the hull.")
    assert given == ("Ferry closed!", "Rust in the hull.", ())


def test_a_headline_is_a_piece_of_the_lead():
    """A made headline has at most 90 characters, no full stop, and all its words stand in the first sentence in order."""
    title, _, what = made(STORY, title="")
    assert what[0] == "title"
    assert len(title) <= 90
    assert not title.endswith(".")
    assert words_in_order(title, STORY.partition("\n")[0])
    assert "ferry" in title


def test_a_deck_says_something_else():
    """A made deck has at most 160 characters and is a sentence of the article that neither the title nor a point comes from."""
    fact = "Port Alder has set aside 400,000 crowns for a new harbour wall."
    text = STORY.replace("The council has set aside 400,000 crowns for it.", fact) + "\n".join(
        f"The {place} of Leyton will lend {number} boats to the islanders until the autumn, the council said.\n"
        for number, place in enumerate(("cannery", "shipyard", "school", "customs house", "lifeboat station"), start=2)
    )
    article = replace(extract(Source("a.txt", "", text)), title="")
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found])
    ranked = points.rank(article, found, trees, None, ())
    told = [ranked.points[index] for index in points.pick(ranked.sets, ranked.words, 3, 6)]
    title, deck, what = headline.make(article, found, trees, ranked, told)
    assert what == ("title", "deck")
    assert 0 < len(deck) <= 160
    assert words_in_order(deck, text)
    assert all(deck not in point.text and point.text not in deck for point in told)
    assert title not in deck


@dataclass
class Case:
    """One case of the file."""

    title: str
    lines: list[str] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)


def cases() -> list[Case]:
    """The cases of the file."""
    found: list[Case] = []
    for line in CASES.read_text("utf-8").splitlines():
        key, colon, words = line.partition(":")
        words = words.strip()
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith("> ") and found:
            found[-1].lines.append(line[2:])
        elif found and colon and key in {"headline", "deck", "keeps", "xfail"}:
            found[-1].told[key] = words
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_headline_and_deck_are_those_of_the_case(case, request):
    """Headline and deck come out as the case has them, and what a claim hangs on stays or the title is marked as the lead's first words."""
    if "xfail" in case.told:
        request.applymarker(pytest.mark.xfail(reason=case.told["xfail"], strict=True))
    title, deck, what = made("\n\n".join(case.lines), title="")
    assert title == case.told.get("headline", title)
    assert deck == case.told.get("deck", deck)
    for kept in case.told.get("keeps", "").split("; "):
        assert kept in title or "opening" in what


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_the_check_bears_a_made_headline_out(case):
    """What is made passes the check that holds headlines and decks against the article."""
    text = "\n\n".join(case.lines)
    title, deck, _ = made(text, title="")
    article = replace(extract(Source("a.txt", "", text)), title="")
    for words in filter(None, (title, deck)):
        assert claims.anywhere(words, Ground(article)).verdict.passes


@pytest.mark.parametrize("text", ["", "?", "Word", "a " * 500, "“" * 50])
def test_any_text_gets_a_headline_of_its_own_words(text):
    """Texts that are no articles get a short headline or an empty one, and no error."""
    title, _, _ = made(text, title="")
    assert len(title) <= 90


def test_without_trees_a_sentence_is_taken_whole():
    """Where nothing is parsed, nothing is left out inside a sentence."""
    text = "The council has closed the old ferry, which has run since 1931, after a survey found rust in its hull."
    article = replace(extract(Source("a.txt", "", text)), title="")
    title, _, what = headline.make(article, sentences(article), (), Ranked(), ())
    assert "opening" in what
    assert words_in_order(title, text)


@pytest.mark.parametrize("piece", ["a, b (", "who, after the ", "-", "x and y, ", "“ ", "no ", "in May "])
def test_any_length_is_read_in_linear_time(piece):
    """A sentence of any length and form is cut or left within a moment."""
    text = "The council closed the ferry " + piece * 4000 + "."
    article = replace(extract(Source("a.txt", "", text)), title="")
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found])
    start = time.process_time()
    headline.make(article, found, trees, Ranked(), ())
    assert time.process_time() - start < 1.5


def test_a_deck_of_the_authors_that_is_too_long_is_cut_at_a_sentence() -> None:
    """Of an author's deck the first sentences that fit into 160 characters are kept; one that does not fit gives way."""
    first = "The harbour board closed the north pier for the winter."
    article = f"---\ntitle: Pier closed\ndescription: {first} {'It did so after a long debate in the town. ' * 4}\n---\n\nThe board met on Tuesday. It voted.\n"
    found = understand(extract(read(article.encode(), "a.md")))
    assert found.deck.startswith(first)
    assert len(found.deck) <= 160
    assert "deck" not in found.made
