"""What the parser sees of a word: its form, how it begins and ends, its letters and its shape, as numbers.

All are functions of the spelling alone, so a word is looked up once. Marks are made alike first (curly and straight
quotes, the dashes), and digits are one digit, because the treebanks have few of each.
"""

import zlib
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

PREFIX_ROWS: Final = 8192
SUFFIX_ROWS: Final = 4096
PREFIX_LETTERS: Final = 5
SUFFIX_LETTERS: Final = 3
LETTERS: Final = 16  # of a longer word, the first eight and the last eight
UNKNOWN_WORD: Final = 0
PAD_LETTER: Final = 0
UNKNOWN_LETTER: Final = 1
BEGIN_LETTER: Final = 2
END_LETTER: Final = 3
FIRST_LETTER: Final = 4

WORD, PREFIX, SUFFIX, SHAPE, FIRST_COLUMN_OF_LETTERS = range(5)
COLUMNS: Final = FIRST_COLUMN_OF_LETTERS + LETTERS + 2

SHAPES: Final = 12

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛´`", "'"),
        **dict.fromkeys("‐‑‒", "-"),
        **dict.fromkeys("–—―", "—"),
        **dict.fromkeys("0123456789", "0"),
        "…": "...",
        "\u00ad": "",
    }
)
_MARKS: Final[Mapping[str, str]] = {"''": '"', "--": "—", "---": "—", "-LRB-": "(", "-RRB-": ")"}


def normal(form: str) -> str:
    """The spelling with typographic variants made alike, case kept."""
    plain = form.translate(_ALIKE)
    return _MARKS.get(plain, plain)


def shape(form: str) -> int:
    """A class of spelling: marks 0, numbers 1 to 3, lower case 4 and 5, capitals 6 to 8, Title 9, mixed 10 and 11."""
    if not any(map(str.isalnum, form)):
        return 0
    letters = sum(map(str.isalpha, form))
    if letters == 0 or form[0].isdigit():
        return 3 if not form[0].isdigit() else 2 if letters else 1
    if form.islower():
        return 4 if form.isalpha() else 5
    if form.isupper():
        return 6 if letters == 1 else 7 if form.isalpha() else 8
    if form[0].isupper():
        return 9 if form[1:].islower() else 10
    return 11


def _hashed(text: str, rows: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % rows


def row(form: str, words: Mapping[str, int], letters: Mapping[str, int]) -> list[int]:
    """The `COLUMNS` numbers of one word."""
    plain = normal(form)
    lower = plain.lower()
    spelled = plain if len(plain) <= LETTERS else plain[: LETTERS // 2] + plain[-LETTERS // 2 :]
    ids = [BEGIN_LETTER, *(letters.get(letter, UNKNOWN_LETTER) for letter in spelled), END_LETTER]
    return [
        words.get(lower, UNKNOWN_WORD),
        _hashed(lower[:PREFIX_LETTERS], PREFIX_ROWS),
        _hashed(lower[-SUFFIX_LETTERS:], SUFFIX_ROWS),
        shape(plain),
        *ids,
        *[PAD_LETTER] * (LETTERS + 2 - len(ids)),
    ]


def table(forms: Sequence[str], words: Mapping[str, int], letters: Mapping[str, int]) -> NDArray[np.int32]:
    """The numbers of several words, int32[len(forms), COLUMNS]."""
    if not forms:
        return np.zeros((0, COLUMNS), np.int32)
    return np.array([row(form, words, letters) for form in forms], np.int32)
