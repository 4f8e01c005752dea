"""Draws the picture of a card."""

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, starmap
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from digest.render.cards import FONT, HIGH, WIDE, Card, plain

_MARGIN: Final = 80
_SIZES: Final = ((72, 4), (60, 5), (50, 6))  # of the title, each with the lines that have room
_LEVELS: Final = 7  # of each colour, from paper to full: what is between smooths the edges of letters
_PAPER, _INK, _RED = (0xFB, 0xF9, 0xF4), (0x1C, 0x1A, 0x17), (0x9B, 0x1C, 0x1C)

Canvas = NDArray[np.uint8]


def drawn(card: Card) -> bytes:
    """The picture, as PNG of 16 colours."""
    canvas: Canvas = np.zeros((HIGH, WIDE), np.uint8)
    small, room = _type(30), WIDE - 2 * _MARGIN
    canvas[_MARGIN - 30 : _MARGIN - 20, _MARGIN : _MARGIN + 120] = 2 * _LEVELS - 2
    small.write(canvas, next(_lines(plain(card.above), small, room), ""), _MARGIN, _MARGIN + 40, red=True)
    size, lines = _title(plain(card.title), room)
    for n, line in enumerate(lines):
        _type(size).write(canvas, line, _MARGIN, _MARGIN + 70 + round(size * (1.18 * n + 0.9)))
    canvas[HIGH - 108 : HIGH - 104, _MARGIN : WIDE - _MARGIN] = _LEVELS - 1
    small.write(canvas, next(_lines(plain(card.site), small, room), ""), _MARGIN, HIGH - 58)
    return _png(canvas)


def _title(text: str, room: int) -> tuple[int, list[str]]:
    """The size in which a title has room, and its lines; what has none in the smallest is cut off with "…"."""
    for size, most in _SIZES:
        lines = list(_lines(text, _type(size), room))
        if len(lines) <= most:
            return size, lines
    size, most = _SIZES[-1]
    return size, [*lines[: most - 1], lines[most - 1].rpartition(" ")[0] + " …"]


def _lines(text: str, letters: "_Type", room: int) -> Iterator[str]:
    """The text in lines that have room."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if line and letters.width(longer) > room:
            yield line
            longer = word
        while letters.width(longer) > room:
            fits = next(n for n in range(len(longer) - 1, 0, -1) if letters.width(longer[:n]) <= room)
            yield longer[:fits]
            longer = longer[fits:]
        line = longer
    if line:
        yield line


class _Type:
    """The letters of one size; each is drawn once, and the room between two of them is measured once."""

    def __init__(self, size: int) -> None:
        self._font = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
        self._drawn: dict[str, tuple[Canvas, int, int]] = {}
        self._steps: dict[str, float] = {}

    def width(self, text: str) -> float:
        """How wide a line is, in pixels."""
        return sum(starmap(self._step, pairwise([*text, ""])))

    def write(self, canvas: Canvas, text: str, x: float, baseline: int, *, red: bool = False) -> None:
        """Puts a line on the canvas, from x on."""
        shade = np.uint8(_LEVELS - 1 if red else 0)
        for letter, after in pairwise([*text, ""]):
            mask, left, top = self._letter(letter)
            across, down = round(x) + left, baseline + top
            place = canvas[down : down + mask.shape[0], across : across + mask.shape[1]]
            levels = mask[: place.shape[0], : place.shape[1]]
            np.maximum(place, np.where(levels > 0, levels + shade, 0), out=place)
            x += self._step(letter, after)

    def _step(self, letter: str, after: str) -> float:
        pair = letter + after
        if pair not in self._steps:
            self._steps[pair] = self._font.getlength(pair) - (self._font.getlength(after) if after else 0)
        return self._steps[pair]

    def _letter(self, letter: str) -> tuple[Canvas, int, int]:
        """Its levels, and where they are from the place of writing on the baseline."""
        if letter not in self._drawn:
            left, top, right, bottom = map(int, self._font.getbbox(letter, anchor="ls"))
            image = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
            ImageDraw.Draw(image).text((-left, -top), letter, font=self._font, fill=255, anchor="ls")
            levels = (np.asarray(image, np.uint16) * (_LEVELS - 1) + 127) // 255
            self._drawn[letter] = levels.astype(np.uint8), left, top
        return self._drawn[letter]


@cache
def _type(size: int) -> _Type:
    return _Type(size)


def _png(canvas: Canvas) -> bytes:
    """The canvas as a file: two pixels a byte, each an index into the palette."""
    rows = np.zeros((HIGH, WIDE // 2 + 1), np.uint8)
    rows[:, 1:] = canvas[:, ::2] << 4 | canvas[:, 1::2]
    shades = [_PAPER, *(_mixed(colour, level) for colour in (_INK, _RED) for level in range(1, _LEVELS))]
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", WIDE, HIGH, 4, 3, 0, 0, 0)),
        (b"PLTE", bytes(part for shade in shades for part in shade)),
        (b"IDAT", zlib.compress(rows.tobytes(), 4)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _mixed(colour: tuple[int, int, int], level: int) -> tuple[int, ...]:
    share = level / (_LEVELS - 1)
    return tuple(round(paper + (full - paper) * share) for paper, full in zip(_PAPER, colour, strict=True))
