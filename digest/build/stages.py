"""One article, stage by stage: each is taken from what is kept where its own inputs are the same, and made anew where not.

    reading (article and draft) ← the file's bytes, its path, the day of its commit where that counts
    summary                     ← the reading, what the owner's settings make of it, the summary file that is there

No file but the two is opened and nothing is written: this runs in the worker processes.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from digest import check, pipeline, suggest, summary
from digest.build import kept
from digest.build.kept import Page, Reading
from digest.build.keys import key
from digest.build.plain import plain
from digest.cache import packed
from digest.check import Report
from digest.errors import ContentError, PassingError, Problem, Severity
from digest.extract import Hints
from digest.model import Article
from digest.pipeline import Committed, Options, Summarised
from digest.sources import files
from digest.summary import Owned, Parsed


@dataclass(frozen=True, slots=True)
class Job:
    """One article to bring up to date: the file, its summary's path in its folder ("" for a new one), and what is kept of it.

    `shown` and `named` are the paths of article and summary for messages; `outcome` is the key of the summary that is kept,
    and `page` that summary where it depends on other articles too.
    """

    path: str
    place: Path
    shown: str
    committed: str
    summary: str
    folder: Path
    named: str
    kept: tuple[str, bytes] | None  # the reading's key, and the reading
    outcome: str
    page: bytes | None
    suggestion: str = ""  # what is saved of a model's answer


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job. `problem` is why nothing did; `result` is None where the summary that is kept is still right.

    `old` is the summary file that is there and `written` its SHA-256; `fresh` is the reading, where it was made anew;
    `page` is the summary as it is to be kept; `lost` says that a quote is to be looked for in other articles.
    """

    sha256: str = ""
    reading: str = ""
    committed: str | None = None
    fresh: bytes | None = None
    owned: Owned | None = None
    written: str = ""
    outcome: str = ""
    old: Parsed | None = None
    result: Summarised | None = None
    page: bytes = b""
    lost: bool = False
    problem: Problem | None = None


def work(job: Job, options: Options) -> Done:
    """Brings one article up to date. Raises `ContentError` when one of the two files cannot be read now."""
    data = files.read(job.place, job.shown)
    hashed = sha256(data).hexdigest()
    name, committed, read, fresh = _reading(job, data, hashed)
    done = Done(hashed, name, committed, fresh, problem=read.problem)
    if read.article is None or read.draft is None:
        return done
    chosen, stale = _answered(job, hashed, pipeline.owned(read.article, read.draft, options), options)
    before = files.read(job.folder / job.summary, job.named) if job.summary else b""
    written = sha256(before).hexdigest() if job.summary else ""
    outcome = outcome_key(name, chosen, written, job.named)
    done = replace(done, owned=chosen, written=written, outcome=outcome)
    known = outcome == job.outcome
    if known and not job.page:
        return done
    report = _report(job) if known else None
    old = summary.read(before, job.named) if job.summary else None
    result = pipeline.finish(read.article, read.draft, chosen, old, shown=job.shown, place=job.named, kept=report)
    result = replace(result, problems=(*result.problems, *stale))
    lost = check.unplaced(result.report)
    page = packed(plain(Page(result.fields, old.note if old else "", result.report if lost else None)))
    return replace(done, old=old, result=result, page=page, lost=lost)


def _answered(job: Job, hashed: str, chosen: Owned, options: Options) -> tuple[Owned, tuple[Problem, ...]]:
    """What the owner wants of an article, with the model's answer where it still holds, and what is said where it does not."""
    if not job.suggestion:
        return chosen, ()
    try:
        model, answer = suggest.fresh(job.suggestion, hashed, options.asked)
    except suggest.AnswerError as error:
        what = f"The suggestion that is saved for it is not used: {error}."
        stale = Problem(job.shown, 0, what, "Run `digest suggest`, or delete it.", Severity.NOTICE)
        return replace(chosen, stale=str(error)), (stale,)
    return replace(chosen, model=model, suggestion=answer), ()


def _report(job: Job) -> Report | None:
    """The check of the summary that is kept; None when its bytes are damaged."""
    try:
        return kept.page(job.page).report if job.page else None
    except ValueError:
        return None


def reading_key(path: str, hashed: str, committed: str | None) -> str:
    """The key of an article's reading; `committed` is None where the day of the commit does not count."""
    return key(kept.READING, path, hashed, committed)


def outcome_key(reading: str, owned: Owned | None, written: str, named: str) -> str:
    """The key of a summary; `written` is the SHA-256 of the file that is there, `named` its path for messages."""
    return key(kept.SUMMARY, reading, owned, written, named)


def counted(article: Article | None, committed: str) -> str | None:
    """The day of the commit where it may count for an article; None where its source states the date."""
    return None if article and article.published_from == "meta" else committed


def checked_key(named: str, written: str) -> str:
    """The key of the check of a summary file; `named` is its path for messages, `written` its SHA-256."""
    return key(kept.CHECKED, named, written)


def _reading(job: Job, data: bytes, hashed: str) -> tuple[str, str | None, Reading, bytes | None]:
    """The reading's key, the day of the commit where it counts, the reading, and the same to keep if it was made anew."""
    for committed in (None, job.committed):
        name = reading_key(job.path, hashed, committed)
        found = kept.reading(job.kept[1]) if job.kept and job.kept[0] == name else None
        if found:
            return name, committed, found, None
    made = _read(job, data)
    committed = counted(made.article, job.committed)
    return reading_key(job.path, hashed, committed), committed, made, packed(plain(made))


def _read(job: Job, data: bytes) -> Reading:
    """Reads an article. Raises `ContentError` when another try may bring what this one does not."""
    try:
        article = pipeline.article(Committed(job.path, data, job.shown, Hints(job.committed)))
    except ContentError as error:
        if isinstance(error, PassingError) or error.problem.trace:
            raise
        return Reading(None, None, error.problem)
    return Reading(article, pipeline.draft(article), None)
