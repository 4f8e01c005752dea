"""The summary files that are there: read where they have changed, matched with their articles, and never lost.

A file that cannot be read keeps its place and its article: nothing is made anew beside it.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any

from digest import summary
from digest.build.pairs import Known, Pairs, pair
from digest.build.paths import shown
from digest.config import Settings
from digest.errors import ContentError, Problem, Severity
from digest.frontmatter.fence import earlier
from digest.sources import files
from digest.sources.files import Found

# "  file: 2026/storm.txt" in the front matter of a summary that cannot be parsed
_FILE_LINE = re.compile(r"^  file: ['\"]?([^\n'\"]+)", re.MULTILINE)
_SAME = 0.6  # the share of a summary's evidence that a new article must hold to be the old one, edited and moved
_SHINGLE = slice(1, 6)  # words of a sentence that are looked for first; marks may touch the one before them


def known(
    settings: Settings, rows: Mapping[str, Any], articles: Mapping[str, Found], made_by: str, problems: list[Problem]
) -> list[Known]:
    """The summary files; those that have not changed since the last run, which `rows` remember, are not opened."""
    found, unusable = files.find(settings.summaries, frozenset({".md"}), shown(settings, settings.summaries))
    problems += [problem for problem in unusable if problem.severity is Severity.ERROR]
    summaries = []
    for file in found:
        row = rows.get(file.path)
        if row and row["summary"] == [file.size, file.changed]:
            article = articles.get(row["file"])
            same = (
                article is not None and row["article"] == [article.size, article.changed] and row["engine"] == made_by
            )
            summaries.append(Known(file.path, row["file"], row["sha256"], settled=same))
            continue
        try:
            source = parsed(settings, file.path).fields.get("source", {})
            named, hashed = (value if isinstance(value := source.get(n), str) else "" for n in ("file", "sha256"))
            summaries.append(Known(file.path, named, hashed))
        except ContentError as error:
            problems.append(error.problem)
            remembered = str(row["file"]) if row else ""
            summaries.append(Known(file.path, _named(settings, file.path) or remembered, "", broken=True))
    return summaries


def parsed(settings: Settings, path: str) -> summary.Parsed:
    """The summary file at a path below the summaries folder. Raises `ContentError`."""
    place = settings.summaries / path
    named = shown(settings, place)
    return summary.read(files.read(place, named), named)


def _named(settings: Settings, path: str) -> str:
    """The article that a broken summary names, if a line of it can still be read."""
    try:
        data = files.read(settings.summaries / path, path)
    except ContentError:
        return ""  # said already: what cannot be opened names nothing
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    line = _FILE_LINE.search(data.decode("utf-16" if wide else "utf-8", errors="replace").replace("\r\n", "\n"))
    return line[1].strip() if line else ""


# ---------------------------------------------------------------- what belongs together


def pairs(
    settings: Settings, articles: Mapping[str, Found], summaries: Sequence[Known], problems: list[Problem]
) -> Pairs:
    """Articles and their summaries; what is left over, and what is there twice, is reported."""

    def hashed(path: str) -> str:
        return sha256(_article(settings, articles[path])).hexdigest()

    def edited(k: Known) -> bool:
        return not k.broken and parsed(settings, k.path).edited

    likeness = _Likeness(settings, [k for k in summaries if not k.broken and k.file not in articles])
    found = pair(
        list(articles),
        summaries,
        hashed,
        lambda path, orphans: likeness.best(_article(settings, articles[path]), {k.path for k in orphans}),
        edited,
    )
    unread = tuple(f"{problem.file}/" for problem in problems if problem.severity is Severity.ERROR)
    # An article, or a folder of them, that cannot be read is not gone.
    gone = [k for k in found.orphans if not f"{shown(settings, settings.articles / k.file)}/".startswith(unread)]
    problems += [_orphan(settings, k, edited=edited(k)) for k in gone if not k.broken]
    for kept, others in found.twins:
        problems += [_twin(settings, kept, k, edited=k.broken or edited(k)) for k in others]
    return found


def _article(settings: Settings, file: Found) -> bytes:
    """An article's bytes; none of one that cannot be read, which the build reports."""
    try:
        return files.read(settings.articles / file.path, file.path)
    except ContentError:
        return b""


class _Likeness:
    """Tells which summary an article is the moved article of: the sentences that it cites are still there."""

    def __init__(self, settings: Settings, orphans: Sequence[Known]) -> None:
        self._settings, self._orphans = settings, orphans

    @cached_property
    def _cited(self) -> dict[str, list[str]]:
        """The sentences of each summary."""
        return {k.path: list(_sentences(parsed(self._settings, k.path).fields)) for k in self._orphans}

    @cached_property
    def _shingles(self) -> dict[str, list[str]]:
        """For a few words of a sentence the summaries that cite it: nothing else is looked at closely."""
        found: dict[str, list[str]] = {}
        for path, sentences in self._cited.items():
            for sentence in sentences:
                found.setdefault(" ".join(sentence.split()[_SHINGLE]), []).append(path)
        return found

    def best(self, data: bytes, among: Container[str]) -> Known | None:
        """The summary with the largest share of its sentences in the article, the later path of two; None below `_SAME`."""
        words = data.decode("utf-8", errors="replace").split()
        text = " ".join(words)
        size = _SHINGLE.stop - _SHINGLE.start
        hits = Counter(
            path
            for n in range(len(words))
            for path in self._shingles.get(" ".join(words[n : n + size]), ())
            if path in among
        )
        shares = {
            path: sum(sentence in text for sentence in self._cited[path]) / len(self._cited[path]) for path in hits
        }
        best = max(shares, key=lambda path: (shares[path], path), default="")
        return next((k for k in self._orphans if k.path == best and shares[best] >= _SAME), None)


def _sentences(fields: Mapping[str, Any]) -> Iterator[str]:
    evidence = fields.get("evidence")
    for entry in evidence.values() if isinstance(evidence, Mapping) else ():
        text = " ".join(str(entry.get("text", "")).split()) if isinstance(entry, Mapping) else ""
        if text:
            yield text


def _orphan(settings: Settings, k: Known, *, edited: bool) -> Problem:
    what = (
        f"Its article {shown(settings, settings.articles)}/{k.file} is gone."
        if k.file
        else "It names no article (source: file:)."
    )
    remedy = "Bring the article back, or write its new place below `source: file:`."
    if not edited:
        remedy = "Delete the summary too, or bring the article back."
    return Problem(shown(settings, settings.summaries / k.path), 0, what, remedy, Severity.WARNING)


def _twin(settings: Settings, kept: Known, other: Known, *, edited: bool) -> Problem:
    first, second = (shown(settings, settings.summaries / k.path) for k in (kept, other))
    what = f"{first} and {second} are summaries of one article, {shown(settings, settings.articles)}/{kept.file}; the first one counts."
    remedy = "Bring what you wrote together in one of them, and name no article in the other."
    if not edited:
        remedy = "Nobody has changed the second one: delete it."
    return Problem(second, 0, what, remedy)


# ---------------------------------------------------------------- what keeps its place


def claims(wanted: Mapping[str, str], lost: Sequence[Known]) -> dict[str, str]:
    """For articles without a summary the one of theirs that does not say so, by the address it would be given.

    `wanted` has each new article's address; `lost` are summaries that name no article, because they cannot be read.
    """
    free = {k.path for k in lost}
    found: dict[str, str] = {}
    for fits in (str.__eq__, summary.is_numbered):
        for file, address in sorted(wanted.items()):
            place = next((path for path in sorted(free) if fits(path, address)), None)
            if place and file not in found:
                found[file] = place
                free.discard(place)
    return found


def claimed(settings: Settings, file: str, place: str) -> Problem:
    """What is said of an article that is not summarised anew, since its summary is there and cannot be read."""
    path = shown(settings, settings.summaries / place)
    what = (
        f"Its summary is {path}, as its address says, which names no article or cannot be read; no second one is made."
    )
    return Problem(shown(settings, settings.articles / file), 0, what, f"Mend {path}. {earlier(path)}")
