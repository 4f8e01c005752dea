"""`digest suggest`: a language model, if the owner wants one, chooses points, titles and speakers."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import suggest as suggested
from digest.build import suggesting, suggestions
from digest.build.kept import Kept
from digest.build.project import Project as Run
from digest.cli import said
from digest.config import MKDOCS, Settings, shown
from digest.errors import ContentError, Problem, SettingsError, doing
from digest.read import SUFFIXES
from digest.sources import files

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--again", is_flag=True, help="Ask also where an answer is saved that still holds.")
@click.option(
    "--most", type=click.IntRange(1), default=20, show_default=True, help="How many articles are asked about at most."
)
@click.pass_obj
def suggest(project: "Project", paths: tuple[Path, ...], again: bool, most: int) -> None:
    """Ask the language model of the settings about the articles in PATHS (default: all without an answer).

    The model's command gets JSON and prints JSON: ids of sentences with words to leave out, and speakers among those whom
    the article names. What it answers is kept in content/suggestions, and a build uses what passes the check.
    """
    settings = project.settings
    model = settings.suggest
    if model is None:
        raise SettingsError(f"{MKDOCS} names no model. Add one under plugins: - digest: suggest: (docs/models.md).")
    how = suggested.asked_of(model.model, model.parameters, rephrase=model.rephrase)
    wanted, problems = _articles(settings, paths)
    done = waiting = 0
    with Kept(settings) as memory:
        run = Run(settings, memory)
        for path in wanted:
            try:
                with doing("asking about the article", run.named(path)):
                    if not again and suggesting.is_answered(run, path, how):
                        continue
                    if done == most:
                        waiting += 1
                        continue
                    given = suggesting.answer(run, path, model, how)
            except ContentError as error:
                problems.append(error.problem)
                continue
            place = suggestions.place(settings, path)
            files.write(place, given.text.encode())
            done += 1
            held = f"{given.of - given.dropped} of {said.count(given.of, 'statement')} hold"
            said.line(f"{shown(settings, place)}: {held}")
    more = f"; {said.count(waiting, 'article')} more would be asked about" if waiting else ""
    said.line(f"{said.count(done, 'answer')} saved{more}. Run digest build.")
    if status := said.problems(problems):
        raise SystemExit(status)


def _articles(settings: Settings, paths: tuple[Path, ...]) -> tuple[list[str], list[Problem]]:
    """The articles at or below these paths, by their paths in the folder, and what cannot be used."""
    found, problems = files.find(settings.articles, SUFFIXES, shown(settings, settings.articles))
    known = [file.path for file in found]
    if not paths:
        return known, problems
    chosen = [
        path for path in known if any((settings.articles / path).is_relative_to(place.resolve()) for place in paths)
    ]
    if not chosen:
        raise SettingsError(f"There is no article at {', '.join(map(str, paths))}.")
    return chosen, []
