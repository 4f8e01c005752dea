"""Summaries become pages, as values that hold finished HTML, and static files; MkDocs is not known here.

One file a kind of page (home, edition, story, summary, people and organisations, topics and sources; `lists` for the rest); `views` turns front matter into what a
template may show, which is where rights are kept and what is held or doubtful is left out.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from digest.model import Edition, Page, Static, Story, Summary, held
from digest.recall import Recall
from digest.render import (
    addresses,
    around,
    comfort,
    corrections,
    groups,
    home,
    lists,
    making,
    names,
    open_data,
    sharing,
    single,
)
from digest.render import editions as edition_pages
from digest.render import stories as story_pages
from digest.render.feeds import Feeds, linked, whole
from digest.render.letter import Letter, letter
from digest.render.profiles import profiles
from digest.render.site import Site
from digest.render.templates import PACKAGED, Templates
from digest.render.values import View
from digest.render.views import view

__all__ = ["PACKAGED", "Letter", "Site", "letters", "pages", "whole"]


def letters(  # noqa: PLR0913, PLR0917 - what a site is made of
    summaries: Sequence[Summary],
    site: Site,
    overrides: Path | None,
    stories: Sequence[Story],
    editions: Sequence[Edition],
    unsubscribe: str = "",
) -> list[Letter]:
    """The editions as letters, in their order; those that have nothing to show are left out."""
    shown = [v for v, _ in _shown(summaries, site, (), Recall())]
    fronts = edition_pages.fronts(
        editions, shown, story_pages.of_views(story_pages.tellings(stories, shown, site)), site.messages
    )
    templates = Templates(overrides, site)
    return [letter(front, templates, site, unsubscribe) for front in fronts if front.pieces]


def _shown(
    summaries: Sequence[Summary], site: Site, taken: Collection[str], recall: Recall
) -> list[tuple[View, Summary]]:
    """What may be shown of the summaries, newest first, each with its summary."""
    free = [summary for summary in addresses.free(summaries, taken) if not held(summary.fields)]
    untitled = site.messages.gettext("Untitled")
    shown = [(recall.of(f"view, {untitled}", one, partial(view, one, site.settings, untitled)), one) for one in free]
    return sorted(shown, key=lambda one: (one[0].day or "0000", one[0].address), reverse=True)


def pages(  # noqa: PLR0913, PLR0917 - what a site is made of
    summaries: Sequence[Summary],
    site: Site,
    overrides: Path | None = None,
    moved: Mapping[str, str] = MappingProxyType({}),
    taken: Collection[str] = (),
    stories: Sequence[Story] = (),
    editions: Sequence[Edition] = (),
    wished: Mapping[str, bool] = MappingProxyType({}),
    recall: Recall | None = None,
) -> list[Page | Static]:
    """Every page, feed and data file of the digest, sorted by path. Summaries that an editor holds back have none.

    A template in the folder `overrides` is used in place of the packaged one of the same name.
    `moved` are former folders of people and organisations ("people/bob-hale") with those that hold now: their old addresses lead on.
    `wished` says of such a folder whether the editor wants a page there. `taken` are the addresses of the site's other pages and
    files. `recall` has what the process made before. `stories` are what several of the summaries report together, `editions` what happened in a day, week or month.
    """
    recall = recall or Recall()
    made = Templates(overrides, site, recall)
    shown = []
    for one, summary in _shown(summaries, site, taken, recall):
        made.know(one, recall.of("hash", summary, partial(made.hashed, summary)))
        shown.append(one)
    told = story_pages.tellings(stories, shown, site)
    by_file = story_pages.of_views(told)
    everyone = profiles(shown, wished, {file: one.story.id for file, one in by_file.items()})
    cast = {key: profile for key, profile in everyone.items() if profile.has_page}
    fronts = edition_pages.fronts(editions, shown, by_file, site.messages)
    topics = groups.of_topics(shown, by_file)
    put_right = corrections.of_views(shown)
    found = [
        *single.pages(shown, made, cast, by_file, frozenset(group.folder for group in topics if group.has_page)),
        *story_pages.pages(told, made),
        home.page(shown, fronts, made, site, cast),
        *edition_pages.pages(fronts, made, cast),
        *lists.pages(shown, made),
        comfort.page(made),
        making.page(shown, len(summaries) - len(shown), made),
        *corrections.pages(put_right, made),
        *groups.topics(topics, made),
        *groups.sources(shown, by_file, made),
        *names.pages(made, everyone, moved),
    ]
    found, pictures = sharing.shared(found, sharing.heads(shown, told, fronts, made.messages), site, made)
    newest, _ = edition_pages.newest(fronts, site.settings.edition_kinds)
    feeds = Feeds(made, site).files(shown, told, fronts, put_right, found)
    data = [
        *open_data.files(shown, site),
        *open_data.of_stories(told, site),
        *names.files(everyone),
        *pictures,
        *around.files(site),
        comfort.worker(newest, shown, made),
    ]
    return sorted([*linked(found, feeds, site), *feeds, *data], key=lambda page: page.path)
