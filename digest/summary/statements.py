"""The statements of an article, as the quotes of its summary: one entry each, whatever cuts it in pieces."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from digest.model import REVIEW_BELOW, Quote, QuoteKind, Reading, Speaker

_DOCUMENTED = frozenset({QuoteKind.DIRECT, QuoteKind.DOCUMENT})


class Evidence:
    """The sentences (s1 …) and posts (p1 …) that the fields cite, gathered while these are made."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = {s.id: (s.start, s.end) for s in reading.sentences}
        self._posts = {(p.body.start, p.body.end): f"p{n}" for n, p in enumerate(reading.article.posts, start=1)}
        self._text = reading.article.text
        self._cited: set[tuple[int, int, str]] = set()

    def of(self, ids: Iterable[str]) -> list[str]:
        """The sentences of these ids, each once."""
        known = [i for i in dict.fromkeys(ids) if i in self._sentences]
        self._cited.update((*self._sentences[i], i) for i in known)
        return known

    def at(self, quote: Quote) -> list[str]:
        """The evidence of a quote; that of a post is the post."""
        for (start, end), name in self._posts.items():
            if start <= quote.start and quote.end <= end:
                self._cited.add((start, end, name))
                return [name]
        return self.of(quote.sentences)

    def cited(self) -> dict[str, Any]:
        """All that was cited, in reading order."""
        return {
            name: {"text": self._text[start:end], "start": start, "end": end}
            for start, end, name in sorted(self._cited)
        }


def statements(reading: Reading, evidence: Evidence) -> list[dict[str, Any]]:
    """Everything said, in reading order, each once however often the article repeats it.

    Each has an id of its own: words that two people say get a number.
    """
    groups: dict[str, list[Quote]] = {}
    for quote in reading.quotes:
        groups.setdefault(quote.group, []).append(quote)
    found: dict[tuple[str, str], dict[str, Any]] = {}
    ids: Counter[str] = Counter()
    for pieces in groups.values():
        made = _statement(pieces, reading.article.text, evidence)
        said = made["text"], made.get("speaker", {}).get("name", "")
        if said not in found:
            ids[made["id"]] += 1
            found[said] = {**made, "id": f"{made['id']}-{ids[made['id']]}" if ids[made["id"]] > 1 else made["id"]}
    return list(found.values())


def _statement(pieces: Sequence[Quote], text: str, evidence: Evidence) -> dict[str, Any]:
    """One statement: the stretch of the article from its first piece to its last, and the pieces where it has several."""
    first = pieces[0]
    cited = [evidence.at(piece) for piece in pieces]
    parts = [
        {"text": piece.text, "start": piece.start, "end": piece.end, "evidence": ids}
        for piece, ids in zip(pieces, cited, strict=True)
    ]
    speaker = next((piece.speaker for piece in pieces if piece.speaker), None)
    return lean({
        "id": quote_id(first.text), "kind": _kind(pieces).value, "text": text[first.start : max(p.end for p in pieces)],
        "pieces": parts if len(parts) > 1 else [], "speaker": _speaker(speaker, first.kind),
        "cue": next((piece.cue.text for piece in pieces if piece.cue), ""), "said": first.said,
        "via": next((piece.via for piece in pieces if piece.via), ""),
        "review": any(piece.review or piece.confidence < REVIEW_BELOW for piece in pieces),
        "evidence": list(dict.fromkeys(name for ids in cited for name in ids)),
    })  # fmt: skip


def _kind(pieces: Sequence[Quote]) -> QuoteKind:
    """The kind that all pieces have; of pieces with marks and pieces without, the whole is partly marked."""
    kinds = {piece.kind for piece in pieces}
    if len(kinds) == 1:
        return pieces[0].kind
    return QuoteKind.DOCUMENT if kinds == _DOCUMENTED else QuoteKind.PARTIAL


def _speaker(speaker: Speaker | None, kind: QuoteKind) -> dict[str, Any] | None:
    if speaker is None:
        return None
    handle = speaker.mention.text if speaker.mention and kind is QuoteKind.SOCIAL else ""
    return lean({
        "id": speaker.entity, "name": speaker.name, "role": speaker.role,
        "handle": handle if handle.startswith("@") else "", "anonymous": speaker.anonymous,
    })  # fmt: skip


def quote_id(text: str) -> str:
    """A statement's id on its page, from the words of its first piece: it survives a new build and a changed article around it."""
    return "q-" + sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def lean(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty: an editor reads what is there. False, "", [] and None go; 0 stays."""
    return {
        name: value
        for name, value in values.items()
        if value not in ("", None, [], (), False) or (value == 0 and value is not False)
    }
