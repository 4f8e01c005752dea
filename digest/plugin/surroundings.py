"""What reaches a page besides what it is made of: theme, templates, settings, navigation, program, libraries; as one hash."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jinja2 import TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import Getattr
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import meta

from digest.build import keys
from digest.config import Settings
from digest.plugin import theme

# Plugins that give the same page for the same content; of others nobody knows what reaches a page.
_KNOWN: Final = frozenset({"digest", "search", "material/search"})
# What a template may ask for that is not the same in the next build, or is not the page's own.
_PASSING: Final = frozenset({"pages", "build_date_utc"})
_PASSING_OF_PAGE: Final = frozenset({"update_date"})
# "# A heading", "=====" below one, "<h1>"
_HEADING: Final = re.compile(r"^\s{0,3}#|^=+\s*$|<h1", re.IGNORECASE)
_LIBRARIES: Final = ("jinja2", "markupsafe", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pygments")
# Values of mkdocs.yml that no page shows; themes and plugins are looked at apart.
_APART: Final = frozenset(
    "config_file_path docs_dir site_dir dev_addr strict remote_branch remote_name watch validation exclude_docs draft_docs not_in_nav"
    " theme plugins hooks nav".split()
)


def obstacle(config: MkDocsConfig) -> str:
    """Why pages cannot be kept from build to build in this project, as a part of a sentence; "" where they can."""
    for name in config.plugins:
        if name not in _KNOWN:
            return f"the plugin “{name}” may change them"
    if config.draft_docs:
        return "mkdocs.yml has `draft_docs`"
    own = theme.overrides(config)
    for place in _files(own) if own else ():
        if "pages" not in place.relative_to(own or place).parts[:1]:
            asked = _asked(config, place)
            if asked:
                return f"{place.name} uses `{min(asked)}`"
    return ""


def themed(config: MkDocsConfig) -> bool:
    """Whether the owner has changed the theme's own templates."""
    own = theme.overrides(config)
    places = [place.relative_to(own) for place in _files(own)] if own else []
    return any(place.suffix == ".html" and place.parts[0] != "pages" for place in places)


def fingerprint(
    config: MkDocsConfig, settings: Settings, files: Files, titles: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The hash; it is the same in every process, wherever the project lies. `titles` are those of the digest's own pages in the menu."""
    held = {name: _plain(value) for name, value in config.items() if name not in _APART}
    plugins = {name: _plain(dict(plugin.config)) for name, plugin in config.plugins.items() if name != "digest"}
    own = {field.name: getattr(settings, field.name) for field in fields(settings)}
    return keys.key(
        "page", keys.publisher(), [(name, keys.version(name)) for name in _LIBRARIES], held, plugins, _plain(dict(config.theme)),
        {name: value for name, value in own.items() if not isinstance(value, Path)}, list(_theme(config)), _nav(config, files, titles),
    )  # fmt: skip


def listed(nav: Any) -> Iterator[tuple[str | None, str]]:
    """Every title and path of a navigation."""
    if isinstance(nav, str):
        yield None, nav
    elif isinstance(nav, Mapping):
        for title, below in nav.items():
            yield from [(title, below)] if isinstance(below, str) else listed(below)
    elif isinstance(nav, Sequence):
        for below in nav:
            yield from listed(below)


def _nav(config: MkDocsConfig, files: Files, titles: Mapping[str, str]) -> list[Any]:
    """The navigation, with what the menu shows of its pages: their meta, and what titles are made of where it gives none."""
    found: list[Any] = [_plain(config.nav)]
    for title, path in listed(config.nav):
        file = files.get_file_from_path(path)
        if file is not None and file.is_documentation_page():
            body, shown = meta.get_data(file.content_bytes.decode("utf-8-sig", "replace"))
            found.append((path, file.inclusion.name, _plain(shown), _titled(body) if title is None else []))
        elif path in titles:
            found.append((path, titles[path]))
    return found


def _titled(body: str) -> list[str]:
    """What MkDocs makes the title of a page of, a heading with nothing before it: each line that may be one, and those before the first."""
    lines = body.splitlines()
    marked = [n for n, line in enumerate(lines) if _HEADING.search(line)]
    return lines[: marked[0]] + [lines[n] for n in sorted({*marked, *(n - 1 for n in marked if n)})] if marked else []


def _theme(config: MkDocsConfig) -> Iterator[tuple[str, bytes]]:
    """The templates of the theme, and all that the owner put into their own folder; icons come with the theme's version."""
    own = theme.overrides(config)
    for folder in map(Path, config.theme.dirs):
        for place in _files(folder, () if folder == own else (".icons",)):
            if folder == own or place.suffix == ".html":
                yield place.relative_to(folder).as_posix(), sha256(place.read_bytes()).digest()


def _files(folder: Path, without: Sequence[str] = ()) -> Iterator[Path]:
    for here, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if name not in without)
        yield from (Path(here, name) for name in sorted(names))


def _asked(config: MkDocsConfig, place: Path) -> frozenset[str]:
    """Which passing values a file asks for, were it a template or a part of one; none where it cannot be parsed."""
    try:
        tree = config.theme.get_env().parse(place.read_text("utf-8"))
    except (TemplateSyntaxError, UnicodeDecodeError):
        return frozenset()
    of_page = _PASSING_OF_PAGE & {asked.attr for asked in tree.find_all(Getattr)}
    return _PASSING & find_undeclared_variables(tree) | of_page


def _plain(value: Any) -> Any:
    """A value of mkdocs.yml in a form that a key can be made of; one of which no more is known has the form of its text."""
    if isinstance(value, Mapping):
        return {str(name): _plain(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(held) for held in value]
    if value is None or isinstance(value, str | int | float):
        return value
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', repr(value))}"
    return f"{type(value).__qualname__} {value!r}"
