"""A file becomes a Source: one reader a format."""

from digest.errors import ContentError
from digest.model import Source
from digest.read import markdown, text

_READERS = {".txt": text.read, ".md": markdown.read}
SUFFIXES = frozenset(_READERS)


def read(data: bytes, path: str, url: str = "") -> Source:
    """Chooses the reader by suffix."""
    suffix = path[path.rfind(".") :].lower()
    if suffix not in _READERS:
        raise ContentError(path, f"No reader for {suffix} files.")
    return _READERS[suffix](data, path, url)
