"""Which words of a sentence go with a figure? By the tree: the noun phrase around it, and the clause, without other matters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from digest.parser.syntax import Word

Words = frozenset[int]  # numbers of words in the sentence

NOUNS: Final = frozenset({"NOUN", "PROPN"})
_DEEP: Final = 14  # arcs from a figure up to its clause
# relations behind which another matter begins
_ELSE: Final = frozenset(
    "advcl parataxis discourse vocative appos acl:relcl dislocated list orphan ccomp reparandum csubj".split()
)
# what a comma parts from the sentence
_ASIDE: Final = frozenset({"obl", "nmod", "amod", "acl", "advmod"})
_MARKS: Final = frozenset({"(", "–", "—", "--"})
_SMALL_RELATIONS: Final = frozenset({"aux", "cop", "amod", "compound", "case", "mark", "det"})
# "according to the council", "despite rain": of something else
_LEAVING: Final = frozenset("according because despite compared including unlike like".split())
_WHEN: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow also".split()
)
_DENIALS: Final = frozenset("not n't n’t never no hardly only".split())
_AMOUNTS: Final = frozenset({"obl", "nmod", "advmod", "nummod", "conj"})  # "from 1.9 per cent" beside a figure of 1.3
_RELATIVE: Final = frozenset({"who", "which", "that"})
SHARES: Final = frozenset({"percent", "cent", "percentage", "point"})


@dataclass(frozen=True, slots=True)
class Branches:
    """A tree around a figure: `inside` are its words, `path` the words from its head up to the root, `below` each word's children."""

    tree: Sequence[Word]
    inside: Words
    path: tuple[int, ...]
    below: Sequence[Sequence[int]]

    def relation(self, n: int) -> str:
        """How a word hangs on its head, without the subtype."""
        return self.tree[n].deprel.split(":")[0]

    def case(self, n: int) -> str:
        """The preposition of a noun, "" for none."""
        return next((self.tree[child].text.lower() for child in self.below[n] if self.relation(child) == "case"), "")

    def is_verb(self, n: int) -> bool:
        """Whether a word is the head of a clause."""
        verb = self.tree[n].upos in {"VERB", "AUX"} and self.relation(n) not in _SMALL_RELATIONS
        return verb or any(self.relation(child) in {"nsubj", "cop"} for child in self.below[n])

    def under(self, n: int) -> Iterator[int]:
        """A word and all that hangs on it."""
        yield n
        for child in self.below[n]:
            yield from self.under(child)

    def phrase(self, n: int, without: int = -1) -> Words:
        """A noun with what tells which one is meant, `without` what hangs on one of its words."""
        found = {n}
        for child in self.below[n]:
            if child == without:
                continue
            if child in self.inside or child in self.path:
                found |= self._on_the_way(child)
            elif not self._is_else(child) and not self._is_loose(child, n):
                found |= self.phrase(child)
        return frozenset(found)

    def clause(self, n: int) -> Words:
        """A verb with its subject, its object and what else belongs to it."""
        found, subject = {n}, self.subject(n)
        for child in self.below[n]:
            relation, word = self.relation(child), self.tree[child].text.lower()
            if child in self.inside or child in self.path:
                found |= self._on_the_way(child)
                continue
            early = relation == "advmod" and word not in _DENIALS and child < n
            bare = relation in {"conj", "cc", "punct", "expl"} or (relation == "mark" and word != "to")
            if not (child == subject or early or bare or self._is_else(child)):
                found |= self.clause(child) if self.is_verb(child) else self.phrase(child)
        return frozenset(found) | self.who(n)

    def subject(self, verb: int) -> int:
        """The subject of a verb, a noun rather than what is taken for one; -1 for none."""
        found = [child for child in self.below[verb] if self.relation(child) == "nsubj"]
        return min(found, key=lambda n: (self.tree[n].upos not in NOUNS, n), default=-1)

    def who(self, verb: int) -> Words:
        """The subject's words; for "who" and "which" those of the noun that they mean, none for a pronoun."""
        subject = self.subject(verb)
        if subject < 0:
            return frozenset()
        word, above = self.tree[subject], self.tree[verb].head
        if word.text.lower() in _RELATIVE and self.relation(verb) == "acl" and above >= 0:
            return self.phrase(above, without=verb)
        return frozenset() if word.upos == "PRON" else self.phrase(subject)

    def whole(self, verb: int) -> Words:
        """The clause of a verb; without a subject of its own, what shares one with it or commands it: "agreed to pay"."""
        found = set(self.clause(verb))
        while (
            self.subject(verb) < 0 and self.relation(verb) in {"conj", "xcomp"} and self.is_verb(self.tree[verb].head)
        ):
            above = self.tree[verb].head
            found |= self.who(above)
            if self.relation(verb) == "xcomp":
                found.add(above)
                for child in self.below[above]:
                    relation = self.relation(child)
                    if relation in {"obj", "iobj"}:
                        found |= self.phrase(child)
                    elif relation == "aux" or (relation == "mark" and self.tree[child].text == "to"):
                        found.add(child)
            verb = above
        return frozenset(found) | self._said(verb)

    def _said(self, verb: int) -> Words:
        """Who says it, where the subject is a pronoun: "traders say they have lost"; the noun of "profit posted in March"."""
        subject, above = self.subject(verb), self.tree[verb].head
        if subject < 0 or above < 0:
            return self.phrase(above) if above >= 0 and self.tree[verb].deprel == "acl" else frozenset()
        pronoun = self.tree[subject].upos == "PRON" and self.tree[verb].deprel == "ccomp"
        who = self.who(above) if pronoun and self.is_verb(above) else frozenset()
        if not who:
            return frozenset()
        helping = {n for n in self.below[above] if self.relation(n) == "aux"}
        return who | helping | {above, subject} | {n for n in self.below[verb] if self.relation(n) == "mark"}

    def _on_the_way(self, n: int) -> Words:
        below = next((m for m in self.below[n] if m in self.path), n)
        if n not in self.inside and self.relation(below) == "conj" and self.is_amount(n):
            return self._on_the_way(below)  # "to €3m and €4m": of the other one
        return self.clause(n) if self.is_verb(n) else self.phrase(n)

    def _is_else(self, n: int) -> bool:
        """Whether a constituent tells another matter: a source, a weekday, another amount, an aside."""
        if self.tree[n].deprel == "advcl" and min(self.under(n)) == max(self.inside) + 1:
            return False  # "56 minutes to win the match", "$44 million for advising the bank"
        days = {self.tree[child].text.lower() for child in (n, *self.below[n])}
        if self.tree[n].deprel in _ELSE or self.case(n) in _LEAVING or days & _WHEN:
            return True
        return (self.relation(n) in _AMOUNTS and self._has_amount(n)) or self._is_set_off(n)

    def is_amount(self, n: int) -> bool:
        """Whether a word is the head of money or of a share."""
        word = self.tree[n]
        share = word.lemma in SHARES and any(self.tree[child].upos == "NUM" for child in self.below[n])
        return word.upos == "SYM" or share

    def _has_amount(self, n: int) -> bool:
        rest = (child for child in self.below[n] if self.tree[child].deprel not in _ELSE)
        return self.is_amount(n) or any(self._has_amount(child) for child in rest)

    def _is_set_off(self, n: int) -> bool:
        first = min(self.under(n))
        if first == 0 or self.relation(n) == "punct":
            return False
        mark = self.tree[first - 1].text
        return mark in _MARKS or (mark == "," and self.relation(n) in _ASIDE)

    def _is_loose(self, n: int, noun: int) -> bool:
        """Whether a word by a noun is a number of its own, a second clause, or an adverb."""
        relation, word = self.relation(n), self.tree[n]
        if relation == "conj":
            return self.is_verb(n) or noun in self.inside
        adverb = (
            relation == "advmod"
            and n < noun
            and noun in self.path
            and noun not in self.inside
            and word.text.lower() not in _DENIALS
        )
        return adverb or (relation == "cc" and self.relation(noun) != "conj")


def around(tree: Sequence[Word], start: int, end: int) -> Branches | None:
    """The tree around the figure text[start:end]; None where it has no word in the tree."""
    inside = [n for n, word in enumerate(tree) if start <= word.start < end]
    if not inside:
        return None
    path = [next((n for n in inside if tree[n].head not in inside), inside[0])]
    while tree[path[-1]].head >= 0 and len(path) < _DEEP:
        path.append(tree[path[-1]].head)
    below: list[list[int]] = [[] for _ in tree]
    for n, word in enumerate(tree):
        if word.head >= 0:
            below[word.head].append(n)
    return Branches(tree, frozenset(inside), tuple(path), below)
