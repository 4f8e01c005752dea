"""The report as plain values: which summaries have changed, or wait for a decision, and what is to be said of each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from digest import __version__
from digest.build import Built, build
from digest.build.kept import Kept
from digest.build.project import Project
from digest.build.verify import elsewhere
from digest.config import Settings, shown
from digest.errors import ContentError, Problem, doing
from digest.model import Article, Summary, decided
from digest.model.fields import mappings
from digest.report.statements import statements
from digest.sources import changes

VERSION = 1  # of the report's form
MOST = 200  # summaries and problems in one report


Links = Callable[[str], str]
"""What is wrong with an address, as a sentence; "" if nothing is."""


def unasked(_address: str) -> str:
    """Asks no address: the default."""
    return ""


def gather(
    settings: Settings, base: str, *, jobs: int = 1, today: date | None = None, links: Links = unasked
) -> dict[str, Any]:
    """The report on what has changed since `base`, or, where that is "", on what waits for an editor's decision.

    Raises `SettingsError` where the repository cannot say what has changed.

    The summaries are made as a build would make them; nothing but the cache is written. `links` is asked about the address
    of each article.
    """
    since = changes.since(settings.root, base) if base else None
    built = build(settings, jobs=jobs, write=False, whole=True, today=today)
    summaries = [entry.summary for entry in built.entries]
    if since:
        mine = [summary for summary in summaries if _is_of(settings, summary, since.paths)]
    else:
        mine = [summary for summary in summaries if not decided(summary.fields)]
    rows: list[dict[str, Any]] = []
    problems = [problem for problem in built.problems if since and problem.file in since.paths]
    with Kept(settings) as memory:
        project = Project(settings, memory)
        others = cache(lambda: elsewhere(project))
        for summary in mine[:MOST]:
            name = project.summary(summary.path)
            try:
                with doing("reporting on the summary", name):
                    article = project.article(_file(summary))[0]
                    row = _row(project, summary, article, built)
                    row["statements"] = statements(summary.fields, article, others)
                    row["link"] = links(row["url"]) if row["url"] else ""
            except ContentError as error:
                problems.append(error.problem)
                continue
            new = since is not None and row["article"] in since.added
            row["change"] = "new" if new else "changed" if since else "waits"
            if since or settings.require_approval or any(one["state"] for one in row["statements"]):
                rows.append(row)
    rows.sort(key=lambda row: (-_count(row, "failure"), -_count(row, "question"), row["file"]))
    return {
        "report": VERSION,
        "version": __version__,
        "base": since.commit if since else "",
        "counts": {
            "summaries": len(rows),
            "left_out": max(0, len(mine) - MOST),
            "statements": sum(len(row["statements"]) for row in rows),
            "failures": sum(_count(row, "failure") for row in rows),
            "questions": sum(_count(row, "question") for row in rows),
        },
        "summaries": rows,
        "problems": [_problem(problem) for problem in _apart(problems, rows)][:MOST],
    }


def _is_of(settings: Settings, summary: Summary, changed: frozenset[str]) -> bool:
    """Whether a summary or its article is among the changed files."""
    paths = settings.summaries / summary.path, settings.articles / _file(summary)
    return any(shown(settings, path) in changed for path in paths)


def _file(summary: Summary) -> str:
    source = summary.fields.get("source")
    return str(source.get("file") or "") if isinstance(source, Mapping) else ""


def _row(project: Project, summary: Summary, article: Article, built: Built) -> dict[str, Any]:
    """What is to be said of a summary besides its statements."""
    fields, path = summary.fields, _file(summary)
    source: Mapping[str, Any] = fields["source"] if isinstance(fields.get("source"), Mapping) else {}
    outlet = str(source.get("name") or "")
    quotes = [quote for quote in mappings(fields.get("quotes")) if quote.get("kind") != "document"]
    return {
        "file": project.summary(summary.path),
        "article": project.named(path),
        "title": str(fields.get("title") or ""),
        "source": outlet,
        "url": str(source.get("url") or ""),
        "rights": str(source.get("rights") or "excerpt"),
        "rights_set": outlet in project.settings.sources,
        "story": _story(fields, summary, built),
        "copy_of": project.named(built.copies[path]) if path in built.copies else "",
        "unnamed": sum(_is_unnamed(quote) for quote in quotes),
        "quotes": len(quotes),
        "dropped": [str(words) for words in article.dropped[:50]],
        "left_out": sum(_numbers(fields)),
    }


def _story(fields: Mapping[str, Any], summary: Summary, built: Built) -> list[str]:
    """The titles of the other articles of its story."""
    own = fields.get("story")
    if not own or not isinstance(own, str):
        return []
    others = (e.summary for e in built.entries if e.summary.path != summary.path)
    return sorted(str(one.fields.get("title") or "") for one in others if one.fields.get("story") == own)[:20]


def _is_unnamed(quote: Mapping[str, Any]) -> bool:
    speaker = quote.get("speaker")
    return not isinstance(speaker, Mapping) or not speaker.get("name") or speaker.get("anonymous") is True


def _numbers(fields: Mapping[str, Any]) -> Iterator[int]:
    """How many statements of each kind the summary does not list."""
    generated = fields.get("generated")
    left_out = generated.get("left_out") if isinstance(generated, Mapping) else None
    yield from (n for n in left_out.values() if isinstance(n, int)) if isinstance(left_out, Mapping) else ()


def _count(row: Mapping[str, Any], state: str) -> int:
    return sum(statement["state"] == state for statement in row["statements"])


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file, "line": problem.line, "severity": problem.severity.value, "what": problem.what,
        "remedy": problem.remedy,
    }  # fmt: skip


def _apart(problems: Sequence[Problem], rows: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """The problems that are not those of a statement, which the report has in its place."""
    told = {row["file"]: {one["what"] for one in row["statements"] if one["what"]} for row in rows}
    for problem in sorted(problems):
        if not any(what in problem.what for what in told.get(problem.file, ())):
            yield problem
