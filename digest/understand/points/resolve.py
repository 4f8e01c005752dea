"""Can a point be understood alone? Names what its pronouns and bare last names stand for."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from digest.model import Entity, EntityKind, Mention, Resolution, Span
from digest.understand.points.candidates import Candidate

# Words at the beginning of a sentence that point at a person or thing named before.
PERSONAL = frozenset("he she they his her their him them".split())
POINTING = frozenset("it its this that these those such both another others neither".split())
# "It was the first …", "It is not clear …": the word points at nothing before.
EMPTY_IT = frozenset(
    "is was will would has had could can may might took takes remains remained appears seems comes came".split()
)


class Names(Protocol):
    """Whom and what the article names, as `names.find` gives it."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Everyone and everything named, with all mentions."""
        ...

    def who(self, span: Span) -> Entity | None:
        """Whom a name, a role or a pronoun means."""
        ...


def resolutions(candidate: Candidate, names: Names | None) -> tuple[Resolution, ...]:
    """Pronouns and parts of names in the point that come before the full name, and who they are; each person once."""
    found: dict[str, Resolution] = {}
    named: set[str] = set()
    for mention, entity in _mentions(candidate.pieces, names):
        if entity.id in named:
            continue
        named.add(entity.id)
        if mention.text != entity.name and _is_short(mention.text, entity):
            found.setdefault(mention.text.lower(), Resolution(mention.text, entity.name))
    return tuple(found.values())


def stands_alone(candidate: Candidate, resolved: Sequence[Resolution]) -> bool:
    """Whether the point begins with nothing that only the text before it explains."""
    words = candidate.text.lstrip("\"'“‘").replace("’", "'").split()
    first = words[0].lower().rstrip(",").removesuffix("'s").removesuffix("'d").removesuffix("'ll")
    if first == "it":
        return len(words) > 1 and words[1].lower() in EMPTY_IT and words[2:3] not in (["a"], ["an"])
    if first in POINTING:
        return False
    return first not in PERSONAL or any(resolution.words.lower() == first for resolution in resolved)


def _mentions(pieces: Sequence[Span], names: Names | None) -> Iterator[tuple[Mention, Entity]]:
    """The mentions of people and organisations in the pieces, in reading order."""
    if names is None:
        return
    found = [
        (mention, entity)
        for entity in names.entities
        if entity.kind is not EntityKind.PLACE
        for mention in entity.mentions
        if any(piece.holds(mention) for piece in pieces)
    ]
    yield from sorted(found, key=lambda pair: (pair[0].start, -pair[0].end, pair[1].id))


def _is_short(words: str, entity: Entity) -> bool:
    """Whether the mention is a pronoun of a person or one word of the person's longer name."""
    if entity.kind is not EntityKind.PERSON:
        return False
    if words.lower() in PERSONAL:
        return True
    full = entity.name.split()
    return len(full) > 1 and words.removesuffix("'s").removesuffix("’s") in full
