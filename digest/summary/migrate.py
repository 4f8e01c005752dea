"""Summary files of older schemas become today's when they are read: one small pure function a step, and no word is lost.

schema 1 → 2: hashes begin with a letter, and those of `source` lie within each other (`source: name:`, not `source.name:`).
schema 2 → 3: a statement is one entry of `quotes`, with its pieces in it; before, each piece was one (`joined`).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from digest.summary.hashes import Path, digest, flat, nested, stamps
from digest.summary.joined import joined

SCHEMA = 3
"""The schema that the program writes."""

UNKNOWN = "h" + 12 * "0"
"""The hash of no value: the program no longer knows what it wrote, so the field is the editor's."""

_QUOTES = ("quotes",)
# "h610e20382691"; before schema 2 without the letter
_MARK = re.compile(r"h?[0-9a-f]{12}")


def schema_of(fields: Mapping[str, Any]) -> int:
    """The schema that front matter was written in."""
    generated = fields.get("generated")
    number = generated.get("schema") if isinstance(generated, Mapping) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else 1


def migrated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same front matter in today's schema."""
    found = dict(fields)
    for step in _STEPS[schema_of(fields) - 1 :]:
        found = step(found)
    return found


def one_to_two(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Schema 1 → 2; what is schema 2 already stays as it is."""
    generated = fields.get("generated")
    if not isinstance(generated, Mapping):
        return dict(fields)
    present, marks = flat(fields), {}
    for path, mark in _paths(generated.get("fields")).items():
        whole = _whole(mark, path, present)
        if whole:
            marks[path] = whole
    rest = {name: value for name, value in generated.items() if name not in {"schema", "fields"}}
    return {**fields, "generated": {**rest, "schema": 2, "fields": nested(marks)}}


def two_to_three(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Schema 2 → 3; a list of quotes that was the program's stays so, and one that was an editor's stays theirs."""
    generated, quotes, evidence = fields.get("generated"), fields.get("quotes"), fields.get("evidence")
    found = dict(fields)
    if isinstance(quotes, list):
        found["quotes"] = joined(quotes, evidence if isinstance(evidence, Mapping) else {})
    if isinstance(generated, Mapping):
        marks = stamps(fields)
        if marks.get(_QUOTES) == digest(quotes):
            marks[_QUOTES] = digest(found["quotes"])
        found["generated"] = {**generated, "schema": 3, "fields": nested(marks)}
    return found


def _paths(marks: Any) -> dict[Path, Any]:
    """The hashes by path: "source.name" is a part of `source`."""
    found = flat(marks) if isinstance(marks, Mapping) else {}
    return {
        ("source", path[0].removeprefix("source.")) if path[0].startswith("source.") else path: mark
        for path, mark in found.items()
    }


def _whole(mark: Any, path: Path, present: Mapping[Path, Any]) -> str:
    """A hash with its letter; "" for one that says nothing about a field that is there.

    Hashes that look like a number were once rewritten as one (`610e20382691` as `.inf`). Such a one is repaired where the
    hash of the field as it is now would be read as that number: the field is what the program wrote.
    """
    if isinstance(mark, str) and _MARK.fullmatch(mark):
        return mark if mark.startswith("h") else f"h{mark}"
    if path not in present:
        return UNKNOWN  # deleted by an editor, and it stays so
    now = digest(present[path])
    number = _number(mark)
    return now if number is not None and number == _number(now.removeprefix("h")) else ""


def _number(value: Any) -> float | None:
    """The number that a reader of YAML makes of a value: 610e20382691 is infinite."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        return float(str(value).replace(".inf", "inf").replace(".Inf", "inf"))
    except (ValueError, OverflowError):
        return None


_STEPS: tuple[Callable[[Mapping[str, Any]], dict[str, Any]], ...] = (one_to_two, two_to_three)
