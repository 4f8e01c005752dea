"""One file or page becomes an article in the articles folder, unless its text is there already.

What came in is kept, packed, in a hidden folder beside the article (`.originals/`, which the build passes over), so
that a better reader can read it again. A page whose address is there already is a new version of that article, if it is one:
what an editor corrected in the file is merged with what the page changed.
"""

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from digest import summary
from digest.config import Settings
from digest.english import bylines
from digest.errors import ContentError
from digest.extract import Hints, extract
from digest.group.copies import Hashes, nearest, overlap, shingles
from digest.model import Article, Source
from digest.model.slugs import slug
from digest.read import SUFFIXES, read
from digest.read.encoding import decode, known
from digest.sources import files, manuscript, threeway
from digest.sources.shelf import RepeatError, Shelf

ORIGINALS = ".originals"
_LONGEST_NAME = 180  # bytes; file systems allow 255, with suffixes and a number
_VERSION = 0.2  # the share of the shorter text that a new version has in common with the old one
_DECLARED = frozenset({".txt", ".md", ".html", ".htm"})  # formats whose encoding a server may declare
_KINDS = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "message/rfc822": ".eml", "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in: its bytes, its name with the suffix of its format, and what is known of it from outside.

    `title`, `published`, `source` and `author` are what a feed says; they count where the page itself is silent.
    """

    data: bytes
    name: str
    url: str = ""
    charset: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """An article as it was taken in: `path` below the articles folder, and what its reader says of it.

    It is `again` there: a new version of an article that was there before.
    """

    path: str
    article: Article
    source: Source
    again: bool = False


def take(settings: Settings, there: Shelf, brought: Brought, *, force: bool = False) -> Taken:
    """Reads what came in and writes the article and the original. Raises `ContentError`; `RepeatError` for a copy."""
    article, source = understood(settings, brought)
    words = shingles([article.text])[0]
    before = "" if force else there.at(article.url)
    if before:
        text = _version(settings, there, before, brought, article, words)
        _write(settings, before, brought, text)
        there.renew(before, words)
        return Taken(before, article, source, again=True)
    if not force:
        _new(there, brought, words)
    path = summary.place(
        _short(article.title), article.published, sha256(brought.data).hexdigest(), _Taken(settings, set(there.paths))
    )
    _write(settings, path, brought, manuscript.write(article))
    there.add(path, words, article.url)
    return Taken(path, article, source)


def _write(settings: Settings, path: str, brought: Brought, text: str) -> None:
    """Writes the original and the article."""
    here = settings.articles / path
    try:
        files.write(_original(settings, path, brought.name), gzip.compress(brought.data, 9, mtime=0))
        files.write(here, text.encode(errors="replace"))
    except OSError as error:
        what = f"The article cannot be written to {here}: {error.strerror}."
        raise ContentError(brought.url or brought.name, what, "Check the disk and the folder's rights.") from error


def _original(settings: Settings, path: str, name: str) -> Path:
    """Where the original of an article is kept; `name` is what it was called."""
    here = settings.articles / path
    return here.parent / ORIGINALS / f"{here.stem}{PurePosixPath(name).suffix.lower()}.gz"


def _version(  # noqa: PLR0913, PLR0917 - what came in, and what is there
    settings: Settings, there: Shelf, path: str, brought: Brought, article: Article, words: Hashes
) -> str:
    """The file's text with what a new version of its page changes. Raises `RepeatError` or `ContentError`."""
    named = brought.url or brought.name
    if overlap(words, there.words(path)) < _VERSION:
        raise RepeatError(named, path, f"The page is there already, and says something else: {path}.")
    base, new = _before(settings, path, brought), manuscript.write(article)
    now = decode(files.read(settings.articles / path, path)).replace("\r\n", "\n")
    if new in {base, now}:
        raise RepeatError(named, path, f"The page is there already: {path}.")
    text = new if now == base else threeway.merged(now, base, new)
    if text is None:
        what = f"The page is there already: {path}. It has changed, and " + (
            "so has your file, in the same lines." if base else "what it was before is not kept."
        )
        raise ContentError(named, what, "To take the page as it is now, delete the file and add it again.")
    return text


def _before(settings: Settings, path: str, brought: Brought) -> str:
    """The article as its original has it, read as what came in is; "" where none is kept."""
    for suffix in SUFFIXES:
        place = _original(settings, path, f"page{suffix}")
        if place.is_file():
            try:
                with gzip.open(place) as stream:
                    data = stream.read(files.LARGEST)
                return manuscript.write(understood(settings, replace(brought, data=data, name=f"page{suffix}"))[0])
            except (ContentError, OSError, EOFError, zlib.error):
                return ""  # as good as none: nobody knows what it was
    return ""


def _short(title: str) -> str:
    """The first words of a title, few enough for a file's name in any script."""
    short = " ".join(title.split()[:12])[:80]
    while len(slug(short).encode()) > _LONGEST_NAME:
        short = short[:-1]
    return short


def understood(settings: Settings, brought: Brought) -> tuple[Article, Source]:
    """The article in what came in. Raises `ContentError` when it holds none."""
    data = brought.data
    if PurePosixPath(brought.name).suffix.lower() in _DECLARED and known(brought.charset):
        data = decode(data, brought.charset).encode("utf-8-sig")  # the mark says that the encoding is settled
    outlets = tuple((host, s.name) for s in settings.sources.values() for host in s.hosts or ("",))
    source = read(data, brought.name, brought.url)
    meta = source.metadata
    meta = replace(
        meta,
        url=meta.url or brought.url,
        title=meta.title or brought.title,
        source=brought.source or _outlet(settings, meta.url or brought.url) or meta.source,
    )
    article = extract(replace(source, metadata=meta), Hints(outlets=outlets))
    if not article.published and brought.published:
        article = replace(article, published=brought.published, published_from="feed")
    signed = bylines.read(f"By {brought.author}") if brought.author and not article.byline else None
    if signed:
        article = replace(article, byline=signed.names)
    if not article.words:
        raise ContentError(brought.name, "No article's text was found in it.", "Save the text alone as .txt or .md.")
    return article, source


def _outlet(settings: Settings, url: str) -> str:
    """The owner's name for the outlet at an address; it counts more than what a page calls itself."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    named = ((h, s.name) for s in settings.sources.values() for h in s.hosts)
    return next((name for h, name in named if host and (host == h or host.endswith("." + h))), "")


def _new(there: Shelf, brought: Brought, words: Hashes) -> None:
    """Raises `RepeatError` when the text is there already."""
    at = nearest(words, there.sets)
    if at is not None:
        path = there.paths[at]
        raise RepeatError(brought.url or brought.name, path, f"The text is nearly that of {path}.")


@dataclass(frozen=True, slots=True)
class _Taken:
    """Which paths are taken: by what is on the shelf, or by any other file."""

    settings: Settings
    paths: set[str]

    def __contains__(self, path: object) -> bool:
        return path in self.paths or (self.settings.articles / str(path)).exists()


def suffix(kind: str, url: str, data: bytes, known_kinds: Mapping[str, str] = _KINDS) -> str:
    """The suffix of the format that came from an address: as its bytes, the server, or the address say."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    end = PurePosixPath(urlsplit(url).path).suffix.lower()
    if kind in {"", "application/octet-stream", "text/plain"} and end in SUFFIXES:
        return end
    return known_kinds.get(kind, ".html" if not kind else "")
