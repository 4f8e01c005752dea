"""What stands inside quotation marks? The stretches of one paragraph, read generously: an unclosed mark runs to its end."""

import re

_OPEN = "“«„"
_CLOSE = "”»"
# the marks of either style: “ ” " « » `` ''
_DOUBLE = re.compile(r"[“”\"«»„＂]|``|''")
# ‘word, 'word: a single mark before a word, not an apostrophe within one nor that of ’90s
_SINGLE_OPEN = re.compile(r"(?<![\w'’])['‘](?=[^\W\d]|[\"“(\[])")
# word’, word.': a single mark that closes
_SINGLE_CLOSE = re.compile(r"(?<=[^\s'’‘(\[])['’](?!\w)")
_PLAIN_CLOSED = '.,!?…;:-—–"”'
_LONGEST_SINGLE = 3000


def stretches(paragraph: str) -> tuple[tuple[int, int], ...]:
    """The stretches inside double marks, then those inside single ones, marks themselves left out."""
    return (*_double(paragraph), *_single(paragraph))


def _double(paragraph: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened = -1
    for match in _DOUBLE.finditer(paragraph):
        opens = _opens(match[0], paragraph, match.start(), match.end(), within=opened >= 0)
        if opens and opened < 0:
            opened = match.end()
        elif not opens and opened >= 0:
            found.append((opened, match.start()))
            opened = -1
        elif not opens and not found:
            found.append((0, match.start()))  # goes on from the paragraph before
    if opened >= 0:
        found.append((opened, len(paragraph)))
    return found


def _opens(mark: str, paragraph: str, start: int, end: int, *, within: bool) -> bool:
    """Whether a mark opens; a straight one by what stands on both sides, and if that does not tell, by turns."""
    if mark in _OPEN or mark == "``":
        return True
    if mark in _CLOSE:
        return False
    before, after = paragraph[start - 1 : start], paragraph[end : end + 1]
    left = not before or before.isspace() or before in "([—–‘'"
    right = not after or after.isspace() or after in ".,;:!?)]—–’'"
    if left != right:
        return left
    return not within


def _single(paragraph: str) -> list[tuple[int, int]]:
    """From each opening single mark to the last closing one before the next that opens."""
    opening = [match.end() for match in _SINGLE_OPEN.finditer(paragraph)]
    closing = [match.start() for match in _SINGLE_CLOSE.finditer(paragraph)]
    found: list[tuple[int, int]] = []
    place = 0
    for index, start in enumerate(opening):
        limit = min(opening[index + 1] if index + 1 < len(opening) else len(paragraph), start + _LONGEST_SINGLE)
        last = firm = -1
        while place < len(closing) and closing[place] < limit:
            if closing[place] >= start:
                last = closing[place]
                firm = last if paragraph[last - 1] in _PLAIN_CLOSED else firm
            place += 1
        end = firm if firm >= 0 else last
        if end < 0 and start == 1 and paragraph[0] == "‘":
            end = len(paragraph)  # goes on in the next paragraph
        if end > start:
            found.append((start, end))
    return found
