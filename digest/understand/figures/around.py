"""What does the clause around a figure say? Its words without the figure, for a phrase that can be understood alone."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from digest.parser.syntax import Word
from digest.understand.figures.phrases import Phrases

MOST: Final = 11  # words
YEAR: Final = re.compile(r"(?:19|20)\d\d")
_DEEP: Final = 12  # arcs from the figure up to its verb
_VERBAL: Final = frozenset({"VERB", "AUX"})
# relations behind which another matter begins
_ELSE: Final = frozenset({"advcl", "parataxis", "acl:relcl", "ccomp", "appos", "discourse", "vocative"})
_QUANTITY: Final = frozenset({"advmod", "nmod", "fixed"})
_NEXT: Final = 4  # words in front of the figure within which such a word is its own
_MARKS: Final = frozenset({"-", "–", "/", "&", "'", "’", "’s", "'s"})
_NUMBERS: Final = frozenset("% $ € £ ₹ ₦ percent million billion trillion crore lakh dozen hundred thousand".split())
_EMPTY: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday also just only about around nearly almost  some".split()
)
_FIRST_NOT: Final = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "ADV", "PART", "PRON", "PUNCT"})
_LAST_NOT: Final = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PART", "AUX"})


def clause(phrases: Phrases, *, units: bool) -> str:
    """The words of the smallest clause around the figure, the figure, auxiliaries and asides left out; "" without a verb.

    `units`: what stands in the figure behind its number is a unit, which goes too.
    """
    tree, span = phrases.tree, phrases.span
    inside = [n for n, word in enumerate(tree) if span[0] <= word.start < span[1]]
    verb = _verb(tree, next((n for n in inside if tree[n].head not in inside), -1))
    if verb < 0:
        return ""
    kept = [n for n in _words(tree, verb) if not _is_of_figure(tree, n, inside, units=units) and not _is_small(tree, n)]
    kept = _bare(tree, kept)
    return " ".join(
        _joined(tree, _bare(tree, _near(tree, [n for n in kept if not _is_apart(tree, n, inside)], inside[0])))
    )


def _bare(tree: Sequence[Word], kept: Sequence[int]) -> list[int]:
    """The words without small ones at their ends."""
    kept = list(kept)
    while kept and tree[kept[0]].upos in _FIRST_NOT:
        kept.pop(0)
    while kept and tree[kept[-1]].upos in _LAST_NOT:
        kept.pop()
    return kept


def _is_of_figure(tree: Sequence[Word], n: int, inside: Sequence[int], *, units: bool) -> bool:
    """Whether a word is the figure's number, its unit, or hangs on it: "about", "of", "the ship's" of "the ship's 70 years"."""
    word, first = tree[n], inside[0]
    number = word.upos in {"NUM", "SYM", "PUNCT"} or word.text in _NUMBERS or word.text[0].isdigit()
    if n in inside and (number or (units and n > first)):
        return True
    if n and tree[n - 1].upos == "NUM" and tree[n - 1].end == word.start:
        return True  # "57km"
    owner = n if word.deprel == "nmod:poss" else word.head
    owned = owner >= 0 and tree[owner].deprel == "nmod:poss" and tree[owner].head in inside
    cased = word.head in inside and word.deprel in {"case", "det"}
    return (units and (owned or cased)) or (
        first - _NEXT < n < first and word.head in inside and word.deprel in _QUANTITY
    )


def _is_small(tree: Sequence[Word], n: int) -> bool:
    """Whether a word tells nothing: a mark, an auxiliary, a weekday."""
    word = tree[n]
    if word.upos == "PUNCT":
        return word.text not in _MARKS
    return (word.upos == "AUX" and word.deprel.startswith(("aux", "cop"))) or word.text.lower() in _EMPTY


def _verb(tree: Sequence[Word], n: int) -> int:
    """The verb or predicate above a word, -1 for none."""
    for _ in range(_DEEP):
        if n < 0:
            return -1
        predicate = any(word.head == n and word.deprel.startswith(("nsubj", "cop")) for word in tree)
        if tree[n].upos in _VERBAL or predicate:
            return n
        n = tree[n].head
    return -1


def _words(tree: Sequence[Word], verb: int) -> Iterator[int]:
    """The words of a verb's clause in order, without clauses that hang on it and asides."""
    for n in range(len(tree)):
        at, own = n, True
        for _ in range(_DEEP):
            if at == verb or at < 0:
                break
            word = tree[at]
            if word.deprel in _ELSE or (word.deprel == "conj" and word.upos in _VERBAL):
                own = False
                break
            at = word.head
        if own and at == verb:
            yield n


def _is_apart(tree: Sequence[Word], n: int, inside: Sequence[int]) -> bool:
    """Whether another number, no year, stands between a word and the figure: "rose to $3.03, still 32 cents"."""
    first = inside[0]
    between = range(n, first) if n < first else range(max(inside) + 1, n + 1)
    return any(
        tree[at].upos == "SYM"
        or (tree[at].upos == "NUM" and not (YEAR.fullmatch(tree[at].text) and tree[at - 1].upos != "SYM"))
        for at in between
    )


def _near(tree: Sequence[Word], kept: list[int], first: int) -> list[int]:
    """At most `MOST` of the words, those nearest to the figure; a name is not cut."""
    if len(kept) <= MOST:
        return kept
    at = next((place for place, n in enumerate(kept) if n >= first), len(kept))
    low = max(0, min(at - MOST // 2, len(kept) - MOST))
    high = low + MOST
    while high < len(kept) and tree[kept[high]].upos == tree[kept[high - 1]].upos == "PROPN":
        high += 1
    return kept[low:high]


def _joined(tree: Sequence[Word], kept: Sequence[int]) -> Iterator[str]:
    """The words, those that stand without a blank between them together."""
    piece = ""
    last = -2
    for n in kept:
        if last == n - 1 and tree[last].end == tree[n].start:
            piece += tree[n].text
        else:
            if piece:
                yield piece
            piece = tree[n].text
        last = n
    if piece:
        yield piece
