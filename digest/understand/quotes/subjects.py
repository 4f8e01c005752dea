"""Which words name the one who speaks: the noun phrase that a word of saying belongs to, in the tree or beside it."""

from collections.abc import Sequence

from digest.english.calendar import WEEKDAYS
from digest.english.saying import ADDRESSED, ADDRESSING, SAYING
from digest.model import Span
from digest.parser.syntax import Word
from digest.understand.quotes.ground import Clause, Ground

_NOMINAL = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ", "NUM", "ADP", "PART", "CCONJ", "PUNCT", "X", "SYM"})
_DAYS = frozenset("yesterday today earlier later afterwards".split()).union(WEEKDAYS)
# "issued a statement saying": who issued it says so
_WRITINGS = frozenset("statement letter email e-mail note tweet message memo release post report".split())
_BEFORE_NOUN = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "ADV"})


def subject(ground: Ground, verb: Word) -> Span | None:
    """Who does what the verb says: its subject in the tree, or that of the clause it depends on; else the words before it."""
    clause = ground.clause_at(verb.start)
    index = clause.at(verb.start) if clause else -1
    if clause is None or index < 0:
        return None
    beside = _parenthetical(clause, index) or agent(clause, index)
    if beside or is_addressed(clause, index):
        return beside
    at = index
    for _ in range(4):
        taken = {"nsubj"} if at == index else {"nsubj", "nsubj:pass"}  # "it was claimed": not by it
        subjects = [c for c in clause.children[at] if clause.tree[c].deprel in taken | {"nsubj:outer"}]
        if subjects:
            # "Her mother, Joan Orr, said Amelia had texted": of the verb that the cue depends on, one in front of the cue
            ahead = [s for s in subjects if s < index] if at != index else []
            return phrase(clause, _nearest(clause, at, ahead or subjects))
        head = _above(clause, at)
        if head < 0:
            break
        made = clause.relation(at) == "acl" and clause.tree[head].upos != "VERB"
        if made and not (clause.tree[head].lemma in _WRITINGS and clause.relation(head) == "obj"):
            return phrase(clause, head)
        told = [c for c in clause.children[head] if clause.relation(c) == "obj"]
        if clause.relation(at) == "xcomp" and told and told[0] < at:  # "led some to speculate": some did
            return phrase(clause, told[0])
        at = head
    words = clause.tree[:index]
    return before_verb(words, len(words)) if words else None


def _nearest(clause: Clause, verb: int, subjects: Sequence[int]) -> int:
    """Of several subjects that the parser gives a verb the one behind it, where a comma is before it and no verb follows."""
    behind = [s for s in subjects if s > verb]
    before = [s for s in subjects if s < verb]
    if not behind or not before or clause.tree[verb].lemma in ADDRESSING:
        return subjects[0] if not before else before[-1]
    own = set(clause.subtree(behind[0]))
    goes_on = any(i not in own and clause.tree[i].upos in {"VERB", "AUX"} for i in range(behind[0], len(clause.tree)))
    return behind[0] if clause.tree[verb - 1].text in {",", "—", "–"} and not goes_on else before[-1]


def _above(clause: Clause, at: int) -> int:
    """The verb that a clause depends on; of several joined ones that have subjects, ", saying" goes with the last before it."""
    head = clause.tree[at].head
    if head < 0 or clause.relation(at) != "advcl" or not clause.tree[at].text.endswith("ing"):
        return head
    joined = [c for c in clause.children[head] if clause.relation(c) == "conj" and head < c < at]
    own = [c for c in joined if any(clause.relation(g) == "nsubj" for g in clause.children[c])]
    return own[-1] if own else head


def is_addressed(clause: Clause, index: int) -> bool:
    """Whether the subject of a verb is the one spoken to: "the mayor was told", "Orr has been asked"."""
    done_to = any(clause.tree[c].deprel == "nsubj:pass" for c in clause.children[index])
    return done_to and clause.tree[index].lemma in ADDRESSED


def agent(clause: Clause, index: int) -> Span | None:
    """By whom something is said: "described as “heartbreaking” by the agency"."""
    for child in clause.children[index]:
        by = any(clause.tree[c].text.lower() == "by" for c in clause.children[child])
        if clause.relation(child) == "obl" and by and child > index and clause.tree[index].upos == "VERB":
            return phrase(clause, child)
    return None


def _parenthetical(clause: Clause, index: int) -> Span | None:
    """The speaker of a cue set between commas inside what is said: ", says Ingrid Maas, the chair,"."""
    tree = clause.tree
    inserted = index >= 2 and tree[index - 1].upos == "PRON" and tree[index - 2].text in {",", "—", "–"}
    if inserted and tree[index + 1 : index + 2] and tree[index + 1].text == "," and is_cue(tree[index]):
        return Span(tree[index - 1].start, tree[index - 1].end)  # "Orr, he says, is late"
    if index < 2 or tree[index - 1].text not in {",", "—", "–"} or index + 1 >= len(tree):
        return None
    if tree[index].lemma in ADDRESSING:  # "Maas, the chair, told Orr": behind it is who was told
        return None
    alone = not any(
        w.text in {",", ";", ":"} for w in tree[: index - 1]
    )  # "The road, said the engineer, …": no aside ends there
    if not is_cue(tree[index]) or tree[index].text.endswith("ing") or _is_named(clause, index - 1):
        return None
    if tree[index + 1].upos != "PROPN" and not (alone and tree[index + 1].upos in {"DET", "NOUN", "NUM", "ADJ"}):
        return None
    found = after_verb(tree, index)
    follows = next((w.text for w in tree if found and w.start >= found.end), ".")
    return found if follows in {",", "."} else None


def _is_named(clause: Clause, comma: int) -> bool:
    """Whether a sentence begins with somebody and their name, closed by a comma: "Her mother, Joan Orr,"."""
    ahead = clause.tree[:comma]
    set_beside = any(w.upos == "PROPN" and w.deprel == "appos" for w in ahead)
    return set_beside and ahead[-1].upos == "PROPN" and not any(w.upos in {"VERB", "AUX"} for w in ahead)


def _same_name(word: Word, behind: Word) -> bool:
    return bool(word.name) and word.name == behind.name and word.upos == behind.upos == "PROPN"


def main(clause: Clause) -> tuple[int, int]:
    """The indices of the main verb of a sentence and of the head of its subject; -1 for what it has none of."""
    verb = next((i for i, word in enumerate(clause.tree) if word.head < 0), -1)
    kids = clause.children[verb] if verb >= 0 else ()
    return verb, next((c for c in kids if clause.relation(c) == "nsubj"), -1)


def antecedent(ground: Ground, relative: Span) -> Span | None:
    """The noun phrase that "who" or "which" stands for: the one that its clause hangs on."""
    clause = ground.clause_at(relative.start)
    index = clause.at(relative.start) if clause else -1
    while clause and index >= 0 and clause.relation(index) != "acl":
        index = clause.tree[index].head
    head = clause.tree[index].head if clause and index >= 0 else -1
    return phrase(clause, head) if clause and head >= 0 and clause.tree[head].start < relative.start else None


def phrase(clause: Clause, head: int) -> Span | None:
    """The noun phrase of a head: without relative clauses, appositions and parentheses behind it."""
    heavy = {"acl", "appos", "parataxis", "punct", "conj", "cc", "dep", "advcl"}
    without = frozenset(c for c in clause.children[head] if clause.relation(c) in heavy and c > head)
    both = [
        c for c in clause.children[head] if clause.relation(c) == "conj" and clause.tree[c].upos in {"PROPN", "NOUN"}
    ]
    if both and clause.tree[head].upos in {"PROPN", "NOUN"}:
        keep = {*both, *(g for c in both for g in clause.children[c] if clause.relation(g) == "cc")}
        without = frozenset(c for c in without if c not in keep)
    indices = clause.subtree(head, without)
    run = [head]
    for index in range(head - 1, -1, -1):
        if index not in indices:
            break
        run.insert(0, index)
    for index in range(head + 1, len(clause.tree)):
        if index not in indices:
            break
        run.append(index)
    while run[-1] + 1 < len(clause.tree) and _same_name(clause.tree[run[-1]], clause.tree[run[-1] + 1]):
        run.append(run[-1] + 1)  # a name that the parser has torn in two
    while run[0] < head and (
        clause.tree[run[0]].upos in _BEFORE_NOUN or clause.tree[run[0]].text.lower() == "according"
    ):
        run.pop(0)
    while run[0] and "-" in {clause.tree[run[0]].text, clause.tree[run[0] - 1].text}:  # "would-be lender" is one
        if clause.tree[run[0] - 1].end != clause.tree[run[0]].start:
            break
        run.insert(0, run[0] - 1)
    return Span(clause.tree[run[0]].start, clause.tree[run[-1]].end)


def is_cue(word: Word) -> bool:
    """A verb of saying: said, tells, wrote, added."""
    return (
        word.lemma in SAYING
        and word.upos in {"VERB", "AUX", "NOUN"}
        and (word.upos == "VERB" or word.text.endswith(("s", "d")))
    )


def after_verb(words: Sequence[Word], cue: int) -> Span | None:
    """The noun phrase behind "said": to the first comma or the first preposition that does not belong to a name."""
    taken: list[Word] = []
    for word in words[cue + 1 :]:
        stops = word.upos in {"PUNCT", "VERB", "SCONJ", "AUX", "ADV"} or (
            word.upos == "ADP" and word.text.lower() not in {"of", "for", "at"}
        )
        hyphen = taken and word.start == taken[-1].end and (word.text == "-" or taken[-1].text == "-")
        if stops and not hyphen and not (word.text == "." and taken and len(taken[-1].text) <= 4):
            break
        if word.text.lower() in _DAYS or (word.upos == "PRON" and word.text.lower() in {"who", "that", "which"}):
            break
        taken.append(word)
    return _nominal(taken)


def before_verb(words: Sequence[Word], cue: int) -> Span | None:
    """The noun phrase that a clause "Maas, the board's chair, later said" begins with."""
    taken: list[Word] = []
    for word in words[:cue]:
        if (
            (word.upos not in _NOMINAL and not _compound(words, word))
            or (taken and word.text in {",", "—", "(", ";"})
            or word.text.lower() in {"who", "which"}
        ):
            break
        if word.upos == "PUNCT" or (not taken and word.upos in {"CCONJ", "ADP"}):
            continue
        if word.text.lower() not in _DAYS:
            taken.append(word)
    # Between a noun phrase and its verb only auxiliaries, adverbs and an aside between commas may be.
    between = [w for w in words[:cue] if taken and w.start >= taken[-1].end]
    if between and between[0].text not in {",", "—", "(", ";"} and any(w.upos == "VERB" for w in between):
        return None
    return _nominal(taken)


def _compound(words: Sequence[Word], word: Word) -> bool:
    """Whether a word belongs to a hyphenated one: "based" in "Texas-based"."""
    return any(w.text == "-" and w.end == word.start for w in words)


def _nominal(taken: list[Word]) -> Span | None:
    while taken and taken[-1].upos in {"ADP", "CCONJ", "PUNCT", "DET", "PART"} and taken[-1].text not in {"'s", "’s"}:
        taken = taken[:-1]
    while taken and (taken[0].upos in {"PUNCT", "CCONJ", "ADV"} or taken[0].text in {"'s", "’s"}):
        taken = taken[1:]
    if not taken or not any(w.upos in {"PROPN", "PRON", "NOUN", "NUM", "DET", "ADJ", "X"} for w in taken):
        return None
    return Span(taken[0].start, taken[-1].end)
