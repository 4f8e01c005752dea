"""What an article is about: the owner's taxonomy, the article's tags, and what its words show."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from digest.errors import ContentError
from digest.model import Article, Block, BlockKind
from digest.parser.sentences import sentences
from digest.understand.topics import find, taxonomy

SHIPPED = Path(__file__).parents[1] / "digest" / "understand" / "topics" / "topics.yaml"
SMALL = {
    "topics": [
        {"name": "Transport", "synonyms": ["Travel news"], "words": ["ferry", "bus", "railway line", "passenger"]},
        {"name": "Shipping", "broader": "Transport", "words": ["ferry", "harbour", "captain"]},
        {"name": "Courts", "words": ["judge", "trial", "verdict"]},
    ]
}


def article(text: str, **fields) -> Article:
    """An article of one paragraph."""
    return replace(Article("a.txt", "", text, (Block(0, len(text), BlockKind.PARAGRAPH),)), **fields)


def topics(text: str, data=SMALL, **fields) -> tuple[str, ...]:
    """The topics of a text."""
    one = article(text, **fields)
    return find(one, sentences(one), taxonomy(data))


def test_words_of_a_topic_show_it():
    """Several words of a topic in the text give the topic."""
    assert topics("The judge opened the trial on Monday. A verdict is due in May. The judges rest.") == ("Courts",)


def test_a_single_word_shows_nothing():
    """One passing word gives no topic."""
    assert topics("The judge of the cake show smiled. Nobody else did.") == ()


def test_the_narrower_topic_is_given_alone():
    """Where a topic and the one above it are both shown, the narrower one stands."""
    text = "The ferry left the harbour. The captain of the ferry saw a bus. The ferry carried each passenger."
    assert topics(text) == ("Shipping",)


def test_tags_come_first_under_their_proper_name():
    """An article's tags are kept first, a synonym under the topic's name, each once."""
    text = "The judge opened the trial on Monday. A verdict is due in May."
    assert topics(text, tags=("travel  news", "Port Alder", "Transport", "port alder")) == (
        "Transport",
        "Port Alder",
        "Courts",
    )


@pytest.mark.parametrize(
    ("tag", "shown"), [("storm Imre", "Storm Imre"), ("iPhone prices", "iPhone prices"), ("NHS", "NHS")]
)
def test_tag_that_is_no_topic_begins_with_a_capital(tag, shown):
    """Readers see tags beside topics, so a tag is written like them; a name keeps its own way."""
    assert topics("Nothing happened at all today.", tags=(tag,)) == (shown,)


def test_synonyms_meet_without_regard_to_case():
    """The same thing has one name across articles."""
    assert topics("Nothing happened at all today.", tags=("TRAVEL NEWS",)) == ("Transport",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"topics": {"name": "A"}}, "no list"),
        ({"topics": [{"words": ["a"]}]}, "Topic 1 has no name"),
        ({"topics": ["Courts"]}, "Topic 1 has no name"),
        ({"topics": [{"name": "Courts", "words": "judge"}]}, "`words` of “Courts” is no list"),
        ({"topics": [{"name": "Courts", "synonyms": [1]}]}, "`synonyms` of “Courts” is no list"),
        ({"topics": [{"name": "Courts", "word": ["judge"]}]}, "“word”, which means nothing"),
        ({"topics": [{"name": "Courts", "broader": "Law"}]}, "“Law”, broader than “Courts”, is no topic"),
        ({"topics": [{"name": "Courts", "broader": ["Law"]}]}, "is no name"),
        ({"topics": [{"name": "Courts", "hints": "appeal"}]}, "`hints` of “Courts” is no list"),
        ({"topics": [{"name": "A", "synonyms": ["B"]}, {"name": "B"}]}, "“B” means both “A” and “B”"),
        ({"topics": [], "lang": 1}, "`lang` is no language"),
    ],
)
def test_bad_data_is_named(data, says):
    """A mistake in the taxonomy is reported with the topic and what is wrong."""
    with pytest.raises(ContentError, match=says):
        taxonomy(data)


@pytest.mark.parametrize("tag", ["Travel-news", "transports", "#Transport", "travel news"])
def test_number_case_and_punctuation_of_a_tag_do_not_matter(tag):
    """A tag in another number, case or spelling is the topic's name all the same."""
    assert topics("Nothing happened at all today.", tags=(tag,)) == ("Transport",)


def test_hints_count_beside_words_only():
    """Hints alone show nothing, and beside a word they do."""
    data = {"topics": [{"name": "Courts", "words": ["judge", "verdict"], "hints": ["hearing", "appeal", "sentence"]}]}
    hints = "The hearing was long. The appeal came after the hearing. The sentence of the appeal was short."
    assert topics(hints, data) == ()
    assert topics(hints + " The judge gave a verdict. The judge left.", data) == ("Courts",)


def test_words_in_capitals_count_in_capitals_only():
    """The word "us" does not show what "US" shows."""
    data = {"topics": [{"name": "America", "words": ["US", "Washington"]}]}
    assert topics("They told us in Washington. Give us time, all of us said. Washington waits.", data) == ()
    assert topics("The US spoke in Washington. The US waits, and Washington with it.", data) == ("America",)


def test_a_word_that_says_much_is_enough_when_it_comes_often():
    """A rare word shows its topic alone when it stands there again and again."""
    text = "The ferry came late. Nobody saw the ferry. The ferry was old, and the ferry left."
    data = {"topics": [{"name": "Shipping", "words": ["ferry", "harbour"]}]}
    assert topics(text, data) == ("Shipping",)


@pytest.mark.parametrize(("lang", "found"), [("en-GB", ("Courts",)), ("EN", ("Courts",)), ("de", ())])
def test_words_count_in_their_own_language_only(lang, found):
    """An article in another language than the taxonomy's has its own tags alone."""
    text = "The judge opened the trial on Monday. A verdict is due in May. The judges rest."
    assert topics(text, lang=lang) == found
    assert topics(text, lang=lang, tags=("Courts",)) == ("Courts",)
    assert topics(text, {**SMALL, "lang": "de"}, lang="de") == ("Courts",)


def test_what_stands_above_a_tag_is_not_added():
    """Where a tag names the narrower topic, the one above it is not given beside it."""
    text = "The bus passed the railway line. Each passenger of the bus waved. The railway line is old."
    assert topics(text) == ("Transport",)
    assert topics(text, tags=("Shipping",)) == ("Shipping",)


def test_an_empty_taxonomy_is_one():
    """Without topics the tags are all that is left."""
    assert topics("The judge opened the trial.", {}, tags=("Courts",)) == ("Courts",)


def test_the_shipped_taxonomy_is_sound():
    """The taxonomy that comes with the program can be read and has a broad choice of topics."""
    owned = taxonomy(yaml.safe_load(SHIPPED.read_text("utf-8")))
    assert len(owned.topics) >= 60


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "The council voted to close the ferry. The mayor said the council tax would rise. Councillors left.",
            "Local government",
        ),
        (
            "The striker scored a late goal. The midfielder and the goalkeeper were booked. The club goes up.",
            "Football",
        ),
        (
            "The storm hit the coast. Winds of 90 mph and heavy rainfall are in the forecast. The storm killed two.",
            "Weather",
        ),
        (
            "The party chose its nominee. The Republican won the caucus by four points. The polling station closed late.",
            "Elections",
        ),
        (
            "The trawler fleet stays in port. The fishing grounds are empty of cod, fishermen said.",
            "Fishing",
        ),
        (
            "The website went down after hackers stole a password. The malware came by email to the software firm.",
            "Cyber security",
        ),
        (
            "The central bank raised its interest rate. Monetary policy stays tight. A rate cut is far off.",
            "Interest rates",
        ),
    ],
)
def test_the_shipped_taxonomy_finds_news(text, topic):
    """Plain news stories get the topic that a reader would click."""
    assert topic in topics(text, yaml.safe_load(SHIPPED.read_text("utf-8")))


@pytest.mark.parametrize("tag", ["NHS", "National Health Service", "healthcare", "HEALTH"])
def test_the_shipped_taxonomy_gives_one_thing_one_name(tag):
    """Different names of the same thing lead to one topic."""
    assert topics("Nothing happened at all today.", yaml.safe_load(SHIPPED.read_text("utf-8")), tags=(tag,)) == (
        "Health",
    )


def test_plain_talk_shows_no_shipped_topic():
    """Everyday words alone give no topic."""
    text = "She set the table and sat down. The game was over, and the court at the back lay quiet. A star rose. He took a seat."
    assert topics(text, yaml.safe_load(SHIPPED.read_text("utf-8"))) == ()
