"""The program, as a straight line: a file that an editor committed becomes the text of its summary file.

    read → extract → understand → write the fields → keep the editor's word → find the evidence → check → the file

Everything here is a pure function of its arguments. What surrounds it – finding the files, the cache, the processes, the
writing – stands in `build`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from digest import check, summary
from digest.check import Elsewhere, Report
from digest.errors import ContentError, Problem, Severity
from digest.extract import Hints, extract
from digest.model import PROSE, Article, BlockKind, Mention, web
from digest.parser.sentences import sentences
from digest.read import read
from digest.summary import Merged, Parsed
from digest.understand import Options, understand


@dataclass(frozen=True, slots=True)
class Committed:
    """An article as it lies in the folder; `shown` is its path for messages, `place` that of its summary, if it has one."""

    path: str
    data: bytes
    shown: str
    hints: Hints
    rights: tuple[tuple[str, str], ...] = ()  # (outlet, rights)


@dataclass(frozen=True, slots=True)
class Summarised:
    """What came out: the front matter, the file's text, what to ask the editor, the check. `made` is the program's part."""

    fields: dict[str, Any]
    text: str
    problems: tuple[Problem, ...]
    report: Report
    made: dict[str, Any]
    whole: tuple[tuple[BlockKind, Mention], ...]
    prose: str  # the article's words, to tell copies by


def article(file: Committed) -> Article:
    """The article in a committed file. Raises `ContentError`."""
    try:
        return extract(read(file.data, file.path), file.hints)
    except ContentError as error:
        raise error.named(file.shown) from error


def summarise(
    file: Committed, old: Parsed | None, place: str, options: Options, made: dict[str, Any] | None = None
) -> Summarised:
    """The whole line for one article and, where it has one, its old summary file. Raises `ContentError`.

    `made` is what the program wrote about this article before, from the cache; `place` names the summary in messages.
    """
    found = article(file)
    if not found.words:
        raise ContentError(file.shown, "No text was found in the file.", "Paste the article into it, or delete it.")
    reading, written, report = None, {}, Report()
    if made is None:
        reading = understand(found, options)
        written = summary.fields(reading, rights=dict(file.rights).get(found.source, "excerpt"))
        # The program publishes nothing of its own that does not pass: what fails is left out before anybody sees it.
        report = check.check(written, found)
        made = summary.sieve(written, report.verdicts)
    merged = summary.merge(old.fields if old else {}, made)
    told = reading.sentences if reading else sentences(found)
    anchored = summary.anchor(merged, old.fields.get("evidence") or {} if old else {}, found.text, told)
    if "quotes" in merged.editors:  # an editor's speakers are held against whom the program hears
        report = check.check(anchored, found, reading or understand(found, options))
    elif anchored != written:
        report = check.check(anchored, found)
    report = check.noted(report, old.note if old else "")
    text = _text(old, report.fields, place)
    problems = (*_dropped(found, file.shown), *_asks(merged, old, made, file.shown))
    return Summarised(report.fields, text, problems, report, made, whole(found, report.fields), prose(found))


def placed(done: Summarised, old: Parsed | None, place: str, others: Elsewhere) -> Summarised:
    """The same, with the quotes that stand in another article told to stand there."""
    report = check.placed(done.report, others)
    if report.fields == done.fields:
        return done
    return replace(done, fields=report.fields, text=_text(old, report.fields, place), report=report)


def _text(old: Parsed | None, fields: Mapping[str, Any], place: str) -> str:
    """The summary file's text: the old one with what differs, or a new one."""
    return summary.rewrite(old, fields, place) if old else summary.new(fields)


def _dropped(found: Article, shown: str) -> Iterator[Problem]:
    """What of the article could not be used, for its editor to see."""
    if found.url and not web(found.url):
        what = f"The address “{found.url[:60]}” is none of the web, so it was dropped."
        yield Problem(shown, 0, what, "Write the article's address with https://.", Severity.WARNING)
    for what in found.dropped:
        yield Problem(shown, 0, f"{what[:1].upper()}{what[1:]}.", severity=Severity.NOTICE)


def prose(found: Article) -> str:
    """The sentences of an article without headline, captions and notices."""
    return "\n".join(block.of(found.text) for block in found.blocks if block.kind in PROSE)


def whole(found: Article, fields: Mapping[str, Any]) -> tuple[tuple[BlockKind, Mention], ...]:
    """The article's blocks, where its source lets the whole text be shown; else nothing."""
    source = fields.get("source")
    if not isinstance(source, Mapping) or source.get("rights") != "full":
        return ()
    return tuple((b.kind, Mention(b.start, b.end, b.of(found.text))) for b in found.blocks)


def _asks(merged: Merged, old: Parsed | None, made: dict[str, Any], shown: str) -> tuple[Problem, ...]:
    """The decision that is the editor's: their words stand, but the article below them has changed."""
    before = (old.fields.get("source") or {}).get("sha256") if old else None
    if not merged.editors or before in {None, made["source"]["sha256"]}:
        return ()
    kept = ", ".join(merged.editors)
    what = f"The article has changed, and what an editor wrote was kept: {kept}."
    return (
        Problem(
            shown,
            0,
            what,
            "Look at those fields; to have one made anew, delete it and its line under `generated: fields:`.",
            Severity.WARNING,
        ),
    )
