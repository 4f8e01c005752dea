"""How much is missed when a constituent goes? None where it may not go at all.

The costs are set by hand: little for what only adds, more for what narrows the claim, most for what is dropped only where nothing
better can be.
"""

import re
from collections.abc import Callable

from digest.parser.syntax import Word
from digest.understand.headline import surface
from digest.understand.headline.clauses import Clauses, Reach
from digest.understand.headline.lexicon import (
    BY_WHOM,
    CLAUSE_MARKS,
    FREE_PREPOSITIONS,
    HOLLOW,
    LEADING,
    LINKED,
    NEGATIVE,
    PLACED,
    PLACED_BARE,
    PLACING,
    RELATING,
    RELATIVE,
    RISKY,
    STEERS,
    TIME,
    WHEN,
)
from digest.understand.headline.stays import is_dated, is_scoped
from digest.understand.points.shorten import SPANS

AS_EXAMPLE = re.compile(r"for (?:example|instance)|however|meanwhile|too|of course|also|in turn")  # ", for example,"
TELLS_WHICH = frozenset({"amod", "compound", "nmod:poss", "nummod", "flat"})  # "the [council] tax"


def leading(clauses: Clauses, index: int, reach: Reach) -> float | None:
    """Of an adverbial in front of the sentence: "In May, ", "After the vote, ", "Meeting in Leyton, "."""
    word, opening, dated = clauses.tree[index], clauses.opening(reach), is_dated(clauses, reach)
    following = clauses.tree[reach.last + 2 : reach.last + 3]
    if not following or following[0].upos in {"AUX", "VERB", "PUNCT", "CCONJ"}:  # the subject itself, misread
        return None
    if word.head < index or not word.deprel.startswith(("obl", "advcl", "advmod", "nmod")):
        return None
    named = any(other.upos == "PROPN" for other in clauses.tree[reach.first : reach.last + 1])
    if not (dated or opening in LEADING or opening.endswith(("ing", "ly"))) or (
        opening in {"in", "at"} and not (dated or named)
    ):
        return None
    return 0.3 if word.deprel.startswith("advcl") or reach.last - reach.first > 4 else 0.2


def aside(clauses: Clauses, index: int, reach: Reach) -> float | None:
    """Of what stands between two commas, or behind one at the end."""
    opening = clauses.opening(reach)
    age = opening.isdigit() and len(opening) <= 3 and reach.first == reach.last  # "Mara Finch, 44,"
    if age or AS_EXAMPLE.fullmatch(" ".join(word.text for word in clauses.tree[reach.first : reach.last + 1]).lower()):
        return 0.0
    match clauses.tree[index].deprel.partition(":")[0]:
        case "acl" | "advcl":
            return _aside_clause(clauses, index, reach)
        case "appos":
            return None if _is_listed(clauses, index, reach) or _goes_on(clauses, reach) else 0.4
        case "obl" | "nmod" | "advmod":
            begins = clauses.tree[reach.first].upos in {"ADP", "SCONJ", "VERB"} or is_dated(clauses, reach)
            return 0.5 if begins and opening not in LINKED else None
        case "conj":
            return 0.8 if opening == "and" and _joins_clauses(clauses, index) else None
    return None


def _aside_clause(clauses: Clauses, index: int, reach: Reach) -> float | None:
    """Of "who lives there", "taking two", "after the vote was counted"."""
    word, opening = clauses.tree[index], clauses.opening(reach)
    if word.deprel == "acl:relcl":
        return 0.4 if opening in RELATIVE else None
    if index == reach.first and opening.endswith(("ing", "ed")):
        return 0.4
    return 0.6 if word.deprel == "advcl" and opening in CLAUSE_MARKS | {"with", "in"} else None


def added(clauses: Clauses, index: int, reach: Reach, *, ends: bool) -> float | None:
    """Of an adverbial or a clause that no comma sets off; `ends` if nothing is claimed behind it."""
    word, opening = clauses.tree[index], clauses.opening(reach)
    relation = word.deprel.partition(":")[0]
    if reach.first > clauses.tail + 2 and ends and relation in {"obl", "nmod", "acl"} and opening not in LINKED:
        return 0.6
    if relation not in _ADDED or word.head > reach.first or clauses.tree[word.head].lemma in HOLLOW:
        return None
    return None if is_scoped(clauses, index, reach) else _ADDED[relation](clauses, index, reach, ends)


def last_resort(clauses: Clauses, index: int, reach: Reach) -> float | None:
    """Of what ends the claim and tells more of it, whatever it is: "has called for talks [with the club]"."""
    tree, word, opening = clauses.tree, clauses.tree[index], clauses.opening(reach)
    if word.head > reach.first or reach.first == reach.last or opening in LINKED | {"than", "that", "back"}:
        return None
    if not word.deprel.startswith(("obl", "nmod", "acl", "advcl")) or not surface.has_verb(tree, reach.first):
        return None
    head, own = tree[word.head], clauses.before(word.head, reach.first)
    if head.lemma in HOLLOW or any(other.text.lower() in NEGATIVE for other in tree[: reach.first]):
        return None
    if head.upos in {"VERB", "AUX"}:
        whole = _acts(head, own) or any(other.deprel == "obl" and other.start > head.start for other in own)
        return 3.0 if whole and head.lemma not in PLACED - {"have"} else None
    whole = head.upos == "PROPN" or any(other.deprel in TELLS_WHICH | {"nmod"} for other in own)
    return 3.0 if whole else None


def name_behind(clauses: Clauses, index: int, reach: Reach) -> float | None:
    """Of a name behind what it names: "his successor Ada Brun"."""
    word = clauses.tree[index]
    if word.deprel not in {"appos", "flat"} or not word.name_begin or word.head != index - 1 or not clauses.ends(reach):
        return None
    known = any(other.deprel == "nmod:poss" for other in clauses.before(word.head, word.head))
    return 1.0 if known else None


def _joined(clauses: Clauses, index: int, reach: Reach, _ends: bool) -> float | None:
    """Of a second clause: "and sold its ferries"."""
    told = surface.has_verb(clauses.tree, reach.first) and clauses.opening(reach) == "and"
    return 1.0 if told and _joins_clauses(clauses, index) else None


def _narrowing(clauses: Clauses, index: int, reach: Reach, ends: bool) -> float | None:
    """Of a clause on a noun: "a plant built in 1931"."""
    return 1.2 if ends and _narrows_little(clauses, index, reach) else None


def _time_word(clauses: Clauses, index: int, reach: Reach, _ends: bool) -> float | None:
    """Of "yesterday"."""
    return 0.2 if clauses.tree[index].lemma in TIME and reach.first == reach.last else None


def _phrase(clauses: Clauses, index: int, reach: Reach, ends: bool) -> float | None:
    """Of a time, a place or a circumstance: "on Monday", "in the harbour", where the words around are whole without it."""
    word = clauses.tree[index]
    if word.deprel == "nmod:poss":
        return None
    if word.deprel == "obl:agent":
        told = clauses.has(word.head, "aux:pass") and clauses.tree[word.head].lemma not in BY_WHOM
        return 1.6 if ends and told else None
    if is_dated(clauses, reach):
        when = _when(clauses, index, reach)
        if when is not None:
            return when
    return _circumstance(clauses, index, reach, ends)


def _when(clauses: Clauses, index: int, reach: Reach) -> float | None:
    tree, opening = clauses.tree, clauses.opening(reach)
    if reach.first == reach.last and tree[reach.first - 1].text.isdigit():  # the month of "12 March"
        return None
    if opening in WHEN or opening in TIME or (opening == "in" and reach.last - reach.first < 3):
        return 0.3
    head = tree[tree[index].head]
    whole = _is_full(clauses, tree[index].head, reach) or (
        head.upos == "VERB" and head.lemma not in PLACED_BARE | SPANS
    )
    return 0.5 if opening in {"in", "at", "for", "over"} and whole else None


def _circumstance(clauses: Clauses, index: int, reach: Reach, ends: bool) -> float | None:
    tree, word, opening = clauses.tree, clauses.tree[index], clauses.opening(reach)
    head, whole = tree[word.head], _is_full(clauses, word.head, reach)
    if word.name and head.deprel.startswith("nsubj"):  # "the director of finance at Halden Motors has gone"
        return None
    if opening in FREE_PREPOSITIONS:
        return 0.5 if whole or head.lemma not in PLACED else None
    part = opening == "as" and tree[reach.first + 1].text in {"part", "a"} and word.lemma in {"part", "result"}
    if part or (opening in PLACING and whole):
        return 0.8
    if opening not in LINKED and ends and _is_loose(clauses, word.head):
        return 1.2
    if whole and opening in RELATING and head.upos == "VERB":
        return 1.6
    return 2.2 if whole and opening in RISKY and ends else None


def _clause(clauses: Clauses, index: int, reach: Reach, _ends: bool) -> float | None:
    """Of a clause behind its verb: "after a survey found rust", "to encourage trade", "by giving more"."""
    tree, word, opening = clauses.tree, clauses.tree[index], clauses.opening(reach)
    head = tree[word.head]
    measured = tree[max(0, word.head - 3) : reach.first]
    if any(other.lemma in {"as", "so", "too", "more", "less", "enough"} for other in measured):  # "as long as"
        return None
    if opening in CLAUSE_MARKS:
        empty = any(
            other.lemma == "it" and other.deprel.startswith(("nsubj", "expl")) for other in clauses.below(word.head)
        )
        return None if empty and opening in {"before", "when", "since"} else 0.6
    own = clauses.before(word.head, reach.first)
    acted = any(
        other.deprel in {"obj", "nsubj:pass"} or (other.deprel == "obl" and other.start > head.start) for other in own
    )
    acted = acted and head.lemma not in STEERS
    if opening == "to" and acted and head.upos == "VERB":
        return 0.9
    if opening == "with" and any(other.text.endswith("ing") for other in tree[reach.first : reach.last + 1]):
        return 1.0
    doing = opening in {"by", "in", "for"} and word.text.endswith("ing")
    return 0.8 if doing and acted and head.lemma not in PLACED else None


def _is_listed(clauses: Clauses, index: int, reach: Reach) -> bool:
    """Whether what looks like an apposition is an item of a list: "Orr, Pell and Moe"."""
    head = clauses.tree[index].head
    follows = any(word.upos == "CCONJ" for word in clauses.tree[reach.last + 1 : reach.last + 3])
    several = sum(word.deprel == "appos" for word in clauses.below(head)) > 1
    named = clauses.tree[index].upos == "PROPN" and clauses.has(index, "conj")
    return follows or several or named or clauses.has(head, "conj")


def _goes_on(clauses: Clauses, reach: Reach) -> bool:
    """Whether the comma behind it parts a town from its country: "landlord of a pub in Leyton, Veld, …"."""
    ends = clauses.tree[reach.last : reach.last + 3]
    return len(ends) == 3 and ends[0].upos == ends[2].upos == "PROPN"


def _joins_clauses(clauses: Clauses, index: int) -> bool:
    return clauses.is_clause(index) and clauses.is_clause(clauses.tree[index].head)


def _narrows_little(clauses: Clauses, index: int, reach: Reach) -> bool:
    """Whether a clause on a noun is no part of the claim: not the verb itself, misread, nor the "sold" of "had it sold"."""
    before = clauses.tree[: reach.first]
    if index == reach.first and not surface.has_verb(clauses.tree, reach.first):
        return False
    had = any(other.lemma == "have" and other.upos == "VERB" for other in before)
    return not had and _is_loose(clauses, clauses.tree[index].head)


def _is_loose(clauses: Clauses, index: int) -> bool:
    """Whether a noun names some thing, not a certain one, so that fewer words about it claim less: "a man", "some arson attacks"."""
    own, word = clauses.before(index, index), clauses.tree[index]
    if any(other.lemma in {"a", "an", "some", "several", "another"} or other.deprel == "nummod" for other in own):
        return True
    bare = not any(other.upos == "DET" or other.deprel == "nmod:poss" for other in own)
    told = any(other.deprel in {"amod", "compound"} for other in own)
    return bare and told and word.upos == "NOUN" and not word.deprel.startswith("nsubj")


def _is_full(clauses: Clauses, index: int, reach: Reach) -> bool:
    """Whether a verb or noun is whole without what stands behind it: the verb has its object, the noun tells which one."""
    head, own = clauses.tree[index], clauses.before(index, reach.first)
    if head.upos in {"VERB", "AUX"}:
        if any(other.deprel.startswith("obl") and other.start > head.start for other in own):
            return True
        placing = clauses.opening(reach) in {"in", "at"}
        return (_acts(head, own) and head.lemma not in PLACED) or (placing and head.lemma not in PLACED_BARE)
    told = head.upos == "PROPN" or any(other.deprel in TELLS_WHICH or other.lemma in {"a", "an"} for other in own)
    return told and head.lemma not in PLACED


def _acts(verb: Word, own: list[Word]) -> bool:
    """Whether a verb has what it acts on."""
    return any(
        other.deprel == "nsubj:pass" or (other.deprel in {"obj", "xcomp", "ccomp"} and other.start > verb.start)
        for other in own
    )


_ADDED: dict[str, Callable[[Clauses, int, Reach, bool], float | None]] = {
    "advcl": _clause,
    "conj": _joined,
    "acl": _narrowing,
    "advmod": _time_word,
    "obl": _phrase,
    "nmod": _phrase,
}
