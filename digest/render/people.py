"""People: who has a page, and everything they said."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model import Page
from digest.model.slugs import keyed
from digest.render.templates import Templates
from digest.render.views import Said, View

# "hollow"
_WORD = re.compile(r"\w+")
_OFTEN = 2  # who is not quoted has a page when named in so many summaries


@dataclass(frozen=True, slots=True)
class Person:
    """One person over all summaries, the newest first. `roles` are (role, day of the newest summary that states it).

    What a copy of an article repeats counts once: `said` has the copies beside the words.
    """

    id: str
    name: str
    roles: tuple[tuple[str, str], ...]
    said: tuple[tuple[View, Said, tuple[View, ...]], ...]
    named: tuple[View, ...]

    @property
    def address(self) -> str:
        """The address of the person's page."""
        return f"people/{self.id}/"


def cast(shown: Sequence[View]) -> Mapping[str, Person]:
    """Everyone who has a page, by id: who is quoted, and who is named more than once."""
    names: dict[str, Counter[str]] = {}
    roles: dict[str, dict[str, tuple[str, str]]] = {}
    said: dict[str, dict[tuple[str, str], list[tuple[View, Said]]]] = {}
    named: dict[str, list[View]] = {}
    for view in shown:
        for person, name, role in view.people:
            if person and name:
                names.setdefault(person, Counter())[name] += 1
                named.setdefault(person, []).append(view)
                if role:
                    # "the prime minister" and "Prime Minister" are one role.
                    roles.setdefault(person, {}).setdefault(_words(role).removeprefix("the "), (role, view.day))
        for quote in view.said:
            if quote.person in {person for person, _, _ in view.people}:
                words = (view.copy_of or view.file or view.address, _words(quote.text))
                said.setdefault(quote.person, {}).setdefault(words, []).append((view, quote))
    return {
        person: Person(
            person, min(counted, key=lambda n: (-counted[n], -len(n), n)), tuple(roles.get(person, {}).values()),
            tuple(_once(repeated) for repeated in said.get(person, {}).values()),
            tuple(named[person]),
        )
        for person, counted in sorted(names.items())
        if said.get(person) or len(named[person]) >= _OFTEN
    }  # fmt: skip


def _once(repeated: Sequence[tuple[View, Said]]) -> tuple[View, Said, tuple[View, ...]]:
    """Of the same words in an article and its copies: those of the article, and who else has them."""
    ordered = sorted(repeated, key=lambda one: bool(one[0].copy_of))
    view, quote = ordered[0]
    return view, quote, tuple(other for other, _ in ordered[1:] if other is not view)


def _words(text: str) -> str:
    """The words alone, to tell them as the same in another outlet's typography."""
    return " ".join(_WORD.findall(text.casefold()))


def pages(templates: Templates, found: Mapping[str, Person], moved: Mapping[str, str]) -> list[Page]:
    """The index of people, a page for each, and one at each former address that leads on."""
    ordered = sorted(found.values(), key=lambda p: (p.name.split()[-1].casefold(), p.name, p.id))
    made = [templates.page("people", "people.html", "People", "Everyone quoted in this digest.", people=ordered)]
    for person in ordered:
        about = f"What {person.name} said, with the source of every word."
        made.append(templates.page(f"people/{person.id}", "person.html", person.name, about, person=person))
    for old, new in sorted(moved.items()):
        if new in found and old not in found and old == keyed(old):
            made.append(templates.page(f"people/{old}", "moved.html", found[new].name, person=found[new]))
    return made
