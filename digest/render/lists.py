"""Pages that list summaries by month; the search; and open data."""

from collections.abc import Sequence
from typing import Any

from digest.messages import Messages
from digest.model import Page
from digest.render.others import Several
from digest.render.pictures import calendar
from digest.render.templates import Templates
from digest.render.values import View


def pages(shown: Sequence[View], templates: Templates) -> list[Page]:
    """The archive, the search and the page on the data. Every view is in one month, so they grow with the summaries alone."""
    _ = templates.messages.gettext
    months = _months(shown, templates.messages)
    made = [
        templates.page(
            "archive",
            "archive.html",
            _("Archive"),
            _("All summaries by month."),
            is_list=True,
            months=[(part, name, Several(len(views))) for part, name, views in months],
            years=calendar(view.day for view in shown),
        ),
        templates.page(
            "search", "search.html", _("Search"), _("Words, speakers, sources, topics and months."), is_list=True
        ),
        templates.page(
            "open-data", "open_data.html", _("Open data"), _("Everything said in this digest, to download.")
        ),
    ]
    for part, name, views in months:
        values: dict[str, Any] = {"kind": _("Archive"), "name": name, "views": views, "folder": "archive"}
        made.append(
            templates.page(
                f"archive/{part}", "listing.html", name, _("Summaries: %(name)s.", name=name), is_list=True, **values
            )
        )
    return made


Group = tuple[str, str, list[View]]


def _months(shown: Sequence[View], messages: Messages) -> list[Group]:
    """The views of each month with its name, newest first; those without a date are last."""
    groups: dict[str, Group] = {}
    for view in shown:
        groups.setdefault(view.month, (view.month, messages.month(view.month), []))[2].append(view)
    return sorted(groups.values(), key=lambda g: (g[0] != "undated", g[0]), reverse=True)
