"""Pages that list summaries: archive, topics, sources, and how it is made."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from digest.model import Page
from digest.model.slugs import key
from digest.render.templates import Templates, month
from digest.render.views import View


def pages(shown: Sequence[View], templates: Templates) -> list[Page]:
    """All lists but the home page. Every view is in one month, so the pages together grow with the number of summaries alone."""
    months = _grouped(shown, lambda v: [(v.month, month(v.month))], newest_first=True)
    topics = _grouped(shown, lambda v: v.topics)
    sources = _grouped(shown, lambda v: [(key(v.source), v.source)] if v.source else [])
    made = [
        templates.page("archive", "archive.html", "Archive", "All summaries by month.", is_list=True, months=months),
        templates.page(
            "topics",
            "index_of.html",
            "Topics",
            "What the summaries are about.",
            is_list=True,
            what="Topics",
            folder="topics",
            groups=topics,
        ),
        templates.page(
            "sources",
            "index_of.html",
            "Sources",
            "Where the articles come from.",
            is_list=True,
            what="Sources",
            folder="sources",
            groups=sources,
        ),
        templates.page(
            "how-it-is-made",
            "made.html",
            "How it is made",
            "The engine, the checks, and what they found.",
            **_counts(shown),
        ),
        templates.page("open-data", "open_data.html", "Open data", "Everything said in this digest, to download."),
    ]
    for folder, groups, kind in (
        ("archive", months, "Archive"),
        ("topics", topics, "Topic"),
        ("sources", sources, "Source"),
    ):
        for part, name, views in groups:
            made.append(
                templates.page(
                    f"{folder}/{part}",
                    "listing.html",
                    name,
                    f"Summaries: {name}.",
                    is_list=True,
                    kind=kind,
                    name=name,
                    views=views,
                    folder=folder,
                )
            )
    return made


Group = tuple[str, str, list[View]]


def _grouped(
    shown: Sequence[View], keys: Callable[[View], Iterable[tuple[str, str]]], *, newest_first: bool = False
) -> list[Group]:
    """The views of each key with its name, in order of the names, or of the keys backwards."""
    groups: dict[str, Group] = {}
    for view in shown:
        for part, name in dict(keys(view)).items():
            groups.setdefault(part, (part, name, []))[2].append(view)
    if newest_first:
        return sorted(groups.values(), key=lambda g: (g[0] != "undated", g[0]), reverse=True)
    return sorted(groups.values(), key=lambda g: (g[1].casefold(), g[0]))


def _counts(shown: Sequence[View]) -> dict[str, Any]:
    """What the page on the making counts: verdicts over all summaries, and kinds of speech."""
    verdicts: dict[str, int] = {}
    kinds: dict[str, int] = {}
    for view in shown:
        for verdict, count in view.checks.items():
            verdicts[verdict] = verdicts.get(verdict, 0) + count
        for said in view.said:
            kinds[said.kind] = kinds.get(said.kind, 0) + 1
    engines = sorted({view.engine for view in shown if view.engine})
    return {
        "verdicts": sorted(verdicts.items()),
        "kinds": sorted(kinds.items()),
        "engines": engines,
        "total": len(shown),
    }
