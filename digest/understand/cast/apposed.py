"""What a mention is set beside: whose a described one is, and the name that an apposition or a predicate gives it."""

import re
from collections.abc import Iterator

from digest.understand.cast.mentions import PLURAL, Mention, Mentions
from digest.understand.names import nouns
from digest.understand.quotes.ground import Clause, Ground

# " of the Ennada party, " – what is between a description and the name set behind it
_FIELD = re.compile(r"(?: (?:of|for|at|in|to|from|on) [^,.;:“”\"()]{2,60})?, ")
# " in which one of the injured, "
_INNER = re.compile(r"\b(?:which|whom|one of)\b")
_NEAR = 16  # words behind a description in which its name is looked for
_SETTING = frozenset({"appos", "flat", "compound"})
_DENIED = frozenset({"not", "n't", "n’t", "never", "no"})
_GAP = 24  # characters between a description and its name: "The firm behind it, Lumo,"


def relate(found: Mentions, ground: Ground) -> None:
    """Sets, of every mention, whose it is and which name it is set beside."""
    for one in found.listed:
        if one.clause >= 0 and one.shape != "pronoun":
            _relate(found, ground, one)


def _relate(found: Mentions, ground: Ground, one: Mention) -> None:
    clause = ground.clauses[one.clause]
    owners = [c for c in clause.children[one.head] if clause.tree[c].deprel == "nmod:poss"]
    owners = owners or [
        c
        for c in clause.children[one.head]
        if clause.relation(c) == "nmod"
        and any(clause.tree[g].text.lower() in {"of", "for"} for g in clause.children[c])
    ]
    if owners and one.shape == "description":
        one.owner = found.at.get((one.clause, owners[0]))
        if one.owner is one:
            one.owner = None
    if one.shape == "description":
        one.same = next(_names_of(found, ground, clause, one), None)
        one.told_of = _subject_of(found, clause, one)


def _names_of(found: Mentions, ground: Ground, clause: Clause, one: Mention) -> Iterator[Mention]:
    """The name in apposition to a description, behind it or before it."""
    yield from (name for name in _named(found, ground, clause, one) if not _is_of_another(clause, one, name))


def _subject_of(found: Mentions, clause: Clause, one: Mention) -> Mention | None:
    """The name of which a description is the predicate, not denied."""
    below = clause.children[one.head]
    told = [c for c in below if clause.relation(c) == "nsubj" and c < one.head]
    copula = any(clause.relation(c) == "cop" for c in below)
    if not copula or len(told) != 1 or any(clause.tree[c].text.lower() in _DENIED for c in below):
        return None
    name = found.at.get((one.clause, told[0]))
    return name if name is not None and name.shape == "name" else None


def _is_of_another(clause: Clause, one: Mention, name: Mention) -> bool:
    """Whether a name may as well be that of the person between: "the mother of one of the dead, Idris Vey, said"."""
    between = [c for c in clause.children[one.head] if one.head < c < name.head and clause.relation(c) == "nmod"]
    return nouns.is_person(one.word) and any(
        clause.tree[c].upos in {"NUM", "ADJ"} or nouns.is_person(clause.tree[c].lemma) for c in between
    )


def _named(found: Mentions, ground: Ground, clause: Clause, one: Mention) -> Iterator[Mention]:
    """The names set beside a description."""
    tree = clause.tree
    behind = found.at.get((one.clause, one.head + 1))
    if behind and behind.shape == "name" and ground.text[one.end : behind.begin] == " ":
        yield behind  # "President Ode, Senate leader Hugh Lamm": of the name it is beside, however it is parsed
    for child in clause.children[one.head]:
        name = found.at.get((one.clause, child))
        set_beside = clause.relation(child) in _SETTING and child > one.head
        if set_beside and name and name.shape == "name" and name is not one:
            yield name
    head = tree[one.head].head
    name = found.at.get((one.clause, head)) if head >= 0 else None
    if clause.relation(one.head) in _SETTING and name and name.shape == "name" and name.head <= one.head:
        between = ground.text[name.end : one.start]
        if between.count(",") <= 2 and len(between) < 12:
            yield name
    yield from _subject_too(found, ground, clause, one)
    yield from _beside(found, ground, clause, one)


def _subject_too(found: Mentions, ground: Ground, clause: Clause, one: Mention) -> Iterator[Mention]:
    """The name that is the subject of the same verb, right behind: "The e-bike maker Lumo said", "The firm, Lumo, said"."""
    tree, verb = clause.tree, clause.tree[one.head].head
    if clause.relation(one.head) != "nsubj" or verb < one.head:
        return
    for child in clause.children[verb]:
        name = found.at.get((one.clause, child)) if clause.relation(child) == "nsubj" else None
        if name is not None and name.shape == "name" and one.head < child < verb:
            gap = (
                ground.text[one.end : tree[child].start] if name.begin < one.end else ground.text[one.end : name.begin]
            )
            closed = "," not in gap or ground.text[name.end : name.end + 1] == ","
            if closed and gap.count(",") < 2 and len(gap) <= _GAP:
                yield name


def _beside(found: Mentions, ground: Ground, clause: Clause, one: Mention) -> Iterator[Mention]:
    """The name right behind a description: "the leader of the party, Rashad Gannis,", "mayor Ida Moe"."""
    for index in range(one.head + 1, min(len(clause.tree), one.head + _NEAR)):
        name = found.at.get((one.clause, index))
        if name is None or name.shape != "name" or name.begin != clause.tree[index].start or name.begin <= one.end:
            continue
        gap = ground.text[one.end : name.begin]
        set_apart = (
            _FIELD.fullmatch(gap) and not _names_another(gap) and ground.text[name.end : name.end + 1] in {",", "."}
        )
        if one.determiner != "number" and (set_apart or (gap == " " and one.determiner != "the")):
            yield name
        if "," in gap:
            return


def _names_another(gap: str) -> bool:
    """Whether the words between a description and a name tell of whom the name is: "a nephew of the founder, ", "of one of the dead, "."""
    last = (gap.removesuffix(", ").split() or [""])[-1].lower()
    return bool(_INNER.search(gap)) or (nouns.is_person(last) and last not in PLURAL and not last.endswith("s"))
