"""Direct and reported pieces become quotes: who speaks, what belongs together, what is for review."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from digest.model import Entity, Holders, Mention, Post, Quote, QuoteKind, Span, Speaker
from digest.understand import speakers
from digest.understand.quotes.answers import Answer
from digest.understand.quotes.direct import Direct, names_it
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.subjects import agent, antecedent, is_addressed
from digest.understand.quotes.weights import Scored

_VERBS = frozenset({"VERB", "AUX"})
_CLOSING = "\"”“’'»«"
# "According to the Kremlin, Putin said …": the words were passed on
_TOLD_ON = re.compile(r"\baccording to (?P<source>[^,;.“”\"]{2,60})(?=[,.])", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:report|ruling|judg(?:e)?ment|letter|statement|document|filing|study|law|bill|act|memo|email|verdict|lawsuit|complaint|survey|poll|paper|notice|order|text|charter|treaty|declaration)s?$",
    re.IGNORECASE,
)
_ANONYMOUS = re.compile(
    r"\b(?:official|source|person|people|witness(?:es)?|aide|adviser|advisor|diplomat|resident|neighbour|neighbor|insider|analyst|critic|supporter|expert|man|woman|officer|employee|worker|friend|strategist|lawmaker|observer)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of speech before it is a quote."""

    span: Span
    kind: QuoteKind
    cue: Span | None
    mention: Span | None
    side: str
    likely: float
    block: int
    joined: bool = False  # goes on in the sentence of the piece before

    @property
    def marked(self) -> bool:
        """Whether all its words stand in quotation marks."""
        return self.kind is QuoteKind.DIRECT


class Heard(Protocol):
    """Who makes a statement, as the cast decides."""

    @property
    def entity(self) -> Entity | None:
        """The entity; None where the article's words must do."""

    @property
    def mention(self) -> Span | None:
        """Words for the speaker elsewhere, where none stand beside the statement."""

    @property
    def likely(self) -> float:
        """How likely the one chosen is, 0 to 1."""

    @property
    def review(self) -> bool:
        """Whether two compete."""

    @property
    def namesake(self) -> bool:
        """Whether two bear the name beside the statement."""


def quotes(ground: Ground, found: Sequence[Piece], heard: Sequence[Heard]) -> tuple[Quote, ...]:
    """All quotes in reading order: each piece with its speaker, and the posts.

    An editor is asked who speaks where two compete, somebody's own words would be given to "he", to nobody or to a name that
    two bear, and the statement before did not ask the same. A description ("the spokesman") is shown as the article has it.
    """
    made: list[Quote] = []
    group, outer = 0, None  # the last piece that is not within another, with its speaker and statement
    asked = None  # the words for an open speaker that an editor was asked about, until somebody else speaks
    for piece, who in zip(found, heard, strict=True):
        speaker = _speaker(ground, piece, who)
        goes_on = outer is not None and piece.side != "nested" and _goes_on(ground, piece, speaker, *outer[:2])
        own = outer[2] if outer is not None and goes_on else group + 1
        group = max(group, own)
        if piece.side != "nested":
            outer = (piece, speaker, own)
        words = speaker.name if speaker else ""
        is_open = who.review and (who.namesake or not words or speakers.is_pronoun(words))
        asks = is_open and words != asked and piece.kind is not QuoteKind.INDIRECT
        made.append(_quote(ground, piece, speaker, own, who.likely, review=asks))
        asked = words if asks or (is_open and words == asked) else None
    made += [_post(ground, post, group + n) for n, post in enumerate(ground.article.posts, start=1)]
    return tuple(sorted(made, key=lambda q: (q.start, q.end)))


def _goes_on(ground: Ground, piece: Piece, speaker: Speaker | None, before: Piece, earlier: Speaker | None) -> bool:
    """Whether a piece goes on with the statement of the one before: in its sentence, or right behind it.

    Between two pieces of marked words nothing may be but the cue clause; where the paragraph ends between them, the
    mark before is not closed.
    """
    if piece.joined:
        return True
    if piece.side not in {"floating", "goes on"} or not (piece.marked and before.marked and _same(speaker, earlier)):
        return False
    clause = ground.clause_at(before.span.end - 1)
    end = max(before.span.end, clause.sentence.end if clause and clause.sentence.end <= piece.span.start else 0)
    if ground.text[end : piece.span.start].strip():
        return False
    return piece.block == before.block or (end == before.span.end and ground.text[end - 1] not in _CLOSING)


def _same(one: Speaker | None, two: Speaker | None) -> bool:
    """Whether a piece has the speaker of the one before; one that nothing is said of has."""
    if one is None or two is None:
        return one is None
    return (one.entity, one.name) == (two.entity, two.name)


def _speaker(ground: Ground, piece: Piece, who: Heard) -> Speaker | None:
    """Who speaks a piece: the entity, else the article's words for them."""
    mention = speakers.mention(ground.text, piece.mention) if piece.mention else None
    if who.entity is not None:
        mention = mention or (speakers.mention(ground.text, who.mention) if who.mention else None)
        return Speaker(mention, who.entity.name, who.entity.id, who.entity.role)
    relative = mention is not None and mention.text.lower() in {"who", "which", "that"}
    words = mention.text if mention and not speakers.is_pronoun(mention.text) else ""
    words = (
        words
        or (who.mention.of(ground.text) if who.mention and (relative or not who.review) else "")
        or (of.of(ground.text) if relative and piece.mention and (of := antecedent(ground, piece.mention)) else "")
        or (mention.text if mention else "")
    )
    if not words:
        return None
    anonymous = bool(_ANONYMOUS.search(words)) and not re.search(r"(?<!^)\b[A-Z]\w+ [A-Z]", words)
    return Speaker(mention, words, "", "", anonymous)


def pieces(
    ground: Ground,
    spoken: Sequence[Direct],
    said: Sequence[Scored],
    answered: Sequence[Answer],
    inner: Sequence[Direct],
) -> list[Piece]:
    """All pieces of speech in reading order."""
    found = []
    for one in said:
        candidate = one.candidate
        spans = [span for span in candidate.pieces if not _is_cue_clause(ground, span)]
        if _is_title(ground, candidate.cue, candidate.mention, spans) or not any(
            _says_something(ground, span, candidate.cue) for span in spans
        ):
            continue
        for number, span in enumerate(spans):
            side = candidate.shape if number == 0 else "goes on"
            clause = ground.clause_at(span.start)
            block = clause.sentence.block if clause else 0
            kind = _kind(ground, span)
            found.append(Piece(span, kind, candidate.cue, candidate.mention, side, one.likely, block, number > 0))
    reported = Holders(piece.span for piece in found)
    for d in spoken:
        span = Span(d.stretch.start, d.stretch.end)
        if reported.hold(span):
            continue
        a = d.attribution
        side = a.side if a else "floating"
        cue, mention = (a.cue, a.mention) if a else (None, None)
        found.append(Piece(span, QuoteKind.DIRECT, cue, mention, side, 1.0, d.stretch.block, d.joined))
    for answer in answered:
        side = "line" if answer.label else "answer"
        found.append(Piece(answer.span, QuoteKind.DIRECT, None, answer.label, side, 1.0, answer.block, answer.goes_on))
    outer = [p for p in found if p.kind is not QuoteKind.INDIRECT or p.side in {"answer", "line"}]
    for d in inner:
        span = Span(d.stretch.start, d.stretch.end)
        if d.attribution and any(p.span.holds(span) and p.span != span for p in outer):
            a = d.attribution
            found.append(Piece(span, QuoteKind.DIRECT, a.cue, a.mention, "nested", 1.0, d.stretch.block))
    return sorted((_told(ground, p) for p in found), key=lambda p: (p.span.start, -p.span.end))


def _told(ground: Ground, piece: Piece) -> Piece:
    """A piece by whom it was told, if the subject of its cue is the one spoken to: "the mayor was told that"."""
    clause = ground.clause_at(piece.cue.start) if piece.cue and piece.side != "nested" else None
    index = clause.at(piece.cue.start) if clause and piece.cue else -1
    if clause is None or index < 0 or not is_addressed(clause, index):
        return piece
    by = agent(clause, index)
    return replace(piece, mention=by, side=piece.side if by else "told")


def _is_title(ground: Ground, cue: Span | None, mention: Span | None, spans: Sequence[Span]) -> bool:
    """Whether all that is said is a title or a sign's words: A sign says “Home of the Bobcats.”."""
    marked = _marked(ground, spans[0]) if len(spans) == 1 else ()
    words = ground.between(cue.start, cue.end) if cue else []
    stretch = ground.quoted(marked[0].start) if len(marked) == 1 and words else None
    whole = stretch is not None and stretch.end - stretch.start >= spans[0].end - spans[0].start - 1
    return stretch is not None and whole and names_it(ground, stretch, words[0], mention)


def _is_cue_clause(ground: Ground, span: Span) -> bool:
    """Whether reported words are themselves the words that report: "said Tyler Beardy, who runs the base"."""
    listed = ground.between(span.start, span.end)[:2]
    return len(listed) == 2 and listed[0].lemma == "say" and listed[0].upos == "VERB" and listed[1].upos == "PROPN"


def _says_something(ground: Ground, span: Span, cue: Span | None) -> bool:
    """Whether there is a verb or words in marks in what somebody "said"; else it is rather who said it."""
    said = cue is not None and cue.of(ground.text).lower() in {"said", "says", "say"}
    return (
        not said or bool(_marked(ground, span)) or any(w.upos in _VERBS for w in ground.between(span.start, span.end))
    )


def _kind(ground: Ground, span: Span) -> QuoteKind:
    """Whether reported words hold some in marks, or are all in marks."""
    marked = _marked(ground, span)
    if len(marked) == 1 and marked[0].end - marked[0].start >= span.end - span.start - 1:
        return QuoteKind.DIRECT
    return QuoteKind.PARTIAL if marked else QuoteKind.INDIRECT


def _marked(ground: Ground, span: Span) -> tuple[Span, ...]:
    """The stretches in marks inside a span."""
    return tuple(Span(s.start, s.end) for s in ground.marked.between(span.start, span.end) if span.holds(s))


def _quote(  # noqa: PLR0913 - what a quote is made of
    ground: Ground, piece: Piece, speaker: Speaker | None, group: int, sure: float, *, review: bool
) -> Quote:
    text = piece.span.of(ground.text)
    cue = speakers.mention(ground.text, piece.cue) if piece.cue else None
    marked = _marked(ground, piece.span) if piece.kind is not QuoteKind.INDIRECT else ()
    kind = piece.kind
    if kind is QuoteKind.DIRECT and speaker and speaker.mention and _DOCUMENT.search(speaker.mention.text):
        kind = QuoteKind.DOCUMENT
    return Quote(
        piece.span.start,
        piece.span.end,
        text,
        kind,
        speaker,
        cue,
        f"q{group}",
        piece.likely,
        marked,
        ground.sentences(piece.span),
        via=_via(ground, piece, speaker),
        sure=sure,
        review=review,
    )


def _via(ground: Ground, piece: Piece, speaker: Speaker | None) -> str:
    """Who told the words on, where the sentence names them beside the speaker: words inside the quote do not count."""
    clause = ground.clause_at(piece.span.start)
    if clause is None or speaker is None or piece.side == "according":
        return ""
    for match in _TOLD_ON.finditer(ground.text, clause.sentence.start, clause.sentence.end):
        source = match["source"].strip()
        if not piece.span.meets(Span(match.start(), match.end())) and speaker.name and speaker.name not in source:
            return source
    return ""


def _post(ground: Ground, post: Post, group: int) -> Quote:
    """An embedded post: its words, and the account as the speaker."""
    at = ground.text.find(post.handle, post.body.end)
    mention = Mention(at, at + len(post.handle), post.handle) if at >= 0 else None
    return Quote(
        post.body.start,
        post.body.end,
        post.body.text,
        QuoteKind.SOCIAL,
        Speaker(mention, post.name),
        None,
        f"q{group}",
        said=post.date,
    )
