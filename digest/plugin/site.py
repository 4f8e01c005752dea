"""One build of the site: which pages must be made, and what is spared because it is as it was."""

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from digest.build.keys import key
from digest.build.seen import seen
from digest.config import Settings
from digest.model import Page, Static
from digest.plugin import before, found, links, surroundings
from digest.plugin.files import Own
from digest.plugin.kept import Kept, Last, put
from digest.plugin.search import FOLDER, Search
from digest.plugin.shell import Shell, meta
from digest.render.inputs import Inputs

if TYPE_CHECKING:
    from digest.build.content import Content, Said

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
        self._made_of: dict[str, str] = {}  # of every page and file that may be kept
        self._own: dict[str, File] = {}
        self._entries: tuple[str, ...] = ()  # of the theme's search
        self._said: tuple[Said, ...] = ()
        self.days: Mapping[str, str] = {}  # on which pages changed last, as far as known
        self._nav: Navigation | None = None
        self._shell: Shell | None = None
        config.nav = self._led(config.nav)
        self._menu: Mapping[str, Mapping[str, Any]] = {}  # the meta of the pages of the menu
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
        other = self._others.get(self._file(nav).dest_uri)
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
        before, paths = last
        self._said, self._entries, self._menu, self.days = before.said, before.entries, before.menu, before.days
        self._made_of = {path: self._kept.rows[path].made_of for path in sorted(paths)}
        return True

    def take(self, made: "Content") -> None:
        """Takes the pages and files that were made, but those that somebody's own are in place of."""
        inputs = Inputs()
        listed = {path for _, path in surroundings.listed(self._config.nav)}
        self._said = made.said
        entries = []
        for page in made.pages:
            self._own[page.path] = file = self._file(page.path)
            if file.dest_uri in self._others:
                del self._own[page.path]
                other = self._others[file.dest_uri].src_uri
                self._said += ((logging.INFO, f"{other} is shown in place of the digest's own page."),)
            elif isinstance(page, Page):
                self.pages[page.path] = page
                self._made_of[page.path] = inputs.hashed([page.made_of, page.meta])
                entries.append(found.entry(page, _address(file)))
            else:
                self._statics[page.path] = page
                self._made_of[page.path] = page.made_of or sha256(page.data).hexdigest()
        self._entries = tuple(filter(None, entries))
        self._menu = {path: meta(self.pages[path]) for path in listed if path in self.pages}
        self.days = {path: str(page.meta["changed"]) for path, page in self.pages.items() if page.meta.get("changed")}
        if self._kept:
            titles = {path: self.pages[path].title for path in self._menu}
            self._kept.open(surroundings.fingerprint(self._config, self._settings, self._files, titles))

    def report(self) -> None:
        """Says what there is to say of the content."""
        for level, sentence in self._said:
            log.log(level, "%s", sentence)

    def give(self) -> None:
        """Gives MkDocs the files: to copy as they are made or kept, or pages to render where other plugins may change them."""
        self.report()
        wanted: dict[str, before.Stamp] = {}
        for path, made_of in self._made_of.items():
            if self._kept is None:
                data = self._statics[path].data if path in self._statics else b""
                file = File.generated(self._config, path, content=data)
            else:
                file = self._own.get(path) or self._file(path)
                row = self._kept.row(path, made_of)
                if row:
                    wanted[file.dest_uri] = (row.size, row.changed)
            self._own[path] = file
            self._files.append(file)
        if len(wanted) == len(self._own):
            wanted |= self.search.files()
        there = before.bring_back(Path(self._config.site_dir), wanted)
        for file in self._own.values():
            if isinstance(file, Own):
                file.there = file.dest_uri in there

    def navigate(self, nav: Navigation) -> None:
        """Gives the pages of the menu what the theme shows of them on every page."""
        self._nav = nav
        for page in nav.pages:
            if isinstance(page.file, Own):
                page.markdown, page.meta = "", dict(self._menu.get(page.file.src_uri, {}))

    def dress(self, environment: Environment) -> None:
        """Takes the theme's templates, which pages are rendered with from now on."""
        if self._nav:
            self._shell = Shell(self._config, self._nav, environment, alike=not surroundings.themed(self._config))

    def _put(self, file: Own, target: Path) -> None:
        """Puts a page or file into the site: as it is kept, or made now. Raises `OSError`."""
        path = file.src_uri
        made_of = self._made_of[path]
        row = self._kept.rows.get(path) if self._kept else None
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._kept and row is None:
            data = self._bytes(file)
            is_summary = path in self.pages and self.pages[path].is_summary
            row = self._kept.keep(path, made_of, data, is_summary=is_summary)
            if row is None:
                target.write_bytes(data)
        if self._kept and row:
            put(self._kept.file(row), target)

    def _bytes(self, file: Own) -> bytes:
        """What a page or file is made of now, as MkDocs writes it."""
        path = file.src_uri
        if path in self._statics or self._shell is None:
            return self._statics[path].data
        page = self.pages[path]
        log.debug("Building page %s", path)
        return self._shell.around(page, file, page.html).encode("utf-8", errors="xmlcharrefreplace")

    def _file(self, path: str) -> Own:
        return Own(path, self._config.site_dir, self._put, use_directory_urls=self._config.use_directory_urls)

    def listed(self) -> Sequence[File]:
        """All pages of the site in their order."""
        found = [file for file in self._files if _is_page(file) and file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        for file in found:
            if file.page is None:
                MkDocsPage(None, file, self._config)
        return found

    def complete_search(self) -> None:
        """Puts the digest's pages into the theme's search index. Raises `OSError`."""
        found.complete(Path(self._config.site_dir), self._entries, {_address(file) for file in self._own.values()})

    def keep(self) -> None:
        """Keeps the pages for the next build."""
        if self._kept is None:
            return
        self._kept.finish(Last(self._seen, self._kept.under, self._entries, self._menu, self._said, self.days))
        if self._kept.trouble:
            log.info("%s", self._kept.trouble)

    @property
    def search(self) -> Search:
        """The search with facets over the pages of the summaries."""
        files, hashes = {}, {}
        for path, file in self._own.items():
            row = self._kept.rows.get(path) if self._kept else None
            if row.is_summary if row else path in self.pages and self.pages[path].is_summary:
                place = self._kept.file(row) if self._kept and row else Path(file.abs_dest_path)
                files[file.dest_uri] = place
                hashes[file.dest_uri] = row.sha256 if row else sha256(place.read_bytes()).hexdigest()
        return Search(self._settings.cache / FOLDER, files, hashes)

    def check_links(self) -> None:
        """Reports every link of the digest's pages that leads nowhere. Raises `OSError`."""
        known = self._kept.links() if self._kept else {}
        leads, anchors, now = {}, {}, {}
        for path, file in self._own.items():
            if file.dest_uri.endswith(".html"):
                row = self._kept.rows.get(path) if self._kept else None
                here = _address(file)
                place = Path(file.abs_dest_path)
                one = known.get(row.sha256 if row else "") or links.read(place.read_text("utf-8"), here)
                leads[path], anchors[file.dest_uri.removesuffix("index.html")] = one
                if row:
                    now[row.sha256] = one
        if self._kept and now != known:
            self._kept.keep_links(now)
        included = [file for file in self._files if file.inclusion.is_included()]  # type: ignore[no-untyped-call]
        there = {name for file in included for name in (file.dest_uri, file.dest_uri.removesuffix("index.html"))}
        for path, target in links.broken(leads, anchors, there):
            log.warning("%s leads to “%s”, which is not in the site.", path, target)

    def close(self) -> None:
        """Lets the kept pages go."""
        if self._kept:
            self._kept.close()


def _is_page(file: File) -> bool:
    return file.is_page if isinstance(file, Own) else file.is_documentation_page()


def _address(file: File) -> str:
    """Where a page is published below the site's root, as links write it; "" for the first page."""
    return file.url.removeprefix("./")
