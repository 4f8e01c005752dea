"""The clause that a word is in, and which part the word plays in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from digest.model import Tree

_DEEPEST = 60  # heads of heads that are asked
# "Eleven people are now known to have died": what was known is the clause's news
_OPEN = frozenset({"xcomp", "ccomp"})
_PASSING = frozenset(
    "know report believe confirm say fear think leave find go come get begin start continue be tell order ask force urge".split()
)
_OF_NOUN = frozenset({"acl", "acl:relcl"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the place of its verb, the places of its words, and those words' lemmas."""

    verb: int
    places: tuple[int, ...]
    lemmas: tuple[str, ...]

    def has(self, lemma: str) -> bool:
        """Whether the lemma is in it."""
        return lemma in self.lemmas


def of(tree: Tree, at: int) -> Clause:
    """The clause around a word: the words that hang on the same verb, with an open clause below a verb of knowing."""
    verb = _governor(tree, at)
    places = [place for place in range(len(tree)) if _governor(tree, place) == verb]
    if tree[verb].lemma in _PASSING:
        for place, word in enumerate(tree):
            if word.head == verb and word.deprel in _OPEN and word.upos in {"VERB", "ADJ", "NOUN"}:
                places += [other for other in range(len(tree)) if _governor(tree, other) == place]
    return Clause(verb, tuple(sorted(set(places))), tuple(tree[place].lemma for place in sorted(set(places))))


def shared(tree: Tree, at: int, verb: int) -> Iterator[int]:
    """The words of the clauses that share the clause's subject, where the word is in it: "four cut a fence and escaped"."""
    if not role(tree, at, verb).startswith("nsubj"):
        return
    for place, word in enumerate(tree):
        own = any(other.head == place and other.deprel.startswith("nsubj") for other in tree)
        if word.head == verb and word.deprel == "conj" and word.upos == "VERB" and not own:
            yield from (other for other in range(len(tree)) if _governor(tree, other) == place)


def within(tree: Tree, at: int) -> tuple[int, ...]:
    """The places of all words below one, itself among them."""
    return tuple(place for place in range(len(tree)) if at in _up(tree, place))


def role(tree: Tree, at: int, verb: int) -> str:
    """The relation by which the phrase that holds a word hangs on the verb; "" where it does not."""
    for place in _up(tree, at):
        if tree[place].head == verb:
            return tree[place].deprel
    return ""


def noun_clauses(tree: Tree, at: int) -> Iterator[int]:
    """The verbs of the clauses that describe a noun: "people who fled", "the number of people known to have died"."""
    for place, word in enumerate(tree):
        if word.head == at and word.deprel in _OF_NOUN:
            yield place


def _up(tree: Tree, at: int) -> Iterator[int]:
    """The word and its heads."""
    place = at
    for _ in range(_DEEPEST):
        if place < 0:
            return
        yield place
        place = tree[place].head


def _governor(tree: Tree, at: int) -> int:
    """The verb that a word hangs on, or the root; a verb governs itself, unless it only describes a noun in front."""
    place = at
    for place in _up(tree, at):
        word = tree[place]
        if word.upos == "VERB" and word.deprel not in {"amod", "compound"}:
            return place
    return place
