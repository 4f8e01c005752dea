"""The answers about the cast: which entities there are, whom a mention means, who makes each statement."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import Entity, EntityKind, Mention, Span
from digest.model.slugs import slug
from digest.understand.cast import mentions as mention_of
from digest.understand.cast import role
from digest.understand.cast.members import Member
from digest.understand.cast.scene import Scene
from digest.understand.names.joining import Cluster
from digest.understand.names.runs import Run
from digest.understand.names.words import genders, words
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.subjects import phrase

# From here on a person is named as the speaker: fitted, cross-validated, for at most 2 % wrong names (BENCHMARKS.md).
NAMED_FROM = 0.7
MEANT_FROM = 0.85  # and as the one whom a pronoun or a description means
DOUBT_FROM = 0.2  # somebody else this likely competes


@dataclass(frozen=True, slots=True)
class Heard:
    """Who makes a statement: the entity, None where the article's words must do; `review` where two compete."""

    entity: Entity | None
    likely: float
    review: bool
    namesake: bool = False  # two bear the name beside the statement
    mention: Span | None = None  # where no words beside the statement say it: the last words for the speaker before


@dataclass(frozen=True, slots=True)
class Cast:
    """What an article names and who speaks in it. `entities` stand in order of first mention; see `who` for a single mention."""

    entities: tuple[Entity, ...]
    genders: tuple[str, ...] = ()  # "m", "f" or "", for each entity
    bearers: tuple[tuple[Mention, int, float], ...] = field(repr=False, default=())  # mention, entity, how sure
    speakers: tuple[Heard, ...] = ()  # of each piece of speech
    ground: Ground | None = field(repr=False, compare=False, default=None)
    at: Mapping[tuple[int, int], int] = field(
        repr=False, compare=False, default_factory=dict
    )  # place of a mention's head → entity

    @classmethod
    def of(cls, scene: Scene) -> "Cast":
        """The clusters of a played scene that are sure enough, as entities with unique ids, and the speakers."""
        text, clusters = scene.ground.text, scene.clusters
        speaking = {c.member for c in scene.speakers.values() if c.likely >= NAMED_FROM}
        sure = [
            m for m in scene.members
            if m.cluster >= 0 and not clusters[m.cluster].shared and _is_sure(clusters[m.cluster], m, speaks=m.number in speaking)
        ]  # fmt: skip
        sure.sort(key=lambda m: clusters[m.cluster].runs[0].start)
        place = {m.number: index for index, m in enumerate(sure)}
        bearers, at = [], {}
        for one in scene.mentions.listed:
            index = place.get(one.bearer)
            if index is None or (one.shape != "name" and one.sure < MEANT_FROM):
                continue
            at[one.clause, one.head] = index
            if one.shape != "description":
                bearers.append((Mention(one.start, one.end, text[one.start : one.end]), index, one.sure))
        for index, member in enumerate(sure):
            met = {one.start for one in member.mentions}
            unmet = (run for run in clusters[member.cluster].runs if run.start not in met)
            bearers += [(Mention(run.start, run.end, text[run.start : run.end]), index, 1.0) for run in unmet]
        bearers.sort(key=lambda bearer: (bearer[0].start, -bearer[0].end))
        taken: set[str] = set()
        mine: list[list[Mention]] = [[] for _ in sure]
        for mention, index, _ in bearers:
            mine[index].append(mention)
        entities = tuple(_entity(scene, m, mine[index], taken) for index, m in enumerate(sure))
        return cls(
            entities=entities,
            genders=tuple(m.gender or m.learned for m in sure),
            bearers=tuple(bearers),
            speakers=tuple(_heard(scene, n, entities, place) for n in sorted(scene.speakers)),
            ground=scene.ground,
            at=at,
        )

    def who(self, span: Span) -> Entity | None:
        """The entity that a name, a role phrase ("the minister") or a pronoun stands for; None when unsure."""
        clause, head = mention_of.heads(self.ground, span) if self.ground else (-1, -1)
        index = self.at.get((clause, head))
        if index is None:
            at = self.ground.clauses[clause].tree[head].start if self.ground and head >= 0 else span.end - 1
            named = [b for b in self._between(span) if b[0].end == span.end or b[0].start <= at < b[0].end]
            ahead = span.of(self.ground.text)[: named[-1][0].start - span.start] if named and self.ground else ""
            index = named[-1][1] if named and ahead.istitle() | (not ahead) else None
        return None if index is None else self.entities[index]

    def gender(self, entity: Entity) -> str:
        """The gender as "m", "f", or "" when unknown."""
        return self.genders[self.entities.index(entity)]

    def sure(self, mention: Span) -> float:
        """How sure it is whom a mention means, 0 to 1."""
        return next((b[2] for b in self._between(mention) if b[0].start == mention.start), 0.0)

    def within(self, span: Span) -> tuple[tuple[Mention, Entity], ...]:
        """The mentions that stand inside the span, in order, and whom they mean."""
        return tuple((b[0], self.entities[b[1]]) for b in self._between(span) if b[0].end <= span.end)

    def _between(self, span: Span) -> Sequence[tuple[Mention, int, float]]:
        low = bisect_left(self.bearers, span.start, key=lambda b: b[0].start)
        return self.bearers[low : bisect_left(self.bearers, span.end, key=lambda b: b[0].start)]


def _heard(scene: Scene, number: int, entities: Sequence[Entity], place: Mapping[int, int]) -> Heard:
    """Whom the choice for a statement names: an entity where it is sure enough, else nobody; and by what words."""
    choice, said = scene.speakers[number], scene.said[number]
    member = scene.members[choice.member] if choice.member >= 0 else None
    index = place.get(choice.member)
    if index is None or member is None:
        first = member.mentions[0] if member and member.mentions else None
        review = member is None or choice.rival >= DOUBT_FROM
        return Heard(None, choice.likely, review, mention=_words(scene, first) if first else None)
    if entities[index].kind is EntityKind.PERSON and (choice.namesake or choice.likely < NAMED_FROM):
        return Heard(None, choice.likely, review=True, namesake=choice.namesake)
    last = next((m for m in reversed(member.mentions) if m.start < said.start and m.marked < 0), None)
    return Heard(entities[index], choice.likely, review=False, mention=Span(last.start, last.end) if last else None)


def _words(scene: Scene, one: mention_of.Mention) -> Span:
    """The words of a mention; of a description its whole phrase: "One 15-year-old boy"."""
    whole = phrase(scene.ground.clauses[one.clause], one.head) if one.word and one.clause >= 0 else None
    return whole if whole is not None and whole.holds(Span(one.start, one.end)) else Span(one.start, one.end)


def _kind(cluster: Cluster, member: Member) -> EntityKind | None:
    """What the name says, else what was learned of its bearer: who is "she" is a person, "the insurer" a body."""
    if cluster.kind is not None:
        return cluster.kind
    if member.kind == "organisation":  # "The insurer, Mutuelle,"
        return EntityKind.ORGANISATION
    body = any(word in words("body") or word in words("body_suffix") for word in cluster.words)
    return EntityKind.PERSON if member.kind == "person" and not body else None


def _is_sure(cluster: Cluster, member: Member, *, speaks: bool) -> bool:
    """Whether there is enough for a page: a person has two names, or a title or a description beside the name, or speaks."""
    kind = _kind(cluster, member)
    if kind is None:
        return False
    hard = [run for run in cluster.runs if not run.soft]
    if len(cluster.words) == 1 and (
        cluster.name in words("body") or cluster.name in words("office_part") or cluster.name in words("office")
    ):
        return cluster.name in words("known_body")
    if kind is not EntityKind.PERSON:
        return bool(hard)
    if len(cluster.words) > 1:
        return bool(hard) or any(len(run.name) > 1 for run in cluster.runs)
    apposed = any(one.same is not None and one.shape == "description" for one in member.mentions)
    told = speaks or apposed or bool(cluster.roles) or any(_titled(run) for run in hard)
    return told or (len(hard) > 1 and cluster.name in genders())


def _titled(run: Run) -> bool:
    return any(token.text not in words("demonym") for token in run.office)


def _entity(scene: Scene, member: Member, mine: Sequence[Mention], taken: set[str]) -> Entity:
    cluster = scene.clusters[member.cluster]
    base = slug(cluster.name) or "unnamed"
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    kind = _kind(cluster, member)
    assert kind is not None
    named = [m for m in mine if m.text.lower() not in mention_of.PRONOUNS]
    return Entity(
        id=name,
        kind=kind,
        name=cluster.name,
        role=role.of(scene, member, [stated for _, stated in cluster.roles]),
        mentions=tuple(mine),
        aliases=tuple(sorted(({m.text for m in named} | set(cluster.aliases)) - {cluster.name})),
        named=len(named),
    )
