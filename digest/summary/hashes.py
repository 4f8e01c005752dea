"""Which fields are the program's and which an editor's: a short hash of each as the program last wrote it."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

# Written by the program alone, whatever an editor does there.
PROGRAMS = ("generated", "evidence")
# Parts of a field that are the program's verdict or pointer, not the editor's words.
_POINTERS = frozenset({"check", "evidence", "pieces"})

_LISTED = ("corrections",)  # what an editor may list and the program never writes

Path = tuple[str, ...]
"""Where a field is: ("title",), ("source", "name")."""


def stamp(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The hash of every field, nested as they are; those of `source` one by one, so that one correction frees no other."""
    return nested({path: digest(value) for path, value in flat(fields).items()})


def stamps(fields: Mapping[str, Any]) -> dict[Path, str]:
    """The hashes that the program last wrote, by path; what is no hash is none."""
    generated = fields.get("generated")
    marks = generated.get("fields") if isinstance(generated, Mapping) else None
    return {
        path: mark for path, mark in flat(marks if isinstance(marks, Mapping) else {}).items() if isinstance(mark, str)
    }


def flat(fields: Mapping[str, Any]) -> dict[Path, Any]:
    """The fields whose owner is known separately: top-level ones, and `source` by its parts."""
    found: dict[Path, Any] = {}
    for name, value in fields.items():
        if name == "source" and isinstance(value, Mapping):
            found.update({("source", str(part)): inner for part, inner in value.items()})
        elif name not in PROGRAMS:
            found[(str(name),)] = value
    return found


def nested(values: Mapping[Path, Any]) -> dict[str, Any]:
    """Undoes `flat`: the parts of `source` become one mapping again, where its first part was."""
    found: dict[str, Any] = {}
    for (name, *parts), value in values.items():
        if parts:
            found.setdefault(name, {})[parts[0]] = value
        else:
            found[name] = value
    return found


def dotted(path: Path) -> str:
    """A path as messages have it: "source.name"."""
    return ".".join(path)


def digest(value: Any) -> str:
    """An "h" and twelve hexadecimal digits of the value's canonical JSON; verdicts, evidence ids and pieces are left out.

    The letter keeps YAML readers from taking `610e20382691` for a number.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return "h" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def is_of(path: Path, value: Any, mark: str | None) -> bool:
    """Whether the value at a path is the one with this hash; None where the program has written nothing there.

    Editing tools add entries without a value to every mapping, which say no more than that nothing is there.
    """
    if mark is None:
        return (len(path) > 1 or path == _LISTED) and _is_empty(value)
    return mark in {digest(value), digest(_lean(value))}


def _lean(value: Any) -> Any:
    """A value whose mappings have no empty entries."""
    if isinstance(value, Mapping):
        kept = {name: _lean(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if not _is_empty(inner)}
    return [_lean(inner) for inner in value] if isinstance(value, list) else value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items() if k not in _POINTERS}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)
