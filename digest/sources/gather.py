"""The run over all feeds: what is new in each is fetched and taken in; a feed that fails is reported and stops no other.

What was seen is kept in the cache, feed by feed: ETag and date for the next conditional request, the guids, when the feed
said that each was changed last, and how many items were taken on the day, for the owner's maximum.
"""

import itertools
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from typing import Any

from digest.cache import Cache
from digest.config import FeedSettings, Settings, shown
from digest.errors import ContentError, Problem, Severity, doing
from digest.sources import intake
from digest.sources.fetch import Fetched, Fetcher, FetchError, feeds
from digest.sources.fetch.feeds import Item
from digest.sources.intake import Brought, Taken
from digest.sources.shelf import RepeatError, Shelf, shelf

HOSTS = 4  # asked at once; each of them one thing at a time, which the fetcher sees to
_REMEMBERED = 2_000  # guids of a feed
_KIND = "feed"

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a run came to. `unchanged` feeds had nothing new, `unread` could not be read; `copies` are items whose text was there already."""

    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]
    copies: tuple[tuple[str, str], ...]
    feeds: int
    unchanged: int
    unread: int


@dataclass(slots=True)
class _Run:
    settings: Settings
    cache: Cache
    fetcher: Fetcher
    today: str
    there: Shelf
    most: int = 0
    of: Counter[str] = field(default_factory=Counter)  # articles taken in, by outlet
    taken: list[Taken] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)

    def is_full(self, feed: FeedSettings) -> bool:
        """Whether no more of an outlet are taken in by this run."""
        return 0 < self.most <= self.of[feed.source or feed.url]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is remembered of a feed."""

    etag: str = ""
    modified: str = ""
    guids: tuple[str, ...] = ()
    day: str = ""
    taken: int = 0  # on that day
    changed: Mapping[str, str] = field(default_factory=dict)  # guid → when the feed said that it was changed

    def on(self, day: str) -> int:
        """How many items were taken that day."""
        return self.taken if self.day == day else 0

    def settled(self, items: Iterable[Item], there: Shelf) -> set[str]:
        """The guids with which nothing is to be done: all that were seen, but those that were changed and are still there."""
        last = self.changed
        new = {one.guid for one in items if one.updated != last.get(one.guid, one.updated) and there.at(one.link)}
        return set(self.guids) - new


def gather(settings: Settings, fetcher: Fetcher, today: str, progress: Progress, most: int = 0) -> Gathered:
    """Pulls every feed of the settings; `today` ("2026-10-19") counts for the maximum a day.

    No more than `most` articles of one outlet are taken in, unless it is 0; the others are left for the next run.
    """
    with Cache(settings.cache / "digest.sqlite") as cache, ThreadPoolExecutor(HOSTS) as pool:
        run = _Run(settings, cache, fetcher, today, shelf(settings, cache), most)
        seen = {feed.url: _Seen(**_row(cache.get(_KIND, feed.url))) for feed in settings.feeds}
        asked = {pool.submit(_feed, fetcher, feed, seen[feed.url]): feed for feed in settings.feeds}
        new: list[_Open] = []
        unchanged = unread = 0
        for number, (feed, future) in enumerate(_done(asked), 1):
            progress(number, len(asked), feed.url)
            try:
                got, items = future.result()
            except ContentError as error:
                run.problems.append(replace(error.problem, severity=Severity.WARNING))
                unread += 1
                continue
            before = seen[feed.url]
            known = before.settled(items, run.there)
            wanted = feeds.choose(items, feed, known, feed.max_per_day - before.on(today))
            unchanged += not wanted
            kept = replace(before, etag=got.etag or before.etag, modified=got.modified or before.modified)
            changed = {item.guid: before.changed.get(item.guid, item.updated) for item in items}
            opened = (list(before.guids), before.on(today), changed or dict(before.changed))
            new.append(_Open(feed, kept, wanted, len(wanted), *opened))
        _take(run, pool, sorted(new, key=lambda one: one.feed.url), progress)
        if cache.trouble:
            run.problems.append(Problem(shown(settings, settings.cache), 0, cache.trouble, severity=Severity.NOTICE))
    return Gathered(tuple(run.taken), tuple(sorted(run.problems)), tuple(run.copies), len(asked), unchanged, unread)


def _done(asked: dict[Future[Any], Any]) -> Iterator[tuple[Any, Future[Any]]]:
    return ((asked[future], future) for future in as_completed(asked))


def _row(row: Any) -> dict[str, Any]:
    return {**row, "guids": tuple(row["guids"])} if row else {}


def _feed(fetcher: Fetcher, feed: FeedSettings, seen: _Seen) -> tuple[Fetched, tuple[Item, ...]]:
    with doing("reading the feed", feed.url):
        got = fetcher.fetch(feed.url, etag=seen.etag, modified=seen.modified)
        return got, () if got.status == 304 else feeds.items(got.data, got.url, got.charset)


def _page(run: _Run, feed: FeedSettings, item: Item, *, again: bool) -> Brought:
    with doing("fetching the page", item.link):
        if not again:
            run.there.check(item.link)
        if run.is_full(feed):
            raise ContentError(item.link, "It is left for the next run.")
        got = run.fetcher.fetch(item.link)
    suffix = intake.suffix(got.kind, got.url, got.data)
    if not suffix:
        raise ContentError(item.link, f"It is no page, but {got.kind}.")
    return Brought(
        got.data, f"page{suffix}", got.url, got.charset, item.title, item.published, feed.source, item.author
    )


@dataclass(slots=True)
class _Open:
    """A feed whose new items are being taken in."""

    feed: FeedSettings
    seen: _Seen
    wanted: list[Item]
    left: int  # items not dealt with yet
    guids: list[str]
    taken: int  # today
    changed: dict[str, str]

    def row(self, today: str) -> dict[str, Any]:
        """What to remember. With an item still to come the feed must be read again, though it has not changed."""
        whole = not self.left and self.taken < self.feed.max_per_day
        return {
            "etag": self.seen.etag if whole else "",
            "modified": self.seen.modified if whole else "",
            "guids": self.guids[-_REMEMBERED:],
            "day": today,
            "taken": self.taken,
            "changed": {guid: day for guid, day in self.changed.items() if day},
        }


def _take(run: _Run, pool: ThreadPoolExecutor, opened: list[_Open], progress: Progress) -> None:
    """Takes in the new items, one of each feed in turn, so that several hosts are asked at once and few pages are held."""
    turns = itertools.zip_longest(*([(feed, item) for item in feed.wanted] for feed in opened))
    pairs = [pair for turn in turns for pair in turn if pair]
    pages = deque(pool.submit(_page, run, feed.feed, item, again=item.guid in feed.seen.guids) for feed, item in pairs)
    try:
        for number, (feed, item) in enumerate(pairs, 1):
            progress(number, len(pairs), item.link)
            _one(run, feed, item, pages.popleft())
    finally:  # also when somebody stops the run
        for page in pages:
            page.cancel()
        run.cache.put(_KIND, {feed.feed.url: feed.row(run.today) for feed in opened})


def _one(run: _Run, feed: _Open, item: Item, page: Future[Brought]) -> None:
    """Takes in one item's page. What a later try may bring is left for the next run."""
    if run.is_full(feed.feed):
        page.cancel()
        return
    try:
        with doing("taking the page in", item.link):
            run.taken.append(intake.take(run.settings, run.there, page.result()))
        feed.taken += 1
        run.of[feed.feed.source or feed.feed.url] += 1
    except RepeatError as error:
        run.copies.append((item.link, error.path))
    except ContentError as error:
        run.problems.append(replace(error.problem, file=item.link, severity=Severity.WARNING))
        if isinstance(error, FetchError) and error.again is not None:
            return
    feed.left -= 1
    feed.changed[item.guid] = item.updated
    if item.guid not in feed.seen.guids:
        feed.guids.append(item.guid)
