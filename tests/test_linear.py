"""Work grows with the text and no faster: four times the input may take five times the steps, whatever stands in it."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from digest import pipeline
from digest.extract import Hints
from digest.pipeline import Committed
from tests.conftest import ROOT
from tests.hostile import TEXTS, Made, article

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


def summarise(data: bytes) -> None:
    """The whole line from bytes to the text of a summary file."""
    pipeline.summarise(Committed("a.txt", data, "a.txt", Hints()), None, "a.md", pipeline.Options())


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_reading(made: Made) -> None:
    """Four times the text takes no more than five times the steps, from the file to the checked summary."""
    small, large = article(made, SMALL), article(made, TIMES * SMALL)
    summarise(small)  # what is worked out once a process
    assert steps(lambda: summarise(large)) <= MORE * steps(lambda: summarise(small))
