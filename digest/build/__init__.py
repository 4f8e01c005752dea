"""From the articles folder to the summaries folder: what is there, what belongs together, what is to be worked and written.

Nothing is worked twice: a pair of article and summary that has not changed since the last run is settled, and what the
program makes of an article is kept by the article's content and the engine's version.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from digest import check, pipeline, summary
from digest.build import ahead, checked, engine, owned
from digest.build.checked import Checked
from digest.build.pairs import Known, Pairs, pair
from digest.build.work import Job, Tell, silent, worked
from digest.cache import Cache
from digest.check import Report
from digest.config import Settings
from digest.english import days
from digest.errors import ContentError, Problem, Severity
from digest.extract import Hints
from digest.group.copies import copies
from digest.model import Summary
from digest.pipeline import Committed, Summarised
from digest.read import SUFFIXES
from digest.read.encoding import whole as whole_text
from digest.sources import files
from digest.sources.files import Found
from digest.understand import Options

# "  file: 2026/storm.txt" in the front matter of a summary that cannot be parsed
_FILE_LINE = re.compile(r"^  file: ['\"]?([^\n'\"]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A summary as it should stand. `change` is "new", "changed", or "" when the file on the disk already says so."""

    summary: Summary
    text: str
    change: str


@dataclass(frozen=True, slots=True)
class Built:
    """What a run came to: entries and problems in a total order, and how many pairs were settled before it."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    articles: int
    settled: int
    moved: tuple[tuple[str, str], ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)  # article → the article whose text it repeats

    def count(self, change: str) -> int:
        """How many summaries are new, changed, or as they were ("")."""
        return sum(entry.change == change for entry in self.entries)


def build(  # noqa: PLR0913 - what a run may be asked for
    settings: Settings, *, jobs: int = 1, write: bool = True, whole: bool = False, tell: Tell = silent, today: date | None = None
) -> Built:  # fmt: skip
    """Brings the summaries up to date, in memory or (`write`) on the disk; `whole` adds the settled ones to the entries.

    `tell` hears how many are done, of how many, and the last one's path. Broken content is reported and left as it is.
    What is dated long after `today` is reported and given without its date; without `today` no date is too late.
    """
    with Cache(settings.cache / "digest.sqlite") as cache:
        run = _run(settings, cache)
        found, problems = files.find(settings.articles, SUFFIXES, shown(settings, settings.articles))
        articles = {file.path: file for file in found}
        known = _known(run, articles, problems)
        pairs = _pairs(settings, articles, known)
        problems += _orphans(settings, pairs.orphans, problems)
        work = {
            path: k
            for path, k in pairs.of.items()
            if k is None or (not k.broken and not (k.settled and k.file == path))
        }
        done = list(worked(list(_jobs(run, work, problems)), jobs, tell, problems))
        cache.put("made", {job.key: result.made for job, result in done if job.made is None})
        cache.put(
            "words", {job.file.path: [result.prose, str(result.fields.get("date") or "")] for job, result in done}
        )
        done = list(_placed(run, done, articles))
        entries = _entries(settings, done, {k.path for k in known}, problems)
        same = _copies(run, articles, problems) if done or whole else {}
        if write:
            written = _write(settings, entries, problems)
            _settle(run, entries, done, written - _ahead(settings, entries, today).keys(), articles)
        if whole:
            entries += _settled(run, pairs, problems)
    late = _ahead(settings, entries, today)
    problems += late.values()
    entries = [replace(e, summary=ahead.undated(e.summary)) if e.summary.path in late else e for e in entries]
    moved = tuple((k.file, path) for path, k in pairs.of.items() if k and k.file != path)
    settled = len(pairs.of) - len(work)
    return Built(
        tuple(sorted(entries, key=lambda e: e.summary.path)),
        tuple(sorted(set(problems))),
        len(articles),
        settled,
        moved,
        same,
    )


@dataclass(frozen=True, slots=True)
class Run:
    """What holds for one run: `made_by` names everything besides an article that its summary depends on."""

    settings: Settings
    cache: Cache
    options: Options
    made_by: str


def _run(settings: Settings, cache: Cache) -> Run:
    options = owned.options(settings)
    rights = sorted((s.name, s.rights.value, s.hosts) for s in settings.sources.values())
    return Run(settings, cache, options, sha256(repr((engine.version(), options, rights)).encode()).hexdigest()[:16])


def shown(settings: Settings, path: Path) -> str:
    """A path as messages name it: relative to the project, with forward slashes."""
    return whole_text(
        path.relative_to(settings.root).as_posix() if path.is_relative_to(settings.root) else path.as_posix()
    )


def _ahead(settings: Settings, entries: Iterable[Entry], today: date | None) -> dict[str, Problem]:
    """Which summaries are dated after today, by path, with their notices."""
    found: dict[str, Problem] = {}
    for entry in entries if today else ():
        place = shown(settings, settings.summaries / entry.summary.path)
        if today and (notice := ahead.problem(entry.summary, today, place)):
            found[entry.summary.path] = notice
    return found


# ---------------------------------------------------------------- what is there


def _known(run: Run, articles: Mapping[str, Found], problems: list[Problem]) -> list[Known]:
    """The summary files; those that have not changed since the last run are not opened."""
    settings = run.settings
    rows = run.cache.all("settled")
    known = []
    for file in files.find(settings.summaries, frozenset({".md"}), shown(settings, settings.summaries))[0]:
        row = rows.get(file.path)
        if row and row["summary"] == [file.size, file.changed]:
            article = articles.get(row["file"])
            same = (
                article is not None
                and row["article"] == [article.size, article.changed]
                and row["engine"] == run.made_by
            )
            known.append(Known(file.path, row["file"], row["sha256"], settled=same))
            continue
        place = settings.summaries / file.path
        text = place.read_text("utf-8", errors="replace")
        try:
            source = summary.parse(text, shown(settings, place)).fields.get("source")
            source = source if isinstance(source, Mapping) else {}
            known.append(Known(file.path, str(source.get("file", "")), str(source.get("sha256", ""))))
        except ContentError as error:
            problems.append(error.problem)
            named = _FILE_LINE.search(text)
            known.append(Known(file.path, named[1].strip() if named else "", "", broken=True))
    return known


def _pairs(settings: Settings, articles: Mapping[str, Found], known: list[Known]) -> Pairs:
    def hashed(path: str) -> str:
        try:
            return sha256(files.read(settings.articles / path, path)).hexdigest()
        except ContentError:  # reported where it is to be read
            return "unread"

    def shared(k: Known, path: str) -> float:
        if k.broken or articles[path].size > files.LARGEST:
            return 0.0
        place = settings.summaries / k.path
        evidence = summary.parse(place.read_text("utf-8"), k.path).fields.get("evidence") or {}
        try:
            text = " ".join(files.read(settings.articles / path, path).decode("utf-8", errors="replace").split())
        except ContentError:  # as above
            return 0.0
        held = [" ".join(str(entry.get("text", "\0")).split()) in text for entry in evidence.values()]
        return sum(held) / len(held) if held else 0.0

    return pair(list(articles), known, hashed, shared)


def _orphans(settings: Settings, orphans: Iterable[Known], problems: Sequence[Problem]) -> list[Problem]:
    """A notice for each summary whose article is gone, not for one whose article or folder cannot be read."""
    unread = tuple(problem.file for problem in problems if problem.severity is Severity.ERROR)
    folder = shown(settings, settings.articles)
    lost = [k for k in orphans if not k.broken and not f"{folder}/{k.file}/".startswith(tuple(f"{u}/" for u in unread))]
    return [_orphan(settings, k) for k in lost]


def _orphan(settings: Settings, known: Known) -> Problem:
    what = (
        f"Its article {shown(settings, settings.articles)}/{known.file} is gone."
        if known.file
        else "It names no article (source: file:)."
    )
    remedy = "Delete the summary too, or bring the article back."
    return Problem(shown(settings, settings.summaries / known.path), 0, what, remedy, Severity.WARNING)


def _copies(run: Run, articles: Mapping[str, Found], problems: list[Problem]) -> dict[str, str]:
    """Articles that repeat another's text, wire copy say: each is told, and its page leads to the original."""
    words = {path: row for path, row in run.cache.all("words").items() if path in articles}
    found = copies({path: row[0] for path, row in words.items()}, {path: row[1] for path, row in words.items()})
    folder = shown(run.settings, run.settings.articles)
    for path, original in found.items():
        what = f"The text is that of {folder}/{original}: its page says so and leads there."
        problems.append(Problem(f"{folder}/{path}", 0, what, "", Severity.NOTICE))
    return found


def _settled(run: Run, pairs: Pairs, problems: list[Problem]) -> Iterator[Entry]:
    """The entries of settled pairs, for the pages; their parsed form is kept by content."""
    settings, kept = run.settings, run.cache.all("parsed")
    fresh: dict[str, Any] = {}
    for path, k in pairs.of.items():
        if not (k and k.settled and k.file == path):
            continue
        place = settings.summaries / k.path
        text = place.read_bytes().decode("utf-8", errors="replace")
        key = sha256(text.encode()).hexdigest()
        try:
            if key not in kept:
                parsed = summary.parse(text, shown(settings, place))
                fresh[key] = kept[key] = {"fields": parsed.fields, "note": parsed.note}
            fields = kept[key]["fields"]
            source = settings.articles / path
            full = isinstance(fields.get("source"), Mapping) and fields["source"].get("rights") == "full"
            data = files.read(source, shown(settings, source)) if full else b""
            blocks = (
                pipeline.whole(pipeline.article(Committed(path, data, shown(settings, source), Hints())), fields)
                if full
                else ()
            )
        except ContentError as error:
            problems.append(error.problem)
            continue
        yield Entry(Summary(k.path, fields, kept[key]["note"], blocks), text, "")
    run.cache.put("parsed", fresh)


# ---------------------------------------------------------------- what is to be worked


def _jobs(run: Run, work: Mapping[str, Known | None], problems: list[Problem]) -> Iterator[Job]:
    """What to work, in order of path; a file that cannot be read is reported instead."""
    settings = run.settings
    commits = files.commits(settings.articles) if work else {}
    outlets = tuple((host, s.name) for s in settings.sources.values() for host in s.hosts or ("",))
    rights = tuple(sorted((s.name, s.rights.value) for s in settings.sources.values()))
    for path, k in sorted(work.items()):
        place = settings.articles / path
        try:
            data = files.read(place, shown(settings, place))
            hints = Hints("" if days.in_name(path) else commits.get(path, ""), outlets)
            file = Committed(path, data, shown(settings, place), hints, rights)
            key = sha256(repr((run.made_by, path, sha256(data).hexdigest(), hints)).encode()).hexdigest()
            made = run.cache.get("made", key)
            old = (
                summary.parse(
                    (settings.summaries / k.path).read_text("utf-8"), shown(settings, settings.summaries / k.path)
                )
                if k
                else None
            )
        except ContentError as error:
            problems.append(error.problem)
            continue
        yield Job(file, k.path if k else "", old, key, made, run.options)


# ---------------------------------------------------------------- what comes of it


def _placed(
    run: Run, done: Sequence[tuple[Job, Summarised]], articles: Mapping[str, Found]
) -> Iterator[tuple[Job, Summarised]]:
    """The results; quotes that are not in their article are looked for in the others, whose words the cache holds."""
    lost = any(check.unplaced(result.report) for _, result in done)
    words = {path: row[0] for path, row in run.cache.all("words").items() if path in articles} if lost else {}
    others = check.Elsewhere(words)
    for job, result in done:
        yield job, pipeline.placed(result, job.old, job.place, others) if check.unplaced(result.report) else result


def _entries(
    settings: Settings, done: Sequence[tuple[Job, Summarised]], taken: set[str], problems: list[Problem]
) -> list[Entry]:
    """Every worked article's summary; new ones are given a path that is free, in order of the articles' paths."""
    entries = []
    for job, result in done:
        place = job.place
        if not place:
            source = result.fields["source"]
            wanted = summary.place(result.fields["title"], str(source.get("published") or ""), source["sha256"], ())
            place = summary.place(result.fields["title"], str(source.get("published") or ""), source["sha256"], taken)
            taken.add(place)
            if place != wanted:
                what = f"Another summary stands at {wanted} already, so this article's goes to {place}."
                problems.append(
                    Problem(
                        job.file.shown,
                        0,
                        what,
                        "Rename the summary file if you like: it is found again.",
                        Severity.NOTICE,
                    )
                )
        problems += _checked(
            result.report, shown(settings, settings.summaries / place), result.text, strict=settings.strict
        )
        note = job.old.note if job.old else ""
        before = (settings.summaries / place).read_text("utf-8") if job.place else None
        change = "new" if before is None else "changed" if before != result.text else ""
        entries.append(Entry(Summary(place, result.fields, note, result.whole), result.text, change))
    return entries


def _checked(report: Report, file: str, text: str, *, strict: bool) -> Iterator[Problem]:
    """What the check found, on its lines; a failed check stops the build only where the owner is strict about it."""
    for problem in check.problems(report, file, text):
        softer = Severity.WARNING if problem.severity is Severity.ERROR and not strict else problem.severity
        yield replace(problem, severity=softer)


def _write(settings: Settings, entries: Sequence[Entry], problems: list[Problem]) -> set[str]:
    """Writes what changed; gives the paths that now stand as they should."""
    written = set()
    for entry in entries:
        place = settings.summaries / entry.summary.path
        try:
            if entry.change:
                files.write(place, entry.text.encode())
            written.add(entry.summary.path)
        except OSError as error:
            what = f"The summary cannot be written: {error.strerror}."
            problems.append(
                Problem(
                    shown(settings, place),
                    0,
                    what,
                    "Check the disk and the folder's rights; the old file is as it was.",
                )
            )
    return written


def _settle(
    run: Run, entries: Sequence[Entry], done: Sequence[tuple[Job, Summarised]], written: set[str], articles: Mapping[str, Found]
) -> None:  # fmt: skip
    """Remembers the pairs that need no work until one of their files changes; those with something to tell are told again."""
    rows, passed, keys = {}, {}, checked.Keys(run.options)
    for entry, (job, result) in zip(entries, done, strict=True):
        if entry.summary.path not in written or result.problems or result.report.findings:
            continue
        stat = (run.settings.summaries / entry.summary.path).stat()
        article = articles[job.file.path]
        rows[entry.summary.path] = {
            "file": article.path, "sha256": result.fields["source"]["sha256"], "article": [article.size, article.changed],
            "summary": [stat.st_size, stat.st_mtime_ns], "engine": run.made_by,
        }  # fmt: skip
        place = shown(run.settings, run.settings.summaries / entry.summary.path)
        good = Checked({path: verdict.value for path, verdict in result.report.verdicts.items()}, ())
        key = keys.of(place, entry.text.encode())
        passed[place] = checked.row(good, key, article.path, sha256(job.file.data).hexdigest())
    run.cache.put("settled", rows)
    run.cache.put(checked.KIND, passed)
