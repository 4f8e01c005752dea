"""The articles that are there, as a new one is compared with them: by their words, and by their addresses."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath

from digest.cache import Cache
from digest.config import Settings
from digest.errors import ContentError
from digest.group.copies import Hashes, shingles
from digest.read import SUFFIXES, read
from digest.read.encoding import decode
from digest.sources import files
from digest.sources.addresses import canonical
from digest.sources.files import Found

_KIND = "shelf"
_TEXTS = frozenset({".txt", ".md"})
# "url: https://courier.example/a" in front matter
_URL = re.compile(r"^url:[ \t]*['\"]?([^\s'\"]+)", re.MULTILINE)
# the front matter of a Markdown file, up to its closing line
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


class RepeatError(ContentError):
    """The text is there already: `path` is the article that holds it."""

    def __init__(self, file: str, path: str, what: str) -> None:
        super().__init__(file, what, "To add it all the same: digest add --force.")
        self.path = path


@dataclass(frozen=True, slots=True)
class Volume:
    """An article on the shelf: its text and address."""

    path: str
    text: str
    url: str


@dataclass(slots=True)
class Shelf:
    """The articles that are there: paths and their shingles, and paths by address."""

    paths: list[str] = field(default_factory=list)
    sets: list[Hashes] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)

    def add(self, path: str, words: Hashes, url: str) -> None:
        """Puts an article on the shelf."""
        self.paths.append(path)
        self.sets.append(words)
        if address := canonical(url):
            self.addresses.setdefault(address, path)

    def at(self, url: str) -> str:
        """The article of the page at an address; "" if none is there."""
        return self.addresses.get(canonical(url), "")

    def words(self, path: str) -> Hashes:
        """The words of an article that is there."""
        return self.sets[self.paths.index(path)]

    def renew(self, path: str, words: Hashes) -> None:
        """Takes the words of an article's new version."""
        self.sets[self.paths.index(path)] = words

    def check(self, url: str) -> None:
        """Raises `RepeatError` when the page at an address is there."""
        if path := self.at(url):
            raise RepeatError(url, path, f"The page is there already: {path}.")


def shelf(settings: Settings, cache: Cache) -> Shelf:
    """Reads what is in the articles folder."""
    volumes = list(_volumes(settings, cache, files.find(settings.articles, SUFFIXES, "")[0]))
    made = Shelf()
    for volume, words in zip(volumes, shingles([volume.text for volume in volumes]), strict=True):
        made.add(volume.path, words, volume.url)
    return made


def _volumes(settings: Settings, cache: Cache, found: list[Found]) -> Iterator[Volume]:
    """The articles, sorted by path. Formats that take long to read are read once and kept in the cache."""
    kept, fresh = cache.all(_KIND), {}
    for file in found:
        row = kept.get(file.path)
        suffix = PurePosixPath(file.path).suffix.lower()
        if suffix not in _TEXTS and row and row["is"] == [file.size, file.changed]:
            yield Volume(**row["volume"])
            continue
        try:
            data = files.read(settings.articles / file.path, file.path)
            if suffix in _TEXTS:
                yield _text(file.path, decode(data).replace("\r\n", "\n"))
                continue
            source = read(data, file.path)
        except ContentError:
            continue  # the build reports it
        volume = Volume(file.path, source.text, source.metadata.url)
        fresh[file.path] = {"is": [file.size, file.changed], "volume": asdict(volume)}
        yield volume
    cache.put(_KIND, fresh)
    cache.prune(_KIND, {file.path for file in found})


def _text(path: str, text: str) -> Volume:
    """A text or Markdown file, its front matter searched, not parsed: this runs over thousands of files."""
    front = _FRONT.match(text)
    url = _URL.search(front[0]) if front else None
    return Volume(path, text[front.end() :] if front else text, url[1] if url else "")
