"""A summary's front matter as templates may show it: typed, in the right order, within its rights, links checked."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from digest.config import Rights, Settings
from digest.model import Change, Changed, Correction, QuoteKind, Summary, web
from digest.model.fields import mappings
from digest.model.slugs import key, keyed
from digest.render import notes, plain
from digest.render.plain import line as _text
from digest.render.rights import Allowance, allowance
from digest.render.values import Evidence, Moment, Number, Point, Said, View

KINDS = frozenset({"opinion", "analysis", "review", "obituary", "release", "sponsored"})
FORMS = frozenset({"live", "interview", "gallery", "list"})
# Kinds of statements in a correction that are the page's own words, or an editor's
_FREE = frozenset({"", "title", "deck", "point"})
_VERSIONS = 10  # of an article, that its page tells of
_KINDS = frozenset(kind.value for kind in QuoteKind)
# "en", "zh-Hant-TW"
_LANG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
# "2026", "2026-09", "2026-09-14" and what follows a day
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9-])")


def view(summary: Summary, settings: Settings, untitled: str) -> View:
    """What may be shown of a summary. Whatever an editor wrote, a value of the wrong kind counts as absent.

    `untitled` names one without a title.
    """
    fields = summary.fields
    source = _mapping(fields.get("source"))
    rights = str(source.get("rights", "excerpt"))
    grant = allowance(rights, settings.sources.get(str(source.get("name", ""))))
    evidence = _Evidence(_mapping(fields.get("evidence")), grant)
    # Where the words that may be shown are few, they go to what readers need most, in this order.
    points = tuple(_point(item, evidence) for item in mappings(fields.get("key_points")) if _text(item.get("text")))
    spoken = [i for i in mappings(fields.get("quotes")) if _granted(i, grant)]
    dated = [i for i in mappings(fields.get("timeline")) if _granted(i, grant)]
    said = tuple(_said(item, evidence) for item in spoken)
    figures = (
        () if grant.rights is Rights.LINK else tuple(_number(i, evidence) for i in mappings(fields.get("figures")))
    )
    timeline = tuple(_moment(item, evidence) for item in dated)
    generated = _mapping(fields.get("generated"))
    return View(
        folder=plain.text(summary.path.removesuffix(".md")),
        title=_text(fields.get("title")) or untitled,
        deck=_text(fields.get("description")),
        day=_day(fields.get("date")),
        updated=max(
            _text(_mapping(fields.get("review")).get("at")),
            *(one.at for one in summary.changes),
            *(one.at for one in summary.corrections),
            "",
        ),
        found_in=_text(source.get("published_from")),
        source=_text(source.get("name")),
        url=web(_text(source.get("url"))),
        byline=tuple(map(_text, _list(source.get("byline")))),
        lang=lang if _LANG.fullmatch(lang := _text(source.get("lang"))) else "en",
        words=source["words"] if isinstance(source.get("words"), int) else 0,
        rights=grant.rights.value,
        file=_text(source.get("file")),
        form=form if (form := _text(source.get("form"))) in FORMS else "",
        kind=kind if (kind := _text(source.get("kind"))) in KINDS else "",
        paywalled=bool(source.get("paywalled")),
        copy_of=_text(source.get("copy_of")),
        made=frozenset(map(str, _list(fields.get("made")))),
        points=points,
        said=said,
        people=_named(fields.get("people")),
        organisations=_named(fields.get("organisations")),
        places=tuple(_text(i.get("name")) for i in mappings(fields.get("places"))),
        figures=figures,
        timeline=timeline,
        topics=tuple((key(name), name) for name in map(_text, _list(fields.get("tags"))) if name),
        paragraphs=_marked(summary, _mapping(fields.get("evidence"))) if grant.rights is Rights.FULL else (),
        note=notes.html(summary.note),
        approved=_state(fields) == "approved",
        engine=" ".join(filter(None, (_text(generated.get("engine")), _text(generated.get("version"))))),
        checks=_checks(fields),
        changes=_changes(summary.changes, grant),
        corrections=_corrections(summary.corrections, grant),
        model=_text(generated.get("model")),
        left_out=sum(n for n in _mapping(generated.get("left_out")).values() if isinstance(n, int)),
    )


class _Evidence:
    """The sentences of the front matter by id, granted one by one."""

    def __init__(self, entries: Mapping[str, Any], grant: Allowance) -> None:
        self._entries = entries
        self._grant = grant

    def of(self, item: Mapping[str, Any]) -> tuple[Evidence, ...]:
        found = []
        for own in _list(item.get("evidence")):
            text = _text(_mapping(self._entries.get(str(own))).get("text"))
            if text:
                found.append(Evidence(str(own), text if self._grant.grant(text) else ""))
        return tuple(found)


def _named(value: Any) -> tuple[tuple[str, str, str], ...]:
    return tuple((keyed(_text(i.get("id"))), _text(i.get("name")), _text(i.get("role"))) for i in mappings(value))


def _point(item: Mapping[str, Any], evidence: _Evidence) -> Point:
    resolved = tuple((_text(r.get("words")), _text(r.get("name"))) for r in mappings(item.get("resolved")))
    return Point(
        _text(item.get("text")),
        evidence.of(item),
        resolved,
        *(_text(item.get(name)) for name in ("check", "chosen_by", "wording")),
    )


def _granted(item: Mapping[str, Any], grant: Allowance) -> bool:
    text = _text(item.get("text"))
    return bool(text) and grant.grant(text)


def _said(item: Mapping[str, Any], evidence: _Evidence) -> Said:
    speaker = _mapping(item.get("speaker"))
    return Said(
        _text(item.get("id")), kind if (kind := _text(item.get("kind"))) in _KINDS else QuoteKind.PARTIAL.value, _paragraphs(item.get("text")), _text(speaker.get("name")), keyed(_text(speaker.get("id"))), _text(speaker.get("role")),
        _text(speaker.get("handle")), bool(speaker.get("anonymous")), _text(item.get("said")), _text(item.get("via")), _text(item.get("cue")),
        tuple(text for piece in mappings(item.get("pieces")) if (text := _text(piece.get("text")))), _text(item.get("check")), evidence.of(item),
    )  # fmt: skip


def _paragraphs(value: Any) -> str:
    """The text of a statement; where it runs over paragraphs, one line each."""
    lines = map(_text, value.splitlines()) if isinstance(value, str) else (_text(value),)
    return "\n".join(filter(None, lines))


def _number(item: Mapping[str, Any], evidence: _Evidence) -> Number:
    text, qualifier, what = (_text(item.get(name)) for name in ("text", "qualifier", "what"))
    whole = text if qualifier in text else f"{qualifier} {text}"
    phrase = what if text in what else f"{whole} {what}" if what and what not in text else whole
    return Number(text if text in what else whole, phrase, evidence.of(item), _text(item.get("check")))


def _moment(item: Mapping[str, Any], evidence: _Evidence) -> Moment:
    day, words, text, check = (_text(item.get(name)) for name in ("date", "from", "text", "check"))
    return Moment(day, words, text, check, evidence.of(item))


def _marked(summary: Summary, entries: Mapping[str, Any]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The whole article, with the sentences that the summary cites marked by their ids."""
    spans = (
        (entry.get("start"), entry.get("end"), str(own)) for own, entry in entries.items() if isinstance(entry, Mapping)
    )
    cited = sorted((start, end, own) for start, end, own in spans if isinstance(start, int) and isinstance(end, int))
    found = []
    for kind, block in summary.whole:
        pieces: list[tuple[str, str]] = []
        place = block.start
        for start, end, own in cited:
            if place <= start < end <= block.end:
                pieces += [
                    (block.text[place - block.start : start - block.start], ""),
                    (block.text[start - block.start : end - block.start], own),
                ]
                place = end
        pieces.append((block.text[place - block.start :], ""))
        found.append((kind.value, tuple((plain.text(words), own) for words, own in pieces if words)))
    return tuple(found)


def _changes(changes: Sequence[Change], grant: Allowance) -> tuple[Change, ...]:
    """The versions, newest first, without the words that the source's rights do not allow to be shown."""
    found = []
    for change in reversed(changes[-_VERSIONS:]):
        shown = tuple(
            Changed(one.kind, plain.line(one.before), plain.line(one.text))
            for one in change.statements
            if one.kind == "point" or all(grant.grant(text) for text in (one.before, one.text) if text)
        )
        if shown:
            found.append(Change(change.at, shown))
    return tuple(found)


def _corrections(corrections: Sequence[Correction], grant: Allowance) -> tuple[Correction, ...]:
    """The corrections without the article's words that the source's rights do not allow to be shown; that something was corrected is."""
    found = []
    for one in corrections:
        shown = tuple(
            Changed(changed.kind, plain.line(changed.before), plain.line(changed.text))
            for changed in one.statements
            if changed.kind in _FREE or all(grant.grant(text) for text in (changed.before, changed.text) if text)
        )
        found.append(Correction(one.at, shown, plain.line(one.why)))
    return tuple(found)


def _checks(fields: Mapping[str, Any]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in ("key_points", "quotes", "figures", "timeline"):
        for item in mappings(fields.get(name)):
            verdict = _text(item.get("check"))
            if verdict:
                counts[verdict] = counts.get(verdict, 0) + 1
    return dict(sorted(counts.items()))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _state(fields: Mapping[str, Any]) -> str:
    return _text(_mapping(fields.get("review")).get("state")).casefold()


def _day(value: Any) -> str:
    """A day, month or year that the calendar has; else ""."""
    found = _DAY.match(_text(value))
    try:
        date.fromisoformat((found[0] + "-01-01")[:10] if found else "")
    except ValueError:
        return ""
    return found[0] if found else ""
