"""The pages of topics and of sources: what happened, newest first, with its stories; what was taken from whom."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from digest.model import Page
from digest.model.slugs import key
from digest.render import others
from digest.render.charts import chart
from digest.render.others import Several
from digest.render.paging import parts
from digest.render.stories import Telling
from digest.render.templates import Templates
from digest.render.values import View

CARDS: Final = 100  # summaries on one page of a topic or source
STORIES: Final = 12  # stories on its first page


@dataclass(frozen=True, slots=True)
class Group:
    """The summaries of one topic or source, newest first, and the stories that they are part of.

    A topic of one summary has no page: its name in the index leads there.
    """

    folder: str
    name: str
    views: tuple[View, ...]
    stories: tuple[Telling, ...]

    @property
    def has_page(self) -> bool:
        """Whether it gathers something."""
        return len(self.views) > 1 or self.folder.startswith("sources/")

    @property
    def address(self) -> str:
        """Where its name leads."""
        return f"{self.folder}/" if self.has_page else self.views[0].address


@dataclass(frozen=True, slots=True)
class Taken:
    """What the site took from a source: its rights, words read, statements and points shown, how often it was first.

    `first` of `shared`: stories that several outlets report, and of these the ones that it reported first.
    """

    rights: tuple[str, ...]
    words: int
    said: int
    points: int
    first: int
    shared: int


def of_topics(shown: Sequence[View], told: Mapping[str, Telling]) -> list[Group]:
    """The topics, those of most summaries first."""
    found = _grouped("topics", shown, told, lambda v: v.topics)
    return sorted(found, key=lambda g: (-len(g.views), g.name.casefold(), g.folder))


def topics(groups: Sequence[Group], templates: Templates) -> list[Page]:
    """The index of topics, and the pages of each that gathers something."""
    _ = templates.messages.gettext
    title, about = _("Topics"), _("What the summaries are about, and the newest of each.")
    made = [templates.page("topics", "groups.html", title, about, is_list=True, title=title, groups=_listed(groups))]
    for group in groups:
        if group.has_page:
            made += _pages(group, "topic.html", templates, title=title)
    return made


def sources(shown: Sequence[View], told: Mapping[str, Telling], templates: Templates) -> list[Page]:
    """The index of sources by name, and the pages of each."""
    by_source = _grouped("sources", shown, told, lambda v: [(key(v.source), v.source)] if v.source else [])
    groups = sorted(by_source, key=lambda g: (g.name.casefold(), g.folder))
    _ = templates.messages.gettext
    title, about = _("Sources"), _("Where the articles come from, and what the site took from each.")
    made = [templates.page("sources", "groups.html", title, about, is_list=True, title=title, groups=_listed(groups))]
    for group in groups:
        made += _pages(group, "source.html", templates, title=title, taken=_taken(group))
    return made


def _listed(groups: Sequence[Group]) -> list[others.Group]:
    """The groups as their index lists them."""
    return [others.Group(one.address, one.name, Several(len(one.views), others.of(one.views[0]))) for one in groups]


def _pages(group: Group, template: str, templates: Templates, **values: Any) -> Iterator[Page]:
    """The pages of one group; what is older is on further pages."""
    messages = templates.messages
    about = messages.gettext("Summaries: %(name)s.", name=group.name)
    for part in parts(group.folder, group.views, CARDS):
        yield templates.page(
            part.here, template, messages.numbered(group.name, part.number), about, is_list=True, part=replace(part, items=()),
            group=others.Group(group.address, group.name, Several(len(group.views))),
            stories=group.stories[:STORIES] if part.number == 1 else (),
            months=_months(part.items), chart=chart((view.day for view in group.views), messages.day) if part.number == 1 else None, **values,
        )  # fmt: skip


def _months(views: Sequence[View]) -> list[tuple[str, list[View]]]:
    """The views by month, in their order; those without a month are last."""
    found: dict[str, list[View]] = {}
    for view in views:
        found.setdefault(view.month, []).append(view)
    return sorted(found.items(), key=lambda item: item[0] == "undated")


def _grouped(
    folder: str,
    shown: Sequence[View],
    told: Mapping[str, Telling],
    keys: Callable[[View], Iterable[tuple[str, str]]],
) -> list[Group]:
    """The views of each key with its name."""
    found: dict[str, tuple[str, list[View]]] = {}
    for view in shown:
        for part, name in dict(keys(view)).items():
            found.setdefault(part, (name, []))[1].append(view)
    return [
        Group(
            f"{folder}/{part}", name, tuple(views),
            tuple({one.story.id: one for view in views if (one := told.get(view.file)) is not None}.values()),
        )
        for part, (name, views) in found.items()
    ]  # fmt: skip


def _taken(group: Group) -> Taken:
    shared = [one for one in group.stories if len(one.outlets) > 1]
    return Taken(
        tuple(dict.fromkeys(view.rights for view in group.views)),
        sum(view.words for view in group.views),
        sum(len(view.said) for view in group.views),
        sum(len(view.points) for view in group.views),
        sum(one.outlets[0] == group.name for one in shared),
        len(shared),
    )
