"""What an owner need not write into mkdocs.yml: templates, style sheet, navigation, and what of the content is no page."""

import os
import sys
from pathlib import Path
from typing import Any, Final

import pathspec
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from digest import render
from digest.config import Settings
from digest.errors import printable
from digest.messages import Messages
from digest.messages.labels import LABELS

STYLES: Final = "assets/digest.css"
SCRIPTS: Final = ("assets/digest.js", "assets/reading.js")
# Pages that the program makes, in the order of the menu; the owner's own pages at the top of the content follow.
MENU: Final = LABELS["menu"]
EDITIONS: Final = "editions/index.md"


def complete(config: MkDocsConfig, settings: Settings, messages: Messages) -> None:
    """Completes the configuration in place; what the owner set is kept. Raises `PluginError` for another theme."""
    if config.theme.name != "material":
        raise PluginError("mkdocs.yml: The digest needs the Material theme. Write: theme: {name: material}.")
    if sys.getfilesystemencoding() != "utf-8":
        raise PluginError("Names of files cannot be read in this locale. Set PYTHONUTF8=1 in the environment.")
    _refuse_loops(Path(config.docs_dir))
    _templates(config)
    untouched = Theme(name=config.theme.name)
    for name, value in _theme(messages).items():
        if config.theme.get(name) == untouched.get(name):
            config.theme[name] = value
    if STYLES not in config.extra_css:
        config.extra_css = [STYLES, *config.extra_css]
    there = set(map(str, config.extra_javascript))
    config.extra_javascript = [*(one for one in SCRIPTS if one not in there), *config.extra_javascript]
    if config.nav is None:
        config.nav = [
            {messages.label(path, "menu"): path} for path in MENU if path != EDITIONS or settings.edition_kinds
        ] + _own_pages(config)
        # A tree of all pages on every page would grow with their square; links and search lead to the others.
        config.not_in_nav = config.not_in_nav or pathspec.gitignore.GitIgnoreSpec.from_lines(["/*"])
    config.extra["digest_feeds"] = render.whole(settings.feed_formats)
    hidden = pathspec.gitignore.GitIgnoreSpec.from_lines(_no_pages(config, settings))
    config.exclude_docs = config.exclude_docs + hidden if config.exclude_docs else hidden


def _theme(messages: Messages) -> dict[str, Any]:
    """What the theme is set to unless mkdocs.yml says something else: no request to another host, light and dark by the system."""
    switch = {code: messages.label(code, "switch of colours") for code in ("auto", "light", "dark")}
    return {
        "font": False,
        "favicon": "assets/icon-32.png",
        "icon": {"logo": "material/newspaper-variant-outline"},
        "features": ["search.highlight", "search.suggest", "navigation.top"],
        "palette": [
            {"media": "(prefers-color-scheme)", "toggle": {"icon": "material/brightness-auto", "name": switch["auto"]}},
            {"media": "(prefers-color-scheme: light)", "scheme": "default", "primary": "custom", "accent": "custom", "toggle": {"icon": "material/weather-sunny", "name": switch["light"]}},
            {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "custom", "accent": "custom", "toggle": {"icon": "material/weather-night", "name": switch["dark"]}},
        ],
    }  # fmt: skip


def _refuse_loops(docs: Path) -> None:
    """Raises `PluginError` for a link to a folder that holds it: MkDocs follows links, and two such links have no end."""
    for folder, below, _ in os.walk(docs):  # follows none
        for name in below:
            place = Path(folder, name)
            if place.is_symlink() and place.parent.resolve().is_relative_to(Path(os.path.realpath(place))):
                shown = place.relative_to(docs.parent).as_posix()
                raise PluginError(printable(f"{shown}: The link leads to a folder that holds it. Delete the link."))


def overrides(config: MkDocsConfig) -> Path | None:
    """The owner's folder of templates: the theme's `custom_dir`, or `templates/` beside mkdocs.yml, if there is one."""
    place = Path(config.theme.custom_dir or _root(config) / "templates")
    return place if place.is_dir() else None


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _templates(config: MkDocsConfig) -> None:
    """Puts the packaged templates before the theme's and behind the owner's."""
    own = overrides(config)
    first = [str(own)] if own else []
    config.theme.dirs = [*first, str(render.PACKAGED), *(d for d in config.theme.dirs if d not in first)]


def _own_pages(config: MkDocsConfig) -> list[str]:
    """The owner's Markdown pages at the top of the content, by name."""
    made = {*MENU, "README.md"}
    if config.use_directory_urls:  # the menu leads to a page of theirs that is published in place of one of its own
        made |= {path.replace("/index.md", ".md") for path in MENU}
    return sorted(place.name for place in Path(config.docs_dir).glob("*.md") if place.name not in made)


def _no_pages(config: MkDocsConfig, settings: Settings) -> list[str]:
    """The articles, those that wait, the summary files (each has a page made of it), and the owner's lists, as patterns below docs_dir.

    Where the editor's words for editions are, the editions' own pages, feeds and cards are too.
    """
    docs = Path(config.docs_dir).resolve()
    places = (
        settings.articles,
        settings.inbox,
        settings.suggestions,
        settings.summaries,
        settings.names,
        settings.topics,
        settings.stories,
        settings.changes,
    )
    found = [f"/{place.relative_to(docs).as_posix()}" for place in places if place.is_relative_to(docs)]
    if settings.editions.is_relative_to(docs):
        below = settings.editions.relative_to(docs).as_posix()
        made = ("**/index.md", "**/card.png", *(feed["href"] for feed in render.whole(settings.feed_formats)))
        found += [f"/{below}/**/*.*", *(f"!/{below}/{name}" for name in made)]
    return found
