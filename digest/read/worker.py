"""A reader at arm's length: in a process of its own, with limits of time and memory, for formats whose library may hang.

The process stays for the next file, so that only the first pays for its start; it is replaced when it was stopped. It is
an interpreter of its own, spoken to over its standard input and output: `multiprocessing` would run the caller's script
again. Processor time is limited where the system can (what is refused does not depend on what else is running), and
patience everywhere.
"""

import atexit
import os
import pickle
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from threading import RLock, Timer
from typing import IO, TYPE_CHECKING, cast

from digest.errors import ContentError, PassingError, Problem, doing
from digest.model import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[bytes, str, str], Source]

SECONDS = 5  # of processor time for one file
_PATIENCE = 30.0  # seconds by the clock, the start of the process and the import of its libraries included
_MEMORY = 900 * 2**20  # bytes that the process may hold
_REMEDY = "Save the article's text as .txt."

Request = tuple[str, bytes, str, str, int]  # reader, data, path, address, seconds
Answer = Source | Problem  # what was read, or what is wrong


class _Worker:
    """One process and the lines to it."""

    def __init__(self) -> None:
        places = os.pathsep.join(place or os.getcwd() for place in sys.path)  # noqa: PTH109 - a string is wanted
        # One thread: a page's sums are small, and each thread of the library would hold memory.
        surroundings = {**os.environ, "PYTHONPATH": places, "OPENBLAS_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from digest.read import worker; worker.serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings,
        )
        self.requests = cast("IO[bytes]", self.process.stdin)
        self.answers = cast("IO[bytes]", self.process.stdout)

    def ask(self, request: Request) -> Answer:
        """The answer. Raises `EOFError` when the process died or was stopped."""
        timer = Timer(_PATIENCE, self.process.kill)
        timer.start()
        try:
            pickle.dump(request, self.requests, pickle.HIGHEST_PROTOCOL)
            self.requests.flush()
            return cast("Answer", pickle.load(self.answers))  # noqa: S301 - from our own process
        except (OSError, pickle.UnpicklingError) as error:
            raise EOFError from error
        finally:
            timer.cancel()

    def close(self) -> None:
        """Ends the process."""
        self.process.kill()
        self.process.wait()
        self.answers.close()
        with suppress(OSError):  # what was left to say finds nobody
            self.requests.close()


@cache
def _current(_process: int) -> tuple[RLock, list[_Worker]]:
    """The process at work, at most one for each process that reads: a fork must not speak on its parent's line."""
    return RLock(), []


def read(reader: str, data: bytes, path: str, url: str = "") -> Source:
    """Reads with `digest.read.<reader>`. Raises `ContentError`, also when the limits are passed."""
    lock, current = _current(os.getpid())
    with lock:
        if current and current[0].process.poll() is not None:  # it died between two files: that is not this one's fault
            _dismiss(current)
        if not current:
            current.append(_Worker())
            atexit.register(current[0].close)
        worker = current[0]
        try:
            answer = worker.ask((reader, data, path, url, SECONDS))
        except EOFError:
            _dismiss(current)
            what = f"The file could not be read within {SECONDS} seconds and {_MEMORY // 2**20} MB."
            raise PassingError(path, what, _REMEDY) from None
    if isinstance(answer, Source):
        return answer
    raise ContentError(path, answer.what, answer.remedy, answer.line, answer.trace)


def _dismiss(current: list[_Worker]) -> None:
    worker = current.pop()
    worker.close()
    atexit.unregister(worker.close)


def serve() -> None:
    """The process's work: a request, an answer, until the line is closed."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _prepare()
    while True:
        try:
            reader, data, path, url, seconds = pickle.load(requests)  # noqa: S301 - from our own process
        except EOFError:
            return
        pickle.dump(_answer(reader, data, path, url, seconds), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _answer(reader: str, data: bytes, path: str, url: str, seconds: int) -> Answer:
    read_one = cast("Read", import_module(f"digest.read.{reader}").read)
    _limit_time(seconds)
    try:
        with doing("reading the file", path):
            return read_one(data, path, url)
    except ContentError as error:
        match error.__cause__:
            case MemoryError():
                return Problem(path, 0, f"Reading the file takes more than {_MEMORY // 2**20} MB of memory.", _REMEDY)
            case RecursionError():
                return Problem(path, 0, "The file's parts are nested too deep in each other.", _REMEDY)
        return error.problem


def _prepare() -> None:
    """Memory is limited; an interrupt at the keyboard is the caller's to answer, and a library's own log names no file."""
    import logging  # noqa: PLC0415 - the process alone needs it
    import signal  # noqa: PLC0415 - the same

    logging.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        import resource  # noqa: PLC0415 - POSIX alone has it
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, hard))
    # Without this the system would write the memory of a stopped process to the disk.
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def _limit_time(seconds: int) -> None:
    """The system stops the process when it has run so much longer than it has until now."""
    try:
        import resource  # noqa: PLC0415 - POSIX alone has it
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
