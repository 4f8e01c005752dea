"""The page of one summary."""

from collections.abc import Mapping, Sequence
from typing import Any

from digest.model import Page
from digest.render.profiles import Profile
from digest.render.stories import Telling
from digest.render.templates import Templates, unquoted
from digest.render.views import Said, View


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
        made.append(
            templates.page(
                view.folder,
                "summary.html",
                view.title,
                view.deck,
                view=view,
                cast=cast,
                topics=topics,
                speakers=by_speaker(view),
                newer=newer,
                older=older,
                copy=by_file.get(view.copy_of),
                story=stories.get(view.file),
                data=structured(view),
            )
        )
    return made


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
