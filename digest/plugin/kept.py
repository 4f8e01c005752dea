"""Pages that were rendered once: a file each beside the readings, with what the search and the check of links need of them.

A page is found again only under the surroundings and by the hash of what it is made of that it was rendered with. Whatever is
wrong with the folder is one sentence (`trouble`), and the pages are rendered anew.
"""

import os
import shutil
from collections.abc import Mapping
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
_LAST = "last"
KINDS = ("build", "serve")


@dataclass(frozen=True, slots=True)
class Row:
    """A rendered page: what it was made of, its bytes, and how its file shows cheaply that it has still these.

    `found` are its entries in the theme's search index, as JSON without brackets. `links` are the addresses that its own part
    leads to below the site's root, `anchors` those that can be led to.
    """

    made_of: str
    sha256: str
    size: int
    changed: int  # nanoseconds
    found: str
    links: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Last:
    """What the last build was: the key of all that it could see (`seen`), what every page and file was made of, what was said.

    `days` are those on which pages changed last, as far as known. `menu` has title, description, meta and body of the pages of the menu, which are rendered in every build.
    """

    seen: str
    under: str
    made_of: Mapping[str, str]
    menu: Mapping[str, tuple[str, str, Mapping[str, Any], str]]
    said: tuple[tuple[int, str], ...]
    days: Mapping[str, str]


class Kept:
    """The rendered pages of one kind of build ("build", "serve"), by their paths. One for each build, closed at its end."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._kind = kind
        self._folder = folder / _FOLDER
        self._cache = Cache(folder / _FILE)
        self._lock = _shared(self._folder / _LOCK)
        self.under = ""
        self._rows: dict[str, Row] = {}
        self._new: dict[str, Row] = {}
        self._trouble = ""

    def last(self, seen: str) -> Last | None:
        """The last build, if all that it could see is as it was."""
        value = self._cache.get(_LAST, self._kind, seen)
        with suppress(TypeError, ValueError):  # of another form: as good as none
            return None if value is None else back(Last, value)
        return None

    def open(self, under: str) -> None:
        """Opens the pages that were rendered in these surroundings."""
        if under == self.under:
            return
        self.under, self._rows = under, {}
        for path, value in self._cache.all(self._kind, under).items():
            with suppress(TypeError, ValueError):
                self._rows[path] = back(Row, value)

    @property
    def trouble(self) -> str:
        """What is wrong with the folder, in a sentence; "" for nothing."""
        return self._cache.trouble or self._trouble

    def row(self, path: str, made_of: str) -> Row | None:
        """The page of this path, if it was made of this and its file is as it was written."""
        row = self._rows.get(path)
        if row is None or row.made_of != made_of:
            return None
        if self._whole(row):
            return row
        row = self._restored(row)
        if row:
            self._rows[path] = self._new[path] = row
        return row

    def file(self, row: Row) -> Path:
        """Where the bytes of a page are."""
        return self._folder / f"{self._kind}-{self.under}" / row.made_of

    def keep(self, path: str, row: Row, rendered: Path) -> None:
        """Keeps a page from the file that it was rendered to: as a second name of it, or as a copy where there can be none."""
        if self._trouble:
            return
        try:
            held = self.file(row)
            held.parent.mkdir(parents=True, exist_ok=True)
            put(rendered, held)
            stat = held.stat()
            same = (
                sha256(held.read_bytes()).hexdigest() == row.sha256
            )  # another build may have written to the same place
        except OSError as error:
            self._trouble = f"Pages cannot be kept for the next build ({error.strerror}). Nothing but time is lost."
            return
        if same:
            self._rows[path] = self._new[path] = replace(row, changed=stat.st_mtime_ns)

    def finish(self, last: Last) -> None:
        """Writes down what is kept, and forgets all that is not of the last build."""
        self._rows = {path: row for path, row in self._rows.items() if last.made_of.get(path) == row.made_of}
        rows = [(path, self.under, packed(plain(row))) for path, row in self._new.items()]
        self._cache.keep(self._kind, rows)
        self._cache.prune(self._kind, self._rows)
        self._cache.keep(_LAST, [(self._kind, last.seen, packed(plain(last)))])
        if not self._cache.trouble:
            self._sweep()

    def _whole(self, row: Row) -> bool:
        try:
            stat = self.file(row).stat()
        except OSError:
            return False
        return (stat.st_size, stat.st_mtime_ns) == (row.size, row.changed)

    def _restored(self, row: Row) -> Row | None:
        """The row for a file whose time has changed, in a cache that was unpacked say, if its bytes have not."""
        place = self.file(row)
        try:
            same = sha256(place.read_bytes()).hexdigest() == row.sha256
            return replace(row, changed=place.stat().st_mtime_ns) if same else None
        except OSError:
            return None

    def _sweep(self) -> None:
        """Removes the files that no row has, unless another build may need them."""
        used = {f"{kind}-{under}" for kind in KINDS for under in self._cache.keys(kind).values()}
        held = {self.file(row).name for row in self._rows.values()}
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
