"""What is remembered from run to run: an article's reading, its summary, and how the two were when they were last together.

Each is one row of the cache by the article's path, so that there are never more rows than articles.
"""

from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from digest.build.keys import key as key_of
from digest.build.plain import back, plain
from digest.cache import Cache, Row, packed, unpacked
from digest.check import Report
from digest.config import Settings, shown
from digest.errors import Problem, Severity
from digest.model import Article
from digest.pipeline import Draft
from digest.recall import Recall

READING, SUMMARY, PAIR, CHECKED, COPIES = "reading", "summary", "pair", "checked", "copies"
_FILE = "digest.sqlite"
_FURTHER = ("rows",)  # by the path of an article too
_BATCH = 16  # rows of a kind kept at once; a run that is killed loses no more than these

Stamp = tuple[int, int]  # size and time of a file


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read, or what is wrong with it."""

    article: Article | None
    draft: Draft | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and its summary as they were when they were last brought together, and what there was to report.

    `file` is the article's path, `article` and `summary` show cheaply whether the files changed; `place` is the summary's path, "" where there is none; `change` is "new" or "changed" while the file on the disk does
    not say what it should. `reading` and `outcome` are keys, `settings` is one too; `committed` is None where the day of
    the commit does not count. `lost` says that a quote must be looked for in the other articles. `problems` are about the article, `found` is what the check found, without regard to strictness.
    """

    file: str
    article: Stamp
    sha256: str
    reading: str
    committed: str | None
    settings: str
    place: str
    summary: Stamp
    written: str  # SHA-256 of the summary file
    outcome: str
    change: str
    lost: bool
    date: str
    problems: tuple[Problem, ...]
    found: tuple[Problem, ...]
    title: str
    story: str
    alone: bool  # whether an editor keeps the article out of every story
    unsigned: bool  # whether somebody has approved or held it, and it does not say who
    suggestion: Stamp = (0, 0)  # the file of a model's answer; zeros where there is none


@dataclass(frozen=True, slots=True)
class Page:
    """A summary as pages need it; `report` is its check by itself, where a quote must be looked for in the other articles."""

    fields: dict[str, Any]
    note: str
    report: Report | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one summary file found: a verdict for each statement by its path, and the problems on their lines."""

    verdicts: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing is wrong that must stop a strict build."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a summary, and what it was held against: the article's path, and the key of its reading.

    `report` is its check by itself, where a quote must be looked for in the other articles.
    """

    file: str
    reading: str
    checked: Checked
    report: Report | None = None


class Kept:
    """The rows of one project's cache. Used in a `with` statement, at whose end the last rows are kept."""

    def __init__(self, settings: Settings, recall: Recall | None = None) -> None:
        self.recall = recall or Recall()
        self._cache = Cache(settings.cache / _FILE)
        self._name = shown(settings, settings.cache / _FILE)
        self._waiting: dict[str, list[Row]] = {}

    def pairs(self) -> dict[str, Pair]:
        """Every pair by its article's path."""
        return {path: back(Pair, row) for path, row in self._cache.all(PAIR, key_of(PAIR)).items()}

    def keys(self, kind: str) -> dict[str, str]:
        """The key of every row of a kind by its name."""
        self._flush(kind)
        return self._cache.keys(kind)

    def packed(self, kind: str, path: str, key: str) -> bytes | None:
        """A row as it is kept."""
        self._flush(kind)
        return self._cache.packed(kind, path, key)

    def reading(self, path: str, key: str) -> Reading | None:
        """An article's reading, if it is the one of this key."""
        data = self.packed(READING, path, key)
        return None if data is None else reading(data)

    def summary(self, path: str, key: str) -> Page | None:
        """A summary, if it is the one of this key."""
        return self.recall.named(SUMMARY, (path, key), lambda: self._summary(path, key))

    def _summary(self, path: str, key: str) -> Page | None:
        data = self.packed(SUMMARY, path, key)
        with suppress(ValueError):  # damaged: as good as none
            return None if data is None else page(data)
        return None

    def get(self, kind: str, name: str, key: str) -> Any:
        """A plain value, if it is the one of this key."""
        self._flush(kind)
        return self._cache.get(kind, name, key)

    def checked(self, name: str, key: str) -> Check | None:
        """The check of a summary file, if it is the one of this key."""
        self._flush(CHECKED)
        found = self._cache.get(CHECKED, name, key)
        return None if found is None else back(Check, found)

    def check(self, name: str, key: str, check: Check) -> None:
        """Keeps the check of a summary file, soon."""
        self.put(CHECKED, name, key, check)

    def copies(self, key: str) -> dict[str, str] | None:
        """Which article repeats which, if the articles are those of this key."""
        found: dict[str, str] | None = self._cache.get(COPIES, "", key)
        return found

    def keep(self, kind: str, name: str, key: str, data: bytes) -> None:
        """Keeps a row, soon."""
        waiting = self._waiting.setdefault(kind, [])
        waiting.append((name, key, data))
        if len(waiting) >= _BATCH:
            self._flush(kind)

    def put(self, kind: str, name: str, key: str, value: Any) -> None:
        """Keeps a value, soon."""
        self.keep(kind, name, key, packed(plain(value)))

    def pair(self, path: str, pair: Pair) -> None:
        """Keeps a pair, soon."""
        self.put(PAIR, path, key_of(PAIR), pair)

    def prune(self, articles: Container[str], summaries: Container[str]) -> None:
        """Forgets what belongs to files that are gone; `summaries` are paths as messages name them."""
        for kind in (READING, SUMMARY, PAIR, *_FURTHER):
            self._cache.prune(kind, articles)
        self._cache.prune(CHECKED, summaries)

    def problems(self) -> list[Problem]:
        """What is wrong with the cache, once all is kept: at most one notice."""
        for waiting in list(self._waiting):
            self._flush(waiting)
        trouble = self._cache.trouble
        return [Problem(self._name, 0, trouble, severity=Severity.NOTICE)] if trouble else []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.problems()
        self._cache.__exit__(kind, error, trace)

    def _flush(self, kind: str) -> None:
        rows: Sequence[Row] = self._waiting.pop(kind, ())
        if rows:
            self._cache.keep(kind, rows)


def page(data: bytes) -> Page:
    """A summary as it is kept. Raises `ValueError` when the bytes are damaged."""
    return back(Page, unpacked(data))


def reading(data: bytes) -> Reading | None:
    """A reading as it is kept; None when the bytes are damaged."""
    try:
        return back(Reading, unpacked(data))
    except ValueError:
        return None
