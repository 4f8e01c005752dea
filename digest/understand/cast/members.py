"""Who is on the scene: everyone who acts or speaks, named or not, and what the article has said of them so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from digest.model import EntityKind
from digest.understand.cast.mentions import Mention
from digest.understand.names import nouns
from digest.understand.names.joining import Cluster

SUBJECT, OTHER, MARKED, SPEAKING = 3.0, 1.4, 0.5, 1.0  # how present a mention makes its bearer
MOST, FADE, FADE_BLOCK = 4.0, 0.6, 0.75  # the most presence; what is left of it a sentence later, a paragraph later
_SURE = 0.7  # from here on a pronoun teaches something of the one it means
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OF = frozenset({"of", "for", "at", "in", "with", "from", "who", "and", "to", "on"})
_ANYBODY = frozenset("man woman boy girl child person victim resident official".split())
# of two that one noun is used of, these say which
_APART = frozenset(
    "first second third former previous late other next new old deputy assistant acting outgoing incoming".split()
)
_GROWN = 18  # years
_PARENTS = frozenset({"father", "mother", "grandfather", "grandmother", "dad", "mum", "mom", "uncle", "aunt"})
CHILDREN = frozenset({"son", "daughter", "grandson", "granddaughter", "nephew", "niece", "child"})
_DEAD = frozenset({"die", "kill", "murder", "perish", "drown", "bury"})


@dataclass(eq=False, slots=True)
class Member:
    """One of the cast. `cluster` is -1 for somebody whom no name tells."""

    number: int
    cluster: int = -1
    kind: str = ""  # "person", "organisation", "place", "" where that is not known
    full: bool = False  # bears a name of two words or more
    gender: str = ""
    learned: str = ""  # the gender that the pronouns read so far gave
    plural: bool = False
    heads: set[str] = field(default_factory=set)  # nouns that the article called them by
    said: set[str] = field(default_factory=set)  # the other words of these descriptions
    kin: set[tuple[str, int]] = field(default_factory=set)  # ("mother", whose)
    ages: set[str] = field(default_factory=set)
    dead: bool = False
    named_later: int = -1  # who an unnamed one turns out to be
    parent: bool = False  # a son or a daughter of theirs is mentioned
    words: frozenset[str] = frozenset()  # of the name, lower case
    mentions: list[Mention] = field(default_factory=list)
    spoke: list[tuple[int, int]] = field(default_factory=list)  # (number of the statement, block)
    presence: float = 0.0
    seen: tuple[int, int] = (-1, -1)  # sentence and block in which `presence` was counted

    @property
    def last(self) -> Mention | None:
        """The mention read last."""
        return self.mentions[-1] if self.mentions else None

    def present(self, sentence: int, block: int) -> float:
        """How present the member still is in a sentence of a block."""
        at, paragraph = self.seen
        steps = min(8, max(0, sentence - at)) if sentence >= 0 and at >= 0 else 1
        return self.presence * FADE**steps * (FADE_BLOCK if block != paragraph else 1.0)

    def meet(self, one: Mention, *, speaks: bool) -> None:
        """The mention is one of this member."""
        if one.marked >= 0:
            much = MARKED
        else:
            much = (SUBJECT if one.role == "subject" else OTHER) + (SPEAKING if speaks else 0.0)
        if one.clause < 0:
            much = 0.2
        sentence = one.clause if one.clause >= 0 else self.seen[0]
        self.presence = min(MOST, self.present(sentence, one.block) + much)
        self.seen = (sentence, one.block)
        self.mentions.append(one)
        if one.age:
            self.ages.add(one.age)
        if one.shape == "description":
            self.describe(one)
        elif one.shape == "pronoun" and one.gender and one.sure >= _SURE:
            self.learned = self.learned or one.gender
            self.kind = self.kind or "person"

    def describe(self, one: Mention) -> None:
        """What a description says of this member."""
        self.heads.add(one.word)
        self.said |= one.said
        if one.same is not None:  # what is set beside a name says what it names
            told = "person" if nouns.is_person(one.word) else "organisation" if nouns.is_body(one.word) else ""
            self.kind = self.kind or told
        self.gender = self.gender or (one.gender if self.cluster < 0 else "")
        self.learned = self.learned or one.gender
        if one.word.endswith("-year-old"):
            self.ages.add(one.word.partition("-")[0])


def named(number: int, cluster_number: int, cluster: Cluster) -> Member:
    """A member whom a name tells, before any mention is read."""
    kind = cluster.kind.value if cluster.kind else ""
    words = frozenset(word.lower() for word in cluster.words)
    person = cluster.kind is EntityKind.PERSON
    return Member(
        number, cluster_number, kind, full=len(cluster.words) > 1, gender=cluster.gender if person else "", words=words
    )


def stated(member: Member, role: str) -> None:
    """Takes in a role that the article states beside the name: its head and its other words."""
    words = [word.lower() for word in _WORD.findall(role)]
    cut = next((i for i, word in enumerate(words) if i and word in _OF), len(words))
    if words[:cut]:
        member.heads.add(words[cut - 1])
        member.said |= {word for word in words if word != words[cut - 1]}


def unnamed(number: int, one: Mention) -> Member:
    """Somebody whom a description introduces."""
    body = nouns.is_body(one.word) and not nouns.is_person(one.word)
    kind = "organisation" if body else "person" if nouns.is_person(one.word) else ""
    return Member(number, kind=kind, plural=one.plural, gender=one.gender)


def stage(member: Member) -> str:
    """Whether somebody is "young" or "grown", by age, by what they are called and whose parent they are; "" if not known."""
    ages = {int(age) for age in member.ages if age.isdecimal()}
    if (ages and max(ages) < _GROWN) or any(nouns.is_young(head) for head in member.heads):
        return "young"
    grown = (ages and min(ages) >= _GROWN) or member.parent or any(nouns.is_grown(head) for head in member.heads)
    return "grown" if grown else ""


def oldest(members: Sequence[Member], *, last: bool = False) -> int:
    """The number of the oldest of some (with `last` of the youngest), by their ages or as each other's parent; -1 if not known."""
    aged = [(max(map(int, m.ages)), m.number) for m in members if m.ages and all(age.isdecimal() for age in m.ages)]
    if len(members) > 1 and len(aged) == len(members):
        return (min(aged) if last else max(aged))[1]
    numbers = {m.number for m in members}
    elders = {m.number for m in members if any(n in _PARENTS and whose in numbers for n, whose in m.kin)}
    elders |= {whose for m in members for n, whose in m.kin if n in CHILDREN and whose in numbers}
    found = sorted(numbers - elders if last else elders)
    return found[0] if elders and len(found) == 1 else -1


def of_age(members: Sequence[Member], one: Mention) -> Member | None:
    """The only one of the age that a description says: "the 29-year-old"."""
    if one.shape != "description" or not one.word.endswith("-year-old") or one.determiner != "the":
        return None
    fitting = [m for m in members if one.word.partition("-")[0] in m.ages]
    return fitting[0] if len(fitting) == 1 else None


def recognised(members: Sequence[Member]) -> list[Member]:
    """The unnamed who are the only one fitting of those named after them, with `named_later` set."""
    found = []
    named_ones = [m for m in members if m.cluster >= 0 and m.kind == "person" and m.mentions]
    for one in members:
        first = one.mentions[0] if one.mentions else None
        if one.cluster >= 0 or one.plural or first is None or first.determiner not in {"the", "owner"}:
            continue
        fitting = [m for m in named_ones if m.mentions[0].start > first.start and _may_be(one, m)]
        if len(fitting) == 1:
            one.named_later = fitting[0].number
            found.append(one)
    return found


def _may_be(one: Member, other: Member) -> bool:
    """Whether what is said of somebody unnamed is said of another: the same relation, the same age, or a noun that says so."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if one.kin or any(nouns.is_kin(head) for head in one.heads):
        return bool(one.kin & other.kin)
    if one.ages:
        return bool(one.ages & other.ages)
    shared = {head for head in one.heads & other.heads if nouns.is_person(head) and head not in _ANYBODY}
    apart = (one.said ^ other.said) & _APART
    return bool(shared) and not apart and (one.said <= other.said or not other.said)


def is_dead(lemmas: Sequence[str]) -> bool:
    """Whether the verb of which somebody is the subject says that they died."""
    return any(lemma in _DEAD for lemma in lemmas)
