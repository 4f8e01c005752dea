"""The program, as a straight line: a file that an editor committed becomes the text of its summary file.

    read → extract → understand → draft
    draft → apply the owner's settings → check → keep the editor's word → find the evidence → check → the file

The first half depends on the article alone. The second also depends on the settings and on the summary that is there; it
takes a sixth of the time. Everything here is a pure function of its arguments: finding the files, the cache, the processes
and the writing are in `build`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digest import check, suggest, summary
from digest.check import Elsewhere, Report
from digest.errors import ContentError, Problem, Severity
from digest.extract import Hints, attributed, extract
from digest.model import PROSE, Article, BlockKind, Claim, Mention, Sentence, approved, web
from digest.parser import language
from digest.parser.parts import LONGEST
from digest.parser.sentences import sentences
from digest.read import read
from digest.suggest import Answer, Applied, Asked
from digest.summary import Merged, Owned, Parsed
from digest.understand import AT_LEAST, AT_MOST, claims, points, topics, understand
from digest.understand.topics import Taxonomy


@dataclass(frozen=True, slots=True)
class Options:
    """What the owner may set about a summary: how many key points it has, the topics, the outlets and their rights."""

    at_least: int = AT_LEAST
    at_most: int = AT_MOST
    taxonomy: Taxonomy = topics.taxonomy({})  # noqa: RUF009 - frozen: one empty taxonomy for all
    outlets: tuple[tuple[str, str], ...] = ()  # (host, outlet)
    rights: tuple[tuple[str, str], ...] = ()  # (outlet, rights)
    asked: Asked | None = None  # the model that the owner wants, if any


@dataclass(frozen=True, slots=True)
class Committed:
    """An article as it is in the folder; `shown` is its path for messages."""

    path: str
    data: bytes
    shown: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class Draft:
    """What the program makes of an article before it knows a setting: the fields, how to choose among their points, and what other articles may say differently."""

    fields: dict[str, Any]
    sets: tuple[tuple[float, tuple[int, ...]], ...]
    words: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Summarised:
    """What came out: the front matter, the file's text, the check.

    `problems` are about the article; `asks` are questions to the editor, asked once, when the summary is written.
    `again` says that the article was understood once more, to judge whom an editor gave as speakers.
    `edited` says that the summary holds an editor's fields.
    """

    fields: dict[str, Any]
    text: str
    problems: tuple[Problem, ...]
    asks: tuple[Problem, ...]
    report: Report
    again: bool = False
    edited: bool = False


def summarise(file: Committed, old: Parsed | None, place: str, options: Options) -> Summarised:
    """The whole line for one article and, where it has one, its old summary file. Raises `ContentError`.

    `place` names the summary in messages.
    """
    found = article(file)
    drafted = draft(found)
    return finish(found, drafted, owned(found, drafted, options), old, shown=file.shown, place=place)


def article(file: Committed) -> Article:
    """The article in a committed file. Raises `ContentError`."""
    try:
        found = extract(read(file.data, file.path), file.hints)
    except ContentError as error:
        raise error.named(file.shown) from error
    if not found.words:
        raise ContentError(file.shown, "No text was found in the file.", "Paste the article into it, or delete it.")
    return found


def draft(found: Article) -> Draft:
    """What the article says, as the fields of a summary. Takes most of the time of a build."""
    reading = understand(found)
    fields = summary.draft(reading)
    fields = summary.doubt(fields, check.doubted(fields, found, reading))
    return Draft(fields, reading.ranked.sets, reading.ranked.words, claims.find(reading))


def owned(found: Article, drafted: Draft, options: Options) -> Owned:
    """What the owner's settings make of an article."""
    source = attributed(found, options.outlets).source
    return Owned(
        points.pick(drafted.sets, drafted.words, options.at_least, options.at_most),
        topics.find(found, sentences(found), options.taxonomy),
        source,
        dict(options.rights).get(source, "excerpt"),
    )


def finish(  # noqa: PLR0913 - what the steps before made
    found: Article,
    drafted: Draft,
    chosen: Owned,
    old: Parsed | None,
    *,
    shown: str,
    place: str,
    kept: Report | None = None,
) -> Summarised:
    """From the draft to the summary file; `kept` is the check of the same values, if there was one before.

    Raises `ContentError` where the old file cannot be rewritten.
    """
    told = sentences(found)
    written = summary.fields(drafted.fields, chosen)
    answer = suggest.read(chosen.suggestion) if chosen.suggestion else Answer()
    answered = suggested(found, written, answer, chosen.model, told)
    written = summary.suggested(written, answered.fields, chosen.model)
    report = check.check(written, found)
    # The program publishes nothing of its own that does not pass: what fails is left out before anybody sees it.
    made = summary.sieve(written, report.verdicts)
    merged = summary.lapsed(summary.merge(old.fields if old else {}, made), old.fields if old else {})
    before = old.fields.get("evidence") if old else None
    anchored = summary.anchor(merged, before if isinstance(before, Mapping) else {}, found.text, told)
    again = "quotes" in merged.editors and kept is None
    if again:  # an editor's speakers are held against whom the program takes for them
        report = check.check(anchored, found, understand(found))
    elif anchored != written and kept is None:
        report = check.check(anchored, found)
    report = kept or check.noted(report, old.note if old else "")
    edited = bool(merged.editors)
    text = _text(old, report.fields, place, edited=edited)
    if len(text) > summary.LARGEST:
        what = f"Its summary would have {len(text):,} characters; {summary.LARGEST:,} can be read back."
        raise ContentError(shown, what, "Split the article.")
    asks = _asks(merged, old, made, shown)
    problems = (*_dropped(found, told, shown), *_left_out(made, shown), *_refused(answered, chosen, shown))
    return Summarised(report.fields, text, problems, asks, report, again, edited)


def suggested(
    found: Article, written: Mapping[str, Any], answer: Answer, model: str, told: Sequence[Sentence]
) -> Applied:
    """What the answer that a model gave on an article changes; each of its statements passes the check or is dropped."""
    if answer == Answer():
        return Applied({}, 0, 0)
    judge = check.Judge(found, understand(found) if answer.speakers else None)

    def passes(field: str, item: Any, entries: Mapping[str, Any]) -> bool:
        judgement = judge(field, item, entries)
        # Whom a model chooses must be more than possible: another guess of the same words would pass too.
        return judgement.verdict.passes and not judgement.what and (field != "quotes" or judge.is_likeliest(item))

    return suggest.applied(written, answer, model, found, told, passes)


def _refused(answered: Applied, chosen: Owned, shown: str) -> Iterator[Problem]:
    """How many of a model's statements do not hold."""
    if answered.dropped:
        what = f"{answered.dropped} of the {answered.of} statements that {chosen.model or 'the model'} suggests do not hold or are not needed, and were left out."
        yield Problem(shown, 0, what, severity=Severity.NOTICE)


def placed(done: Summarised, old: Parsed | None, place: str, others: Elsewhere) -> Summarised:
    """The same, with the quotes that another article holds shown as such."""
    report = check.placed(done.report, others)
    if report.fields == done.fields:
        return done
    return replace(done, fields=report.fields, text=_text(old, report.fields, place, edited=done.edited), report=report)


def _text(old: Parsed | None, fields: Mapping[str, Any], place: str, *, edited: bool) -> str:
    """The summary file's text: the old one with what differs, or a new one.

    An old one that is the program's to the letter is written as a new one: what was there before leaves no trace.
    """
    if old and (edited or old.edited or summary.new(old.fields, old.note) != old.text):
        return summary.rewrite(old, fields, place)
    return summary.new(fields, old.note if old else "")


def _dropped(found: Article, told: Sequence[Sentence], shown: str) -> Iterator[Problem]:
    """What of the article could not be used or not be read as it is, for its editor to see."""
    if found.url and not web(found.url):
        what = f"The address “{found.url[:60]}” is none of the web, so it was dropped."
        yield Problem(shown, 0, what, "Write the article's address with https://.", Severity.WARNING)
    if not language.is_english(found.lang):
        unknown = found.lang == language.UNKNOWN
        what = (
            "The text's language is not clear"
            if unknown
            else f"The text is in another language than English ({found.lang})"
        )
        what += ", so its summary holds its first paragraphs alone: no quotes, names, figures and dates."
        yield Problem(shown, 0, what, "If it is English, write `lang: en` in its front matter.", Severity.NOTICE)
    for what in found.dropped:
        yield Problem(shown, 0, f"{what[:1].upper()}{what[1:]}.", severity=Severity.NOTICE)
    endless = next((one for one in told if one.goes_on), None)
    if endless:
        what = f"A sentence of more than {LONGEST} words and marks was read in parts: “{endless.of(found.text)[:40]}…”."
        yield Problem(shown, 0, what, "Full stops or line breaks may be missing.", Severity.NOTICE)


def _left_out(made: Mapping[str, Any], shown: str) -> Iterator[Problem]:
    """Which statements of an article with very many of them are not in its summary."""
    for name, count in made["generated"].get("left_out", {}).items():
        what = (
            f"It has {count + summary.MOST:,} {name.replace('_', ' ')}; the summary lists the first {summary.MOST:,}."
        )
        yield Problem(shown, 0, what, "Is it one article? Split it if not.", Severity.NOTICE)


def prose(found: Article) -> str:
    """The sentences of an article without headline, captions and notices."""
    return "\n".join(block.of(found.text) for block in found.blocks if block.kind in PROSE)


def whole(found: Article) -> tuple[tuple[BlockKind, Mention], ...]:
    """The article's blocks, for a source whose whole text may be shown."""
    return tuple((b.kind, Mention(b.start, b.end, b.of(found.text))) for b in found.blocks)


def _asks(merged: Merged, old: Parsed | None, made: dict[str, Any], shown: str) -> tuple[Problem, ...]:
    """The decisions that are the editor's: their words are kept, or their approval has ended."""
    if old and approved(old.fields) and not approved(merged.fields):
        what = "What the summary states has changed since it was approved, so the approval has ended."
        return (
            Problem(shown, 0, what, "Approve it again: digest review.", Severity.WARNING),
            *_changed(merged, old, made, shown),
        )
    return _changed(merged, old, made, shown)


def _changed(merged: Merged, old: Parsed | None, made: dict[str, Any], shown: str) -> tuple[Problem, ...]:
    """Asks about an editor's words where the article below them has changed."""
    before = old.fields.get("source", {}).get("sha256") if old else None
    if not merged.editors or before in (None, made["source"]["sha256"]):
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
