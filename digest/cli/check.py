"""`digest check`: holds summaries against their articles, without changing them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import build as builder
from digest import check as checker
from digest import files, pipeline, summary
from digest.check import Report, report
from digest.cli import said
from digest.config import Settings
from digest.errors import ContentError, Problem, Severity
from digest.extract import Hints
from digest.pipeline import Committed

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

    Every quote, point, figure and date is judged as the build judges it. Nothing is written.
    """
    settings = project.settings
    results = {place: one(settings, place) for place in _summaries(settings, paths)}
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


def one(settings: Settings, place: Path) -> Checked:
    """The check of one summary file, as it stands on the disk."""
    shown = builder.shown(settings, place)
    try:
        text = files.read(place, shown).decode("utf-8", errors="replace")
        fields = summary.parse(text, shown).fields
        source = fields.get("source")
        path = str(source.get("file", "")) if isinstance(source, dict) else ""
        article = settings.articles / path
        inside = article.resolve().is_relative_to(settings.articles.resolve()) and article.is_file()
        data = files.read(article, builder.shown(settings, article)) if inside else b""
        found = pipeline.article(Committed(path, data, builder.shown(settings, article), Hints())) if inside else None
    except ContentError as error:
        return Report(), (error.problem,)
    result = checker.check(fields, found)
    return result, checker.problems(result, shown, text)


def _summaries(settings: Settings, paths: tuple[Path, ...]) -> list[Path]:
    places = [path.resolve() for path in paths] or [settings.summaries]
    found = [file for place in places for file in (sorted(place.rglob("*.md")) if place.is_dir() else [place])]
    return list(dict.fromkeys(found))
