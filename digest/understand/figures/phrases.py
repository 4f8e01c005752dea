"""Which words go with a noun, and which with a verb? By the tree; words of the text in their order, the figure's own left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from digest.parser.syntax import Word

Span = tuple[int, int]
NOUNS: Final = frozenset({"NOUN", "PROPN"})
LONGEST: Final = 9  # words of a phrase
_DEEP: Final = 12  # arcs from a word up to the noun that it may go with
# what a phrase does not begin with, and what it does not end with
_FRONT: Final = frozenset({"DET", "PRON", "ADV", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "AUX", "SYM"})
_BACK: Final = frozenset({"DET", "ADV", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "AUX", "PRON", "SYM"})
_JOINTS: Final = frozenset({"-", "–", "/", "&", "'", "’", "%", "$", "€", "£"})
_OPENERS: Final = _JOINTS | {"many", "much", "more", "fewer", "less"}
# behind these a phrase says something else
_ELSE: Final = frozenset("than according compared including as versus against despite because about after before since while".split())  # fmt: skip
# nouns that only say when or point elsewhere
_EMPTY: Final = frozenset(
    "space monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow which that those them each date year month"
    " week day quarter half row season time period".split()
)
# a figure is of no other measure
_MEASURES: Final = frozenset("cm mm km kg ft percentage minute hour second point percent cent euro dollar pound litre liter kilo mile metre meter kilometre kilometer time decade".split())  # fmt: skip
# a phrase with one of these surely belongs to the noun in front of it
_SURE: Final = frozenset({"of", "for", "from", "without"})
_DENIALS: Final = frozenset({"not", "n't", "n’t", "never", "no"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of a sentence beside the figure text[span]."""

    text: str
    tree: Sequence[Word]
    span: Span

    def noun(self, head: int, extent: Literal["all", "near", "bare"] = "all") -> str:
        """A noun with its adjectives and complements, "" for a pronoun or a day: "military aid to Ukraine".

        "near" takes only complements that are sure to be its own, "bare" none but a name: "centre Ida Moe".
        """
        word = self.tree[head]
        if word.upos not in NOUNS or word.text.lower() in _EMPTY or word.lemma in _MEASURES or word.text[0].isdigit():
            return ""
        first = last = head
        while first > 0 and self._joined(first - 1, head):
            first -= 1
        while first < head and (self.tree[first].upos in _FRONT or self.tree[first].text in _OPENERS):
            first += 1
        while self._hyphened(last):
            last += 2
        if extent == "bare":
            while last + 1 < len(self.tree) and self.tree[last + 1].upos == "PROPN" and self._joined(last + 1, head):
                last += 1
        elif last == head:
            last = self._last(head, min(len(self.tree), first + LONGEST), near=extent == "near")
        return self._words(first, last)

    def clause(self, verb: int) -> str:
        """A verb with what follows it up to the end of its clause: "would vote for Ida Moe"; "" where nothing does."""
        first = next((n for n in range(verb) if self.tree[n].head == verb and self.tree[n].upos == "AUX"), verb)
        last = first
        for n in range(first, min(len(self.tree), first + LONGEST)):
            if n > verb and (not self._joined(n, verb) or self.tree[n].text.lower() in _EMPTY):
                break
            if self.tree[n].upos not in _BACK:
                last = n
        return self._words(first, last) if last > verb or self.tree[verb].deprel == "acl" else ""

    def verb(self, head: int) -> str:
        """A verb with its auxiliaries, "would raise"; "" where it is denied: "did not raise" is more than a phrase tells."""
        if any(word.head == head and word.lemma in _DENIALS for word in self.tree):
            return ""
        first = head
        while first > 0 and self.tree[first - 1].head == head and self.tree[first - 1].upos in {"AUX", "ADV", "PART"}:
            first -= 1
        while self.tree[first].upos == "ADV":
            first += 1
        return self._words(first, head)

    def children(self, head: int, *relations: str) -> Iterator[int]:
        """The words that hang on another by one of the relations, subtypes included."""
        return (n for n, word in enumerate(self.tree) if word.head == head and word.deprel.split(":")[0] in relations)

    def case(self, head: int) -> str:
        """The preposition of a noun, "" for none."""
        return next((self.tree[n].text.lower() for n in self.children(head, "case")), "")

    def _hyphened(self, n: int) -> bool:
        """Whether a word goes on behind a hyphen: "cover-up"."""
        if n + 2 >= len(self.tree) or self.tree[n + 1].text != "-":
            return False
        return self.tree[n].end == self.tree[n + 1].start and self.tree[n + 1].end == self.tree[n + 2].start

    def _words(self, first: int, last: int) -> str:
        return self.text[self.tree[first].start : self.tree[last].end]

    def _joined(self, n: int, head: int) -> bool:
        word = self.tree[n]
        if self.span[0] <= word.start < self.span[1] or (word.upos == "PUNCT" and word.text not in _JOINTS):
            return False
        for _ in range(_DEEP):
            if n == head:
                return True
            if n < 0 or self.tree[n].deprel in {"acl:relcl", "parataxis"}:
                return False
            n = self.tree[n].head
        return False

    def _last(self, head: int, limit: int, *, near: bool) -> int:
        """The last word of the complements of a noun; they end where a clause or another matter begins."""
        last = at = head
        linked = False  # behind a preposition "and" goes on, before it the sentence may
        while at + 1 < limit and self._joined(at + 1, head) and not self._breaks(at + 1):
            at += 1
            upos = self.tree[at].upos
            then = self.tree[at + 1].upos if at + 1 < len(self.tree) else ""
            if (upos == "CCONJ" and (not linked or then not in {"NOUN", "PROPN", "ADJ"})) or (
                upos == "ADP" and near and not linked and not self._own(at)
            ):
                return last
            linked = linked or upos == "ADP"
            if (
                upos not in _BACK | {"NUM"}
                and then not in {"NOUN", "PROPN", "PART"}
                and self.tree[at].text not in {"more", "less"}
            ):
                last = at
        return last

    def _own(self, n: int) -> bool:
        """Whether a phrase behind a counted noun surely belongs to it: "of", "for", "in Leyton"."""
        then = self.tree[n + 1].upos if n + 1 < len(self.tree) else ""
        return self.tree[n].text in _SURE or (self.tree[n].text == "in" and then == "PROPN")

    def _breaks(self, n: int) -> bool:
        word = self.tree[n]
        if word.upos in {"SCONJ", "AUX"} or word.deprel in {"parataxis", "appos"}:
            return True
        if word.text.lower() in _ELSE | _EMPTY or (word.upos == "PRON" and not word.deprel.startswith("nmod")):
            return True
        return word.upos == "VERB" and word.deprel not in {"acl", "amod", "compound"}
