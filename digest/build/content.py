"""All pages of the digest, from its articles and summaries, and what there is to report about them."""

import gc
import logging
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from digest import build, messages, render
from digest.build import archive, changes, corrections, editions, owned, story_values
from digest.config import Identity, Settings, shown
from digest.errors import Severity
from digest.model import Page, Static, approved
from digest.recall import Recall

Said = tuple[int, str]  # a level of logging, and a sentence


@dataclass(frozen=True, slots=True)
class Content:
    """The pages and files, sorted by path, and what was said while they were made.

    They are `refused`, and none are made, where an error was found and the settings are strict.
    """

    pages: tuple[Page | Static, ...]
    said: tuple[Said, ...]
    refused: bool = False


def content(  # noqa: PLR0913, PLR0917 - what a site is made of
    settings: Settings, site: Identity, overrides: Path | None, taken: Collection[str], today: date, recall: Recall | None = None
) -> Content:  # fmt: skip
    """Everything. `overrides` is the owner's folder of templates, `taken` are the addresses of the site's other pages, `recall` has what the process made before.

    Raises `SettingsError` or `ContentError`.
    """
    recall = recall or Recall()
    recall.begin((settings, site, overrides))
    with _uncollected():
        return _content(settings, site, overrides, taken, today, recall)


def _content(  # noqa: PLR0913, PLR0917 - as above
    settings: Settings, site: Identity, overrides: Path | None, taken: Collection[str], today: date, recall: Recall
) -> Content:  # fmt: skip
    names = owned.aliases(settings)
    built = build.build(settings, jobs=os.cpu_count() or 1, write=False, whole=True, today=today, recall=recall)
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
    summaries, moved, asks = archive.joined(entries, names, built.copies, named, recall)
    stories, problems = story_values.load(settings, summaries, built.copies, recall)
    placed = {article: story.id for story in stories for article in story.articles}
    issues, wrong = editions.made(settings, summaries, placed, today)
    versions, unread = changes.read(settings, summaries)
    put_right = corrections.read(settings, summaries)
    summaries = [
        recall.same(
            "shown", one.path, replace(one, changes=versions.get(one.path, ()), corrections=put_right.get(one.path, ()))
        )
        for one in summaries
    ]
    said += [(logging.WARNING, str(problem)) for problem in (*asks, *problems, *wrong, *unread)]
    wished = archive.wished(names)
    pages = render.pages(summaries, about, overrides, moved, taken, stories, issues, wished, recall)
    return Content(tuple(pages), tuple(said))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Of what is made meanwhile nothing is given up before the pages are written: looking through it would take a third of the time."""
    was = gc.isenabled()
    gc.disable()
    gc.unfreeze()
    try:
        yield
    finally:
        gc.freeze()
        if was:
            gc.enable()
