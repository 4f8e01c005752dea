"""`digest report`: what has changed since a commit, for whoever reviews it."""

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import report as reports
from digest.errors import SettingsError
from digest.sources.fetch import Fetcher, FetchError

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.option("--base", metavar="REF", default="", help="The branch, tag or commit to compare with.")
@click.option("--waiting", is_flag=True, help="Report on the summaries that wait for an editor's decision instead.")
@click.option(
    "--links", is_flag=True, help="Ask for the address of each article: which are dead, and which lead elsewhere."
)
@click.option(
    "--from", "saved", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report anew that was saved as JSON; its form is checked, and no project is needed.",
)  # fmt: skip
@click.option(
    "--format", "shape", type=click.Choice(list(reports.FORMATS)), default="markdown", show_default=True,
    help="Markdown for a comment, JSON for programs, HTML for a browser.",
)  # fmt: skip
@click.pass_obj
def report(project: "Project", base: str, waiting: bool, links: bool, saved: Path | None, shape: str) -> None:  # noqa: PLR0913, PLR0917 - its options
    """Report on every summary that has changed since a commit.

    Each statement is beside its sentence, failures first, then what an editor should ask. Nothing but the cache is written.
    """
    if [bool(base), waiting, bool(saved)].count(True) != 1:
        raise SettingsError("Name what to compare with (--base REF), --waiting, or a saved report (--from FILE).")
    if saved:
        found = reports.read(saved)
    else:
        settings = project.settings
        asks = partial(_link, Fetcher(settings.user_agent, settings.allow_hosts)) if links else reports.unasked
        found = reports.gather(settings, base, jobs=os.cpu_count() or 1, today=datetime.now(UTC).date(), links=asks)
    click.echo(reports.write(found, shape), nl=False)


def _link(fetcher: Fetcher, address: str) -> str:
    """What is wrong with an address."""
    try:
        got = fetcher.fetch(address)
    except FetchError as error:
        return error.problem.what
    return "" if got.url.rstrip("/") == address.rstrip("/") else f"It redirects to {got.url}."
