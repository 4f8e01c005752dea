"""`digest batch`: many texts in, many readings out, as JSON Lines, on every core or on a cluster."""

import gzip
import json
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from digest.build import batch as engine
from digest.build import rows
from digest.cli import said
from digest.errors import ContentError, Problem
from digest.group import stories
from digest.group.stories import Told
from digest.read.encoding import whole
from digest.read.rows import row as extracted
from digest.sources import files, remote


class _Place(click.ParamType[str]):
    """A file on this disk, or an address that fsspec knows."""

    name = "place"

    def __init__(self, *, exists: bool) -> None:
        self._path = click.Path(exists=exists, dir_okay=False)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The place as it was given; a path is looked at first."""
        return value if remote.elsewhere(value) else str(self._path.convert(value, param, ctx))


@click.group()
def batch() -> None:
    """Read JSON Lines and write JSON Lines, for measuring and for other programs."""


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    options = (
        click.option(
            "--jobs", "-j", type=click.IntRange(0, 256), default=0, help="How many processes (default: one a core)."
        ),
        click.option(
            "--dask", metavar="ADDRESS", default="", help="Work on the Dask cluster whose scheduler is at this address."
        ),
        click.option(
            "--broken",
            metavar="FILE",
            type=_Place(exists=False),
            help="Write the broken rows and what is wrong with each.",
        ),
        click.argument("source", metavar="IN.jsonl", type=_Place(exists=True)),
        click.argument("target", metavar="OUT.jsonl", type=_Place(exists=False)),
    )
    for option in reversed(options):
        command = option(command)
    return command


@batch.command()
@_shared
def analyse(**given: Any) -> None:
    """Read what each text says.

    Rows in: {"id", "text", "title"?, "date"?}. Rows out: {"id", "title", "key_points", "quotes", "people",
    "organisations", "places", "figures", "timeline"}; offsets are those of the given text.
    """
    _run(_analyse, given)


@batch.command()
@_shared
@click.option("--root", metavar="DIRECTORY", default=".", help="The folder that `file` in the rows starts from.")
def extract(root: str, **given: Any) -> None:
    """Extract the article from each page.

    Rows in: {"id", "file", "url"?}. Rows out: {"id", "title", "author", "date", "body", "site", "lang", "url"}.
    """
    if not remote.elsewhere(root) and not Path(root).is_dir():
        raise click.BadParameter(f"Directory '{root}' does not exist.", param_hint="--root")
    _run(partial(_extract, root), given)


@batch.command()
@_shared
def compare(**given: Any) -> None:
    """Find where the articles of a story disagree.

    Rows in: {"story", "articles": [{"id", "date", "title", "text"}]}. Rows out: {"story", "disagreements": [{"what", "kind",
    "status", "claims": [{"article", "value", "sentence"}]}]}.
    """
    _run(rows.compared, given, "story")


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
            try:
                row = engine.row(engine.Line(number, line))
            except ContentError as error:
                status = max(status, said.problems([error.named(str(source)).problem]))
                continue
            if str(row["id"]) in told:
                twice = Problem(str(source), number, f"Another row has the id “{row['id']}” already.")
                status = max(status, said.problems([twice]))
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


def _extract(root: str, row: Mapping[str, Any]) -> dict[str, Any]:
    name = str(row.get("file", ""))
    data = remote.read(root, name)
    if name.endswith(".gz"):
        with gzip.open(BytesIO(data)) as packed:
            data = remote.limited(packed, name)
    return extracted(row, data)


def _run(work: engine.Work, given: Mapping[str, Any], key: str = "id") -> None:
    """Streams the rows through the processes, in order; a broken row is reported and the others go on."""
    started, done, broken, read, status = time.monotonic(), 0, 0, 0, 0
    progress = said.Progress("KB read")
    with ExitStack() as stack:
        lines, size = stack.enter_context(remote.opened(given["source"]))
        out = stack.enter_context(remote.written(given["target"]))
        report = stack.enter_context(remote.written(given["broken"])) if given["broken"] else None
        for line, outcome in engine.work_on(lines, work, key, engine.pool(given["jobs"], given["dask"])):
            done += 1
            read += len(line.text.encode())
            progress(min(read, size) // 1024, size // 1024, "")
            out.write(outcome.row)
            if outcome.problem:
                broken += 1
                status = max(status, said.problems([replace(outcome.problem, file=given["source"])]))
                if report:
                    report.write(_reported(line, outcome.problem))
    seconds = time.monotonic() - started
    failed = f", {said.count(broken, 'broken row')}" if broken else ""
    said.line(
        f"{said.count(done, 'row')}{failed} in {seconds:.1f} s ({done / max(seconds, 1e-9):.0f} a second)", err=True
    )
    if status:
        raise SystemExit(status)


def _reported(line: engine.Line, problem: Problem) -> str:
    what = f"{problem.what} {problem.remedy}".strip()
    return whole(json.dumps({"line": line.number, "what": what, "row": line.text.strip()}, ensure_ascii=False)) + "\n"
