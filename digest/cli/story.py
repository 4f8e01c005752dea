"""`digest story`: the editor's decisions about stories, written to content/stories.yaml."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from digest.build import story_values
from digest.cli import said
from digest.config import shown as named
from digest.errors import ContentError, SettingsError
from digest.group import amend, edits
from digest.model.slugs import slug
from digest.sources import files

if TYPE_CHECKING:
    from digest.cli import Project


@click.group()
def story() -> None:
    """Merge, split or name stories."""


@story.command()
@click.argument("keep", metavar="STORY")
@click.argument("others", metavar="OTHER...", nargs=-1, required=True)
@click.pass_obj
def merge(project: "Project", keep: str, others: tuple[str, ...]) -> None:
    """Make each OTHER part of STORY; its address leads there."""
    _change(project, lambda text, file: amend.merged(text, file, keep, others))


@story.command()
@click.argument("new", metavar="NEW")
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.pass_obj
def split(project: "Project", new: str, articles: tuple[str, ...]) -> None:
    """Put each ARTICLE, a path below the articles folder, into the story NEW."""
    _change(project, lambda text, file: amend.split(text, file, slug(new), articles))


@story.command()
@click.argument("own", metavar="STORY")
@click.argument("title", metavar="NAME")
@click.pass_obj
def name(project: "Project", own: str, title: str) -> None:
    """Call STORY's page NAME."""
    _change(project, lambda text, file: amend.named(text, file, own, title))


def _change(project: "Project", change: Callable[[str, str], str]) -> None:
    """Writes the changed file, unless the change does not fit the stories and articles there are."""
    settings = project.settings
    shown = named(settings, settings.stories)
    try:
        before = files.read(settings.stories, shown).decode("utf-8") if settings.stories.is_file() else ""
        after = change(before, shown)
        known, articles = story_values.known(settings)
        wrong = edits.checked(edits.parse(after, shown)[0], shown, known, articles)[1]
        old = edits.checked(edits.parse(before, shown)[0], shown, known, articles)[1]
    except ContentError as error:
        raise SettingsError(str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{shown}: The file is not UTF-8. Save it as UTF-8.") from error
    fresh = [problem for problem in wrong if problem.what not in {one.what for one in old}]
    if fresh:
        raise SettingsError(f"{shown}: {fresh[0].what} {fresh[0].remedy}".strip())
    files.write(settings.stories, after.encode())
    said.line(f"changed  {shown}")
