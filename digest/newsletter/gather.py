"""The edition to send, from the files of the project."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from digest import build as builder
from digest import messages, render
from digest.build import archive, editions, owned, story_values
from digest.config import Identity, Settings
from digest.errors import Problem, SettingsError
from digest.group.editions.periods import named
from digest.model import Edition, approved
from digest.newsletter.inline import inlined
from digest.newsletter.message import MARK, READER
from digest.render import Letter


def gather(
    settings: Settings, site: Identity, wanted: str, today: date, overrides: Path | None
) -> tuple[Letter, list[Problem]]:
    """The letter of an edition ("2026-10-12"; "" for the newest of the first kind that ended before `today`), and what is wrong.

    Raises `SettingsError` where there is no such edition, or the site has no address for its links.
    """
    if not site.url:
        raise SettingsError("The letter's links need the address of the site: set site_url in mkdocs.yml.")
    built = builder.build(settings, jobs=os.cpu_count() or 1, write=False, whole=True, today=today)
    entries = [e.summary for e in built.entries if not settings.require_approval or approved(e.summary.fields)]
    summaries = archive.joined(entries, owned.aliases(settings), built.copies)[0]
    stories, wrong = story_values.load(settings, summaries, built.copies)
    placed = {article: story.id for story in stories for article in story.articles}
    found, more = editions.made(settings, summaries, placed, today)
    chosen = _chosen(found, wanted, settings, today)
    whole = render.Site(
        site.name, site.url, site.description, settings, site.language, messages.load(site.language, overrides)
    )
    made = render.letters(
        summaries, whole, overrides, stories, [chosen], settings.newsletter.unsubscribe.replace(READER, MARK)
    )
    if not made:
        raise SettingsError(f"The edition {chosen.id} has nothing to show: its articles came late, or are held back.")
    return replace(made[0], html=inlined(made[0].html)), [*wrong, *more]


def _chosen(found: list[Edition], wanted: str, settings: Settings, today: date) -> Edition:
    if wanted:
        period = named(wanted)
        if period is None:
            raise SettingsError(f"“{wanted}” is no edition. Write a day, week or month: 2026-10-12, 2026-w42, 2026-10.")
        own = [edition for edition in found if edition.id == period.id]
        if not own:
            raise SettingsError(
                f"There is no edition {period.id}: no article is of this {period.kind}, or none are made."
            )
        return own[0]
    first = [edition for edition in found if edition.kind in settings.edition_kinds[:1]]
    if not first:
        raise SettingsError("There is no edition yet. Bring in an article with a date, and run digest build.")
    ended = [edition for edition in first if edition.last < today.isoformat()]
    return (ended or first)[-1]
