"""Work grows with the text and no faster: four times the input may take five times the steps, whatever stands in it."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from digest import pipeline
from digest.errors import Severity
from digest.extract import Hints, limits
from digest.model import Span
from digest.parser.parts import LONGEST, UNIT, parts
from digest.pipeline import Committed
from tests.conftest import ROOT
from tests.hostile import TEXTS, Made, article, each

SMALL = 400  # words or marks: more than the longest sentence that is read at once
TIMES = 4
MORE = 5  # times the steps
OURS = str(ROOT / "digest")


def steps(work: Callable[[], Any]) -> int:
    """How many lines of the program a call runs; no clock, so a busy machine changes nothing."""
    count = 0

    def line(_frame: FrameType, _event: str, _given: Any) -> Any:
        nonlocal count
        count += 1
        return line

    def called(frame: FrameType, _event: str, _given: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(OURS) else None

    before = sys.gettrace()
    sys.settrace(called)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def summarise(data: bytes) -> pipeline.Summarised:
    """The whole line from bytes to the text of a summary file."""
    return pipeline.summarise(Committed("a.txt", data, "a.txt", Hints()), None, "a.md", pipeline.Options())


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_reading(made: Made) -> None:
    """Four times the text takes no more than five times the steps, from the file to the checked summary."""
    small, large = article(made, SMALL), article(made, TIMES * SMALL)
    summarise(small)  # what is worked out once a process
    assert steps(lambda: summarise(large)) <= MORE * steps(lambda: summarise(small))


def test_article_may_end_within_a_sentence() -> None:
    """An article whose last words name who says so, and nothing behind it, is summed up like any other."""
    lede = "Council keeps the ferry\n\nThe council voted on Monday to keep the ferry, officials said.\n\n"
    assert summarise(f"{lede}According to the board of the harbour of Ostrand and the council of Kestrel Bay".encode())


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_sentences_in_parts(made: Made) -> None:
    """The parts of a sentence lose nothing but white space, stand in order and hold no more than is read at once."""
    text = made(1500).strip()
    found = list(parts(text, Span(0, len(text))))
    assert "".join("".join(part.of(text) for part in found).split()) == "".join(text.split())
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(len(UNIT.findall(part.of(text))) <= LONGEST for part in found)


def test_sentence_is_cut_where_it_pauses() -> None:
    """A long sentence is cut behind a semicolon rather than a comma, and behind a comma rather than a word."""
    text = "a " * 180 + "b; " + "c " * 40 + "d, " + "e " * 100
    first, second = parts(text, Span(0, len(text.rstrip())))
    assert first.of(text).endswith("b;")
    assert second.of(text).startswith("c")


def test_long_sentence_is_reported() -> None:
    """A sentence that is read in parts is a notice with its first words."""
    done = summarise(article(lambda n: "ferry and " * n, 300))
    assert [problem.severity for problem in done.problems] == [Severity.NOTICE]
    assert "ferry and ferry" in done.problems[0].what
    assert not summarise(article(TEXTS["quotes"], 300)).problems


def test_long_article_is_read_to_a_whole_line_and_reported() -> None:
    """Of an article beyond the limit whole paragraphs are read, and a notice says how much was left out."""
    data = article(each("The ferry number {0} sails to Ostrand.", 8, "\n\n"), 40_000)
    read = pipeline.article(Committed("a.txt", data, "a.txt", Hints()))
    assert len(UNIT.findall(read.text)) <= limits.MOST_WORDS
    assert read.text.endswith("sails to Ostrand.\n")
    assert read.blocks[-1].end <= len(read.text)
    assert f"{len(data.decode()) - 1 - len(read.text):,} of its" in read.dropped[-1]
