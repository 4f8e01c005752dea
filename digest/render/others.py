"""Other pages, as a page names them and leads to them: little of each, so that a page is made anew only when that changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.render.people import Person
from digest.render.views import View


@dataclass(frozen=True, slots=True)
class Other:
    """Another page: its address, its title (somebody's name), the outlet of a summary."""

    address: str
    title: str
    source: str = ""


def of(view: View) -> Other:
    """A summary's page."""
    return Other(view.address, view.title, view.source)


def named(views: Iterable[View], cast: Mapping[str, Person]) -> dict[str, Other]:
    """The pages of the people whom the views name, by id."""
    ids = {person for view in views for person, _, _ in view.people}
    ids |= {said.person for view in views for said in view.said}
    return {person: Other(cast[person].address, cast[person].name) for person in sorted(ids) if person in cast}
