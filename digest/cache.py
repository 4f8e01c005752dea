"""What was computed once: values by kind and name in one SQLite file that can be deleted without loss.

The file never stops a run and never changes what comes of it. Whatever is wrong with it (no room, no rights, broken,
locked), `trouble` says so in one sentence, and the run goes on with what it keeps in memory.
"""

import json
import sqlite3
import zlib
from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_PATIENCE = 5.0  # seconds that another process may hold the file
_VERSION = 2  # of the table; a file of another version is emptied
_SCHEMA = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, name BLOB, key TEXT, value BLOB, PRIMARY KEY (kind, name))"
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_GOES_ON = "Nothing but time is lost; the run goes on without it."

Row = tuple[str, str, bytes]  # name, key, packed value


def packed(value: Any) -> bytes:
    """A plain value as it is kept, small."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpacked(data: bytes) -> Any:
    """The value again. Raises `ValueError` when the bytes are damaged."""
    try:
        return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    except zlib.error as error:
        raise ValueError(str(error)) from error


class Cache:
    """One value for each kind and name, kept under the key of what it was made from: under another key it is not found."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._memory: dict[tuple[str, str], tuple[str, bytes]] = {}  # what the file did not take
        self._connection: sqlite3.Connection | None = None
        self._writes = True
        self.trouble = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._without(error.strerror or str(error))
            return
        try:
            self._open()
        except sqlite3.Error as error:
            self._failed(error)

    def packed(self, kind: str, name: str, key: str) -> bytes | None:
        """The value as it is kept, or None when there is none under this key."""
        kept = self._memory.get((kind, name))
        if kept is None:
            rows = self._ask("SELECT key, value FROM kept WHERE kind = ? AND name = ?", kind, _bytes(name))
            kept = rows[0] if rows else None
        return kept[1] if kept and kept[0] == key else None

    def get(self, kind: str, name: str, key: str = "") -> Any:
        """The value, or None."""
        data = self.packed(kind, name, key)
        with suppress(ValueError):  # damaged: as good as none
            return None if data is None else unpacked(data)
        return None

    def all(self, kind: str, key: str = "") -> dict[str, Any]:
        """Every value of a kind under this key, by its name."""
        question = "SELECT name, value FROM kept WHERE kind = ? AND key = ?"
        rows = {_text(name): value for name, value in self._ask(question, kind, key)}
        rows |= {name: value for (of, name), (under, value) in self._memory.items() if (of, under) == (kind, key)}
        found = {}
        for name, value in rows.items():
            with suppress(ValueError):
                found[name] = unpacked(value)
        return found

    def keys(self, kind: str) -> dict[str, str]:
        """The key of every value of a kind by its name."""
        rows = {_text(name): key for name, key in self._ask("SELECT name, key FROM kept WHERE kind = ?", kind)}
        return rows | {name: key for (of, name), (key, _) in self._memory.items() if of == kind}

    def put(self, kind: str, values: Mapping[str, Any], key: str = "") -> None:
        """Keeps plain values by their names, all or none."""
        self.keep(kind, [(name, key, packed(value)) for name, value in values.items()])

    def keep(self, kind: str, rows: Iterable[Row]) -> None:
        """Keeps packed values, all or none."""
        rows = list(rows)
        given = [(kind, _bytes(name), key, value) for name, key, value in rows]
        if not self._write("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", given):
            self._memory |= {(kind, name): (key, value) for name, key, value in rows}

    def prune(self, kind: str, names: Container[str]) -> None:
        """Forgets the values of a kind whose names are not among `names`."""
        dead = [(kind, _bytes(name)) for name in self.keys(kind) if name not in names]
        self._write("DELETE FROM kept WHERE kind = ? AND name = ?", dead)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _open(self) -> None:
        self._connection = connection = sqlite3.connect(self._path, timeout=_PATIENCE)
        connection.execute(
            "PRAGMA synchronous = OFF"
        )  # a kill loses nothing; after a loss of power the file may be begun anew
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == _VERSION:
            return
        connection.execute("PRAGMA page_size = 1024")  # most values have 1 to 4 KB, and each begins a page of its own
        connection.execute("PRAGMA auto_vacuum = FULL")
        connection.execute("DROP TABLE IF EXISTS kept")
        connection.commit()
        connection.execute("VACUUM")
        connection.execute(_SCHEMA)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.commit()

    def _ask(self, question: str, *given: Any) -> list[Any]:
        """The rows; none when the file does not answer."""
        if self._connection is None:
            return []
        try:
            return self._connection.execute(question, given).fetchall()
        except sqlite3.Error as error:
            self._failed(error)
            return []

    def _write(self, order: str, given: list[tuple[Any, ...]]) -> bool:
        """Whether the file took them."""
        if self._connection is None or not self._writes:
            return False
        try:
            if given:
                with self._connection:
                    self._connection.executemany(order, given)
        except sqlite3.Error as error:
            self._failed(error, writing=True)
            return False
        return True

    def _failed(self, error: sqlite3.Error, *, writing: bool = False) -> None:
        """Begins anew where the file is broken; else goes on reading where only writing fails, or without the file."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN and self._renewed():
            self.trouble = "The cache was broken and is begun anew. Nothing but time is lost."
        elif writing and self._connection is not None:
            self._writes = False
            self.trouble = f"The cache cannot be written ({error}). {_GOES_ON}"
        else:
            self._without(str(error))

    def _without(self, why: str) -> None:
        self._close()
        self.trouble = f"The cache cannot be used ({why}). {_GOES_ON}"

    def _renewed(self) -> bool:
        """Replaces a broken file, once, and only if no other process holds it."""
        if self.trouble or not self._free():
            return False
        self._close()
        try:
            self._path.unlink(missing_ok=True)
            self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)
            self._open()
        except (OSError, sqlite3.Error):
            return False
        return True

    def _free(self) -> bool:
        """Whether no other process holds the file."""
        if self._connection is None:
            return True
        try:
            self._connection.rollback()
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            return getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN
        return True

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):  # what was not written is not kept
                self._connection.close()
            self._connection = None


def _bytes(name: str) -> bytes:
    """A name as it is kept: names of files may hold bytes that are no text."""
    return name.encode("utf-8", "surrogatepass")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogatepass")
