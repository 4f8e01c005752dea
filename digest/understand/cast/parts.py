"""Who has which part in what is done: the others beside a mention, and who acts above it."""

from collections.abc import Iterator

from digest.understand.cast.mentions import Mention, Mentions
from digest.understand.quotes.ground import Clause, Ground

_BELOW = frozenset({"ccomp", "xcomp", "advcl"})
_CLIMB = 3  # verbs above a pronoun


def others(ground: Ground, found: Mentions, one: Mention) -> Iterator[Mention]:
    """The other subject, objects and obliques of a mention's verb, and those named together with it; no reflexive."""
    if one.clause < 0 or one.head < 0:
        return
    clause = ground.clauses[one.clause]
    verb = _governor(clause, one.head)
    for word in _below(clause, verb) if verb >= 0 else ():
        other = found.at.get((one.clause, word))
        if other is None or other is one or other is one.same or other.word.endswith(("self", "selves")):
            continue
        if _governor(clause, other.head) == verb and (other.start < one.start or other.cluster >= 0):
            yield other


def above(ground: Ground, found: Mentions, one: Mention) -> Mention | None:
    """The subject of the verb on which the clause of a pronoun hangs: Lang of "Lang said he"; None without one before it."""
    if one.clause < 0 or one.head < 0:
        return None
    clause = ground.clauses[one.clause]
    verb = _governor(clause, one.head)
    for _ in range(_CLIMB):
        if verb < 0 or clause.relation(verb) not in _BELOW:
            return None
        verb = clause.tree[verb].head
        subjects = [c for c in clause.children[verb] if clause.relation(c) == "nsubj"] if verb >= 0 else []
        other = found.of(one.clause, subjects[0]) if subjects else None
        if other is not None and other is not one:
            return other if other.start < one.start else None
    return None


def _governor(clause: Clause, head: int) -> int:
    """The verb of which a word is the subject, an object or an oblique, past names and appositions; -1 for none."""
    for _ in range(4):
        if clause.relation(head) not in {"flat", "appos", "conj"} or clause.tree[head].head < 0:
            break
        head = clause.tree[head].head
    verb = clause.tree[head].head
    return verb if verb >= 0 and clause.relation(head) in {"nsubj", "obj", "iobj", "obl"} else -1


def _below(clause: Clause, verb: int) -> Iterator[int]:
    """The words that hang on a verb, and those named together with them."""
    for child in clause.children[verb]:
        yield child
        yield from (c for c in clause.children[child] if clause.relation(c) == "conj")
