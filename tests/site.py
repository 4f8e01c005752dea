"""A small digest that is built by MkDocs in this process, and its site as bytes: what the tests of kept pages share."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from digest import build as summaries
from digest import config
from digest.recall import Recall
from tests.eval.articles import write

RENDERS = ("mkdocs.commands.build", "mkdocs.plugins.digest")
SETTINGS = """site_name: The Test Digest
site_url: https://test.example/
docs_dir: content
theme: {name: material}
plugins:
  - search
  - digest
"""


def project(root: Path, number: int = 6) -> Path:
    """Makes a digest of so many invented articles, with their summaries, and a page of the owner's."""
    write(number, root / "content" / "articles", words=90)
    (root / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (root / "content" / "about.md").write_text("# About\n\nSee the [people](people/index.md).\n", "utf-8")
    summaries.build(config.load(root))
    return root


def built(root: Path, site: str = "site", *, strict: bool = False, anew: bool = False) -> dict[str, bytes]:
    """Builds the site, and gives each of its files by its path.

    The plugin remembers what it made in this process, as in `mkdocs serve`, but where it is to begin `anew`.
    """
    made = load_config(str(root / "mkdocs.yml"), site_dir=str(root / site), strict=strict)
    if anew:
        made.plugins["digest"]._recall = Recall()
    made.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(made)
    return tree(root / site)


def from_nothing(root: Path) -> dict[str, bytes]:
    """The same site where no page is kept and nothing is remembered."""
    with _aside(root / ".cache" / "pages", root / ".cache" / "pages.sqlite"):
        try:
            return built(root, "from-nothing", anew=True)
        finally:
            shutil.rmtree(root / "from-nothing", ignore_errors=True)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, without the index of Pagefind, whose bytes differ from run to run."""
    places = (place for place in folder.rglob("*") if place.is_file())
    paths = {place.relative_to(folder).as_posix(): place for place in places}
    return {path: place.read_bytes() for path, place in paths.items() if not path.startswith("pagefind/")}


@contextmanager
def rendered() -> Iterator[list[str]]:
    """The paths of the pages that the program or MkDocs renders meanwhile."""
    found: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said = record.getMessage()
            if said.startswith("Building page "):
                found.append(said.removeprefix("Building page "))

    handler = Handler()
    levels = {logging.getLogger(name): logging.getLogger(name).level for name in RENDERS}
    for log in levels:
        log.addHandler(handler)
        log.setLevel(logging.DEBUG)
    try:
        yield found
    finally:
        for log, level in levels.items():
            log.removeHandler(handler)
            log.setLevel(level)


@contextmanager
def _aside(*places: Path) -> Iterator[None]:
    """Nothing is at these places meanwhile."""
    moved = [(place, place.with_name(f"{place.name}.aside")) for place in places if place.exists()]
    for place, other in moved:
        place.rename(other)
    try:
        yield
    finally:
        for place in places:
            shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        for place, other in moved:
            other.rename(place)
