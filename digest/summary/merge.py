"""Whose word wins: the program may improve what it wrote itself, and what an editor wrote or approved stays.

A field whose hash is still that of `generated.fields` is the program's. Any other is the editor's, and so is one that
an editor deleted. Verdicts (`check`) and evidence ids inside an editor's field stay the program's business. What is
approved stays as it is while its article does: another version or setting of the program changes none of its words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digest.model import approved
from digest.summary.hashes import digest, dotted, flat, is_of, nested, stamps

_STORY = ("story",)
# what a page states of an article, and in each entry the words that an editor approves
_STATED = ("title", "description", "key_points", "quotes", "figures", "timeline")
_WORDS = ("text", "value", "date")
_APPROVED = (*_STATED, "made")
_OF_WORDS = ("model", "left_out")  # what `generated` says of them
_REQUIRED = frozenset({("source", "file"), ("source", "sha256"), ("source", "words")})


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged front matter, and the names of the fields in it that are the editor's (deleted ones included).

    The fields `kept` are the program's, and are as they were when an editor approved them.
    """

    fields: dict[str, Any]
    editors: tuple[str, ...]
    kept: tuple[str, ...] = ()


def editors(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that differ from what the program last wrote there, by name; those of the editor's own are among them."""
    marks, present = stamps(fields), flat(fields)
    changed = {path for path, value in present.items() if not is_of(path, value, marks.get(path))}
    gone = {path for path in marks if path not in present}
    return tuple(sorted(map(dotted, (changed | gone) - _REQUIRED)))


def merge(old: Mapping[str, Any], new: Mapping[str, Any]) -> Merged:
    """The new front matter with the editor's fields of the old one in it; unknown keys of the old one are kept."""
    new = _remembered(old, new)
    marks, written, before, after = stamps(old), stamps(new), flat(old), flat(new)
    theirs = {path for path, value in before.items() if path in marks and not is_of(path, value, marks[path])}
    theirs |= {path for path in marks if path not in before}
    # A key that the program never wrote is the editor's too; where it now writes one of that name, the editor's stays.
    theirs |= {
        path for path, value in before.items() if path not in marks and not is_of(path, value, _digest(after, path))
    }
    theirs -= _REQUIRED
    frozen = {(name,) for name in _APPROVED} - theirs if _covered(old, new) else set()
    stays = theirs | frozen
    kept = {path: value for path, value in before.items() if path in stays}
    wins = {path: value for path, value in after.items() if path not in stays}
    # New files and old ones have the schema's order; what only the editor has comes at the end.
    paths = [path for path in after if path in wins or path in kept] + [path for path in kept if path not in after]
    fields = nested({path: kept[path] if path in kept else wins[path] for path in paths})
    found = {
        path: marks[path] if path in stays else written[path] for path in after if path not in stays or path in marks
    }
    found |= {path: mark for path, mark in marks.items() if path in stays}
    generated = _about(old, new["generated"]) if frozen else new["generated"]
    fields["generated"] = {**generated, "fields": nested(found)}
    fields["evidence"] = dict(new["evidence"])
    return Merged(fields, tuple(sorted(map(dotted, theirs))), tuple(sorted(map(dotted, frozen))))


def _covered(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether an approval covers what the program would write: the article is the one whose summary was approved."""
    before = old.get("source")
    return approved(old) and isinstance(before, Mapping) and before.get("sha256") == new["source"]["sha256"]


def _about(old: Mapping[str, Any], generated: Mapping[str, Any]) -> dict[str, Any]:
    """The new `generated`, with what the old one says of the words that stay."""
    before = old.get("generated")
    told = before if isinstance(before, Mapping) else {}
    rest = {name: value for name, value in generated.items() if name not in _OF_WORDS}
    return rest | {name: told[name] for name in _OF_WORDS if name in told}


def lapsed(merged: Merged, old: Mapping[str, Any]) -> Merged:
    """The same without the approval, where the article is another and its summary states other words than were approved."""
    said = [name for name in _STATED if _words(merged.fields.get(name)) != _words(old.get(name))]
    if not approved(old) or not said:
        return merged
    fields = {**merged.fields, "review": {"state": "auto"}}
    return Merged(fields, tuple(name for name in merged.editors if name != "review"), merged.kept)


def _words(value: Any) -> Any:
    """The words of a field, and who says them; what else the program notes of them is not the editor's to approve."""
    if isinstance(value, list):
        return [_words(item) for item in value]
    if not isinstance(value, Mapping):
        return value or ""
    speaker = value.get("speaker")
    name = speaker.get("name") if isinstance(speaker, Mapping) else speaker
    return [*(value.get(part) for part in _WORDS), name]


def _digest(values: Mapping[tuple[str, ...], Any], path: tuple[str, ...]) -> str | None:
    return digest(values[path]) if path in values else None


def storied(fields: Mapping[str, Any], story: str) -> dict[str, Any]:
    """The front matter of a summary that the program puts into a story."""
    return _marked(fields, story, digest(story))


def _remembered(old: Mapping[str, Any], new: Mapping[str, Any]) -> Mapping[str, Any]:
    """The new front matter with the story that the build gave the article before: no article says by itself which that is."""
    mark = stamps(old).get(_STORY)
    if mark is None or "story" not in old or digest(old["story"]) != mark:
        return new
    return _marked(new, old["story"], mark)


def _marked(fields: Mapping[str, Any], story: Any, mark: str) -> dict[str, Any]:
    marks = nested({**stamps(fields), _STORY: mark})
    return {**fields, "story": story, "generated": {**fields["generated"], "fields": marks}}
