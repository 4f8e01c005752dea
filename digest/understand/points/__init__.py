"""What are the key points? A few sentences of the article, shortened where nothing is lost, that tell it together.

    sentences → candidates (shortened) → those that can be understood alone → signals → the likeliest → points

Each question has its own file: `candidates` which sentences may be points, `shorten` what may be left out, `alone` whether
a point can be understood alone, `entries` what a live blog, list or interview lets be told, `signals` what an editor sees in
a sentence, `choice` which ones tell the article together, `resolve` who is meant in a point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from digest.model import Article, BlockKind, KeyPoint, Quote, QuoteKind, Resolution, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.points.alone import Told as Alone
from digest.understand.points.alone import leaning, stands_alone
from digest.understand.points.candidates import Candidate, candidates
from digest.understand.points.choice import choose as likeliest
from digest.understand.points.choice import fitted
from digest.understand.points.entries import fitting, in_order
from digest.understand.points.resolve import Names, resolutions
from digest.compress import quotations
from digest.understand.points.signals import signals
from digest.understand.points.terms import WORD, Floats, Terms, stem, terms

__all__ = ["choose"]

MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.DOCUMENT})  # a sentence wholly within their marks names no speaker
BRIEF, FULL, SCANT = 150, 280, 60  # words: below, a brief of up to three points; from there on, up to five; one at least
LONGEST_READ = 400  # sentences; what comes later in an endless article is no key point


@dataclass(frozen=True, slots=True)
class Told:
    """The key points in reading order, what might have been one, the likeliest first, and the points' sentences, the likeliest to be the news first."""

    points: tuple[KeyPoint, ...] = ()
    further: tuple[KeyPoint, ...] = ()
    ranked: tuple[str, ...] = ()


def choose(  # noqa: PLR0913 - what the steps before found are its arguments
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    names: Names | None,
    quotes: Sequence[Quote],
    *,
    at_least: int = 3,
    at_most: int = 6,
) -> Told:
    """The key points in reading order, those of a live blog in that of time: `at_least` to `at_most` by the article's length, fewer where it is very short.

    `trees` may be empty and `names` None; then nothing inside a sentence is left out and no pronoun is resolved.
    """
    seen = look(article, sentences, trees, names, quotes)
    if seen is None:
        return Told()
    fewest, most = limits(article.words, at_least, at_most, len(sentences))
    point, news = fitted()
    chosen, further = likeliest(seen.fit, point(seen.rows), seen.found, fewest, most)
    odds = dict(zip(seen.fit, news(seen.rows).tolist(), strict=True))
    ranked = sorted(chosen, key=lambda candidate: (-odds[candidate], candidate.place))
    told = in_order(article, sorted(chosen, key=lambda candidate: candidate.place))
    return Told(
        tuple(_point(candidate, names) for candidate in told),
        tuple(_point(candidate, names) for candidate in further),
        tuple(candidate.sentence.id for candidate in ranked),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose from: the candidates, float32[candidate, column] what is seen in them, the article's terms."""

    fit: tuple[Candidate, ...]
    rows: Floats
    found: Terms


def look(
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    names: Names | None,
    quotes: Sequence[Quote],
) -> Seen | None:
    """The candidates of an article and what is seen in them; None where it has none."""
    first = _body(article, sentences)
    body, parsed = sentences[first : first + LONGEST_READ], trees[first : first + LONGEST_READ]
    fit = telling(article, sentences, candidates(article, body, parsed), names, quotes)
    if not fit:
        return None
    found = terms([sentence.of(article.text) for sentence in body])
    return Seen(tuple(fit), signals(article, body, fit, found, names, quotes), found)


def limits(words: int, at_least: int, at_most: int, sentences: int = 99) -> tuple[int, int]:
    """How many points an article of so many words and sentences gets, at least and at most."""
    if words < BRIEF:
        fewest, most = max(1, min(2 + (words >= SCANT), (sentences + 1) // 2)), 3
    else:
        fewest = at_least + (words >= 2000) + (words >= 4000)
        most = max(fewest, 5 if words >= FULL else 4)
    return min(fewest, at_most), min(most, at_most)


def _body(article: Article, sentences: Sequence[Sentence]) -> int:
    """Index of the first sentence behind the deck, which tells the story once before the body tells it again."""
    for index, sentence in enumerate(sentences):
        if article.blocks[sentence.block].kind is not BlockKind.DECK:
            return index
    return 0


def telling(
    article: Article,
    sentences: Sequence[Sentence],
    found: Sequence[Candidate],
    names: Names | None,
    quotes: Sequence[Quote],
) -> list[Candidate]:
    """The candidates that tell something by themselves and stand where the article's form lets them be told."""
    first = _first_places(article.text, sentences)
    own = []
    for candidate in found:
        told = _told(article.text, candidate, resolutions(candidate, names), first)
        if not _is_quotation(article, candidate, quotes) and stands_alone(told):
            own.append(replace(candidate, leans=leaning(told)))
    return fitting(article, sentences, own)


def _first_places(text: str, sentences: Sequence[Sentence]) -> dict[str, int]:
    """For each stem the number of the sentence in which it stands first."""
    first: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        for word in WORD.findall(sentence.of(text).lower()):
            first.setdefault(stem(word), number)
    return first


def _is_quotation(article: Article, candidate: Candidate, quotes: Sequence[Quote]) -> bool:
    """Whether the sentence is nothing but somebody's words, and who that is stands elsewhere."""
    # The answers of an interview are what it tells; elsewhere somebody's words are no news by themselves.
    inside = article.form != "interview" and any(
        q.span.holds(candidate.sentence) and (q.cue is None or q.kind in MARKED) for q in quotes
    )
    whole = candidate.text[0] in "\"“„«‘'" and candidate.text.rstrip(".!?")[-1:] in "\"”“»’'"
    return inside or whole or article.blocks[candidate.sentence.block].kind is BlockKind.BLOCK_QUOTE


def _told(text: str, candidate: Candidate, found: Sequence[Resolution], first: Mapping[str, int]) -> Alone:
    """What a candidate tells in the article's own words; `first` is the number of the sentence where each stem stands first."""
    quoted = quotations(text, candidate.sentence)
    own = frozenset(
        index
        for index, word in enumerate(candidate.tree)
        if any(piece.start <= word.start and word.end <= piece.end for piece in candidate.pieces)
        and not any(marks.start <= word.start < marks.end for marks in quoted)
    )
    place = int(candidate.sentence.id[1:]) - 1
    old = frozenset(index for index in own if first.get(stem(candidate.tree[index].text.lower()), place) < place)
    resolved = frozenset(resolution.words.lower() for resolution in found)
    return Alone(candidate.text, candidate.tree, own, resolved, opens=candidate.place == 0, old=old)


def _point(candidate: Candidate, names: Names | None) -> KeyPoint:
    return KeyPoint(
        text=candidate.text,
        pieces=tuple(Span(piece.start, piece.end) for piece in candidate.pieces),
        sentences=(candidate.sentence.id,),
        resolved=resolutions(candidate, names),
    )
