"""One pass over an article in reading order: whom each mention means and who makes each statement.

Names bring their bearers on the scene. For every pronoun, description, name that several bear, and every statement one
decision is made over all who are on the scene, "somebody new" and "open".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from digest.model import EntityKind, Span
from digest.understand.cast import signs
from digest.understand.cast.members import Member, is_dead, named, stated, unnamed
from digest.understand.cast.mentions import Mention, Mentions, heads
from digest.understand.cast.signs import Floor, Slot, Statement
from digest.understand.names.joining import Cluster
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.pieces import Piece

NEW, OPEN = -2, -1
_REACH = 14  # sentences after which somebody who was not named again is not meant, unless a word of a description fits
_LOOKED_AT, _MOST = 60, 10  # members looked at, and weighed
_SURE = 0.9  # from here on "I" teaches that somebody is a person
_TURNS = 3  # speakers before that are remembered
_CLOSING = frozenset("\"”’'»“")
_OWN = (" I ", " my ", " My ", "I’", "I'")


@dataclass(frozen=True, slots=True)
class Option:
    """One of those who may be meant: a member's number, `NEW` or `OPEN`, with the signs for it."""

    member: int
    signs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a place means, how likely, and how likely the next of the others is."""

    member: int
    likely: float
    rival: float = 0.0


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
        self.members: list[Member] = []
        self.speakers: dict[int, Choice] = {}  # by the number of the statement
        self._choose = choose
        self._answering: Choice | None = None
        self._of_cluster: dict[int, Member] = {}
        index = {id(cluster): number for number, cluster in enumerate(clusters)}
        self._shared = [[index[id(c)] for c in cluster.shared if id(c) in index] for cluster in clusters]
        self._recent: dict[int, None] = {}  # members in the order in which they were mentioned last
        self._turns: list[tuple[int, int, float]] = []
        self.bodies = {
            run.start: run.end for c in clusters if c.kind is EntityKind.ORGANISATION for run in c.runs
        }  # where names of bodies begin and end
        self._subjects: dict[int, Mention] = {}  # by sentence: what the sentence is about

    def play(self, by_mention: Mapping[int, Sequence[Statement]]) -> None:
        """Reads on to the end; `by_mention` gives the statements that a mention (by its `id`) says the speaker of."""
        attached = {s.number for group in by_mention.values() for s in group}
        alone = [s for s in self.said if s.number not in attached and s.within < 0]
        events: list[tuple[int, int, Mention | Statement]] = [
            *((m.start, 1, m) for m in self.mentions.listed),
            *((s.end, 0, s) for s in alone),  # whom the words themselves name is known then
        ]
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, Statement):
                known = self._asked() if event.side == "answer" else self._running(event)
                known = Choice(OPEN, 1.0) if event.side == "told" else known  # "the mayor was told": by nobody named
                self._speak(event, known or self._decide(Slot(None, event, event.clause, event.block, "nobody")))
            else:
                self._meet(event, by_mention.get(id(event), ()))
        for said in self.said:  # “I said, ‘Go home’”: whoever says the words around it
            if said.number not in self.speakers:
                self.speakers[said.number] = self.speakers.get(said.within, Choice(OPEN, 1.0))

    def _running(self, said: Statement) -> Choice | None:
        """The speaker before, where typography says that the statement runs on."""
        if said.behind not in {"joined", "running"} or not self._turns:
            return None
        member, _, likely = self._turns[0]
        return Choice(member, likely)

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
        shared = one.cluster >= 0 and bool(self._shared[one.cluster])
        kind = signs.kind_of(one, shared=shared)
        statement = statements[0] if statements else None
        slot = Slot(one, statement, one.clause, one.block, kind)
        if one.same is not None and one.same.cluster >= 0 and not self._shared[one.same.cluster]:
            choice = Choice(self._bearing(one.same.cluster).number, 0.97)
        elif kind == "name":
            member = self._bearing(one.cluster)
            choice = self._decide(slot, [member]) if statement else Choice(member.number, 1.0)
            one.bearer = member.number
        else:
            among = [self._bearing(c) for c in self._shared[one.cluster]] if shared else None
            choice = self._decide(slot, among)
        self._take(one, choice, speaks=statement is not None)
        for said in statements:
            self._speak(said, replace(choice, member=one.bearer) if choice.member == NEW else choice)

    def _take(self, one: Mention, choice: Choice, *, speaks: bool) -> None:
        number = choice.member
        if number == NEW:
            member = unnamed(len(self.members), one)
            self.members.append(member)
            number = member.number
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
        clash = frozenset(member.number for member in members if signs.clashes(slot, member))
        found = signs.of(slot, members, floor, clash)
        options = [Option(member.number, of) for member, of in zip(members, found, strict=True)]
        if slot.kind == "description":
            options.append(Option(NEW, signs.of_new(slot, members)))
        options.append(Option(OPEN, signs.of_open(slot, members, clash)))
        return self._choose(slot, options)

    def _candidates(self, slot: Slot) -> list[Member]:
        """Those mentioned last, and those whom a word of a description was used of before, latest first."""
        word = slot.mention.word if slot.mention else ""
        near = []
        teller = self._teller(slot.statement) if slot.kind in {"he", "they", "it"} else -1
        for number in islice(reversed(self._recent), _LOOKED_AT):
            if number == teller:
                continue
            member = self.members[number]
            last = member.last
            away = slot.clause - last.clause if last and slot.clause >= 0 and last.clause >= 0 else 0
            if away <= _REACH or (word and word in member.heads) or (member.full and member.kind == "person"):
                near.append(member)
        return near[:_MOST]

    def _teller(self, said: Statement | None) -> int:
        """The member who tells of somebody else's words, and is no "he" there: “‘Count the fish,’ he said,” Delmas said; -1 if not known."""
        if said is None or said.side != "nested":
            return -1
        around = [s for s in self.said if s.side != "nested" and s.start <= said.start and said.end <= s.end]
        if not around:
            return -1
        known = self.speakers.get(around[-1].number)
        if known is None and around[-1].behind in {"cue", "joined", "running"} and self._turns:
            return self._turns[0][0]
        return known.member if known else -1

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


def attach(
    ground: Ground, mentions: Mentions, speakers: Sequence[tuple[int, int, int]], said: Sequence[Statement]
) -> dict[int, list[Statement]]:
    """The statements by the mention that says who makes them; `speakers` are (number of the statement, start, end)."""
    found: dict[int, list[Statement]] = {}
    for number, start, end in speakers:
        head = heads(ground, Span(start, end))
        one = mentions.of(*head)
        if one is not None and said[number].within < 0:
            found.setdefault(id(one), []).append(said[number])
    return found


def statements(ground: Ground, pieces: Sequence[Piece]) -> Iterator[Statement]:
    """The pieces of speech as the scene asks about them."""
    before: Piece | None = None
    for number, piece in enumerate(pieces):
        words = f" {piece.span.of(ground.text)} "
        yield Statement(
            number, piece.span.start, piece.span.end, piece.block, ground.clause_number(piece.span.start),
            piece.side, piece.marked, _behind(ground, before, piece),
            piece.likely, any(own in words for own in _OWN), _within(ground, pieces, number),
        )  # fmt: skip
        before = before if piece.side == "nested" else piece


def _within(ground: Ground, pieces: Sequence[Piece], number: int) -> int:
    """The statement whose speaker says "I" for this one's speaker; -1 if none does."""
    piece = pieces[number]
    if piece.side != "nested" or not piece.mention or piece.mention.of(ground.text).lower() not in {"i", "we"}:
        return -1
    return next((n for n in range(number - 1, -1, -1) if pieces[n].span.holds(piece.span)), -1)


def _behind(ground: Ground, before: Piece | None, piece: Piece) -> str:
    """What stands between a piece and the one before it.

    joined: within one sentence; cue: the rest of its cue clause alone; running: a paragraph that no mark closed; told: other
    words of the paragraph; next: the end of the paragraph, the piece begins the next; led: words of the writer lead in the next
    paragraph; far: whole paragraphs.
    """
    if before is None:
        return "far"
    if piece.joined:
        return "joined"
    text, blocks = ground.text, ground.article.blocks
    between = Span(before.span.end, piece.span.start)
    begins = not text[blocks[piece.block].start : piece.span.start].strip()
    if before.block == piece.block:
        sentences = {
            ground.clause_number(w.start) for w in ground.between(between.start, between.end) if w.upos != "PUNCT"
        }
        own = ground.clause_number(max(before.span.start, before.span.end - 2))
        cue = ground.clause_number(before.cue.start) if before.cue else -1
        return "cue" if sentences <= {own, cue} else "told"
    if before.block < piece.block - 1 or not begins:
        return "led" if before.block == piece.block - 1 else "far"
    closed = before.span.of(text).rstrip()[-1:] in _CLOSING or not before.marked
    last = not text[before.span.end : blocks[before.block].end].strip(" .")
    return "next" if closed or not last else "running"
