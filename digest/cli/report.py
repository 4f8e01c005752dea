"""`digest report`: what has changed since a commit, for whoever reviews it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import report as reports
from digest.errors import SettingsError

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.option("--base", metavar="REF", default="", help="The branch, tag or commit to compare with.")
@click.option(
    "--from", "saved", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report anew that was saved as JSON; its form is checked, and no project is needed.",
)  # fmt: skip
@click.option(
    "--format", "shape", type=click.Choice(list(reports.FORMATS)), default="markdown", show_default=True,
    help="Markdown for a comment, JSON for programs, HTML for a browser.",
)  # fmt: skip
@click.pass_obj
def report(project: "Project", base: str, saved: Path | None, shape: str) -> None:
    """Report on every summary that has changed since a commit.

    Each statement is beside its sentence, failures first, then what an editor should ask. Nothing but the cache is written.
    """
    if bool(base) == bool(saved):
        raise SettingsError("Name what to compare with (--base REF), or a saved report (--from FILE).")
    if saved:
        found = reports.read(saved)
    else:
        found = reports.gather(project.settings, base, jobs=os.cpu_count() or 1, today=datetime.now(UTC).date())
    click.echo(reports.write(found, shape), nl=False)
