"""Which stretches of a sentence around a figure can be cut out whole? Those whose borders are borders of constituents.

A stretch has one head, a noun or a verb at or above the figure, and holds what that head needs: a verb its subject and
objects, a noun its article and its "of". It grows to both sides by whole dependents of what it holds. No word inside is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from digest.parser.syntax import Word

Span = tuple[int, int]  # first and last word
Follows = Callable[[int, int], bool]
_MOST: Final = 24  # words
_DEEP: Final = 9  # arcs from a figure up to a head
_STEPS: Final = 6  # times that a stretch grows to one side
# what may stay outside, by its relation
_LOOSE: Final = frozenset(
    "obl advcl acl nmod conj cc appos parataxis discourse vocative advmod mark punct dep list dislocated reparandum".split()
)
_NOUNS: Final = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
_SUBJECTS: Final = frozenset({"nsubj", "csubj", "expl"})
# parts of another word, and no heads
_PARTS: Final = frozenset("aux cop amod compound case mark det flat fixed nummod".split())
# adverbs that no word does without
_DENIALS: Final = frozenset("not n't n’t never no hardly barely nearly almost only least more less just about around roughly".split())  # fmt: skip
CONDITIONS: Final = frozenset("if unless whether until lest without".split())
# "when the bridge fell": what joins a clause to the one in front, and goes
_WHEN: Final = frozenset("when where while but".split())
_PAIRS: Final = (("(", ")"), ("“", "”"), ("[", "]"))
_BREAKS: Final = frozenset({";", ":", "—", "–", "--", "-", "..."})


@dataclass(frozen=True)
class Around:
    """A tree and a figure in it: `inside` are the figure's first and last word, its "more than" among them."""

    tree: Sequence[Word]
    inside: Span

    @cached_property
    def below(self) -> list[list[int]]:
        """Each word's dependents."""
        found: list[list[int]] = [[] for _ in self.tree]
        for n, word in enumerate(self.tree):
            if word.head >= 0:
                found[word.head].append(n)
        return found

    @cached_property
    def path(self) -> list[int]:
        """The words from the figure's head up to the root."""
        first, last = self.inside
        n = next((n for n in range(first, last + 1) if not first <= self.tree[n].head <= last), first)
        found = [n]
        while self.tree[n].head >= 0 and len(found) < _DEEP:
            n = self.tree[n].head
            found.append(n)
        return found

    def relation(self, n: int) -> str:
        """How a word hangs on its head, without the subtype."""
        return self.tree[n].deprel.partition(":")[0]

    def is_clause(self, n: int) -> bool:
        """Whether a word is the head of a clause."""
        verb = self.tree[n].upos in {"VERB", "AUX"} and self.relation(n) not in _PARTS
        return verb or any(self.relation(m) in _SUBJECTS or self.relation(m) == "cop" for m in self.below[n])

    def subject(self, n: int) -> int:
        """The subject of a verb; -1 for none."""
        return next((m for m in self.below[n] if self.relation(m) in _SUBJECTS), -1)

    def all_below(self, n: int) -> set[int]:
        """A word and all that hangs on it."""
        return self._closure(n, lambda _m, _above: True)

    def core(self, n: int) -> set[int]:
        """A word with all that it needs, and all that this needs."""
        return self._closure(n, lambda m, above: not self._may_go(m, above))

    def _closure(self, n: int, follows: Follows) -> set[int]:
        found, left = {n}, [n]
        while left:
            above = left.pop()
            more = [m for m in self.below[above] if m not in found and follows(m, above)]
            found.update(more)
            left += more
        return found

    def _may_go(self, m: int, above: int) -> bool:
        """Whether a dependent may stay outside."""
        relation, word = self.relation(m), self.tree[m]
        if relation not in _LOOSE or word.deprel == "nmod:poss":
            return False
        if relation == "advmod":
            return word.text.lower() not in _DENIALS and not self.inside[0] <= above <= self.inside[1]
        if relation == "nmod":
            return not any(self.relation(k) == "case" and self.tree[k].text == "of" for k in self.below[m])
        if relation == "advcl":  # "If the levy passes, the town will spend €3m"
            return not any(
                self.relation(k) == "mark" and self.tree[k].text.lower() in CONDITIONS for k in self.below[m]
            )
        return word.text.lower() != "to" if relation == "mark" else m > above or relation != "conj"

    def least(self, head: int) -> set[int]:
        """The words of the smallest stretch with this head that holds the figure."""
        found = self.core(head) | set(range(self.inside[0], self.inside[1] + 1))
        for n in self.path[: self.path.index(head)]:
            found |= self.core(n)
            found.update(m for m in self.below[n] if m < n and self.relation(m) in {"mark", "case", "cc"})
        return found


def find(around: Around) -> Iterator[tuple[int, Span]]:
    """The stretches around a figure, each with its head; each once."""
    told: set[tuple[int, Span]] = set()
    for head in around.path:
        within = around.all_below(head)
        least = _closed(around, around.least(head), within) if _may_head(around, head) else None
        if least is None:
            continue
        rights = _grown(around, least, within, 1)
        for left in _grown(around, least, within, -1):
            for right in rights:
                span = _trimmed(around, head, (left, right))
                if (head, span) not in told and _is_whole(around, head, span):
                    told.add((head, span))
                    yield head, span


def _may_head(around: Around, n: int) -> bool:
    noun = around.tree[n].upos in _NOUNS and (around.relation(n) not in _PARTS or around.tree[n].head < 0)
    return noun or around.is_clause(n)


def _closed(around: Around, words: Iterable[int], within: set[int]) -> Span | None:
    """The stretch from the first to the last of the words; None where it is too long or holds words of another head."""
    held = set(words)
    while True:
        first, last = min(held), max(held)
        between = [n for n in range(first, last + 1) if n not in held]
        if last - first > _MOST + len(_BREAKS) or any(
            n not in within and around.tree[n].upos != "PUNCT" for n in between
        ):
            return None
        if not between:
            return first, last
        held.update(between, *(around.core(n) for n in between))


def _grown(around: Around, span: Span, within: set[int], step: int) -> list[int]:
    """The borders of one side: that of the stretch, and those after it has grown by one dependent, by two, and so on."""
    first, last = span
    borders = [last if step > 0 else first]
    for _ in range(_STEPS):
        n = (last if step > 0 else first) + step
        while 0 <= n < len(around.tree) and around.tree[n].upos == "PUNCT":
            n += step
        if n not in within:
            break
        added = around.core(n)
        while not first <= around.tree[n].head <= last and around.tree[n].head in within:
            n = around.tree[n].head
            added |= around.core(n)
        closed = _closed(around, added.union(range(first, last + 1)), within)
        if closed is None:
            break
        first, last = closed
        borders.append(last if step > 0 else first)
    return borders


def _trimmed(around: Around, head: int, span: Span) -> Span:
    """A stretch without marks at its ends, and without what joins its head to the words in front."""
    first, last = span
    while first < around.inside[0] and (around.tree[first].upos == "PUNCT" or _joins(around, first, head)):
        first += 1
    while last > around.inside[1] and around.tree[last].upos == "PUNCT":
        last -= 1
    return first, last


def _joins(around: Around, n: int, head: int) -> bool:
    """Whether a word joins a head to what is in front of it: "of", "and", "while", "when"."""
    word = around.tree[n]
    small = around.relation(n) in {"case", "cc", "mark"} and word.upos != "PART"
    return word.head == head and (small or word.text.lower() in _WHEN)


def _is_whole(around: Around, head: int, span: Span) -> bool:
    """Whether a stretch is not too long, its words hang together, and marks in it are in pairs."""
    first, last = span
    words = around.tree[first : last + 1]
    loose = any(
        n != head and word.upos != "PUNCT" and not first <= word.head <= last for n, word in enumerate(words, first)
    )
    told = [word.text for word in words]
    paired = all(told.count(one) == told.count(other) for one, other in _PAIRS) and told.count('"') % 2 == 0
    broken = any(
        word.upos == "PUNCT" and word.text in _BREAKS and _is_apart(around, n) for n, word in enumerate(words, first)
    )
    return last - first < _MOST and not loose and paired and not broken


def _is_apart(around: Around, n: int) -> bool:
    """Whether a mark has space beside it, so that it is no hyphen."""
    return (
        around.tree[n - 1].end < around.tree[n].start or around.tree[n].end < around.tree[n + 1].start
        if 0 < n < len(around.tree) - 1
        else True
    )
