"""One build of the site: which pages MkDocs must render, and what it is spared because they are as they were."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from digest.build.content import Content, Said
from digest.build.keys import key
from digest.build.seen import seen
from digest.config import Settings
from digest.model import Page, Static
from digest.plugin import before, found, links, surroundings
from digest.plugin.files import Rendered
from digest.plugin.kept import Kept, Last, Row
from digest.render.inputs import Inputs
from digest.sources.files import stamp

log = logging.getLogger("mkdocs.plugins.digest")


class Site:
    """The pages of the digest in one build; `kind` is "build" or "serve", `files` are those of the content folder and the theme."""

    def __init__(  # noqa: PLR0913 - what a build is of
        self, config: MkDocsConfig, settings: Settings, files: Files, kind: str, today: date, *, dirty: bool
    ) -> None:
        self._config, self._settings, self._files = config, settings, files
        included = [file for file in files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]  # MkDocs does not type it
        self._others = {file.dest_uri: file for file in included}
        self.pages: dict[str, Page] = {}
        self._statics: dict[str, Static] = {}
        self._own: dict[str, File] = {}
        self._made_of: dict[str, str] = {}  # of every page and file
        self._bodies: dict[str, str] = {}  # of the pages of the menu
        self._rows: dict[str, Row] = {}  # of every page and file that was made, now or before
        self._said: tuple[Said, ...] = ()
        self.days: Mapping[str, str] = {}  # on which pages changed last, as far as known
        config.nav = self._led(config.nav)
        # Pages of the menu are part of every other page, so MkDocs must have them as its own.
        self._menu = {path for _, path in surroundings.listed(config.nav)}
        self._kept: Kept | None = None
        self._seen = ""
        obstacle = "this is a dirty build" if dirty else surroundings.obstacle(config)
        if obstacle:
            log.info("Pages are rendered anew in every build: %s.", obstacle)
        else:
            self._kept = Kept(settings.cache, kind)
            under = surroundings.fingerprint(config, settings, files)
            self._seen = key("seen", seen(settings, today), under, sorted(self._others))

    def _led(self, nav: Any) -> Any:
        """The navigation; where a page of the owner's is published at the address of another that it names, it leads there."""
        if isinstance(nav, Mapping):
            return {title: self._led(below) for title, below in nav.items()}
        if isinstance(nav, list):
            return [self._led(below) for below in nav]
        if not isinstance(nav, str) or self._files.get_file_from_path(nav) or not nav.endswith(".md"):
            return nav
        other = self._others.get(File.generated(self._config, nav, content="").dest_uri)
        return other.src_uri if other and other.is_documentation_page() else nav

    @property
    def taken(self) -> frozenset[str]:
        """The addresses of the site's other pages and files."""
        return frozenset(dest.removesuffix("index.html") for dest in self._others)

    def unchanged(self) -> bool:
        """Whether all is as in the last build, whose pages are then taken as they are kept."""
        last = self._kept.last(self._seen) if self._kept else None
        if self._kept is None or last is None:
            return False
        self._kept.open(last.under)
        rows = {path: self._kept.row(path, made_of) for path, made_of in last.made_of.items()}
        if not all(row or path in last.menu for path, row in rows.items()):
            return False
        self._made_of, self._said, self.days = dict(last.made_of), last.said, last.days
        for path, (title, description, meta, body) in last.menu.items():
            self.pages[path] = Page(path, title, description, meta, "", partial(str, body))
        return True

    def take(self, made: Content) -> None:
        """Takes the pages and files that were made."""
        inputs = Inputs()
        self._said = made.said
        for page in made.pages:
            if isinstance(page, Page):
                self.pages[page.path] = page
                self._made_of[page.path] = inputs.hashed([page.made_of, page.meta])
            else:
                self._statics[page.path] = page
                self._made_of[page.path] = page.made_of or sha256(page.data).hexdigest()
        self.days = {path: str(page.meta["changed"]) for path, page in self.pages.items() if page.meta.get("changed")}
        if self._kept:
            titles = {path: self.pages[path].title for path in self._menu if path in self.pages}
            self._kept.open(surroundings.fingerprint(self._config, self._settings, self._files, titles))

    def report(self) -> None:
        """Says what there is to say of the content."""
        for level, sentence in self._said:
            log.log(level, "%s", sentence)

    def give(self) -> None:
        """Gives MkDocs the files; a page that was rendered before is one that it only copies."""
        self.report()
        there: dict[str, Rendered] = {}
        for path, made_of in self._made_of.items():
            row = self._kept.row(path, made_of) if self._kept and path not in self._menu else None
            data = self._statics[path].data if path in self._statics and not row else b""
            file = File.generated(self._config, path, content=data)
            if file.dest_uri in self._others:
                log.info("%s is shown in place of the digest's own page.", self._others[file.dest_uri].src_uri)
                continue
            self._own[path] = file
            if row and self._kept:
                self._rows[path] = row
                there[file.dest_uri] = file = Rendered(file, self._kept.file(row))
            elif path in self._statics:
                self._rows[path] = _row(made_of, data)
            self._files.append(file)
        wanted = {dest: (row.size, row.changed) for dest, file in there.items() for row in [self._rows[file.src_uri]]}
        for dest in before.bring_back(Path(self._config.site_dir), wanted):
            there[dest].there = True

    def made(self, path: str, body: str) -> None:
        """Notes the body of a page that MkDocs renders."""
        here = self._own[path].url.removeprefix("./")
        self._rows[path] = replace(
            _row(self._made_of[path], b""), links=links.leads(body, here), anchors=links.anchors(body)
        )
        if path in self._menu:
            self._bodies[path] = body

    def rendered(self, path: str, output: str) -> None:
        """Notes the whole page, as MkDocs writes it."""
        data = output.encode("utf-8", errors="xmlcharrefreplace")
        own = self._rows[path]
        self._rows[path] = replace(_row(own.made_of, data), links=own.links, anchors=own.anchors)

    def listed(self) -> Sequence[File]:
        """All pages of the site in their order, those that were rendered before among them."""
        found = [file for file in self._files if _is_page(file) and file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        for file in found:
            if file.page is None:
                MkDocsPage(None, file, self._config)
        return found

    def complete_search(self) -> None:
        """Puts what the pages hold that were rendered before into the theme's search index. Raises `OSError`."""
        place = Path(self._config.site_dir)
        index = found.entries(place)
        if index is None:
            return
        settings, entries = index
        for path, row in self._rows.items():
            if row.changed == 0:
                self._rows[path] = replace(row, found=entries.get(self._own[path].url.removeprefix("./"), ""))
        ordered = (
            self._rows[file.src_uri].found
            if file.src_uri in self._rows
            else entries.get(file.url.removeprefix("./"), "")
            for file in self.listed()
        )
        found.write(place, settings, ordered)

    def keep(self) -> None:
        """Keeps the pages that were rendered for the next build."""
        if self._kept is None:
            return
        for path, row in self._rows.items():
            if row.changed == 0:
                self._kept.keep(path, row, Path(self._own[path].abs_dest_path))
        whole = [(path, self.pages[path], self._bodies.get(path)) for path in self._menu if path in self.pages]
        menu = {path: (page.title, page.description, page.meta, body) for path, page, body in whole if body is not None}
        self._kept.finish(Last(self._seen, self._kept.under, self._made_of, menu, self._said, self.days))
        if self._kept.trouble:
            log.info("%s", self._kept.trouble)

    def output(self) -> str:
        """The hash of what the pages of the site are; "" where they are rendered anew in every build."""
        if self._kept is None:
            return ""
        pages = [file for file in self._others.values() if file.is_documentation_page() and file.abs_src_path]
        owners = sorted((file.dest_uri, *stamp(Path(str(file.abs_src_path)))) for file in pages)
        return key("output", self._kept.under, {path: row.sha256 for path, row in self._rows.items()}, owners)

    def check_links(self) -> None:
        """Reports every link of the digest's pages that leads nowhere."""
        included = [file for file in self._files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        there = {name for file in included for name in (file.dest_uri, file.dest_uri.removesuffix("index.html"))}
        anchors = {self._own[path].dest_uri.removesuffix("index.html"): row.anchors for path, row in self._rows.items()}
        for path, target in links.broken({path: row.links for path, row in self._rows.items()}, anchors, there):
            log.warning("%s leads to “%s”, which is not in the site.", path, target)

    def close(self) -> None:
        """Lets the kept pages go."""
        if self._kept:
            self._kept.close()


def _is_page(file: File) -> bool:
    return file.src_uri.endswith(".md") if isinstance(file, Rendered) else file.is_documentation_page()


def _row(made_of: str, data: bytes) -> Row:
    return Row(made_of, sha256(data).hexdigest(), len(data), 0, "", (), ())
