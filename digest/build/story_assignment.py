"""The second pass of a build: articles are put into stories, and their summaries say so."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256

from digest import summary
from digest.build import stories
from digest.build.keys import key
from digest.build.project import Project
from digest.build.rewrite import rewritten
from digest.build.stories import Placed
from digest.build.write import Entry, Writer
from digest.errors import ContentError, Problem
from digest.group.likeness import WEIGHTS
from digest.model import Summary

KIND = "stories"


def assign(project: Project, writer: Writer, *, write: bool) -> list[Problem]:
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
                rewritten(project, writer.rows.get(article), place, partial(summary.storied, story=story), KIND)
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
    of = [(one.article, one.path, one.day, one.story, one.alone) for one in held.values()]
    name = key(KIND, sha256(WEIGHTS.read_bytes()).hexdigest(), writer.readings.all, json.dumps(sorted(of)))
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
