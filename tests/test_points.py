"""Key points: pieces of the text, nothing lost that turns a claim, nothing said twice, each standing alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.compress import KEPT, deletions, keep
from digest.extract import extract
from digest.model import (
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    KeyPoint,
    Mention,
    Resolution,
    Sentence,
    Source,
    Span,
)
from digest.parser import syntax
from digest.parser.sentences import sentences, split
from digest.understand import points
from digest.understand.points.alone import Told
from digest.understand.points.alone import stands_alone as told_alone
from digest.understand.points.candidates import is_fit, joined
from digest.understand.points.resolve import resolutions

STORY = """PORT ALDER (Northwire) -- The council of Port Alder voted on Monday to close the old ferry, which has run since 1931, after a survey found rust in its hull.

The survey, paid for by the council, said the ship could break apart in a heavy storm. Scroll down for video.

"It was a hard decision," said Mayor Ida Moe, 61. "But nobody should drown on the way to work." Is there another way?

She did not rule out a bridge. The mayor said a bridge would cost 40 million crowns (about 4 million euros).

Some 200 islanders cross the sound every working day to reach the cannery in Leyton. Their union said it was not asked before the vote.

The cannery, which employs 310 people, may lend the islanders a fishing boat until a new ship arrives in May.

The council voted on Monday to close the old ferry after a survey found rust in its hull, the mayor said.

Lena Orrin contributed to this report. Click here for more news from Port Alder and the islands of the sound.
"""


def parsed(text: str) -> tuple[Article, tuple[Sentence, ...], list[syntax.Tree]]:
    """Article, sentences and trees of a text."""
    article = extract(Source("a.txt", "", text))
    found = sentences(article)
    return article, found, syntax.parse(article.text, [(one.start, one.end) for one in found])


def chosen(text: str, **options) -> tuple[KeyPoint, ...]:
    """The key points of a text."""
    article, found, trees = parsed(text)
    return points.choose(article, found, trees, None, (), **options)


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return re.findall(r"[\w’']+", text.lower())


@pytest.fixture(scope="module")
def of_story() -> tuple[KeyPoint, ...]:
    """The key points of the story above."""
    return chosen(STORY, at_least=3, at_most=4)


def test_points_are_pieces_of_the_text(of_story):
    """Every point is its pieces joined, with nothing added but a capital letter and a full stop."""
    text = parsed(STORY)[0].text
    for point in of_story:
        assert words(point.text) == [word for piece in point.pieces for word in words(piece.of(text))]
        assert point.pieces == tuple(sorted(point.pieces))
        assert point.text[0].isupper()


def test_points_stand_in_reading_order_and_do_not_repeat(of_story):
    """Points come in the order of the article, and the vote is told once although the text tells it twice."""
    assert [point.pieces for point in of_story] == sorted(point.pieces for point in of_story)
    assert sum("council of Port Alder voted" in point.text or "council voted" in point.text for point in of_story) == 1


def test_no_boilerplate_question_or_loose_pronoun_becomes_a_point(of_story):
    """Words to the reader, questions and sentences that lean on others are no points."""
    told = " ".join(point.text for point in of_story)
    assert not re.search(r"Scroll down|contributed|Click here|\?", told)
    assert not any(point.text.startswith(("She ", "Their ")) for point in of_story)


def test_tag_and_asides_are_left_out():
    """The wire's tag and a relative clause go; the cause stays."""
    text = "PORT ALDER (Northwire) -- The council closed the old ferry on Monday, which has run since 1931."
    sentence, tree = Sentence(0, len(text), "s1", 0), syntax.parse(text, [(0, len(text))])[0]
    gone = [stretch.of(text) for stretch in deletions(text, sentence, tree)]
    assert gone[0] == "PORT ALDER (Northwire) -- "
    left = joined(text, keep(text, sentence, deletions(text, sentence, tree)))
    assert left.startswith("The council closed the old ferry")


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (
            "The coat was taken away from the house on the hill, leaving no trace, Ida Orr of the police said.",
            "hill Ida",
        ),
        ("Imran Orr, 25, who was studying science at the college, bought keys on the internet.", "25 bought"),
    ],
)
def test_what_is_left_out_leaves_the_commas_that_are_needed(text, broken):
    """A comma that parts two statements or closes another aside stays behind."""
    sentence, tree = Sentence(0, len(text), "s1", 0), syntax.parse(text, [(0, len(text))])[0]
    assert broken not in joined(text, keep(text, sentence, deletions(text, sentence, tree)))


def test_a_time_goes_whole_or_stays():
    """Of "on Monday night" no part is left behind, however the parser takes it apart."""
    text = (
        "The Alliance gained one more seat on Monday night when a recount in the hills turned a defeat into a victory."
    )
    sentence, tree = Sentence(0, len(text), "s1", 0), syntax.parse(text, [(0, len(text))])[0]
    assert "seat night" not in joined(text, keep(text, sentence, deletions(text, sentence, tree)))


@pytest.mark.parametrize(
    "text",
    [
        "The captain, who allegedly sold the engine, left the town on Monday.",
        "The ship, which was not insured, sank in the sound off Port Alder.",
        "The ferry will close in May, unless the council finds another four million crowns.",
        "The ferry is unsafe and should be closed at once, the captain claimed.",
        "The mayor, who denied it, said the ferry was safe for the islanders.",
        "The bridge (which may never be built) would link the island with Leyton.",
        "The captain resigned, saying that he had warned the council of the rust.",
        "Shoppers who paid too much for the milk will wait two years for a refund.",
    ],
)
def test_what_turns_a_claim_is_never_left_out(text):
    """Negations, hedges, conditions and attributions survive every deletion."""
    sentence, tree = Sentence(0, len(text), "s1", 0), syntax.parse(text, [(0, len(text))])[0]
    left = joined(text, keep(text, sentence, deletions(text, sentence, tree)))
    assert [word for word in words(text) if word in KEPT] == [word for word in words(left) if word in KEPT]
    assert ("too much" in text) == ("too much" in left)


@pytest.mark.parametrize("quoted", ["“{}”", '"{}"', "'{}'", "‘{}’", "''{}''"])
def test_quotations_are_never_cut(quoted):
    """Inside quotation marks no word is left out."""
    words_said = "The ferry, which has run since 1931, must close (for now) on Monday"
    text = quoted.format(words_said) + ", said the mayor of Port Alder."
    sentence, tree = Sentence(0, len(text), "s1", 0), syntax.parse(text, [(0, len(text))])[0]
    assert words_said in joined(text, keep(text, sentence, deletions(text, sentence, tree)))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*STORY.split(), "not", "never", "may", "(left)", "“Yes,”", "'", '"', "\n\n", "--"]),
        max_size=60,
    )
)
def test_any_mixture_of_words_gives_pieces_of_the_text(mixture):
    """Whatever the text, points are pieces of one sentence each and lose no negation or hedge."""
    article, found, trees = parsed(" ".join(mixture))
    by_id = {sentence.id: sentence for sentence in found}
    for point in points.choose(article, found, trees, None, ()):
        sentence = by_id[point.sentences[0]]
        assert all(sentence.holds(piece) for piece in point.pieces)
        assert [word for word in words(sentence.of(article.text)) if word in KEPT] == [
            word for word in words(point.text) if word in KEPT
        ]


@pytest.mark.parametrize("text", ["", "Word.", "? ? ?", "“" * 300, "By Ida Moe\n\nPicture: Moe"])
def test_texts_without_a_story_give_no_points(text):
    """Nothing to tell, nothing told."""
    assert chosen(text) == ()


@pytest.mark.parametrize(
    ("count", "least", "most", "expected"),
    [
        (50, 3, 6, (2, 3)),
        (60, 3, 6, (3, 3)),
        (200, 3, 6, (3, 4)),
        (300, 3, 6, (3, 5)),
        (700, 3, 6, (3, 5)),
        (2500, 3, 6, (4, 5)),
        (9000, 3, 6, (5, 5)),
        (300, 1, 1, (1, 1)),
        (700, 5, 5, (5, 5)),
    ],
)
def test_longer_articles_get_more_points(count, least, most, expected):
    """The number of points goes by the length of the article, within the settings."""
    assert points.limits(count, least, most) == expected


def test_the_deck_is_not_told_again():
    """Where a deck tells the story before the body does, points come from the body."""
    text = "The ferry closes in May, the council of Port Alder says.\n" + STORY.split("-- ")[1]
    article = extract(Source("a.txt", "", text))
    blocks = tuple(
        replace(block, kind=BlockKind.DECK if number == 0 else BlockKind.PARAGRAPH)
        for number, block in enumerate(article.blocks)
    )
    article = replace(article, blocks=blocks)
    found = sentences(article)
    first = blocks[0].end
    assert all(point.pieces[0].start >= first for point in points.choose(article, found, [], None, ()))


def test_large_settings_are_served():
    """More points than are scored at once are no error."""
    assert 2 <= len(chosen(STORY * 3, at_least=9, at_most=12)) <= 12


@pytest.mark.parametrize(
    "words_",
    [
        "Scroll down for the full story of the ferry.",
        "The old ferry (left) in the harbour of Port Alder.",
        "Who would have thought that the ferry would close?",
        "and then the ferry closed for good in the spring.",
        "The mayor said “we will close the ferry in May.",
        "Too short to tell.",
    ],
)
def test_what_is_no_statement_is_not_fit(words_):
    """Captions, questions, fragments and halves of quotations are no candidates."""
    assert not is_fit(words_, ())


@dataclass(frozen=True)
class FewNames:
    """Names as the resolver sees them."""

    entities: tuple[Entity, ...]

    def who(self, span: Span) -> Entity | None:
        """The entity mentioned there."""
        return next((e for e in self.entities for m in e.mentions if (m.start, m.end) == (span.start, span.end)), None)

    def within(self, span: Span) -> tuple[tuple[Mention, Entity], ...]:
        """The mentions inside the span."""
        return tuple((m, e) for e in self.entities for m in e.mentions if span.holds(m))

    def sure(self, mention: Mention) -> float:
        """Nobody else is there."""
        return 1.0


def named(text: str, *mentions: str) -> FewNames:
    """Ida Moe, mentioned at the first place of each of the words."""
    spans = tuple(Mention(text.index(words_), text.index(words_) + len(words_), words_) for words_ in mentions)
    return FewNames((Entity("ida-moe", EntityKind.PERSON, "Ida Moe", "mayor", spans, (), len(spans)),))


def stands_alone(text: str, resolved: Sequence[Resolution] = ()) -> bool:
    """Whether a sentence can be understood alone by its words, without a tree."""
    return told_alone(Told(text, (), frozenset(), frozenset(one.words.lower() for one in resolved)))


def candidate(text: str) -> points.Candidate:
    """The whole text as a candidate."""
    return points.Candidate(0, Sentence(0, len(text), "s1", 0), (Span(0, len(text)),), text)


def test_a_pronoun_in_front_is_resolved():
    """Who “she” is, is told beside the point; without that the sentence is no point."""
    whole = "Ida Moe left. She closed the ferry between Port Alder and the islands."
    text = whole[14:]
    later = points.Candidate(1, Sentence(14, len(whole), "s2", 0), (Span(14, len(whole)),), text)
    found = resolutions(later, named(whole, "Ida Moe", "She"))
    assert [(one.words, one.name) for one in found] == [("She", "Ida Moe")]
    assert stands_alone(text, found)
    assert not stands_alone(text)


def test_a_bare_last_name_is_resolved_and_a_full_name_is_not():
    """A last name is completed where the full name does not stand before it in the same point."""
    full = "Ida Moe closed the ferry, and Moe was glad of it."
    bare = full + " Moe closed the lighthouse in the spring."
    later = points.Candidate(1, Sentence(50, len(bare), "s2", 0), (Span(50, len(bare)),), bare[50:])
    moe = Mention(50, 53, "Moe")
    names = FewNames((replace(named(bare, "Ida Moe").entities[0], mentions=(Mention(0, 7, "Ida Moe"), moe)),))
    assert bare[50:].startswith("Moe")
    assert resolutions(later, names)[0].name == "Ida Moe"
    assert resolutions(candidate(full), named(full, "Ida Moe")) == ()


def test_a_time_that_a_verb_needs_stays():
    """Who “spent Monday night” somewhere did not merely spend."""
    text = "About 640 people had spent Monday night in the sports hall of Kestrel Bay."
    article, [sentence], [tree] = parsed(text)
    assert "Monday night" in joined(article.text, keep(article.text, sentence, deletions(article.text, sentence, tree)))


def of_form(text: str, form: str) -> tuple[KeyPoint, ...]:
    """The key points of a text of a given form."""
    article, found, trees = parsed(text)
    return points.choose(replace(article, form=form), found, trees, None, ())


@pytest.mark.parametrize("form", ["live", "list"])
def test_entries_are_told_by_their_first_sentences(form):
    """A live blog and a list are told by what their entries begin with."""
    entry = (
        "The ferry {} left the harbour of Port Alder at noon. Nobody on the pier had waved to the crew of the ferry."
    )
    text = "\n\n".join(entry.format(name) for name in ("Northwind", "Eider", "Storm Petrel", "Gannet"))
    told = of_form(text, form)
    assert told
    assert all("left the harbour" in point.text for point in told)


def test_the_summary_of_a_live_blog_stands_in_front():
    """The summary on top is told first and whole, then what the entries begin with, the earliest first."""
    text = (
        "Ferries adrift off Port Alder: live\n\nSummary\n\nTwo ferries are adrift off Port Alder and the harbour is closed. The council has called in the coastguard.\n\n"
        "16.20 Second ferry adrift\n\nThe ferry Eider has lost its engine off the pier of Leyton. Nobody had waved to it.\n\n"
        "15.10 Gusts of 90mph\n\nA gust of 90mph was recorded on the lighthouse of Cairn Head.\n\n"
        "14.05 First ferry adrift\n\nThe ferry Northwind has lost its rudder near the mouth of the Alder."
    )
    told = [point.text for point in of_form(text, "live")]
    assert told[0].startswith("Two ferries")
    later = [words for words in told if words.startswith(("The ferry", "A gust"))]
    assert later == sorted(later, key=text.index, reverse=True)
    assert len(later) >= 1


def test_an_interview_is_told_by_its_answers():
    """What the interviewer says before a question is no point."""
    text = (
        "The council has closed the ferry between the island and the town. Why did it do so?\n\n"
        "The survey of the council found rust in the hull of the old ferry.\n\n"
        "Many islanders have lost their work in the cannery of Leyton. What about them?\n\n"
        "The cannery lends the islanders a fishing boat until the new ship arrives."
    )
    told = of_form(text, "interview")
    assert told
    assert not any("closed" in point.text or "lost" in point.text for point in told)


def test_every_sentence_of_the_story_is_one_of_the_splitter():
    """Points cite sentences that exist."""
    article, found, _ = parsed(STORY)
    assert {one.id for one in found} >= {point.sentences[0] for point in chosen(STORY)}
    assert len(split(article.text, 0, len(article.text))) >= len(found)


def test_block_quotes_are_not_told_as_the_articles_own_words():
    """A quoted document is no key point of the article."""
    text = "The council will close the ferry between the island and the town in May."
    article = Article("a.txt", "", text, (Block(0, len(text), BlockKind.BLOCK_QUOTE),))
    assert points.choose(article, sentences(article), [], None, ()) == ()
