"""Articles are worked one by one or on several cores; a broken one is reported and the others go on."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from digest import pipeline
from digest.errors import ContentError, Problem, doing, failure
from digest.pipeline import Committed, Summarised
from digest.summary import Parsed
from digest.understand import Options


@dataclass(frozen=True, slots=True)
class Job:
    """One article to work: the file, where its summary goes, the summary that is there, and what the cache has of it."""

    file: Committed
    place: str
    old: Parsed | None
    key: str
    made: dict[str, Any] | None
    options: Options


Tell = Callable[[int, int, str], None]


def silent(_done: int, _of: int, _path: str) -> None:
    """Tells nobody: the default for programs."""


def _work(job: Job) -> Summarised | Problem:
    """The result, or what is wrong with the article: a value, since it travels between processes."""
    try:
        with doing("making the summary", job.file.shown):
            return pipeline.summarise(job.file, job.old, job.place, job.options, job.made)
    except ContentError as error:
        return error.problem


def worked(work: list[Job], jobs: int, tell: Tell, problems: list[Problem]) -> Iterator[tuple[Job, Summarised]]:
    """Every job with its result, in order; a broken article is reported and the others go on."""
    for done, (job, future) in enumerate(zip(work, _futures(work, jobs), strict=True), start=1):
        result = _result(job, future)
        if isinstance(result, Problem):
            problems.append(result)
        else:
            problems.extend(result.problems)
            yield job, result
        tell(done, len(work), job.file.path)


def _result(job: Job, future: "Future[Summarised | Problem]") -> Summarised | Problem:
    error = future.exception()
    if isinstance(error, BrokenExecutor):
        # One article took the whole pool with it (no memory left, say): each is tried once more, on its own.
        with ProcessPoolExecutor(1) as alone:
            future = alone.submit(_work, job)
            error = future.exception()
    if error is None:
        return future.result()
    if not isinstance(error, Exception):
        raise error
    return failure("making the summary", job.file.shown, error).problem


def _futures(work: list[Job], jobs: int) -> Iterable["Future[Summarised | Problem]"]:
    pool: Executor = (
        ThreadPoolExecutor(1) if jobs == 1 or len(work) < 8 else ProcessPoolExecutor(min(jobs, os.cpu_count() or 1))
    )
    with pool:
        yield from [pool.submit(_work, job) for job in work]
