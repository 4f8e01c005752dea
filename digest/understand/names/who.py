"""The answers about names: which entities there are, and whom a mention stands for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import Entity, EntityKind, Mention, Span
from digest.model.slugs import slug
from digest.understand.names import phrases
from digest.understand.names.coreference import GENDERS, THINGS
from digest.understand.names.joining import Cluster
from digest.understand.names.roles import stands_alone
from digest.understand.names.runs import Run
from digest.understand.names.words import genders, words

# "according to Mr Orr" – words in front of the one who is named
_LEAD = re.compile(r"(?:according to|by|from)\s+", re.IGNORECASE)
# ", the head of …" / " who" / " of" / " (" – what follows the head of a mention
_TAIL = re.compile(r"[,;:(–—]|\s(?:who|which|that|whose|where|with|from|at|in|on|for|to|of|and|during|as|by)\s")


@dataclass(frozen=True, slots=True)
class Names:
    """What an article names. `entities` stand in order of first mention; see `who` for a single mention."""

    entities: tuple[Entity, ...]
    text: str = field(repr=False, default="")
    genders: tuple[str, ...] = ()  # "m", "f" or "", for each entity
    stated: tuple[tuple[tuple[int, str], ...], ...] = field(repr=False, default=())  # roles by offset, for each entity
    starts: tuple[int, ...] = field(repr=False, default=())  # of all mentions, in order
    bearers: tuple[tuple[Mention, int, bool], ...] = field(
        repr=False, default=()
    )  # mention, entity, whether it is a name
    places: Mapping[str, int] = field(repr=False, default_factory=dict)  # entity id → index
    holding: Mapping[str, Sequence[int]] = field(repr=False, default_factory=dict)  # see `phrases.index`

    @classmethod
    def of(cls, text: str, clusters: Sequence[Cluster], pronouns: Mapping[int, int]) -> "Names":
        """The clusters that are sure enough, as entities with unique ids."""
        sure = [number for number, cluster in enumerate(clusters) if _is_sure(cluster)]
        place = {number: index for index, number in enumerate(sure)}
        bearers: list[tuple[Mention, int, bool]] = []
        for number in sure:
            bearers += [(_mention(text, run.start, run.end), place[number], True) for run in clusters[number].runs]
        for start, number in pronouns.items():
            if number in place:
                end = start + len(_WORD.match(text, start)[0])  # type: ignore[index] # a pronoun is a word
                bearers.append((_mention(text, start, end), place[number], False))
        bearers.sort(key=lambda bearer: (bearer[0].start, -bearer[0].end))
        mine: list[list[tuple[Mention, bool]]] = [[] for _ in sure]
        for mention, index, named in bearers:
            mine[index].append((mention, named))
        taken: set[str] = set()
        entities = [_entity(clusters[number], mine[place[number]], taken) for number in sure]
        stated = tuple(tuple(sorted(clusters[number].roles)) for number in sure)
        return cls(
            entities=tuple(entities),
            text=text,
            genders=tuple(clusters[number].gender for number in sure),
            stated=stated,
            starts=tuple(mention.start for mention, _, _ in bearers),
            bearers=tuple(bearers),
            places={entity.id: n for n, entity in enumerate(entities)},
            holding=phrases.index(entities, stated),
        )

    def who(self, span: Span) -> Entity | None:
        """The entity that a name, a role phrase ("the minister") or a pronoun stands for; None when unsure."""
        index = self._index(span)
        return None if index is None else self.entities[index]

    def is_person(self, span: Span) -> bool | None:
        """Whether the mention stands for a person; None when unsure."""
        entity = self.who(span)
        if entity is not None:
            return entity.kind is EntityKind.PERSON
        words_said = span.of(self.text).lower().split()
        if words_said and words_said[0] in {"he", "she", "who", "him", "her", "i"}:
            return True
        return None

    def role(self, entity: Entity, at: int | None = None) -> str:
        """The role as this article states it: next to the mention at offset `at` if one stands there, else the entity's."""
        index = self.places[entity.id]
        for offset, stated in self.stated[index]:
            if at is not None and offset == at:
                return stated
        return entity.role

    def gender(self, entity: Entity) -> str:
        """The gender as "m", "f", or "" when unknown."""
        return self.genders[self.places[entity.id]]

    def last_person_before(self, offset: int, gender: str = "", reach: int = 1200) -> Entity | None:
        """The person mentioned last before the offset, by name or resolved pronoun, who may have that gender."""
        at = bisect_left(self.starts, offset)
        while at > 0 and offset - self.starts[at - 1] <= reach:
            at -= 1
            index = self.bearers[at][1]
            if self.entities[index].kind is EntityKind.PERSON and (not gender or self.genders[index] in {gender, ""}):
                return self.entities[index]
        return None

    def within(self, span: Span) -> tuple[tuple[Mention, Entity], ...]:
        """The mentions that stand inside the span, in order, and whom they mean."""
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return tuple(
            (mention, self.entities[index]) for mention, index, _ in self.bearers[low:high] if mention.end <= span.end
        )

    def _index(self, span: Span) -> int | None:
        lead = _LEAD.match(self.text, span.start, span.end)
        span = Span(lead.end(), span.end) if lead else span
        said = span.of(self.text)
        word = said.lower().strip()
        if word in GENDERS or word in THINGS:
            low, high = bisect_left(self.starts, span.start), bisect_right(self.starts, span.end)
            return next(
                (index for mention, index, named in self.bearers[low:high] if not named and span.holds(mention)), None
            )
        head_end = self._head_end(span)
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, head_end)
        inside = [(mention, index) for mention, index, named in self.bearers[low:high] if named]
        if inside and inside[-1][0].end >= head_end:
            return inside[-1][1]
        covering = [
            (mention, index)
            for mention, index, named in self.bearers[max(0, low - 3) : high]
            if named and mention.holds(span)
        ]
        if covering:
            return covering[-1][1]
        return phrases.meant(
            self.text[span.start : head_end], span.start, self.entities, self.stated, self.genders, self.holding
        )

    def _head_end(self, span: Span) -> int:
        """Where the head of the mention ends: before a comma, "who", "of" – but not inside a name."""
        at = span.start
        low, high = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        named = [mention for mention, _, is_name in self.bearers[low:high] if is_name]
        while True:
            tail = _TAIL.search(self.text, at, span.end)
            if tail is None:
                end = span.end
                break
            over = next((mention for mention in named if mention.start < tail.start() < mention.end), None)
            if over is None:
                end = tail.start()
                break
            at = over.end
        stretch = self.text[span.start : end].rstrip(" .’'\"”\n")
        return span.start + len(stretch)


_WORD = re.compile(r"[^\W\d_]+")


def _mention(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, text[start:end])


def _is_sure(cluster: Cluster) -> bool:
    """Whether there is enough for a page: a person has two names, or a title or a place among those who speak."""
    if cluster.kind is None:
        return False
    hard = [run for run in cluster.runs if not run.soft]
    if len(cluster.words) == 1 and (
        cluster.name in words("body") or cluster.name in words("office_part") or cluster.name in words("office")
    ):
        return cluster.name in words("known_body")
    if cluster.kind is not EntityKind.PERSON:
        return bool(hard)
    if len(cluster.words) > 1:
        return bool(hard) or any(len(run.name) > 1 for run in cluster.runs)
    speaking = sum(run.after is not None and run.after.gap == " " and run.after.text in words("speech") for run in hard)
    return (
        bool(cluster.roles)
        or any(_titled(run) for run in hard)
        or (len(hard) > 1 and (cluster.name in genders() or speaking > 1))
    )


def _titled(run: Run) -> bool:
    return any(token.text not in words("demonym") for token in run.office)


def _entity(cluster: Cluster, mine: Sequence[tuple[Mention, bool]], taken: set[str]) -> Entity:
    base = slug(cluster.name) or "unnamed"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    assert cluster.kind is not None
    written = {mention.text for mention, named in mine if named} | set(cluster.aliases)
    return Entity(
        id=name,
        kind=cluster.kind,
        name=cluster.name,
        role=next((role for _, role in cluster.roles if stands_alone(role)), ""),
        mentions=tuple(mention for mention, _ in mine),
        aliases=tuple(sorted(written - {cluster.name})),
        named=sum(named for _, named in mine),
    )
