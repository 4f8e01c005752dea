"""What must be done: which articles and summaries there are, which belong together, and for which pairs nothing has changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from digest.build import kept, known, suggestions
from digest.build.kept import Pair
from digest.build.pairs import Known, Pairs
from digest.build.project import Project
from digest.build.stages import Job
from digest.errors import ContentError, Problem, Severity
from digest.read import SUFFIXES
from digest.sources import files
from digest.sources.files import Found


@dataclass(frozen=True, slots=True)
class Plan:
    """What is there and what must be done.

    `settled` are the pairs for which nothing has changed, by the article's path, `before` all that the last run left, and
    `work` the other articles, each with its summary.
    """

    articles: Mapping[str, Found]
    summaries: Mapping[str, Found]
    pairs: Pairs
    settled: Mapping[str, Pair]
    before: Mapping[str, Pair]
    work: Mapping[str, Known | None]
    problems: tuple[Problem, ...]


def plan(project: Project, *, write: bool, whole: bool) -> Plan:
    """Compares what is there with what the last run left. `write` and `whole` are those of `build`."""
    settings = project.settings
    found, problems = files.find(settings.articles, SUFFIXES, project.named(""))
    articles = {file.path: file for file in found}
    before = project.memory.pairs()
    summaries, unusable = files.find(settings.summaries, frozenset({".md"}), project.summary(""))
    problems += [problem for problem in unusable if problem.severity is Severity.ERROR]
    there = known.known(project, summaries, {row.place: row for row in before.values() if row.place}, problems)
    pairs = known.pairs(project, articles, there, problems)
    waits = bool(
        known.unnamed(pairs.orphans)
    )  # for a new article's address, which may be that of an unreadable summary
    pages = project.memory.keys(kept.SUMMARY)
    settled = {}
    for path, k in pairs.of.items():
        row = before.get(path)
        if row is None or row.lost or (waits and k is None) or not _same(project, row, k, articles[path]):
            continue
        shows = not row.outcome or pages.get(path) == row.outcome
        if not (write and row.change) and (shows or not (whole or row.change)):
            settled[path] = row
    # An article whose summary cannot be read waits until that is mended.
    work = {path: k for path, k in pairs.of.items() if path not in settled and not (k and k.broken)}
    return Plan(articles, {file.path: file for file in summaries}, pairs, settled, before, work, tuple(problems))


def jobs_of(project: Project, todo: Plan) -> Iterator[Job]:
    """The work, in order of the articles' paths."""
    settings = project.settings
    readings, pages = project.memory.keys(kept.READING), project.memory.keys(kept.SUMMARY)
    for path, k in todo.work.items():
        name, row = readings.get(path, ""), todo.before.get(path)
        outcome = row.outcome if row and (row.lost or not row.change) and pages.get(path) == row.outcome else ""
        data = project.memory.packed(kept.READING, path, name) if name else None
        yield Job(
            path,
            settings.articles / path,
            project.named(path),
            project.committed(path),
            k.path if k else "",
            settings.summaries,
            project.summary(k.path) if k else "",
            (name, data) if data else None,
            outcome,
            project.memory.packed(kept.SUMMARY, path, outcome) if row and row.lost and outcome else None,
            suggestions.text(project.settings, path) if any(project.suggestion(path)) else "",
        )


def _same(project: Project, row: Pair, k: Known | None, article: Found) -> bool:
    """Whether nothing of a pair has changed: neither file, nor the settings, nor the day of the commit where that counts."""
    if row.suggestion != project.suggestion(article.path):
        return False
    if row.settings != project.key or row.place != (k.path if k else "") or (k and (not k.settled or k.broken)):
        return False
    if row.article != (article.size, article.changed):
        try:
            data = files.read(project.settings.articles / article.path, project.named(article.path))
        except ContentError:
            return False
        if row.sha256 != sha256(data).hexdigest():
            return False
    return row.committed is None or row.committed == project.committed(article.path)
