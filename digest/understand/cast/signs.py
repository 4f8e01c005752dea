"""What speaks for a member of the cast as the one meant, and what against: agreement, nearness, the floor, the description.

Signs are names of features for `weights`: general English, no name and no topic.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from digest.model import Span
from digest.understand.cast.members import Member, stage
from digest.understand.cast.mentions import MANY, THINGS, Mention
from digest.understand.names import nouns

_STEPS = (0, 1, 2, 3, 5, 8, 15)
_SURE = 0.8
_REFLEXIVE = ("self", "selves")
_RATIOS = (0.999, 0.7, 0.45, 0.25, 0.1, 0.02)


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of speech whose speaker is asked for, and where it stands."""

    number: int
    start: int
    end: int
    block: int
    clause: int
    side: str  # how the words beside it give its speaker: see `quotes.direct`; a shape of `quotes.reported`
    marked: bool  # all in quotation marks
    behind: str  # what is between the piece before and this one: see `speech.statements`
    likely: float
    first_person: bool  # says "I" or "my"
    words: Span | None = None  # those beside it that say who makes it
    adds: bool = False  # its cue says that somebody goes on
    own: str = ""  # the gender of the "he" or "she" that told words begin with
    within: int = -1  # the statement around it, where its speaker is that one's "I"

    @property
    def behind_cue(self) -> bool:
        """Whether it goes on right behind the cue of the one before, as in “Go,” she said. “Now”."""
        return self.behind == "cue" and self.side in {"floating", "goes on"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where somebody is meant: a mention, a statement, or a mention that says who makes a statement."""

    mention: Mention | None
    statement: Statement | None
    clause: int
    block: int
    kind: str  # "he", "they", "it", "description", "name", "shared", "nobody"
    above: int = -1  # the member who does what the clause of a pronoun hangs on


@dataclass(frozen=True, slots=True)
class Floor:
    """Who spoke before: the members of the last statements, latest first, with the block each stood in."""

    last: tuple[tuple[int, int, float], ...] = ()  # (member, block, how sure)
    subject: int = -1  # member that the last sentence before, outside marks, is about
    subject_clause: int = -1


def kind_of(mention: Mention | None, *, shared: bool) -> str:
    """The kind of slot that a mention makes."""
    if mention is None:
        return "nobody"
    if mention.shape == "name":
        return "shared" if shared else "name"
    if mention.shape == "description":
        return "description"
    return "they" if mention.word in MANY else "it" if mention.word in THINGS else "he"


def of(
    slot: Slot, members: Sequence[Member], floor: Floor, clash: Collection[int], beside: Collection[int]
) -> list[list[str]]:
    """The signs of each member as the one meant.

    `clash` are the numbers of those against whom agreement speaks, `beside` of those who have another part in what is done.
    """
    fitting = [m for m in members if m.number not in clash]
    last = {m.number: _last(slot, m) for m in members}
    near = sorted(fitting, key=lambda m: (-_place(last[m.number]), m.number))
    order = {m.number: rank for rank, m in enumerate(near)}
    presence = {m.number: m.present(slot.clause, slot.block) for m in members}
    most = max((presence[m.number] for m in fitting), default=0.0)
    ranked = sorted(fitting, key=lambda m: (-presence[m.number], m.number))
    rank = {m.number: r for r, m in enumerate(ranked)}
    found = []
    for member in members:
        if slot.kind == "name":
            found.append([f"name|{sign}" for sign in _beside(slot, member)])
            continue
        latest = last[member.number]
        signs = [*_agreement(slot, member, clash), f"presence rank={min(3, rank.get(member.number, 3))}"]
        if slot.mention is None:  # no words of the writer's say who: only who has the floor, and who is spoken of
            signs.append(f"blocks={min(3, max(0, slot.block - latest.block)) if latest else 4}")
        else:
            signs += [
                *_nearness(slot, latest, min(4, order.get(member.number, 4))),
                f"presence={_ratio(presence[member.number], most)}",
                *_known(slot, member),
            ]
        if slot.statement:
            signs += _floor(slot.statement, member, floor)
        if member.number == floor.subject:
            signs.append(f"subject before={slot.clause - floor.subject_clause}")
        if slot.mention and slot.mention.shape == "description":
            signs += _description(slot.mention, member)
        shared = [f"says|{sign}" for sign in signs] if slot.statement and slot.mention else []
        if slot.above >= 0:
            signs.append(f"above={member.number == slot.above}")
        if member.number in beside:
            signs.append(f"beside himself={bool(slot.mention and slot.mention.word.endswith(_REFLEXIVE))}")
        found.append([f"{slot.kind}|{sign}" for sign in signs] + shared)
    return found


def of_new(slot: Slot, members: Sequence[Member]) -> list[str]:
    """The signs that a description brings somebody new on the scene."""
    one = slot.mention
    assert one is not None
    matching = sum(one.word in m.heads for m in members)
    kin = nouns.is_kin(one.word) and one.determiner == "owner"
    signs = [
        f"det={one.determiner}", f"det={one.determiner} plural={one.plural}", f"det={one.determiner} known={min(2, matching)}",
        f"kin={kin}", f"says={slot.statement is not None} det={one.determiner}", f"length={min(3, len(one.said))} det={one.determiner}",
        f"body={nouns.is_body(one.word)} det={one.determiner}", f"proxy={nouns.is_proxy(one.word)}",
        f"marked={one.marked >= 0}", f"role={one.role}",
    ]  # fmt: skip
    return [f"new|{sign}" for sign in signs]


def of_open(slot: Slot, members: Sequence[Member], clash: Collection[int]) -> list[str]:
    """The signs that nobody of the cast is meant, or that it can't be told who."""
    fitting = [m for m in members if m.number not in clash]
    near = sum(1 for m in fitting if m.last and slot.clause - m.last.clause <= 2)
    signs = [f"kind={slot.kind}", f"fitting={min(3, len(fitting))} {slot.kind}", f"near={min(3, near)} {slot.kind}"]
    if slot.statement:
        signs += [
            f"says={slot.kind}",
            f"side={slot.statement.side} {slot.kind}",
            f"likely={int(slot.statement.likely * 5)} {slot.kind}",
        ]
        signs += [f"marked={slot.statement.marked} {slot.kind}"]
    elif slot.mention:
        signs += [f"in marks={slot.mention.marked >= 0} {slot.kind}", f"role={slot.mention.role} {slot.kind}"]
    return [f"open|{sign}" for sign in signs]


def _last(slot: Slot, member: Member) -> Mention | None:
    """The mention of a member read last, outside of the words whose speaker is asked for."""
    said = slot.statement
    if said is None:
        return member.last
    return next((m for m in reversed(member.mentions) if not said.start <= m.start < said.end), None)


def _place(last: Mention | None) -> int:
    return last.start if last else -1


def _gender(member: Member) -> str:
    return member.gender or member.learned


def is_ruled_out(slot: Slot, member: Member) -> bool:
    """Whether a description can't mean a member.

    "A spokesman" is nobody who has a name, what is written is nobody, several are not one, a child is no adult, nor is
    anybody of two ages.
    """
    one = slot.mention
    if one is None or one.shape != "description":
        return False
    if one.determiner == "a" and member.cluster >= 0:
        return True
    if one.plural and member.kind == "person" and not member.plural:
        return True
    if one.word.endswith("-year-old") and member.ages and one.word.partition("-")[0] not in member.ages:
        return True
    if nouns.is_young(one.word) and stage(member) == "grown":
        return True
    written = nouns.is_writing(one.word) and not nouns.is_body(one.word)
    return written and bool(member.kind) and one.word not in member.heads


def clashes(slot: Slot, member: Member) -> bool:
    """Whether gender, number or kind speak against a member."""
    one = slot.mention
    if one is None:
        return False
    known = _gender(member)
    if one.gender and known and one.gender != known:
        return True
    if slot.kind == "he":
        return member.kind in {"organisation", "place"} or member.plural
    if slot.kind == "it":
        return member.kind == "person" and not member.plural
    if slot.kind == "description":
        person, body = nouns.is_person(one.word), nouns.is_body(one.word)
        wrong = (person and not body and member.kind in {"organisation", "place"}) or (
            body and not person and member.kind == "person"
        )
        return wrong or (one.plural and not member.plural and member.kind == "person")
    return False


def _agreement(slot: Slot, member: Member, clash: Collection[int]) -> Iterator[str]:
    one = slot.mention
    yield f"kind={member.kind or 'unknown'}"
    yield f"named={'full' if member.full else 'short' if member.cluster >= 0 else 'no'}"
    if member.plural:
        yield "many"
    if one is None:
        return
    if one.gender:
        known = member.gender or (f"{member.learned}?" if member.learned else "")
        agrees = "agrees" if known == one.gender else "learned" if known == f"{one.gender}?" else "clashes"
        yield f"gender={agrees if known else 'unknown'}"
    yield f"number={one.plural}{member.plural}"
    yield f"clashes={member.number in clash}"


def _nearness(slot: Slot, last: Mention | None, order: int) -> Iterator[str]:
    yield f"order={order}"
    if last is None:
        yield "never"
        return
    away = _step(slot.clause - last.clause) if slot.clause >= 0 and last.clause >= 0 else 7
    blocks = min(3, max(0, slot.block - last.block))
    where = "marked" if last.marked >= 0 and (slot.mention is None or slot.mention.marked != last.marked) else last.role
    yield f"away={away}"
    yield f"blocks={blocks}"
    yield f"away={min(2, away)} {where}"
    yield f"order={min(2, order)} {where}"
    if away == 0:
        yield f"here={last.shape}"
    yield f"last={last.shape}"


def _known(slot: Slot, member: Member) -> Iterator[str]:
    count = len(member.mentions)
    yield f"count={0 if count < 2 else 1 if count < 4 else 2 if count < 8 else 3}"
    if slot.statement and member.dead:
        yield "dead"
    owner = slot.mention.owner if slot.mention else None
    if owner is not None and owner.bearer == member.number:
        yield "own owner"


def _description(one: Mention, member: Member) -> Iterator[str]:
    """How what a description says fits what was said of a member before."""
    head = (
        "head"
        if one.word in member.heads
        else "name"
        if one.word in member.words
        else "said"
        if one.word in member.said
        else "other"
        if member.heads
        else "none"
    )
    shared = len(one.said & (member.said | member.words | member.heads))
    yield f"match={head}"
    yield f"match={head} {one.determiner}"
    yield f"match={head} shared={min(2, shared)} of={min(2, len(one.said))}"
    if one.word.endswith("-year-old"):
        yield f"age={one.word.partition('-')[0] in member.ages}"
    if nouns.is_proxy(one.word) != bool({h for h in member.heads if nouns.is_proxy(h)}):
        yield "proxy for no proxy"
    if nouns.is_kin(one.word) and one.determiner == "owner":
        kin = any(noun == one.word for noun, _ in member.kin)
        whose = one.owner is not None and (one.word, one.owner.bearer) in member.kin
        yield f"kin={'same' if whose else 'noun' if kin else 'none'}"
    yield f"spoke={bool(member.spoke)}"


def _floor(said: Statement, member: Member, floor: Floor) -> Iterator[str]:
    """Who had the word, and how the statement stands to what was said last."""
    turns = [n for n, _, _ in floor.last]
    turn = turns.index(member.number) if member.number in turns[:3] else 3
    about = member.number == floor.subject
    yield f"turn={turn}"
    yield f"{said.behind} turn={min(turn, 2)}"
    if said.own:
        known = _gender(member)
        yield f"own={'' if not known else known == said.own}"
    last = member.last
    if last is not None and last.marked >= 0 and turn > 0:
        yield "spoken of last"
    if said.adds:
        yield f"adds turn={min(turn, 2)}"
    yield f"{said.behind} about={about} turn={min(turn, 1)}"
    if turn < 3:
        _, block, sure = floor.last[turn]
        yield f"turn={turn} blocks={min(3, said.block - block)}"
        if sure < _SURE:
            yield f"turn={turn} unsure"
    else:
        yield f"spoke={bool(member.spoke)}"
    if any(said.start <= m.start < said.end for m in member.mentions[-6:]):
        yield f"inside marked={said.marked}"
    if said.first_person:
        yield f"I {member.kind or 'unknown'} {member.plural}"


def _beside(slot: Slot, member: Member) -> Iterator[str]:
    """Whether the one whose name stands beside a statement makes it."""
    said = slot.statement
    assert said is not None
    yield f"kind={member.kind or 'unknown'}"
    yield f"named={'full' if member.full else 'short'} kind={member.kind or 'unknown'}"
    yield f"side={said.side}"
    yield f"side={said.side} marked={said.marked}"
    yield f"likely={int(said.likely * 5)}"
    yield f"role={slot.mention.role if slot.mention else ''} {said.side}"
    if member.dead:
        yield "dead"
    if said.first_person:
        yield f"I {member.kind or 'unknown'}"
    if any(said.start <= m.start < said.end for m in member.mentions[-6:]):
        yield f"inside marked={said.marked}"


def _step(count: int) -> int:
    return next((i for i, step in enumerate(_STEPS) if count <= step), len(_STEPS))


def _ratio(value: float, most: float) -> int:
    if most <= 0:
        return len(_RATIOS)
    return next((i for i, ratio in enumerate(_RATIOS) if value >= ratio * most), len(_RATIOS))
