"""Who approved a summary or holds it, and when, where the file does not say: whoever brought that into the main line, by a merge or a commit."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from digest import summary
from digest.build.project import Project
from digest.build.rewrite import rewritten
from digest.build.write import Entry, Writer
from digest.errors import ContentError, Problem
from digest.model import Summary, decided, signed
from digest.sources import decisions
from digest.sources.decisions import Decision

KIND = "signed"


def record(project: Project, writer: Writer, *, write: bool) -> list[Problem]:
    """Adds to each such summary who and when: in the entries, and (`write`) on the disk."""
    waiting = {row.place: article for article, row in writer.rows.items() if row.unsigned and row.place}
    if not waiting:
        return []
    problems: list[Problem] = []
    entries = {entry.summary.path: entry for entry in writer.entries}
    for place, found in sorted(decisions.of(project.settings.summaries, sorted(waiting)).items()):
        row = writer.rows[waiting[place]]
        fields = _committed(project, place, found)
        if fields is None or decided(fields) != _state(writer, waiting[place]):
            continue
        change = partial(_signed, decision=found)
        try:
            now = rewritten(project, row, place, change, KIND) if write else row
        except (ContentError, OSError) as error:
            what = f"Who decided on the summary cannot be written: {error}."
            problems.append(
                error.problem if isinstance(error, ContentError) else Problem(project.summary(place), 0, what)
            )
            continue
        writer.rows[waiting[place]] = now or row
        entry = entries.get(place, Entry(Summary(place, {}, ""), ""))
        made = replace(entry.summary, fields=change(entry.summary.fields)) if entry.summary.fields else entry.summary
        entries[place] = Entry(made, entry.change or "changed")
    writer.entries = list(entries.values())
    return problems


def _state(writer: Writer, article: str) -> str:
    return decided(writer.page(article, writer.rows[article])[0])


def _committed(project: Project, place: str, found: Decision) -> Mapping[str, Any] | None:
    """The front matter that was committed; None where it cannot be read or says by itself who decided."""
    try:
        fields = summary.read(found.data, project.summary(place)).fields
    except ContentError:
        return None
    return None if signed(fields) else fields


def _signed(fields: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    review = fields.get("review")
    return {
        **fields,
        "review": {**(review if isinstance(review, Mapping) else {}), "by": decision.by, "at": decision.at},
    }
