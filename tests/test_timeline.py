"""The timeline holds what happened, with its day, and nothing else."""

import pytest

from digest.model import Article, Block, BlockKind
from digest.parser import sentences, syntax
from digest.understand import timeline

TEXT = (
    "The wall of Port Alder fell on Monday, 7 September. Prices have risen since 2022. "
    "The mayor said on Tuesday that she would stay. The inquiry will open on 5 October; a report is due next year. "
    "The wall was built in 1911."
)


def article(published: str = "2026-09-16") -> Article:
    """The article of these tests."""
    return Article("a.txt", "", TEXT, (Block(0, len(TEXT), BlockKind.PARAGRAPH),), published=published)


def events(published: str = "2026-09-16") -> list[tuple[str, str]]:
    """The days and words of its events."""
    given = article(published)
    return [(event.date, event.text) for event in timeline.find(given, sentences.sentences(given))]


def test_events_stand_in_the_order_of_their_days() -> None:
    """Events come by date, each with the sentence or part of it that tells; scopes and sayings make none."""
    assert events() == [
        ("1911", "The wall was built in 1911."),
        ("2026-09-07", "The wall of Port Alder fell on Monday, 7 September."),
        ("2026-10-05", "The inquiry will open on 5 October"),
        ("2027", "a report is due next year."),
    ]


def test_without_a_day_of_publication_only_full_dates_are_told() -> None:
    """An article without a date tells only of dates that need none."""
    assert events("") == [("1911", "The wall was built in 1911.")]


def test_words_of_an_event_stand_in_the_text() -> None:
    """The words a date was read from stand where the event says."""
    given = article()
    for event in timeline.find(given, sentences.sentences(given)):
        assert TEXT[event.start : event.end] == event.words
        assert event.text in TEXT


def test_what_is_no_event_makes_none() -> None:
    """Words in quotation marks, a year that is not over, what only may come and the date of a thing make no event."""
    told = (
        "“We opened the mill in 1987,” the mayor told the board. Sales have risen this year. "
        "It could reach its old strength by next year. The roof fell in on Monday."
    )
    given = Article("a.txt", "", told, (Block(0, len(told), BlockKind.PARAGRAPH),), published="2026-09-16")
    found = timeline.find(given, sentences.sentences(given))
    assert [(event.date, event.text) for event in found] == [("2026-09-14", "The roof fell in on Monday.")]


def told(text: str) -> list[tuple[str, str]]:
    """The days and words of the events of a text read on 16 September 2026, with its trees."""
    given = Article("a.txt", "", text, (Block(0, len(text), BlockKind.PARAGRAPH),), published="2026-09-16")
    found = sentences.sentences(given)
    trees = syntax.parse(text, [(one.start, one.end) for one in found])
    return [(event.date, event.text) for event in timeline.find(given, found, trees)]


@pytest.mark.parametrize(
    "text",
    [
        "The council was larger than it was in 2019.",
        "Unlike the mayor in 2019, Moe has spent nothing.",
        "Support rose from 11 percent in April.",
        "Moe crossed the Sound more than 30 years ago.",
        "The poll of voters was taken from Monday through Sunday.",
        "Today, those roads lead to Brennia.",
        "Last year, it averaged $50.",
        "Until Friday, the ministry had said nothing.",
        "Between 2001 and 2007, jobs were lost in Leyton.",
        "Moe is the best candidate in the field today.",
        "If you were betting today, you would bet on Moe.",
        "Her record differs from that of Orr in 2008.",
        "Spending rose before the Leyton primary on 1 September.",
    ],
)
def test_what_is_only_compared_or_bounded_makes_no_event(text: str) -> None:
    """A time that is compared with, that bounds a stretch, or that only says "nowadays" dates no event of its own."""
    assert told(text) == []


def test_a_sentence_is_one_event() -> None:
    """Of several dates in one sentence the finest, told first, is that of its event."""
    text = "In 2012 the ferry line opened a yard on 4 May, and it doubled it in June."
    assert told(text) == [("2012-05-04", text)]
