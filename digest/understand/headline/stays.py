"""What must stay, whatever the tree says: words that a claim hangs on, and restrictions under a negation or a superlative."""

import re
from collections.abc import Sequence

from digest.model import Span
from digest.parser.syntax import Word
from digest.understand.headline.clauses import Clauses, Reach, Unit
from digest.understand.headline.lexicon import (
    CLAUSE_MARKS,
    LARGEST,
    NEGATIVE,
    NO_SUPERLATIVE,
    RELATIVE,
    RESTRICTS,
    SPEAKING,
    STAY,
    TIME,
    TURNING,
    WHEN,
    WITHIN,
)

SUPERLATIVE = re.compile(r"[a-z]{3,}est")  # "biggest", "fastest"
YEAR = re.compile(r"(?:19|20)\d\d")  # "2004"
# "did", "n't", "police"
WORDS = re.compile(r"n't\b|[a-z]+(?=n't\b)|[a-z]+")


def is_safe(text: str, unit: Unit, inside: Sequence[Span], *, clause: bool) -> bool:
    """Whether no word goes on which the claim hangs, and no quotation is cut. A `clause` may tell who said what else."""
    if any(unit.meets(marks) and not unit.holds(marks) for marks in inside):
        return False
    words = WORDS.findall(unit.of(text).replace("’", "'").replace("May", "").lower())
    return (TURNING - WITHIN if clause else STAY).isdisjoint(words)


def is_clause(clauses: Clauses, index: int, reach: Reach) -> bool:
    """Whether the constituent says something of its own: "after he said so", "who denied it", "saying so"."""
    opening = clauses.opening(reach)
    own = opening in CLAUSE_MARKS or opening in RELATIVE or opening in SPEAKING or opening == "and"
    return own and clauses.tree[index].deprel.startswith(("advcl", "acl", "conj"))


def is_dated(clauses: Clauses, reach: Reach) -> bool:
    """Whether a short phrase tells a time: "on 12 March", "in 2004", "over the next two weeks"."""
    words = clauses.tree[reach.first : reach.last + 1]
    return len(words) <= 6 and any(word.lemma in TIME or YEAR.fullmatch(word.text) for word in words)


def is_scoped(clauses: Clauses, index: int, reach: Reach) -> bool:
    """Whether a negation, an "only" or a superlative before it makes the constituent a restriction."""
    tree, opening, head = clauses.tree, clauses.opening(reach), clauses.tree[index].head
    if any(word.text.lower() in NEGATIVE for word in tree[clauses.part(head) : reach.first]):
        return True
    dated = is_dated(clauses, reach) and (opening in WHEN or opening in TIME or reach.last - reach.first < 3)
    if dated or opening not in RESTRICTS:
        return False
    verb = clauses.verb(head)
    begin = verb if head == verb and tree[verb].upos == "VERB" else clauses.reaches[head].first
    return any(map(_is_highest, tree[begin : reach.first]))


def _is_highest(word: Word) -> bool:
    low = word.text.lower()
    if low in LARGEST:
        return True
    return word.upos in {"ADJ", "ADV"} and low not in NO_SUPERLATIVE and SUPERLATIVE.fullmatch(low) is not None
