"""The nearest wording of a claim: the article's words where they differ from the claim's, and no other.

The claim is aligned word by word with the sentences that it cites, and with those that share most of its words (Ratcliff &
Obershelp, as in `difflib`; both sides are bounded). What is proposed is always made of the article's words in their order.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from digest.check.ground import Ground, bag
from digest.check.meaning import FREE
from digest.check.words import Word, stem, words
from digest.model import Span

_SENTENCES = 3  # that are tried besides those cited
_LONGEST = 300  # words of a claim or of its sentences that are aligned
_LEAST = 0.4  # share of the claim's words that a proposal must have
_END = ".!?…"


def proposals(text: str, ground: Ground, cited: Sequence[Span]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Wordings near a claim, the nearest first, each with the sentences that it is made of."""
    claim = [word for _, word in zip(range(_LONGEST), words(text), strict=False)]
    found: list[tuple[float, int, str, tuple[Span, ...]]] = []
    for spans in _sources(text, ground, cited):
        said = [word for span in spans for word in ground.words_of(span)][:_LONGEST]
        for kept in _selections(claim, said):
            made = _joined(kept, said, spans, text, ground)
            found.append((-_alike(claim, [said[n] for n in kept]), len(found), made, spans))
    seen: set[tuple[str, tuple[Span, ...]]] = set()
    for score, _, made, spans in sorted(found):
        if -score >= _LEAST and (made, spans) not in seen:
            seen.add((made, spans))
            yield made, spans


def _sources(text: str, ground: Ground, cited: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The sentences that a claim may be made of: those it cites, together and alone, then those that share most with it."""
    if len(cited) > 1:
        yield tuple(cited)
    yield from ((span,) for span in cited)
    wanted = bag(text) - FREE
    ranked = sorted(range(len(ground.sentences)), key=lambda n: (-len(wanted & ground.bags[n]), n))[:_SENTENCES]
    yield from ((ground.sentences[n],) for n in ranked)


def _selections(claim: Sequence[Word], said: Sequence[Word]) -> Iterator[list[int]]:
    """Which words of the article a wording may have: the claim's with the differing ones exchanged, then more, then all."""
    one, other = [stem(word.key) for word in claim], [stem(word.key) for word in said]
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    same = [n for what, _, _, c, d in steps if what == "equal" for n in range(c, d)]
    if not same:
        return
    yield [n for what, a, b, c, d in steps if what == "equal" or (what == "replace" and d - c <= b - a + 2) for n in range(c, d)]  # fmt: skip
    yield [n for what, _, _, c, d in steps if what in {"equal", "replace"} for n in range(c, d)]
    yield list(range(same[0], same[-1] + 1))
    yield list(range(same[-1] + 1))
    yield list(range(same[0], len(said)))
    yield list(range(len(said)))


def _alike(claim: Sequence[Word], made: Sequence[Word]) -> float:
    """How alike two wordings are, 0 to 1."""
    one, other = [stem(word.key) for word in claim], [stem(word.key) for word in made]
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _joined(kept: Sequence[int], said: Sequence[Word], spans: Sequence[Span], claim: str, ground: Ground) -> str:
    """The kept words as a text: what stands between neighbours is the article's, a blank where words are left out."""
    text = ground.text
    whole = len(kept) == len(said)
    parts: list[str] = []
    for place, n in enumerate(kept):
        if place and kept[place - 1] == n - 1:
            parts.append(text[said[n - 1].end : said[n].start])
        elif place:
            parts.append(" ")
        parts.append(said[n].text)
    made = " ".join("".join(parts).split())
    if whole and len(spans) == 1:
        made = spans[0].of(text).strip()
    if claim[:1].isupper():
        made = made[:1].upper() + made[1:]
    if claim.rstrip()[-1:] in _END and made[-1:] not in f"{_END}\"”’'»":
        made += claim.rstrip()[-1]
    return made
