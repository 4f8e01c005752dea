"""What a language model answers: the edge to the command that asks it, and to the files that keep its answers.

A build only reads the files. The command is the owner's; it gets JSON on standard input, prints JSON, and has limits of time and size.
"""

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from digest.config import Settings, shown
from digest.errors import ContentError, SettingsError, printable
from digest.sources import files
from digest.suggest.answer import LARGEST

_SUFFIX = ".json"
_SHOWN = 200  # characters of what a failing command says


def place(settings: Settings, path: str) -> Path:
    """Where the answer on an article is kept."""
    return settings.suggestions / f"{path}{_SUFFIX}"


def stamps(settings: Settings) -> dict[str, tuple[int, int]]:
    """The articles with a saved answer, by path, each with what shows cheaply whether it has changed."""
    found, _ = files.find(settings.suggestions, frozenset({_SUFFIX}), shown(settings, settings.suggestions))
    return {file.path.removesuffix(_SUFFIX): (file.size, file.changed) for file in found}


def text(settings: Settings, path: str) -> str:
    """The saved answer on an article; what is no text, or too long, is none that can be read."""
    try:
        data = files.read(place(settings, path), path)
    except ContentError:
        return "{}"
    return data.decode("utf-8", errors="replace") if len(data) <= 2 * LARGEST else "{}"


def ask(folder: Path, command: Sequence[str], request: Mapping[str, Any], seconds: float) -> str:
    """What the command, run in `folder`, prints for a request. Raises `SettingsError` where it fails, is late or prints too much."""
    said = json.dumps(request, ensure_ascii=False).encode("utf-8", "surrogatepass")
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603 - the owner's own command, without a shell
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=folder,
                start_new_session=True,
            )
        except OSError as error:
            raise SettingsError(f"The model's command {command[0]} cannot be run: {error.strerror}.") from error
        printed: list[bytes] = []
        # In threads of their own: a command that neither reads nor ends, and its children, hold nobody up.
        for work in (lambda: _hand(process, said), lambda: printed.append(_printed(process))):
            threading.Thread(target=work, daemon=True).start()
        try:
            status = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise SettingsError(
                f"The model has not answered within {seconds:g} seconds; nothing was changed."
            ) from error
        finally:
            _stop(process)
        for _ in range(100):  # what was printed before the end is there at once
            if printed:
                break
            time.sleep(0.01)
        errors.seek(0, os.SEEK_END)
        errors.seek(max(0, errors.tell() - _SHOWN))
        last = printable(errors.read().decode("utf-8", errors="replace").strip())
    if not printed:
        what = "has ended, but what it has started still holds its output open; nothing was changed."
        raise SettingsError(f"The model's command {command[0]} {what}")
    if len(printed[0]) > LARGEST:
        raise SettingsError(f"The model's answer has more than {LARGEST:,} bytes; nothing was changed.")
    if status:
        raise SettingsError(f"The model's command {command[0]} ended with status {status}: {last or 'it says nothing'}")
    return printed[0].decode("utf-8", errors="replace")


def _hand(process: "subprocess.Popen[bytes]", said: bytes) -> None:
    """Writes the request, as far as the command reads it."""
    with suppress(OSError):
        assert process.stdin
        with process.stdin as stream:
            stream.write(said)


def _printed(process: "subprocess.Popen[bytes]") -> bytes:
    """What the command prints, up to one byte too much; then it is stopped."""
    assert process.stdout
    found = process.stdout.read(LARGEST + 1)
    if len(found) > LARGEST:
        _stop(process)
    return found


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """Ends the command and what it has started."""
    with suppress(OSError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
