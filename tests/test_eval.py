"""The gate of quality: a small part of the research data, where it is there."""

import json
import os
from pathlib import Path

import pytest

from digest.extract import Hints
from digest.pipeline import Committed
from tests.conftest import LEDE, ROOT
from tests.eval import gate, speed

DATA = Path(os.environ.get("DIGEST_DATA", ROOT.parent / "shared" / "data"))
ROWS = 60
# lower than the floors of the whole, since sixty articles scatter more
LEAST = {"polnear overlap f1": 0.7, "polnear joint f1": 0.62, "cnndm rouge1": 30.0}


def test_a_floor_is_missed_by_a_lower_figure_and_by_none() -> None:
    """A figure below its floor is named, and so is a floor whose figure was not measured."""
    floors = {"a f1": 0.5, "b f1": 0.5, "c f1": 0.5}
    assert gate.missed({"a f1": 0.5, "b f1": 0.4}, floors) == ["b f1: 0.4000 is below 0.5", "c f1: not measured"]


def test_floors_are_of_figures_that_are_measured() -> None:
    """Each floor is that of a figure that some run prints."""
    known = {f"{run.name} {name}" for run in gate.RUNS for name, _ in run.figures}
    assert set(json.loads(gate.FLOORS.read_text("utf-8"))) <= known


def test_every_part_of_reading_is_timed() -> None:
    """Each part takes some time, and together they take no more than the whole."""
    found = speed.parts([Committed("pier.txt", LEDE.encode(), "pier.txt", Hints())], rounds=1)
    whole = found.pop("whole")
    assert set(found) == {name for name, _, _ in speed.PARTS}
    assert min(found.values()) > 0
    assert sum(found.values()) <= whole


@pytest.mark.data
@pytest.mark.parametrize("name", ["polnear", "cnndm"])
def test_a_part_of_the_data_reaches_its_floor(name: str) -> None:
    """Sixty articles score no lower than a floor that leaves room for chance."""
    if not DATA.is_dir():
        pytest.skip(f"there is no research data in {DATA} (DIGEST_DATA names another folder)")
    run = next(run for run in gate.RUNS if run.name == name)
    if run.scorer == "score_summaries.py":
        pytest.importorskip("rouge_score", reason="rouge-score is not installed, which scores summaries")
    figures = gate.measured(run, DATA, limit=ROWS, jobs=2)
    assert gate.missed(figures, {key: floor for key, floor in LEAST.items() if key.startswith(name)}) == []
