"""One build of the site: which pages MkDocs must render, and what it is spared because they are as they were."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from digest.config import Settings
from digest.model import Page, Static
from digest.plugin import found, links, surroundings
from digest.plugin.files import Rendered
from digest.plugin.kept import Kept, Row
from digest.render.inputs import Inputs

log = logging.getLogger("mkdocs.plugins.digest")


class Site:
    """The pages of the digest in one build; `kind` is "build" or "serve"."""

    def __init__(self, config: MkDocsConfig, settings: Settings, kind: str, *, dirty: bool) -> None:
        self._config, self._settings, self._kind = config, settings, kind
        self._dirty = dirty
        self.pages: dict[str, Page] = {}
        self._own: dict[str, File] = {}
        self._made_of: dict[str, str] = {}
        self._inputs = Inputs()
        self._files = Files([])
        self._rows: dict[str, Row] = {}  # of every page that was rendered, now or before
        self._kept: Kept | None = None

    def add(self, page: Page | Static, file: File) -> None:
        """Adds a page or file of the digest, with what MkDocs would have of it."""
        self._own[page.path] = file
        if isinstance(page, Page):
            self.pages[page.path] = page
            self._made_of[page.path] = self._inputs.hashed([page.made_of, page.meta])

    def give(self, files: Files) -> None:
        """Gives MkDocs the files; a page that was rendered before is one that it only copies."""
        self._files = files
        obstacle = "this is a dirty build" if self._dirty else surroundings.obstacle(self._config)
        if obstacle:
            log.info("Pages are rendered anew in every build: %s.", obstacle)
        else:
            under = surroundings.fingerprint(self._config, self._settings, files, self.pages)
            self._kept = Kept(self._settings.cache, self._kind, under)
        # Pages of the menu are part of every other page, so MkDocs must have them as its own.
        menu = {path for _, path in surroundings.listed(self._config.nav)}
        for path, file in self._own.items():
            page = self.pages.get(path)
            row = self._kept.row(path, self._made_of[path]) if self._kept and page and path not in menu else None
            if row and self._kept:
                self._rows[path] = row
                files.append(Rendered(file, self._kept.file(row)))
            else:
                files.append(file)

    def made(self, path: str, body: str) -> None:
        """Notes the body of a page that MkDocs renders."""
        here = self._own[path].url.removeprefix("./")
        self._rows[path] = Row(self._made_of[path], "", 0, 0, "", links.leads(body, here), links.anchors(body))

    def rendered(self, path: str, output: str) -> None:
        """Notes the whole page, as MkDocs writes it."""
        data = output.encode("utf-8", errors="xmlcharrefreplace")
        self._rows[path] = replace(self._rows[path], sha256=sha256(data).hexdigest(), size=len(data))

    def listed(self, config: MkDocsConfig) -> Sequence[File]:
        """All pages of the site in their order, those that were rendered before among them."""
        found = [file for file in self._files if _is_page(file) and file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        for file in found:
            if file.page is None:
                MkDocsPage(None, file, config)
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
            for file in self.listed(self._config)
        )
        found.write(place, settings, ordered)

    def keep(self) -> None:
        """Keeps the pages that were rendered for the next build."""
        if self._kept is None:
            return
        for path, row in self._rows.items():
            if row.changed == 0:
                self._kept.keep(path, row, Path(self._own[path].abs_dest_path))
        self._kept.finish(self._made_of)
        if self._kept.trouble:
            log.info("%s", self._kept.trouble)

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
    return isinstance(file, Rendered) or file.is_documentation_page()
