"""The timeline holds what happened, with its day, and nothing else."""

from digest.model import Article, Block, BlockKind
from digest.understand import sentences, timeline

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
