"""Who decided on a summary, by the repository: the commit or merge of the main line that last changed the state of its review."""

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SECONDS = 60
_STATE = r"^(review:|[[:space:]]+state:)"  # the lines of a summary's file that say what was decided
_MOST = 500  # paths in one call; where there are more, git goes through the whole folder
_LONGEST = 100  # characters of a name


@dataclass(frozen=True, slots=True)
class Decision:
    """Who and when (ISO 8601); `data` is the file as HEAD has it."""

    by: str
    at: str
    data: bytes


def of(folder: Path, paths: Sequence[str]) -> dict[str, Decision]:
    """The decisions on files below a folder, by path; those that were never committed, or by a program alone, are left out."""
    asked = paths if len(paths) <= _MOST else ["."]
    log = _git(
        folder, "log", "-z", "--first-parent", "-m", "--relative", "--no-renames", "--name-only", f"-G{_STATE}",
        "--format=%x01%an%x02%cI%x02", "--", *asked,
    )  # fmt: skip
    wanted, found = set(paths), {}
    by = at = ""
    for part in (log or b"").decode("utf-8", "surrogateescape").replace("\n", "").split("\0"):
        name = part
        if part.startswith("\x01"):
            by, at, name = part[1:].split("\x02", 2)
        if name in wanted and name not in found:
            found[name] = (by, at)
    return dict(_with_data(folder, ((path, *who) for path, who in found.items() if not who[0].endswith("[bot]"))))


def _with_data(folder: Path, found: Iterable[tuple[str, str, str]]) -> Iterable[tuple[str, Decision]]:
    for path, by, at in found:
        data = _git(folder, "show", f"HEAD:./{path}")
        if data is not None:
            yield path, Decision(" ".join(by.split())[:_LONGEST], at, data)


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it fails or is not there: who decided is then not known."""
    command = ["git", "-C", str(folder), "--literal-pathspecs", *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - fixed words, no shell
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
