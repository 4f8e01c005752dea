"""Which fields are the program's and which an editor's: a short hash of each as the program last wrote it."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

# Written by the program alone, whatever an editor does there.
PROGRAMS = ("generated", "evidence")
# Parts of a field that are the program's verdict or pointer, not the editor's words.
_POINTERS = frozenset({"check", "evidence"})


def stamp(fields: Mapping[str, Any]) -> dict[str, str]:
    """The hash of every field; those of `source` one by one ("source.name"), so that one correction frees no other."""
    return {name: digest(value) for name, value in flat(fields).items()}


def flat(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields whose owner is told apart: top-level ones, and `source` by its parts."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name in PROGRAMS:
            continue
        if name == "source" and isinstance(value, Mapping):
            found.update({f"source.{part}": inner for part, inner in value.items()})
        else:
            found[str(name)] = value
    return found


def digest(value: Any) -> str:
    """Twelve hexadecimal digits of the value's canonical JSON, verdicts and evidence ids left out."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:12]


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
