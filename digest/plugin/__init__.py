"""The MkDocs plugin: hands the digest's pages to MkDocs as generated files. All it decides is where they come from."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import LegacyConfig
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from digest import config, messages, render
from digest.config import Identity, Settings
from digest.errors import ContentError, SettingsError, doing
from digest.model import Page
from digest.plugin import before, search, shell, theme
from digest.plugin.site import Site
from digest.recall import Recall
from digest.render.templates import Compiled

REFUSED = "Nothing is published: an error is reported above, and mkdocs.yml says `strict: true`."
log = logging.getLogger("mkdocs.plugins.digest")


class DigestPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # MkDocs does not type its class hook
    """Makes what is missing in memory; never writes into the content folder."""

    # `digest.config` checks the values and explains them
    config_scheme = tuple(
        (field.name, option.Optional(option.Type(object))) for field in fields(Settings) if field.name != "root"
    )

    def __init__(self) -> None:
        self._kind, self._dirty = "build", False
        self._site: Site | None = None
        self._search: search.Search | None = None
        self._recall, self._compiled = Recall(), Compiled()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keeps what is known from one build of `mkdocs serve` to the next."""
        self._kind, self._dirty = command, dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the settings; a wrong one ends the build in a sentence."""
        self._settings = settings(dict(self.config), config)
        with _faults(config):
            self._messages = messages.load(
                str(config.theme.get("language") or messages.ENGLISH), theme.overrides(config)
            )
        if not self._messages.translated:
            language = self._messages.language
            log.info("There are no messages in “%s”: the site's own words are English. `digest messages %s` makes a file for them.", language, language)  # fmt: skip
        theme.complete(config, self._settings, self._messages)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Saves the site of the last build from being emptied."""
        self._stop()
        if not self._dirty:
            before.set_aside(Path(config.site_dir))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Adds the pages of the digest to those in the content folder."""
        today = datetime.now(UTC).date()
        refused = False
        for file in [file for file in files if _is_messages(file.src_uri)]:
            files.remove(file)
        with _faults(config):
            self._site = site = Site(config, self._settings, files, self._kind, today, dirty=self._dirty)
            if not site.unchanged():
                from digest.build.content import content  # noqa: PLC0415 - it loads what reads articles

                about = Identity(
                    config.site_name, config.site_url or "", config.site_description or "", config.theme["language"]
                )
                made = content(self._settings, about, theme.overrides(config), site.taken, today, self._recall)
                site.take(made)
                refused = made.refused
        if refused:
            site.report()
            raise PluginError(REFUSED)
        site.give()
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs calls it so
        """Gives the menu what its pages are called."""
        if self._site:
            self._site.navigate(nav)
        return nav

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 - as above
        """Gives the theme's templates the messages, and takes them."""
        self._messages.into(env)
        env.bytecode_cache = self._compiled
        if self._site:
            self._site.dress(env)
        return env

    @event_priority(100)  # before all that look at a page's meta
    def on_page_markdown(self, markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - as above
        """Gives a page of the digest that MkDocs renders its meta."""
        made = self._of(page)
        if made:
            page.meta = shell.meta(made)
        return markdown

    @event_priority(100)
    def on_page_content(self, html: str, page: Any, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - as above
        """Gives it its body, which is HTML already."""
        made = self._of(page)
        if made is None:
            return html
        with _faults(config):
            return made.html

    def _of(self, page: Any) -> Page | None:
        return self._site.pages.get(page.file.src_uri) if self._site and page.file.generated_by == "digest" else None

    def on_template_context(self, context: Any, template_name: str, config: MkDocsConfig) -> Any:  # noqa: ARG002 - as above
        """Lets the sitemap list the pages that MkDocs does not render, too, and say when each changed last."""
        if self._site:
            context["pages"] = self._site.listed()
            context["digest_days"] = self._site.days
        return context

    @event_priority(-100)  # after the theme's search
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Completes what MkDocs could only do for the pages that it rendered."""
        if self._site:
            self._site.complete_search()
            self._site.keep()
            if config.strict:
                self._site.check_links()
            self._search = self._site.search
            if self._kind == "serve":
                self._search.index_behind(Path(config.site_dir))
            elif missing := self._search.index(Path(config.site_dir)):
                log.info("%s", missing)
            self._done()

    def on_shutdown(self) -> None:
        """Gives up what is still being made."""
        self._stop()

    def _stop(self) -> None:
        if self._search:
            self._search.stop()
        self._search = None

    def on_build_error(self, error: Exception) -> None:  # noqa: ARG002 - as above
        """Lets the kept pages go."""
        self._done()

    def _done(self) -> None:
        if self._site:
            self._site.close()
        self._site = None

    def on_serve(self, server: Any, config: MkDocsConfig, builder: Any) -> Any:  # noqa: ARG002 - MkDocs calls it so
        """A saved article or summary shows at once; so does a template."""
        for place in (
            self._settings.articles,
            self._settings.summaries,
            self._settings.editions,
            theme.overrides(config),
            render.PACKAGED,
        ):
            if place and place.is_dir():
                server.watch(str(place))
        return server


def _is_messages(path: str) -> bool:
    """Whether a file of the theme is one of messages, which no page asks for."""
    return path.startswith(f"{messages.FOLDER}/") and path.endswith(".po")


class Fault(Abort):
    """A fault of the program itself ends `mkdocs` with exit status 3."""

    code = exit_code = 3


@contextmanager
def _faults(config: MkDocsConfig) -> Iterator[None]:
    """A wrong setting, or a fault of the program, ends the build in a sentence; `mkdocs build --verbose` adds the traceback."""
    try:
        with doing("making the pages of the digest", Path(config.config_file_path).name):
            yield
    except SettingsError as error:
        raise PluginError(str(error)) from error
    except ContentError as error:
        log.debug("%s", error.problem.trace)
        raise Fault(str(error).replace("--debug prints", "mkdocs build --verbose prints")) from error


def settings(options: dict[str, Any], site: MkDocsConfig) -> Settings:
    """The options of mkdocs.yml as the program's own value."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return config.settings(given, Path(site.config_file_path).parent)
    except SettingsError as error:
        raise PluginError(str(error)) from error
