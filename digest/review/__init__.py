"""What an editor decides about one summary: each statement that fails or asks is accepted, corrected or dropped.

Pure: a decision gives a new `Desk`, whose `text` is the summary file with the decision in it; comments and order stay.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from digest import check, summary
from digest.check import Report
from digest.errors import Severity
from digest.model import Article, Reading
from digest.model.fields import at, cited, place, statement, words
from digest.parser.sentences import sentences
from digest.repair import repaired
from digest.summary import Merged, Parsed

_WORD = re.compile(r"\w+")
STATES = ("approved", "held", "auto")


@dataclass(frozen=True, slots=True)
class Case:
    """A statement that needs a decision: where it is, what it says, who says it, the sentences behind it, and what is asked.

    `fails` says that the article does not support it; otherwise it is a question.
    """

    path: str
    text: str
    speaker: str
    sentences: tuple[str, ...]
    what: str
    remedy: str
    fails: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays of it while others are dropped."""
        return place(self.path)[0], self.text, self.speaker


@dataclass(frozen=True, slots=True)
class Desk:
    """One summary under review: its file, its fields as they are now, and the article."""

    file: str
    parsed: Parsed
    fields: Mapping[str, Any]
    report: Report
    article: Article
    reading: Reading

    @property
    def text(self) -> str:
        """The file's text with every decision in it. Raises `ContentError` where its form does not allow that."""
        return summary.rewrite(self.parsed, self.fields, self.file)


def opened(file: str, parsed: Parsed, article: Article, reading: Reading) -> Desk:
    """A summary as its file is."""
    report = check.check(parsed.fields, article, reading)
    return Desk(file, parsed, parsed.fields, report, article, reading)


def cases(desk: Desk) -> Iterator[Case]:
    """The statements that need a decision: those that fail first."""
    asked: dict[str, list[check.Finding]] = {}
    for finding in desk.report.findings:
        if finding.severity is not Severity.NOTICE:
            asked.setdefault(statement(finding.path), []).append(finding)
    waiting = [path for path in desk.report.verdicts if path in asked]
    for path in sorted(waiting, key=lambda path: desk.report.verdicts[path].passes):
        value = at(desk.fields, path)
        said = value if isinstance(value, Mapping) else {}
        speaker = said.get("speaker")
        what = " ".join(finding.what for finding in asked[path])
        yield Case(
            path, str(said.get("text", "") if said else value),
            str(speaker.get("name") or "") if isinstance(speaker, Mapping) else "",
            tuple(words(desk.fields, cited(said))) or _nearest(desk, value), what, asked[path][0].remedy, not desk.report.verdicts[path].passes,
        )  # fmt: skip


def accepted(desk: Desk, path: str) -> Desk:
    """The statement is right as it is: a question about its speaker is answered."""
    value = at(desk.fields, path)
    if isinstance(value, Mapping) and "review" in value:
        value = {name: inner for name, inner in value.items() if name != "review"}
    return _put(desk, path, value)


def corrected(desk: Desk, path: str, text: str, speaker: str = "") -> Desk:
    """The statement in other words, or of another speaker; "" leaves the speaker as it is."""
    value = at(desk.fields, path)
    if not isinstance(value, Mapping):
        return _put(desk, path, text)
    new = {**value, "text": text}
    if speaker:
        names = [who for kind in ("people", "organisations") for who in desk.fields.get(kind) or ()]
        known = next((who for who in names if isinstance(who, Mapping) and who.get("name") == speaker), {})
        new["speaker"] = {part: known[part] for part in ("id", "name", "role") if part in known} or {"name": speaker}
        new.pop("review", None)
    if text != value.get("text"):
        for of_other_words in ("evidence", "pieces"):  # found anew
            new.pop(of_other_words, None)
    return _put(desk, path, new)


def suggestion(desk: Desk, path: str) -> Any:
    """The nearest statement that the article supports; None where there is none."""
    found = repaired(desk.fields, {path: desk.report.verdicts[path]}, desk.article, desk.reading)
    return found.repairs[0].new if found.repairs else None


def taken(desk: Desk, path: str, new: Any) -> Desk:
    """The statement as it was suggested."""
    return _put(desk, path, new)


def dropped(desk: Desk, path: str) -> Desk:
    """The summary without a statement; a title cannot be dropped and is left as it is."""
    field, index = place(path)
    fields = dict(desk.fields)
    if index is not None:
        fields[field] = [item for n, item in enumerate(fields[field]) if n != index]
    elif field != "title":
        fields[field] = ""
    return _changed(desk, fields)


def stated(desk: Desk, state: str, by: str, at: str) -> Desk:
    """The summary with its state of review: what, who, when."""
    before = desk.fields.get("review")
    review = {k: v for k, v in before.items() if k not in {"by", "at"}} if isinstance(before, Mapping) else {}
    given = {name: value for name, value in (("state", state), ("by", by), ("at", at)) if value}
    return _changed(desk, {**desk.fields, "review": {**review, **given}})


def _put(desk: Desk, path: str, value: Any) -> Desk:
    field, index = place(path)
    fields = dict(desk.fields)
    if index is not None:
        fields[field] = [value if n == index else item for n, item in enumerate(fields[field])]
    else:
        fields[field] = value
    return _changed(desk, fields)


def _changed(desk: Desk, fields: Mapping[str, Any]) -> Desk:
    """The summary with new fields: evidence found again, and checked again."""
    entries = fields.get("evidence")
    merged = Merged({**fields, "evidence": entries if isinstance(entries, Mapping) else {}}, summary.editors(fields))
    anchored = summary.anchor(merged, merged.fields["evidence"], desk.article.text, sentences(desk.article))
    report = check.check(anchored, desk.article, desk.reading)
    return replace(desk, fields=report.fields, report=report)


def _nearest(desk: Desk, value: Any) -> tuple[str, ...]:
    """The sentence that shares most words with a text that cites none: a title, a description."""
    text = str(value.get("text", "")) if isinstance(value, Mapping) else str(value)
    wanted = set(_WORD.findall(text.casefold()))
    told = [sentence.of(desk.article.text) for sentence in sentences(desk.article)]
    shared = [len(wanted & set(_WORD.findall(one.casefold()))) for one in told]
    best = max(shared, default=0)
    return (told[shared.index(best)],) if best else ()
