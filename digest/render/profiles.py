"""People and organisations over all summaries: what was said by them, where they are named, and who has a page."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from digest.model.slugs import slug
from digest.render.values import Said, View

FOLDERS: Final = ("people", "organisations")
# What gives somebody a page: two events or more (a story is one, and so is an article in no story), and three or more statements or
# articles to gather, copies counted once; or so many articles that the page of their one story has no room for them.
# With less, the index itself leads to all there is.
EVENTS: Final = 2
GATHERED: Final = 3
MANY: Final = 6
# "hollow"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Profile:
    """A person or an organisation over all summaries, the newest first.

    `roles` are (role, day of the first summary that states it, day of the newest one). What a copy of an article repeats counts
    once: `said` has the copies beside the words. Only who gathers something has a page of their own (`has_page`).
    """

    folder: str
    id: str
    name: str
    roles: tuple[tuple[str, str, str], ...]
    said: tuple[tuple[View, Said, tuple[View, ...]], ...]
    named: tuple[View, ...]
    has_page: bool

    @property
    def key(self) -> str:
        """The folder of their page: "people/ann-lee"."""
        return f"{self.folder}/{self.id}"

    @property
    def address(self) -> str:
        """Where a name in a list leads: to their page, else to what they said in the newest article, else to its summary."""
        return f"{self.key}/" if self.has_page else self.places[0][1]

    @property
    def places(self) -> list[tuple[View, str]]:
        """Each article that names them with where its page does: at their first words, or at its top."""
        words = {view.address: f"{view.address}#{said.id}" for view, said, _ in reversed(self.said) if said.id}
        return [(view, words.get(view.address, view.address)) for view in self.named]

    @property
    def role(self) -> str:
        """The role that the newest summary states, or ""."""
        return self.roles[0][0] if self.roles else ""

    @property
    def sorted_by(self) -> str:
        """What the name is listed under: a person's last name, a body's name without its article."""
        words = self.name.split()
        if self.folder == "people":
            words = [words[-1], *words[:-1]]
        elif len(words) > 1 and words[0].casefold() == "the":
            words = words[1:]
        return " ".join(words).casefold()

    @property
    def letter(self) -> str:
        """The letter that it is listed under: without accents, upper case; "#" for all that is no letter."""
        first = (slug(self.sorted_by[:1]) or self.sorted_by[:1])[:1]
        return first.upper() if first.isalpha() else "#"


@dataclass(slots=True)
class _Gathered:
    """What is being gathered of one person or organisation."""

    names: Counter[str]
    roles: dict[str, list[str]]
    said: dict[tuple[str, str], list[tuple[View, Said]]]
    named: list[View]


def profiles(
    shown: Sequence[View],
    wished: Mapping[str, bool] = MappingProxyType({}),
    stories: Mapping[str, str] = MappingProxyType({}),
) -> Mapping[str, Profile]:
    """Everyone who is named, by folder and id ("people/ann-lee"), in that order; `shown` is newest first.

    `stories` has the story of each article that is in one. `wished` are the editor's wishes by the same keys: a page for who has gathered nothing yet, or none.
    """
    found: dict[str, _Gathered] = {}
    for view in shown:
        own = {}
        for folder, listed in zip(FOLDERS, (view.people, view.organisations), strict=True):
            for one, name, role in listed:
                if one and name and f"{folder}/{one}" not in own:
                    kept = found.setdefault(f"{folder}/{one}", _Gathered(Counter(), {}, {}, []))
                    own[f"{folder}/{one}"] = kept
                    _named(kept, view, name, role)
        for quote in view.said:
            speaker = next((own[f] for folder in FOLDERS if (f := f"{folder}/{quote.person}") in own), None)
            if speaker is not None:
                words = (view.copy_of or view.file or view.address, _words(quote.text))
                speaker.said.setdefault(words, []).append((view, quote))
    return {key: _profile(key, kept, wished.get(key), stories) for key, kept in sorted(found.items())}


def _named(kept: _Gathered, view: View, name: str, role: str) -> None:
    kept.names[name] += 1
    kept.named.append(view)
    if role:
        # "the prime minister" and "Prime Minister" are one role.
        same = kept.roles.setdefault(_words(role).removeprefix("the "), [role, view.day, view.day])
        same[1] = view.day or same[1]


def _profile(key: str, kept: _Gathered, wish: bool | None, stories: Mapping[str, str]) -> Profile:
    folder, _, own = key.partition("/")
    texts = {view.copy_of or view.file or view.address for view in kept.named}
    events = {stories.get(text, text) for text in texts}
    gathers = (len(events) >= EVENTS and max(len(texts), len(kept.said)) >= GATHERED) or len(texts) >= MANY
    return Profile(
        folder, own, min(kept.names, key=lambda n: (-kept.names[n], -len(n), n)),
        tuple((role, first, last) for role, first, last in kept.roles.values()),
        tuple(_once(repeated) for repeated in kept.said.values()), tuple(kept.named),
        gathers if wish is None else wish,
    )  # fmt: skip


def _once(repeated: Sequence[tuple[View, Said]]) -> tuple[View, Said, tuple[View, ...]]:
    """Of the same words in an article and its copies: those of the article, and who else has them."""
    ordered = sorted(repeated, key=lambda one: bool(one[0].copy_of))
    view, quote = ordered[0]
    return view, quote, tuple(other for other, _ in ordered[1:] if other is not view)


def _words(text: str) -> str:
    """The words alone, to tell them as the same in another outlet's typography."""
    return " ".join(_WORD.findall(text.casefold()))


def beside(profile: Profile, found: Mapping[str, Profile], most: int) -> list[tuple[Profile, int]]:
    """With whom somebody is named, and in how many summaries: those named together most often first."""
    counted = Counter(key for view in profile.named for key in set(_keys(view)) if key != profile.key)
    known = ((found[key], count) for key, count in counted.items() if key in found)
    return sorted(known, key=lambda one: (-one[1], -len(one[0].said), one[0].name, one[0].key))[:most]


def _keys(view: View) -> Iterator[str]:
    for folder, listed in zip(FOLDERS, (view.people, view.organisations), strict=True):
        yield from (f"{folder}/{own}" for own, _, _ in listed)
