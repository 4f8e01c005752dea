"""What would the article support? For each statement that fails its check, the nearest wording that passes it.

    quotes → quotes.py     key points, title, description → wording.py     figures, timeline → listed.py

Each of these proposes changed items, the nearest first; the first one that passes the same check is the repair. Pure: nothing
is written, and a repair is for a person to accept.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from digest import summary
from digest.check import Judge
from digest.model import Article, Reading, Span, Verdict
from digest.repair import listed, quotes, wording

_MOST = 200  # statements of one summary that are looked at
_TRIED = 24  # proposals for one statement that are held against the article
# "quotes[3]", "title"
_PATH = re.compile(r"(?P<field>\w+)(?:\[(?P<index>\d+)\])?")


@dataclass(frozen=True, slots=True)
class Repair:
    """A statement that passes in place of one that fails: `path` as in a report, `old` and `new` its item (or its text)."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Repaired:
    """The front matter with every repair in it, the repairs, and the paths of the failed statements that have none."""

    fields: dict[str, Any]
    repairs: tuple[Repair, ...]
    without: tuple[str, ...]


def repaired(
    fields: Mapping[str, Any], verdicts: Mapping[str, Verdict], article: Article, reading: Reading
) -> Repaired:
    """Looks for a repair of each statement whose verdict fails; `reading` is a fresh one of the article."""
    judge, drafted = Judge(article, reading), summary.draft(reading)
    made = {**fields, "evidence": dict(_entries(fields))}
    repairs, without = [], []
    for path in islice((path for path, verdict in verdicts.items() if not verdict.passes), _MOST):
        step = _PATH.fullmatch(path)
        old = _value(fields, step) if step else None
        new = (
            _nearest(_Statement(step["field"], old, made["evidence"]), judge, reading, drafted)
            if step and old
            else None
        )
        if step is None or new is None:
            without.append(path)
            continue
        repairs.append(Repair(path, old, new))
        _put(made, step, new)
        cited = new.get("evidence", ()) if isinstance(new, Mapping) else ()
        made["evidence"] |= {key: entry for key, entry in _sentences(reading).items() if key in cited}
    if not repairs:
        return Repaired(dict(fields), (), tuple(without))
    made["evidence"] = dict(sorted(made["evidence"].items(), key=lambda pair: (_start(pair[1]), pair[0])))
    return Repaired(made, tuple(repairs), tuple(without))


@dataclass(frozen=True, slots=True)
class _Statement:
    """A failed statement, and the evidence of its file."""

    field: str
    old: Any
    entries: Mapping[str, Any]


def _nearest(failed: _Statement, judge: Judge, reading: Reading, drafted: Mapping[str, Any]) -> Any:
    """The first proposal that passes without a question, but for one on its speaker that was open before; None if none does."""
    known, entries = _sentences(reading), failed.entries
    for new in islice(_proposals(failed, judge, reading, drafted), _TRIED):
        cited = new.get("evidence", ()) if isinstance(new, Mapping) else ()
        if any(key in entries and entries[key] != known[key] for key in cited if key in known):
            continue  # the ids of this file are those of another reading; a build finds the evidence again first
        judgement = judge(failed.field, new, {**known, **entries})
        open_ = isinstance(new, Mapping) and new.get("review") is True
        if judgement.verdict.passes and (open_ or not judgement.what):
            return {**new, "check": judgement.verdict.value} if isinstance(new, Mapping) and "check" in new else new
    return None


def _proposals(failed: _Statement, judge: Judge, reading: Reading, drafted: Mapping[str, Any]) -> Iterator[Any]:
    field, old = failed.field, failed.old
    if field in {"title", "description"}:
        longest = 160 if field == "description" else 300
        yield from (text for text, _ in wording.proposals(str(old), judge.ground, ()) if len(text) <= longest)
        return
    cited = judge.ground.evidence(old.get("evidence"), failed.entries)
    if field == "key_points":
        for text, spans in wording.proposals(str(old.get("text", "")), judge.ground, cited):
            yield _citing({**old, "text": text}, spans, cited, reading)
    elif field == "quotes":
        for item, span in quotes.proposals(old, judge, cited, drafted["quotes"]):
            yield _citing(item, (span,), cited, reading)
    elif field in {"figures", "timeline"}:
        yield from listed.proposals(field, old, drafted[field])


def _citing(item: dict[str, Any], spans: Sequence[Span], cited: Sequence[Span], reading: Reading) -> dict[str, Any]:
    """The item with the sentences of `spans` as its evidence, unless what it cites holds them already."""
    if cited and all(any(one.meets(span) for one in cited) for span in spans):
        return item
    return {**item, "evidence": [s.id for s in reading.sentences if any(s.meets(span) for span in spans)]}


def _sentences(reading: Reading) -> dict[str, Any]:
    text = reading.article.text
    return {s.id: {"text": text[s.start : s.end], "start": s.start, "end": s.end} for s in reading.sentences}


def _entries(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    entries = fields.get("evidence")
    return entries if isinstance(entries, Mapping) else {}


def _start(entry: Any) -> int:
    start = entry.get("start") if isinstance(entry, Mapping) else None
    return start if isinstance(start, int) else 0


def _value(fields: Mapping[str, Any], step: re.Match[str]) -> Any:
    value = fields[step["field"]]
    return value if step["index"] is None else value[int(step["index"])]


def _put(made: dict[str, Any], step: re.Match[str], new: Any) -> None:
    field = step["field"]
    if step["index"] is None:
        made[field] = new
    else:
        made[field] = [new if n == int(step["index"]) else item for n, item in enumerate(made[field])]
