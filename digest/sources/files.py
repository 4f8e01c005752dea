"""The edge to the disk: finding what editors committed, and writing so that a crash leaves the old file or the new one."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from digest.errors import ContentError, Problem, Severity

LARGEST = 20 * 2**20  # bytes of one article
_PART = re.compile(r"\.(?P<process>[0-9]{1,9})-\w{8}\.part")  # ".4711-x2_hs8vq.part", while process 4711 writes it


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file below a folder: its path there (forward slashes), and what tells cheaply whether it changed."""

    path: str
    size: int
    changed: int  # nanoseconds


def find(folder: Path, suffixes: frozenset[str], shown: str) -> tuple[list[Found], list[Problem]]:
    """The files in `folder` with one of the suffixes, sorted by path, and what cannot be used; `shown` names the folder.

    Hidden files and folders are passed over; a link that leaves the folder is refused, since a fork's pull request
    could otherwise publish any file of the machine that builds it.
    """
    found: list[Found] = []
    problems: list[Problem] = []
    if folder.is_dir():
        for entry, path in _entries(folder, ""):
            suffix = Path(entry.name.lower()).suffix
            if entry.is_symlink() and not _inside(folder, entry.path):
                problems.append(
                    Problem(
                        f"{shown}/{path}", 0, "The link leads out of the folder.", "Commit the file itself instead."
                    )
                )
            elif suffix in suffixes and entry.is_file():
                stat = entry.stat()
                found.append(Found(path, stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns)))
            elif entry.is_file() and suffix:
                what = f"No reader is known for {suffix} files, so it is passed over."
                problems.append(
                    Problem(
                        f"{shown}/{path}", 0, what, f"Save it as one of {' '.join(sorted(suffixes))}.", Severity.WARNING
                    )
                )
    return sorted(found), sorted(problems)


def _entries(folder: Path, below: str) -> Iterator[tuple["os.DirEntry[str]", str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.name.startswith("."):
                continue
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(folder / entry.name, f"{path}/")
            else:
                yield entry, path


def _inside(folder: Path, path: str) -> bool:
    return Path(path).resolve().is_relative_to(folder.resolve())


def read(path: Path, shown: str) -> bytes:
    """A file's bytes. Raises `ContentError` when it cannot be read or is larger than `LARGEST`."""
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError(
                shown, f"The file is larger than {LARGEST // 2**20} MB.", "Is it an article? Split it, or leave it out."
            )
        return path.read_bytes()
    except OSError as error:
        raise ContentError(
            shown, f"The file cannot be read: {error.strerror}.", "Check its rights and that it still exists."
        ) from error


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of a file, as `Found` has them; zeros where it is not there any more."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns)


def write(path: Path, content: bytes) -> None:
    """Writes beside the file and then moves over it: at any moment the old or the new bytes stand there, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{os.getpid()}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.chmod((path.stat().st_mode & 0o777) if path.exists() else 0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Removes what runs that were killed while writing have left below a folder."""
    for place in folder.rglob(".*.part"):
        match = _PART.fullmatch(place.name)
        if match and not _writes(int(match["process"])):
            with suppress(OSError):  # a read-only folder, or another run was quicker
                place.unlink()


def _writes(process: int) -> bool:
    """Whether another process of this number runs, so that it may be writing now."""
    if process == os.getpid():
        return False
    if os.name == "nt":
        return True  # there an open file cannot be removed, and a process cannot be asked without harm
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OverflowError, PermissionError):
        return True
    return True


def commits(folder: Path) -> dict[str, str]:
    """The day of the last commit ("2026-09-14") of every file below a folder, by its path there.

    Empty outside a repository; a file that was never committed is absent. One call, however many files.
    """
    command = [
        "git",
        "-C",
        str(folder),
        "log",
        "-z",
        "--relative",
        "--no-renames",
        "--name-only",
        "--format=%x01%cs",
        "--",
        ".",
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)  # noqa: S603 - a fixed command
    except (OSError, subprocess.TimeoutExpired):
        return {}  # no git here: the days are then unknown, and the summaries say so
    found: dict[str, str] = {}
    day = ""
    for part in done.stdout.decode("utf-8", errors="surrogateescape").replace("\n", "").split("\0"):
        name = part
        if part.startswith("\x01"):
            day, name = part[1:11], part[11:]
        if name:
            found.setdefault(name, day)
    return found
