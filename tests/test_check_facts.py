"""The check of figures and events: numbers in words, ranges, units, qualifiers, what a figure is of, and days seen from the article's."""

from dataclasses import replace
from typing import Any

import pytest

from digest import check
from digest.extract import extract
from digest.model import Source


def verdict(field: str, item: dict[str, Any], text: str, published: str = "2026-09-16") -> bool:
    """Whether an item that cites the whole of a one-sentence article passes."""
    article = replace(extract(Source("ferry.txt", "0" * 64, text)), published=published)
    fields: dict[str, Any] = {
        "title": "",
        "date": None,
        "source": {"file": "ferry.txt", "sha256": "0" * 64},
        "generated": {},
        field: [{**item, "evidence": ["s1"]}],
        "evidence": {"s1": {"text": text, "start": 0, "end": len(text)}},
    }
    return check.check(fields, article).verdicts[f"{field}[0]"].passes


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The inquiry took two and a half years.", "two and a half years", 2.5, "years"),
        ("Twenty-five houses were lost.", "Twenty-five houses", 25, "houses"),
        ("One hundred and twenty soldiers came.", "One hundred and twenty soldiers", 120, "people"),
        ("Two-thirds of the fleet is laid up.", "Two-thirds", 0.6667, "share"),
        ("Six out of every 10 planes land here.", "Six out of every 10", 0.6, "share"),
        ("Half a million people fled.", "Half a million people", 500_000, "people"),
        ("The disc holds six times more data.", "six times", 6, "times"),
        ("It costs twice as much.", "twice", 2, "times"),
        ("A litre costs 85 cents.", "85 cents", 0.85, "USD"),
        ("Ida Moe, 71, saw it.", "71", 71, "years"),
        ("The tax is 10 Canadian dollars.", "10 Canadian dollars", 10, "CAD"),
    ],
)
def test_a_number_in_words_is_read_anew(text: str, words: str, value: float, unit: str) -> None:
    """The value passes that the words tell, and no other; nor does another unit."""
    item = {"value": value, "unit": unit, "text": words}
    assert verdict("figures", item, text)
    assert not verdict("figures", {**item, "value": value * 2}, text)
    assert not verdict("figures", {**item, "value": value * 1000}, text)
    assert not verdict("figures", {**item, "unit": "kg"}, text)
    assert not verdict("figures", {**item, "high": value + 1}, text)


def test_a_range_has_both_its_ends() -> None:
    """A range passes with both ends as told; with one left out or another it does not."""
    text = "Some 3 to 4 million people fled."
    item = {"value": 3e6, "high": 4e6, "unit": "people", "text": "3 to 4 million people", "qualifier": "some"}
    assert verdict("figures", item, text)
    assert not verdict("figures", {**item, "high": 5e6}, text)
    assert not verdict("figures", {**item, "high": None}, text)


def test_a_qualifier_stands_at_its_figure() -> None:
    """The words "more than" may be neither turned round nor left out nor added."""
    text = "More than 300 people filled the hall, and 80 people listened outside."
    item = {"value": 300, "unit": "people", "text": "300 people", "qualifier": "more than"}
    assert verdict("figures", item, text)
    assert not verdict("figures", {**item, "qualifier": "less than"}, text)
    assert not verdict("figures", {**item, "qualifier": ""}, text)
    assert not verdict("figures", {"value": 80, "unit": "people", "text": "80 people", "qualifier": "up to"}, text)
    assert verdict("figures", {"value": 80, "unit": "people", "text": "80 people"}, text)


def test_what_a_figure_is_of_stands_in_its_evidence() -> None:
    """Words that the evidence does not have are none that a figure may be of."""
    item = {"value": 3.7e9, "unit": "EUR", "text": "€3.7bn", "what": "rail tunnel"}
    assert verdict("figures", item, "The rail tunnel will cost €3.7bn.")
    assert not verdict("figures", {**item, "what": "rail bridge"}, "The rail tunnel will cost €3.7bn.")


@pytest.mark.parametrize(
    ("text", "words", "right", "wrong"),
    [
        ("The wall fell on Monday.", "Monday", "2026-09-14", ("2026-09-15", "2026-09-07", "2026-09-21", "2026")),
        ("The court will sit on Friday.", "Friday", "2026-09-18", ("2026-09-11", "2026-09-25")),
        ("The mill closed last month.", "last month", "2026-08", ("2026-07", "2026-09", "2026-08-14")),
        ("The mill closed last year.", "last year", "2025", ("2024", "2026", "2025-06", "2025-06-01")),
        ("The mill closed two years ago.", "two years ago", "2024", ("2023", "2025")),
        ("The mill closed 11 days ago.", "11 days ago", "2026-09-05", ("2026-09-06", "2026-08-05")),
        ("The mill closed in 1987.", "1987", "1987", ("1988", "1987-03", "1987-03-04")),
        ("The mill closed in May.", "May", "2026-05", ("2026-06", "2024-05", "2026-05-02")),
        ("The roof fell in yesterday.", "yesterday", "2026-09-15", ("2026-09-14", "2026-09-16")),
        ("It fell on New Year’s Eve.", "New Year’s Eve", "2025-12-31", ("2025-12-30", "2025-11-30")),
        ("It fell last Monday.", "last Monday", "2026-09-07", ("2026-09-21", "2026-08-24")),
    ],
)
def test_a_day_is_seen_from_that_of_the_article(text: str, words: str, right: str, wrong: tuple[str, ...]) -> None:
    """The date that the words name passes, others and more exact ones do not."""
    names = {4: "year", 7: "month", 10: "day"}
    assert verdict("timeline", {"date": right, "precision": names[len(right)], "from": words, "text": text}, text)
    for day in wrong:
        precision = names[len(day)] if len(day) >= len(right) else "day"
        assert not verdict("timeline", {"date": day, "precision": precision, "from": words, "text": text}, text), day


def test_without_a_day_of_the_article_nothing_is_seen_from_it() -> None:
    """In an article without a date "Monday" is no day, and a year that is told is one."""
    item = {"date": "2026-09-14", "precision": "day", "from": "Monday", "text": "The wall fell on Monday."}
    assert not verdict("timeline", item, "The wall fell on Monday.", published="")
    item = {"date": "1987", "precision": "year", "from": "1987", "text": "The mill closed in 1987."}
    assert verdict("timeline", item, "The mill closed in 1987.", published="")


def test_the_precision_is_that_of_the_date() -> None:
    """A year is not exact to the day."""
    item = {"date": "1987", "precision": "day", "from": "1987", "text": "The mill closed in 1987."}
    assert not verdict("timeline", item, "The mill closed in 1987.")
