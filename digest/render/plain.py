"""Values as text that a page, a feed and a browser can hold."""

import re
from typing import Any

# Half of a character beyond U+FFFF, which no encoding writes.
_HALF = re.compile(r"[\ud800-\udfff]")
# Control characters but white space, and the two that are no characters; neither HTML nor XML may hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")

_BITS = 64  # of a number that somebody means; Python does not write those of thousands of digits


def text(value: str) -> str:
    """The text with U+FFFD for half a character, and without control characters."""
    return value if value.isascii() and value.isprintable() else _CONTROL.sub("", _HALF.sub("\ufffd", value))


def line(value: Any) -> str:
    """One line of text; a number as it reads, anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, int) and value.bit_length() > _BITS:
        return ""
    return " ".join(text(str(value)).split())
