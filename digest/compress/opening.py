"""Which first words of a sentence read as a phrase? For a lead that can't be made one line."""

import re
from collections.abc import Sequence
from typing import Final

from digest.compress import DOUBLE_MARK, reaches
from digest.compress.line import (
    FEWEST_WORDS,
    LONGEST_TREE,
    NO_END,
    SCOPES,
    UNSURE,
    asides,
    front,
    fronted,
    is_sound,
    said,
)
from digest.compress.narrow import is_brought_in
from digest.model import Sentence
from digest.parser.syntax import Tree

_LONGEST_OPENER: Final = 12  # characters of " including "
# " after a survey", ", who said": where a phrase begins
PHRASE: Final = re.compile(
    r"[,;:]? (?:in|on|at|for|with|from|by|after|before|because|despite|including|during|as|when|while|where|who|which|and|but|into|over|about|against|[–—]|-+)(?= )|[,;:](?= )"
)
# "exchange", "front": "in exchange" says nothing without what follows
IDIOMS: Final = frozenset(
    "exchange return front favour favor addition response spite case charge need place terms connection".split()
)
# a noun of these is that of which it is one: "a number of"
MEASURES: Final = frozenset(
    "number group lot series total couple pair range part third half quarter majority handful one member kind sort".split()
)


def clause(text: str, sentence: Sentence, tree: Tree, longest: int) -> str:
    """The most words in front that fit and are a clause by themselves: what is left out is needed by nothing that is kept; "" if there are none.

    Of "The bridge has closed, the council said" it may be the clause in front; whether it may go without who says it is for the caller.
    """
    if not tree or len(tree) > LONGEST_TREE:
        return ""
    begin = front(text, sentence)
    first = next((n for n, word in enumerate(tree) if word.start >= begin), len(tree))
    verbs = [n for n, word in enumerate(tree) if word.head < 0] + [
        verb for verb, _ in fronted(tree, reaches(tree)) if tree[verb].upos == "VERB"
    ]
    for gone in ((), asides(text, sentence, tree)):
        kept = [n for n in range(first, len(tree)) if not any(one.start <= tree[n].start < one.end for one in gone)]
        for end in range(len(kept) - 1, FEWEST_WORDS - 1, -1):
            left = said(
                text, begin, tree[kept[end - 1]].end, [one for one in gone if one.end <= tree[kept[end - 1]].end]
            )
            rest = {tree[n].text.lower() for n in kept[end:]} if gone else frozenset()
            fits = len(left) <= longest and is_sound(left) and not SCOPES.search(left) and rest.isdisjoint(UNSURE)
            if fits and any(_is_closed(tree, frozenset(kept[:end]), kept[end:], verb) for verb in verbs):
                return left
    return ""


def _is_closed(tree: Tree, inside: frozenset[int], behind: Sequence[int], verb: int) -> bool:
    """Whether the words hold the verb with its subject, and what follows only adds to them."""
    if verb not in inside or not any(tree[n].deprel.startswith("nsubj") and tree[n].head == verb for n in inside):
        return False
    if any(tree[n].head not in inside for n in inside if n != verb):
        return False
    left = (n for n in behind if tree[n].head in inside and tree[n].upos != "PUNCT")
    return all(_adds(tree, n, verb) for n in left) and _has_complement(tree, inside, verb)


def _adds(tree: Tree, index: int, verb: int) -> bool:
    """Whether a constituent that is left out behind only adds to what is kept."""
    kind, head = tree[index].deprel.partition(":")[0], tree[index].head
    if kind == "nmod":
        of = any(other.head == index and other.text.lower() == "of" for other in tree)
        if of and (not is_brought_in(tree, head) or tree[head].lemma in MEASURES):
            return False
        return tree[head].lemma not in IDIOMS
    return kind in {"conj", "appos", "parataxis", "acl", "advcl", "obl", "cc", "punct"} or (
        kind == "advmod" and head == verb
    )


def _has_complement(tree: Tree, inside: frozenset[int], verb: int) -> bool:
    """Whether a verb keeps one of what it governs; "The tax is", "She was left" say nothing."""
    kinds = {tree[n].deprel.partition(":")[0] for n in inside if tree[n].head == verb and n > verb}
    passive = any(tree[n].deprel == "aux:pass" for n in inside if tree[n].head == verb)
    return tree[verb].upos != "VERB" or passive or bool(kinds & {"obj", "ccomp", "xcomp", "obl", "advmod"})


def opening(words: str, longest: int) -> str:
    """The words in front that fit, up to the beginning of a phrase."""
    bare = " ".join(words.split()).rstrip(".")
    if len(bare) <= longest:
        return bare
    begun_at = (match.start() for match in PHRASE.finditer(bare, longest // 2, longest + _LONGEST_OPENER))
    phrase = max((start for start in begun_at if start <= longest), default=0)
    begun = bare[:phrase] if phrase else bare[: longest + 1].rpartition(" ")[0]
    begun = begun.partition(" (")[0] if begun.count("(") > begun.count(")") else begun
    marks = [mark.start() for mark in DOUBLE_MARK.finditer(begun)]
    begun = begun[: marks[-1]].rstrip() if len(marks) % 2 and marks[-1] > longest // 3 else begun
    while begun and begun.rpartition(" ")[2].lower().strip(",;:–—-") in NO_END | {""}:
        begun = begun.rpartition(" ")[0]
    return begun.rstrip(" ,;:–—-") or bare[:longest].rstrip()
