"""The same person, body or place over all articles: one id, one page, and what the editor said about it.

Two articles mean the same if the names are the same (case, accents and punctuation aside), the kind is, and their roles can be
one person's (`namesakes`). Everything else is the editor's to say, in `content/names.yaml` (see `aliases`): other names,
merged pages, two people of one name.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from digest.model import EntityKind
from digest.model.slugs import key
from digest.people import namesakes
from digest.people.aliases import Aliases, Known, parse

__all__ = ["Aliases", "Archive", "Known", "Named", "Someone", "join", "parse"]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as one article has it: `source` is the article's path below the articles folder, `date` ISO 8601 or ""."""

    source: str
    kind: EntityKind
    id: str
    name: str
    role: str = ""
    date: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person, body or place of the archive. `roles` are (date, role, source) in order of date; `id` never changes."""

    id: str
    kind: EntityKind
    name: str
    also: tuple[str, ...]
    roles: tuple[tuple[str, str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """Everyone and everything; `ids` finds the archive's id by (source, kind, id in the article)."""

    everyone: tuple[Someone, ...]  # in order of kind and id
    ids: Mapping[tuple[str, EntityKind, str], str]
    redirects: Mapping[tuple[EntityKind, str], str]  # a former id, of a merged or renamed page → the id that holds now
    doubts: tuple[tuple[Someone, Someone], ...] = ()  # people kept apart by their roles alone, who share a name


def join(named: Sequence[Named], aliases: Aliases) -> Archive:
    """Gives everyone named in any article the one id that holds for the archive; pure, the order of `named` is no matter."""
    groups: dict[tuple[EntityKind, str], list[Named]] = {}
    open_: dict[tuple[EntityKind, str], list[Named]] = {}
    for one in sorted(named, key=lambda n: (n.kind, n.date, n.source, n.id, n.name, n.role)):
        known = aliases.known(one.kind, one.name, one.source)
        rest, own = (groups, known.id) if known else (open_, key(one.name))
        rest.setdefault((one.kind, own), []).append(one)
    apart: list[list[str]] = []
    for (kind, base), bearers in sorted(open_.items()):
        people = namesakes.divided(bearers) if kind is EntityKind.PERSON else [bearers]
        held = [_free(aliases, kind, base, groups)]
        groups[kind, held[0]] = people[0]
        for person in people[1:]:
            own = "-".join(filter(None, (base, next(filter(None, (namesakes.field(one.role) for one in person)), ""))))
            held.append(_free(aliases, kind, own, groups))
            groups[kind, held[-1]] = person
        apart += [held] if len(held) > 1 else []
    ids = {(one.source, one.kind, one.id): own for (_, own), listed in groups.items() for one in listed}
    everyone = {at: _someone(*at, listed, aliases) for at, listed in sorted(groups.items())}
    doubts = tuple(
        (everyone[EntityKind.PERSON, first], everyone[EntityKind.PERSON, other])
        for first, *rest in apart
        for other in rest
    )
    return Archive(tuple(everyone.values()), ids, aliases.redirects(), doubts)


def _free(aliases: Aliases, kind: EntityKind, base: str, taken: Container[tuple[EntityKind, str]]) -> str:
    """The id that a name gives by itself: one that the editor gave to another bearer of the name is not taken."""
    own, number = base, 1
    while aliases.owns(kind, own) or (kind, own) in taken:
        number += 1
        own = f"{base}-{number}"
    return own


def _someone(kind: EntityKind, own: str, listed: Sequence[Named], aliases: Aliases) -> Someone:
    entry = aliases.entry(kind, own)
    names = [one.name for one in listed]
    name = entry.name if entry else max(sorted(set(names)), key=names.count)
    also = {*names, *(entry.also if entry else ())} - {name}
    roles: list[tuple[str, str, str]] = []
    for one in listed:
        if one.role and (not roles or roles[-1][1] != one.role):
            roles.append((one.date, one.role, one.source))
    sources = tuple(sorted({one.source for one in listed}))
    return Someone(own, kind, name, tuple(sorted(also)), tuple(roles), sources)
