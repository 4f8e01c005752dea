"""Files that may lie elsewhere: on this disk, or at an address that fsspec knows (`s3://…`, `gs://…`, `https://…`; extra `dask`)."""

import posixpath
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from gzip import GzipFile
from pathlib import Path
from typing import IO, Any, TextIO

from digest.errors import ContentError, SettingsError
from digest.sources import files


def elsewhere(place: str) -> bool:
    """Whether a place is an address, not a path."""
    return "://" in place


@contextmanager
def opened(place: str) -> Iterator[tuple[TextIO, int]]:
    """The text of a file, to be read line by line, and its size in bytes (0: unknown). Raises `SettingsError`."""
    if not elsewhere(place):
        with Path(place).open(encoding="utf-8", errors="replace") as text:
            yield text, Path(place).stat().st_size
        return
    system, path = _system(place)
    with _reached(place):
        size = system.size(path) or 0
        text = system.open(path, "rt", encoding="utf-8", errors="replace")
    with text:
        yield text, size


@contextmanager
def written(place: str) -> Iterator[TextIO]:
    """A file to be written: it is there whole, or as it was before. Raises `SettingsError`."""
    if not elsewhere(place):
        part = Path(f"{place}.part")
        try:
            with part.open("w", encoding="utf-8") as text:
                yield text
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
        return
    system, path = _system(place)
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder, "part")
        with part.open("w", encoding="utf-8") as text:
            yield text
        with _reached(place):
            system.put_file(str(part), path)


def read(root: str, name: str) -> bytes:
    """The bytes of the file of this name below `root`. Raises `ContentError` for one that is outside, too large, or not there."""
    below = posixpath.normpath(name)
    if not name or below.startswith(("..", "/")) or "://" in name or "::" in name:
        raise ContentError(name, "The file lies outside the root.")
    if not elsewhere(root):
        if not (Path(root) / name).resolve().is_relative_to(Path(root).resolve()):
            raise ContentError(name, "The file lies outside the root.")
        return files.read(Path(root) / name, name)
    system, path = _system(root)
    try:
        with system.open(f"{path.rstrip('/')}/{below}", "rb") as file:
            return limited(file, name)
    except OSError as error:
        raise ContentError(name, f"The file cannot be read ({error}).") from error


def limited(file: IO[bytes] | GzipFile, name: str) -> bytes:
    """The bytes of an open file. Raises `ContentError` for more than an article may have."""
    data = file.read(files.LARGEST + 1)
    if len(data) > files.LARGEST:
        raise ContentError(name, "The file is too large.", f"{files.LARGEST // 2**20} MB are read at most.")
    return data


def _system(place: str) -> tuple[Any, str]:
    """The file system of an address, and the path there."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        raise SettingsError(f"{place} needs a library more. Install it with: pip install 'news-digest[dask]'") from None
    try:
        system, path = url_to_fs(place)
    except (ImportError, ValueError) as error:
        raise SettingsError(f"{place} cannot be used: {error}") from error
    return system, path


@contextmanager
def _reached(place: str) -> Iterator[None]:
    try:
        yield
    except (OSError, NotImplementedError) as error:
        raise SettingsError(f"{place} cannot be used: {error}") from error
