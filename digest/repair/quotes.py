"""The nearest quote: the words as the article has them, within its marks, and the speaker whom it gives them to."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from digest.check import Judge, hidden, pieces
from digest.check.ground import Ground
from digest.check.level import MARKS, bare
from digest.check.marks import stretches
from digest.check.words import words
from digest.model import Span
from digest.repair import listed

_WITHIN_MARKS = frozenset({"direct", "document"})
_LONGEST = 600  # words that are compared
_CLAUSE = ".,;:!?\n"
_CLOSING = ".,;:!?…"


def proposals(
    quote: Mapping[str, Any], judge: Judge, cited: tuple[Span, ...], drafted: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[dict[str, Any], Span]]:
    """Quotes near this one, the nearest first, and where each stands in the article."""
    ground = judge.ground
    text, kind = str(quote.get("text", "")), str(quote.get("kind", ""))
    for span in _places(text, kind, ground, cited):
        for changed in _forms(text, kind, span, ground):
            new = {name: value for name, value in quote.items() if name != "pieces"} | changed  # those of other words
            yield new, span
            for speaker in _speakers(new, span, judge, drafted):
                yield {**new, "speaker": speaker}, span


def _places(text: str, kind: str, ground: Ground, cited: tuple[Span, ...]) -> list[Span]:
    """Stretches of the article that nearly are the quote, the likest first."""
    said = tuple(words(hidden.skeleton(text)))
    runs = pieces.cover(said, ground.words, ground.places)
    if not runs:
        return []
    found = []
    near = pieces.stretch(runs, said, ground.words)
    if near:
        found.append(near)
        inside = [run for run in runs if near[0] <= run.there < near[1]]
        found.append((min(run.there for run in inside), max(run.there + run.size for run in inside)))
    longest = max(runs, key=lambda run: (run.size, -run.there))
    if longest.size * 2 >= len(said) or pieces.stitched(runs, said):
        found.append((longest.there, longest.there + longest.size))
    spans = [Span(ground.words[first].start, ground.words[last - 1].end) for first, last in found if first < last]
    spans += [Span(span.start, _clause_end(ground.text, span.end)) for span in spans]
    if kind in _WITHIN_MARKS:
        marked = [one for span in spans for one in _marked(span, ground)]
        spans = marked + [span for span in spans if not any(one.holds(span) for one in marked)]
    keys = [word.key for word in said[:_LONGEST]]
    return sorted(
        dict.fromkeys(spans),
        key=lambda span: (
            -_alike(keys, span, ground),
            not any(one.meets(span) for one in cited),
            span.end - span.start,
            span,
        ),
    )


def _alike(keys: list[str], span: Span, ground: Ground) -> float:
    other = [word.key for word in words(ground.text, span.start, span.end)][:_LONGEST]
    return SequenceMatcher(None, keys, other, autojunk=False).ratio()


def _clause_end(text: str, end: int) -> int:
    """Where the clause ends that goes on at `end`."""
    while end < len(text) and text[end] not in _CLAUSE + MARKS:
        end += 1
    return end


def _marked(span: Span, ground: Ground) -> Iterator[Span]:
    """The stretches in marks that share words with a span: the shared part, and the whole stretch."""
    start = ground.text.rfind("\n", 0, span.start) + 1
    end = ground.text.find("\n", span.end)
    line = ground.text[start : len(ground.text) if end < 0 else end]
    for a, b in stretches(line):
        whole = Span(start + a, start + b)
        if whole.meets(span):
            end = min(whole.end, span.end)
            closes = not any(character.isalnum() for character in ground.text[end : whole.end])  # ",” said"
            yield Span(max(whole.start, span.start), whole.end if closes else end)
            yield whole


def _forms(text: str, kind: str, span: Span, ground: Ground) -> Iterator[dict[str, Any]]:
    """The words at a place as a quote of this kind, then as reported words."""
    inner = span.of(ground.text).strip()
    stripped = text.strip()
    marked = _with_marks(stripped, span, ground)
    if marked != span:
        yield {"text": marked.of(ground.text)}
    opening, closing = (stripped[:1], stripped[-1:]) if stripped[:1] in set(MARKS) else ("", "")
    if kind in _WITHIN_MARKS:
        before, after = ground.text[span.start - 1 : span.start], ground.text[span.end : span.end + 1]
        if opening and before in set(MARKS) and after in set(MARKS):
            opening, closing = before, after
        yield {"text": f"{opening}{inner}{closing}"}
        yield {"kind": "indirect", "text": bare(inner)}
    else:
        yield {"text": inner}
        yield {"text": bare(inner)}


def _with_marks(text: str, span: Span, ground: Ground) -> Span:
    """A stretch with the article's marks around it, where the quote has such; itself where the article has none at its start."""
    start, end = span.start, span.end
    if text[:1] in set(MARKS):
        if ground.text[start - 1 : start] not in set(MARKS):
            return span
        start -= 1
    if text[-1:] in set(MARKS):
        while end < len(ground.text) and ground.text[end] in _CLOSING:
            end += 1
        end += ground.text[end : end + 1] in set(MARKS)
    return Span(start, end)


def _speakers(
    quote: Mapping[str, Any], span: Span, judge: Judge, drafted: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Who may say the words at a place: whom the program hears there, then whom the check weighs highest."""
    own = quote.get("speaker")
    given = str(own.get("name") or "") if isinstance(own, Mapping) else ""
    if not given:
        return
    for heard in listed.proposals("quotes", quote, drafted):
        speaker = heard.get("speaker")
        if speaker and not heard.get("review") and speaker.get("name") not in {None, given}:
            yield speaker
    weighed = judge.sources.weigh(given, span) if judge.sources else None
    if weighed and weighed.rival:
        known = (one["speaker"] for one in drafted if (one.get("speaker") or {}).get("name") == weighed.rival)
        yield next(known, {"name": weighed.rival})
