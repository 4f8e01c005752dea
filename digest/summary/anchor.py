"""Evidence for what an editor wrote: the sentence behind it is found again when ids are missing or the article changed."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from digest.model import Sentence
from digest.summary.merge import Merged

_WORD = re.compile(r"\w+")
_ENOUGH = 0.5  # the share of a text's words that one sentence must hold to be its evidence
ANCHORED = ("key_points", "quotes", "figures", "timeline")


def anchor(merged: Merged, before: Mapping[str, Any], text: str, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """The fields with every item pointing at sentences of the article as it is now.

    `before` is the evidence block that the ids in an editor's items were written against: an id whose text changed is
    looked for by that text. An item that no sentence bears out keeps no evidence; the check then says so.
    """
    fields = merged.fields
    spans = {sentence.id: (sentence.start, sentence.end) for sentence in sentences}
    spans |= {key: (value["start"], value["end"]) for key, value in fields["evidence"].items()}
    by_text: dict[str, str] = {}
    for key, (start, end) in spans.items():
        by_text.setdefault(text[start:end], key)
    anchored = dict(fields)
    cited: set[str] = set()
    for name in ANCHORED:
        items = fields.get(name)
        if not isinstance(items, list):
            continue
        against = before if name in merged.editors else fields["evidence"]
        anchored[name] = [_anchored(item, against, by_text) if isinstance(item, Mapping) else item for item in items]
        for item in anchored[name]:
            if isinstance(item, Mapping) and isinstance(item.get("evidence"), list):
                cited.update(key for key in item["evidence"] if key in spans)
    anchored["evidence"] = {key: _entry(text, *spans[key]) for key in sorted(cited, key=lambda key: (spans[key], key))}
    return anchored


def _entry(text: str, start: int, end: int) -> dict[str, Any]:
    return {"text": text[start:end], "start": start, "end": end}


def _anchored(item: Mapping[str, Any], before: Mapping[str, Any], by_text: Mapping[str, str]) -> dict[str, Any]:
    ids = item.get("evidence") if isinstance(item.get("evidence"), list) else []
    found = [
        by_text[old["text"]]
        for key in ids or []
        if isinstance(old := before.get(key), Mapping) and old.get("text") in by_text
    ]
    if not found:
        found = [key for key in [_closest(str(item.get("text", "")), by_text)] if key]
    evidence = {"evidence": list(dict.fromkeys(found))} if found else {}
    before_check = "evidence" not in item  # where it is new; else it keeps its place
    placed: dict[str, Any] = {}
    for name, value in item.items():
        if name == "evidence" or (name == "check" and before_check):
            placed |= evidence
        if name != "evidence":
            placed[name] = value
    return placed | evidence


def _closest(text: str, by_text: Mapping[str, str]) -> str:
    """The first sentence that holds the text, else the one that holds most of its words, if that is at least half."""
    holding = next((key for sentence, key in by_text.items() if text and text in sentence), "")
    if holding:
        return holding
    words = set(_WORD.findall(text.casefold()))
    best, share = "", _ENOUGH
    for sentence, key in by_text.items():
        held = len(words & set(_WORD.findall(sentence.casefold()))) / max(1, len(words))
        if held > share:
            best, share = key, held
    return best
