"""Can a point be understood alone? Names what its pronouns and bare last names stand for."""

import re
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

# "So it was", "Second, the", "Then you look": beginnings that go on from the sentence before
GOES_ON = re.compile(
    r"(?:So|Thus|Hence|Therefore|Then|Instead|Nor|Or|Yet|Still|Likewise|Similarly|Otherwise|Furthermore|Moreover|Afterwards?"
    r"|Consequently|Accordingly|First|Second|Third|Secondly|Thirdly|Lastly|Again|Even so|Even then|After that|Before that|Since then"
    r"|As a result|As such|In response|In return|In turn|In contrast|By contrast|On the other hand|On top of that|To that end"
    r"|That is|That's|With that|In that case|If so|If not)(?:,| (?=[a-z]))",
)
NO_LINK = re.compile(
    r"(?:First|Second|Third) [a-z]|So (?:many|much|few|far)\b|Still [a-z]|Or [a-z]"
)  # "First aid", "So far"
# "In many ways, it's", "At the time, she": a phrase without a name, then a word that points back
THEN_POINTS = re.compile(r"[A-Z][^,A-Z\d]{1,40}, (?P<word>[a-z]+)(?:'\w+)? (?P<next>\w+)")
# "The 24-year-old has": someone whom the text before names
ONLY_AGE = re.compile(
    r"The \d{1,3}-year-old (?:ha[sd]|is|was|will|would|can|could|who|then|also|later|told|[a-z]+(?:ed|s)) "
)
# "have denied that.", "did so."
ENDS_POINTING = re.compile(r"\b(?:that|this|so)[.!]$")


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
    text = candidate.text.lstrip("\"'“‘").replace("’", "'")
    words = text.split()
    told = {resolution.words.lower() for resolution in resolved}
    if (GOES_ON.match(text) and not NO_LINK.match(text)) or ONLY_AGE.match(text) or ENDS_POINTING.search(text):
        return False
    later = THEN_POINTS.match(text)
    if later and later["word"] in PERSONAL | POINTING - {"those", "each", "both", "such"} and later["word"] not in told:
        return later["word"] in {"it", "this", "these"} and later["next"] in EMPTY_IT
    first = words[0].lower().rstrip(",").removesuffix("'s").removesuffix("'d").removesuffix("'ll")
    if first == "it":
        return len(words) > 1 and words[1].lower() in EMPTY_IT and words[2:3] not in (["a"], ["an"])
    if first in POINTING:
        return False
    return first not in PERSONAL or first in told


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
