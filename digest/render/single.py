"""The page of one summary."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from digest.model import Page
from digest.render.profiles import Profile
from digest.render.statements import matter
from digest.render.stories import Shown, Telling
from digest.render.templates import Templates, unquoted
from digest.render.views import PASSES, Moment, Number, Said, View

FIGURES: Final = 6  # on one page


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
                **_said(view),
                figures=figures(view),
                events=events(view),
                differ=_differ(view, stories.get(view.file)),
                around=_around(view, stories.get(view.file)),
                newer=newer,
                older=older,
                copy=by_file.get(view.copy_of),
                story=stories.get(view.file),
                data=structured(view),
            )
        )
    return made


def _said(view: View) -> dict[str, Any]:
    """The statements that matter, the others by speaker, and the people whom the page has introduced with theirs."""
    told = [view.title, view.deck, *(point.text for point in view.points)]
    chosen = matter(view.said, told)
    shown = set(map(id, chosen))
    others = [one for one in view.said if id(one) not in shown]
    introduced = frozenset(one.person for one in chosen if one.person and one.role)
    spoken = json.dumps(
        [[one.id, one.name, one.kind] for one in view.said if one.id], ensure_ascii=False, separators=(",", ":")
    )
    return {
        "spoken": spoken,
        "chosen": chosen,
        "others": others,
        "speakers": by_speaker(others),
        "introduced": introduced,
    }


def figures(view: View) -> list[Number]:
    """The figures that the page shows: all that fail their check, and of the others the first, in the order of the article."""
    failing = [one for one in view.figures if one.check not in {"", *PASSES}]
    room = max(0, FIGURES - len(failing))
    others = [one for one in view.figures if one not in failing][:room]
    return [one for one in view.figures if one in failing or one in others]


def events(view: View) -> list[list[Moment]]:
    """The timeline, with all days that one sentence gives beside it."""
    found: dict[str, list[Moment]] = {}
    for moment in view.timeline:
        found.setdefault(moment.text, []).append(moment)
    return list(found.values())


def _differ(view: View, story: Telling | None) -> list[Shown]:
    """Where other articles of the story give something differently, one row for each thing."""
    rows = [row for row in story.rows if any(claim.view is view for claim in row.claims)] if story else []
    return list({row.what: row for row in reversed(rows)}.values())[::-1]


def _around(view: View, story: Telling | None) -> tuple[View | None, View | None]:
    """The articles of the same story before and after."""
    if story is None or view not in story.views:
        return None, None
    at = story.views.index(view)
    return (story.views[at - 1] if at else None), (story.views[at + 1] if at + 1 < len(story.views) else None)


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
