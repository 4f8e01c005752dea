"""Feeds: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 of the whole, and beside the page of each topic, source, person, story and of editions.

Entries hold points, which are the articles' own sentences; reported speech is put into no marks. Their ids are the summaries'
addresses, which never change, and their times the summaries' own: a build changes nothing by itself.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from itertools import islice
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from digest.config import FeedFormat
from digest.model import Page, Static
from digest.model.slugs import key
from digest.render import corrections, plain
from digest.render.corrections import Corrected
from digest.render.editions import Front
from digest.render.site import Site
from digest.render.stories import Telling
from digest.render.templates import Templates, address
from digest.render.values import View

NEWEST: Final = 30  # entries of one feed
FILES: Final = {FeedFormat.ATOM: "feed.xml", FeedFormat.RSS: "rss.xml", FeedFormat.JSON: "feed.json"}
TYPES: Final = {
    FeedFormat.ATOM: "application/atom+xml",
    FeedFormat.RSS: "application/rss+xml",
    FeedFormat.JSON: "application/feed+json",
}
NAMES: Final = {FeedFormat.ATOM: "Atom", FeedFormat.RSS: "RSS", FeedFormat.JSON: "JSON Feed"}
_DAY: Final = len("2026-09-14")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a summary or an edition. `published` and `updated` are times of RFC 3339; `original` is the article's address."""

    id: str
    url: str
    title: str
    author: str
    published: str
    updated: str
    html: Markup
    topics: tuple[str, ...] = ()
    original: str = ""

    @property
    def at(self) -> datetime:
        """When it was published."""
        return datetime.fromisoformat(self.published)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed beside the page in a folder ("" for the site's first page): its title, and its entries, newest first."""

    folder: str
    id: str
    url: str
    title: str
    description: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> str:
        """The time of the newest change."""
        return max((entry.updated for entry in self.entries), default="1970-01-01T00:00:00Z")


class Feeds:
    """Makes the feeds of a site; what an entry holds is rendered once for all feeds that it is in."""

    def __init__(self, templates: Templates, site: Site) -> None:
        self._templates, self._site = templates, site
        self._entries: dict[str, Entry] = {}

    def files(
        self,
        shown: Sequence[View],
        told: Sequence[Telling],
        fronts: Sequence[Front],
        put_right: Sequence[Corrected],
        pages: Iterable[Page],
    ) -> list[Static]:
        """The files of all feeds whose page is among the pages."""
        made = {page.path for page in pages}
        site = self._site
        files = self._channel("", site.name, site.description, shown)
        for folder, (title, views) in _channels(shown, told).items():
            if f"{folder}/index.md" in made:
                files += self._channel(folder, title, site.messages.gettext("Summaries: %(name)s.", name=title), views)
        files += self._corrections(put_right)
        return files + self._editions(fronts) if fronts else files

    def _channel(self, folder: str, title: str, description: str, views: Iterable[View]) -> list[Static]:
        """The feed of the newest views that have a day."""
        newest = tuple(islice((view for view in views if len(view.day) == _DAY), NEWEST))
        return self._files(folder, title, description, newest, lambda: [self._entry(view) for view in newest])

    def _editions(self, fronts: Sequence[Front]) -> list[Static]:
        """The editions of the first kind that there is."""
        kinds = [front.edition.kind for front in fronts]
        kind = next(kind for kind in self._site.settings.edition_kinds if kind in kinds)
        own = [front for front in reversed(fronts) if front.edition.kind is kind and front.pieces][:NEWEST]
        entries = lambda: [self._edition(front) for front in own]  # noqa: E731
        _ = self._site.messages.gettext
        return self._files("editions", _("Editions"), _("What happened, newest first."), own, entries)

    def _files(
        self,
        folder: str,
        title: str,
        description: str,
        of: Sequence[View | Front | Corrected],
        entries: Callable[[], list[Entry]],
    ) -> list[Static]:
        """A feed in each of its formats."""
        here = address(folder)
        named = title if not folder else f"{title} – {self._site.name}"
        made_of = self._templates.hashed("feed", folder, named, description, of)

        def text(kind: FeedFormat) -> str:
            own = Feed(folder, self._id(here), self._site.url + here, named, description, tuple(entries()))
            return self._text(own, kind)

        formats = self._site.settings.feed_formats
        return [Static(_path(folder, kind), partial(text, kind), f"{made_of}-{kind.value}") for kind in formats]

    def _entry(self, view: View) -> Entry:
        """The entry of a summary."""
        if view.address not in self._entries:
            self._entries[view.address] = self._summary(view)
        return self._entries[view.address]

    def _summary(self, view: View) -> Entry:
        html = Markup(self._templates.text("feed_summary.html", view=view))  # noqa: S704 - the template has escaped it
        day = _midnight(view.day)
        return Entry(
            self._id(view.address), self._site.url + view.address, view.title, view.source or self._site.name, day,
            max(day, _moment(view.updated)), html, tuple(name for _, name in view.topics), view.url,
        )  # fmt: skip

    def _corrections(self, put_right: Sequence[Corrected]) -> list[Static]:
        """What was corrected."""
        newest, _ = put_right[:NEWEST], self._site.messages.gettext
        about = _("What was corrected after it was published.")
        entries = lambda: [self._corrected(one) for one in newest]  # noqa: E731
        return self._files(corrections.FOLDER, _("Corrections"), about, newest, entries)

    def _corrected(self, one: Corrected) -> Entry:
        html = Markup(self._templates.text("feed_correction.html", one=one))  # noqa: S704 - as above
        day, author = _midnight(one.correction.at), one.of.source or self._site.name
        return Entry(self._id(one.place), self._site.url + one.place, one.of.title, author, day, day, html)

    def _edition(self, front: Front) -> Entry:
        html = Markup(self._templates.text("feed_edition.html", front=front, link=lambda to: self._site.url + to))  # noqa: S704 - as above
        newest = max(_midnight(day) for piece in front.pieces for view in piece.views for day in [view.day])
        first = _midnight(front.edition.first)
        own = front.address
        return Entry(self._id(own), self._site.url + own, front.name, self._site.name, first, max(first, newest), html)

    def _id(self, own: str) -> str:
        """What never changes of an address: itself, or where the site has none, a UUID made of its name and the address."""
        return self._site.url + own if self._site.url else uuid5(NAMESPACE_URL, f"{self._site.name}/{own}").urn

    def _text(self, feed: Feed, kind: FeedFormat) -> str:
        own = self._site.url + _path(address(feed.folder).removesuffix("/"), kind)
        if kind is FeedFormat.JSON:
            return json.dumps(_json(feed, own if self._site.url else ""), ensure_ascii=False) + "\n"
        language = self._site.language
        return plain.text(self._templates.text(f"feed_{kind.value}.html", feed=feed, own=own, language=language)) + "\n"


def linked(pages: Iterable[Page], files: Iterable[Static], site: Site) -> list[Page]:
    """The pages, each with the feeds that belong to it in its `meta`: what they are called, their type and address."""
    there = {file.path for file in files}
    found = []
    for page in pages:
        folder = page.path.removesuffix("index.md").removesuffix("/")
        own = [(kind, _path(folder, kind)) for kind in site.settings.feed_formats if folder]
        feeds = [
            {
                "name": NAMES[kind],
                "title": f"{page.title} – {site.name}",
                "type": TYPES[kind],
                "href": f"{address(folder)}{FILES[kind]}",
            }
            for kind, path in own
            if path in there
        ]
        found.append(replace(page, meta={**page.meta, "feeds": feeds}) if feeds else page)
    return found


def whole(formats: Iterable[FeedFormat]) -> list[dict[str, str]]:
    """The feeds of the whole site: the name of each format, its type and its address."""
    return [{"name": NAMES[kind], "type": TYPES[kind], "href": FILES[kind]} for kind in formats]


def _channels(shown: Sequence[View], told: Sequence[Telling]) -> Mapping[str, tuple[str, list[View]]]:
    """The views by the folder of each topic, source, person, body and story, newest first, with its name."""
    found: dict[str, tuple[str, list[View]]] = {}
    for view in shown:
        folders = {f"topics/{part}": name for part, name in view.topics}
        folders |= {f"people/{person}": name for person, name, _ in view.people if person}
        folders |= {f"organisations/{body}": name for body, name, _ in view.organisations if body}
        if view.source:
            folders[f"sources/{key(view.source)}"] = view.source
        for folder, name in folders.items():
            found.setdefault(folder, (name, []))[1].append(view)
    for one in told:
        found[one.address.removesuffix("/")] = (one.story.name, list(reversed(one.views)))
    return dict(sorted(found.items()))


def _path(folder: str, kind: FeedFormat) -> str:
    return f"{folder}/{FILES[kind]}" if folder else FILES[kind]


def _json(feed: Feed, own: str) -> dict[str, Any]:
    """The feed as JSON Feed 1.1 has it."""
    found: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "description": feed.description}  # fmt: skip
    if own:
        found |= {"home_page_url": feed.url, "feed_url": own}
    found["items"] = [_item(entry, linked=bool(own)) for entry in feed.entries]
    return found


def _item(entry: Entry, *, linked: bool) -> dict[str, Any]:
    item: dict[str, Any] = {"id": entry.id, "title": entry.title, "content_html": str(entry.html)}
    item |= {"date_published": entry.published, "date_modified": entry.updated, "authors": [{"name": entry.author}]}
    if linked:
        item["url"] = entry.url
    if entry.original:
        item["external_url"] = entry.original
    if entry.topics:
        item["tags"] = list(entry.topics)
    return item


def _midnight(day: str) -> str:
    return f"{day}T00:00:00Z" if len(day) == _DAY else ""


def _moment(stated: str) -> str:
    """A day or time of ISO 8601 as RFC 3339 has it in UTC; "" for what is none. One without a zone is UTC."""
    try:
        found = datetime.fromisoformat(stated) if len(stated) > _DAY else datetime.combine(date.fromisoformat(stated), datetime.min.time())  # fmt: skip
        known = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return known.strftime("%Y-%m-%dT%H:%M:%SZ") if known.year >= 1000 else ""
