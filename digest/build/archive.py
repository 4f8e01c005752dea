"""All summaries together: the same person has one id in every one of them, as the owner's names file has it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from digest.errors import Problem, Severity
from digest.model import EntityKind, Summary
from digest.model.fields import mappings
from digest.people import Aliases, Archive, Named, Someone, join
from digest.recall import Recall

_FIELDS = (("people", EntityKind.PERSON), ("organisations", EntityKind.ORGANISATION), ("places", EntityKind.PLACE))
_FOLDERS = {kind: field for field, kind in _FIELDS}


def joined(
    summaries: Sequence[Summary],
    aliases: Aliases,
    copies: Mapping[str, str],
    file: str = "names.yaml",
    recall: Recall | None = None,
) -> tuple[list[Summary], Mapping[str, str], list[Problem]]:
    """The summaries with the archive's ids and names, former folders of pages ("people/bob-hale") with those that hold now, and what to ask.

    `file` is the names file, as messages name it.

    `copies` gives for an article the one whose text it repeats; an editor's own word on that holds.

    The files keep the ids of their articles: an entry in the names file changes pages, never a summary.
    """
    archive = join([named for summary in summaries for named in _named(summary)], aliases)
    names = {(someone.kind, someone.id): someone.name for someone in archive.everyone}
    moved = {f"{_FOLDERS[kind]}/{old}": f"{_FOLDERS[kind]}/{new}" for (kind, old), new in archive.redirects.items()}
    asks = [_ask(file, one, other) for one, other in archive.doubts]
    same = (recall or Recall()).same
    now = [same("joined", one.path, _renamed(_linked(one, copies), archive, names)) for one in summaries]
    return now, moved, asks


def _ask(file: str, one: Someone, other: Someone) -> Problem:
    """The question whether two people of one name are one."""
    (_, role, source), (_, another, elsewhere) = one.roles[0], other.roles[0]
    return Problem(
        file,
        0,
        f"{other.name} is “{role}” in {source} and “{another}” in {elsewhere}, so there are two pages: {one.id} and {other.id}.",
        f"If it is one person, list “name: {other.name}” under people; if two, list the second with “id: {other.id}” and “only: [{elsewhere}]”.",
        Severity.WARNING,
    )


def wished(aliases: Aliases) -> Mapping[str, bool]:
    """For the folder of a page ("people/ann-lee") whether the owner wants one, where the names file says so."""
    return {f"{_FOLDERS[one.kind]}/{one.id}": one.page for one in aliases.entries if one.page is not None}


def _named(summary: Summary) -> Iterator[Named]:
    source = _source(summary)
    for field, kind in _FIELDS:
        for item in mappings(summary.fields.get(field)):
            if item.get("id") and item.get("name"):
                date = str(summary.fields.get("date") or "")
                role, story = str(item.get("role") or ""), str(summary.fields.get("story") or "")
                yield Named(source, kind, str(item["id"]), str(item["name"]), role, date, story)


def _linked(summary: Summary, copies: Mapping[str, str]) -> Summary:
    original = copies.get(_source(summary))
    source = summary.fields.get("source")
    if not original or not isinstance(source, Mapping) or "copy_of" in source:
        return summary
    return replace(summary, fields={**summary.fields, "source": {**source, "copy_of": original}})


def _renamed(summary: Summary, archive: Archive, names: Mapping[tuple[EntityKind, str], str]) -> Summary:
    source = _source(summary)

    def now(item: Any, kind: EntityKind) -> Any:
        own = (
            archive.ids.get((source, kind, str(item.get("id"))))
            if isinstance(item, Mapping) and item.get("id")
            else None
        )
        return {**item, "id": own, "name": names[kind, own]} if own else item

    fields = dict(summary.fields)
    for field, kind in _FIELDS:
        if isinstance(fields.get(field), list):
            fields[field] = [now(item, kind) for item in fields[field]]
    if isinstance(fields.get("quotes"), list):
        fields["quotes"] = [_spoken(quote, now) for quote in fields["quotes"]]
    return replace(summary, fields=fields)


def _spoken(quote: Any, now: Any) -> Any:
    """The quote with its speaker's id; a body may speak as well as a person."""
    if not isinstance(quote, Mapping) or not isinstance(quote.get("speaker"), Mapping):
        return quote
    found = next(
        (n for kind in EntityKind if (n := now(quote["speaker"], kind)) is not quote["speaker"]), quote["speaker"]
    )
    return {**quote, "speaker": found}


def _source(summary: Summary) -> str:
    source = summary.fields.get("source")
    return str(source.get("file", "")) if isinstance(source, Mapping) else summary.path
