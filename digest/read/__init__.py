"""A file becomes a Source: one reader a format."""

from dataclasses import fields, replace
from importlib import import_module
from typing import Any

from digest.errors import ContentError, MissingExtraError
from digest.model import Source
from digest.read import worker
from digest.read.encoding import whole

# suffix → the module that reads it, and the extra that brings the library it needs ("" when none is needed)
_READERS = {
    ".txt": ("text", ""),
    ".md": ("markdown", ""),
    ".html": ("html", ""),
    ".htm": ("html", ""),
    ".mhtml": ("mhtml", ""),
    ".mht": ("mhtml", ""),
    ".eml": ("mail", ""),
    ".pdf": ("pdf", "pdf"),
    ".docx": ("docx", ""),
}
_HERE = frozenset(
    {"text", "markdown"}
)  # read in this process; what bounds the others' libraries is a process of their own
SUFFIXES = frozenset(_READERS)
_LARGEST = 20 * 2**20  # bytes of one file
_LARGEST_TEXT = 2 * 2**20


def read(data: bytes, path: str, url: str = "") -> Source:
    """Chooses the reader by suffix. Raises `ContentError`, `MissingExtraError` when its library is not installed."""
    suffix = path[path.rfind(".") :].lower()
    if suffix not in _READERS:
        raise ContentError(path, f"No reader for {suffix} files.", f"Save it as one of {' '.join(sorted(SUFFIXES))}.")
    if not data.strip():
        raise ContentError(path, "The file is empty.", "Save the article again.")
    limit = _LARGEST_TEXT if suffix in {".txt", ".md"} else _LARGEST
    if len(data) > limit:
        what = f"The file is larger than {limit // 2**20} MB."
        raise ContentError(path, what, "An article is far smaller: save its text alone.")
    name, extra = _READERS[suffix]
    if name in _HERE:
        return _clean(import_module(f"digest.read.{name}").read(data, path, url))
    if extra and (missing := _missing(name)):
        raise MissingExtraError(path, f"Reading {suffix} files needs the library {missing}.", extra)
    return _clean(worker.read(name, data, path, url))


def _clean(source: Source) -> Source:
    """The source without halves of characters, wherever its format let them in; no place in the text moves."""
    meta = source.metadata
    texts: dict[str, Any] = {
        f.name: whole(getattr(meta, f.name)) for f in fields(meta) if isinstance(getattr(meta, f.name), str)
    }
    byline, tags = tuple(map(whole, meta.byline)), tuple(map(whole, meta.tags))
    metadata = replace(meta, **texts, byline=byline, tags=tags)
    return replace(source, text=whole(source.text), metadata=metadata, dropped=tuple(map(whole, source.dropped)))


def _missing(reader: str) -> str:
    """The library that a reader needs and that is not there."""
    try:
        import_module(f"digest.read.{reader}")
    except ModuleNotFoundError as error:
        return error.name or ""
    return ""
