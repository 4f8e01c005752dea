"""Who got which edition: a file of one line an event, written before and after each letter is handed over.

A letter is `sending` from the moment at which it might arrive; only the server's answer makes it `sent`, `deferred` (it will be
tried again) or `refused`. One that is left `sending` by a crash or a connection that broke may have arrived and is never sent again.
Addresses are hashed.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from digest.errors import ContentError
from digest.sources.alone import locked


class State(StrEnum):
    """What became of a letter to one reader."""

    NEW = "new"
    SENDING = "sending"
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"


class Ledger:
    """The file, opened for one run."""

    def __init__(self, out: BinaryIO, states: dict[tuple[str, str], State]) -> None:
        self._out, self._states = out, states

    def state(self, edition: str, address: str) -> State:
        """What became of an edition for one reader."""
        return self._states.get((edition, _hash(address)), State.NEW)

    def note(self, edition: str, address: str, state: State, at: str) -> None:
        """Writes an event; when this returns, it is on the disk."""
        row = {"edition": edition, "to": _hash(address), "state": state.value, "at": at}
        self._out.write(json.dumps(row).encode() + b"\n")
        self._out.flush()
        os.fsync(self._out.fileno())
        self._states[edition, _hash(address)] = state


@contextmanager
def opened(place: Path, shown: str) -> Iterator[Ledger]:
    """The ledger, for this process alone. Raises `ContentError` where it cannot be read, or another process sends now."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(place, "a+b", opener=_private) as out:
            if not locked(out):
                raise ContentError(shown, "Another run is sending now.", "Wait until it has ended.")
            out.seek(0)
            whole, _, begun = out.read().rpartition(b"\n")
            if begun:  # a run was stopped while it wrote this line; a letter is handed over only when its line is whole
                out.truncate(len(whole) + 1 if whole else 0)
            states = _states(whole, shown)
            out.seek(0, os.SEEK_END)
            yield Ledger(out, states)
    except OSError as error:
        raise ContentError(
            shown, f"The ledger cannot be written: {error.strerror}.", "Nothing is sent without it."
        ) from error


def _private(place: str, flags: int) -> int:
    """Opens a file that, if it is new, its owner alone can read: whoever guesses an address finds it by its hash."""
    return os.open(place, flags, 0o600)


def _states(text: bytes, shown: str) -> dict[tuple[str, str], State]:
    """What became of each letter last. Raises `ContentError` with the line that is none of the program's."""
    found: dict[tuple[str, str], State] = {}
    for number, line in enumerate(text.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found[str(row["edition"]), str(row["to"])] = State(row["state"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            what = "The line is no entry of the ledger."
            remedy = "Take the file from a copy: without it somebody could get an edition twice."
            raise ContentError(shown, what, remedy, number) from error
    return found


def _hash(address: str) -> str:
    return sha256(address.casefold().encode()).hexdigest()[:24]


@contextmanager
def forgotten() -> Iterator[Ledger]:
    """A ledger that nothing is kept of, for a trial."""
    with TemporaryFile() as out:
        yield Ledger(out, {})
