"""Does a quote stand in the article? The verdict on its words; who said them is asked in `attribution`.

An editor's cut ("…", "[…]") that the source does not have makes a quote `stitched`, even if both parts are there:
what is cut out may be the word that matters.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from digest.check import hidden, pieces
from digest.check.findings import Judgement
from digest.check.ground import Ground, unmarked
from digest.check.level import MARKS, bare, core, level
from digest.check.words import Word, words
from digest.model import Span, Verdict

_WITHIN_MARKS = frozenset({"direct", "document"})
_COPY = "Copy the words from the article, or delete the quote."
_AS_REPORTED = "Set kind to indirect and take the marks away, or quote words that are within marks."
# "[…]", "(...)", "…": an editor's cut
_CUT = re.compile(r"\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3}")
# " not": belongs to the verb in front of it
_NOT = re.compile(r"\s(?:not|never)\b")
_CLAUSE = 3  # words left out that make two pieces of a quote, not one with words dropped
_NEARLY = 0.75  # of the words are the same: the quote is a changed one, wherever else it may be


def judge(quote: Mapping[str, Any], ground: Ground, evidence: Sequence[Span]) -> tuple[Judgement, tuple[Span, ...]]:
    """The verdict on the words of a quote, and where they stand: its pieces, where its cue or a paragraph cuts it."""
    text, kind = str(quote.get("text", "")), str(quote.get("kind", ""))
    if not any(character.isalnum() for character in text):
        return Judgement(Verdict.ABSENT, "The quote has no words.", "Delete it."), ()
    found = _exact(text, kind, ground, evidence) or _normalised(text, kind, ground, evidence)
    if found is None:
        return _missing(text, ground), ()
    verdict, span = found
    spans = _pieces(quote, ground, span)
    if not spans:
        what = "These words are reported speech in the article: they are not within quotation marks there."
        return Judgement(Verdict.ALTERED, what, _AS_REPORTED), (span,)
    if _marks_added(text, kind, ground, span):
        what = "Quotation marks stand around words that the article only reports."
        return Judgement(Verdict.ALTERED, what, "Take the marks away."), spans
    if _NOT.match(ground.text, span.end):
        what = "It ends right before a “not” of the article, and with it the meaning changes."
        return Judgement(Verdict.ALTERED, what, "Quote on to the end of the clause."), spans
    return Judgement(verdict), spans


def _exact(text: str, kind: str, ground: Ground, evidence: Sequence[Span]) -> tuple[Verdict, Span] | None:
    """Letter for letter; the marks around it may stand only here, then it is not exact but normalised."""
    stripped = text.strip()
    span = _best(ground.find(stripped), kind, ground, evidence)
    if span:
        return Verdict.EXACT, span
    inner = bare(text)
    span = _best(ground.find(inner), kind, ground, evidence)
    return (Verdict.NORMALISED, span) if span else None


def _normalised(text: str, kind: str, ground: Ground, evidence: Sequence[Span]) -> tuple[Verdict, Span] | None:
    span = _best(ground.find_levelled(core(text)), kind, ground, evidence)
    if span is None or hidden.strange(text, span.of(ground.text)):
        return None
    return Verdict.NORMALISED, span


def _best(spans: Any, kind: str, ground: Ground, evidence: Sequence[Span]) -> Span | None:
    """Of several places the one in the evidence, and for words in marks the one in marks."""
    best, rank = None, (-1, -1)
    for span in spans:
        mine = (
            int(kind not in _WITHIN_MARKS or _as_marked(ground, span) or bool(ground.pieces(span))),
            int(any(cited.meets(span) for cited in evidence)),
        )
        if mine > rank:
            best, rank = span, mine
        if rank == (1, 1):
            break
    return best


def _as_marked(ground: Ground, span: Span) -> bool:
    """Whether the words are shown as somebody's own in the article: in marks, or the answers of an interview."""
    return ground.article.form == "interview" or ground.in_marks(unmarked(ground.text, span))


def _pieces(quote: Mapping[str, Any], ground: Ground, span: Span) -> tuple[Span, ...]:
    """The pieces of a statement that stands at `span`; none where words that should be in marks are not."""
    if str(quote.get("kind", "")) in _WITHIN_MARKS:
        return (span,) if _as_marked(ground, span) else ground.pieces(span)
    listed = quote.get("pieces")
    told = (
        [(one.get("start"), one.get("end")) for one in listed if isinstance(one, Mapping)]
        if isinstance(listed, list)
        else []
    )
    spans = [
        Span(a, b) for a, b in told if isinstance(a, int) and isinstance(b, int) and span.start <= a < b <= span.end
    ]
    return tuple(spans) or (span,)


def _marks_added(text: str, kind: str, ground: Ground, span: Span) -> bool:
    """Whether marks around a quote that is not one of marked words are not the article's."""
    stripped = text.strip()
    if kind in _WITHIN_MARKS or stripped[0] not in MARKS or stripped[-1] not in MARKS:
        return False
    if stripped[0] in "'’‘" and stripped[-1] in "'’":
        return False  # perhaps apostrophes: ’90s … boys’
    return ground.text[span.start] not in MARKS and ground.text[span.start - 1 : span.start] not in set(MARKS)


def _missing(text: str, ground: Ground) -> Judgement:
    """Why words are not in the article: the reason that explains most comes first."""
    said = tuple(words(hidden.skeleton(text)))
    runs = pieces.cover(said, ground.words, ground.places)
    near = pieces.stretch(runs, said, ground.words)
    same = sum(run.size for run in runs if near[0] <= run.there < near[1]) if near else 0
    return (
        _disguised(text, ground)
        or _cut(text, ground)
        or (_stitched(runs, said) if _apart(runs, said) else None)
        or (_altered(said, ground, near) if near and same >= len(said) * _NEARLY else None)
        or _stitched(runs, said)
        or (_altered(said, ground, near) if near else None)
        or Judgement(Verdict.ABSENT, "These words are not in the article.", _COPY)
    )


def _disguised(text: str, ground: Ground) -> Judgement | None:
    """Characters that nobody sees, or that only look like the article's."""
    characters = hidden.strange(text, ground.text) or hidden.strange(text, "")
    if not characters or not any(ground.find_levelled(core(hidden.skeleton(text)))):
        return None
    named = ", ".join(hidden.name(character) for character in characters[:3])
    return Judgement(Verdict.ALTERED, f"It holds {named}; the article does not.", "Type the word anew.")


def _apart(runs: Sequence[pieces.Run], said: Sequence[Word]) -> bool:
    """Whether every word stands in the article, in pieces with a clause between them."""
    steps = [right.there - left.there - left.size for left, right in pairwise(runs)]
    return sum(run.size for run in runs) == len(said) and all(not 0 <= step < _CLAUSE for step in steps)


def _stitched(runs: Sequence[pieces.Run], said: Sequence[Word]) -> Judgement | None:
    parts = pieces.stitched(runs, said)
    shown = " | ".join(pieces.shown(said[run.at : run.at + run.size]) for run in parts[:3])
    what = f"It is put together from parts that do not adjoin: {shown}."
    return Judgement(Verdict.STITCHED, what, _COPY) if parts else None


def _altered(said: Sequence[Word], ground: Ground, near: tuple[int, int]) -> Judgement:
    what = pieces.difference(said, ground.words[near[0] : near[1]])
    return Judgement(Verdict.ALTERED, f"{what[0].upper() + what[1:]}." if what else "Its punctuation differs.", _COPY)


def _cut(text: str, ground: Ground) -> Judgement | None:
    """An ellipsis that is not the article's, between parts that stand there in order."""
    parts = [core(part) for part in _CUT.split(text)]
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return None
    place = 0
    for part in parts:
        place = ground.levelled.text.find(part, place)
        if place < 0:
            return None
        place += len(part)
    what = "Words are cut out: the dots stand here, not in the article."
    return Judgement(Verdict.STITCHED, what, "Make it two quotes, or quote the whole.")


def is_level(one: str, other: str) -> bool:
    """Whether two texts differ in typography alone."""
    return level(one).text.strip() == level(other).text.strip() and not hidden.strange(one, other)
