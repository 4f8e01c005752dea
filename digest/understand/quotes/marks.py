"""Where do quotation marks open and close? Straight, curly, doubled single, British single, guillemets, low marks.

Marks are paired within a paragraph: a lost one must not swallow the rest of the article. A mark still open at the end of
a paragraph runs on when the next paragraph begins with one, as newspapers print long statements.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Block, Span

_OPENS = {"“": "”", "„": "“”", "«": "»", "‟": "”", "»": "«"}
_CLOSES = frozenset("”»")
# every mark that may begin or end a stretch: double ones, and two single ones that are used as a double one
_DOUBLE = re.compile(r"[\"“”„«»‟]|''|``|‘‘|’’")
# ‘ that opens: behind a space, a bracket or a dash, before a letter, a digit or an ellipsis
_SINGLE_OPEN = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–-]))[‘'](?=[\w…$£€\[])")
# ’ that closes: behind a letter or a stop, before a space, a stop or the end
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,?!…—–)\]”\"])[’'](?=$|[\s.,;:?!)\]—–”\"])")
_STOP = frozenset(".,?!…")
_APOSTROPHE_HEADS = re.compile(r"[‘’'](?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Stretch(Span):
    """Words between marks, the marks included. `open_end` when no mark closes it before the paragraph ends."""

    block: int
    open_end: bool = False

    def inner(self, text: str) -> str:
        """The words without the marks."""
        return text[self.start : self.end].strip("\"“”„«»‟'`‘’ ")


def stretches(text: str, blocks: tuple[Block, ...], prose: frozenset[int]) -> tuple[Stretch, ...]:
    """The outermost stretches of the prose blocks, in order; marks inside another pair open nothing of their own."""
    return nested(text, blocks, prose)[0]


def nested(
    text: str, blocks: tuple[Block, ...], prose: frozenset[int]
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The outermost stretches of the prose blocks, in order, and those within another pair."""
    found: list[Stretch] = []
    inner: list[Stretch] = []
    for index in sorted(prose):
        block = blocks[index]
        words = block.of(text)
        double = _doubles(words, index, block.start)
        single = _singles(words, index, block.start)
        follows = next((b for b in blocks[index + 1 : index + 2]), None)
        if not single or single[-1].end < block.end - 1:
            single += _open_single(words, index, block.start, single, follows.of(text) if follows else "")
        inside = [_within(one, double) for one in single]
        # Single marks count by themselves only outside double ones: inside they are a quotation within.
        outer = [one for one, held in zip(single, inside, strict=True) if not held]
        # A double pair inside a single one is the quotation within, as British papers print it.
        wide = [one for one, held in zip(single, inside, strict=True) if any(one.holds(d) for d in held)]
        found += [d for d in double if not any(w.holds(d) for w in _within(d, wide))] + outer + wide
        inner += [d for d in double if any(w.holds(d) for w in _within(d, wide))]
        inner += [one for one, held in zip(single, inside, strict=True) if any(d.holds(one) for d in held)]
    return tuple(sorted(found)), tuple(sorted(inner))


def _within(one: Span, ordered: Sequence[Stretch]) -> Sequence[Stretch]:
    """Those of some stretches, in order and apart from each other, that share a character with one."""
    first = bisect_right(ordered, one.start, key=lambda other: other.end)
    return ordered[first : bisect_left(ordered, one.end, key=lambda other: other.start)]


def _doubles(words: str, index: int, offset: int) -> list[Stretch]:  # noqa: C901 - one branch a form of mark
    found: list[Stretch] = []
    start, closing = -1, ""
    for match in _DOUBLE.finditer(words):
        mark, at = match[0], match.start()
        before, after = words[at - 1 : at], words[match.end() : match.end() + 1]
        if start < 0:
            if mark in _OPENS:
                start, closing = at, _OPENS[mark]
            elif mark not in _CLOSES and mark != "’’" and after and not after.isspace():
                start, closing = at, "\"''``’’”" if mark != "‘‘" else "’’"
            elif mark in _CLOSES and after and not after.isspace() and (not before or before.isspace()):
                start, closing = at, '“”"'  # a reversed mark
        elif mark in closing or mark == '"' or (mark == "”" and closing):
            if mark == '"' and (not before or before.isspace()) and after.isalnum() and match.end() < len(words):
                found += _unclosed(words, start, at, index, offset)
                start = at  # it opens again: the one before was never closed
                continue
            found.append(Stretch(offset + start, offset + match.end(), index))
            start = -1
        elif mark in _OPENS and (not before or before.isspace()):
            found += _unclosed(words, start, at, index, offset)
            start, closing = at, _OPENS[mark]
        elif mark == "“" and before in _STOP:  # a reversed closing mark
            found.append(Stretch(offset + start, offset + match.end(), index))
            start = -1
    if start >= 0 and len(words) - start > 25:
        found.append(Stretch(offset + start, offset + len(words), index, open_end=True))
    return found


def _unclosed(words: str, start: int, again: int, index: int, offset: int) -> list[Stretch]:
    """Whole sentences from a mark to the next that opens: paragraphs of one statement whose lines have been joined."""
    end = len(words[:again].rstrip())
    whole = (
        words[start + 1 : start + 2].isupper() and words[again + 1 : again + 2].isupper() and words[end - 1] in _STOP
    )
    return [Stretch(offset + start, offset + end, index, open_end=True)] if whole and end - start > 25 else []


def _singles(words: str, index: int, offset: int) -> list[Stretch]:
    """Pairs of single marks; apostrophes are told apart by what stands around them."""
    found: list[Stretch] = []
    closing = [match.end() for match in _SINGLE_CLOSE.finditer(words) if _closes(words, match)]
    place = 0
    while match := _SINGLE_OPEN.search(words, place):
        place = match.end()
        if _APOSTROPHE_HEADS.match(words, match.start()):
            continue
        end = bisect_right(closing, place)
        if end < len(closing):
            place = closing[end]
            found.append(Stretch(offset + match.start(), offset + place, index))
    return found


def _open_single(words: str, index: int, offset: int, found: list[Stretch], follows: str) -> list[Stretch]:
    """A single mark that no other closes, where the next paragraph begins with one: the statement runs on."""
    after = found[-1].end - offset if found else 0
    opened = _SINGLE_OPEN.search(words, after)
    if opened and follows[:1] in {"‘", "'"} and not _APOSTROPHE_HEADS.match(words, opened.start()):
        return [Stretch(offset + opened.start(), offset + len(words), index, open_end=True)]
    return []


def _closes(words: str, mark: re.Match[str]) -> bool:
    """Whether a mark behind a word is none of a possessive: “the dogs’ home”."""
    before = words[mark.start() - 1]
    return (
        before in _STOP or before in '”"' or before != "s" or not words[mark.end() : mark.end() + 2].strip().islower()
    )
