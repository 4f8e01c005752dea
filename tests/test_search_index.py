"""The index of the search is made once for the same pages."""

import shutil
import subprocess
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

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

    class Popen(subprocess.Popen[bytes]):
        def __init__(self, command: Any, **named: Any) -> None:
            found.append(command)
            super().__init__(command, **named)

    monkeypatch.setattr(search.subprocess, "Popen", Popen)
    return found


def indexings(runs: list[Any]) -> int:
    """How often Pagefind ran."""
    return sum("--output-path" in command for command in runs)


def test_the_same_pages_are_indexed_once(root: Path, runs: list[Any]) -> None:
    """A build in which nothing has changed brings the last index back, byte for byte; a changed summary is indexed."""
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
    assert indexings(runs) == 1


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


def test_while_a_site_is_served_the_index_is_made_behind_the_pages(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is there before its index, which comes without a further build."""
    made = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "served"))
    made.plugins.on_startup(command="serve", dirty=False)
    shutil.rmtree(root / ".cache/pagefind")
    gate, entered = Event(), Event()
    real = search.Search._made

    def held(self: search.Search, *given: Any) -> str:
        entered.set()
        gate.wait(30)
        return real(self, *given)

    monkeypatch.setattr(search.Search, "_made", held)
    mkdocs_build(made, serve_url="http://127.0.0.1:8000/")
    assert entered.wait(30)
    assert (root / "served/index.html").exists()
    assert not (root / "served/pagefind").exists()
    gate.set()
    plugin = made.plugins["digest"]
    plugin._search._behind.join(60)
    assert (root / "served/pagefind/pagefind.js").exists()
    plugin.on_shutdown()
    assert [place.name for place in (root / ".cache/pagefind").iterdir()]
