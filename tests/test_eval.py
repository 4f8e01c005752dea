"""The gate of quality: a small part of the research data, where it is there."""

import os
from datetime import date
from pathlib import Path
from shutil import copy

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
    known = {f"{run.name} {figure.name}" for run in gate.RUNS for figure in run.figures}
    assert set(gate.floors()) <= known
    assert set(gate.recorded()) <= known


@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [
        (0.5, None, "| a f1 | 0.5 | 0.4 | new |"),
        (0.375, {"value": 0.5, "date": "2026-01-02"}, "| a f1 | 0.375 | **0.4** | -0.125 since 2026-01-02 |"),
    ],
)
def test_a_line_shows_floor_and_change(value: float, before: dict[str, object] | None, expected: str) -> None:
    """A line shows the figure, its floor, bold where it is missed, and the change since the last record."""
    assert gate.line("a f1", value, 0.4, before) == expected


def test_a_record_keeps_the_figures_that_were_not_measured(tmp_path: Path) -> None:
    """A new record replaces the figures measured, and no others."""
    path = tmp_path / "measured.json"
    gate.record(path, {"a f1": 0.5, "b f1": 0.25}, 0, date(2026, 1, 2))
    gate.record(path, {"b f1": 0.75}, 300, date(2026, 3, 4))
    assert gate.recorded(path) == {
        "a f1": {"date": "2026-01-02", "limit": 0, "value": 0.5},
        "b f1": {"date": "2026-03-04", "limit": 300, "value": 0.75},
    }


def test_a_figure_is_read_out_of_what_the_scorer_prints(tmp_path: Path) -> None:
    """What the scorer gives is the figure, or what it leaves of 1."""
    (tmp_path / "eval").mkdir()
    (tmp_path / "eval" / "score.py").write_text('print(\'{"pairs": {"wrong": 0.25}}\')', "utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "rows.jsonl").touch()
    place = ("pairs", "wrong")
    figures = (
        gate.Figure("wrong", place),
        gate.Figure("right", place, rest=True),
        gate.Figure("other", ("pairs", "x")),
    )
    run = gate.Run("a", "rows.jsonl", "compare", "score.py", figures)
    assert gate.measured(run, tmp_path / "data") == {"a wrong": 0.25, "a right": 0.75}


def test_field_cases_are_counted(tmp_path: Path) -> None:
    """A case read as expected counts, one that nothing is expected of does not, and the descriptions are no cases."""
    cases = ROOT / "tests" / "cases" / "field"
    copy(cases / "60-doctor-king.txt", tmp_path)
    copy(cases / "60-doctor-king.txt", tmp_path / "unknown.txt")
    (tmp_path / "60-doctor-king.expected.md").touch()
    assert gate.cases_right(tmp_path) == 0.5


def test_a_set_that_is_not_there_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No set there ends with 2, names each one, and misses no floor."""
    assert gate.main(["--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "floor missed" not in said
    assert all(f"{run.name}: " in said for run in gate.RUNS)


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
