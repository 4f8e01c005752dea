"""Do the evidence ids lead to the words they claim? Dead, wrong and unused ids, and offsets that do not fit the article."""

from collections.abc import Iterator, Mapping
from typing import Any

from digest.check.findings import Finding
from digest.check.ground import Ground
from digest.errors import Severity

CITING = ("key_points", "quotes", "figures", "timeline")
_REBUILD = "Run `digest build`: it finds the evidence again."


def findings(fields: Mapping[str, Any], ground: Ground | None) -> Iterator[Finding]:
    """What is wrong with the evidence and with what cites it."""
    entries = fields.get("evidence")
    entries = entries if isinstance(entries, Mapping) else {}
    cited: set[str] = set()
    for field in CITING:
        for index, item in items(fields, field):
            ids = item.get("evidence")
            ids = [key for key in ids if isinstance(key, str)] if isinstance(ids, list) else []
            cited.update(ids)
            if not ids:
                yield Finding(f"{field}[{index}]", None, "It cites no evidence.", _REBUILD)
            for key in ids:
                if key not in entries:
                    yield Finding(f"{field}[{index}].evidence", None, f"{key} is not in the evidence.", _REBUILD)
            yield from _pieces(f"{field}[{index}].pieces", item.get("pieces"), entries, ground)
    for key, entry in entries.items():
        if key not in cited:
            yield Finding(f"evidence.{key}", None, f"Nothing cites {key}.", _REBUILD, Severity.NOTICE)
        if ground and isinstance(entry, Mapping):
            yield from _misplaced(f"evidence.{key}", entry, ground.text)


def _pieces(path: str, pieces: Any, entries: Mapping[str, Any], ground: Ground | None) -> Iterator[Finding]:
    """What is wrong with the evidence of a statement's pieces, and with where they are."""
    for number, piece in enumerate(pieces if isinstance(pieces, list) else ()):
        ids = piece.get("evidence") if isinstance(piece, Mapping) else None
        for key in ids if isinstance(ids, list) else ():
            if isinstance(key, str) and key not in entries:
                yield Finding(f"{path}[{number}].evidence", None, f"{key} is not in the evidence.", _REBUILD)
        if ground and isinstance(piece, Mapping):
            yield from _misplaced(f"{path}[{number}]", piece, ground.text)


def _misplaced(path: str, entry: Mapping[str, Any], text: str) -> Iterator[Finding]:
    """An entry whose offsets do not hold its words."""
    start, end = entry.get("start"), entry.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return
    if not 0 <= start < end <= len(text):
        yield Finding(path, None, f"{start} to {end} is no stretch of the article.", _REBUILD)
    elif text[start:end] != entry.get("text"):
        what = f"The article has other words at {start} to {end} than {path.rpartition('.')[2]} claims."
        yield Finding(path, None, what, _REBUILD)


def items(fields: Mapping[str, Any], field: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The items of a list that are mappings, with their places; what is none the schema reports."""
    value = fields.get(field)
    for index, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, Mapping):
            yield index, item
