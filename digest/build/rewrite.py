"""A summary that is written once more after all articles were read: its file, and what is kept of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from digest import summary
from digest.build import kept
from digest.build.kept import Page, Pair
from digest.build.keys import key
from digest.build.plain import plain
from digest.build.project import Project
from digest.build.stages import checked_key
from digest.build.stories import remembered
from digest.cache import packed
from digest.sources import files

Fields = Mapping[str, Any]


def rewritten(
    project: Project, row: Pair | None, place: str, change: Callable[[Fields], dict[str, Any]], kind: str
) -> Pair | None:
    """Writes a summary file with other fields, none of which a verdict depends on, and remembers it; returns the pair as it is now.

    Raises `ContentError` or `OSError`.
    """
    target, named = project.settings.summaries / place, project.summary(place)
    old = summary.read(files.read(target, named), named)
    fields = change(old.fields)
    data = summary.rewrite(old, fields, named).encode()
    files.write(target, data)
    if row is None or row.lost:
        return row  # its quotes are looked for in the other articles at every run
    written = sha256(data).hexdigest()
    outcome = key(kept.SUMMARY, kind, written, named)
    now = replace(
        row, place=place, summary=files.stamp(target), written=written, outcome=outcome, change="", **remembered(fields)
    )
    project.memory.keep(kept.SUMMARY, row.file, outcome, packed(plain(Page(fields, old.note, None))))
    project.memory.pair(row.file, now)
    checked = project.memory.checked(named, checked_key(named, row.written))
    if checked:
        project.memory.check(named, checked_key(named, written), checked)
    return now
