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
        if one.shape == "description":
            self.describe(one)
        elif one.shape == "pronoun" and one.gender and one.sure >= _SURE:
            self.learned = self.learned or one.gender
            self.kind = self.kind or "person"

    def describe(self, one: Mention) -> None:
        """What a description says of this member."""
        self.heads.add(one.word)
        self.said |= one.said
        if nouns.is_person(one.word) and one.same is not None:
            self.kind = self.kind or "person"
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


def is_dead(lemmas: Sequence[str]) -> bool:
    """Whether the verb of which somebody is the subject says that they died."""
    return any(lemma in _DEAD for lemma in lemmas)
