"""Many tasks are worked on by several processes; what comes of them comes in order, and a task that takes its process with it is lost alone."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from multiprocessing import parent_process
from threading import Thread
from typing import Protocol, TypeVar

from digest.errors import SettingsError

_WAITING = 2  # times as many batches may wait as there are processes: tasks and results are never all held at once

Task = TypeVar("Task")
Result = TypeVar("Result")


class Pool(Protocol):
    """Whatever works on tasks: processes of this machine, or of others."""

    @property
    def processes(self) -> int:
        """How many work at once."""

    def submit(self, work: Callable[[Task], Result], batch: Sequence[Task]) -> "Future[list[Result]]":
        """Hands a batch to a process."""

    def alone(self, work: Callable[[Task], Result], task: Task) -> "Future[list[Result]]":
        """Hands one task to a process that has nothing else to lose."""

    def close(self) -> None:
        """Ends the work, after what the processes are at."""


def spread(
    pool: Pool,
    work: Callable[[Task], Result],
    tasks: Iterable[Task],
    size: int,
    lost: Callable[[Task, Exception], Result],
) -> Generator[tuple[Task, Result], None, None]:
    """Every task with what came of it, in order; `size` tasks are handed over at once. Closes the pool.

    A batch that failed is tried once more, task by task; `lost` gives the result of one that fails then too.
    """
    waiting: deque[tuple[tuple[Task, ...], Future[list[Result]]]] = deque()
    upcoming = iter(tasks)
    try:
        while (batch := tuple(islice(upcoming, size))) or waiting:
            if batch:
                waiting.append((batch, pool.submit(work, batch)))
            if batch and len(waiting) <= _WAITING * pool.processes:
                continue
            worked, future = waiting.popleft()
            if _failed(future) is None:
                yield from zip(worked, future.result(), strict=True)
                continue
            for task in worked:
                future = pool.alone(work, task)
                error = _failed(future)
                yield task, future.result()[0] if error is None else lost(task, error)
    finally:
        pool.close()


def _failed(future: "Future[list[Result]]") -> Exception | None:
    """What went wrong with the work; an interrupt is raised, and so are wrong settings."""
    error = future.exception()
    if error is not None and (isinstance(error, SettingsError) or not isinstance(error, Exception)):
        raise error
    return error


class Local:
    """Processes of this machine, replaced when a task takes one of them with it; with one alone, a thread of this process."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._executor = self._begun()

    def submit(self, work: Callable[[Task], Result], batch: Sequence[Task]) -> "Future[list[Result]]":
        """Hands a batch to a process."""
        try:
            return self._executor.submit(each, work, batch)
        except BrokenExecutor:
            unblock(self._executor)
            self._executor = self._begun()
            return self._executor.submit(each, work, batch)

    def alone(self, work: Callable[[Task], Result], task: Task) -> "Future[list[Result]]":
        """What comes of one task in a process of its own."""
        with ProcessPoolExecutor(1, initializer=_begin) as alone:
            future = alone.submit(each, work, [task])
            future.exception()
            unblock(alone)
        return future

    def close(self) -> None:
        """Ends the processes, after what they are at."""
        unblock(self._executor)
        self._executor.shutdown(cancel_futures=True)

    def _begun(self) -> Executor:
        return ThreadPoolExecutor(1) if self.processes == 1 else ProcessPoolExecutor(self.processes, initializer=_begin)


def each(work: Callable[[Task], Result], batch: Sequence[Task]) -> list[Result]:
    """What comes of each task of a batch; runs in the process that works on it."""
    return [work(task) for task in batch]


def unblock(executor: Executor) -> None:
    """Lets a pool end whose process died while tasks were handed to it.

    Before Python 3.11.5 the thread that hands them over waits forever then, for a pipe that nobody reads (gh-94777).
    """
    broken = getattr(executor, "_broken", False)
    queue = getattr(executor, "_call_queue", None)
    if broken and queue is not None and sys.version_info < (3, 11, 5):
        queue._reader.close()  # noqa: SLF001 - what later versions do themselves


def _begin() -> None:
    """A process ends with the run that began it, however that ends; an interrupt at the keyboard is the run's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
