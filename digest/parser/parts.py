"""Where is a sentence cut that is too long to be read at once? Behind a stop, else a comma, else a word.

Most steps look at each word of a sentence together with others of it, so their work is bounded by its length. Of 51,000
sentences of news one is longer than `LONGEST`, and that is a list without full stops.
"""

import re
from collections.abc import Iterator
from typing import Final

from digest.model import Span

LONGEST: Final = 250  # words and marks of a sentence, or of a part of it
_SHORTEST: Final = LONGEST // 2  # a part is no shorter for the sake of a better place

# "ferry", "1", ",", "…"; a word of more letters, or a gap, counts as several
UNIT: Final = re.compile(r"[^\W_]{1,20}|_{1,20}|[^\w\s]|\s{2,20}")
_STOPS: Final = frozenset('.;:!?…—–)”»"')


def parts(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence in parts of at most `LONGEST` words and marks; as a rule the sentence itself."""
    if sentence.end - sentence.start <= LONGEST:
        yield sentence
        return
    ends = [unit.end() for unit in UNIT.finditer(text, sentence.start, sentence.end)]
    start, first = sentence.start, 0
    while len(ends) - first > LONGEST:
        first = _cut(text, ends, first)
        yield Span(start, ends[first - 1])
        start = ends[first - 1]
        while text[start].isspace():
            start += 1
    yield Span(start, sentence.end)


def _cut(text: str, ends: list[int], first: int) -> int:
    """The number of the unit that begins the next part, when that of `first` begins this one."""
    words = [n for n in range(first + LONGEST, first + _SHORTEST, -1) if text[ends[n - 1]].isspace()]
    return next(
        (n for marks in (_STOPS, frozenset(",")) for n in words if text[ends[n - 1] - 1] in marks),
        words[0] if words else first + LONGEST,
    )
