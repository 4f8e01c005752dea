"""The theme around the digest's pages. Pages side by side differ in little of it, so that it is rendered once for all of them and filled.

Each page of the menu, and each page where the owner has changed the theme, is rendered by itself.
"""

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Final

from jinja2 import Environment
from markupsafe import escape as escaped
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from digest.model import Page
from digest.plugin.files import INDEX, Own

_TEMPLATE: Final = "main.html"
# What is in a shell where a page has something of its own. The last is a part of an address.
_TITLE, _DESCRIPTION, _FEED, _BODY, _NAME = (
    "\ue000title\ue000",
    "\ue000about\ue000",
    "\ue000feed\ue000",
    "\ue000<h1\ue000",
    "digest-page-of-its-own",
)
_OWN: Final = re.compile(f"({'|'.join(map(re.escape, (_TITLE, _DESCRIPTION, _FEED, _BODY, _NAME)))})")


def meta(page: Page) -> dict[str, Any]:
    """A page's meta as the theme has it: values, so that what strangers wrote is never read as YAML; the theme puts both texts into its HTML as they are."""
    words = {"title": escape(page.title), "description": escape(page.description)}
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
        own = {**page.meta, "title": _TITLE}
        if page.description:
            own["description"] = _DESCRIPTION
        if "feeds" in page.meta:
            own["feeds"] = [
                {**feed, "title": _FEED, "href": f"{above}/{_NAME}/{feed['href'].rpartition('/')[2]}"}
                for feed in page.meta["feeds"]
            ]
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
    """Which values a page has."""
    return json.dumps(
        [bool(page.description), [f["name"] for f in page.meta.get("feeds", ())], {**page.meta, "feeds": 0}]
    )


def _filled(shell: Sequence[str], page: Page, body: str, name: str) -> list[str]:
    """The parts of a shell with a page's own values in their places."""
    own = {_TITLE: escape(page.title), _DESCRIPTION: escape(page.description), _BODY: body, _NAME: name}
    if "feeds" in page.meta:
        own[_FEED] = str(escaped(page.meta["feeds"][0]["title"]))
    return [own.get(part, part) for part in shell]


def _unwritten(_file: Own, _place: object) -> None:
    """A sample is published nowhere."""
