"""Cards: the picture by which a page is shown where somebody shares its address. It is made of words alone, and only when they change."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Final

WIDE, HIGH = 1200, 630  # pixels, as those who show cards ask for
FONT: Final = Path(__file__).with_name("fonts") / "digest-serif.ttf"
_LONGEST: Final = 300  # characters of a title that are looked at
# What the font has letters for: Latin, Greek, Cyrillic and marks
KNOWN: Final = re.compile(
    "[ -~\\u00a0-\\u012b\\u012e-\\u0131\\u0134-\\u0165\\u0168-\\u017f\\u0218-\\u021b\\u0384-\\u038a\\u038c\\u038e-\\u03a1\\u03a3-\\u03ce\\u0400-\\u045f\\u0490\\u0491"
    "\\u1e9e–—‘’‚“”„†•…′″‹›€₴₽№−]*"
)
_HYPHENS = str.maketrans("\u2010\u2011", "--")


@dataclass(frozen=True, slots=True)
class Card:
    """The words of a card: a small line above, the title, and the name of the site below."""

    above: str
    title: str
    site: str


def drawable(card: Card) -> bool:
    """Whether the font has all letters of a card."""
    return bool(KNOWN.fullmatch(plain(card.above + card.title + card.site)))


def plain(text: str) -> str:
    """The beginning of a text as it is drawn: in one line, with letters of one character each."""
    return " ".join(unicodedata.normalize("NFC", text[:_LONGEST]).translate(_HYPHENS).split())


def drawn(card: Card) -> bytes:
    """The picture, as PNG of 16 colours."""
    from digest.render import drawing  # noqa: PLC0415 - it loads what draws, and most builds draw nothing

    return drawing.drawn(card)
