"""Whether anything has changed since the last run: one key of all that a run could read, by the size and time of each file."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

from digest.build.keys import key
from digest.config import Settings
from digest.sources.files import stamp

_APART = frozenset({"root", "cache", "inbox"})  # what no run reads as content


def seen(settings: Settings, today: date) -> str:
    """The key. A file that is written without its size and its time changing is not seen, as in `git status`."""
    own = {field.name: getattr(settings, field.name) for field in fields(settings)}
    places = {name: value for name, value in own.items() if isinstance(value, Path) and name not in _APART}
    stamps = [(name, sorted(_stamps(place))) for name, place in sorted(places.items())]
    rest = {name: value for name, value in own.items() if not isinstance(value, Path)}
    return key("seen", rest, stamps, today.isoformat(), _commit(settings.root))


def _stamps(place: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of every file at or below a place."""
    if place.is_file():
        yield "", *stamp(place)
    waiting = [str(place)] if place.is_dir() else []
    while waiting:
        folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    stat = entry.stat(follow_symlinks=False)
                    yield entry.path.removeprefix(str(place)), stat.st_size, stat.st_mtime_ns


def _commit(root: Path) -> str:
    """The commit that is checked out: an article without a date has that of its commit. "" outside a repository."""
    try:
        done = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, timeout=60, check=False)  # noqa: S603, S607  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("ascii", "replace").strip()
