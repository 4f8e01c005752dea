"""A text as words to compare: numbers with their currency stay whole, contractions and compounds are taken apart."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from digest.check.level import INVISIBLE

# "€3.7", "1,200", "17%", "5.2bn"; "do" and "n't" of "don't"; "can" and "not" of "cannot"; "'s"; "Lindqvist"
_WORD = re.compile(
    r"[$£€¥₹]?\d+(?:[.,:]\d+)*(?:%|[^\W\d_]+)?"
    r"|n['’]t\b|[^\W\d_]+?(?=n['’]t\b)"
    r"|can(?=not\b)|(?<=\bcan)not\b"
    r"|(?<=\w)['’](?:s|re|ve|ll|d|m)\b"
    rf"|[^\W_](?:[^\W_]|[\u0300-\u036f{INVISIBLE}])*"
)
# what parts two clauses: , ; : ( ) a dash, the marks of a quotation
_BREAK = re.compile(r"[,;:()\[\]!?.…“”\"—–\n]|\s-+\s|--")
_SAME = {"n't": "not", "ca": "can", "wo": "will", "sha": "shall"}


class Word(NamedTuple):
    """A word: `key` is compared, `text` shown; `broken` says that punctuation stands between it and the word before."""

    key: str
    text: str
    start: int
    end: int
    broken: bool


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of `text[start:end]` in order, with their places in `text`."""
    last = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        begin, finish = match.span()
        shown = match[0]
        broken = (begin - last > 1 and bool(_BREAK.search(text, last, begin))) or text[last:begin] in {"—", "–", "\n"}
        key = shown.lower().replace("’", "'")
        yield Word(_SAME.get(key, key) if finish - begin < 8 else key, shown, begin, finish, broken)
        last = finish


def stem(key: str) -> str:
    """A word without its ending: "closes", "closed" and "closing" are one. Deliberately timid: names stay apart."""
    if len(key) < 5 or not key.isalpha():
        return key
    for ending in ("ies", "ied"):
        if key.endswith(ending):
            return key[:-3] + "y"
    for ending in ("ing", "ed", "es", "s", "e"):
        if key.endswith(ending) and len(key) - len(ending) >= 3 and not key.endswith("ss"):
            base = key[: -len(ending)]
            return base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls" else base
    return key
