"""Articles are read one by one or on several cores; a broken one is reported and the others go on."""

import os
from collections.abc import Callable, Generator, Iterable
from functools import partial

from digest.build import stages
from digest.build.stages import Done, Job
from digest.build.workers import Local, spread
from digest.errors import ContentError, doing, failure
from digest.pipeline import Options

_TOGETHER = 8  # jobs given to a process at once
_FEW = 8  # jobs that are not worth the start of processes

Progress = Callable[[int, int, str], None]
Results = Generator[tuple[Job, Done], None, None]


def silent(_done: int, _of: int, _path: str) -> None:
    """Reports nothing: the default for programs."""


def run(jobs: Iterable[Job], of: int, options: Options, processes: int, progress: Progress) -> Results:
    """Every job with what came of it, in order. `of` is how many jobs there are; `progress` is called after each."""
    processes = 1 if of < _FEW else min(processes, os.cpu_count() or 1)
    size = max(1, min(_TOGETHER, of // (4 * processes))) if processes > 1 else 1
    worked = spread(Local(processes), partial(_one, options), jobs, size, _lost)
    for number, (job, done) in enumerate(worked, start=1):
        progress(number, of, job.path)
        yield job, done


def _one(options: Options, job: Job) -> Done:
    try:
        with doing("making the summary", job.shown):
            return stages.work(job, options)
    except ContentError as error:
        return Done(problem=error.problem)


def _lost(job: Job, error: Exception) -> Done:
    return Done(problem=failure("making the summary", job.shown, error).problem)
