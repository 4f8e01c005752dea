"""Can a point be understood alone? Names what its pronouns and bare last names stand for."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from digest.model import Entity, EntityKind, Mention, Resolution, Span
from digest.understand.points.candidates import Candidate

# Words at the beginning of a sentence that point at a person or thing named before.
PERSONAL = frozenset("he she they his her their him them".split())
POINTING = frozenset("it its this that these those such both another others neither".split())
# "After the vote, those who": inside a sentence these words need nothing before it.
OPEN = frozenset("those such both each another others".split())
# "It was the first …", "It is not clear …": the word points at nothing before.
EMPTY_IT = frozenset(
    "is was will would has had could can may might took takes remains remained appears seems comes came".split()
)

# "So it was", "Since then, the", "Notably, it": beginnings that go on from the sentence before
GOES_ON = re.compile(
    r"(?:So|Thus|Hence|Therefore|Then|Instead|Nor|Or|Yet|Still|Likewise|Similarly|Otherwise|Furthermore|Moreover|Afterwards?"
    r"|Consequently|Accordingly|First|Second|Third|Secondly|Thirdly|Lastly|Again|Even so|Even then|After that|Before that"
    r"|Since then|By then|Until then|As a result|As such|In response|In return|In turn|In contrast|By contrast|Notably"
    r"|On the other hand|On top of that|To that end|That is|That's|With that|In that case|If so|If not|Because of this"
    r"|Chalk it up|All of (?:this|that|them|these|those)|(?:Some|Most|Many|Several|Both|Each|One|None) of (?:them|these|those))"
    r"(?:,| (?=[a-z]))"
)
# "First aid", "So far", "Still waters": the same words, going on from nothing
GOES_ON_NOT = re.compile(r"(?:First|Second|Third) [a-z]|So (?:many|much|few|far)\b|Still [a-z]|Or [a-z]")
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
    told = {resolution.words.lower() for resolution in resolved}
    if (GOES_ON.match(text) and not GOES_ON_NOT.match(text)) or ONLY_AGE.match(text) or ENDS_POINTING.search(text):
        return False
    later = THEN_POINTS.match(text)
    if later and later["word"] not in OPEN and _points_back(later["word"], later["next"], told):
        return False
    words = text.split()
    first = words[0].lower().rstrip(",").removesuffix("'s").removesuffix("'d").removesuffix("'ll")
    if first == "it" and words[2:3] in (["a"], ["an"]):  # "It was a hard winter": the winter was told before
        return False
    return not _points_back(first, words[1].lower() if words[1:] else "", told)


def _points_back(word: str, then: str, told: set[str]) -> bool:
    """Whether a word, with the one behind it, means somebody or something that only the text before names."""
    if word == "it":
        return then not in EMPTY_IT
    return word in POINTING or (word in PERSONAL and word not in told)


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
