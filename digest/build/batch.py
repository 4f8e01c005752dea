"""Rows of JSON Lines are worked on by several processes, in order; a broken one is reported and the others go on."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from digest.build.cluster import Cluster
from digest.build.workers import Local, Pool, spread
from digest.errors import ContentError, Problem, doing, failure
from digest.read.encoding import whole

_TOGETHER = 8  # rows handed to a process at once
_ARTICLES = {"id": "an", "story": "a"}

Work = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a line: the row to be written, or what is wrong with it (its file is for the caller to name)."""

    row: str = ""
    problem: Problem | None = None


def work_on(lines: Iterable[str], work: Work, key: str, pool: Pool) -> Iterator[tuple[Line, Outcome]]:
    """Each line that is not empty with what came of it, in order; `key` names the field that every row must have."""
    numbered = (Line(number, text) for number, text in enumerate(lines, start=1) if text.strip())
    return spread(pool, partial(_outcome, work, key), numbered, _TOGETHER, _lost)


def pool(jobs: int, dask: str) -> Pool:
    """Processes of this machine (0: one a core), or the workers of a Dask cluster at an address. Raises `SettingsError`."""
    return Cluster(dask) if dask else Local(jobs or os.cpu_count() or 1)


def row(line: Line, key: str = "id") -> dict[str, Any]:
    """The object on a line. Raises `ContentError`."""
    try:
        found = json.loads(line.text)
    except (ValueError, RecursionError) as error:
        raise ContentError("", f"The line is not JSON: {error}.", line=line.number) from error
    if not isinstance(found, dict) or not isinstance(found.get(key), (str, int)):
        raise ContentError("", f"The row is not an object with {_ARTICLES[key]} “{key}”.", line=line.number)
    return found


def _outcome(work: Work, key: str, line: Line) -> Outcome:
    name = ""
    try:
        found = row(line, key)
        name = f"{found[key]}: "
        with doing("working on the row", str(found[key])):
            return Outcome(whole(json.dumps(work(found), ensure_ascii=False)) + "\n")
    except ContentError as error:
        return Outcome(problem=replace(error.problem, line=line.number, what=name + error.problem.what))


def _lost(line: Line, error: Exception) -> Outcome:
    return Outcome(problem=replace(failure("working on the row", "", error).problem, line=line.number))
