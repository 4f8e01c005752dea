"""`digest batch`: many texts in, many readings out, as JSON Lines, on every core."""

import gzip
import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from digest.build import rows
from digest.build.run import unblock
from digest.cli import said
from digest.errors import ContentError, Problem, doing
from digest.group import stories
from digest.group.stories import Told
from digest.read.encoding import whole
from digest.read.rows import row as extracted
from digest.sources import files

_CHUNK = 8  # rows handed to a process at once
_ARTICLES = {"id": "an", "story": "a"}
_WAITING = 4  # chunks a process may have waiting: the input streams, it is never held whole

Outcome = tuple[int, str, Problem | None]  # the line's number, the row written, or what is wrong with it


@click.group()
def batch() -> None:
    """Read JSON Lines and write JSON Lines, for measuring and for other programs."""


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    jobs = click.option(
        "--jobs", "-j", type=click.IntRange(0, 256), default=0, help="How many processes (default: one a core)."
    )
    source = click.argument("source", metavar="IN.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    target = click.argument("target", metavar="OUT.jsonl", type=click.Path(dir_okay=False, path_type=Path))
    return source(target(jobs(command)))


@batch.command()
@_shared
def analyse(source: Path, target: Path, jobs: int) -> None:
    """Read what each text says.

    Rows in: {"id", "text", "title"?, "date"?}. Rows out: {"id", "title", "key_points", "quotes", "people",
    "organisations", "places", "figures", "timeline"}; offsets are those of the given text.
    """
    _run(_analyse, source, target, jobs)


@batch.command()
@_shared
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that `file` in the rows starts from.",
)
def extract(source: Path, target: Path, jobs: int, root: Path) -> None:
    """Extract the article from each page.

    Rows in: {"id", "file", "url"?}. Rows out: {"id", "title", "author", "date", "body", "site", "lang", "url"}.
    """
    _run(partial(_extract, root), source, target, jobs)


@batch.command()
@_shared
def compare(source: Path, target: Path, jobs: int) -> None:
    """Find where the articles of a story disagree.

    Rows in: {"story", "articles": [{"id", "date", "title", "text"}]}. Rows out: {"story", "disagreements": [{"what", "kind",
    "status", "claims": [{"article", "value", "sentence"}]}]}.
    """
    _run(rows.compared, source, target, jobs, "story")


@batch.command()
@click.argument("source", metavar="IN.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT.jsonl", type=click.Path(dir_okay=False, path_type=Path))
def group(source: Path, target: Path) -> None:
    """Group articles into stories.

    Rows in: {"id", "title", "text", "date"}. Rows out: {"id", "cluster"}; articles of one story have the same cluster.
    """
    started, status = time.monotonic(), 0
    told: dict[str, Told] = {}
    ids: dict[str, str | int] = {}
    with source.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            row, problem = _row(number, line)
            if not problem and str(row["id"]) in told:
                problem = Problem("", number, f"Another row has the id “{row['id']}” already.")
            if problem:
                status = max(status, said.problems([replace(problem, file=str(source), line=number)]))
                continue
            title, text, day = (whole(str(row.get(name) or "")) for name in ("title", "text", "date"))
            told[str(row["id"])] = Told(day[:10], str(row["id"]), title, text)
            ids[str(row["id"])] = row["id"]
    clusters = stories.group(told.values())
    grouped = (json.dumps({"id": ids[key], "cluster": clusters[key]}, ensure_ascii=False) for key in told)
    files.write(target, whole("".join(f"{row}\n" for row in grouped)).encode())
    count = said.count(len(set(clusters.values())), "story", "stories")
    said.line(f"{said.count(len(told), 'article')}, {count} in {time.monotonic() - started:.1f} s", err=True)
    if status:
        raise SystemExit(status)


def _analyse(row: Mapping[str, Any]) -> dict[str, Any]:
    return rows.analysed(row)


def _extract(root: Path, row: Mapping[str, Any]) -> dict[str, Any]:
    name = str(row.get("file", ""))
    place = (root / name).resolve()
    if not place.is_relative_to(root.resolve()):
        raise ContentError(name, "The file lies outside the root.")
    data = files.read(place, name)
    if name.endswith(".gz"):
        with gzip.open(place) as packed:
            data = packed.read(files.LARGEST + 1)
        if len(data) > files.LARGEST:
            raise ContentError(name, "The unpacked file is too large.")
    return extracted(row, data)


def _run(
    work: Callable[[Mapping[str, Any]], dict[str, Any]], source: Path, target: Path, jobs: int, key: str = "id"
) -> None:
    """Streams the rows through the processes, in order; a broken row is reported and the others go on."""
    started, done, broken, status = time.monotonic(), 0, 0, 0
    part = target.with_name(target.name + ".part")
    with source.open(encoding="utf-8", errors="replace") as lines, part.open("w", encoding="utf-8") as out:
        for number, row, problem in _outcomes(work, lines, jobs or os.cpu_count() or 1, key):
            done += 1
            if problem:
                broken += 1
                status = max(status, said.problems([replace(problem, file=str(source), line=number)]))
            else:
                out.write(row)
    part.replace(target)
    seconds = time.monotonic() - started
    failed = f", {said.count(broken, 'broken row')}" if broken else ""
    said.line(
        f"{said.count(done, 'row')}{failed} in {seconds:.1f} s ({done / max(seconds, 1e-9):.0f} a second)", err=True
    )
    if status:
        raise SystemExit(status)


def _outcomes(
    work: Callable[[Mapping[str, Any]], dict[str, Any]], lines: TextIO, jobs: int, key: str
) -> Iterator[Outcome]:
    chunks = _chunks(lines)
    if jobs == 1:
        for chunk in chunks:
            yield from _chunk(work, chunk, key)
        return
    waiting: deque[Future[list[Outcome]]] = deque()
    with ProcessPoolExecutor(jobs) as pool:
        try:
            for chunk in chunks:
                waiting.append(pool.submit(_chunk, work, chunk, key))
                if len(waiting) > _WAITING * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            unblock(pool)


def _chunks(lines: TextIO) -> Iterator[list[tuple[int, str]]]:
    chunk: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            chunk.append((number, line))
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _chunk(
    work: Callable[[Mapping[str, Any]], dict[str, Any]], chunk: list[tuple[int, str]], key: str
) -> list[Outcome]:
    return [_outcome(work, number, line, key) for number, line in chunk]


def _row(number: int, line: str, key: str = "id") -> tuple[dict[str, Any], Problem | None]:
    """The object on a line, and what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, Problem("", number, f"The line is not JSON: {error}.")
    if not isinstance(row, dict) or not isinstance(row.get(key), (str, int)):
        return {}, Problem("", number, f"The row is not an object with {_ARTICLES[key]} “{key}”.")
    return row, None


def _outcome(work: Callable[[Mapping[str, Any]], dict[str, Any]], number: int, line: str, key: str) -> Outcome:
    row, problem = _row(number, line, key)
    if problem:
        return number, "", problem
    try:
        with doing("working on the row", str(row[key])):
            return number, whole(json.dumps(work(row), ensure_ascii=False)) + "\n", None
    except ContentError as error:
        return number, "", replace(error.problem, what=f"{row[key]}: {error.problem.what}")
