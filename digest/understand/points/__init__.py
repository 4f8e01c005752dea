"""What are the key points? A few sentences of the article, shortened where nothing is lost, that tell it together.

    sentences → terms → roles → salience → candidates (shortened) → sets → the best set → points

Each question has its own file: `candidates` which sentences may be points, `shorten` what may be left out, `roles` what
part each word plays and `salience` which words matter, `features` and `ranking` which sentences tell it together,
`entries` what a live blog, list or interview lets be told, `alone` whether a point can be understood alone, `resolve` who
is meant in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from digest.model import Article, BlockKind, Holders, KeyPoint, Quote, QuoteKind, Ranked, Resolution, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.points.alone import Told, leaning, stands_alone
from digest.understand.points.candidates import Candidate, candidates
from digest.understand.points.entries import fitting, in_order
from digest.understand.points.features import scene
from digest.understand.points.ranking import SHORTLIST, Scored, ladder, shortlist, winner
from digest.understand.points.resolve import Names, resolutions
from digest.understand.points.roles import roles
from digest.understand.points.salience import first_rows, salience
from digest.understand.points.shorten import quotations
from digest.understand.points.terms import WORD, stem, terms
from digest.understand.points.weights import fitted

__all__ = ["choose", "pick", "rank"]

MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.DOCUMENT})  # a sentence wholly within their marks names no speaker
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
    fewest, most = limits(words, at_least, at_most)
    return winner(sets[:most], fewest)


def rank(
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree],
    names: Names | None,
    quotes: Sequence[Quote],
) -> Ranked:
    """The points of the best set of each size.

    `trees` may be empty and `names` None; then nothing inside a sentence is left out and no pronoun is resolved.
    """
    first = _body(article, sentences)
    body, parsed = sentences[first : first + LONGEST_READ], trees[first : first + LONGEST_READ]
    texts = [sentence.of(article.text) for sentence in body]
    found = terms(texts)
    if not found.stems:
        return Ranked()
    weights = fitted()
    rows = first_rows(texts, found, roles(article, parsed, found, names, quotes))
    likely = salience(rows, found, weights)
    every = candidates(article, body, parsed, found, likely.words[:, 0].tolist())
    fit = telling(article, sentences, every, names, quotes)
    if not fit:
        return Ranked()
    listed = shortlist(scene(found, likely), fit, max(SHORTLIST, MOST))
    steps = ladder(listed, likely, weights, MOST)
    members = sorted({index for _, chosen in steps for index in chosen})
    told = in_order(article, [listed.members[index] for index in members])
    place = {candidate.place: at for at, candidate in enumerate(told)}
    sets = tuple(
        (score, tuple(sorted(place[listed.members[index].place] for index in chosen))) for score, chosen in steps
    )
    return Ranked(tuple(_point(candidate, names) for candidate in told), sets, sum(len(text.split()) for text in texts))


def limits(words: int, at_least: int, at_most: int) -> tuple[int, int]:
    """How many points an article of so many words gets, at least and at most."""
    if words < 120:
        return 1, min(2, at_most)
    if words < 400:
        return min(2, at_least), min(3, at_most)
    fewest = at_least + (words >= 2000) + (words >= 4000)
    return min(fewest, at_most), min(at_most, fewest + 1)


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
    # The answers of an interview are what it tells; elsewhere somebody's words are no news by themselves.
    unnamed = (q.span for q in quotes if article.form != "interview" and (q.cue is None or q.kind in MARKED))
    spoken = Holders(unnamed)
    own = []
    for candidate in found:
        told = _told(article.text, candidate, resolutions(candidate, names), first)
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
        sentences=(candidate.sentence.id,),
        resolved=resolutions(candidate, names),
    )
