"""Which words may go from a sentence though they are no constituent that only adds: a title, a bracket, an article in front?"""

from collections.abc import Iterator

from digest.parser.syntax import Tree, Word
from digest.understand.headline import surface
from digest.understand.headline.clauses import Clauses, Unit
from digest.understand.headline.lexicon import HOLLOW, LARGEST, LINKED, OFFICES, PAST, STAY
from digest.understand.points.shorten import bracketed

LONGEST_TITLE = 8  # words
_NOMINAL = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "DET"})


def brackets(tree: Tree, start: int) -> Iterator[Unit]:
    """An aside in brackets, with the blank in front."""
    for opened, closed in bracketed(tree):
        if opened > start:
            yield Unit(tree[opened - 1].end, tree[closed].end, 0.0)


def front(tree: Tree, start: int) -> Iterator[Unit]:
    """The article in front, and whose somebody is: "Veld's Halden Motors"."""
    if len(tree) < start + 3:
        return
    first, second, third = tree[start : start + 3]
    if first.lemma in {"a", "an", "the"} and first.head > start + 1 and second.text[0].isalnum():  # not "Man held"
        yield Unit(first.start, second.start, 0.1)
    if first.name and second.text in {"'s", "’s"} and third.name_begin:
        yield Unit(first.start, third.start, 0.8)


def titles(clauses: Clauses, start: int) -> Iterator[Unit]:
    """What somebody or something is, in front of the full name: "Veteran host Ada Brun", "from rival bank Halden Holdings"."""
    tree = clauses.tree
    for index in range(start + 1, len(tree)):
        if not _is_full_name(tree, index):
            continue
        first = index
        while first > start and _may_belong(tree, first - 1, start):
            first -= 1
        title = tree[first:index]
        if not _is_title(title) or (
            first > start and tree[first - 1].upos not in {"ADP", "VERB", "AUX", "SCONJ", "PUNCT"}
        ):
            continue
        if first in {start, clauses.tail + 1} or not any(word.text[0].isupper() for word in title):
            yield Unit(tree[first].start, tree[index].start, 1.0 if first == start else 0.4)


def _is_full_name(tree: Tree, index: int) -> bool:
    """Whether a name begins that tells by itself who or what it is."""
    word = tree[index]
    if not word.name_begin or not word.text[0].isupper():
        return False
    after = tree[index + 1] if index + 1 < len(tree) else None
    return word.name == "ORG" or (after is not None and after.name == "PER" and not after.name_begin)


def _may_belong(tree: Tree, index: int, start: int) -> bool:
    """Whether a word may be part of a title."""
    word = tree[index]
    hyphen = word.text == "-" and not surface.parts(tree, index)
    return word.name not in {"PER", "ORG"} and (word.upos in _NOMINAL or index == start or hyphen)


def _is_title(words: tuple[Word, ...]) -> bool:
    """Whether words in front of a name only say what it names, and end with that: "executive", "Foreign Secretary"."""
    if not words or len(words) > LONGEST_TITLE or words[0].text == "-":
        return False
    last = words[-1]
    common = last.text.islower() and (last.upos in {"NOUN", "NUM"} or (len(words) > 1 and words[-2].upos == "NOUN"))
    parts = {part for word in words for part in word.text.lower().split("-")}  # "ex", of "ex-minister"
    free = parts.isdisjoint(LINKED) and not any(word.lemma in STAY or word.lemma in LARGEST for word in words[:-1])
    return free and (common or last.text.lower() in OFFICES)


def who_said(clauses: Clauses) -> Iterator[Unit]:
    """What stands in front of the one who said it: ", [law enforcement] officials said"."""
    tree, first = clauses.tree, clauses.tail + 1
    if first < len(tree) and tree[first].text.lower() == "according":
        first += 2
    last = first
    while (
        last + 1 < len(tree)
        and tree[last].upos in _NOMINAL | {"PART"}
        and tree[last + 1].upos in _NOMINAL - {"DET"} | {"PART"}
    ):
        last += 1
    if not first < last < len(tree):
        return
    said = tree[last]
    free = not any(word.lemma in STAY or word.lemma in LINKED for word in tree[first:last])
    free = free and (first == clauses.tail + 1 or not any(word.text[0].isupper() for word in tree[first:last]))
    if free and not said.name and said.upos == "NOUN" and said.lemma not in HOLLOW:
        yield Unit(tree[first].start, said.start, 0.3)


def perfect(clauses: Clauses) -> Iterator[Unit]:
    """The "has" of "has praised"."""
    tree = clauses.tree
    for index, word in enumerate(tree[1:-1], 1):
        verb = tree[index + 1]
        if word.text not in {"has", "have"} or word.deprel != "aux" or word.head != index + 1 or verb.upos != "VERB":
            continue
        past = verb.text.endswith("ed") or verb.text in PAST
        helped = sum(other.deprel.startswith("aux") for other in clauses.below(index + 1)) > 1
        if past and not helped and tree[index - 1].text.lower() not in {"to", "may"}:
            yield Unit(word.start, verb.start, 0.2)
