"""`digest fetch`: what is new in the feeds of mkdocs.yml becomes articles."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cli import said
from digest.config import MKDOCS, shown
from digest.sources import files, gather
from digest.sources.alone import alone
from digest.sources.fetch import Fetcher, opml

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.option("--opml-export", type=click.Path(dir_okay=False, path_type=Path), help="Write the list of feeds to FILE.")
@click.option(
    "--opml-import",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="Print the feeds of FILE as lines for mkdocs.yml.",
)
@click.option(
    "--most", type=click.IntRange(0), default=0, metavar="N",
    help="Take in no more than N articles of one outlet (default: what the feeds' settings allow).",
)  # fmt: skip
@click.pass_obj
def fetch(project: "Project", opml_export: Path | None, opml_import: Path | None, most: int) -> None:
    """Fetch what is new in the feeds of mkdocs.yml.

    Feeds are listed under plugins: - digest: feeds. One that cannot be read is reported, and the others go on.
    """
    settings = project.settings
    if opml_export:
        files.write(opml_export, opml.write(settings.feeds, "Feeds of the digest"))
        said.line(f"{said.count(len(settings.feeds), 'feed')} written to {opml_export}")
    if opml_import:
        known = {feed.url for feed in settings.feeds}
        listed, left_out = opml.read(files.read(opml_import, str(opml_import)), str(opml_import))
        new = [feed for feed in listed if feed.url not in known]
        for url in left_out:
            said.line(f"{opml_import}: warning: “{url}” is no web address and was left out.", err=True)
        said.line(f"# {said.count(len(new), 'new feed')}: put them into {MKDOCS} under plugins: - digest:")
        for line in opml.settings(new).splitlines():
            said.line(line)  # what is escaped here is so in YAML too
    if opml_export or opml_import:
        return
    if not settings.feeds:
        click.echo(f"{MKDOCS} lists no feeds. Add some under plugins: - digest: feeds: [{{url: https://…}}]", err=True)
        return
    fetcher = Fetcher(settings.user_agent, settings.allow_hosts)
    with alone(settings.cache, "intake", "brings articles in"):
        done = gather.gather(settings, fetcher, datetime.now(UTC).date().isoformat(), said.Progress("Fetching"), most)
    for taken in done.taken:
        said.line(f"{'changed' if taken.again else 'new':8} {shown(settings, settings.articles / taken.path)}")
    for link, path in done.copies:
        said.line(f"copy     {link} is there already: {path}")
    status = said.problems(done.problems)
    again = sum(taken.again for taken in done.taken)
    versions = f"{said.count(again, 'new version')}, " if again else ""
    click.echo(
        f"{said.count(done.feeds, 'feed')}: {said.count(len(done.taken) - again, 'new article')}, {versions}"
        f"{said.count(len(done.copies), 'copy', 'copies')}, {done.unchanged:,} without news, "
        f"{said.count(len(done.problems), 'problem')}"
    )
    if status or done.unread == done.feeds:  # one feed that is away is the day's; all of them are a fault here
        raise SystemExit(status or said.WRONG)
