"""Under which key a value is kept: one function makes every key, from the canonical form of all that the value depends on."""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from types import NoneType
from typing import Any, Final

_FORM = 1  # version of the canonical form
_APART = frozenset(
    {
        "cli",
        "plugin",
        "render",
        "people",
        "group",
        "sources",
        "starter",
        "templates",
        "report",
        "repair",
        "review",
        "admin",
        "newsletter",
        "messages",
        "facts.py",
        "__main__.py",
    }
)  # no reading depends on them
_KINDS = (".py", ".json", ".npz", ".txt", ".html", ".css", ".js", ".po", ".xml", ".ttf")
_LIBRARY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")  # "lxml" of "lxml<7,>=5.2"


def key(kind: str, *parts: Any) -> str:
    """The key of a value of this kind, made by this program from these parts: 32 hexadecimal digits.

    Raises `TypeError` for a part that has no canonical form.
    """
    return sha256(canonical((_FORM, program(), kind, parts))).hexdigest()[:32]


def canonical(value: Any) -> bytes:
    """The same bytes for the same value in any process: typed, and sorted where there is no order. Raises `TypeError`.

    Fields of data classes that do not count when two are compared do not count here.
    """
    kind: Any = type(value)
    return _form(kind)(value)


@cache
def _form(kind: Any) -> Callable[[Any], bytes]:
    """What gives the form of values of a type. Raises `TypeError`."""
    found = next((form for known, form in _FORMS if issubclass(kind, known)), _record if is_dataclass(kind) else None)
    if found is None:
        raise TypeError(f"A {kind.__qualname__} has no canonical form.")
    return found


def _record(value: Any) -> bytes:
    held = [canonical((field.name, getattr(value, field.name))) for field in fields(value) if field.compare]
    return _typed(b"d", [type(value).__qualname__.encode(), *sorted(held)])


def _text(value: str) -> bytes:
    data = value.encode("utf-8", "surrogatepass")
    return b"s1:%d:%b" % (len(data), data)


def _typed(mark: bytes, parts: list[bytes]) -> bytes:
    """The parts with their number and lengths, so that no two lists of them give the same bytes."""
    return b"".join([b"%b%d:" % (mark, len(parts)), *(b"%d:%b" % (len(part), part) for part in parts)])


# The first kind that a value is of counts: an `Enum` may be a text or a number too, and `True` is a number.
_FORMS: Final[tuple[tuple[Any, Callable[[Any], bytes]], ...]] = (
    (Enum, lambda value: _typed(b"e", [type(value).__qualname__.encode(), canonical(value.value)])),
    (NoneType, lambda _: b"n"),
    (bool, lambda value: b"b%d" % value),
    (int, lambda value: b"i%d" % value),
    (float, lambda value: b"f" + value.hex().encode()),
    (str, _text),
    (bytes, lambda value: _typed(b"y", [value])),
    ((list, tuple), lambda value: _typed(b"l", [canonical(item) for item in value])),
    (AbstractSet, lambda value: _typed(b"u", sorted(canonical(item) for item in value))),
    (Mapping, lambda value: _typed(b"m", sorted(canonical(pair) for pair in value.items()))),
)


@cache
def program() -> str:
    """Which program made a value: sixteen hexadecimal digits over its code, its weights and its libraries' versions."""
    return _hashed(apart=False, more=canonical(_libraries()))


@cache
def publisher() -> str:
    """Which program makes pages of summaries: sixteen hexadecimal digits over the code and templates that no reading depends on."""
    return _hashed(apart=True)


def _hashed(*, apart: bool, more: bytes = b"") -> str:
    found = sha256()
    for entry in sorted(resources.files("digest").iterdir(), key=lambda entry: entry.name):
        for path, file in _files(entry, entry.name) if (entry.name in _APART) is apart else ():
            found.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    found.update(more)
    return found.hexdigest()[:16]


def _files(place: Traversable, path: str) -> list[tuple[str, Traversable]]:
    if place.is_file():
        return [(path, place)] if path.endswith(_KINDS) else []
    below = sorted(place.iterdir(), key=lambda entry: entry.name) if place.is_dir() else []
    return [found for entry in below for found in _files(entry, f"{path}/{entry.name}")]


def _libraries() -> list[tuple[str, str]]:
    """The libraries that the program asks for, with their versions; "" for one that is not there."""
    try:
        asked = metadata.requires("news-digest") or []
    except metadata.PackageNotFoundError:
        return []  # run from its folder, not installed
    names = {match[0] for line in asked if "extra == 'dev'" not in line and (match := _LIBRARY.match(line))}
    return [(name, version(name)) for name in sorted(names)]


def version(name: str) -> str:
    """The version of a library that is installed, "" of one that is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
