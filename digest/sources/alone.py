"""One run at a time: a lock on a file that the system gives back whatever becomes of the process."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import IO

from digest.errors import SettingsError


def locked(out: IO[bytes]) -> bool:
    """Locks an open file for this process until it is closed; whether no other process has locked it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - there alone

            msvcrt.locking(out.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not there on Windows

            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def alone(folder: Path, name: str, what: str) -> Iterator[None]:
    """A run that no other may take part in. Raises `SettingsError` where another is at it: "Another run WHAT now.".

    Where the folder cannot be written, nothing is locked: a read-only cache stops no run.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        opened: IO[bytes] | nullcontext[None] = (folder / f"{name}.lock").open("ab")
    except OSError:
        opened = nullcontext()
    with opened as out:
        if out is not None and not locked(out):
            raise SettingsError(f"Another run {what} now. Wait until it has ended; nothing was done.")
        yield
