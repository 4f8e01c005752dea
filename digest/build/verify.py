"""Holds summary files, as they are on the disk, against their articles; a pair that is unchanged is not checked twice.

Quotes that are nowhere in their article are looked for in the others each time anew, since those may have changed.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from digest import check, summary
from digest.build.kept import Check, Checked, Kept
from digest.build.project import Project
from digest.build.readings import Readings
from digest.build.stages import checked_key
from digest.check import Elsewhere, Report
from digest.config import Settings, shown
from digest.errors import ContentError, Problem, doing
from digest.read import SUFFIXES
from digest.repair import Repair, repaired
from digest.sources import files
from digest.understand import understand


def verify(settings: Settings, places: Iterable[Path]) -> tuple[dict[str, Checked], list[Problem]]:
    """The check of each summary file, by its path as messages name it, and what is wrong with the cache."""
    found = {}
    with Kept(settings) as memory:
        project = Project(settings, memory)
        others = cache(lambda: elsewhere(project))  # all articles are asked only when a quote is not in its own
        for place in places:
            name = shown(settings, place)
            try:
                with doing("checking the summary", name):
                    found[name] = _checked(project, place, name, others)
            except ContentError as error:
                found[name] = Checked({}, (error.problem,))
    return found, memory.problems()


@dataclass(frozen=True, slots=True)
class Suggested:
    """Repairs for the failed statements of one summary file: as a diff of its text, and by the paths of the statements."""

    diff: str
    repairs: tuple[Repair, ...]
    without: tuple[str, ...]


def suggested(settings: Settings, place: Path) -> Suggested:
    """The nearest wordings that the article supports for what fails in a summary file. Raises `ContentError`."""
    name = shown(settings, place)
    with Kept(settings) as memory, doing("looking for repairs", name):
        project = Project(settings, memory)
        parsed = summary.read(files.read(place, name), name)
        path = _file(parsed.fields)
        if not project.holds(path):
            return Suggested("", (), ())
        article = project.article(path)[0]
        reading = understand(article)
        report = check.check(parsed.fields, article, reading)
        found = repaired(parsed.fields, report.verdicts, article, reading)
        text = summary.rewrite(parsed, found.fields, name) if found.repairs else parsed.text
    return Suggested(_diff(parsed.text, text, name), found.repairs, found.without)


def _diff(old: str, new: str, name: str) -> str:
    """What differs, as `git apply` takes it: lines end at line feeds alone, whatever else is in them."""
    before, after = (list(StringIO(text, newline="\n")) for text in (old, new))
    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", n=2)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _checked(project: Project, place: Path, name: str, others: Callable[[], Elsewhere]) -> Checked:
    """The check of one file, kept or made anew. Raises `ContentError`."""
    data = files.read(place, name)
    key = checked_key(name, sha256(data).hexdigest())
    row = project.memory.checked(name, key)
    if row and _is_current(project, row):
        return _told(check.placed(row.report, others()), name, data.decode()) if row.report else row.checked
    parsed = summary.read(data, name)
    fields, path = parsed.fields, _file(parsed.fields)
    article, reading = project.article(path) if project.holds(path) else (None, "")
    # Whom the program takes for the speaker is asked only where an editor changed the quotes.
    edited = article is not None and "quotes" in summary.editors(fields)
    report = check.noted(check.check(fields, article, understand(article) if article and edited else None), parsed.note)
    lost = report if check.unplaced(report) else None
    checked = _told(check.placed(report, others()) if lost else report, name, parsed.text)
    project.memory.check(name, key, Check(path, reading, checked, lost))
    return checked


def _told(report: Report, name: str, text: str) -> Checked:
    """What a check found, on the lines of its file."""
    return Checked({of: verdict.value for of, verdict in report.verdicts.items()}, check.problems(report, name, text))


def _file(fields: Mapping[str, Any]) -> str:
    source = fields.get("source")
    return str(source.get("file") or "") if isinstance(source, Mapping) else ""


def _is_current(project: Project, row: Check) -> bool:
    """Whether the article is as it was when the summary was held against it. Raises `ContentError`."""
    if not project.holds(row.file):
        return not row.reading
    data = files.read(project.settings.articles / row.file, project.named(row.file))
    return project.is_of(row.file, sha256(data).hexdigest(), row.reading)


def elsewhere(project: Project) -> Elsewhere:
    """The words of every article."""
    readings = Readings(project)
    for file in files.find(project.settings.articles, SUFFIXES, project.named(""))[0]:
        with suppress(ContentError):  # reported by the build; here it only holds no quote
            readings.add(file.path, project.article(file.path)[1])
    return Elsewhere(readings.words())
