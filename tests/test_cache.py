"""The cache: whatever is wrong with its file, builds do the same and say so in one line; it stays small."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from digest import build as builder
from digest import cache as caches
from digest.build import Built, verify
from digest.cache import Cache
from digest.config import Settings
from digest.sources import files
from tests.conftest import ARTICLES, LEDE

Make = Callable[..., Settings]
OTHER = (
    "---\ntitle: Choir wins in Ostrand\ndate: 2026-08-02\n---\nThe choir of Ostrand won the song contest on Sunday with 91 points. "
    "“We sang for our teacher,” said Ada Brun, who leads it.\n"
)
ARTICLE = f"---\ntitle: North pier closed\ndate: 2026-09-14\n---\n{LEDE}"


def summaries(settings: Settings) -> dict[str, bytes]:
    """What the summaries folder holds."""
    return {p.relative_to(settings.summaries).as_posix(): p.read_bytes() for p in settings.summaries.rglob("*.*")}


def notices(built: Built) -> list[str]:
    """What was said of the cache."""
    return [problem.what for problem in built.problems if problem.file.endswith(".sqlite")]


@pytest.fixture
def sandwick(project: Make) -> Settings:
    """A project of two articles."""
    return project({"pier.md": ARTICLE, "quay.md": f"---\ntitle: Quay\ndate: 2026-09-15\n---\n{LEDE[::-1]}"})


@contextmanager
def _first(settings: Settings, order: str) -> Iterator[None]:
    """Another process begins a transaction."""
    other = sqlite3.connect(settings.cache / "digest.sqlite", isolation_level=None)
    other.execute(order)
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def _opened_with(monkeypatch: pytest.MonkeyPatch, order: str) -> Iterator[None]:
    """Every file is opened under a limit."""
    real = sqlite3.connect

    def limited(*given: Any, **named: Any) -> sqlite3.Connection:
        connection = real(*given, **named)
        connection.execute(order)
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(caches.sqlite3, "connect", limited)
        yield


@contextmanager
def _zeros(settings: Settings, begin: int) -> Iterator[None]:
    """The file is zeros from some byte on."""
    place = settings.cache / "digest.sqlite"
    data = place.read_bytes()
    place.write_bytes(data[:begin] + bytes(len(data) - begin))
    yield


@contextmanager
def _a_file_in_the_folders_place(settings: Settings) -> Iterator[None]:
    """The cache's folder cannot be made."""
    for place in settings.cache.iterdir():
        place.unlink()
    settings.cache.rmdir()
    settings.cache.write_text("no folder")
    yield


TROUBLES: dict[str, Callable[[Settings, pytest.MonkeyPatch], Any]] = {
    "the disk is full": lambda _, patch: _opened_with(patch, "PRAGMA max_page_count = 1"),
    "it is read-only": lambda _, patch: _opened_with(patch, "PRAGMA query_only = 1"),
    "it is broken from its first page": lambda settings, _: _zeros(settings, 0),
    "it is broken from its second page": lambda settings, _: _zeros(settings, 1024),
    "it is broken from its fifth page": lambda settings, _: _zeros(settings, 4096),
    "another process writes": lambda settings, _: _first(settings, "BEGIN IMMEDIATE"),
    "another process holds it alone": lambda settings, _: _first(settings, "BEGIN EXCLUSIVE"),
    "its folder cannot be made": lambda settings, _: _a_file_in_the_folders_place(settings),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_cache_in_trouble_changes_nothing(sandwick: Settings, monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    """With a cache that is full, broken, locked or read-only, every article is built to the same bytes, and one line says it."""
    monkeypatch.setattr(caches, "_PATIENCE", 0.05)
    builder.build(sandwick)
    before = summaries(sandwick)
    for place in sandwick.summaries.rglob("*.md"):
        place.unlink()
    (sandwick.articles / "new.md").write_text(OTHER)
    with TROUBLES[trouble](sandwick, monkeypatch):
        inode = (sandwick.cache / "digest.sqlite").stat().st_ino if sandwick.cache.is_dir() else 0
        built = builder.build(sandwick)
        assert (built.count("new"), len(notices(built))) == (3, 1)
        assert "Nothing but time is lost" in notices(built)[0]
        checked, found = verify.verify(sandwick, sorted(sandwick.summaries.rglob("*.md")))
        assert all(check.passes for check in checked.values())
        assert len(found) <= 1
        if "process" in trouble:
            assert (sandwick.cache / "digest.sqlite").stat().st_ino == inode
    assert {name: summaries(sandwick)[name] for name in before} == before


@pytest.mark.parametrize("begin", [0, 1024, 4096])
def test_a_broken_cache_is_mended_by_one_run(sandwick: Settings, begin: int) -> None:
    """After the run that found it broken, the cache is whole again, and the one after that reads nothing."""
    builder.build(sandwick)
    with _zeros(sandwick, begin):
        assert notices(builder.build(sandwick))
    builder.build(sandwick)
    again = builder.build(sandwick)
    assert (again.read, notices(again)) == (0, [])


def test_damaged_values_are_as_good_as_none(sandwick: Settings) -> None:
    """A row whose bytes were changed is made anew, and nothing else is lost."""
    builder.build(sandwick)
    before = summaries(sandwick)
    with sqlite3.connect(sandwick.cache / "digest.sqlite") as file:
        file.execute("UPDATE kept SET value = x'00ff' WHERE kind IN ('reading', 'summary', 'pair')")
    assert builder.build(sandwick).read == 2
    assert builder.build(sandwick, write=False, whole=True).read == 0
    assert summaries(sandwick) == before


def test_a_file_that_is_no_database_is_replaced(sandwick: Settings) -> None:
    """A cut-off file or another one of its name is no reason to fail."""
    sandwick.cache.mkdir()
    (sandwick.cache / "digest.sqlite").write_bytes(b"not a database" * 100)
    assert builder.build(sandwick).count("new") == 2
    assert builder.build(sandwick).read == 0


def test_a_file_of_an_older_program_is_emptied(tmp_path: Path) -> None:
    """A table of another form is dropped, and its room given back."""
    place = tmp_path / "digest.sqlite"
    with sqlite3.connect(place) as file:
        file.execute("CREATE TABLE kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID")
        file.execute("INSERT INTO kept VALUES ('made', 'a', ?)", ("x" * 100_000,))
    file.close()
    with Cache(place) as cache:
        cache.put("made", {"a": 1})
        assert (cache.get("made", "a"), cache.trouble) == (1, "")
    assert place.stat().st_size < 10_000


def test_names_may_hold_what_is_no_text(tmp_path: Path) -> None:
    """The name of a file with a byte that is not UTF-8 is kept and found."""
    with Cache(tmp_path / "digest.sqlite") as cache:
        cache.put("pair", {"bad\udcff.txt": "half of an emoji: \ud83d"})
        assert cache.all("pair") == {"bad\udcff.txt": "half of an emoji: \ud83d"}


@pytest.mark.samples
def test_the_cache_stays_small(project: Make) -> None:
    """An article has no more than 12 KB in it, however often and under whatever settings it was built; a deleted one none."""
    texts = {
        path.relative_to(ARTICLES).as_posix(): path.read_bytes() for path in ARTICLES.rglob("*.*") if path.is_file()
    }
    settings = project(texts)
    place = settings.cache / "digest.sqlite"
    builder.build(settings)
    for points in (5, 4, 6):
        settings = project({}, f"      key_points_max: {points}\n")
        builder.build(settings, write=False, whole=True)
        builder.build(settings)
    assert place.stat().st_size <= 12_000 * len(texts)
    for path in sorted(texts)[1:]:
        (settings.articles / path).unlink()
    builder.build(settings)
    assert place.stat().st_size <= 20_000 + 1_000 * len(texts)  # the checks of the summaries that are left


def test_dry_run_and_check_write_nothing_but_the_cache(sandwick: Settings) -> None:
    """What only shows leaves the project as it was, the cache apart."""
    before = sorted(sandwick.root.rglob("*"))
    builder.build(sandwick, write=False)
    verify.verify(sandwick, [])
    assert {path.relative_to(sandwick.root).parts[0] for path in set(sandwick.root.rglob("*")) - set(before)} == {
        ".cache"
    }


def test_what_a_killed_run_left_is_removed(sandwick: Settings) -> None:
    """A half-written file of a process that is no more goes with the next run; that of one that lives stays, and so does any other."""
    dead, alive = (
        sandwick.summaries / "2026" / ".999999999-abcd_123.part",
        sandwick.summaries / f".{os.getppid()}-abcd1234.part",
    )
    own = sandwick.articles / ".notes.part"
    dead.parent.mkdir(parents=True)
    for place in (dead, alive, own):
        place.write_text("half")
    builder.build(sandwick, write=False)
    assert dead.exists()
    builder.build(sandwick)
    assert (dead.exists(), alive.exists(), own.exists()) == (False, True, True)


def test_the_stamp_of_a_file_counts_its_last_change_of_any_kind(tmp_path: Path) -> None:
    """A file whose time was set back after a change of its words is not taken for the old one."""
    place = tmp_path / "a.md"
    place.write_text("old words")
    os.utime(place, (1, 1))
    before = files.stamp(place)
    place.write_text("new words")
    os.utime(place, (1, 1))
    assert files.stamp(place) != before
