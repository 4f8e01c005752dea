"""The pieces of speech as the scene asks about them: what is between two of them, and which mention says who speaks."""

from collections.abc import Iterator, Sequence

from digest.model import QuoteKind, Span
from digest.understand.cast.mentions import PRONOUNS, Mentions, heads
from digest.understand.cast.signs import Statement
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.pieces import Piece

_CLOSING = frozenset("\"”’'»“")
_FIRST = 3  # words: "that she", "and he"
_OWN = (" I ", " my ", " My ", "I’", "I'")
_GOING_ON = frozenset("added adds adding continued continues continuing concluded concludes elaborated".split())


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
            piece.likely, any(own in words for own in _OWN), piece.mention, _adds(ground, piece), _own(ground, piece), _within(ground, pieces, number),
        )  # fmt: skip
        before = before if piece.side == "nested" else piece


def _own(ground: Ground, piece: Piece) -> str:
    """How told words that begin with "he" or "she" speak of somebody, mostly of who says them: "m", "f" or ""."""
    if piece.kind is QuoteKind.DIRECT:
        return ""
    listed = [w.text.lower() for w in ground.between(piece.span.start, piece.span.end)[:_FIRST]]
    return next((PRONOUNS[word] for word in listed if word in {"he", "she"}), "")


def _adds(ground: Ground, piece: Piece) -> bool:
    """Whether the cue says that its speaker goes on: "she added"."""
    return piece.cue is not None and piece.cue.of(ground.text).lower() in _GOING_ON


def _within(ground: Ground, pieces: Sequence[Piece], number: int) -> int:
    """The statement whose speaker says "I" for this one's speaker; -1 if none does."""
    piece = pieces[number]
    if piece.side != "nested" or not piece.mention or piece.mention.of(ground.text).lower() not in {"i", "we"}:
        return -1
    return next((n for n in range(number - 1, -1, -1) if pieces[n].span.holds(piece.span)), -1)


def _behind(ground: Ground, before: Piece | None, piece: Piece) -> str:
    """What is between a piece and the one before it.

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
