"""The nearest figure or event: those that a fresh reading of the article finds, the likest to the failed one first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from digest.model.fields import cited

_MOST = 8
_WORD = re.compile(r"\w+")
_NAMED_BY = {"figures": ("text", "what"), "timeline": ("text", "from"), "quotes": ("text",)}


def proposals(field: str, old: Mapping[str, Any], drafted: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The items of a fresh draft that share words or a sentence with this one, the likest first."""
    mine = _bag(old, field)
    ranked = []
    for place, item in enumerate(drafted):
        shared = len(mine & _bag(item, field)) + 2 * bool(set(cited(item)) & set(cited(old)))
        if shared:
            ranked.append((-shared, place, item))
    for _, _, item in sorted(ranked, key=lambda row: row[:2])[:_MOST]:
        yield {**item} | ({"check": old["check"]} if "check" in old else {})


def _bag(item: Mapping[str, Any], field: str) -> set[str]:
    return {word for name in _NAMED_BY[field] for word in _WORD.findall(str(item.get(name) or "").casefold())}
