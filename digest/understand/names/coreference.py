"""Whom do "he", "she", "it" mean? The most salient person or body that agrees, in the manner of Lappin & Leass (1994).

Every mention adds to how present its bearer is – a subject more than an object, words outside quotations more than words
inside – and each new sentence lets all of them fade. A pronoun is left open where nobody is ahead of the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import EntityKind
from digest.understand.names.capitals import Token
from digest.understand.names.joining import Cluster
from digest.understand.names.words import words

GENDERS: Mapping[str, str] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
THINGS = frozenset({"it", "its", "itself"})

FADE = 0.6  # what is left of presence a sentence later
FADE_BLOCK = 0.75  # and across the end of a paragraph
SUBJECT, OTHER, QUOTED, SPEAKING = 3.0, 1.4, 0.5, 1.0
MOST = 4.0  # what one subject that speaks adds: however often somebody was named, a fresh one is as present
LOST = 0.05  # who has faded this far is not meant any more
AHEAD = 1.15  # the best must be this many times as present as the next
UNKNOWN_GENDER = 0.5
AGAIN = 1.3  # who spoke last is likely to be the one who speaks again


@dataclass(slots=True)
class _State:
    presence: dict[int, float] = field(default_factory=dict)
    sentence: int = -2
    block: int = -1
    subject: int = -1  # whose deed the sentence tells: last subject outside quotations
    speaker: int = -1  # who was last the subject of a verb of saying
    quotation: int = 0
    inside: set[int] = field(default_factory=set)  # those named within the present quotation

    def move(self, token: Token) -> None:
        """Lets presence fade when a new sentence or paragraph begins."""
        factor = 1.0
        if token.sentence != self.sentence:
            factor *= FADE ** min(
                3, max(1, token.sentence - self.sentence if self.sentence >= 0 and token.sentence >= 0 else 1)
            )
            self.subject = -1
        if token.block != self.block:
            factor *= FADE_BLOCK
        if factor < 1.0:
            self.presence = {who: much * factor for who, much in self.presence.items() if much * factor > 0.02}
        self.sentence, self.block = token.sentence, token.block
        if token.quoted != self.quotation:
            self.quotation = token.quoted
            self.inside = set()

    def add(self, who: int, token: Token, subject: bool, speaks: bool) -> None:
        """A mention makes its bearer present again."""
        if token.quoted:
            self.inside.add(who)
            much = QUOTED
        else:
            much = SUBJECT if subject else OTHER
            if speaks:
                much += SPEAKING
                self.speaker = who
            if subject:
                self.subject = who
        self.presence[who] = min(MOST, self.presence.get(who, 0.0) + (much if not token.soft else 0.2))


def resolve(tokens: Sequence[Token], clusters: Sequence[Cluster]) -> dict[int, int]:
    """Offset of a pronoun → index of the cluster that it stands for; a pronoun that is unsure is left out."""
    names = {run.start: (who, run.end) for who, cluster in enumerate(clusters) for run in cluster.runs}
    learn_genders(tokens, clusters)
    state = _State()
    found: dict[int, int] = {}
    for at, token in enumerate(tokens):
        named = names.get(token.start)
        word = token.text.lower() if named is None else ""
        if named is None and word not in GENDERS and word not in THINGS:
            continue
        state.move(token)
        if named is not None:
            who, end = named
            last = _last(tokens, at, end)
            state.add(who, token, is_subject(tokens, at, last), speaks(tokens, at, last))
            continue
        meant = (
            _person(state, clusters, token, word, saying=speaks(tokens, at, at))
            if word in GENDERS
            else _thing(state, clusters, tokens, at)
        )
        if meant is None:
            continue
        found[token.start] = meant
        state.add(meant, token, word in {"he", "she", "it"}, speaks(tokens, at, at))
    return found


def learn_genders(tokens: Sequence[Token], clusters: Sequence[Cluster]) -> None:
    """A person whose first name tells nothing: the first "he" or "she" behind the name, in the same sentence, tells."""
    names = {run.start: (cluster, run.end) for cluster in clusters for run in cluster.runs}
    told: dict[int, list[str]] = {}
    last: Cluster | None = None
    sentence = -1
    for at, token in enumerate(tokens):
        if token.start in names:
            cluster, end = names[token.start]
            subject = (
                not token.quoted
                and cluster.kind is EntityKind.PERSON
                and is_subject(tokens, at, _last(tokens, at, end))
            )
            last = cluster if subject else None
            sentence = token.sentence
        elif (
            last is not None
            and token.sentence == sentence
            and not token.quoted
            and (word := token.text.lower()) in GENDERS
        ):
            if not last.gender:
                told.setdefault(id(last), []).append(GENDERS[word])
            last = None
    for cluster in clusters:
        seen = told.get(id(cluster), [])
        if len(seen) > 1 and seen.count(seen[0]) == len(seen):
            cluster.gender = seen[0]


def _last(tokens: Sequence[Token], at: int, end: int) -> int:
    """Index of the last word of a name that begins with word `at` and ends at offset `end`."""
    while at + 1 < len(tokens) and tokens[at + 1].start < end:
        at += 1
    return at


def is_subject(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words are a subject: the tree says so, or a verb of saying or a plain verb form follows."""
    deprels = {token.deprel for token in tokens[first : last + 1]}
    if any(deprel.startswith("nsubj") for deprel in deprels):
        return True
    if "conj" in deprels and first and tokens[first - 1].text == "and":
        return True  # "Anna and Clara said": as much a subject as the one before
    if any(deprels):
        return speaks(tokens, first, last)
    return not tokens[last].possessive and (tokens[first].first or speaks(tokens, first, last))


def speaks(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a verb of saying stands right before or behind."""
    if tokens[last].possessive:
        return False
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.text in words("speech") and after.gap.isspace():
        return True
    before = tokens[first - 1] if first else None
    return (
        before is not None
        and before.text in words("speech")
        and not before.quoted
        and tokens[first].gap.isspace()
        and before.gap.strip() != ""
    )


def _person(state: _State, clusters: Sequence[Cluster], token: Token, word: str, *, saying: bool) -> int | None:
    gender = GENDERS[word]
    ranked = []
    for who, much in state.presence.items():
        cluster = clusters[who]
        if cluster.kind is not EntityKind.PERSON or cluster.gender not in {gender, ""}:
            continue
        if token.quoted and who not in state.inside:
            continue  # outside their own words people are named; inside, "he" is somebody the speaker speaks of
        if word == "him" and who == state.subject:
            continue
        likely = (
            much * (1.0 if cluster.gender else UNKNOWN_GENDER) * (AGAIN if saying and who == state.speaker else 1.0)
        )
        ranked.append((likely, -who))
    return _best(ranked)


def _thing(state: _State, clusters: Sequence[Cluster], tokens: Sequence[Token], at: int) -> int | None:
    """A body that "it" stands for: only as the subject of a verb of saying, or "its" behind the body as the subject."""
    token = tokens[at]
    if token.quoted or not (speaks(tokens, at, at) or token.text in {"its", "Its"}):
        return None
    ranked = [
        (much, -who)
        for who, much in state.presence.items()
        if clusters[who].kind is EntityKind.ORGANISATION and much > OTHER * FADE
    ]
    if (
        token.text.lower() == "its"
        and state.subject >= 0
        and clusters[state.subject].kind is not EntityKind.ORGANISATION
    ):
        return None
    return _best(ranked)


def _best(ranked: list[tuple[float, int]]) -> int | None:
    ranked.sort(reverse=True)
    if not ranked or ranked[0][0] < LOST:
        return None
    if len(ranked) > 1 and ranked[0][0] < AHEAD * ranked[1][0]:
        return None
    return -ranked[0][1]
