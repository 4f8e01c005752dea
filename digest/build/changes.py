"""What new versions of articles changed: noted by `digest build`, and read for the pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from digest.build import story_values
from digest.build.project import Project
from digest.build.write import Writer
from digest.config import Settings, shown
from digest.errors import ContentError, Problem
from digest.group import changes
from digest.group.noted import Noted, There
from digest.model import Change, Summary
from digest.sources import files


def note(project: Project, writer: Writer, today: date) -> list[Problem]:
    """Adds what changed in this run to the file, with the day. Returns what stopped it."""
    found = [
        (Noted(place, story_values.article(Summary(place, new))), statements)
        for place, old, new in writer.revised
        if (statements := changes.compared(old, new))
    ]
    if not found:
        return []
    place = project.settings.changes
    named = shown(project.settings, place)
    found.sort(key=lambda one: one[0])
    lines = "".join(changes.line(of, Change(today.isoformat(), made)) for of, made in found)
    try:
        before = files.read(place, named).decode("utf-8", "surrogateescape") if place.is_file() else ""
        between = "" if not before or before.endswith("\n") else "\n"
        files.write(place, f"{before}{between}{lines}".encode("utf-8", "surrogateescape"))
    except ContentError as error:
        return [error.problem]
    except OSError as error:
        return [Problem(named, 0, f"What changed cannot be noted: {error.strerror}.", "Check the disk and its rights.")]
    return []


def read(settings: Settings, summaries: Iterable[Summary]) -> tuple[Mapping[str, tuple[Change, ...]], list[Problem]]:
    """Summary → the versions of its article, the oldest first, and what is wrong with the file of them."""
    there = There({summary.path: story_values.article(summary) for summary in summaries})
    named = shown(settings, settings.changes)
    if not settings.changes.is_file():
        return {}, []
    try:
        found, problems = changes.parse(files.read(settings.changes, named).decode("utf-8"), named)
    except ContentError as error:
        return {}, [error.problem]
    except UnicodeDecodeError:
        return {}, [Problem(named, 0, "The file is not UTF-8.", "Take it from the last commit.")]
    versions: dict[str, tuple[Change, ...]] = {}
    for noted, made in found.items():
        path = there.now(noted).summary
        versions[path] = (*versions.get(path, ()), *made)
    return versions, problems
