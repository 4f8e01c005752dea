"""`digest check`: holds summaries against their articles, without changing them."""

import contextlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import build as builder
from digest import check as checker
from digest import files, owned, pipeline, summary
from digest.check import Elsewhere, Report, report
from digest.cli import said
from digest.config import Settings
from digest.errors import ContentError, Problem, Severity
from digest.extract import Hints
from digest.model import Article, Verdict
from digest.pipeline import Committed
from digest.read import SUFFIXES
from digest.understand import understand

if TYPE_CHECKING:
    from digest.cli import Project

Checked = tuple[Report, tuple[Problem, ...]]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "github"]), default=None,
    help="How to print: for a person, as JSON, or as GitHub annotations (the default where GitHub Actions runs).",
)  # fmt: skip
@click.pass_obj
def check(project: "Project", paths: tuple[Path, ...], shape: str | None) -> None:
    """Hold the summaries in PATHS (files or folders; default: all) against their articles.

    Every quote, point, figure and date is held against the article's words. Who speaks is compared with whom the
    program hears where an editor changed the quotes. Nothing is written.
    """
    settings = project.settings
    others = cache(lambda: elsewhere(settings))  # all articles are read only when a quote is not in its own
    results = {place: one(settings, place, others) for place in _summaries(settings, paths)}
    shown = {builder.shown(settings, place): result for place, result in results.items()}
    problems = [problem for _, found in shown.values() for problem in found]
    shape = shape or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    lines = {
        "json": lambda: [report.as_json(shown)],
        "github": lambda: report.annotations(problems),
        "text": lambda: report.text(problems),
    }
    for line in lines[shape]():
        click.echo(line)
    failed = sum(problem.severity is Severity.ERROR for problem in problems)
    judged = sum(len(result.verdicts) for result, _ in shown.values())
    if shape != "json":
        click.echo(
            f"{said.count(len(shown), 'summary', 'summaries')}, {said.count(judged, 'statement')} held against the articles: {said.count(failed, 'failure')}"
        )
    if failed:
        raise SystemExit(1)


def one(settings: Settings, place: Path, others: Callable[[], Elsewhere]) -> Checked:
    """The check of one summary file, as it stands on the disk."""
    shown = builder.shown(settings, place)
    try:
        text = files.read(place, shown).decode("utf-8", errors="replace")
        fields = summary.parse(text, shown).fields
        source = fields.get("source")
        found = article(settings, str(source.get("file", "")) if isinstance(source, dict) else "")
    except ContentError as error:
        return Report(), (error.problem,)
    edited = found is not None and "quotes" in summary.editors(fields)
    reading = understand(found, owned.options(settings)) if found and edited else None
    result = checker.check(fields, found, reading=reading)
    if Verdict.ABSENT in result.verdicts.values():
        result = checker.check(fields, found, others(), reading)
    return result, checker.problems(result, shown, text)


def article(settings: Settings, path: str) -> Article | None:
    """The article at a path below the articles folder; None when there is none. Raises `ContentError`."""
    place = settings.articles / path
    if not path or not place.resolve().is_relative_to(settings.articles.resolve()) or not place.is_file():
        return None
    shown = builder.shown(settings, place)
    return pipeline.article(Committed(path, files.read(place, shown), shown, Hints()))


def elsewhere(settings: Settings) -> Elsewhere:
    """The words of every article that can be read."""
    texts = {}
    for file in files.find(settings.articles, SUFFIXES, builder.shown(settings, settings.articles))[0]:
        with contextlib.suppress(ContentError):  # told by the build; here it only holds no quote
            found = article(settings, file.path)
            texts[file.path] = found.text if found else ""
    return Elsewhere(texts)


def _summaries(settings: Settings, paths: tuple[Path, ...]) -> list[Path]:
    places = [path.resolve() for path in paths] or [settings.summaries]
    found = [file for place in places for file in (sorted(place.rglob("*.md")) if place.is_dir() else [place])]
    return list(dict.fromkeys(found))
