"""What the repository has of the files below a folder: which commits changed them, and the bytes that they had."""

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_SECONDS = 120
# ":100644 100644 <id> <id> M"
_ENTRY = re.compile(rb":[0-7]+ [0-7]+ ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) M")


@dataclass(frozen=True, slots=True)
class Version:
    """A change of a file (its path below the folder) by a commit of a day: the ids of its bytes before and after."""

    path: str
    day: str
    before: str
    after: str


def versions(folder: Path, most: int) -> list[Version]:
    """Every change of a file of the folder along the branch that is checked out, the oldest first; [] outside a repository.

    A commit that changes more than `most` of the files is left out.
    """
    printed = _git(
        folder, "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--no-renames", "--diff-filter=M", "--raw", "--no-abbrev",
        "--relative", "-z", "--format=%x01%cs", "--", ".",
    )  # fmt: skip
    found = []
    for commit in printed.split(b"\x01")[1:]:
        day, _, rest = commit.partition(b"\0")
        made = list(_changed(day.decode("ascii", "replace").strip(), rest))
        found += made if len(made) <= most else []
    return found


def _changed(day: str, entries: bytes) -> Iterator[Version]:
    parts = [part.lstrip(b"\n") for part in entries.split(b"\0")]
    for entry, path in pairwise(parts):
        match = _ENTRY.fullmatch(entry)
        if match:
            yield Version(path.decode("utf-8", "surrogateescape"), day, match[1].decode(), match[2].decode())


def contents(folder: Path, ids: Iterable[str]) -> Mapping[str, bytes]:
    """The bytes with these ids; those that the repository no longer has are missing."""
    asked = "".join(f"{one}\n" for one in ids).encode()
    printed = _git(folder, "cat-file", "--batch", given=asked) if asked else b""
    found, at = {}, 0
    while at < len(printed):
        end = printed.index(b"\n", at)
        words = printed[at:end].split()
        if len(words) == 3 and words[2].isdigit():  # id, "blob", size
            size = int(words[2])
            found[words[0].decode()] = printed[end + 1 : end + 1 + size]
            end += size + 1
        at = end + 1
    return found


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What git prints; b"" where it fails or is not there."""
    command = ["git", "-C", str(folder), "-c", "core.quotePath=false", "-c", "log.showSignature=false", *words]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - no shell, fixed words
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""
