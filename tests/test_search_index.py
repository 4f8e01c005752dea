"""The index of the search is made once for the same pages."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from digest.plugin import search
from tests.site import built, project

pytest.importorskip("pagefind_bin")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A digest with its site."""
    made = project(tmp_path / "digest")
    built(made)
    return made


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The commands that the search runs."""
    found: list[Any] = []
    real = subprocess.run

    def run(command: Any, **named: Any) -> Any:
        found.append(command)
        return real(command, **named)

    monkeypatch.setattr(search.subprocess, "run", run)
    return found


def indexings(runs: list[Any]) -> int:
    """How often Pagefind ran."""
    return sum("--output-subdir" in command for command in runs)


def test_the_same_pages_are_indexed_once(root: Path, runs: list[Any]) -> None:
    """A build in which nothing has changed brings the last index back, byte for byte; a changed summary or page is indexed."""
    before = {place.name: place.read_bytes() for place in (root / "site/pagefind").rglob("*") if place.is_file()}
    built(root)
    assert indexings(runs) == 0
    after = {place.name: place.read_bytes() for place in (root / "site/pagefind").rglob("*") if place.is_file()}
    assert before == after
    place = next((root / "content/summaries").rglob("*.md"))
    place.write_text(place.read_text("utf-8").replace("title: ", "title: Newly ", 1), "utf-8")
    built(root)
    assert indexings(runs) == 1
    (root / "content/about.md").write_text("# About\n\nA page of the owner.\n", "utf-8")
    built(root)
    assert indexings(runs) == 2


def test_an_index_that_is_gone_is_made_again(root: Path, runs: list[Any]) -> None:
    """Without the kept index, or with a file in its place, the next build makes its own."""
    kept = root / ".cache/pagefind"
    shutil.rmtree(kept)
    built(root)
    assert indexings(runs) == 1
    assert (root / "site/pagefind/pagefind.js").exists()
    shutil.rmtree(kept)
    kept.write_text("")
    built(root)
    assert indexings(runs) == 2
    assert (root / "site/pagefind/pagefind.js").exists()
