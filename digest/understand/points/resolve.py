"""Whom do the pronouns, bare names and roles in a point mean? Names them for the reader, and only where it is sure."""

import re
from collections.abc import Iterator
from typing import Protocol

from digest.model import Entity, EntityKind, Mention, Resolution, Span
from digest.understand.names.words import genders, words
from digest.understand.points.alone import PERSONAL
from digest.understand.points.candidates import Candidate

# Alexander "Lee" Orrin: the last name follows
NICKNAME = re.compile(r" [\"“'‘(][\w .-]{1,20}[\"”'’)] [A-Z]")
BORN = ("nee ", "née ")  # "Jane Wick, née Orrin": a name she had, not the Orrin whom the article names
REACH = 500  # characters within which somebody must be mentioned before a pronoun
SURE = 0.9  # of whom a pronoun means, for a note


class Names(Protocol):
    """Whom and what the article names, as `names.find` gives it."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everyone and everything named, with all mentions."""
        ...

    def who(self, span: Span) -> Entity | None:
        """Whom a name, a role or a pronoun means."""
        ...

    def within(self, span: Span) -> tuple[tuple[Mention, Entity], ...]:
        """The mentions inside a stretch, and whom they mean."""
        ...

    def sure(self, mention: Mention) -> float:
        """How sure it is whom a mention means, 0 to 1."""
        ...


def resolutions(candidate: Candidate, names: Names | None) -> tuple[Resolution, ...]:
    """Pronouns, roles and parts of names in the point that come before the full name, and who they are; each once.

    A pronoun far from the name or behind that of somebody else who may be meant stays open, and so does a name that several
    people bear.
    """
    if names is None:
        return ()
    found: dict[str, Resolution] = {}
    named: set[str] = set()
    mentions = list(_mentions(candidate, names))
    for mention, entity in mentions:
        if entity.id in named or candidate.text[: max(0, candidate.text.find(mention.text))].endswith(BORN):
            continue
        named.add(entity.id)
        pronoun = mention.text.lower() in PERSONAL
        clear = _is_clear(candidate, mention, entity, names) if pronoun else _is_short(mention, entity, names)
        clear = clear and not NICKNAME.match(candidate.text, candidate.text.find(mention.text) + len(mention.text))
        if mention.text != entity.name and clear:
            found.setdefault(mention.text.lower(), Resolution(mention.text, entity.name))
    return tuple(found.values())


def is_short(candidate: Candidate, names: Names | None) -> bool:
    """Whether the point gives somebody's name in part, never in full, and does not resolve it."""
    if names is None:
        return False
    resolved = {resolution.name for resolution in resolutions(candidate, names)}
    parts: dict[str, bool] = {}
    for mention, entity in _mentions(candidate, names):
        if entity.kind is EntityKind.PERSON and " " in entity.name and mention.text.lower() not in PERSONAL:
            titled = any(word.end + 1 == mention.start and word.text[0].isupper() for word in candidate.tree)
            nick = NICKNAME.match(candidate.text, candidate.text.find(mention.text) + len(mention.text))
            parts[entity.name] = parts.get(entity.name, False) or " " in mention.text or titled or nick is not None
    return any(not full and name not in resolved for name, full in parts.items())


def _is_clear(candidate: Candidate, pronoun: Mention, entity: Entity, names: Names) -> bool:
    """Whether a pronoun surely means this person: the cast says so, and nobody else bears the last name.

    Behind "he" the same person is not named again: "He revealed how he remembers Orrin".
    """
    if entity.kind is not EntityKind.PERSON or len(entity.name.split()) == 1 or names.sure(pronoun) < SURE:
        return False
    last = entity.name.split()[-1]
    shared = any(last in other.name.split() for other in names.entities if other is not entity)
    before = names.within(Span(max(0, pronoun.start - REACH), pronoun.start))
    again = pronoun.text.lower() in {"he", "she", "him"} and any(
        mention.start > pronoun.start and mention.text.lower() not in PERSONAL
        for mention in entity.mentions
        if candidate.sentence.holds(mention)
    )
    near = any(who == entity for _, who in before)
    return near and not shared and not again and not _has_stranger(candidate, pronoun, names)


def _shares(entity: Entity, word: str, names: Names) -> bool:
    """Whether a word of somebody's name is one of somebody else's too."""
    return any(word in other.name.split() for other in names.entities if other is not entity)


def _has_stranger(candidate: Candidate, pronoun: Mention, names: Names) -> bool:
    """Whether a name that the program does not know stands before the pronoun."""
    known = [mention for mention, _ in names.within(Span(candidate.sentence.start, pronoun.start))]
    return any(
        (word.name == "PER" or (word.upos == "PROPN" and not word.name and word.text not in words("not_name")))
        and not any(mention.start <= word.start < mention.end for mention in known)
        for word in candidate.tree
        if word.start < pronoun.start
    )


def _mentions(candidate: Candidate, names: Names) -> Iterator[tuple[Mention, Entity]]:
    """The mentions of people and organisations in the point, roles as its subject among them, in reading order."""
    whole = Span(candidate.pieces[0].start, candidate.pieces[-1].end)
    found = [
        (mention, entity)
        for mention, entity in names.within(whole)
        if entity.kind is not EntityKind.PLACE and any(piece.holds(mention) for piece in candidate.pieces)
    ]
    for mention in _roles(candidate):
        entity = names.who(mention)
        if entity is not None and not any(mention.meets(other) for other, _ in found):
            found.append((mention, entity))
    yield from sorted(found, key=lambda pair: (pair[0].start, -pair[0].end, pair[1].id))


def _roles(candidate: Candidate) -> Iterator[Mention]:
    """Subjects like "The company", "the minister": a noun with nothing but "the" in front."""
    for the, noun in zip(candidate.tree, candidate.tree[1:], strict=False):
        if the.text.lower() == "the" and noun.upos == "NOUN" and noun.deprel.startswith("nsubj"):
            mention = Mention(the.start, noun.end, f"{the.text} {noun.text}")
            if any(piece.holds(mention) for piece in candidate.pieces):
                yield mention


def _is_short(mention: Mention, entity: Entity, names: Names) -> bool:
    """Whether the mention is a role, a word of a longer name or its initials. The article holds the full name."""
    said = mention.text.removesuffix("'s").removesuffix("’s")
    if not any(entity.name in other.text for other in entity.mentions):
        return False
    if said.lower().startswith("the "):
        return " " in entity.name
    full = entity.name.split()
    if entity.kind is EntityKind.PERSON:
        part = said == full[-1] or (said == full[0] and said in genders())
        return len(full) > 1 and part and not _shares(entity, said, names)
    return said.isupper() and said == "".join(word[0] for word in full if word[0].isupper())
