"""The tree of a sentence as a shortener asks it: what stands below a word, how far it reaches, in which clause it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Span
from digest.parser.syntax import Tree, Word
from digest.understand.headline.lexicon import ENDS, PARTS
from digest.understand.headline.surface import parts, tail

_CLAUSES = ("root", "ccomp", "advcl", "acl", "parataxis", "conj", "csubj", "xcomp")


@dataclass(frozen=True, slots=True, order=True)
class Unit(Span):
    """A stretch of a sentence that may go, and how much a reader misses it, the worth of its words apart."""

    cost: float


@dataclass(frozen=True, slots=True)
class Reach:
    """First and last word of a constituent, punctuation at its ends left out; `whole` if nothing foreign stands in it."""

    first: int
    last: int
    whole: bool


class Clauses:
    """A tree, with the words below each word and how far each reaches; an attribution at its end (`tail`) reaches into nothing."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        below: list[list[int]] = [[] for _ in tree]
        for index, word in enumerate(tree):
            if word.head >= 0:
                below[word.head].append(index)
        self._below = below
        self.tail = tail(tree)
        self.reaches = _reaches(tree, self.tail)

    def below(self, index: int) -> list[Word]:
        """The words that hang on a word."""
        return [self.tree[other] for other in self._below[index]]

    def before(self, index: int, place: int) -> list[Word]:
        """The words that hang on a word and stand before a place."""
        return [self.tree[other] for other in self._below[index] if other < place]

    def has(self, index: int, *relations: str) -> bool:
        """Whether a word of one of these relations hangs on it."""
        return any(self.tree[other].deprel in relations for other in self._below[index])

    def is_clause(self, index: int) -> bool:
        """Whether a word is the verb of a clause."""
        return self.tree[index].upos == "VERB" or self.has(index, "cop", "nsubj")

    def verb(self, index: int) -> int:
        """The head of the clause that a word belongs to, itself if it heads one."""
        for _ in self.tree:
            if self.tree[index].head < 0 or self.tree[index].deprel.startswith(_CLAUSES):
                break
            index = self.tree[index].head
        return index

    def opening(self, reach: Reach) -> str:
        """The first word of a constituent, in lower case."""
        return self.tree[reach.first].text.lower()

    def ends(self, reach: Reach) -> bool:
        """Whether the constituent ends the sentence or what is claimed in it."""
        after = reach.last + 1
        return after >= self.tail or self.tree[after].text in ENDS

    def part(self, index: int) -> int:
        """The first word of the stretch between commas in which the clause of a word begins."""
        for place in range(self.reaches[self.verb(index)].first - 1, -1, -1):
            if parts(self.tree, place):
                return place + 1
        return 0

    def branch(self, index: int, top: int) -> Word:
        """The word right below `top` through which `index` hangs on it."""
        for _ in self.tree:
            if self.tree[index].head in {top, -1}:
                break
            index = self.tree[index].head
        return self.tree[index]


def _reaches(tree: Tree, tail_: int) -> Sequence[Reach]:
    size = len(tree)
    first, last, many = list(range(size)), list(range(size)), [1] * size
    for index, word in enumerate(tree):
        above, steps = word.head, 0
        while above >= 0 and steps < size and (above < tail_) == (index < tail_):
            first[above] = min(first[above], index)
            last[above] = max(last[above], index)
            many[above] += 1
            above, steps = tree[above].head, steps + 1
    return [_bare(tree, a, b, b - a + 1 == n) for a, b, n in zip(first, last, many, strict=True)]


def _bare(tree: Tree, first: int, last: int, whole: bool) -> Reach:
    while first < last and (tree[first].text in PARTS or tree[first].text in ENDS):
        first += 1
    while last > first and (tree[last].text in PARTS or tree[last].text in ENDS):
        last -= 1
    return Reach(first, last, whole)
