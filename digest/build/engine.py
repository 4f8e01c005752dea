"""Which program made a value: a hash of the program itself, so that no cache outlives a change of the code or the weights."""

from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable

_PARTS = (
    "frontmatter",
    "read",
    "extract",
    "english",
    "parser",
    "understand",
    "summary",
    "check",
    "model",
    "pipeline.py",
    "build/engine.py",
)
_KINDS = (".py", ".json", ".npz", ".txt")


@cache
def version() -> str:
    """Sixteen hexadecimal digits over every file that can change what is made of an article."""
    found = sha256()
    package = resources.files("digest")
    for part in _PARTS:
        for path, file in _files(package.joinpath(part), part):
            found.update(path.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _files(place: Traversable, path: str) -> list[tuple[str, Traversable]]:
    if place.is_file():
        return [(path, place)] if path.endswith(_KINDS) else []
    if not place.is_dir():
        return []
    below = sorted(place.iterdir(), key=lambda entry: entry.name)
    return [found for entry in below for found in _files(entry, f"{path}/{entry.name}")]
