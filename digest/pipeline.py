"""The program, as a straight line: a file that an editor committed becomes the text of its summary file.

    read → extract → understand → write the fields → keep the editor's word → find the evidence → check → the file

Everything here is a pure function of its arguments. What surrounds it – finding the files, the cache, the processes, the
writing – stands in `build`.
"""

from dataclasses import dataclass
from typing import Any

from digest import check, summary
from digest.errors import ContentError, Problem
from digest.extract import Hints, extract
from digest.model import Article
from digest.read import read
from digest.summary.file import Parsed
from digest.understand import Options, understand
from digest.understand.sentences import sentences


@dataclass(frozen=True, slots=True)
class Committed:
    """An article as it lies in the folder; `shown` is its path for messages, `place` that of its summary, if it has one."""

    path: str
    data: bytes
    shown: str
    hints: Hints
    rights: tuple[tuple[str, str], ...] = ()  # (outlet, rights)


@dataclass(frozen=True, slots=True)
class Summarised:
    """What came out: the front matter, the file's text, what to tell the editor. `made` is the program's own part."""

    fields: dict[str, Any]
    text: str
    problems: tuple[Problem, ...]
    made: dict[str, Any]


def article(file: Committed) -> Article:
    """The article in a committed file. Raises `ContentError`."""
    return extract(read(file.data, file.path), file.hints)


def make(found: Article, file: Committed, options: Options) -> dict[str, Any]:
    """What the program itself writes about an article: the costly part, kept by the cache."""
    return summary.fields(understand(found, options), rights=dict(file.rights).get(found.source, "excerpt"))


def summarise(
    file: Committed, old: Parsed | None, place: str, options: Options, made: dict[str, Any] | None = None
) -> Summarised:
    """The whole line for one article and, where it has one, its old summary file. Raises `ContentError`."""
    found = article(file)
    if not any(block.of(found.text).strip() for block in found.blocks):
        raise ContentError(file.shown, "The file holds no text.", "Paste the article into it, or delete it.")
    made = made or make(found, file, options)
    merged = summary.merge(old.fields if old else {}, made)
    anchored = summary.anchor(merged, old.fields.get("evidence", {}) if old else {}, found.text, sentences(found))
    report = check.check(anchored, found)
    text = summary.rewrite(old, report.fields, place) if old else summary.new(report.fields)
    return Summarised(report.fields, text, report.problems, made)
