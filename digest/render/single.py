"""The page of one summary: what it shows of other pages is little, so that it is made anew only when that changes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from digest.model import Page
from digest.render import others, structured
from digest.render.matter import matter
from digest.render.others import Other
from digest.render.profiles import Profile
from digest.render.site import Site
from digest.render.stories import Telling
from digest.render.templates import PASSES, Templates
from digest.render.values import Evidence, Moment, Number, Said, View

FIGURES: Final = 6  # on one page


@dataclass(frozen=True, slots=True)
class Part:
    """The story that a summary is part of: how many articles it has, those before and after, and where they differ from this one.

    `differences` are, one for each thing, what the values are of, the anchor of the row, and whether the later value is an update.
    """

    address: str
    name: str
    articles: int
    before: Other | None
    after: Other | None
    differences: tuple[tuple[str, str, bool], ...]


def pages(
    shown: Sequence[View],
    templates: Templates,
    cast: Mapping[str, Profile],
    stories: Mapping[str, Telling],
    topics: frozenset[str],
) -> list[Page]:
    """A page for every summary, with its neighbours in time. `cast` and `topics` are those that have a page, by its folder."""
    by_file = {view.file: view for view in shown}
    made = []
    for index, view in enumerate(shown):
        newer = shown[index - 1] if index else None
        older = shown[index + 1] if index + 1 < len(shown) else None
        copy = by_file.get(view.copy_of)
        made.append(
            templates.page(
                view.folder,
                "summary.html",
                view.title,
                view.deck,
                partial(_further, view, templates.site),
                view=view,
                cast=others.named([view], cast),
                topics=topics & {f"topics/{topic}" for topic, _ in view.topics},
                newer=newer and others.of(newer),
                older=older and others.of(older),
                copy=copy and others.of(copy),
                story=_part(stories[view.file], view) if view.file in stories else None,
                is_summary=True,
                says=says(view),
            )
        )
    return made


def says(view: View) -> list[str]:
    """By what the theme's search finds a summary: deck, points with whom their pronouns mean, the editor's note."""
    points = [
        " ".join([point.text, *(f"[{words}: {name}]" for words, name in point.resolved)]) for point in view.points
    ]
    deck = view.deck if view.deck not in [point.text for point in view.points] else ""
    return [one for one in (deck, *points, Markup(view.note).striptags()) if one]  # noqa: S704 - its tags are taken away


def _further(view: View, site: Site) -> dict[str, Any]:
    return {**_said(view), "figures": figures(view), "events": events(view), "data": structured.summary(view, site)}


def _part(told: Telling, view: View) -> Part:
    rows = {shown.what: shown for shown in reversed(told.rows) if any(claim.view is view for claim in shown.claims)}
    differences = tuple((shown.what, shown.row.id, shown.row.updated) for shown in reversed(rows.values()))
    at = told.views.index(view)
    before = others.of(told.views[at - 1]) if at else None
    after = others.of(told.views[at + 1]) if at + 1 < len(told.views) else None
    return Part(told.address, told.story.name, len(told.views), before, after, differences)


def _said(view: View) -> dict[str, Any]:
    """The statements that matter, the others by speaker, and the people whom the page has introduced with theirs."""
    told = [view.title, view.deck, *(point.text for point in view.points)]
    chosen = matter(view.said, told)
    shown = set(map(id, chosen))
    rest = [one for one in view.said if id(one) not in shown]
    introduced = frozenset(one.person for one in chosen if one.person)
    spoken = json.dumps(
        [[one.id, one.name, one.kind] for one in view.said if one.id], ensure_ascii=False, separators=(",", ":")
    )
    return {
        "spoken": spoken,
        "chosen": chosen,
        "rest": rest,
        "speakers": by_speaker(rest),
        "introduced": introduced,
    }


@dataclass(frozen=True, slots=True)
class Numbers:
    """Figures that one phrase gives: its pieces, each with whether it is a figure, the evidence, and the verdicts."""

    phrase: str
    pieces: tuple[tuple[str, bool], ...]
    evidence: tuple[Evidence, ...]
    checks: tuple[str, ...]

    @property
    def check(self) -> str:
        """The verdict on the first of them."""
        return self.checks[0]


def figures(view: View) -> list[Numbers]:
    """The figures that the page shows: all that fail their check, and of the others the first, in the order of the article."""
    failing = [one for one in view.figures if one.check not in {"", *PASSES}]
    room = max(0, FIGURES - len(failing))
    others = [one for one in view.figures if one not in failing][:room]
    phrases: dict[str, list[Number]] = {}
    for one in view.figures:
        if one in failing or one in others:
            phrases.setdefault(one.phrase, []).append(one)
    return [
        Numbers(phrase, _pieces(phrase, told), told[0].evidence, tuple(dict.fromkeys(one.check for one in told)))
        for phrase, told in phrases.items()
    ]


def _pieces(phrase: str, told: Sequence[Number]) -> tuple[tuple[str, bool], ...]:
    """A phrase cut around its figures."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted((start, start + len(one.text)) for one in told if (start := phrase.find(one.text)) >= 0):
        if start >= at:
            pieces += [(phrase[at:start], False), (phrase[start:end], True)]
            at = end
    return tuple(piece for piece in (*pieces, (phrase[at:], False)) if piece[0])


def events(view: View) -> list[list[Moment]]:
    """The timeline, with all days that one sentence gives beside it."""
    found: dict[str, list[Moment]] = {}
    for moment in view.timeline:
        found.setdefault(moment.text, []).append(moment)
    return list(found.values())


def by_speaker(said: Sequence[Said]) -> list[tuple[Said, list[Said], list[Said]]]:
    """For each speaker: one of their statements (to name them by), their own words, and what is reported of them."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault((one.name or one.handle or one.role).casefold(), []).append(one)
    return [
        (
            max(told, key=lambda s: (bool(s.person), len(s.role), s.id)),
            [s for s in told if s.own_words],
            [s for s in told if not s.own_words],
        )
        for told in groups.values()
    ]
