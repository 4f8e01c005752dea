"""One pass over an article in reading order: whom each mention means and who makes each statement.

Names bring their bearers on the scene. For every pronoun, description, name that several bear, and every statement one
decision is made over all who are on the scene, "somebody new" and "open".
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from digest.model import EntityKind
from digest.understand.cast import parts, signs
from digest.understand.cast.members import CHILDREN, Member, is_dead, named, of_age, oldest, recognised, stated, unnamed
from digest.understand.cast.mentions import Mention, Mentions
from digest.understand.cast.signs import Floor, Slot, Statement
from digest.understand.names.joining import Cluster
from digest.understand.quotes.ground import Ground

NEW, OPEN = -2, -1
_REACH = 14  # sentences after which somebody who was not named again is not meant, unless a word of a description fits
_LOOKED_AT, _MOST = 60, 10  # members looked at, and weighed
_TOLD_APART = 0.95  # from here on a last name that two bear is taken to mean one of them
_APART = 0.9  # how likely "the elder Varga" is somebody else where one Varga is known
_OF_AGE = 0.95  # how likely "the 29-year-old" is the only one of that age
_NAMED_LATER = 0.9  # how likely it is that a description used before a name means its bearer
_SURE = 0.9  # from here on "I" teaches that somebody is a person
_NESTED = 6  # statements that may begin between the beginning of one and a place in it
_TURNS = 3  # speakers before that are remembered
_AND = frozenset({"and", "&"})
# "Krongard's statement said": Krongard did
_OWN_WORDS = frozenset({"statement", "letter", "tweet", "post", "message", "email", "e-mail"})


@dataclass(frozen=True, slots=True)
class Option:
    """One of those who may be meant: a member's number, `NEW` or `OPEN`, with the signs for it."""

    member: int
    signs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a place means, how likely, and how likely the next of the others is; `namesake`: whether one of that name competes."""

    member: int
    likely: float
    rival: float = 0.0
    namesake: bool = False


Choose = Callable[[Slot, Sequence[Option]], Choice]


class Scene:
    """The cast of one article as it is read."""

    def __init__(
        self, ground: Ground, mentions: Mentions, clusters: Sequence[Cluster], said: Sequence[Statement], choose: Choose
    ) -> None:
        self.ground = ground
        self.mentions = mentions
        self.clusters = clusters
        self.said = said
        self._starts = [one.start for one in said]
        self.members: list[Member] = []
        self.speakers: dict[int, Choice] = {}  # by the number of the statement
        self._choose = choose
        self._answering: Choice | None = None
        self._of_cluster: dict[int, Member] = {}
        index = {id(cluster): number for number, cluster in enumerate(clusters)}
        self._shared = [[index[id(c)] for c in cluster.shared if id(c) in index] for cluster in clusters]
        self._last = Choice(OPEN, 0.0)  # who made the statement before
        self._told_by: dict[int, Mention] = {}  # by the number of a statement: the mention that says who makes it
        self._namesakes: dict[
            int, list[Member]
        ] = {}  # by cluster: who shares its last name and has no name of their own
        self._recent: dict[int, None] = {}  # members in the order in which they were mentioned last
        self._turns: list[tuple[int, int, float]] = []
        self.bodies = {
            run.start: run.end for c in clusters if c.kind is EntityKind.ORGANISATION for run in c.runs
        }  # where names of bodies begin and end
        self._subjects: dict[int, Mention] = {}  # by sentence: what the sentence is about

    def play(self, by_mention: Mapping[int, Sequence[Statement]]) -> None:
        """Reads on to the end; `by_mention` gives the statements that a mention (by its `id`) says the speaker of."""
        attached = {s.number for group in by_mention.values() for s in group}
        self._told_by = {s.number: m for m in self.mentions.listed for s in by_mention.get(id(m), ())}
        alone = [s for s in self.said if s.number not in attached and s.within < 0]
        events: list[tuple[int, int, Mention | Statement]] = [
            *((m.start, 1, m) for m in self.mentions.listed),
            *((s.end, 0, s) for s in alone),  # whom the words themselves name is known then
        ]
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, Statement):
                known = self._asked() if event.side == "answer" else self._running(event)
                known = Choice(OPEN, 1.0) if event.side == "told" else known  # "the mayor was told": by nobody named
                self._speak(event, known or self._without_words(event))
            else:
                self._meet(event, by_mention.get(id(event), ()))
        for said in self.said:  # “I said, ‘Go home’”: whoever says the words around it
            if said.number not in self.speakers:
                self.speakers[said.number] = self.speakers.get(said.within, Choice(OPEN, 1.0))
        self._recognise()

    def _recognise(self) -> None:
        """Those described before they are named get the name: "The organist … Enid Farr is the organist here"."""
        known = {one.number: one for one in recognised(self.members)}
        for mention in self.mentions.listed:
            if mention.bearer in known:
                mention.sure, mention.bearer = min(mention.sure, _NAMED_LATER), known[mention.bearer].named_later
        for number, choice in self.speakers.items():
            if choice.member in known:
                later = known[choice.member].named_later
                self.speakers[number] = Choice(later, min(choice.likely, _NAMED_LATER), choice.rival)

    def _running(self, said: Statement) -> Choice | None:
        """The speaker before, where the statement runs on: in its sentence, or past a mark left open."""
        runs_on = said.behind in {"joined", "running"} or (said.behind_cue and self._last.member == OPEN)
        return replace(self._last, rival=0.0) if runs_on and self._last.likely else None

    def _without_words(self, said: Statement) -> Choice:
        """The speaker of a statement beside which no words say who: no likelier than the one before, where it is the same."""
        choice = self._decide(Slot(None, said, said.clause, said.block, "nobody"))
        same = choice.member == self._last.member
        if choice.member >= 0 and (same or said.behind_cue):
            likely = choice.likely if same else 1.0 - choice.likely
            return replace(self._last, likely=likely * self._last.likely, rival=choice.rival)
        return choice

    def _asked(self) -> Choice:
        """The one who answers an interview: whom the paragraphs before the first answer name most."""
        if self._answering is None:
            people = [m for m in self.members if m.kind == "person" and m.cluster >= 0]
            count = {m.number: sum(one.shape == "name" for one in m.mentions) for m in people}
            most = [n for n, c in count.items() if c == max(count.values(), default=0)]
            self._answering = Choice(most[0], 0.97) if len(most) == 1 else Choice(OPEN, 1.0)
        return self._answering

    # ------------------------------------------------------------ one mention

    def _meet(self, one: Mention, statements: Sequence[Statement]) -> None:
        bearers = self._bearers(one)
        kind = signs.kind_of(one, shared=len(bearers) != 1)
        statement = statements[0] if statements else None
        above = parts.above(self.ground, self.mentions, one) if one.shape == "pronoun" else None
        slot = Slot(one, statement, one.clause, one.block, kind, above.bearer if above else -1)
        name, aged = one.same or one.told_of, of_age(self.members, one)
        if name is not None and name.cluster >= 0 and not self._shared[name.cluster]:
            choice = Choice(self._bearing(name.cluster).number, 0.97)
        elif aged is not None:
            choice = Choice(aged.number, _OF_AGE)
        elif kind == "name":
            member = bearers[0]
            choice = self._decide(slot, [member]) if statement else Choice(member.number, 1.0)
            one.bearer = member.number
        elif kind == "shared" and not bearers:
            choice = Choice(NEW, _APART)
        else:
            choice = self._decide(slot, bearers if kind == "shared" else None)
        if kind == "shared" and not one.generation and choice.likely < _TOLD_APART:
            choice = replace(choice, namesake=True)
        self._take(one, choice, speaks=statement is not None)
        choice = replace(choice, member=one.bearer) if choice.member == NEW else choice
        for said in statements:
            self._speak(said, self._owner_of(one) or self._joint(one, said) or choice)

    def _owner_of(self, one: Mention) -> Choice | None:
        """Who says what their own statement, letter or post says; None where it is not known or nobody's."""
        if one.owner is None or one.word not in _OWN_WORDS or one.owner.bearer < 0:
            return None
        return Choice(one.owner.bearer, one.owner.sure)

    def _joint(self, one: Mention, said: Statement) -> Choice | None:
        """Several who make a statement together are one of the cast: "Velde and Thorsby said"."""
        if one.clause < 0 or one.head < 0 or said.words is None:
            return None
        clause = self.ground.clauses[one.clause]
        near = [c for c in clause.children[one.head] if clause.relation(c) == "conj"]
        others = [(c, m) for c in near if (m := self.mentions.at.get((one.clause, c))) is not None and m is not one]
        joined = [m for c, m in others if any(clause.tree[g].text.lower() in _AND for g in clause.children[c])]
        if not joined:  # "her niece, Ann Orr, Ms Orr, said"
            set_beside = any(m.end <= said.words.end for _, m in others)
            return Choice(one.bearer, 0.5, 0.5, namesake=True) if set_beside else None
        end = max([said.words.end, *(m.end for m in joined)])
        words = Mention(said.words.start, end, "description", "", one.clause, one.head, one.block, plural=True)
        member = unnamed(len(self.members), words)
        self.members.append(member)
        self._take(words, Choice(member.number, 1.0), speaks=True)
        return Choice(member.number, 1.0)

    def _bearers(self, one: Mention) -> list[Member]:
        """Those whom a name may mean: of "the elder Varga" one of them, and nobody if one Varga alone is known."""
        if one.cluster < 0:
            return []
        shared = self._shared[one.cluster]
        among = [self._bearing(c) for c in shared or [one.cluster]]
        short = len(self.clusters[one.cluster].words) > 1 and " " not in self.ground.text[one.start : one.end]
        among += self._namesakes.get(one.cluster, []) if short else []
        if not one.generation:
            return among
        alone = [m for m in among if one.generation in m.said] if len(among) > 1 else []
        number = oldest(among, last=one.generation == "younger")
        return alone or [m for m in among if m.number == number] or (among if len(among) > 1 else [])

    def _take(self, one: Mention, choice: Choice, *, speaks: bool) -> None:
        number = choice.member
        if number == NEW:
            member = unnamed(len(self.members), one)
            self.members.append(member)
            number = member.number
            if one.shape == "name":
                self._namesakes.setdefault(one.cluster, []).append(member)
                one.bearer = number
        if one.shape == "name" and number < 0:
            number = one.bearer
        if number < 0:
            return
        one.bearer, one.sure = number, choice.likely
        member = self.members[number]
        member.meet(one, speaks=speaks)
        self._recent.pop(number, None)
        self._recent[number] = None
        if one.shape == "description" and one.owner is not None and one.owner.bearer >= 0:
            member.kin.add((one.word, one.owner.bearer))
            self.members[one.owner.bearer].parent |= one.word in CHILDREN
        if one.clause >= 0 and one.marked < 0 and one.role == "subject":
            clause = self.ground.clauses[one.clause]
            verb = clause.tree[one.head].head
            self._subjects.setdefault(one.clause, one)
            if verb >= 0 and is_dead([clause.tree[verb].lemma]):
                member.dead = True

    def _bearing(self, cluster: int) -> Member:
        """The member whom a cluster names, brought on the scene if need be."""
        member = self._of_cluster.get(cluster)
        if member is None:
            member = named(len(self.members), cluster, self.clusters[cluster])
            for _, role in self.clusters[cluster].roles:
                stated(member, role)
            self.members.append(member)
            self._of_cluster[cluster] = member
        return member

    # ------------------------------------------------------------ one statement

    def _speak(self, said: Statement, choice: Choice) -> None:
        self.speakers[said.number] = choice
        self._last = choice if said.side != "nested" else self._last
        if choice.member >= 0:
            member = self.members[choice.member]
            if said.side == "nested":
                return  # told by another: the floor is not theirs
            member.spoke.append((said.number, said.block))
            if said.first_person and said.marked and choice.likely >= _SURE:
                member.kind = member.kind or "person"
            self._turns = [t for t in self._turns if t[0] != choice.member]
            self._turns.insert(0, (choice.member, said.block, choice.likely))
            del self._turns[_TURNS:]

    # ------------------------------------------------------------ the decision

    def _decide(self, slot: Slot, among: Sequence[Member] | None = None) -> Choice:
        members = self._candidates(slot) if among is None else list(among)
        floor = Floor(tuple(self._turns), *self._subject_before(slot))
        beside = self._beside(slot.mention) if slot.mention and slot.kind != "name" else frozenset()
        members = [
            m for m in members if slot.kind != "description" or m.number not in beside
        ]  # "the coach backed Lang"
        clash = frozenset(m.number for m in members if m.number in beside or signs.clashes(slot, m))
        found = signs.of(slot, members, floor, clash, beside)
        options = [Option(member.number, of) for member, of in zip(members, found, strict=True)]
        if slot.kind == "description":
            options.append(Option(NEW, signs.of_new(slot, members)))
        options.append(Option(OPEN, signs.of_open(slot, members, clash)))
        return self._choose(slot, options)

    def _candidates(self, slot: Slot) -> list[Member]:
        """Those of whom a word of the description was used before, and those mentioned last, latest first."""
        word = slot.mention.word if slot.mention else ""
        called, near = [], []
        tellers = self._tellers(slot) if slot.kind in {"he", "they", "it"} else ()
        for number in islice(reversed(self._recent), _LOOKED_AT):
            member = self.members[number]
            if number in tellers or signs.is_ruled_out(slot, member):
                continue
            last = member.last
            away = slot.clause - last.clause if last and slot.clause >= 0 and last.clause >= 0 else 0
            if word and word in member.heads:
                called.append(member)
            elif away <= _REACH or (member.full and member.kind == "person"):
                near.append(member)
        return [*called, *near][:_MOST]

    def _beside(self, one: Mention) -> frozenset[int]:
        """Those who have another part in what is done, and so are others: Lang of "the former coach backed Lang"."""
        named = (self._named(other) for other in parts.others(self.ground, self.mentions, one))
        return frozenset(number for number in named if number >= 0)

    def _named(self, one: Mention) -> int:
        """Whom a mention means as far as is known here: decided, or by a name that nobody shares; -1 if not known."""
        if one.cluster >= 0 and not self._shared[one.cluster] and one.cluster in self._of_cluster:
            return self._of_cluster[one.cluster].number
        return one.bearer

    def _around(self, place: int) -> list[Statement]:
        """The statements that hold a place, but for those nested in others."""
        last = bisect_right(self._starts, place)
        near = self.said[max(0, last - _NESTED) : last]
        return [said for said in near if said.side != "nested" and place < said.end]

    def _known(self, said: Statement) -> int:
        """The member who makes a statement, as far as is known here: decided, or named beside it; -1 if not."""
        if said.number in self.speakers:
            return self.speakers[said.number].member
        beside = self._told_by.get(said.number)
        return self._named(beside) if beside is not None else -1

    def _tellers(self, slot: Slot) -> tuple[int, ...]:
        """Those who say the words around a pronoun, and are no "he" there."""
        one, said = slot.mention, slot.statement
        nested = said is not None and said.side == "nested"
        if one is None or not (nested or (said is None and one.marked >= 0)):
            return ()
        around = [said for said in self._around(one.start) if said.marked or nested]
        return tuple(self._teller(said) for said in around)

    def _teller(self, said: Statement) -> int:
        """Who makes a statement that is being read: “‘Count the fish,’ he said,” Delmas said; -1 if not known."""
        known = self._known(said)
        runs_on = known < 0 and said.number not in self.speakers and said.behind in {"cue", "joined", "running"}
        return self._turns[0][0] if runs_on and self._turns else known

    def about(self, clause: int) -> int:
        """The member that the sentence before one is about, -1 if none; the sentence itself where it begins with it."""
        about = self._subjects.get(clause - 1)
        return about.bearer if about is not None else -1

    def _subject_before(self, slot: Slot) -> tuple[int, int]:
        """The member that the last sentence before is about, and that sentence."""
        start = slot.statement.clause if slot.statement and slot.kind == "nobody" else slot.clause
        for clause in range(start - 1, max(-1, start - 4), -1):
            about = self._subjects.get(clause)
            if about is not None and about.bearer >= 0:
                return about.bearer, clause
        return -1, -1
