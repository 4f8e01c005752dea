"""What is the same words in other typography? A text with its typography levelled, and where each letter of it stands.

Levelled are: all quotation marks and apostrophes to ', dashes to -, three dots to …, white space (line breaks too) to one blank or, beside
a mark, dash or ellipsis, to none; the ligatures of print; letters and their combining marks to one character (Unicode NFC).
Invisible characters go; whoever compares looks for them first (`hidden.strange`). Letters, digits, case and other punctuation stay.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

MARKS = "'\"“”„‟«»‹›‘’‚‛`´′″＂＇"
DASHES = "-‐‑‒–—―−﹘﹣－"
# zero width space, soft hyphen, byte order mark, directional overrides, fillers that show nothing, variation selectors
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_BESIDE = re.escape(MARKS + DASHES) + "…"
# everything that is not already level: "two  blanks", " “", "’’", "––", ". . .", "ﬁ", "e" + accent
_UNLEVEL = re.compile(
    rf"(?P<space>\s{{2,}}|[^\S ]| (?=[{_BESIDE}]|\.\.)|(?<=[{_BESIDE}]) )"
    rf"|(?P<mark>''|‘‘|’’|``|[{re.escape(MARKS[1:])}])"
    rf"|(?P<dash>--+|[{re.escape(DASHES[1:])}][{re.escape(DASHES)}]*)"
    r"|(?P<dots>\.(?:\s?\.){2,})"
    r"|(?P<ligature>[ﬀ-ﬆ])"
    rf"|(?P<invisible>[{INVISIBLE}]+)"
    r"|(?P<accented>\w[\u0300-\u036f]+)"
)
_LEVEL = {"mark": "'", "dash": "-", "dots": "…", "invisible": ""}
_TIGHT = "'-…"
# what may be around quoted words without being said: "“We will,” " and the dots of "… we will …"
_OUTER_LEFT = "' -…"
_OUTER_RIGHT = "' -….,;:"


@dataclass(frozen=True, slots=True)
class Levelled:
    """A levelled text; piece i begins at `starts[i]` in it and at `raws[i]` in the raw text, `plain[i]` if unchanged."""

    text: str
    starts: tuple[int, ...]
    raws: tuple[int, ...]
    plain: tuple[bool, ...]
    length: int  # of the raw text

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw stretch that `text[start:end]` stands for; `start < end`."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        begin = self.raws[first] + (start - self.starts[first] if self.plain[first] else 0)
        if self.plain[last]:
            return begin, self.raws[last] + end - self.starts[last]
        return begin, self.raws[last + 1] if last + 1 < len(self.raws) else self.length


def level(text: str) -> Levelled:
    """Levels a text and keeps the way back; linear in its length."""
    parts: list[str] = []
    starts: list[int] = []
    raws: list[int] = []
    plain: list[bool] = []
    size = done = 0

    def put(piece: str, raw: int, *, unchanged: bool) -> int:
        if piece:
            parts.append(piece)
            starts.append(size)
            raws.append(raw)
            plain.append(unchanged)
        return size + len(piece)

    for match in _UNLEVEL.finditer(text):
        size = put(text[done : match.start()], done, unchanged=True)
        size = put(_levelled(match, text, parts[-1][-1] if parts else "'"), match.start(), unchanged=False)
        done = match.end()
    put(text[done:], done, unchanged=True)
    return Levelled("".join(parts), tuple(starts), tuple(raws), tuple(plain), len(text))


def _levelled(match: re.Match[str], text: str, before: str) -> str:
    kind = match.lastgroup or ""
    if kind == "space":
        after = text[match.end() : match.end() + 2]
        tight = before in _TIGHT or before == " " or after[:1] in MARKS + DASHES + "…" or after == ".."
        return "" if tight else " "
    if kind == "accented":
        return unicodedata.normalize("NFC", match[0])
    return _LIGATURES[match[0]] if kind == "ligature" else _LEVEL[kind]


def core(text: str) -> str:
    """The levelled words of a quote alone: without the marks, dots, dash or closing comma around them."""
    return level(text.strip()).text.lstrip(_OUTER_LEFT).rstrip(_OUTER_RIGHT)


def bare(text: str) -> str:
    """The words of a quote as they are written, without the marks, dots, dash or closing comma around them."""
    return text.strip().lstrip(MARKS + DASHES + "… ").rstrip(MARKS + DASHES + "….,;: ")
