"""Plain values as block YAML, one line a text, that every YAML reader reads back as what it is.

YAML 1.1 reads `no`, `1_0`, `12:30`, `2026-09-14` and `=` as something else than a word, YAML 1.2 `12e3`: all of these are
written in quotation marks.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# what a text must not begin with, since YAML gives it a meaning
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~.+ ")
# "2026-09-14 10:00:00 +01:00", "0x1F", "610e20382691", "1_000": digits and what numbers and times of any YAML hold
_NUMBERLIKE = re.compile(r"[0-9][0-9a-fA-FoOxXtTzZ_:.,+\- ]*")
_WORDS = frozenset(["true", "false", "null", "yes", "no", "on", "off", "y", "n"])
# characters that are not allowed in a file, or that some reader takes for the end of a line
_SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(f'{_SPECIAL.pattern}|["\\\\]')
# half of a character, which no file can hold
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONSTANTS = {None: "null", True: "true", False: "false"}


def dump(fields: Mapping[str, Any]) -> str:
    """The fields as block YAML in their order. Raises `TypeError` for what is no plain value."""
    return "".join(f"{line}\n" for line in lines(fields, 0)) if fields else "{}\n"


def lines(value: Mapping[str, Any] | Sequence[Any], indent: int) -> Iterator[str]:
    """The lines of a mapping or a list that is not empty, indented by so many blanks."""
    pad = " " * indent
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if _is_block(inner):
                yield f"{pad}{scalar(str(name))}:"
                yield from lines(inner, indent + 2 if isinstance(inner, Mapping) else indent)
            else:
                yield f"{pad}{scalar(str(name))}: {scalar(inner)}"
        return
    for inner in value:
        if _is_block(inner):
            below = lines(inner, indent + 2)
            yield f"{pad}- {next(below)[indent + 2 :]}"
            yield from below
        else:
            yield f"{pad}- {scalar(inner)}"


def _is_block(value: Any) -> bool:
    return isinstance(value, (Mapping, list, tuple)) and bool(value)


def scalar(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (Mapping, list, tuple)) and not value:
        return "{}" if isinstance(value, Mapping) else "[]"
    raise TypeError(f"{type(value).__name__} is no plain value")


def _float(value: float) -> str:
    if not math.isfinite(value):
        raise TypeError(f"{value} is no number that a file can hold")
    text = repr(value)
    return text.replace("e", ".0e", 1) if "." not in text else text  # 1e+17 is read as a number only with a point


def _text(text: str) -> str:
    text = _SURROGATE.sub("\ufffd", text)
    if _SPECIAL.search(text):
        return '"' + _ESCAPED.sub(lambda found: _escape(found[0]), text) + '"'
    return text if _is_plain(text) else "'" + text.replace("'", "''") + "'"


def _escape(char: str) -> str:
    return _ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")


def _is_plain(text: str) -> bool:
    """Whether every reader takes the bare text for a text."""
    return not (
        not text
        or text[0] in _INDICATORS
        or text[-1] in ": "
        or ": " in text
        or " #" in text
        or text.casefold() in _WORDS
        or _NUMBERLIKE.fullmatch(text)
    )
