"""`digest check`: holds summaries against their articles, without changing them."""

import json
import os
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.build.kept import Checked
from digest.build.verify import Suggested, suggested, verify
from digest.cli import said
from digest.config import Settings, shown
from digest.errors import Problem, Severity
from digest.model import Verdict
from digest.sources import files

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "github"]), default=None,
    help="How to print: for a person, as JSON, or as GitHub annotations (the default where GitHub Actions runs).",
)  # fmt: skip
@click.option(
    "--suggest", is_flag=True,
    help="For each statement that fails, show the nearest wording that its article supports, as a diff.",
)  # fmt: skip
@click.pass_obj
def check(project: "Project", paths: tuple[Path, ...], shape: str | None, suggest: bool) -> None:
    """Hold the summaries in PATHS (files or folders; default: all) against their articles.

    Every quote, point, figure and date is held against the article's words. Who speaks is compared with whom the
    program finds where an editor changed the quotes. Nothing but the cache is written; a suggestion is for you to apply.
    """
    settings = project.settings
    places, problems = summaries(settings, paths)
    found, trouble = verify(settings, places)
    said.problems(trouble)
    problems += [problem for checked in found.values() for problem in checked.problems]
    shape = shape or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    if shape == "json":
        click.echo(_json(found, _suggestions(settings, places, found) if suggest else {}))
    for problem in problems:
        if shape != "json":
            click.echo(problem.annotation() if shape == "github" else str(problem))
        said.trace(problem)
    failed = sum(problem.severity is Severity.ERROR for problem in problems)
    judged = sum(len(checked.verdicts) for checked in found.values())
    if shape != "json":
        for name, mended in (_suggestions(settings, places, found) if suggest else {}).items():
            _show(name, mended)
        click.echo(
            f"{said.count(len(found), 'summary', 'summaries')}, {said.count(judged, 'statement')} held against the articles: {said.count(failed, 'failure')}"
        )
    if status := max(map(said.exit_status, problems), default=0):
        raise SystemExit(status)


def summaries(settings: Settings, paths: tuple[Path, ...]) -> tuple[list[Path], list[Problem]]:
    """The summary files below these paths, and what of them cannot be opened."""
    found: list[Path] = []
    problems: list[Problem] = []
    for place in [path.resolve() for path in paths] or [settings.summaries]:
        if place == settings.summaries and not place.exists():
            said.line("There are no summaries yet; digest build makes them.", err=True)
        elif not place.is_dir():
            found.append(place)
        else:
            below, wrong = files.find(place, frozenset({".md"}), shown(settings, place))
            found += [place / file.path for file in below]
            problems += [problem for problem in wrong if problem.severity is Severity.ERROR]
    return list(dict.fromkeys(found)), problems


def _suggestions(settings: Settings, places: list[Path], found: Mapping[str, Checked]) -> dict[str, Suggested]:
    """The suggestions for each file that holds a failed statement."""
    made = {}
    for place in places:
        name = shown(settings, place)
        if any(not Verdict(verdict).passes for verdict in found[name].verdicts.values()):
            made[name] = suggested(settings, place)
    return made


def _show(name: str, mended: Suggested) -> None:
    """Prints the suggestions for a file as a diff that `git apply` takes: to another program as it is, to a person as safe lines."""
    if sys.stdout.isatty() or os.environ.get("GITHUB_ACTIONS") == "true":
        for line in mended.diff.splitlines():
            said.line(line)
    else:
        click.echo(mended.diff, nl=False)
    for path in mended.without:
        said.line(f"{name}: no wording near {path} is supported by the article: delete it, or write it anew.")


def _json(found: Mapping[str, Checked], mended: Mapping[str, Suggested]) -> str:
    """One object: `files`, each with `file`, `passes`, `verdicts` and `problems`, and `counts` of all verdicts.

    With suggestions a file also has `suggestions` (`path`, `old`, `new`) and their `diff`.
    """
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
            **(_suggested(mended[file]) if file in mended else {}),
        }
        for file, checked in sorted(found.items())
    ]
    return json.dumps({"files": rows, "counts": dict(sorted(counts.items()))}, ensure_ascii=False, indent=2)


def _suggested(mended: Suggested) -> dict[str, Any]:
    rows = [{"path": repair.path, "old": repair.old, "new": repair.new} for repair in mended.repairs]
    return {"suggestions": rows, "without": list(mended.without), "diff": mended.diff}
