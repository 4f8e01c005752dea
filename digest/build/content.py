"""All pages of the digest, from its articles and summaries, and what there is to report about them."""

import logging
import os
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from digest import build, messages, render
from digest.build import archive, changes, corrections, editions, owned, told
from digest.config import Identity, Settings, shown
from digest.errors import Severity
from digest.model import Page, Static, approved

Said = tuple[int, str]  # a level of logging, and a sentence


@dataclass(frozen=True, slots=True)
class Content:
    """The pages and files, sorted by path, and what was said while they were made.

    They are `refused`, and none are made, where an error was found and the settings are strict.
    """

    pages: tuple[Page | Static, ...]
    said: tuple[Said, ...]
    refused: bool = False


def content(settings: Settings, site: Identity, overrides: Path | None, taken: Collection[str], today: date) -> Content:
    """Everything. `overrides` is the owner's folder of templates, `taken` are the addresses of the site's other pages.

    Raises `SettingsError` or `ContentError`.
    """
    names = owned.aliases(settings)
    built = build.build(settings, jobs=os.cpu_count() or 1, write=False, whole=True, today=today)
    said = [
        (logging.INFO if problem.severity is Severity.NOTICE else logging.WARNING, str(problem))
        for problem in built.problems
    ]
    said.append((logging.INFO, built.reads))
    if settings.strict and any(problem.severity is Severity.ERROR for problem in built.problems):
        return Content((), tuple(said), refused=True)
    entries = [e.summary for e in built.entries if not settings.require_approval or approved(e.summary.fields)]
    if len(entries) < len(built.entries):
        said.append((logging.INFO, f"{len(built.entries) - len(entries):,} summaries wait for approval"))
    about = render.Site(
        site.name, site.url, site.description, settings, site.language, messages.load(site.language, overrides)
    )
    named = shown(settings, settings.names)
    summaries, moved, asks = archive.joined(entries, names, built.copies, named)
    stories, problems = told.told(settings, summaries, built.copies)
    placed = {article: story.id for story in stories for article in story.articles}
    issues, wrong = editions.made(settings, summaries, placed, today)
    versions, unread = changes.read(settings, summaries)
    put_right = corrections.read(settings, summaries)
    summaries = [
        replace(one, changes=versions.get(one.path, ()), corrections=put_right.get(one.path, ())) for one in summaries
    ]
    said += [(logging.WARNING, str(problem)) for problem in (*asks, *problems, *wrong, *unread)]
    wished = archive.wished(names)
    pages = render.pages(summaries, about, overrides, moved, taken, stories, issues, wished)
    return Content(tuple(pages), tuple(said))
