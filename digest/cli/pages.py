"""`digest pages`: the site's pages as files, for other programs."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import config
from digest.build.content import content
from digest.build.exported import export
from digest.cli import said
from digest.config import shown
from digest.errors import SettingsError
from digest.render import PACKAGED

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def pages(project: "Project", folder: Path) -> None:
    """Write all pages of the site into FOLDER as Markdown, and its other files, for any program that makes a site of them.

    Only what has changed is written; what is gone is removed. Files of others in the folder stay as they are.
    """
    settings, site = project.settings, config.identity(project.root)
    own = project.root / "templates"
    overrides = own if own.is_dir() else None
    made = content(settings, site, overrides, (), datetime.now(UTC).date())
    for level, sentence in made.said:
        said.line(sentence, err=level > logging.INFO)
    if made.refused:
        raise SettingsError("Nothing is written: an error is reported above, and mkdocs.yml says `strict: true`.")
    done = export(made.pages, folder.resolve(), settings, site, overrides)
    for path in done.others:
        said.line(f"left     {path}: somebody else's file")
    for path in done.removed:
        said.line(f"removed  {path}")
    said.line(
        f"{shown(settings, folder.resolve())}: {said.count(done.written, 'file')} written, {done.same:,} as they were"
    )
    said.line(f"The theme's templates for these pages are in {PACKAGED}.")
