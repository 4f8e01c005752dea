"""The word lists: what general English says of capitalised words. The lists are in `lists/`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

_LISTS = "lists"


@cache
def words(section: str) -> frozenset[str]:
    """A section of `words.txt`; apostrophes are curly, entries of several words are joined by blanks."""
    return _sections()[section]


@cache
def genders() -> Mapping[str, str]:
    """First name → "m", "f" or "u" (either)."""
    return MappingProxyType({name: kind for kind, name in _entries("first_names.txt")})


@cache
def places() -> Mapping[str, str]:
    """Name of a country, state or other place → "country", "state", "place"."""
    return MappingProxyType({name: kind for kind, name in _entries("places.txt")})


@cache
def longest_place() -> int:
    """How many words the longest place name has."""
    return max(name.count(" ") for name in places()) + 1


@cache
def full_first_names() -> Mapping[str, str]:
    """Short form of a first name → the name it is short for: "Bill" → "William"."""
    return MappingProxyType(dict(entry.split(":") for entry in sorted(words("nickname"))))


def curly(text: str) -> str:
    """The text with typographic apostrophes, as the lists have them."""
    return text.replace("'", "’")


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in _lines("words.txt"):
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        else:
            section.update(word.replace("_", " ") for word in line.split())
    return MappingProxyType({name: frozenset(entries) for name, entries in found.items()})


def _entries(file: str) -> list[tuple[str, str]]:
    found = []
    for line in _lines(file):
        kind, *names = line.split()
        found += [(kind, name.replace("_", " ")) for name in names]
    return found


def _lines(file: str) -> list[str]:
    text = resources.files(__package__).joinpath(_LISTS, file).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
