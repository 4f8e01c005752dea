"""Other pages, as a page names them and leads to them: little of each, so that a page is made anew only when that changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from digest.render.profiles import FOLDERS, Profile
from digest.render.values import View


@dataclass(frozen=True, slots=True)
class Other:
    """Another page: its address, its title (somebody's name), the outlet, day and language of a summary."""

    address: str
    title: str
    source: str = ""
    day: str = ""
    lang: str = "en"


@dataclass(frozen=True, slots=True)
class Several:
    """So many of something, where a page shows how many they are and at most the first."""

    count: int
    first: Other | None = None

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, place: int) -> Other:
        if place or self.first is None:
            raise IndexError(place)
        return self.first


@dataclass(frozen=True, slots=True)
class Group:
    """A topic, a source or a month, as an index lists it and as its own pages name it."""

    address: str
    name: str
    views: Several


def of(view: View) -> Other:
    """A summary's page."""
    return Other(view.address, view.title, view.source, view.day, view.lang)


def named(views: Iterable[View], cast: Mapping[str, Profile]) -> dict[str, Other]:
    """The pages of the people and organisations whom the views name, by their folders."""
    ids = {own for view in views for own in _ids(view)}
    folders = [f"{folder}/{own}" for folder in FOLDERS for own in sorted(ids)]
    return {folder: Other(cast[folder].address, cast[folder].name) for folder in folders if folder in cast}


def _ids(view: View) -> set[str]:
    return {own for own, _, _ in (*view.people, *view.organisations)} | {said.person for said in view.said}
