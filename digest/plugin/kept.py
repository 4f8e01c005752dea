"""Pages that were rendered once: a file each beside the readings.

A page is found again only under the surroundings and by the hash of what it is made of that it was rendered with. Whatever is
wrong with the folder is one sentence (`trouble`), and the pages are rendered anew.
"""

import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from digest.build.plain import back, plain
from digest.cache import Cache, packed

try:
    import fcntl
except ImportError:  # not on Windows; there two builds at once only render more than they must
    fcntl = None  # type: ignore[assignment]

_FILE = "pages.sqlite"
_FOLDER = "pages"
_LOCK = ".lock"
_ROWS, _LAST, _LINKS = "rows", "last", "links"
KINDS = ("build", "serve")


@dataclass(frozen=True, slots=True)
class Row:
    """A rendered page: what it was made of, its bytes, and how its file shows cheaply that it has still these.

    The search with facets asks for those of summaries.
    """

    made_of: str
    sha256: str
    size: int
    changed: int  # nanoseconds
    is_summary: bool


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build was: the key of all that it could see (`seen`), what was said, the entries of the theme's search.

    `days` are those on which pages changed last, as far as known. `menu` has the meta of the pages of the menu, which every other page shows.
    """

    seen: str
    under: str
    entries: tuple[str, ...]
    menu: Mapping[str, Mapping[str, Any]]
    said: tuple[tuple[int, str], ...]
    days: Mapping[str, str]


class Kept:
    """The rendered pages of one kind of build ("build", "serve"), by their paths. One for each build, closed at its end."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._kind = kind
        self._folder = folder / _FOLDER
        self._cache = Cache(folder / _FILE)
        self._lock = _shared(self._folder / _LOCK)
        self.under, self._place = "", ""
        self._known: Mapping[str, Row] = {}  # of the last build
        self._rows: dict[str, Row] = {}  # of this one
        self._trouble = ""

    def last(self, seen: str) -> tuple[Last, Sequence[str]] | None:
        """The last build and the paths of its pages, if all that it could see is as it was and all of them are there."""
        value = self._cache.get(self._kind, _LAST, seen)
        with suppress(TypeError, ValueError):  # of another form: as good as none
            last = None if value is None else back(Last, value)
            if last:
                self.open(last.under)
                rows = {path: checked for path, row in self._known.items() if (checked := self._checked(row))}
                if len(rows) == len(self._known):
                    self._rows = rows
                    return last, list(rows)
        return None

    def open(self, under: str) -> None:
        """Opens the pages that were rendered in these surroundings."""
        if under == self.under:
            return
        self.under, self._place = under, f"{self._folder}/{self._kind}-{under}"
        self._known, self._rows = {}, {}
        rows = self._cache.get(self._kind, _ROWS, under)
        with suppress(TypeError, ValueError, AttributeError):
            self._known = {path: Row(*values) for path, values in rows.items()} if rows else {}

    @property
    def trouble(self) -> str:
        """What is wrong with the folder, in a sentence; "" for nothing."""
        return self._cache.trouble or self._trouble

    @property
    def rows(self) -> Mapping[str, Row]:
        """The pages of this build."""
        return self._rows

    def row(self, path: str, made_of: str) -> Row | None:
        """The page of this path, if it was made of this and its file is as it was written."""
        if path not in self._rows:
            known = self._known.get(path)
            row = self._checked(known) if known and known.made_of == made_of else None
            if row:
                self._rows[path] = row
        return self._rows.get(path)

    def file(self, row: Row) -> Path:
        """Where the bytes of a page are."""
        return Path(self._place, row.made_of)

    def keep(self, path: str, made_of: str, data: bytes, *, is_summary: bool) -> Row | None:
        """Keeps a page; None where it can't be, which `trouble` says."""
        row = Row(made_of, sha256(data).hexdigest(), len(data), 0, is_summary)
        try:
            row = replace(row, changed=write(self.file(row), data))
        except OSError as error:
            self._trouble = f"Pages cannot be kept for the next build ({error.strerror}). Nothing but time is lost."
            return None
        self._rows[path] = row
        return row

    def finish(self, last: Last) -> None:
        """Writes down what is kept, at once, and forgets all that is not of this build."""
        if self._trouble:
            return
        if self._rows != self._known or self._cache.keys(self._kind).get(_LAST) != last.seen:
            rows = {path: plain(row) for path, row in self._rows.items()}
            self._cache.keep(self._kind, [(_ROWS, self.under, packed(rows)), (_LAST, last.seen, packed(plain(last)))])
            self._cache.prune(self._kind, {_ROWS, _LAST})  # an earlier version of the program had others
        if not self._cache.trouble:
            self._sweep()

    def links(self) -> dict[str, tuple[Sequence[str], Sequence[str]]]:
        """Where pages lead and what can be led to on them, by the hash of the page, as far as somebody has asked."""
        found: dict[str, tuple[Sequence[str], Sequence[str]]] = self._cache.get(_LINKS, self._kind) or {}
        return found

    def keep_links(self, found: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> None:
        """Keeps them."""
        self._cache.put(_LINKS, {self._kind: found})

    def _checked(self, row: Row) -> Row | None:
        """The row, if its file is as it was written; with another time, in a cache that was unpacked say, if its bytes are the same."""
        try:
            stat = os.stat(f"{self._place}/{row.made_of}")  # noqa: PTH116 - asked of every page
            if (stat.st_size, stat.st_mtime_ns) == (row.size, row.changed):
                return row
            same = sha256(self.file(row).read_bytes()).hexdigest() == row.sha256
        except OSError:
            return None
        return replace(row, changed=stat.st_mtime_ns) if same else None

    def _sweep(self) -> None:
        """Removes the files that no row has, unless another build may need them."""
        used = {f"{kind}-{self._cache.keys(kind).get(_ROWS)}" for kind in KINDS}
        held = {row.made_of for row in self._rows.values()}
        with suppress(OSError):  # a read-only folder, or another build was quicker
            if not _alone(self._lock):
                return
            for folder in self._folder.iterdir():
                if folder.is_dir() and folder.name not in used:
                    shutil.rmtree(folder)
            for place in (self._folder / f"{self._kind}-{self.under}").iterdir() if self._rows else ():
                if place.name not in held:
                    place.unlink()

    def close(self) -> None:
        """Lets the folder go; what was not written down is not kept."""
        self._cache.__exit__(None, None, None)
        if self._lock:
            self._lock.close()


def write(target: Path, data: bytes) -> int:
    """Writes beside the file and then over it; gives the time of the new one, in nanoseconds. Raises `OSError`."""
    part = target.with_name(f".{os.getpid()}-{target.name}.part")
    try:
        part.write_bytes(data)
    except FileNotFoundError:
        part.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
    part.replace(target)
    return target.stat().st_mtime_ns


def put(source: Path, target: Path) -> None:
    """Gives a file a second name, or a copy where it can have none; at any moment the old or the new is there. Raises `OSError`."""
    try:
        target.hardlink_to(source)
    except OSError:
        part = target.with_name(f".{os.getpid()}-{target.name}.part")
        try:
            part.unlink(missing_ok=True)
            _second(source, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)  # replacing one name of a file by another of it leaves both


def _second(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # another disk, or one that knows no second names
        shutil.copy2(source, target)


def _shared(place: Path) -> IO[bytes] | None:
    """The lock of a build that reads the folder; None where there can be none."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = place.open("ab")
        if fcntl:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return None
    return lock


def _alone(lock: IO[bytes] | None) -> bool:
    """Whether no other build reads the folder; it waits then until this one is done. The lock is gone where it is False."""
    if lock is None or not fcntl:
        return lock is not None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
