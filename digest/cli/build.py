"""`digest build`: every article becomes a summary file."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from digest import build as builder
from digest.cli import said
from digest.config import shown
from digest.errors import Severity

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(0, 256),
    default=0,
    help="How many articles to read at once (default: one a core).",
)
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing but the cache.")
@click.option("--strict", is_flag=True, help="Fail when a check fails, whatever mkdocs.yml says.")
@click.option("--timings", is_flag=True, help="Show where the time went.")
@click.pass_obj
def build(project: "Project", jobs: int, dry_run: bool, strict: bool, timings: bool) -> None:
    """Write the summary file of every article that is new or has changed.

    What editors changed in a summary is kept. Articles that have not changed since the last run are not read again.
    """
    started, clock = time.monotonic(), Clock()
    settings = replace(project.settings, strict=strict or project.settings.strict)
    done = builder.build(
        settings, jobs=jobs or os.cpu_count() or 1, write=not dry_run, progress=said.Progress("Reading articles"),
        today=datetime.now(UTC).date(), phase=clock,
    )  # fmt: skip
    status = said.problems(done.problems)
    for file, path in done.moved:
        said.line(f"moved    {file} → {path}; its summary stays where it is")
    for entry in done.entries:
        if entry.change:
            said.line(f"{entry.change:8} {shown(settings, settings.summaries / entry.summary.path)}")
    said.line(total(done, time.monotonic() - started, dry_run=dry_run))
    if not done.articles:
        said.line(
            f"Put an article into {shown(settings, settings.articles)}, or bring one in: digest add FILE|ADDRESS."
        )
    for line in clock.lines() if timings else ():
        said.line(line)
    if status:
        raise SystemExit(status)


class Clock:
    """Seconds that each phase of a run took, from one call with a name to the next."""

    def __init__(self) -> None:
        self._phases: list[tuple[str, float]] = []

    def __call__(self, name: str) -> None:
        """A phase begins, and the one before ends."""
        self._phases.append((name, time.monotonic()))

    def lines(self) -> Iterator[str]:
        """A line for each phase, the last of which ends now."""
        ends = [*(at for _, at in self._phases[1:]), time.monotonic()]
        yield f"{time.process_time():8.2f} s of processor time in this process, its start included"
        for (name, began), ended in zip(self._phases, ends, strict=True):
            yield f"{ended - began:8.2f} s {name}"


def total(done: builder.Built, seconds: float, *, dry_run: bool) -> str:
    """The run in one line."""
    summaries = (
        f"{said.count(done.count('new'), 'new summary', 'new summaries')}, {done.count('changed'):,} changed, "
        f"{done.unchanged:,} as they were"
    )
    errors = sum(p.severity is Severity.ERROR for p in done.problems)
    warnings = sum(p.severity is Severity.WARNING for p in done.problems)
    found = f"; {said.count(errors, 'error')}, {said.count(warnings, 'warning')}" if errors or warnings else ""
    return f"{done.reads}, {summaries}{found} ({'nothing written, ' if dry_run else ''}{seconds:.1f} s)"
