"""`digest edition`: editions that are over, and the one of today."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from digest.build import editions
from digest.cli import said
from digest.errors import ContentError, SettingsError
from digest.group.editions.periods import named, of
from digest.model import EditionKind

if TYPE_CHECKING:
    from digest.cli import Project


@click.group()
def edition() -> None:
    """Make editions that are over anew, or name the one of today."""


@edition.command()
@click.pass_obj
def current(project: "Project") -> None:
    """Print the name of the edition that an article of today is in: of the first kind of edition_kinds, else its day."""
    today = datetime.now(UTC).date().isoformat()
    kinds = project.settings.edition_kinds or (EditionKind.DAY,)
    period = of(kinds[0], today)
    said.line(period.id if period else today)


@edition.command()
@click.argument("names", metavar="EDITION...", nargs=-1, required=True)
@click.pass_obj
def rebuild(project: "Project", names: tuple[str, ...]) -> None:
    """Forget what each EDITION (2026-10-12, 2026-w42, 2026-10) held; the next build makes it of all articles there are."""
    periods = []
    for name in names:
        found = named(name)
        if found is None:
            raise SettingsError(f"“{name}” is no edition. Write a day, week or month: 2026-10-12, 2026-w42, 2026-10.")
        periods.append(found.id)
    try:
        gone = editions.forgotten(project.settings, periods)
    except ContentError as error:
        raise SettingsError(str(error)) from error
    for name in dict.fromkeys(periods):
        said.line(f"forgotten {name}; digest build makes it anew" if name in gone else f"{name} was not remembered")
