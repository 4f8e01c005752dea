"""The home page: the newest edition, or the newest summaries by day."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from digest.config import Home
from digest.model import Page
from digest.render import editions, others, structured
from digest.render.editions import Front
from digest.render.profiles import Profile
from digest.render.site import Site
from digest.render.templates import Templates
from digest.render.values import View

MOST = 24  # summaries of the plain list; older ones are in the archive


def page(
    shown: Sequence[View], fronts: Sequence[Front], templates: Templates, site: Site, cast: Mapping[str, Profile]
) -> Page:
    """The page at the site's root. Without an edition it is the plain list."""
    data = partial(_structured, site)
    front, earlier = editions.newest(fronts, site.settings.edition_kinds)
    if front and site.settings.home is Home.EDITION:
        return templates.page(
            "",
            "home.html",
            site.name,
            site.description,
            data,
            is_list=True,
            front=front,
            earlier=earlier,
            cast=others.named(front.views, cast),
        )
    # The lead is the newest story that has points to show; the others follow by day.
    lead = next((view for view in shown[:MOST] if len(view.points) > 1 and not view.form), shown[0] if shown else None)
    days = [
        (day, list(views)) for day, views in groupby([v for v in shown[:MOST] if v is not lead], key=lambda v: v.day)
    ]
    return templates.page(
        "", "home_list.html", site.name, site.description, data, is_list=True, lead=lead, days=days, total=len(shown)
    )


def _structured(site: Site) -> Mapping[str, Any]:
    return {"data": structured.home(site)}
