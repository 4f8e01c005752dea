"""What was worked out once: values by key in one SQLite file that can be deleted without loss."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from digest.errors import SettingsError

_SCHEMA = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID"


class Cache:
    """Plain values by kind and key. A key names content and engine version, so a stale value is never found."""

    def __init__(self, path: Path | None) -> None:
        """Opens the file, or memory when `path` is None. A broken file is replaced. Raises `SettingsError`."""
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open(path)
        except OSError as error:
            raise SettingsError(
                f"The cache {path} cannot be opened: {error}. Delete it, or name another folder."
            ) from error

    @staticmethod
    def _open(path: Path | None) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(path or ":memory:", timeout=30)
            connection.execute(_SCHEMA)
        except sqlite3.DatabaseError:
            if path is None:
                raise
            path.unlink()  # not a database: a cut-off write, or another file of that name
            connection = sqlite3.connect(path, timeout=30)
            connection.execute(_SCHEMA)
        return connection

    def get(self, kind: str, key: str) -> Any:
        """The value, or None."""
        row = self._connection.execute("SELECT value FROM kept WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return json.loads(row[0]) if row else None

    def all(self, kind: str) -> dict[str, Any]:
        """Every value of a kind by its key."""
        rows = self._connection.execute("SELECT key, value FROM kept WHERE kind = ?", (kind,))
        return {key: json.loads(value) for key, value in rows}

    def put(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keeps values by their keys, all or none."""
        rows = [(kind, key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()]
        with self._connection:
            self._connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Forgets values."""
        with self._connection:
            self._connection.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", [(kind, key) for key in keys])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
