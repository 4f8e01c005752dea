"""What new versions of articles changed: noted by `digest build`, and read for the pages."""

from collections.abc import Mapping
from datetime import date

from digest.build.project import Project
from digest.build.write import Writer
from digest.config import Settings, shown
from digest.errors import ContentError, Problem
from digest.group import changes
from digest.model import Change
from digest.sources import files


def note(project: Project, writer: Writer, today: date) -> list[Problem]:
    """Adds what changed in this run to the file, with the day. Returns what stopped it."""
    found = [(place, statements) for place, old, new in writer.revised if (statements := changes.compared(old, new))]
    if not found:
        return []
    place = project.settings.changes
    named = shown(project.settings, place)
    lines = "".join(changes.line(summary, Change(today.isoformat(), made)) for summary, made in sorted(found))
    try:
        before = files.read(place, named).decode("utf-8", "surrogateescape") if place.is_file() else ""
        between = "" if not before or before.endswith("\n") else "\n"
        files.write(place, f"{before}{between}{lines}".encode("utf-8", "surrogateescape"))
    except ContentError as error:
        return [error.problem]
    except OSError as error:
        return [Problem(named, 0, f"What changed cannot be noted: {error.strerror}.", "Check the disk and its rights.")]
    return []


def read(settings: Settings) -> tuple[Mapping[str, tuple[Change, ...]], list[Problem]]:
    """Summary → the versions of its article, the oldest first, and what is wrong with the file of them."""
    named = shown(settings, settings.changes)
    if not settings.changes.is_file():
        return {}, []
    try:
        return changes.parse(files.read(settings.changes, named).decode("utf-8"), named)
    except ContentError as error:
        return {}, [error.problem]
    except UnicodeDecodeError:
        return {}, [Problem(named, 0, "The file is not UTF-8.", "Take it from the last commit.")]
