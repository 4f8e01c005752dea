"""What must be done: which articles and summaries there are, which belong together, and for which pairs nothing has changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from digest import summary
from digest.build import kept
from digest.build.kept import Pair
from digest.build.pairs import Known, Pairs, pair
from digest.build.project import Project
from digest.build.stages import Job
from digest.errors import ContentError, Problem, Severity
from digest.read import SUFFIXES
from digest.sources import files
from digest.sources.files import Found

# "  file: 2026/storm.txt" in the front matter of a summary that cannot be parsed
_FILE_LINE = re.compile(r"^  file: ['\"]?([^\n'\"]+)", re.MULTILINE)


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
    summaries = files.find(settings.summaries, frozenset({".md"}), project.summary(""))[0]
    known = _known(project, summaries, {row.place: row for row in before.values() if row.place}, problems)
    pairs = _pairs(project, articles, known)
    problems += _orphans(project, pairs.orphans, problems)
    pages = project.memory.keys(kept.SUMMARY)
    settled = {}
    for path, k in pairs.of.items():
        row = before.get(path)
        if row is None or row.lost or not _same(project, row, k, articles[path]):
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
        known = row.outcome if row and (row.lost or not row.change) and pages.get(path) == row.outcome else ""
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
            known,
            project.memory.packed(kept.SUMMARY, path, known) if row and row.lost and known else None,
        )


def _known(project: Project, found: Iterable[Found], rows: Mapping[str, Pair], problems: list[Problem]) -> list[Known]:
    """The summary files; those that have not changed since the last run are not parsed."""
    known = []
    for file in found:
        row, text = rows.get(file.path), ""
        if row and row.summary == (file.size, file.changed):
            known.append(Known(file.path, row.file, row.sha256, settled=True))
            continue
        try:
            data = files.read(project.settings.summaries / file.path, project.summary(file.path))
            if row and row.written == sha256(data).hexdigest():
                known.append(Known(file.path, row.file, row.sha256, settled=True))
                continue
            text = data.decode("utf-8", errors="replace")
            source = summary.parse(text, project.summary(file.path)).fields.get("source")
            source = source if isinstance(source, Mapping) else {}
            known.append(Known(file.path, str(source.get("file", "")), str(source.get("sha256", ""))))
        except ContentError as error:
            problems.append(error.problem)
            named = _FILE_LINE.search(text)
            known.append(Known(file.path, named[1].strip() if named else "", "", broken=True))
    return known


def _pairs(project: Project, articles: Mapping[str, Found], known: list[Known]) -> Pairs:
    settings = project.settings

    def hashed(path: str) -> str:
        return sha256(_data(path)).hexdigest()

    def words(path: str) -> str:
        return _data(path).decode("utf-8", errors="replace")

    def evidence(k: Known) -> str:
        if k.broken:
            return ""
        text = (settings.summaries / k.path).read_text("utf-8", errors="replace")
        entries = summary.parse(text, k.path).fields.get("evidence")
        held = entries.values() if isinstance(entries, Mapping) else ()
        return "\n".join(str(entry.get("text", "")) for entry in held if isinstance(entry, Mapping))

    def _data(path: str) -> bytes:
        try:
            return files.read(settings.articles / path, path)
        except ContentError:
            return b""  # reported when the article is read

    return pair(list(articles), known, hashed, words, evidence)


def _orphans(project: Project, orphans: Iterable[Known], problems: Iterable[Problem]) -> list[Problem]:
    """A warning for each summary whose article is gone, not for one whose article or folder cannot be read."""
    unread = tuple(f"{problem.file}/" for problem in problems if problem.severity is Severity.ERROR)
    return [_orphan(project, k) for k in orphans if not k.broken and not f"{project.named(k.file)}/".startswith(unread)]


def _orphan(project: Project, known: Known) -> Problem:
    what = f"Its article {project.named(known.file)} is gone." if known.file else "It names no article (source: file:)."
    remedy = "Delete the summary too, or bring the article back."
    return Problem(project.summary(known.path), 0, what, remedy, Severity.WARNING)


def _same(project: Project, row: Pair, k: Known | None, article: Found) -> bool:
    """Whether nothing of a pair has changed: neither file, nor the settings, nor the day of the commit where that counts."""
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
