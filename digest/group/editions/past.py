"""`content/editions/past.jsonl`: what the editions that are over held, so that they stay as they were. The program's file.

One line an edition, sorted by its name: {"edition": "2026-10-12", "summaries": ["2026/10/rope-works-burns.md"], "articles":
["herald/fire.md"]}, in the edition's order. Each summary is known by its article too, so that either file may be renamed.
Without its line an edition is made anew.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from digest.errors import Problem
from digest.group.editions.periods import named
from digest.group.noted import Noted

NAME = "past.jsonl"


def parse(text: str, file: str) -> tuple[dict[str, tuple[Noted, ...]], list[Problem]]:
    """Edition → its summaries in its order, and what is wrong with the lines that cannot be used."""
    found: dict[str, tuple[Noted, ...]] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        read = _read(line)
        if read is None or read[0] in found:
            what = "The line is no edition." if read is None else f"The edition {read[0]} is here twice."
            remedy = "Take the line from the last commit, or delete it: the edition is then made anew."
            problems.append(Problem(file, number, what, remedy))
            continue
        found[read[0]] = read[1]
    return found, problems


def _read(line: str) -> tuple[str, tuple[Noted, ...]] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or not isinstance(row.get("edition"), str) or named(row["edition"]) is None:
        return None
    held = row.get("summaries")
    if not isinstance(held, list):
        return None
    of = row.get("articles", [""] * len(held))
    fits = isinstance(of, list) and len(of) == len(held) and all(isinstance(path, str) for path in (*held, *of))
    return (row["edition"], tuple(map(Noted, held, of))) if fits else None


def dump(past: Mapping[str, Sequence[Noted]]) -> str:
    """The file's text."""
    rows = (
        {"edition": name, "summaries": [one.summary for one in held], "articles": [one.article for one in held]}
        for name, held in sorted(past.items())
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def without(past: Mapping[str, Sequence[Noted]], names: Iterable[str]) -> dict[str, Sequence[Noted]]:
    """The editions but those of the names."""
    gone = frozenset(names)
    return {name: held for name, held in past.items() if name not in gone}
