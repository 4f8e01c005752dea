"""What are the key points? A few sentences of the article, shortened where nothing is lost, that tell it together.

    sentences → candidates (shortened) → those that can be understood alone → signals → the likeliest → points

Each question has its own file: `candidates` which sentences may be points, `shorten` what may be left out, `alone` whether
a point can be understood alone, `answers` which sentence answers a claim, `entries` what a live blog, list or interview offers as points, `signals` what an editor sees in
a sentence, `choice` which ones cover the article together, `resolve` who is meant in a point.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from digest.compress import quotations
from digest.model import Article, BlockKind, Holders, KeyPoint, Quote, QuoteKind, Ranked, Resolution, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.points.alone import Told, leaning, stands_alone
from digest.understand.points.candidates import Candidate, candidates, with_answers
from digest.understand.points.choice import WORTH, Scored, ladder, news, odds, winner
from digest.understand.points.entries import fitting, in_order
from digest.understand.points.resolve import Names, is_short, resolutions
from digest.understand.points.signals import signals
from digest.understand.points.terms import WORD, Floats, Terms, stem, terms

__all__ = ["choose", "look", "pick", "rank"]

MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.DOCUMENT})  # a sentence wholly within their marks names no speaker
BRIEF, FULL, SCANT = (
    150,
    280,
    60,
)  # words: below, a brief of up to three points; from there on, up to five; two at least
MOST = 12  # points that an owner may ask for
LONGEST_READ = 400  # sentences; what comes later in an endless article is no key point


def choose(  # noqa: PLR0913 - what the steps before found are its arguments
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    names: Names | None,
    quotes: Sequence[Quote],
    *,
    at_least: int = 3,
    at_most: int = 6,
) -> tuple[KeyPoint, ...]:
    """The key points in reading order, those of a live blog in that of time: `at_least` to `at_most` by the article's length, fewer where it is very short."""
    found = rank(article, sentences, trees, names, quotes)
    return tuple(found.points[index] for index in pick(found.sets, found.words, at_least, at_most))


def pick(sets: Sequence[Scored], words: int, at_least: int, at_most: int) -> tuple[int, ...]:
    """Which of the ranked points an owner gets who wants so many; `sets` and `words` are those of `Ranked`."""
    fewest, most = limits(words, at_least, at_most, len(sets))
    return winner(sets[:most], fewest)


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to choose from: the candidates, float32[candidate, column] what is seen in them, the article's terms.

    `words` and `paragraphs` are how many the text has from which they are.
    """

    fit: tuple[Candidate, ...]
    rows: Floats
    found: Terms
    words: int
    paragraphs: int

    def odds(self, kind: str = "point") -> Floats:
        """The log-odds of each candidate to be a "point", or the "first" one."""
        return odds(self.rows, self.words, self.paragraphs, kind)


def rank(
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    names: Names | None,
    quotes: Sequence[Quote],
) -> Ranked:
    """The likeliest points, and the best set of each size.

    `trees` may be empty and `names` None; then nothing inside a sentence is left out and no pronoun is resolved.
    """
    seen = look(article, sentences, trees, names, quotes)
    if seen is None:
        return Ranked()
    steps = ladder(seen.fit, seen.odds(), seen.found, MOST)
    told = in_order(article, sorted((candidate for candidate, _ in steps), key=lambda candidate: candidate.place))
    at = {candidate.place: index for index, candidate in enumerate(told)}
    scores = accumulate(likely - WORTH for _, likely in steps)  # grows with every point that is worth it
    members = [at[candidate.place] for candidate, _ in steps]
    sets = tuple((score, tuple(sorted(members[:size]))) for size, score in enumerate(scores, start=1))
    newsy = news(seen.fit, seen.odds("first"), seen.found, told)
    first = sorted(members, key=lambda index: (-newsy[told[index].place], index))
    return Ranked(tuple(_point(candidate, names) for candidate in told), sets, seen.words, tuple(first))


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
    fit = with_answers(article, body, parsed, fit)
    if not fit:
        return None
    found = terms([sentence.of(article.text) for sentence in body])
    rows = signals(article, body, fit, found, names, quotes)
    prose = sentences[first:]
    words = sum(len(sentence.of(article.text).split()) for sentence in prose)
    return Seen(tuple(fit), rows, found, words, len({sentence.block for sentence in prose}))


def limits(words: int, at_least: int, at_most: int, sentences: int = 99) -> tuple[int, int]:
    """How many points an article of so many words gets, at least and at most; `sentences` may be points."""
    if words < BRIEF:
        fewest, most = max(1, min(2 + (words >= SCANT), sentences - 1)), 3
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
    # The answers of an interview are its news; elsewhere somebody's words are no news by themselves.
    unnamed = (q.span for q in quotes if article.form != "interview" and (q.cue is None or q.kind in MARKED))
    spoken = Holders(unnamed)
    own = []
    for candidate in found:
        told = _told(article.text, candidate, resolutions(candidate, names), first)
        told = replace(told, short=is_short(candidate, names))
        if not _is_quotation(article, candidate, spoken) and stands_alone(told):
            own.append(replace(candidate, leans=leaning(told)))
    return fitting(article, sentences, own)


def _first_places(text: str, sentences: Sequence[Sentence]) -> dict[str, int]:
    """For each stem the number of the sentence in which it stands first."""
    first: dict[str, int] = {}
    for number, sentence in enumerate(sentences):
        for word in WORD.findall(sentence.of(text).lower()):
            first.setdefault(stem(word), number)
    return first


def _is_quotation(article: Article, candidate: Candidate, spoken: Holders) -> bool:
    """Whether the sentence is nothing but somebody's words, and who that is stands elsewhere."""
    whole = candidate.text[0] in "\"“„«‘'" and candidate.text.rstrip(".!?")[-1:] in "\"”“»’'"
    return (
        spoken.hold(candidate.sentence)
        or whole
        or article.blocks[candidate.sentence.block].kind is BlockKind.BLOCK_QUOTE
    )


def _told(text: str, candidate: Candidate, found: Sequence[Resolution], first: Mapping[str, int]) -> Told:
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
    return Told(candidate.text, candidate.tree, own, resolved, opens=candidate.place == 0, old=old)


def _point(candidate: Candidate, names: Names | None) -> KeyPoint:
    return KeyPoint(
        text=candidate.text,
        pieces=tuple(Span(piece.start, piece.end) for piece in candidate.pieces),
        sentences=tuple(sentence.id for sentence in (candidate.sentence, candidate.answer) if sentence),
        resolved=resolutions(candidate, names),
    )
