"""`digest upgrade`: workflows, settings and the schema of a digest are brought up to date; what its owner changed is kept."""

import difflib
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from digest import __version__, starter
from digest.cli import said
from digest.errors import printable
from digest.starter import Change, Step

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.option("--dry-run", is_flag=True, help="Show the difference; write nothing.")
@click.pass_obj
def upgrade(project: "Project", dry_run: bool) -> None:
    """Bring the workflows, settings and schema of a digest made by `digest new` up to date.

    What the owner changed is kept. Where both changed the same lines, the owner's file is left as it is and named.
    """
    steps = starter.plan(project.root)
    for step in steps:
        click.echo(f"{step.change:8} {step.path}")
        for line in _difference(step):
            click.echo(f"    {printable(line)}")
    conflicts = [step.path for step in steps if step.change is Change.CONFLICT]
    if not dry_run:
        starter.upgrade(project.root, steps)
        for path in conflicts:
            why = f"you and version {__version__} changed the same lines" if shutil.which("git") else "git, which merges your changes with the new ones, is not installed"  # fmt: skip
            click.echo(f"{path} was left as it is: {why}. The new text is .digest/new/{path}.")
    done = "Nothing to do" if not steps else f"{said.count(len(steps), 'file')}{', nothing written' if dry_run else ''}"
    click.echo(f"{done}: version {__version__}.")
    if conflicts:
        raise SystemExit(1)


def _difference(step: Step) -> Iterator[str]:
    """The changed lines of one file, with two lines around them."""
    if step.change is not Change.DELETED:
        yield from list(difflib.unified_diff(step.old.splitlines(), step.new.splitlines(), n=2, lineterm=""))[2:]
