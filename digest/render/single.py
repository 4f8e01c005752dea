"""The page of one summary: what it shows of other pages is little, so that it is made anew only when that changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from digest.model import Page
from digest.render import others
from digest.render.profiles import Profile
from digest.render.stories import Telling
from digest.render.templates import Templates, unquoted
from digest.render.views import Said, View


@dataclass(frozen=True, slots=True)
class Part:
    """The story that a summary is part of: how many articles it has, and where they differ from this one.

    `differences` are what the values are of, the anchor of the row, and whether the later value is an update.
    """

    address: str
    name: str
    articles: int
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
                partial(_further, view),
                view=view,
                cast=others.named([view], cast),
                topics=topics & {f"topics/{topic}" for topic, _ in view.topics},
                newer=newer and others.of(newer),
                older=older and others.of(older),
                copy=copy and others.of(copy),
                story=_part(stories[view.file], view) if view.file in stories else None,
            )
        )
    return made


def _further(view: View) -> dict[str, Any]:
    return {"speakers": by_speaker(view), "data": structured(view)}


def _part(told: Telling, view: View) -> Part:
    rows = [shown for shown in told.rows if any(claim.view is view for claim in shown.claims)]
    differences = tuple((shown.what, shown.row.id, shown.row.updated) for shown in rows)
    return Part(told.address, told.story.name, len(told.views), differences)


def by_speaker(view: View) -> list[tuple[Said, list[Said], list[Said]]]:
    """For each speaker: one of their statements (to name them by), their own words, and what is reported of them."""
    groups: dict[str, list[Said]] = {}
    for said in view.said:
        groups.setdefault((said.name or said.handle or said.role).casefold(), []).append(said)
    return [
        (
            max(told, key=lambda s: (bool(s.person), len(s.role), s.id)),
            [s for s in told if s.own_words],
            [s for s in told if not s.own_words],
        )
        for told in groups.values()
    ]


def structured(view: View) -> dict[str, Any]:
    """Schema.org's Article with isBasedOn, and a Quotation for each direct quotation."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": view.title[:110],
        "inLanguage": view.lang,
    }
    if view.deck:
        found["description"] = view.deck
    if view.day:
        found["datePublished"] = view.day
    based: dict[str, Any] = (
        {"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": view.source}} if view.source else {}
    )
    if view.url:
        based |= {"@type": "NewsArticle", "url": view.url}
    if based:
        found["isBasedOn"] = based
    quotes = [
        {
            "@type": "Quotation",
            "text": s.text if s.pieces else unquoted(s.text),
            "creator": {"@type": "Person", "name": s.name},
        }
        for s in view.said
        if s.kind == "direct" and s.name
    ]
    if quotes:
        found["hasPart"] = quotes
    return found
