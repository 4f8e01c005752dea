"""A reader at arm's length: in a process of its own, with limits of time and memory, for formats whose library may hang.

The process stays for the next file, so that only the first pays for its start; it is replaced when it was stopped.
"""

import multiprocessing
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from digest.errors import ContentError
from digest.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.process import BaseProcess

SECONDS = 5.0
_MEMORY = 2**30  # bytes of address space beyond what the process has at its start
_START = 60.0  # seconds a new process may take to import its libraries on a busy machine

Answer = Source | tuple[str, str]  # what was read, or what is wrong and its remedy


class _Worker:
    """One process and the line to it."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False

    def ask(self, reader: str, data: bytes, path: str, url: str) -> Answer | None:
        """The answer; None when the process died or ran out of time, after which it is gone."""
        try:
            if not self.ready:
                self.ready = self.line.poll(_START) and self.line.recv() == "ready"
            self.line.send((reader, data, path, url))
            if self.line.poll(SECONDS):
                answer: Answer = self.line.recv()
                return answer
        except (EOFError, OSError):
            pass  # it died: out of memory, or brought down by the file
        self.process.kill()
        self.process.join()
        return None


@cache
def _current() -> list[_Worker]:
    """The process at work, at most one in each process that reads: the one state that this module keeps."""
    return []


def read(reader: str, data: bytes, path: str, url: str = "") -> Source:
    """Reads with `digest.read.<reader>`. Raises `ContentError`, also when the limits are passed."""
    current = _current()
    if not current or not current[0].process.is_alive():
        current[:] = [_Worker()]
    answer = current[0].ask(reader, data, path, url)
    if isinstance(answer, Source):
        return answer
    if answer is None:
        current.clear()
        raise ContentError(
            path,
            f"The file could not be read within {SECONDS:.0f} seconds and 1 GB.",
            "Save the article's text as .txt.",
        )
    raise ContentError(path, *answer)


def _serve(line: Connection) -> None:
    """The process's work: a request, an answer, until the line is closed."""
    import_module("digest.read.pdf")
    _limit_memory()
    line.send("ready")
    while True:
        try:
            reader, data, path, url = line.recv()
        except EOFError:
            return
        read_one: Callable[[bytes, str, str], Source] = import_module(f"digest.read.{reader}").read
        try:
            line.send(read_one(data, path, url))
        except ContentError as error:
            line.send((error.problem.what, error.problem.remedy))


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - POSIX alone has it
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, hard))
