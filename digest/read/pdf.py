"""A PDF with a text layer: its lines in reading order, columns one after the other, words hyphenated at line ends joined."""

import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from digest.english import bylines
from digest.errors import ContentError
from digest.model import Block, BlockKind, Metadata, Source
from digest.read.text import normalise

_MOST_PAGES = 60
_INITIAL, _LARGER = 1.5, 1.2  # times the type of the text: of a first letter, of a headline
_UPPER = 6  # lines of the first page among which the headline is
_LEAST = 40  # letters below which a PDF counts as pictures of text
_SIGNED = 60  # characters of a line that names the author
_DIGITS = re.compile(r"\d+")
# "inter-" at the end of a line, before "national"
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_ENDS = (".", "!", "?", ":", "”", '"', "’", ")")


@dataclass(slots=True)
class _Line:
    """A line of one column: where it begins (points from the left and from the bottom), its type size, its words."""

    left: float
    height: float
    size: float
    text: str

    @property
    def right(self) -> float:
        """Where it ends, judged by the mean width of letters."""
        return self.left + 0.48 * self.size * len(self.text)


def read(data: bytes, path: str, url: str = "") -> Source:
    """The text of the file. Raises `ContentError` for locked, damaged and scanned files."""
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ContentError(path, "The PDF is locked by a password.", "Save the article's text as .txt.")
        pages = [_lines(page) for page in reader.pages[:_MOST_PAGES]]
        count = len(reader.pages)
        stated = reader.metadata.title if reader.metadata else ""
        title = normalise(str(stated or "")).replace("\n", " ").strip()
    except (
        PyPdfError,
        DependencyError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        OverflowError,
        ZeroDivisionError,
        AssertionError,
        NotImplementedError,
        OSError,
    ) as error:
        # pypdf lets through whatever a broken file makes Python raise
        raise ContentError(
            path, "The PDF cannot be read; the file is damaged.", "Save the article's text as .txt."
        ) from error
    pages = [_with_initials(page) for page in pages]
    running = _running(pages)
    headline = _headline([line for line in pages[0] if not _is_running(line, running)]) if pages else ""
    paragraphs = [p for page in pages for p in _paragraphs([line for line in page if not _is_running(line, running)])]
    parts = _over_pages(paragraphs)
    blocks: list[Block] = []
    text = ""
    for words in parts:
        text += "\n\n" if text else ""
        kind = BlockKind.HEADLINE if words == headline else BlockKind.PARAGRAPH
        blocks.append(Block(len(text), len(text) + len(words), kind))
        text += words
    if sum(c.isalpha() for c in text) < _LEAST:
        raise ContentError(path, "The PDF holds pictures of text, no text.", "Save the article's text as .txt.")
    dropped = (f"pages after the first {_MOST_PAGES} were left out",) if count > _MOST_PAGES else ()
    metadata = Metadata(url=url, **_titled(title, text))
    return Source(path, sha256(data).hexdigest(), text, metadata, tuple(blocks), dropped)


def _with_initials(lines: Sequence[_Line]) -> list[_Line]:
    """The lines with a large first letter put back in front of its word."""
    found: list[_Line] = []
    for line in lines:
        last = found[-1] if found else None
        initial = last and len(last.text) == 1 and last.text.isupper() and last.size > _INITIAL * line.size
        if last and initial and line.text[:1].islower():
            found[-1] = _Line(last.left, line.height, line.size, last.text + line.text)
        else:
            found.append(line)
    return found


def _headline(lines: Sequence[_Line]) -> str:
    """The words in the largest type in the upper part of the first page, where it is larger than the rest."""
    sizes = sorted(line.size for line in lines)
    upper = lines[:_UPPER]
    if len(lines) < _UPPER or not upper:
        return ""
    largest = max(line.size for line in upper)
    if largest < _LARGER * sizes[len(sizes) // 2]:
        return ""
    words = ""
    for line in upper:
        if line.size > largest - 0.8:
            words = _continued(words, line.text) if words else line.text
        elif words:
            break
    return words


def _titled(title: str, text: str) -> dict[str, Any]:
    """The title in the file's properties, only when the text opens with it: many hold the name of a template."""
    squeezed = "".join(text[:2_000].split()).casefold()
    if len(title) > 8 and "".join(title.split()).casefold() in squeezed:
        return {"title": title, "found": {"title": "properties"}}
    return {}


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page in reading order."""
    found: list[_Line] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        words = text.replace("\n", " ")
        if not words.strip():
            if found and words and not found[-1].text.endswith(" "):
                found[-1].text += " "
            return
        left, height = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
        scale = max(1.0, abs(size * (tm[3] or 1.0) * (cm[3] or 1.0)))
        last = found[-1] if found else None
        if last and abs(last.height - height) < 0.4 * scale and left - last.right < 2.5 * scale and left >= last.left:
            last.text += words
        else:
            found.append(_Line(left, height, scale, words))

    page.extract_text(visitor_text=visit)
    lines = [_Line(one.left, one.height, one.size, " ".join(normalise(one.text).split())) for one in found]
    return _in_columns([line for line in lines if line.text], float(page.mediabox.width))


def _in_columns(lines: list[_Line], width: float) -> list[_Line]:
    """Two columns are read one after the other, between the lines that run across both; else the order stays."""
    right = [line for line in lines if line.left > 0.45 * width]
    wide = [line for line in lines if line.left <= 0.45 * width and line.right > 0.62 * width]
    left = len(lines) - len(right) - len(wide)
    if len(right) < 4 or left < 4 or len(wide) > 0.4 * len(lines):
        return lines
    ordered: list[_Line] = []
    bounds = sorted((line.height for line in wide), reverse=True)

    def place(line: _Line) -> tuple[int, int, float]:
        band = sum(bound > line.height for bound in bounds)
        across = line.left <= 0.45 * width and line.right > 0.62 * width
        return (2 * band + (0 if not across else 1), int(line.left > 0.45 * width), -line.height)

    ordered.extend(sorted(lines, key=place))
    return ordered


def _running(pages: Sequence[Sequence[_Line]]) -> set[str]:
    """Heads and feet: lines that come first or last on at least three pages, numbers aside."""
    seen = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:])})
    return {key for key, count in seen.items() if count >= min(3, max(2, len(pages)))}


def _key(line: _Line) -> str:
    return _DIGITS.sub("#", line.text)


def _is_running(line: _Line, running: set[str]) -> bool:
    return _key(line) in running or line.text.strip("–- ").isdigit()


def _paragraphs(lines: Sequence[_Line]) -> list[str]:
    """Joins lines into paragraphs: a wider gap, a new column's top after a full stop, an indent or a new size parts them."""
    if not lines:
        return []
    gaps = sorted(a.height - b.height for a, b in itertools.pairwise(lines) if 0 < a.height - b.height < 4 * a.size)
    usual = gaps[len(gaps) // 2] if gaps else 14.0
    longest = max(len(line.text) for line in lines)
    paragraphs = [lines[0].text]
    for before, line in itertools.pairwise(lines):
        gap = before.height - line.height
        ended = before.text.endswith(_ENDS)
        new = (
            gap > 1.35 * usual
            or abs(line.size - before.size) > 0.8
            or (gap < 0 and ended)
            or (ended and len(before.text) < 0.75 * longest)
            or (ended and 4 < line.left - before.left < 60)
            or (len(before.text) < _SIGNED and bylines.read(before.text) is not None)
        )
        if new:
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = _continued(paragraphs[-1], line.text)
    return paragraphs


def _over_pages(paragraphs: Sequence[str]) -> list[str]:
    """A paragraph that ends in the middle of a sentence goes on in the next that begins with a small letter."""
    whole: list[str] = []
    for words in paragraphs:
        if whole and words[:1].islower() and not whole[-1].endswith(_ENDS):
            whole[-1] = _continued(whole[-1], words)
        else:
            whole.append(words)
    return whole


def _continued(before: str, line: str) -> str:
    if _HYPHEN.search(before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"
