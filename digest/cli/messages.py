"""`digest messages`: what the site says, in one more language or in other words."""

from typing import TYPE_CHECKING

import click
from babel.messages.pofile import PoFileError

from digest.cli import said
from digest.errors import SettingsError
from digest.messages import FOLDER, known
from digest.messages.gathered import updated
from digest.sources import files

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.argument("language")
@click.pass_obj
def messages(project: "Project", language: str) -> None:
    """Write a file for what the site says in LANGUAGE (nl, pt-BR), or bring it up to date.

    It is templates/messages/LANGUAGE.po. What is empty in it is said as the program says it; what it says already stays.
    """
    if not known(language):
        raise SettingsError(f"“{language}” is no language. Write it as in `theme: language`: nl, pt-BR.")
    own = project.root / "templates"
    place = own / FOLDER / f"{language}.po"
    try:
        written, left = updated(place, language, own if own.is_dir() else None)
    except (PoFileError, ValueError, LookupError) as error:
        raise SettingsError(f"{place} cannot be read: {error}") from error
    files.write(place, written)
    shown = place.relative_to(project.root).as_posix()
    said.line(f"{shown}: {said.count(left, 'message')} without a translation")
