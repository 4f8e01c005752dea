"""Front matter as an editor may have left it: lists that may be none, statements by their paths, the sentences that they cite.

A path is "quotes[3]", "title", or that of a part of a statement, "quotes[3].speaker".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def mappings(value: Any) -> list[Mapping[str, Any]]:
    """The entries of a list that are mappings; none of what is no list."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def statement(path: str) -> str:
    """The path of the statement that a path leads into: "quotes[3]" of "quotes[3].speaker"."""
    return path.partition("]")[0] + "]" if "[" in path else path.partition(".")[0]


def place(path: str) -> tuple[str, int | None]:
    """The field of a statement, and its index where the field is a list."""
    field, _, index = path.partition("[")
    return field, int(index[:-1]) if index else None


def at(fields: Mapping[str, Any], path: str) -> Any:
    """The statement at a path."""
    field, index = place(path)
    return fields[field] if index is None else fields[field][index]


def cited(item: Any) -> list[str]:
    """The ids of the sentences that a statement cites as its evidence."""
    ids = item.get("evidence") if isinstance(item, Mapping) else None
    return [key for key in ids if isinstance(key, str)] if isinstance(ids, list) else []


def words(fields: Mapping[str, Any], ids: Iterable[str]) -> Iterator[str]:
    """The words of those sentences that are among the evidence."""
    entries = fields.get("evidence")
    for key in ids:
        entry = entries.get(key) if isinstance(entries, Mapping) else None
        if isinstance(entry, Mapping):
            yield str(entry.get("text") or "")
