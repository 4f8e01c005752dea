"""`digest inbox`: files that were dropped into the inbox, or an article that somebody suggests, become articles."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cache import Cache
from digest.cli import said
from digest.cli.add import fetched, report
from digest.config import Settings, shown
from digest.errors import ContentError, doing
from digest.sources import files, intake
from digest.sources import inbox as waits
from digest.sources.alone import alone
from digest.sources.fetch import Fetcher
from digest.sources.intake import Brought
from digest.sources.shelf import shelf

if TYPE_CHECKING:
    from digest.cli import Project

_LARGEST_FORM = 500_000  # bytes; GitHub takes 65,536 characters


@click.command()
@click.option(
    "--issue", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Bring in what an issue suggests instead; FILE holds its body, as the form “Suggest an article” writes it.",
)  # fmt: skip
@click.pass_obj
def inbox(project: "Project", issue: Path | None) -> None:
    """Bring in the files that wait in content/inbox.

    Each becomes an article as with digest add, and leaves the inbox. One that cannot be used stays there and is
    reported, and the others go on.
    """
    settings = project.settings
    with alone(settings.cache, "intake", "brings articles in"):
        status = _brought_in(settings, issue)
    if status:
        raise SystemExit(status)


def _brought_in(settings: Settings, issue: Path | None) -> int:
    """Brings in what waits, or what an issue suggests; gives the exit status."""
    waiting, problems = ([], []) if issue else waits.waiting(settings)
    places = [issue] if issue else [settings.inbox / file.path for file in waiting]
    fetcher = Fetcher(settings.user_agent, settings.allow_hosts)
    with Cache(settings.cache / "digest.sqlite") as cache:
        there = shelf(settings, cache)
        for place in places:
            name = shown(settings, place)
            try:
                with doing("bringing it in", name):
                    brought = _suggested(fetcher, place, name) if issue else _dropped(fetcher, place, name)
                    taken = intake.take(settings, there, brought)
            except ContentError as error:
                problems.append(error.named(name).problem)
                continue
            report(settings, taken, dropped=False)
            if not issue:
                place.unlink(missing_ok=True)  # another run may have been quicker
    if not places and not problems:
        said.line(f"Nothing waits in {shown(settings, settings.inbox)}.")
    return said.problems(problems)


def _dropped(fetcher: Fetcher, place: Path, name: str) -> Brought:
    """A file of the inbox, or the page whose address it holds."""
    opened = waits.opened(place, name)
    return fetched(fetcher, opened) if isinstance(opened, str) else opened


def _suggested(fetcher: Fetcher, place: Path, name: str) -> Brought:
    """What an issue suggests: its text, or the page at its address."""
    data = files.read(place, name)
    if len(data) > _LARGEST_FORM:
        raise ContentError(
            name, "The suggestion is too long.", "Put the text into a file, and upload that to the inbox."
        )
    suggested = waits.suggestion(data.decode("utf-8", errors="replace"), name)
    if suggested.text:
        return waits.pasted(suggested)
    return waits.named(fetched(fetcher, suggested.address), suggested)
