"""Values as text that a page, a feed and a browser can hold."""

import re
from typing import Any

# Half of a character beyond U+FFFF, which no encoding writes.
_HALF = re.compile(r"[\ud800-\udfff]")
# Control characters that are white space, and those that are not with the two that are no characters: HTML and XML hold none.
_BLANK = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f\ufffe\uffff]")


def text(value: str) -> str:
    """The text with U+FFFD for half a character, and without control characters but tab and line ends."""
    if value.isascii() and value.isprintable():
        return value
    return _CONTROL.sub("", _BLANK.sub(" ", _HALF.sub("\ufffd", value)))


def line(value: Any) -> str:
    """One line of text; a number as it reads, anything else as nothing."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, str) and value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return " ".join(text(str(value)).split())
