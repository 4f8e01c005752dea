"""The theme around the digest's pages. Pages side by side differ in little of it, so that it is rendered once for all of them and filled.

Each page of the menu, and each page where the owner has changed the theme, is rendered by itself.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from jinja2 import Environment
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from digest.model import Page
from digest.plugin.files import INDEX, Own

_TEMPLATE: Final = "main.html"
# What is in a shell where a page has something of its own: marks of its meta, of its body, and a part of its address.
_MARK: Final = "\ue000"
_BODY, _NAME = f"{_MARK}<h1{_MARK}", "digest-page-of-its-own"
_OWN: Final = re.compile(f"({_MARK}[^{_MARK}]*{_MARK}|{_NAME})")


def meta(page: Page) -> dict[str, Any]:
    """A page's meta as the theme has it: values, so that what strangers wrote is never read as YAML; the theme puts both texts into its HTML as they are."""
    words = {"title": str(escape(page.title)), "description": str(escape(page.description))}
    return {**page.meta, **{name: value for name, value in words.items() if value}}


class Shell:
    """Makes whole pages of bodies; `alike` says that nothing but the theme as it is known is around them."""

    def __init__(self, config: MkDocsConfig, nav: Navigation, environment: Environment, *, alike: bool) -> None:
        self._config, self._nav, self._environment = config, nav, environment
        self._alike = alike
        self._menu = tuple(page.url for page in nav.pages)
        self._shells: dict[tuple[str, str], list[str]] = {}  # by the folder above, and by the kinds of values
        self._first: set[tuple[str, str]] = set()  # of these a page was rendered
        self._tried: set[str] = set()  # kinds of values

    def around(self, page: Page, file: Own, body: str) -> str:
        """The whole page."""
        above, _, name = file.url.rstrip("/").rpartition("/")
        kind = _kind(page)
        # A link from a page to one below it is unlike those from the pages beside it.
        alone = file.page or not above or "<h1" not in body or any(url.startswith(file.url) for url in self._menu)
        if alone or not self._alike or (above, kind) not in self._first:
            self._first.add((above, kind))
            return self._rendered(file, meta(page), body)
        if (above, kind) not in self._shells:
            self._shells[above, kind] = _OWN.split(self._sample(page, above))
        filled = "".join(_filled(self._shells[above, kind], page, body, name))
        if kind in self._tried:
            return filled
        self._tried.add(kind)
        whole = self._rendered(file, meta(page), body)
        self._alike = filled == whole  # else this version of the theme looks at more of a page
        return whole

    def _sample(self, page: Page, above: str) -> str:
        """A page in the folder `above` with the same kinds of values, and marks in place of its own."""
        file = Own(
            f"{above}/{_NAME}/{INDEX}",
            self._config.site_dir,
            _unwritten,
            use_directory_urls=self._config.use_directory_urls,
        )
        own: dict[str, Any] = {
            name: _marked(name) if isinstance(value, str) else value for name, value in meta(page).items()
        }
        if "feeds" in own:
            names = [feed["href"].rpartition("/")[2] for feed in own["feeds"]]
            hrefs = [f"{above}/{_NAME}/{name}" for name in names]
            feeds = zip(own["feeds"], hrefs, strict=True)
            own["feeds"] = [{**feed, "title": _marked("feeds"), "href": href} for feed, href in feeds]
        return self._rendered(file, own, _BODY)

    def _rendered(self, file: Own, own: Mapping[str, Any], body: str) -> str:
        """A page as the theme renders it."""
        page = file.page or MkDocsPage(None, file, self._config)
        page.meta, page.content, page.markdown = dict(own), body, ""
        page.active = True
        try:
            context = get_context(self._nav, (), self._config, page)
            return self._environment.get_template(_TEMPLATE).render(context)
        finally:
            page.active = False


def _kind(page: Page) -> str:
    """Which values a page has, but for its texts."""
    values = {name: "" if isinstance(value, str) else value for name, value in meta(page).items()}
    return json.dumps({**values, "feeds": [feed["name"] for feed in page.meta.get("feeds", ())]})


def _filled(shell: Sequence[str], page: Page, body: str, name: str) -> list[str]:
    """The parts of a shell with a page's own values in their places."""
    texts = {"title": page.title, "description": page.description}
    texts |= {key: value for key, value in page.meta.items() if isinstance(value, str)}
    if "feeds" in page.meta:
        texts["feeds"] = page.meta["feeds"][0]["title"]
    own = {_BODY: body, _NAME: name} | {_marked(key): str(escape(value)) for key, value in texts.items()}
    return [own.get(part, part) for part in shell]


def _marked(name: str) -> str:
    return f"{_MARK}{name}{_MARK}"


def _unwritten(_file: Own, _place: object) -> None:
    """A sample is published nowhere."""
