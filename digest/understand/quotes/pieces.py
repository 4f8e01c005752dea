"""Direct and reported pieces become quotes: who speaks, what belongs together, what is for review."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from digest.model import Entity, Holders, Mention, Post, Quote, QuoteKind, Span, Speaker
from digest.understand import speakers
from digest.understand.quotes.answers import Answer
from digest.understand.quotes.direct import Direct
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.turns import Turn, Turns, Who
from digest.understand.quotes.weights import Scored

_MARKS = '"“”„«»‟'
# "According to the Kremlin, Putin said …": the words were told on
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
class _Piece:
    """A stretch of speech before it is a quote."""

    span: Span
    kind: QuoteKind
    cue: Span | None
    mention: Span | None
    side: str
    likely: float
    block: int


def quotes(
    ground: Ground, spoken: Sequence[Direct], said: Sequence[Scored], names: Who, answered: Sequence[Answer] = ()
) -> tuple[Quote, ...]:
    """All quotes in reading order."""
    found: list[Quote] = []
    turns = Turns(ground, names)
    called = {name: entity for entity in reversed(names.entities) for name in (entity.name, *entity.aliases)}
    last = ""
    group = 0
    for piece in _pieces(ground, spoken, said):
        turn = turns.take(piece.span, piece.mention, piece.block, marked=piece.kind is QuoteKind.DIRECT)
        group += piece.side not in {"floating", "goes on"} or turn.name != last or not found
        last = turn.name
        found.append(_quote(ground, piece, turn, group, called))
    found += [_post(ground, post, group + n) for n, post in enumerate(ground.article.posts, start=1)]
    found += [_answer(ground, one, group + len(ground.article.posts)) for one in answered]
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


def _pieces(ground: Ground, spoken: Sequence[Direct], said: Sequence[Scored]) -> list[_Piece]:
    found = []
    for one in said:
        candidate = one.candidate
        for number, span in enumerate(candidate.pieces):
            side = candidate.shape if number == 0 else "goes on"
            clause = ground.clause_at(span.start)
            block = clause.sentence.block if clause else 0
            kind = _kind(ground, span)
            found.append(_Piece(span, kind, candidate.cue, candidate.mention, side, one.likely, block))
    reported = Holders(piece.span for piece in found)
    for d in spoken:
        span = Span(d.stretch.start, d.stretch.end)
        if reported.hold(span):
            continue
        a = d.attribution
        side = a.side if a else "floating"
        found.append(
            _Piece(span, QuoteKind.DIRECT, a.cue if a else None, a.mention if a else None, side, 1.0, d.stretch.block)
        )
    return sorted(found, key=lambda p: p.span)


def _kind(ground: Ground, span: Span) -> QuoteKind:
    """Whether reported words hold some in marks, or are all in marks."""
    marked = _marked(ground, span)
    if len(marked) == 1 and marked[0].end - marked[0].start >= span.end - span.start - 1:
        return QuoteKind.DIRECT
    return QuoteKind.PARTIAL if marked else QuoteKind.INDIRECT


def _marked(ground: Ground, span: Span) -> list[Span]:
    """The stretches between marks that lie wholly inside."""
    return [Span(s.start, s.end) for s in ground.marked.between(span.start, span.end) if span.holds(s)]


def _quote(ground: Ground, piece: _Piece, turn: Turn, group: int, called: Mapping[str, Entity]) -> Quote:
    text = piece.span.of(ground.text)
    cue = speakers.mention(ground.text, piece.cue) if piece.cue else None
    marked = tuple(_marked(ground, piece.span)) if piece.kind is not QuoteKind.INDIRECT else ()
    speaker = None
    if turn.mention or turn.name:
        words = turn.mention.text if turn.mention else ""
        entity = turn.entity or (called.get(turn.name) if turn.name else None)
        anonymous = not entity and bool(_ANONYMOUS.search(words)) and not re.search(r"(?<!^)\b[A-Z]\w+ [A-Z]", words)
        name = entity.name if entity else turn.name
        speaker = Speaker(turn.mention, name, entity.id if entity else "", entity.role if entity else "", anonymous)
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
    )


def _via(ground: Ground, piece: _Piece, speaker: Speaker | None) -> str:
    """Who told the words on, where the sentence names them beside the speaker: words inside the quote do not count."""
    clause = ground.clause_at(piece.span.start)
    if clause is None or speaker is None or piece.side == "according":
        return ""
    for match in _TOLD_ON.finditer(ground.text, clause.sentence.start, clause.sentence.end):
        source = match["source"].strip()
        if not piece.span.meets(Span(match.start(), match.end())) and speaker.name and speaker.name not in source:
            return source
    return ""


def _answer(ground: Ground, answer: Answer, after: int) -> Quote:
    """A paragraph of an answer. `after`: how many statements were counted before; an answer is one, whatever its paragraphs."""
    who = answer.speaker
    speaker = Speaker(answer.label, who.name, who.id, who.role) if who else None
    group = f"q{after + 1 + answer.label.start}"
    words = ground.sentences(answer.span)
    return Quote(
        answer.span.start,
        answer.span.end,
        answer.span.of(ground.text),
        QuoteKind.DIRECT,
        speaker,
        None,
        group,
        sentences=words,
    )


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
