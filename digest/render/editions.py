"""Editions as pages: the lead with its points, who says what and where the sources differ; then the rest; then briefs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any

from digest.facts import Told, alike, facts
from digest.messages import Messages
from digest.model import Edition, EditionKind, Item, Page
from digest.render import corrections, notes, others, plain, structured
from digest.render.profiles import Profile
from digest.render.site import Site
from digest.render.stories import Shown, Telling
from digest.render.templates import PASSES, Templates, address, unquoted
from digest.render.values import Point, Said, View

FOLDER = "editions"
MAIN = 6  # items behind the lead that are shown with their deck; the others are briefs
BRIEFS = 40  # briefs on one page
_POINTS = 4  # of the lead
_VOICES = 3
_LONGEST = 320  # characters of a statement on a front page
_EARLIER = 10  # items that the home page shows, with those of earlier editions where the newest has fewer


@dataclass(frozen=True, slots=True)
class Piece:
    """One item as an edition shows it: the view that leads it, its views of the edition by day, its story.

    `rows` are where its sources differ, as far as was known on the edition's last day.
    """

    head: View
    views: tuple[View, ...]
    story: str  # the address of its story's page, or ""
    articles: int  # of its story
    rows: tuple[Shown, ...]

    @property
    def address(self) -> str:
        """Where its headline leads: the page of the story, or of the one summary."""
        return self.story if self.articles > 1 else self.head.address

    @property
    def own(self) -> list[View]:
        """The views that are no copy of another."""
        files = {view.file for view in self.views}
        return [view for view in self.views if view.copy_of not in files]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it, each once, the one that leads first."""
        return tuple(dict.fromkeys(view.source for view in (self.head, *self.views) if view.source))

    @property
    def sources(self) -> int:
        """How many outlets have a text of their own."""
        return len({view.source or view.file for view in self.own})

    @property
    def newest(self) -> str:
        """The day of its newest article."""
        return max(view.day for view in self.views)

    @property
    def differ(self) -> list[Shown]:
        """Where its sources disagree."""
        return [shown for shown in self.rows if not shown.row.updated]

    @property
    def updates(self) -> list[Shown]:
        """What a later article counts anew."""
        return [shown for shown in self.rows if shown.row.updated]

    def points(self, most: int = _POINTS) -> list[tuple[Point, list[View]]]:
        """What is known, each fact once with the views that report it."""
        by = {view.file: view for view in self.views}
        known = {point.text: point for view in self.own for point in view.points}
        told = [Told(point.text, view.file, view.day) for view in self.own for point in view.points]
        return [(known[fact.text], [by[file] for file in fact.by]) for fact in facts(told)[:most]]

    def voices(self, most: int = _VOICES) -> list[tuple[Said, View]]:
        """One statement of each who is quoted by name: their own words before reported ones, of each article its first.

        What the points say is not said again.
        """
        points = [point.text for point, _ in self.points()]
        best: dict[str, tuple[bool, int, int, Said, View]] = {}
        for order, view in enumerate(self.own):
            fit = [said for said in view.said if _fits(said, points)]
            for place, said in enumerate(fit):
                one = (not said.quoted, place, order, said, view)
                name = said.person or said.name.casefold()
                if name not in best or one[:3] < best[name][:3]:
                    best[name] = one
        return [(said, view) for *_, said, view in sorted(best.values(), key=lambda one: one[:3])[:most]]


@dataclass(frozen=True, slots=True)
class Near:
    """Another edition, as a page names it and leads to it; `day` is that of the month, for a day's edition."""

    address: str
    name: str
    time: str
    kind: EditionKind
    day: int
    count: int


@dataclass(frozen=True, slots=True)
class Front:
    """An edition as its page shows it; `late` are views that came when it was over, `more` how many briefs have no room."""

    edition: Edition
    time: str  # its day, week or month in words
    pieces: tuple[Piece, ...]
    late: tuple[View, ...]
    introduction: str  # HTML
    around: tuple[Near, ...] = ()  # the week and month that it is in
    within: tuple[Near, ...] = ()  # the weeks and days that it holds

    @property
    def address(self) -> str:
        """Where its page is published."""
        return address(f"{FOLDER}/{self.edition.id}")

    @property
    def name(self) -> str:
        """What it is called: the editor's title, or its time."""
        return plain.line(self.edition.title) or self.time

    @property
    def near(self) -> Near:
        """As other pages name it."""
        edition = self.edition
        return Near(self.address, self.name, self.time, edition.kind, int(edition.first[8:]), self.count)

    @property
    def lead(self) -> Piece | None:
        """What leads it; None where all of its articles came late or are held back."""
        return self.pieces[0] if self.pieces else None

    @property
    def main(self) -> tuple[Piece, ...]:
        """What stands behind the lead with its deck."""
        return self.pieces[1 : MAIN + 1]

    @property
    def briefs(self) -> tuple[Piece, ...]:
        """What stands at the end in a line each."""
        return self.pieces[MAIN + 1 : MAIN + 1 + BRIEFS]

    @property
    def more(self) -> int:
        """How many items have no room."""
        return max(0, len(self.pieces) - MAIN - 1 - BRIEFS)

    @property
    def count(self) -> int:
        """How many articles it holds."""
        return sum(len(piece.views) for piece in self.pieces)

    @property
    def views(self) -> list[View]:
        """The views of its pieces."""
        return [view for piece in self.pieces for view in piece.views]

    @property
    def outlets(self) -> int:
        """How many outlets they are from."""
        return len({outlet for piece in self.pieces for outlet in piece.outlets})


def fronts(
    editions: Sequence[Edition], shown: Sequence[View], told: Mapping[str, Telling], messages: Messages
) -> list[Front]:
    """The editions that have anything to show, oldest first; `told` gives the story of each article."""
    views = {view.file: view for view in shown}
    found = []
    for edition in editions:
        late = tuple(views[path] for path in edition.late if path in views)
        hidden = frozenset(view.file for view in late)
        pieces = tuple(piece for item in edition.items if (piece := _piece(item, edition, views, told, hidden)))
        if pieces or late:
            found.append(Front(edition, time(edition, messages), pieces, late, notes.html(edition.introduction)))
    return _linked(found)


def pages(found: Sequence[Front], made: Templates, cast: Mapping[str, Profile]) -> list[Page]:
    """A page for each edition, one for each year, and the list of the years."""
    if not found:
        return []
    messages, pages = made.messages, []
    _ = messages.gettext
    for kind, own in _by_kind(found).items():
        for index, front in enumerate(own):
            earlier = own[index - 1].near if index else None
            later = own[index + 1].near if index + 1 < len(own) else None
            about = messages.ngettext(
                "What happened, from %(num)s outlet: %(time)s.",
                "What happened, from %(num)s outlets: %(time)s.",
                front.outlets,
                time=front.time,
            )
            pages.append(
                made.page(
                    f"{FOLDER}/{front.edition.id}",
                    "edition.html",
                    front.name,
                    about,
                    partial(_structured, front, made.site),
                    is_list=True,
                    front=front,
                    cast=others.named(front.views, cast),
                    kind=kind.value,
                    earlier=earlier,
                    later=later,
                    corrections=corrections.of_views(view for piece in front.pieces for view in piece.views),
                )
            )
    years = {
        year: list(own)
        for year, own in groupby(
            sorted(found, key=lambda one: (one.edition.month, one.edition.id)), key=lambda one: one.edition.month[:4]
        )
    }
    for year, own in years.items():
        about = _("The editions of %(year)s.", year=year)
        values = {"year": year, "months": _months(own), "years": sorted(years, reverse=True)}
        pages.append(made.page(f"{FOLDER}/{year}", "edition_year.html", _("Editions of %(year)s", year=year), about, is_list=True, **values))  # fmt: skip
    newest = [one.near for one in sorted(found, key=lambda one: (one.edition.last, _first(one)), reverse=True)[:8]]
    about = _("What happened, by day, week and month.")
    pages.append(made.page(FOLDER, "editions.html", _("Editions"), about, is_list=True, newest=newest, years=[(year, len(own)) for year, own in sorted(years.items(), reverse=True)]))  # fmt: skip
    return pages


def _structured(front: Front, site: Site) -> Mapping[str, Any]:
    heads, day = [piece.head for piece in front.pieces], front.edition.first
    return {
        "data": structured.collection("PublicationIssue", front.name, front.address, heads, site, datePublished=day)
    }


def newest(
    found: Sequence[Front], kinds: Sequence[EditionKind]
) -> tuple[Front | None, list[tuple[Front, list[Piece]]]]:
    """The newest edition of the first kind, and what earlier ones add to it where it has little."""
    own = [front for front in found if front.edition.kind in kinds[:1] and front.pieces]
    if not own:
        return None, []
    left, earlier = _EARLIER - len(own[-1].pieces), []
    for front in reversed(own[:-1]):
        if left <= 0:
            break
        earlier.append((front, list(front.pieces[:left])))
        left -= len(front.pieces)
    return own[-1], earlier


def time(edition: Edition, messages: Messages) -> str:
    """A day, week or month in words: "Monday 12 October 2026", "12–18 October 2026", "October 2026"."""
    if edition.kind is EditionKind.MONTH:
        return messages.month(edition.id)
    if edition.kind is EditionKind.DAY:
        return messages.dates.day(edition.first, weekday=True)
    return messages.dates.span(edition.first, edition.last)


def _piece(
    item: Item, edition: Edition, views: Mapping[str, View], told: Mapping[str, Telling], late: frozenset[str]
) -> Piece | None:
    own = tuple(views[path] for path in item.articles if path in views)
    if not own:
        return None
    story = told.get(own[0].file)
    files = {view.file for view in own}
    originals = [view for view in own if view.copy_of not in files] or own
    head = story.lead if story and story.lead in originals else originals[-1]
    if story is None:
        return Piece(head, own, "", 0, ())
    rows = tuple(_known(story.rows, edition, files, late))
    return Piece(head, own, story.address, len(story.views), rows)


def _fits(said: Said, points: Sequence[str]) -> bool:
    """Whether a statement can be shown on a front page below these points."""
    named = said.name and not said.anonymous and said.check in PASSES
    words = unquoted(said.text).casefold().rstrip(".,;")
    return (
        bool(named)
        and len(words) <= _LONGEST
        and not any(words in text.casefold() or alike(words, text) for text in points)
    )


def _known(rows: Sequence[Shown], edition: Edition, files: set[str], late: frozenset[str]) -> list[Shown]:
    """The rows that an article of the item takes part in, with the values that were given by the edition's last day."""
    found = []
    for shown in rows:
        claims = tuple(c for c in shown.claims if c.view.day <= edition.last and c.view.file not in late)
        own = {claim.view.file for claim in claims}
        if own & files and len({claim.value for claim in claims}) > 1 and len(own) > 1:
            found.append(replace(shown, claims=claims))
    return found


def _linked(found: Sequence[Front]) -> list[Front]:
    """The editions, each with the longer ones that it is in and the shorter ones that it holds."""
    known = {front.edition.id: front.near for front in found}
    within: dict[str, list[Near]] = {}
    for front in found:
        for name in front.edition.around:
            within.setdefault(name, []).append(front.near)
    return [
        replace(
            front,
            around=tuple(known[name] for name in front.edition.around if name in known),
            within=tuple(within.get(front.edition.id, ())),
        )
        for front in found
    ]


def _by_kind(found: Sequence[Front]) -> dict[EditionKind, list[Front]]:
    kinds: dict[EditionKind, list[Front]] = {}
    for front in found:
        kinds.setdefault(front.edition.kind, []).append(front)
    return kinds


def _first(front: Front) -> tuple[str, str]:
    return front.edition.first, front.edition.id


def _months(own: Sequence[Front]) -> list[tuple[str, list[Near], list[Near]]]:
    """The editions of a year by their month, the newest first: (month, weeks and the month itself, days)."""
    months: dict[str, list[Near]] = {}
    for front in own:
        months.setdefault(front.edition.month, []).append(front.near)
    return [
        (
            name,
            [one for one in held if one.kind is not EditionKind.DAY],
            [one for one in held if one.kind is EditionKind.DAY],
        )
        for name, held in sorted(months.items(), reverse=True)
    ]
