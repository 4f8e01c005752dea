"""The article as this package asks for it: words by place, the tree of each sentence, stretches between marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

from digest.model import PROSE, Article, Sentence, Span
from digest.parser.syntax import Tree, Word
from digest.understand.quotes.marks import Stretch, nested


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its tree and, by the index of each word, the words that hang on it."""

    sentence: Sentence
    tree: Tree
    children: tuple[tuple[int, ...], ...]

    def subtree(self, root: int, without: frozenset[int] = frozenset()) -> list[int]:
        """The indices of a word and all below it, in order, not entering `without`."""
        found, stack = [], [root]
        while stack:
            index = stack.pop()
            found.append(index)
            stack += [child for child in self.children[index] if child not in without]
        return sorted(found)

    def at(self, place: int) -> int:
        """The index of the word that starts at a place, -1 if none does."""
        return next((i for i, word in enumerate(self.tree) if word.start == place), -1)

    def relation(self, index: int) -> str:
        """The word's relation to its head, without the subtype."""
        return self.tree[index].deprel.split(":")[0]


_Stretch = TypeVar("_Stretch", bound=Span)


class Ordered(Generic[_Stretch]):
    """Stretches in order of their start, asked by place without looking at all of them."""

    def __init__(self, spans: Sequence[_Stretch]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate((span.end for span in spans), max))  # how far all up to each one go

    def at(self, place: int) -> _Stretch | None:
        """The first that holds a place."""
        first = bisect_right(self._reach, place)
        return self._spans[first] if first < len(self._spans) and self._starts[first] <= place else None

    def between(self, start: int, end: int) -> Sequence[_Stretch]:
        """All that may share a character with what stands between two places, in order."""
        return self._spans[bisect_right(self._reach, start) : bisect_left(self._starts, end)]


class Ground:
    """One article, indexed once."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> None:
        self.article = article
        self.sentences_of = sentences
        self.trees = trees
        self.text = article.text
        prose = frozenset(i for i, block in enumerate(article.blocks) if block.kind in PROSE)
        self.stretches, self.inner = nested(article.text, article.blocks, prose)
        self.marked = Ordered(self.stretches)
        self.clauses = tuple(_clause(s, t) for s, t in zip(sentences, trees, strict=True))
        self.words: list[Word] = [word for tree in trees for word in tree]
        self._starts = [word.start for word in self.words]
        self._sentence_starts = [s.start for s in sentences]

    def between(self, start: int, end: int) -> list[Word]:
        """The words that stand wholly between two places."""
        return [
            w for w in self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)] if w.end <= end
        ]

    def sentences(self, span: Span) -> tuple[str, ...]:
        """The ids of the sentences that a span touches."""
        first = max(0, bisect_left(self._sentence_starts, span.start) - 1)
        near = self.clauses[first : bisect_left(self._sentence_starts, span.end)]
        return tuple(c.sentence.id for c in near if c.sentence.meets(span))

    def clause_number(self, place: int) -> int:
        """The index of the sentence that holds a place, -1 if none does."""
        index = bisect_left(self._sentence_starts, place + 1) - 1
        return index if index >= 0 and self.clauses[index].sentence.end > place else -1

    def clause_at(self, place: int) -> Clause | None:
        """The sentence that holds a place."""
        index = self.clause_number(place)
        return self.clauses[index] if index >= 0 else None

    def quoted(self, place: int) -> Stretch | None:
        """The stretch between marks that holds a place."""
        return self.marked.at(place)


def _clause(sentence: Sentence, tree: Tree) -> Clause:
    children: list[list[int]] = [[] for _ in tree]
    for index, word in enumerate(tree):
        if word.head >= 0:
            children[word.head].append(index)
    return Clause(sentence, tree, tuple(tuple(c) for c in children))
