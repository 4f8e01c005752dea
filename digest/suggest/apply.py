"""A model's answer as fields of the summary: each statement is held to the same check as the program's own, or is left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digest.model import Article, Sentence
from digest.suggest.answer import Answer, Proposal
from digest.suggest.request import is_open, mentions

_LONGEST = {"title": 140, "description": 160}
_LEAST = 4  # words of a statement
# what deletions leave behind: two blanks, a blank before a mark, two commas, marks at the start
_BLANKS = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r" (?=[,.;:!?])")
_TWO_MARKS = re.compile(r"[,;:](?=[,.;:!?])")
_END = ".!?…\"”’'»)"

Passes = Callable[[str, Any, Mapping[str, Any]], bool]
"""Whether an item of a field passes the check, given the summary's evidence."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The fields that a model's answer changes, by name; `of` statements in it, `dropped` failed the check."""

    fields: dict[str, Any]
    of: int
    dropped: int


def applied(  # noqa: PLR0913, PLR0917 - what an answer is held against
    written: Mapping[str, Any], answer: Answer, model: str, article: Article, sentences: Sequence[Sentence], passes: Passes
) -> Applied:  # fmt: skip
    """The fields of a summary as the answer has them. What the program found stays wherever the answer does not pass."""
    known = {s.id: {"text": s.of(article.text), "start": s.start, "end": s.end} for s in sentences}
    entries = {**known, **written["evidence"]}
    changed: dict[str, Any] = {}
    points: list[dict[str, Any]] = []
    of = dropped = 0
    for proposal in answer.key_points:
        of += 1
        item = _point(proposal, known, model, written["key_points"])
        if item and item["text"] not in {one["text"] for one in points} and passes("key_points", item, entries):
            points.append(item)
        else:
            dropped += 1
    if points:
        changed["key_points"] = _filled(points, written["key_points"])
    for name, asked in (("title", answer.title), ("description", answer.description)):
        if asked is None or not _is_free(name, written):
            continue
        of += 1
        text = _text(asked, known)
        if text and len(text) <= _LONGEST[name] and passes(name, text, entries):
            changed[name] = text
        else:
            dropped += 1
    quotes, wrong = _spoken(written, answer, model, entries, passes)
    of, dropped = of + len(answer.speakers), dropped + wrong
    if quotes != written["quotes"]:
        changed["quotes"] = quotes
    if changed:
        cited = {key for point in points for key in point["evidence"]}
        changed["evidence"] = {**written["evidence"], **{key: known[key] for key in cited}}
    return Applied(changed, of, dropped)


def _point(
    proposal: Proposal, known: Mapping[str, Any], model: str, own: Sequence[Mapping[str, Any]]
) -> dict[str, Any] | None:
    """The point that a proposal is; None where it is none. Who is meant in it is taken from the program's own of these words."""
    text = _text(proposal, known)
    if not text:
        return None
    made = {"text": text, "evidence": [proposal.sentence], "chosen_by": model}
    same = next((point for point in own if point["text"] == text and "resolved" in point), None)
    made |= {"resolved": same["resolved"]} if same else {}
    return made | ({"wording": model} if proposal.text else {})


def _text(proposal: Proposal, known: Mapping[str, Any]) -> str:
    """The words of a proposal; "" where the sentence is not there, or has not the words that are to be left out."""
    if proposal.sentence not in known:
        return ""
    if proposal.text:
        return " ".join(proposal.text.split())
    text = str(known[proposal.sentence]["text"])
    for words in proposal.delete:
        place = text.find(words)
        if place < 0 or not words.strip():
            return ""
        text = text[:place] + text[place + len(words) :]
    if proposal.delete:
        text = _TWO_MARKS.sub("", _BEFORE_MARK.sub("", _BLANKS.sub(" ", text))).strip(" ,;:–—-")
        text = text[:1].upper() + text[1:]
        text += "" if text[-1:] in _END else "."
    return text if len(text.split()) >= _LEAST else ""


def _is_free(name: str, written: Mapping[str, Any]) -> bool:
    """Whether the article leaves a title or a description to whoever summarises it."""
    made = written["made"]
    return not written[name] or name in made or (name == "title" and "opening" in made)


def _filled(points: Sequence[dict[str, Any]], own: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The model's points; where they are fewer than the program's, those of other sentences follow."""
    used = {key for point in points for key in point["evidence"]}
    rest = [point for point in own if not used & set(point.get("evidence", ()))]
    return [*points, *rest[: max(0, len(own) - len(points))]]


def _spoken(
    written: Mapping[str, Any], answer: Answer, model: str, entries: Mapping[str, Any], passes: Passes
) -> tuple[list[Any], int]:
    """The quotes with the speakers that the answer chooses, and how many choices do not hold."""
    who = dict(mentions(written))
    chosen = dict(answer.speakers)
    quotes, taken = [], 0
    for quote in written["quotes"]:
        name = who.get(chosen.get(quote.get("id", ""), ""))
        item = quote
        if name and is_open(quote):
            speaker = {part: name[part] for part in ("id", "name", "role") if name.get(part)}
            item = {key: value for key, value in quote.items() if key != "review"}
            item |= {"speaker": speaker, "chosen_by": model}
            if not passes("quotes", item, entries):
                item = quote
        taken += item is not quote
        quotes.append(item)
    return quotes, len(answer.speakers) - taken
