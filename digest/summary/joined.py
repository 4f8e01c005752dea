"""The pieces of one statement, as files of schema 2 list them, become one entry: `schema 2 → 3` of `migrate`.

The article is not asked: the sentences cited as evidence show how the pieces are printed. Pieces that an editor changed,
gave to different speakers, or that are not side by side there stay entries of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digest.model import Verdict

_OWN = frozenset("id kind text pieces cue via review evidence check".split())  # what each piece has for itself
_WITHIN_MARKS = ("direct", "document")
_BETWEEN = {0: "", 1: " ", 2: "\n\n"}  # characters between two sentences, and what they are
_VERDICTS = [verdict.value for verdict in Verdict]  # from good to bad


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry of the old list, where it was, and where its words are in the article (-1: not found)."""

    number: int
    item: Mapping[str, Any]
    start: int
    end: int


def joined(quotes: Sequence[Any], evidence: Mapping[str, Any]) -> list[Any]:
    """The list with one entry a statement, in the place of its first piece; no entry has a `group`."""
    printed = _Printed(evidence)
    pieces = [printed.piece(number, item) for number, item in enumerate(quotes) if isinstance(item, Mapping)]
    made: dict[int, Any] = {number: item for number, item in enumerate(quotes) if not isinstance(item, Mapping)}
    for chain in _chains(pieces, printed):
        made[min(piece.number for piece in chain)] = _entry(chain, printed)
    return [made[number] for number in sorted(made)]


def _group(item: Mapping[str, Any]) -> str:
    group = item.get("group")
    return group if isinstance(group, str) else ""


class _Printed:
    """The article as far as the evidence cites it: stretches of sentences that follow one another."""

    def __init__(self, evidence: Mapping[str, Any]) -> None:
        spans = sorted(_spans(evidence))
        self._of = {name: (start, end) for start, end, name, _ in spans}
        self._runs: list[tuple[int, str]] = []
        for start, end, _, text in spans:
            first, before = self._runs[-1] if self._runs else (0, "")
            gap = start - first - len(before)
            if before and gap in _BETWEEN:
                self._runs[-1] = (first, before + _BETWEEN[gap] + text)
            elif not before or end > first + len(before):
                self._runs.append((start, text))

    def piece(self, number: int, item: Mapping[str, Any]) -> _Piece:
        """Where an entry's words are among the sentences that it cites."""
        text, names = item.get("text"), item.get("evidence")
        cited = [self._of[n] for n in names if isinstance(n, str) and n in self._of] if isinstance(names, list) else []
        if isinstance(text, str) and text and cited:
            start, end = min(cited)[0], max(end for _, end in cited)
            place = self.between(start, end).find(text)
            if place >= 0:
                return _Piece(number, item, start + place, start + place + len(text))
        return _Piece(number, item, -1, -1)

    def between(self, start: int, end: int) -> str:
        """The text between two places; "" where the evidence does not have all of it."""
        for first, text in self._runs:
            if first <= start <= end <= first + len(text):
                return text[start - first : end - first]
        return ""

    def sentence_end(self, place: int) -> int:
        """The end of the sentence that holds the character before a place; the place itself where none does."""
        return next((end for start, end in self._of.values() if start < place <= end), place)

    def holds(self, names: Any, piece: _Piece) -> list[str]:
        """Of the sentences cited, those that a piece is in."""
        cited = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        return [n for n in cited if n not in self._of or (self._of[n][0] < piece.end and piece.start < self._of[n][1])]


def _spans(evidence: Mapping[str, Any]) -> Iterator[tuple[int, int, str, str]]:
    """The sentences that are whole: their offsets, their id, their words."""
    for name, entry in evidence.items():
        if isinstance(entry, Mapping):
            start, end, text = entry.get("start"), entry.get("end"), entry.get("text")
            if (
                isinstance(start, int)
                and isinstance(end, int)
                and isinstance(text, str)
                and end - start == len(text) > 0
            ):
                yield start, end, str(name), text


def _chains(pieces: Sequence[_Piece], printed: _Printed) -> list[list[_Piece]]:
    """The pieces that belong into one entry together, in the order of the article: those of a group, and of a sentence that a cue cuts."""
    chains: list[list[_Piece]] = []
    of_group: dict[str, list[_Piece]] = {}
    for piece in sorted(pieces, key=lambda one: (one.start, one.number)):
        group = _group(piece.item)
        chain = of_group.get(group) or (chains[-1] if chains and _is_cut(chains[-1][-1], piece, printed) else None)
        if chain is None or not _go_together(chain[-1], piece, printed):
            chains.append(chain := [])
        chain.append(piece)
        if group:
            of_group[group] = chain
    return chains


def _is_cut(one: _Piece, two: _Piece, printed: _Printed) -> bool:
    """Whether only the cue clause is between two pieces of marked words, up to a comma."""
    between, cue = printed.between(one.end, two.start), one.item.get("cue")
    marked = one.item.get("kind") == "direct" == two.item.get("kind")
    return marked and isinstance(cue, str) and cue in between and between.rstrip().endswith(",")


def _go_together(one: _Piece, two: _Piece, printed: _Printed) -> bool:
    """Whether two pieces stand in one sentence, or the second right behind the first's sentence, and nothing else tells them apart."""
    if one.start < 0 or two.start < one.end or not printed.between(one.start, two.end):
        return False
    if any(one.item.get(name) != two.item.get(name) for name in {*one.item, *two.item} - _OWN - {"group"}):
        return False
    end = printed.sentence_end(one.end)
    if two.start < end:
        return True
    marked = one.item.get("kind") in _WITHIN_MARKS and two.item.get("kind") in _WITHIN_MARKS
    return marked and not printed.between(end, two.start).strip()


def _entry(chain: Sequence[_Piece], printed: _Printed) -> dict[str, Any]:
    """One entry of all its pieces: the words as printed, the worst verdict, a question where one piece has one."""
    first = {name: value for name, value in chain[0].item.items() if name != "group"}
    if len(chain) == 1:
        return first
    items = [piece.item for piece in chain]
    values: dict[str, Any] = {
        "kind": _kind([str(item.get("kind", "")) for item in items]),
        "text": printed.between(chain[0].start, chain[-1].end),
        "pieces": [_piece(piece, printed) for piece in chain],
        "cue": next(_given(items, "cue"), ""), "via": next(_given(items, "via"), ""), "review": any(_given(items, "review")),
        "evidence": list(dict.fromkeys(n for ids in _given(items, "evidence") for n in ids if isinstance(n, str))),
        "check": max(_given(items, "check"), key=lambda one: _VERDICTS.index(one) if one in _VERDICTS else -1, default=""),
    }  # fmt: skip
    entry: dict[str, Any] = {}
    for name in dict.fromkeys([*first, *values]):
        value = values.get(name, first.get(name))
        if name in first or value:
            entry[name] = value
        if name == "text":
            entry["pieces"] = values["pieces"]
    return entry


def _given(items: Iterable[Mapping[str, Any]], name: str) -> Iterator[Any]:
    return (item[name] for item in items if item.get(name))


def _piece(piece: _Piece, printed: _Printed) -> dict[str, Any]:
    evidence = printed.holds(piece.item.get("evidence"), piece)
    return {"text": piece.item["text"], "start": piece.start, "end": piece.end, "evidence": evidence}


def _kind(kinds: Sequence[str]) -> str:
    if len(set(kinds)) == 1:
        return kinds[0]
    return "document" if set(kinds) == set(_WITHIN_MARKS) else "partial"
