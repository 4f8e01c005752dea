"""Plain text, as editors paste it: any encoding and line end, hard-wrapped or not."""

import itertools
import re
import unicodedata
from hashlib import sha256

from digest.errors import ContentError
from digest.model import Source
from digest.read.encoding import decode, mended

# line ends of every kind: CRLF, CR, vertical tab, form feed, next line, line and paragraph separators
_LINE_END = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# characters that print nothing and mean nothing in an article: controls but tab and line feed, BOM inside the text
_SILENT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff]")
_SAMPLE, _FEW = 20_000, 0.02  # in a text, of so many characters hardly one in fifty is a control
# letters that type joins: "ﬁ", "ﬂ", as PDF files and old pages hold them
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# "<<<<<<< HEAD", "=======" and ">>>>>>> their-branch": what git leaves of two versions that it could not join
_CONFLICT = re.compile(r"^(?:(?P<opens><{7}(?: |$))|(?P<parts>={7}$)|>{7}(?: |$))", re.MULTILINE)
_MANY_BLANK = re.compile(r"\n{3,}")
_ENDS = (".", "!", "?", ":", "”", '"', "’", "'", ")", "…")


def read(data: bytes, path: str, url: str = "") -> Source:
    """A text file; its structure (headline, byline, headings …) is found later, from the words."""
    del url  # the text states its address itself
    return Source(path, sha256(data).hexdigest(), unwrap(normalise(decoded(data, path))))


def decoded(data: bytes, path: str) -> str:
    """The file as text. Raises `ContentError` for bytes that are no text: a picture, an archive, a database."""
    text = mended(decode(data))
    silent = len(_SILENT.findall(text[:_SAMPLE]))
    if silent > _FEW * len(text[:_SAMPLE]):
        raise ContentError(path, "The file is not text.", "Save the article as plain text in UTF-8.")
    refuse_conflict(text, path)
    return text


def refuse_conflict(text: str, path: str) -> None:
    """Raises `ContentError` for the marks of a merge that nobody has finished: the text is two versions in one."""
    text = _LINE_END.sub("\n", text)
    parted = False  # a line of "=======" alone is a heading's underline
    for match in _CONFLICT.finditer(text):
        if match["opens"] or (parted and not match["parts"]):
            line = text.count("\n", 0, match.start()) + 1
            what = f"A merge was left unfinished: the line begins with {match[0].strip()}."
            raise ContentError(path, what, "Keep one of the two versions and delete the lines of marks.", line)
        parted = parted or bool(match["parts"])


def normalise(text: str) -> str:
    """Unicode NFC, ligatures as letters, line feeds alone as line ends, no silent control characters, no more than one blank line."""
    text = unicodedata.normalize("NFC", _SILENT.sub("", _LINE_END.sub("\n", text)).translate(_LIGATURES))
    return _MANY_BLANK.sub("\n\n", "\n".join(line.rstrip(" \t") for line in text.split("\n"))).strip("\n")


def unwrap(text: str) -> str:
    """Joins the lines of text that was broken at a fixed width; other text comes back as it is.

    A text counts as hard-wrapped when nearly all lines that another follows directly are 45 to 100 characters long and
    reach within a word of the longest of them.
    """
    lines = text.split("\n")
    followed = [len(a) for a, b in itertools.pairwise(lines) if a and b]
    if len(followed) < 5:
        return text
    width = sorted(followed)[int(len(followed) * 0.95)]
    full = sum(width - 16 <= n <= width + 2 for n in followed)
    if not 45 <= width <= 100 or max(len(line) for line in lines) > width + 8 or full < 0.7 * len(followed):
        return text
    joined: list[str] = []  # lines and what is between them
    before, open_line = "", False  # whether the line before goes on in this one
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if open_line and line:
            joined.append("" if before.endswith(("-", "–", "—")) and line[:1].islower() else " ")
        elif joined:
            joined.append("\n")
        joined.append(line)
        before, open_line = line, bool(line) and bool(after) and _goes_on(line, after, width)
    return "".join(joined)


def _goes_on(line: str, after: str, width: int) -> bool:
    """A line broken by its width goes on; one whose end had room for the next word is the paragraph's last."""
    first = after.split(maxsplit=1)[0]
    had_room = len(line) + 1 + len(first) < width - 1
    return not had_room or not (line.endswith(_ENDS) or len(line) < width - 25)
