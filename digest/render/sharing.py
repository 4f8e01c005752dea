"""What the head of a page says to those who show its address elsewhere: its card, and the days on which it appeared and changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib import metadata

from digest.messages import Messages
from digest.model import Page, Static
from digest.render import editions, stories
from digest.render.cards import Card, drawable, drawn
from digest.render.editions import Front
from digest.render.site import Site
from digest.render.stories import Telling
from digest.render.templates import Templates, address
from digest.render.values import View


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a page's card, the day on which it was `published` ("" for what is no article), and that of its last change."""

    above: str
    title: str
    published: str
    changed: str


def shared(
    pages: Sequence[Page], heads: Mapping[str, Head], site: Site, templates: Templates
) -> tuple[list[Page], list[Static]]:
    """The pages, each with what its head says in its `meta`, and the cards. `heads` are those of pages that have their own, by folder.

    Where the site has no address there is no card: nobody could be led to it. Where the font has no letters for a card's words the
    page has that of the site.
    """
    whole = Card("", site.name, site.description)
    with_cards = bool(site.url) and drawable(whole)
    found, files = [], [_file("", whole, templates)] if with_cards else []
    for page in pages:
        folder = page.path.removesuffix("index.md").removesuffix("/")
        head = heads.get(folder)
        meta = {name: day for name in ("published", "changed") if (day := getattr(head, name, ""))}
        if with_cards:
            own = Card(head.above, head.title, site.name) if head else whole
            place = folder if head and drawable(own) else ""
            if place:
                files.append(_file(place, own, templates))
            meta["card"] = f"{address(place)}card.png"
        found.append(replace(page, meta={**page.meta, **meta}) if meta else page)
    return found, files


def heads(
    shown: Sequence[View], told: Sequence[Telling], fronts: Sequence[Front], messages: Messages
) -> dict[str, Head]:
    """What the heads of the home page, of summaries, stories and editions say, by their folders."""
    found = {
        view.folder: Head(
            " · ".join(filter(None, (view.source, messages.day(view.day)))),
            view.title,
            view.day,
            max(view.day, view.updated[:10]),
        )
        for view in shown
    }
    changed = {view.file: found[view.folder].changed for view in shown}
    for one in told:
        above = f"{messages.ngettext('%(num)s article', '%(num)s articles', len(one.views))} · {', '.join(one.outlets)}"
        newest = max(changed[view.file] for view in one.views)
        found[f"{stories.FOLDER}/{one.story.id}"] = Head(above, one.story.name, "", newest)
    for front in fronts:
        newest = max((changed[view.file] for piece in front.pieces for view in piece.views), default="")
        found[f"{editions.FOLDER}/{front.edition.id}"] = Head(front.time, _leads(front), "", newest)
    return found


def _leads(front: Front) -> str:
    """What an edition is shared with: the title that the editor gave it, or that of what leads it."""
    return front.name if front.name != front.time or not front.lead else front.lead.head.title


@cache
def _pillow() -> str:
    """The version of the library that draws."""
    return metadata.version("pillow")


def _file(folder: str, card: Card, templates: Templates) -> Static:
    made_of = templates.hashed("card", _pillow(), card)
    return Static(f"{folder}/card.png" if folder else "card.png", partial(drawn, card), made_of)
