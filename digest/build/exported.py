"""All pages and files of the digest in a folder, for any program that makes a site of Markdown: `digest pages`."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from pathlib import Path

import yaml

from digest.build.keys import key, publisher
from digest.config import MKDOCS, Identity, Settings, shown
from digest.errors import SettingsError
from digest.model import Page, Static
from digest.render import PACKAGED
from digest.sources import files

LIST = ".digest-pages.json"  # what this program wrote into the folder: path → what it was made of, size and time
Written = dict[str, tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Exported:
    """How many files were written, how many were as they are, the paths removed, and those that somebody else's file has."""

    written: int
    same: int
    removed: tuple[str, ...]
    others: tuple[str, ...]


def export(
    pages: Sequence[Page | Static], folder: Path, settings: Settings, site: Identity, overrides: Path | None
) -> Exported:
    """Writes what has changed and removes what is gone; files that this program did not write stay. Raises `SettingsError`, `OSError`."""
    if (folder / MKDOCS).exists() or folder in {settings.articles, settings.summaries, settings.root}:
        raise SettingsError(f"{shown(settings, folder)} holds the digest itself. Name a folder for its pages alone.")
    under = key("pages", publisher(), repr(site), _plain(settings), [_bytes(place) for place in _files(overrides)])
    before, last = _read(folder / LIST, under)
    now: Written = {}
    written, others = 0, []
    for page in [*pages, *_assets(overrides)]:
        place = folder / page.path
        made_of = _made_of(page)
        known = before.get(page.path)
        if known and known == (made_of, *files.stamp(place)):
            now[page.path] = known
        elif page.path not in last and place.exists():
            others.append(page.path)
        else:
            data = markdown(page).encode() if isinstance(page, Page) else page.data
            if not place.is_file() or place.read_bytes() != data:
                _write(place, data)
                written += 1
            now[page.path] = (made_of, *files.stamp(place))
    gone = sorted(last - now.keys())
    for path in gone:
        _remove(folder, path)
    _write(folder / LIST, json.dumps([under, now], ensure_ascii=False).encode())
    return Exported(written, len(now) - written, tuple(gone), tuple(others))


def markdown(page: Page) -> str:
    """A page as Markdown: its meta as YAML, its body as one block of HTML, which no blank line ends."""
    words = {"title": escape(page.title), "description": escape(page.description)}
    meta = {**page.meta, **{name: value for name, value in words.items() if value}}
    front = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=10_000)
    body = "\n".join(line if line.strip() else "<!-- -->" for line in page.html.strip().splitlines())
    return f"---\n{front}---\n\n{body}\n"


def _made_of(page: Page | Static) -> str:
    if isinstance(page, Page):
        return key("page", page.made_of, dict(page.meta))
    return page.made_of or sha256(page.data).hexdigest()


def _assets(overrides: Path | None) -> Iterator[Static]:
    """The style sheet and scripts that the pages need; the owner's come first."""
    own = overrides / "assets" if overrides else None
    for place in _files(PACKAGED / "assets"):
        name = place.relative_to(PACKAGED / "assets").as_posix()
        mine = own / name if own else place
        yield Static(f"assets/{name}", (mine if mine.is_file() else place).read_bytes())


def _read(place: Path, under: str) -> tuple[Mapping[str, tuple[str, int, int]], frozenset[str]]:
    """What was written last in the same surroundings, and the paths of all that was; nothing where the list is broken."""
    try:
        last, written = json.loads(place.read_text("utf-8"))
        known = {str(path): (str(made), int(size), int(time)) for path, (made, size, time) in written.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}, frozenset()
    return known if last == under else {}, frozenset(known)


def _plain(settings: Settings) -> str:
    """The settings without the places where the project lies."""
    return repr(settings).replace(str(settings.root), "")


def _files(folder: Path | None) -> list[Path]:
    return sorted(place for place in folder.rglob("*") if place.is_file()) if folder else []


def _bytes(place: Path) -> tuple[str, bytes]:
    return place.name, place.read_bytes()


def _write(place: Path, data: bytes) -> None:
    """Writes beside the file, and then over it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".{os.getpid()}-{place.name}.part")
    try:
        part.write_bytes(data)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _remove(folder: Path, path: str) -> None:
    """Removes a file, and the folders that are empty then."""
    place = folder / path
    place.unlink(missing_ok=True)
    with suppress(OSError):  # not empty
        for above in place.parents:
            if above == folder:
                return
            above.rmdir()
