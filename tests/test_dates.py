"""Dates are found, and resolved as the labelled sentences say."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.understand import dates

CASES = Path(__file__).parent / "cases" / "dates.md"
# "- [2026-05-01 en-GB] The log ends on Friday. → Friday = 2026-05-01"
LINE = re.compile(r"- (?:\[(?P<day>\S+) (?P<lang>\S+)\] )?(?P<text>.+) → (?P<gold>.+)$")
AT_LEAST = 300
FLOOR = 0.95


def cases() -> list[tuple[str, str, str, str]]:
    """Day, language, sentence and label."""
    found = [LINE.match(line) for line in CASES.read_text("utf-8").splitlines() if line.startswith("- ")]
    return [(m["day"] or "2026-09-16", m["lang"] or "en", m["text"], m["gold"]) for m in found if m]


def told(day: str, lang: str, text: str) -> str:
    """What the program finds, as the labels are written."""
    found = dates.find(text, 0, len(text), day, lang)
    return "; ".join(f"{one.words} = {one.date or '?'}" for one in found) or "none"


@pytest.mark.parametrize(("day", "lang", "text", "gold"), cases())
def test_a_labelled_sentence_gives_its_dates(day: str, lang: str, text: str, gold: str) -> None:
    """Each labelled sentence gives its dates, with the words they were read from."""
    assert told(day, lang, text) == gold


def test_there_are_enough_labelled_sentences() -> None:
    """The collection keeps the size and the share of right answers that were promised."""
    right = [told(day, lang, text) == gold for day, lang, text, gold in cases()]
    assert len(right) >= AT_LEAST
    assert sum(right) >= FLOOR * len(right)


@given(st.text(alphabet="on Mayin 0123456789-/.,last week agoTuesday", max_size=80), st.text(max_size=12))
def test_words_stand_where_they_are_said_to(text: str, today: str) -> None:
    """Expressions stand in the text in order, whatever the text and the article's date are."""
    found = dates.find(text, 0, len(text), today, "en")
    assert all(text[one.start : one.end] == one.words for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
