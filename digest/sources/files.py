"""The edge to the disk: finding what editors committed, and writing so that a crash leaves the old file or the new one."""

import errno
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from digest.errors import ContentError, Problem, Severity

LARGEST = 20 * 2**20  # bytes of one article
_PART = re.compile(r"\.(?P<process>[0-9]{1,9})-\w{8}\.part")  # ".4711-x2_hs8vq.part", while process 4711 writes it
# a byte of a name that this process cannot read as text, as Python holds it
_RAW = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file below a folder: its path there (forward slashes), and what shows cheaply whether it changed."""

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
    for path, entry in _entries(folder):
        try:
            one = _file(folder, path, entry, suffixes)
        except (OSError, RuntimeError) as error:  # the older Pythons raise the latter for a link that leads to itself
            one = _unusable(error)
        if isinstance(one, Found):
            found.append(one)
        elif one:
            problems.append(replace(one, file=f"{shown}/{path}".rstrip("/")))
    return sorted(found), sorted(problems)


def _entries(folder: Path) -> Iterator[tuple[str, "os.DirEntry[str] | OSError"]]:
    """Everything below a folder that is no folder itself, by its path there; the error of a folder that cannot be read."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            with os.scandir(folder / below) as scanned:
                entries = [entry for entry in scanned if not entry.name.startswith(".")]
        except FileNotFoundError:
            continue
        except OSError as error:
            yield below, error
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False) and not _unnameable(entry.name):
                waiting.append(f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry


def _file(
    folder: Path, path: str, entry: "os.DirEntry[str] | OSError", suffixes: frozenset[str]
) -> Found | Problem | None:
    """One entry as a file to read, or what is wrong with it; None for what nobody expects to be read. Raises `OSError`."""
    if isinstance(entry, OSError):
        raise entry
    if unnameable := _unnameable(entry.name):
        return unnameable
    if entry.is_symlink() and not _inside(folder, entry.path):
        return Problem("", 0, "The link leads out of the folder.", "Commit the file itself instead.")
    stat = entry.stat()
    suffix = Path(entry.name.lower()).suffix
    if suffix in suffixes and entry.is_file():
        return Found(path, stat.st_size, _changed(stat))
    remedy = f"Save it as one of {' '.join(sorted(suffixes))}."
    if entry.is_file():
        what = f"No reader is known for {suffix} files, so it is passed over."
        return Problem("", 0, what, remedy, Severity.WARNING) if suffix else None
    what = "It is a link to a folder, so it is passed over." if entry.is_dir() else "It is no file that can be read."
    return Problem("", 0, what, "Commit the files themselves instead.", Severity.WARNING)


def _unusable(error: OSError | RuntimeError) -> Problem:
    """A file or folder that the system does not let be read."""
    if isinstance(error, PermissionError):
        return Problem("", 0, "It may not be read.", "Give the one who runs digest the right to read it.")
    if isinstance(error, FileNotFoundError):
        return Problem(
            "", 0, "It is gone, or a link that leads nowhere.", "Commit the file itself instead, or delete the link."
        )
    if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
        return Problem("", 0, "The link leads back to itself.", "Commit the file itself instead, or delete the link.")
    return Problem("", 0, f"It cannot be read: {error.strerror}.", "Check the disk.")


def _unnameable(name: str) -> Problem | None:
    """What is wrong with a name that is not UTF-8, or not in this process: summaries and addresses are made of names."""
    if not _RAW.search(name):
        return None
    try:
        os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return Problem("", 0, "Its name is not UTF-8.", "Rename it.")
    return Problem("", 0, "Its name cannot be read in this locale.", "Set PYTHONUTF8=1 in the environment.")


def _inside(folder: Path, path: str) -> bool:
    return Path(path).resolve().is_relative_to(folder.resolve())


def read(path: Path, shown: str) -> bytes:
    """A file's bytes. Raises `ContentError` when it cannot be read or is larger than `LARGEST`."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)  # a pipe and a device have no size before they are read
    except (OSError, ValueError) as error:  # the latter for a name with a zero byte
        what = error.strerror if isinstance(error, OSError) else error
        raise ContentError(
            shown, f"The file cannot be read: {what}.", "Check its rights and that it still exists."
        ) from error
    if len(data) > LARGEST:
        remedy = "Is it an article? Split it, or leave it out."
        raise ContentError(shown, f"The file is larger than {LARGEST // 2**20} MB.", remedy)
    return data


def stamp(path: Path) -> tuple[int, int]:
    """Size and time of a file, as `Found` has them; zeros where it is not there any more."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, _changed(stat)


def _changed(stat: os.stat_result) -> int:
    """The last change of any kind: whoever changes a file's words can set its time back, but not that of the setting back."""
    return max(stat.st_mtime_ns, stat.st_ctime_ns)


def write(path: Path, content: bytes) -> None:
    """Writes beside the file and then moves over it: at any moment the old or the new bytes are there, whole."""
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
