"""Evidence for what an editor wrote: the sentence behind it is found again when ids are missing or the article changed."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, islice
from typing import Any

from digest.model import Sentence
from digest.summary.merge import Merged

_WORD = re.compile(r"\w+")
_ENOUGH = 0.5  # the share of a text's words that one sentence must hold to be its evidence
_TRIED = 1000  # sentences with a rare word of a text that are compared with it
ANCHORED = ("key_points", "quotes", "figures", "timeline")


def anchor(merged: Merged, before: Mapping[str, Any], text: str, sentences: Sequence[Sentence]) -> dict[str, Any]:
    """The fields with every item pointing at sentences of the article as it is now.

    `before` is the evidence block that the ids in an editor's items, and in those kept, were written against: an id whose text changed is
    looked for by that text. An item that no sentence supports keeps no evidence; the check then says so.
    """
    fields = merged.fields
    spans = {sentence.id: (sentence.start, sentence.end) for sentence in sentences}
    spans |= {key: (value["start"], value["end"]) for key, value in fields["evidence"].items()}
    by_text: dict[str, str] = {}
    for key, (start, end) in spans.items():
        by_text.setdefault(text[start:end], key)
    known = _Known(by_text)
    anchored = dict(fields)
    cited: set[str] = set()
    for name in ANCHORED:
        items = fields.get(name)
        if not isinstance(items, list):
            continue
        against = before if name in merged.editors or name in merged.kept else fields["evidence"]
        found = [_anchored(item, against, known) if isinstance(item, Mapping) else item for item in items]
        anchored[name] = [
            _in_pieces(item, text, spans) if isinstance(item, dict) and "pieces" in item else item for item in found
        ]
        for item in anchored[name]:
            if isinstance(item, Mapping) and isinstance(item.get("evidence"), list):
                cited.update(key for key in item["evidence"] if key in spans)
    anchored["evidence"] = {key: _entry(text, *spans[key]) for key in sorted(cited, key=lambda key: (spans[key], key))}
    return anchored


def _in_pieces(item: dict[str, Any], text: str, spans: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """A statement with its pieces where they are in the article; without them where its words or theirs are not there."""
    whole = str(item.get("text", ""))
    pieces: list[Any] = item["pieces"] if isinstance(item["pieces"], list) else []
    cited = {name: spans[name] for name in item.get("evidence", ()) if name in spans}
    first = text.find(whole, min((start for start, _ in cited.values()), default=0))
    place, end, found = first, first + len(whole), []
    for piece in pieces:
        words = str(piece.get("text", "")) if isinstance(piece, Mapping) else ""
        start = text.find(words, place, end) if first >= 0 and words else -1
        if start < 0:
            break
        place = start + len(words)
        within = [name for name, (begin, stop) in cited.items() if begin < place and start < stop]
        found.append({"text": words, "start": start, "end": place, "evidence": within})
    if 1 < len(found) == len(pieces):
        return {**item, "pieces": found}
    return {name: value for name, value in item.items() if name != "pieces"}


def _entry(text: str, start: int, end: int) -> dict[str, Any]:
    return {"text": text[start:end], "start": start, "end": end}


class _Known:
    """The sentences of an article by their text, asked which of them bears out another text."""

    def __init__(self, by_text: Mapping[str, str]) -> None:
        self.by_text = by_text
        self._ids = list(by_text.values())
        self._joined = "\0".join(by_text)
        self._starts = [0, *accumulate(len(sentence) + 1 for sentence in by_text)]

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [frozenset(_WORD.findall(sentence.casefold())) for sentence in self.by_text]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The sentences that hold each word, in order."""
        found: dict[str, list[int]] = {}
        for number, words in enumerate(self._words):
            for word in words:
                found.setdefault(word, []).append(number)
        return found

    def closest(self, text: str) -> str:
        """The first sentence that holds the text, else the one that holds most of its words, if that is over half; "" if none."""
        start = self._joined.find(text) if text else -1
        if start >= 0 and "\0" not in text:
            return self._ids[bisect_right(self._starts, start) - 1]
        words = set(_WORD.findall(text.casefold()))
        # Who has more than half of the words has one of the rarer half of them.
        rare = sorted((self._places.get(word, []) for word in sorted(words)), key=len)[: (len(words) + 1) // 2]
        best, share = "", _ENOUGH
        for number in sorted(set(islice(chain.from_iterable(rare), _TRIED))):
            held = len(words & self._words[number]) / max(1, len(words))
            if held > share:
                best, share = self._ids[number], held
        return best


def _anchored(item: Mapping[str, Any], before: Mapping[str, Any], known: _Known) -> dict[str, Any]:
    ids = item.get("evidence") if isinstance(item.get("evidence"), list) else []
    found = [
        known.by_text[old["text"]]
        for key in ids or []
        if isinstance(old := before.get(key), Mapping) and old.get("text") in known.by_text
    ]
    if not found:
        found = [key for key in [known.closest(str(item.get("text", "")))] if key]
    evidence = {"evidence": list(dict.fromkeys(found))} if found else {}
    before_check = "evidence" not in item  # where it is new; else it keeps its place
    placed: dict[str, Any] = {}
    for name, value in item.items():
        if name == "evidence" or (name == "check" and before_check):
            placed |= evidence
        if name != "evidence":
            placed[name] = value
    return placed | evidence
