"""The timeline holds what happened, with its day, and nothing else."""

import pytest

from digest.extract import extract
from digest.model import Article, Block, BlockKind, Source
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
    """Events come by date, each with the sentence or part of it that tells; sayings make none."""
    assert events() == [
        ("1911", "The wall was built in 1911."),
        ("2022", "Prices have risen since 2022."),
        ("2026-09-07", "The wall of Port Alder fell on Monday, 7 September."),
        ("2026-10-05", "The inquiry will open on 5 October"),
        ("2027", "a report is due next year."),
    ]


def test_without_a_day_of_publication_only_full_dates_are_told() -> None:
    """An article without a date tells only of dates that need none."""
    assert events("") == [("1911", "The wall was built in 1911."), ("2022", "Prices have risen since 2022.")]


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
        "Today, those roads lead to Brennia.",
        "Last year, it averaged $50.",
        "Moe is the best candidate in the field today.",
        "If you were betting today, you would bet on Moe.",
        "Her record differs from that of Orr in 2008.",
        "Spending rose before the Leyton primary on 1 September.",
        "White ice was recorded unevenly before 1990.",
        "It is the third fire in the market since 2015.",
        "The gust was the strongest there since 1987.",
        "As on every weekday since 1961, the organist takes off her shoes.",
        "The clerk relied on a policy of 2019.",
        "The ferry carried 143,000 passengers, compared with 214,000 in 2019.",
    ],
)
def test_what_is_only_compared_or_bounded_makes_no_event(text: str) -> None:
    """A time that is compared with, that bounds a stretch, or that only says "nowadays" dates no event of its own."""
    assert told(text) == []


def test_a_day_in_what_somebody_said_is_that_of_the_event() -> None:
    """Behind "said that" and "said a permit was" the day is no day of the saying."""
    assert told("The office said a permit was issued in June 2023.") != []
    assert told("Staff were told that the unit will close on 30 September.") != []
    assert told("The mayor told reporters on Monday.") == []


def test_a_sentence_tells_each_of_its_days() -> None:
    """Each date of a sentence is an event, but no year or month whose day the sentence tells too."""
    text = "In 2012 the ferry line opened a yard on 4 May, and it doubled it in June."
    assert told(text) == [("2012-05-04", text), ("2012-06", text)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Between 2001 and 2007, jobs were lost in Leyton.", "2001/2007"),
        ("The yard was closed between March and June 2025.", "2025-03/2025-06"),
        ("Prices have risen since 2022.", "2022"),
        ("The yard will stay closed until 30 October.", "2026-10-30"),
        ("The board voted on Monday to close the yard in December.", "2026-12"),
    ],
)
def test_a_stretch_of_time_is_told_by_its_ends(text: str, date: str) -> None:
    """Since when, until when and between which days something holds are dates of the timeline; what is decided lies ahead."""
    assert date in [day for day, _ in told(text)]


CHRONICLE = """Moe and the strike

Ida Moe lost the vote after the strike in Leyton, the council said on Thursday.

15 February 2011 - Workers walk out of the cannery

20 February - The council of Leyton meets

17 March: The cannery closes
"""


def test_a_chronicle_is_read_line_by_line() -> None:
    """In a list of days each line is an event, in the year of those above it, without its mark."""
    source = extract(Source("a.txt", "", CHRONICLE))
    found = timeline.find(source, sentences.sentences(source))
    assert [(one.date, one.words) for one in found] == [
        ("2011-02-15", "15 February 2011"),
        ("2011-02-20", "20 February"),
        ("2011-03-17", "17 March"),
    ]
    assert found[0].text == "Workers walk out of the cannery"
