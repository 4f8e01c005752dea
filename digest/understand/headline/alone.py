"""Can a sentence be a headline? It stands at the top: nothing before it tells who or what is meant, and it names what it is about."""

import re

from digest.parser.syntax import Tree
from digest.understand.points.alone import PERSONAL, POINTING, Told, stands_alone

NEVER = 10.0  # what a sentence loses that cannot stand alone
# "you need", "we all"
TO_READER = re.compile(r"(?i)\b(?:you|your|yours|we|our|us|let['’]s|i|my)\b")
# “all that stands in marks”
MARKED = re.compile(r"[\"“][^\"“”]*[\"”]")
EMPTY = frozenset("it there here what how why when who where nothing something also so then now too".split())
VAGUE = frozenset("some many most several another other both one such more half two three four five".split())
TITLES = frozenset("mr mrs ms mr. mrs. ms.".split())
SHORTEST = 40  # characters; what is shorter tells too little


def leaning(words: str, tree: Tree, place: int) -> float:
    """What a headline loses by what it leaves open; `place` is how many sentences stand before it."""
    first = words.lstrip("\"'“‘").partition(" ")[0].replace("’", "'").lower().rstrip(",").partition("'")[0]
    quoted = words[0] in "\"“'‘" and words.rstrip(".!?")[-1] in "\"”'’"
    if quoted or first in PERSONAL or first in POINTING - {"it"} or (place and not _is_alone(words, tree)):
        return NEVER
    lost = 1.5 if TO_READER.search(MARKED.sub("", words)) else 0.0
    lost += 2.0 if words[0] in "\"“'‘" else 0.0
    lost += 1.5 if someone_open(tree, strictly=False) else 0.0
    lost += 1.5 if first in EMPTY else 0.3 if first in VAGUE else 0.0
    lost += 0.0 if not tree or any(word.deprel.startswith("nsubj") for word in tree) else 2.0
    lost += max(0, SHORTEST - len(words)) / 10
    return lost + (_known_before(first, tree) if place else 0.0)


def _is_alone(words: str, tree: Tree) -> bool:
    return stands_alone(Told(words, tree, frozenset(range(len(tree))), frozenset()))


def _known_before(first: str, tree: Tree) -> float:
    """What it loses by beginning with somebody or something as if it were known: "The firm", "Mr Orr", "Orr"."""
    subject = next((index for index, word in enumerate(tree) if word.deprel.startswith("nsubj")), -1)
    if subject < 0 or first in TITLES:
        return 0.8
    head, own = tree[subject], [word for word in tree if word.head == subject]
    if head.upos != "PROPN" and any(word.lemma in {"the", "this"} for word in own):
        return 1.0
    return 0.8 if head.name == "PER" and not any(word.deprel in {"flat", "compound", "appos"} for word in own) else 0.0


def someone_open(tree: Tree, *, strictly: bool) -> bool:
    """Whether a "him" or "her" stands before any name; not `strictly`, before any noun that it may mean."""
    for word in tree:
        if word.upos == "PROPN" or (not strictly and word.upos == "NOUN" and word.text.lower() == word.lemma):
            return False
        if word.text.lower() in PERSONAL - {"they", "their", "them"}:
            return True
    return False
