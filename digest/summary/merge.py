"""Whose word wins: the program may improve what it wrote itself, and what an editor wrote stands.

A field whose hash is still that of `generated.fields` is the program's. Any other is the editor's, and so is one that
an editor deleted. Verdicts (`check`) and evidence ids inside an editor's field stay the program's business.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digest.summary.digests import digest, flat

_REQUIRED = ("source.file", "source.sha256", "source.words")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged front matter, and the names of the fields in it that are the editor's (deleted ones included)."""

    fields: dict[str, Any]
    editors: tuple[str, ...]


def editors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that differ from what the program last wrote there, by name."""
    stamps = _stamps(fields)
    present = flat(fields)
    changed = {name for name, value in present.items() if name in stamps and digest(value) != stamps[name]}
    gone = {name for name in stamps if name not in present}
    return tuple(sorted((changed | gone) - set(_REQUIRED)))


def merge(old: Mapping[str, Any], new: Mapping[str, Any]) -> Merged:
    """The new front matter with the editor's fields of the old one in it; unknown keys of the old one are kept."""
    theirs = set(editors(old))
    new = _remembered(old, new, theirs)
    stamps, written, before, after = _stamps(old), _stamps(new), flat(old), flat(new)
    # A key that the program never wrote is the editor's too; where it now writes one of that name, the editor's stands.
    theirs |= {name for name in before if name not in stamps and digest(before[name]) != digest(after.get(name))}
    theirs -= set(_REQUIRED)
    kept = {name: before[name] for name in before if name in theirs}
    wins = {name: value for name, value in after.items() if name not in theirs}
    # New files and old ones have the schema's order; what only the editor has stands where they put it, at the end.
    names = [name for name in after if name in wins or name in kept] + [name for name in kept if name not in after]
    fields = _nested({name: kept[name] if name in kept else wins[name] for name in names})
    marks = {
        name: stamps[name] if name in theirs else written[name]
        for name in after
        if name not in theirs or name in stamps
    }
    marks |= {name: mark for name, mark in stamps.items() if name in theirs}
    fields["generated"] = {**new["generated"], "fields": marks}
    fields["evidence"] = dict(new["evidence"])
    return Merged(fields, tuple(sorted(theirs)))


def storied(fields: Mapping[str, Any], story: str) -> dict[str, Any]:
    """The front matter of a summary that the program puts into a story."""
    marks = {**_stamps(fields), "story": digest(story)}
    return {**fields, "story": story, "generated": {**fields["generated"], "fields": marks}}


def _remembered(old: Mapping[str, Any], new: Mapping[str, Any], theirs: set[str]) -> Mapping[str, Any]:
    """The new front matter with the story that the build gave the article before: no article says by itself which that is."""
    marks = _stamps(old)
    if "story" in theirs or "story" not in marks or "story" not in old:
        return new
    generated = {**new["generated"], "fields": {**_stamps(new), "story": marks["story"]}}
    return {**new, "story": old["story"], "generated": generated}


def _stamps(fields: Mapping[str, Any]) -> Mapping[str, str]:
    generated = fields.get("generated")
    stamps = generated.get("fields") if isinstance(generated, Mapping) else None
    return stamps if isinstance(stamps, Mapping) else {}


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Undoes `flat`: the parts of `source` become one mapping again, where its first part stood."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name.startswith("source."):
            found.setdefault("source", {})[name.removeprefix("source.")] = value
        else:
            found[name] = value
    return found
