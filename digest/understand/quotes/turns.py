"""Who has the word? The one whom the words beside a piece of speech name; where they name nobody, the one who had it before.

A pronoun, or nothing, means the last speaker in four of five cases; number, gender and what the sentence before tells keep
it from the worst of the others. Where nothing is sure nobody is named.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from digest.model import Entity, EntityKind, Mention, Span
from digest.understand import speakers
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.subjects import antecedent, main, phrase

_RELATIVE = frozenset({"who", "which", "that"})
# "her statement", "Mr Orr’s letter": words of their own, in writing
_WRITTEN = re.compile(
    r"(?P<owner>[Hh]is|[Hh]er|[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}(?=['’]s ))(?:['’]s)? (?:\w+ ){0,2}(?:statement|letter|e-?mail|tweet|post|message|note|memo|speech|testimony|affidavit)$"
)
_PARAGRAPHS = 2  # further on, words without a speaker are nobody's
_REACH = 500  # characters within which "she" means the woman named last


class Who(Protocol):
    """What is asked of the names: who is named, and whom a mention stands for."""

    @property
    def entities(self) -> Sequence[Entity]:
        """Everyone and everything named."""

    def who(self, span: Span) -> Entity | None:
        """The entity, None when unsure."""

    def gender(self, entity: Entity) -> str:
        """The gender as "m", "f", or "" when unknown."""

    def last_person_before(self, offset: int, gender: str = "", reach: int = 1200) -> Entity | None:
        """The person mentioned last before a place, who may have that gender."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who has the word: the mention, whom it names, and until where. `name` is "" where that is not known."""

    mention: Mention | None
    name: str = ""
    entity: Entity | None = None
    block: int = 0
    end: int = 0

    @property
    def gender(self) -> str:
        """What the mention itself tells: "m", "f" or ""."""
        return speakers.gender(self.mention.text) if self.mention else ""


class Turns:
    """The turns of one article, asked for in reading order."""

    def __init__(self, ground: Ground, names: Who) -> None:
        self._ground = ground
        self._names = names
        self._last = Turn(None)

    def take(self, span: Span, mention: Span | None, block: int, *, marked: bool) -> Turn:
        """Who speaks the words of `span`. `marked`: they stand in quotation marks, and so need no mention of their own."""
        turn = Turn(None)
        if mention:
            turn = self._named(speakers.named(self._ground.text, mention))
        elif marked:
            turn = self._told_of(span, block) or turn
            if not turn.mention and self._goes_on(block):
                turn = self._last
        if turn.mention:
            self._last = replace(turn, block=block, end=span.end)
        return turn

    def _goes_on(self, block: int) -> bool:
        """Whether who spoke last speaks on: in the same paragraph whoever it was, further on a person alone."""
        last = self._last
        person = last.entity is not None and last.entity.kind is EntityKind.PERSON
        return last.mention is not None and (block == last.block or (person and block - last.block <= _PARAGRAPHS))

    def _named(self, span: Span) -> Turn:
        mention = speakers.mention(self._ground.text, span)
        word = mention.text.strip().lower()
        entity = self._names.who(span)
        if word in _RELATIVE:
            meant = antecedent(self._ground, span)
            entity = self._names.who(meant) if meant else None
            return Turn(mention, entity.name if entity else meant.of(self._ground.text) if meant else "", entity)
        if speakers.is_pronoun(word):
            fits = entity is not None and _fits(word, entity)
            return Turn(mention, entity.name, entity) if entity and fits else self._pronoun(word, mention)
        written = None if entity else _WRITTEN.match(mention.text)
        if written:  # "her statement said": she did
            entity = self._names.who(Span(span.start, span.start + written.end("owner")))
        return Turn(mention, entity.name if entity else mention.text, entity)

    def _pronoun(self, word: str, mention: Mention) -> Turn:
        """Whom a pronoun that the names leave open means: the last speaker if it agrees, else the person named last."""
        gender, last = speakers.gender(word), self._last
        theirs = last.gender or (self._names.gender(last.entity) if last.entity else "")
        agrees = not (gender and theirs and gender != theirs)
        if last.name and agrees and (last.entity is None or _fits(word, last.entity)):
            return Turn(mention, last.name, last.entity)
        entity = self._names.last_person_before(mention.start, gender, _REACH) if gender else None
        return Turn(mention, entity.name if entity else "", entity)

    def _told_of(self, span: Span, block: int) -> Turn | None:
        """The person whom the sentence before is about, where it tells of nobody's words: Maas shook her head. “We can't wait.”."""
        clause = self._ground.clause_before(span.start)
        if clause is None or block - clause.sentence.block > 1 or self._last.end > clause.sentence.start:
            return None
        _, about = main(clause)
        mention = phrase(clause, about) if about >= 0 else None
        entity = self._names.who(mention) if mention else None
        if mention is None or entity is None or entity.kind is not EntityKind.PERSON:
            return None
        return Turn(speakers.mention(self._ground.text, mention), entity.name, entity)


def _fits(pronoun: str, entity: Entity) -> bool:
    """Whether a pronoun may stand for such a one: "they" for no single person, "she" for no company."""
    return (entity.kind is EntityKind.PERSON) == bool(speakers.gender(pronoun))
