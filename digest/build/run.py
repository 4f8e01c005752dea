"""Articles are read one by one or on several cores; a broken one is reported and the others go on."""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice
from multiprocessing import parent_process
from threading import Thread

from digest.build import stages
from digest.build.stages import Done, Job
from digest.errors import ContentError, doing, failure
from digest.pipeline import Options

_TOGETHER = 8  # jobs given to a process at once
_WAITING = 2  # times as many may wait as there are processes: files and results are never all held at once
_FEW = 8  # jobs that are not worth the start of processes

Progress = Callable[[int, int, str], None]
Batch = tuple[Job, ...]
Results = Generator[tuple[Job, Done], None, None]


def silent(_done: int, _of: int, _path: str) -> None:
    """Reports nothing: the default for programs."""


def run(jobs: Iterable[Job], of: int, options: Options, processes: int, progress: Progress) -> Results:
    """Every job with what came of it, in order. `of` is how many jobs there are; `progress` is called after each."""
    processes = min(processes, os.cpu_count() or 1)
    pool = _Pool(1 if of < _FEW else processes, options)
    size = max(1, min(_TOGETHER, of // (4 * processes))) if pool.processes > 1 else 1
    waiting: deque[tuple[Batch, Future[list[Done]]]] = deque()
    upcoming, number = iter(jobs), 0
    try:
        while (batch := tuple(islice(upcoming, size))) or waiting:
            if batch:
                waiting.append((batch, pool.submit(batch)))
            if batch and len(waiting) <= _WAITING * pool.processes:
                continue
            worked, future = waiting.popleft()
            for job, done in zip(worked, _results(worked, future, options), strict=True):
                number += 1
                progress(number, of, job.path)
                yield job, done
    finally:
        pool.close()


class _Pool:
    """Processes that are replaced when an article takes one of them with it; with one alone, a thread of this process."""

    def __init__(self, processes: int, options: Options) -> None:
        self.processes = processes
        self._options = options
        self._executor = self._begun()

    def submit(self, batch: Batch) -> "Future[list[Done]]":
        """Hands a batch to a process."""
        try:
            return self._executor.submit(_work, batch, self._options)
        except BrokenExecutor:
            unblock(self._executor)
            self._executor = self._begun()
            return self._executor.submit(_work, batch, self._options)

    def close(self) -> None:
        """Ends the processes, after what they are at."""
        unblock(self._executor)
        self._executor.shutdown(cancel_futures=True)

    def _begun(self) -> Executor:
        return ThreadPoolExecutor(1) if self.processes == 1 else ProcessPoolExecutor(self.processes, initializer=_begin)


def unblock(executor: Executor) -> None:
    """Lets a pool end whose process died while jobs were handed to it.

    Before Python 3.11.5 the thread that hands them over waits forever then, for a pipe that nobody reads (gh-94777).
    """
    broken = getattr(executor, "_broken", False)
    queue = getattr(executor, "_call_queue", None)
    if broken and queue is not None and sys.version_info < (3, 11, 5):
        queue._reader.close()  # noqa: SLF001 - what later versions do themselves


def _work(batch: Batch, options: Options) -> list[Done]:
    return [_one(job, options) for job in batch]


def _one(job: Job, options: Options) -> Done:
    try:
        with doing("making the summary", job.shown):
            return stages.work(job, options)
    except ContentError as error:
        return Done(problem=error.problem)


def _results(batch: Batch, future: "Future[list[Done]]", options: Options) -> list[Done]:
    """What came of a batch; where an article of it failed or took the process with it, each is tried once more alone."""
    error = future.exception()
    if error is None:
        return future.result()
    if not isinstance(error, Exception):
        raise error
    return [_alone(job, options) for job in batch]


def _alone(job: Job, options: Options) -> Done:
    with ProcessPoolExecutor(1, initializer=_begin) as alone:
        future = alone.submit(_one, job, options)
        error = future.exception()
        unblock(alone)
    if error is None:
        return future.result()
    if not isinstance(error, Exception):
        raise error
    return Done(problem=failure("making the summary", job.shown, error).problem)


def _begin() -> None:
    """A process ends with the run that began it, however that ends; an interrupt at the keyboard is the run's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
