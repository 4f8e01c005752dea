"""What comes of the work: each summary is given its place, written, and remembered for the next run."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from digest import check, pipeline, summary
from digest.build import ahead, kept, known
from digest.build.kept import Check, Checked, Pair, Stamp
from digest.build.plan import Plan
from digest.build.project import Project
from digest.build.readings import Readings
from digest.build.stages import Done, Job, checked_key, outcome_key
from digest.build.stories import Placed, placed, remembered
from digest.errors import ContentError, Problem, Severity
from digest.model import Summary
from digest.pipeline import Summarised
from digest.sources import files
from digest.sources.files import Found


@dataclass(frozen=True, slots=True)
class Entry:
    """A summary as it should be. `change` is "new", "changed", or "" when the file on the disk already says so."""

    summary: Summary
    change: str


class Writer:
    """Takes what came of each article, in order of their paths. `write` and `whole` are those of `build`."""

    def __init__(self, project: Project, todo: Plan, *, write: bool, whole: bool) -> None:
        self._project, self._todo, self._write, self._whole = project, todo, write, whole
        self._taken = set(todo.summaries)
        self._unnamed = known.unnamed(todo.pairs.orphans)
        self._waiting: list[tuple[Job, Done, Summarised]] = []
        self.readings = Readings(project)
        self._dates: dict[str, str] = {}  # of summaries, by their places
        self.rows: dict[str, Pair] = {}  # what is remembered of each article
        self.held: dict[str, Placed] = {}  # what the grouping asks of each article
        self.revised: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = []  # summary, before, after
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self.read = self.unchanged = 0

    @property
    def names(self) -> set[str]:
        """The summaries that are there now, as messages name them."""
        return {self._project.summary(place) for place in self._taken}

    def settled(self, path: str, row: Pair) -> None:
        """Takes a pair for which nothing has changed: what there was to report is reported again."""
        article, file = self._todo.articles[path], self._todo.summaries.get(row.place)
        now = replace(
            row,
            article=_stamp(article),
            summary=_stamp(file) if file else row.summary,
            settings=self._project.key,
            suggestion=self._project.suggestion(path),
        )
        if now != self._todo.before[path]:
            self._project.memory.pair(path, now)
        self.rows[path] = now
        self.readings.add(path, row.reading, row.date)
        self.problems += [*row.problems, *self._softer(row.found)]
        self.unchanged += not row.change
        place = row.place
        if self._whole or row.change:
            fields, note = self.page(path, row)
            place = place or self._place(path, fields)
            self._enter(path, Summary(place, fields, note), row.change)
        self._dates[place] = row.date
        self.held[path] = Placed(path, place, row.title, row.date, "", row.story, alone=row.alone)

    def done(self, job: Job, done: Done) -> None:
        """Takes what came of a job."""
        self.read += done.fresh is not None or (done.result is not None and done.result.again)
        if done.fresh is not None:
            self._project.memory.keep(kept.READING, job.path, done.reading, done.fresh)
        if done.problem:
            self.problems.append(done.problem)
            self._as_last_written(job)
        elif done.result is None:
            row = self._todo.before[job.path]
            self.settled(job.path, replace(row, sha256=done.sha256, reading=done.reading, committed=done.committed))
        elif done.lost or (self._unnamed and not job.summary):
            self._waiting.append((job, done, done.result))
            self.readings.add(job.path, done.reading, _date(done.result))
        else:
            self._result(job, done, done.result)

    def finish(self) -> None:
        """Does what takes all articles: quotes that are not in their own, and summaries that name no article."""
        others = check.Elsewhere(self.readings.words() if any(done.lost for _, done, _ in self._waiting) else {})
        new = {job.path: _given(result.fields) for job, _, result in self._waiting if not job.summary}
        wanted = {path: summary.place(*given, ()) for path, given in new.items()} if self._unnamed else {}
        claims = known.claims(wanted, self._unnamed)
        self.problems += [known.claimed(self._project, path, place) for path, place in claims.items()]
        for job, done, result in self._waiting:
            if job.path not in claims:
                placed = pipeline.placed(result, done.old, job.named, others) if done.lost else result
                self._result(job, done, placed)

    def dated(self, today: date | None) -> None:
        """Looks for dates long after today."""
        late = {place: told for place, day in self._dates.items() if today and (told := self._late(place, day, today))}
        self.problems += late.values()
        self.entries = [replace(e, summary=_undated(e.summary)) if e.summary.path in late else e for e in self.entries]

    def _late(self, place: str, day: str, today: date) -> Problem | None:
        return ahead.problem(day, today, self._project.summary(place))

    def _as_last_written(self, job: Job) -> None:
        """Shows the summary of an article that cannot be read now as it is on the disk."""
        if self._whole and job.summary:
            try:
                parsed = summary.read(files.read(job.folder / job.summary, job.named), job.named)
            except ContentError as error:
                self.problems.append(error.problem)
                return
            self._enter(job.path, Summary(job.summary, parsed.fields, parsed.note), "")

    def _result(self, job: Job, done: Done, result: Summarised) -> None:
        """Writes a summary that was made anew, and remembers it."""
        place = job.summary or self._place(job.path, result.fields)
        found = check.problems(result.report, self._project.summary(place), result.text)
        change = "new" if done.old is None else "changed" if done.old.text != result.text else ""
        self.readings.add(job.path, done.reading, _date(result))
        self.problems += [*result.problems, *result.asks, *self._softer(found)]
        if self._write and change and not self._written(place, result.text, done.written if done.old else ""):
            return
        self.unchanged += not change
        if done.old and _sha256(done.old.fields) != done.sha256:
            self.revised.append((place, done.old.fields, result.fields))
        self._dates[place] = _date(result)
        self.held[job.path] = placed(job.path, Summary(place, result.fields, ""))
        self._enter(job.path, Summary(place, result.fields, done.old.note if done.old else ""), change)
        self._remember(job, done, result, place, change, found)

    def _remember(  # noqa: PLR0913, PLR0917 - what a row holds
        self, job: Job, done: Done, result: Summarised, place: str, change: str, found: tuple[Problem, ...]
    ) -> None:
        memory, name = self._project.memory, self._project.summary(place)
        file = self._todo.summaries.get(job.summary)
        row = Pair(
            job.path, _stamp(self._todo.articles[job.path]), done.sha256, done.reading, done.committed, self._project.key,
            job.summary, _stamp(file) if file else (0, 0), done.written, done.outcome, change, done.lost, _date(result),
            (*result.problems, *result.asks), found, **remembered(result.fields), suggestion=self._project.suggestion(job.path),
        )  # fmt: skip
        if self._write and change:
            written = sha256(result.text.encode()).hexdigest()
            row = replace(
                row, place=place, summary=files.stamp(self._project.settings.summaries / place), written=written,
                outcome=outcome_key(done.reading, done.owned, written, name), change="", problems=result.problems,
            )  # fmt: skip
        memory.keep(kept.SUMMARY, job.path, row.outcome, done.page)
        memory.pair(job.path, row)
        self.rows[job.path] = row
        if not row.change and not row.lost:
            verdicts = {path: verdict.value for path, verdict in result.report.verdicts.items()}
            memory.check(name, checked_key(name, row.written), Check(job.path, row.reading, Checked(verdicts, found)))

    def page(self, path: str, row: Pair) -> tuple[Mapping[str, Any], str]:
        """A summary's front matter and note: as they are kept, or as the file has them."""
        page = self._project.memory.summary(path, row.outcome)
        if page:
            return page.fields, page.note
        name = self._project.summary(row.place)
        parsed = summary.read(files.read(self._project.settings.summaries / row.place, name), name)
        return parsed.fields, parsed.note

    def _enter(self, path: str, made: Summary, change: str) -> None:
        source = made.fields.get("source")
        full = self._whole and isinstance(source, Mapping) and source.get("rights") == "full"
        article = self.readings.article(path) if full else None
        blocks = pipeline.whole(article) if article else ()
        fields = made.fields if self._whole else {}  # of ten thousand new summaries they would fill the memory
        entry = Entry(replace(made, fields=fields, whole=blocks), change)
        self.entries.append(self._project.memory.recall.same("entry", path, entry))

    def _place(self, path: str, fields: Mapping[str, Any]) -> str:
        """A free place for a new summary, the same whatever was built before it in this run."""
        given = _given(fields)
        wanted, place = summary.place(*given, ()), summary.place(*given, self._taken)
        self._taken.add(place)
        if place != wanted:
            what = f"Another summary has the address {wanted} already, so this article's is {place}."
            remedy = "Rename the summary file if you like: it is found again."
            self.problems.append(Problem(self._project.named(path), 0, what, remedy, Severity.NOTICE))
        return place

    def _written(self, place: str, text: str, before: str) -> bool:
        """Writes a summary over the file of the hash `before`, "" where there is none; whether that went well."""
        target = self._project.settings.summaries / place
        try:
            if _hash(target) != before:
                what = "The summary was saved while the build ran, so it is left as it is now."
                self.problems.append(
                    Problem(self._project.summary(place), 0, what, "Run digest build again.", Severity.WARNING)
                )
                return False
            files.write(target, text.encode())
        except OSError as error:
            what = f"The summary cannot be written: {error.strerror}."
            remedy = "Check the disk and the folder's rights; the old file is as it was."
            self.problems.append(Problem(self._project.summary(place), 0, what, remedy))
            return False
        return True

    def _softer(self, found: Iterable[Problem]) -> Iterator[Problem]:
        """What the check found; a failed check stops the build only where the owner is strict about it."""
        for problem in found:
            soft = problem.severity is Severity.ERROR and not self._project.settings.strict
            yield replace(problem, severity=Severity.WARNING) if soft else problem


def _hash(target: Path) -> str:
    """The SHA-256 of a file, "" where there is none."""
    return sha256(target.read_bytes()).hexdigest() if target.exists() else ""


def _given(fields: Mapping[str, Any]) -> tuple[str, str, str]:
    """What the address of a new summary is made of."""
    source = fields["source"]
    return fields["title"], str(source.get("published") or ""), source["sha256"]


def _undated(made: Summary) -> Summary:
    """The summary as its page shows it until its day has come; its file keeps the date."""
    return replace(made, fields={name: value for name, value in made.fields.items() if name != "date"})


def _stamp(file: Found) -> Stamp:
    return file.size, file.changed


def _sha256(fields: Mapping[str, Any]) -> Any:
    """The hash of the article that a summary was made of."""
    source = fields.get("source")
    return source.get("sha256") if isinstance(source, Mapping) else None


def _date(result: Summarised) -> str:
    return str(result.fields.get("date") or "")
