"""The second pass of a build: articles are put into stories, and their summaries say so."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from digest import summary
from digest.build import kept, stories
from digest.build.kept import Page, Pair
from digest.build.keys import key
from digest.build.plain import plain
from digest.build.project import Project
from digest.build.stages import checked_key
from digest.build.stories import Placed
from digest.build.write import Entry, Writer
from digest.cache import packed
from digest.errors import ContentError, Problem
from digest.group.likeness import WEIGHTS
from digest.model import Summary
from digest.sources import files

KIND = "stories"


def put(project: Project, writer: Writer, *, write: bool) -> list[Problem]:
    """Gives the articles that belong to a story its id: in the entries, and (`write`) on the disk."""
    held = writer.held
    if all(told.story or told.alone for told in held.values()):
        return []
    found = _assigned(project, writer, held)
    problems: list[Problem] = []
    entries = {entry.summary.path: entry for entry in writer.entries}
    for article, story in sorted(found.items()):
        place = held[article].path
        entry = entries.get(place, Entry(Summary(place, {}, ""), ""))
        try:
            if write:
                _rewrite(project, writer.rows.get(article), place, story)
        except (ContentError, OSError) as error:
            what = f"The summary cannot be put into its story: {error}."
            problems.append(
                error.problem if isinstance(error, ContentError) else Problem(project.summary(place), 0, what)
            )
            continue
        writer.held[article] = replace(held[article], story=story)
        made = entry.summary
        if made.fields:
            made = replace(made, fields=summary.storied(made.fields, story))
        entries[place] = Entry(made, entry.change or "changed")
    writer.entries = list(entries.values())
    return problems


def _assigned(project: Project, writer: Writer, held: Mapping[str, Placed]) -> dict[str, str]:
    """Article → story for those that have none yet: as it was found last time, where nothing has changed since.

    Articles are compared by their own titles, so that an editor's title changes no story.
    """
    untitled = {article: replace(told, title="") for article, told in held.items()}
    name = key(KIND, sha256(WEIGHTS.read_bytes()).hexdigest(), writer.readings.held, untitled)
    known = project.memory.get(KIND, "", name)
    if isinstance(known, dict):
        return {str(article): str(story) for article, story in known.items()}
    told = writer.readings.told()
    found = stories.assigned(
        [
            replace(one, title=told[article][0], prose=told[article][1])
            for article, one in held.items()
            if article in told
        ]
    )
    project.memory.put(KIND, "", name, found)
    return found


def _rewrite(project: Project, row: Pair | None, place: str, story: str) -> None:
    """Writes the story into a summary file, and remembers it. Raises `ContentError` or `OSError`."""
    target, named = project.settings.summaries / place, project.summary(place)
    old = summary.read(files.read(target, named), named)
    fields = summary.storied(old.fields, story)
    data = summary.rewrite(old, fields, named).encode()
    files.write(target, data)
    if row is None or row.lost:
        return  # its quotes are looked for in the other articles at every run
    written = sha256(data).hexdigest()
    outcome = key(kept.SUMMARY, KIND, written, named)
    now = replace(
        row, place=place, summary=files.stamp(target), written=written, outcome=outcome, change="", story=story
    )
    project.memory.keep(kept.SUMMARY, row.file, outcome, packed(plain(Page(fields, old.note, None))))
    project.memory.pair(row.file, now)
    checked = project.memory.checked(named, checked_key(named, row.written))
    if checked:  # a story changes no verdict
        project.memory.check(named, checked_key(named, written), checked)
