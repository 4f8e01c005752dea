"""`content/changes.jsonl`: which statements of a summary a new version of its article changed. The program's file; nothing here opens it.

One line a version: {"summary": "2026/10/fire.md", "article": "herald/fire.md", "at": "2026-10-14", "statements": [{"kind":
"point", "before": "…", "text": "…"}]}, in the order in which the versions were read. An editor may delete a line: it is then shown no more.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from digest.errors import Problem
from digest.facts import alike
from digest.group.noted import Noted
from digest.model import Change, Changed, QuoteKind
from digest.model.fields import mappings

_KINDS = frozenset({"point", "figure", *QuoteKind})
# "2026-10-14"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def compared(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """The statements of the front matter that were changed, added and removed, in the order of the new ones."""
    old, new = (list(dict.fromkeys(one for one in _statements(fields) if one[1])) for fields in (before, after))
    gone = [one for one in old if one not in new]
    found = []
    for kind, text in (one for one in new if one not in old):
        same = next((one for one in gone if one[0] == kind and alike(one[1], text)), None)
        if same:
            gone.remove(same)
        found.append(Changed(kind, same[1] if same else "", text))
    return (*found, *(Changed(kind, text, "") for kind, text in gone))


def line(of: Noted, change: Change) -> str:
    """One version as a line of the file."""
    statements = [{"kind": one.kind, "before": one.before, "text": one.text} for one in change.statements]
    row = {"summary": of.summary, "article": of.article, "at": change.at, "statements": statements}
    return json.dumps(row, ensure_ascii=False) + "\n"


def parse(text: str, file: str) -> tuple[dict[Noted, tuple[Change, ...]], list[Problem]]:
    """Summary → its versions, the oldest first, and what is wrong with the lines that cannot be used."""
    found: dict[Noted, tuple[Change, ...]] = {}
    problems = []
    for number, words in enumerate(text.split("\n"), 1):
        if not words.strip():
            continue
        read = _read(words)
        if read is None:
            what = "The line is no version of an article."
            problems.append(Problem(file, number, what, "Take it from the last commit, or delete it."))
            continue
        found[read[0]] = (*found.get(read[0], ()), read[1])
    return found, problems


def _read(words: str) -> tuple[Noted, Change] | None:
    try:
        row = json.loads(words)
        at, of = row["at"], Noted(row["summary"], row.get("article", ""))
        statements = tuple(Changed(one["kind"], one["before"], one["text"]) for one in row["statements"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = [of.summary, of.article, at, *(text for one in statements for text in (one.kind, one.before, one.text))]
    fits = all(isinstance(text, str) for text in texts) and _DAY.fullmatch(at)
    return (of, Change(at, statements)) if fits and {one.kind for one in statements} <= _KINDS else None


def _statements(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The kind and the words of each statement of a front matter."""
    for item in mappings(fields.get("key_points")):
        yield "point", _text(item, "text")
    for item in mappings(fields.get("figures")):
        yield "figure", f"{_text(item, 'text')} {_text(item, 'what')}".strip()
    for item in mappings(fields.get("quotes")):
        kind = item.get("kind")
        if isinstance(kind, str) and kind in _KINDS:
            yield kind, _text(item, "text")


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
