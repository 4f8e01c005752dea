"""The pages of people and organisations: one for each who gathers something, and an index that serves thousands of names."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, Final

from digest.model import Page, Static
from digest.model.slugs import key, keyed
from digest.render import others, structured
from digest.render.charts import chart
from digest.render.others import Other, Several
from digest.render.paging import Part, parts
from digest.render.profiles import FOLDERS, Profile, beside
from digest.render.site import Site
from digest.render.templates import Templates, link

WHOLE: Final = 200  # names that an index shows on one page; with more it has a page for each letter
MOST: Final = 40  # names under "most quoted"
A_PAGE: Final = 400  # names on a page of a letter
STATEMENTS: Final = 80  # statements, and summaries that name somebody, on one page of theirs
TITLES: Final = "people or organisations"
BESIDE: Final = 10  # with whom somebody is named


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody as an index lists them; `places` are the articles with where each leads, of who has no page and is in several."""

    address: str
    name: str
    role: str
    said: Several
    named: Several
    has_page: bool
    places: tuple[tuple[Other, str], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of an index: the pages of its names, in their order."""

    name: str
    count: int
    parts: tuple[Part[Listed], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who is named together with another, as that one's page names them."""

    address: str
    name: str
    role: str


def pages(templates: Templates, found: Mapping[str, Profile], moved: Mapping[str, str]) -> list[Page]:
    """Both indexes, a page for each who has one, and one at each former address that leads on."""
    made: list[Page] = []
    for folder in FOLDERS:
        own = _of(folder, found)
        made += _index(templates, folder, own)
        for profile in own:
            if profile.has_page:
                made += _profile(templates, profile, found)
    for old, new in sorted(moved.items()):
        folder, _, former = old.partition("/")
        if new in found and old not in found and former == keyed(former):
            made.append(templates.page(old, "moved.html", found[new].name, "", is_list=True, who=_listed(found[new])))
    return made


def files(found: Mapping[str, Profile]) -> list[Static]:
    """What the filter box of an index of many pages looks through."""
    listed = ((folder, _of(folder, found)) for folder in FOLDERS)
    return [Static(f"{folder}/names.json", _names(folder, own)) for folder, own in listed if len(own) > WHOLE]


def _of(folder: str, found: Mapping[str, Profile]) -> list[Profile]:
    return sorted((p for p in found.values() if p.folder == folder), key=lambda p: (p.sorted_by, p.id))


def _profile(templates: Templates, who: Profile, found: Mapping[str, Profile]) -> Iterator[Page]:
    """The page of a person or an organisation; what was said long ago is on further pages."""
    messages = templates.messages
    about = messages.gettext("What %(name)s said, with the source of every word.", name=who.name)
    whole = max(1, *(-(-len(listed) // STATEMENTS) for listed in (who.said, who.named)))
    for number in range(1, whole + 1):
        near = beside(who, found, BESIDE) if number == 1 else []
        yield templates.page(
            Part(who.key, number, whole, ()).here,
            "profile.html",
            messages.numbered(who.name, number),
            about,
            partial(_shown, who, number, templates),
            is_list=number > 1,
            says=[role for role, _, _ in who.roles],
            who=who,
            title=messages.label(who.folder, TITLES),
            part=Part(who.key, number, whole, ()),
            beside=[(Beside(other.address, other.name, other.role), count) for other, count in near],
        )


def _shown(who: Profile, number: int, templates: Templates) -> Mapping[str, Any]:
    """What a page of somebody shows of their statements and of the summaries that name them."""
    here = slice((number - 1) * STATEMENTS, number * STATEMENTS)
    words, day = who.said[here], templates.messages.day
    speech = chart((view.day for view, _, _ in who.said), day) if number == 1 else None
    return {
        "chart": speech or (chart((view.day for view in who.named), day) if number == 1 else None),
        "chart_of": "statement" if speech else "summary",
        "direct": [one for one in words if one[1].own_words],
        "reported": [one for one in words if not one[1].own_words],
        "named": who.named[here],
        "sources": Counter(view.source for view in who.named if view.source).most_common(),
        **(_structured(who, templates.site) if number == 1 else {}),
    }


def _structured(who: Profile, site: Site) -> Mapping[str, Any]:
    kind = "Person" if who.folder == "people" else "Organization"
    return {"data": structured.profile(kind, who.name, who.role, who.address, site)}


def _index(templates: Templates, folder: str, own: Sequence[Profile]) -> Iterator[Page]:
    """The index: most quoted first, then by letter; where there are many, each letter has pages of its own."""
    letters = [
        _letter(folder, name, list(listed)) for name, listed in groupby(sorted(own, key=_order), key=lambda p: p.letter)
    ]
    messages = templates.messages
    title, about = messages.label(folder, TITLES), messages.label(folder, "what an index lists")
    whole = len(own) <= WHOLE
    said = sorted((p for p in own if p.said), key=lambda p: (-len(p.said), -len(p.named), p.sorted_by, p.id))
    values: dict[str, Any] = {
        "folder": folder,
        "title": title,
        "about": about,
        "letters": letters if whole else [replace(one, parts=(replace(one.parts[0], items=()),)) for one in letters],
        "total": len(own),
        "whole": whole,
    }
    yield templates.page(
        folder,
        "names.html",
        title,
        about,
        is_list=True,
        most=list(map(_listed, said[: MOST if not whole else MOST // 4])),
        **values,
    )
    if whole:
        return
    for letter in letters:
        for part in letter.parts:
            of = messages.gettext("%(group)s: %(name)s", group=title, name=letter.name)
            yield templates.page(
                part.here,
                "names_letter.html",
                of,
                about,
                is_list=True,
                letter=replace(letter, parts=()),
                part=part,
                **values,
            )


def _order(profile: Profile) -> tuple[bool, str, str, str]:
    return profile.letter == "#", profile.letter, profile.sorted_by, profile.id


def _letter(folder: str, name: str, listed: Sequence[Profile]) -> Letter:
    place = f"{folder}/by-letter/{key(name)}"
    return Letter(name, len(listed), tuple(parts(place, list(map(_listed, listed)), A_PAGE)))


def _listed(who: Profile) -> Listed:
    alone = who.has_page or len(who.named) < 2
    places = () if alone else tuple((others.of(view), place) for view, place in who.places)
    said, named = Several(len(who.said)), Several(len(who.named))
    return Listed(who.address, who.name, who.role, said, named, who.has_page, places)


def _names(folder: str, own: Sequence[Profile]) -> str:
    """What the filter box looks through: name, link from the index, role, statements, summaries; a row each."""
    rows = [[p.name, link(folder + "/", p.address), p.role, len(p.said), len(p.named)] for p in own]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"
