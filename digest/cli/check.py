"""`digest check`: holds summaries against their articles, without changing them."""

import json
import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.build.kept import Checked
from digest.build.verify import verify
from digest.check import report
from digest.cli import said
from digest.config import Settings
from digest.errors import Severity

if TYPE_CHECKING:
    from digest.cli import Project


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
    program hears where an editor changed the quotes. Nothing but the cache is written.
    """
    settings = project.settings
    found, trouble = verify(settings, _summaries(settings, paths))
    said.problems(trouble)
    problems = [problem for checked in found.values() for problem in checked.problems]
    shape = shape or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    lines = {
        "json": lambda: [_json(found)],
        "github": lambda: report.annotations(problems),
        "text": lambda: report.text(problems),
    }
    for line in lines[shape]():
        click.echo(line)
    failed = sum(problem.severity is Severity.ERROR for problem in problems)
    judged = sum(len(checked.verdicts) for checked in found.values())
    if shape != "json":
        click.echo(
            f"{said.count(len(found), 'summary', 'summaries')}, {said.count(judged, 'statement')} held against the articles: {said.count(failed, 'failure')}"
        )
    if failed:
        raise SystemExit(1)


def _summaries(settings: Settings, paths: tuple[Path, ...]) -> list[Path]:
    places = [path.resolve() for path in paths] or [settings.summaries]
    found = [file for place in places for file in (sorted(place.rglob("*.md")) if place.is_dir() else [place])]
    return list(dict.fromkeys(found))


def _json(found: Mapping[str, Checked]) -> str:
    """One object: `files`, each with `file`, `passes`, `verdicts` and `problems`, and `counts` of all verdicts."""
    counts = Counter(verdict for checked in found.values() for verdict in checked.verdicts.values())
    rows = [
        {
            "file": file,
            "passes": checked.passes,
            "verdicts": dict(checked.verdicts),
            "problems": [
                {"line": p.line, "severity": p.severity.value, "what": p.what, "remedy": p.remedy}
                for p in checked.problems
            ],
        }
        for file, checked in sorted(found.items())
    ]
    return json.dumps({"files": rows, "counts": dict(sorted(counts.items()))}, ensure_ascii=False, indent=2)
