"""The pages of stories: what is known, where the sources disagree, the timeline, who is quoted where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from digest import facts as merged
from digest.facts import Told
from digest.model import ClaimKind, Page, Row, Story, StoryState
from digest.render import corrections, structured
from digest.render.others import Several
from digest.render.pictures import Course, course, strips
from digest.render.rights import Allowance, allowance
from digest.render.site import Site
from digest.render.templates import Templates, address, unquoted
from digest.render.values import Moment, Said, View

FOLDER: Final = "stories"
WHAT: Final = "what sources differ on"


@dataclass(frozen=True, slots=True)
class Telling:
    """A story as its page shows it: its views by day, the one that leads, and its rows with the views they are from."""

    story: Story
    views: tuple[View, ...]
    lead: View
    rows: tuple["Shown", ...]

    @property
    def address(self) -> str:
        """Where its page is published."""
        return address(f"{FOLDER}/{self.story.id}")

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that report it, each once, by their first report."""
        return tuple(dict.fromkeys(view.source for view in self.views if view.source))


@dataclass(frozen=True, slots=True)
class Named:
    """What a list says of a story."""

    name: str
    state: StoryState


@dataclass(frozen=True, slots=True)
class Listed:
    """A story as the list of all has it."""

    address: str
    story: Named
    views: Several
    rows: Several


@dataclass(frozen=True, slots=True)
class Claimed:
    """One article's value of a row, and its `number` if it is one; `sentence` is "" where the source's rights do not allow it to be shown."""

    view: View
    value: str
    sentence: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it: what it is of, in plain words, and each article's value."""

    row: Row
    what: str
    claims: tuple[Claimed, ...]

    @property
    def course(self) -> Course | None:
        """Its values over time, where they are a figure that several days give."""
        figures = self.claims if self.row.kind is ClaimKind.FIGURE else ()
        return course((claim.view.day, claim.number, claim.value) for claim in figures)


def tellings(stories: Sequence[Story], shown: Sequence[View], site: Site) -> list[Telling]:
    """The stories that have a page: those with an article that is shown, newest first."""
    views = {view.file: view for view in shown}
    found = []
    for story in stories:
        own = tuple(views[path] for path in story.articles if path in views)
        if own:
            found.append(Telling(story, own, views.get(story.lead, own[-1]), _rows(story, views, site)))
    return sorted(found, key=lambda one: (one.views[-1].day, one.story.id), reverse=True)


def pages(told: Sequence[Telling], templates: Templates) -> list[Page]:
    """A page for each story, one for each address that a merged story had, and the list of all."""
    _ = templates.messages.gettext
    about = _("What several articles report together.")
    made = [templates.page(FOLDER, "stories.html", _("Stories"), about, is_list=True, stories=list(map(_listed, told)))]
    for one in told:
        story = one.story
        made.append(
            templates.page(
                f"{FOLDER}/{story.id}",
                "story.html",
                story.name,
                one.lead.deck,
                partial(_further, one, templates.site),
                told=one,
                says=[one.lead.deck],
            )
        )
        made += [
            templates.page(f"{FOLDER}/{old}", "story_moved.html", story.name, "", is_list=True, told=one)
            for old in story.former
        ]
    return made


def _listed(one: Telling) -> Listed:
    return Listed(one.address, Named(one.story.name, one.story.state), Several(len(one.views)), Several(len(one.rows)))


def _further(one: Telling, site: Site) -> Mapping[str, Any]:
    return {
        "facts": facts(one),
        "timeline": timeline(one),
        "voices": voices(one),
        "corrections": corrections.of_views(one.views),
        "strips": strips(one.views),
        "by": {view.file: view for view in one.views},
        **_structured(one, site),
    }


def _structured(one: Telling, site: Site) -> Mapping[str, Any]:
    newest = {"dateModified": one.views[-1].day, "description": one.lead.deck}
    return {"data": structured.collection("CollectionPage", one.story.name, one.address, one.views, site, **newest)}


def facts(one: Telling) -> list[merged.Fact]:
    """What the story's articles say, each fact once; of copies the original alone."""
    files = {view.file for view in one.views}
    own = [view for view in one.views if view.copy_of not in files]
    return merged.facts([Told(point.text, view.file, view.day) for view in own for point in view.points])


def timeline(one: Telling) -> list[tuple[str, list[Moment], list[tuple[View, int]]]]:
    """By day: the dated events of all articles, each once, and the articles that were changed, with the number of statements."""
    days: dict[str, tuple[list[Moment], list[tuple[View, int]]]] = {}
    for view in one.views:
        for moment in view.timeline:
            held = days.setdefault(moment.day, ([], []))[0]
            if not any(merged.alike(moment.text, other.text) for other in held):
                held.append(moment)
        for change in reversed(view.changes):
            days.setdefault(change.at, ([], []))[1].append((view, len(change.statements)))
    return [(day, *held) for day, held in sorted(days.items())]


def voices(one: Telling) -> list[tuple[Said, tuple[str, ...], int]]:
    """Who is quoted, by which outlets, with how many statements (what a copy repeats counts once); those that most quote first."""
    found: dict[str, tuple[Said, list[str], set[str]]] = {}
    for view in one.views:
        for said in view.said:
            if said.name and not said.anonymous:
                _, outlets, words = found.setdefault(said.person or said.name.casefold(), (said, [], set()))
                outlets.append(view.source or view.title)
                words.add(unquoted(said.text).casefold())
    told = [(said, tuple(dict.fromkeys(outlets)), len(words)) for said, outlets, words in found.values()]
    return sorted(told, key=lambda item: (-len(item[1]), item[0].name.casefold()))


def of_views(told: Sequence[Telling]) -> Mapping[str, Telling]:
    """The story of each view, by its article."""
    return {view.file: one for one in told for view in one.views}


def _rows(story: Story, views: Mapping[str, View], site: Site) -> tuple[Shown, ...]:
    """The story's rows, as far as two of their articles are shown, within the rights of each source."""
    left: dict[str, Allowance] = {}
    found = []
    for row in story.rows:
        claims = []
        for statement in row.statements:
            view = views.get(statement.article)
            if view is None:
                continue
            words = left.setdefault(view.file, allowance(view.rights, site.settings.sources.get(view.source)))
            claims.append(
                Claimed(
                    view,
                    statement.value,
                    statement.sentence if words.grant(statement.sentence) else "",
                    statement.number,
                )
            )
        if len({claim.view.file for claim in claims}) > 1:
            found.append(Shown(row, site.messages.label(row.what, WHAT), tuple(claims)))
    return tuple(found)
