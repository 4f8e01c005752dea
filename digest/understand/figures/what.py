"""What is it a figure of? The smallest phrase around it that can be understood alone, in the sentence's own words.

A noun phrase where it says enough ("military aid to Ukraine since 2022"), else the clause ("Lumo Ride is recalling e-bike
batteries"). The figure itself is left out where the phrase goes on without it, as at its beginning and end. A phrase that
says too little is none: the figure is not shown.
"""

import re
from collections.abc import Sequence
from typing import Final

from digest.model import Figure
from digest.parser.syntax import Word
from digest.understand.figures.branches import NOUNS, SHARES, Branches, Words, around

Span = tuple[int, int]
_MOST: Final = 13  # words
_LONGEST_NOUN: Final = 10  # words of a noun phrase that takes in the noun above it
_TELLING: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_RUN: Final = frozenset({"ADJ", "NOUN", "PROPN"})  # "first-term senator", "centre Ida Moe"
_FRONT: Final = frozenset({"DET", "ADP", "CCONJ", "SCONJ", "PUNCT", "PRON"})
_BACK: Final = frozenset({"DET", "ADP", "CCONJ", "PUNCT", "AUX"})
_ADJUNCTS: Final = frozenset({"obl", "nmod", "acl", "advmod", "conj"})
# "forced people from their homes": of the verb, however it is parsed
_MOVING: Final = frozenset({"from", "to", "into", "onto"})
# words that say how exact a number is
_INEXACT: Final = frozenset(
    "about some around nearly almost at least most more than over up to as many fewer less much only just approximately"
    " roughly under another".split()
)
# "51 %, up from 44 %" without what it is compared with
_LOOSE: Final = frozenset({"up", "down", "away", "early", "late"})
_MAGNITUDES: Final = frozenset("million billion trillion crore lakh hundred thousand dozen of the its their".split())
# "rose to €3m", "is put at €3m": a verb that says no more than the figure
_STANDING: Final = frozenset(
    "be estimate put cost weigh measure reach hit stand total number rise fall climb drop jump soar slip sink grow shrink"
    " increase decrease decline remain stay exceed become average amount top value price set".split()
)
# between a phrase and the figure at its end
_LINKS: Final = frozenset("of at to by from in for over within about up".split())
# " (", " to ", ", down from " between two figures of one thing
_AGAIN: Final = re.compile(
    r" \((?:or )?(?:about |some |around )?| (?:to|from|or|against|versus) (?:about |some |around )?"
    r"| in [A-Z][a-z]+ from |, (?:up|down) from |; "
)
# ", or about " between two figures of one thing, unless the second has its own
_OR: Final = re.compile(r", or (?:about |some |around |nearly |almost |roughly )?")


def find(text: str, tree: Sequence[Word], span: Span, kind: str) -> str:
    """What the figure text[span] of a kind is of; "" where no phrase of the sentence says it, or there is no tree."""
    branches = around(tree, *span)
    if branches is None:
        return ""
    said = _aged(branches) if kind == "age" else _gapped(branches) or _around(branches)
    kept = _worded(branches, said, kind)
    own = kept if kind == "count" else [n for n in kept if n not in branches.inside]
    few = sum(tree[n].upos in _TELLING for n in kept) < (1 if kind in {"age", "rate", "money"} else 2)
    if few or not any(tree[n].upos in NOUNS | {"ADJ"} for n in own):
        return ""
    return _joined(text, tree, kept)


def _around(branches: Branches) -> Words:
    """The noun phrase around a figure where it says enough, else the clause."""
    noun: Words = frozenset()
    for n in branches.path:
        if branches.is_verb(n):
            return noun or branches.whole(n)
        is_noun = branches.tree[n].upos in NOUNS and (n in branches.inside or branches.tree[n].lemma not in SHARES)
        wider = branches.phrase(n) if is_noun else frozenset()
        own = [m for m in wider - branches.inside if branches.tree[m].upos in _TELLING]
        moved = n in branches.inside and any(branches.case(m) in _MOVING for m in branches.below[n])
        enough = len(own) >= 2 and any(branches.tree[m].upos in NOUNS for m in own) and not moved
        if enough and (not noun or len(wider - branches.inside) <= _LONGEST_NOUN):
            noun = wider
        if noun and branches.relation(n) == "appos":
            return noun
    return noun or branches.phrase(branches.path[-1])


def _gapped(branches: Branches) -> Words:
    """A name whose verb is left out, behind another amount: "Moe earned 42 percent, Orr 34 percent"."""
    tree, last = branches.tree, min(branches.inside) - 1
    last -= last > 0 and tree[last].upos == "ADP"
    first = last
    while first > 0 and tree[first].upos == "PROPN":
        first -= 1
    listed = 0 < first < last and (tree[first].text == "," or tree[first].upos == "CCONJ")
    return (
        frozenset(range(first + 1, last + 1)) if listed and any(map(branches.is_amount, range(first))) else frozenset()
    )


def _aged(branches: Branches) -> Words:
    """Whose age: the noun behind it or the one that it describes, or the subject of its verb: "Ida Moe, 71", "who died aged 94"."""
    tree, first = branches.tree, max(branches.inside) + 1
    last = first
    while last < len(tree) and (tree[last].upos in _RUN or tree[last].text == "-"):
        last += 1
    if any(tree[n].upos in NOUNS for n in range(first, last)):
        return frozenset(range(first, last))
    for n in branches.path:
        if branches.is_verb(n):
            return branches.who(n) - branches.inside
        if n not in branches.inside and tree[n].upos in NOUNS and tree[n].lemma != "age":
            return branches.phrase(n) - branches.inside
    return frozenset()


def _worded(branches: Branches, said: Words, kind: str) -> list[int]:
    """The words of a phrase in order: those that go with the figure alone left out, not too many, no small ones at the ends."""
    tree = branches.tree
    kept = {n for n in said if n in branches.inside or tree[n].upos != "PUNCT"} - _bracketed(branches)
    kept |= {n for n in range(1, len(tree) - 1) if {n - 1, n + 1} <= kept and _ties(tree, n)}
    last = max(branches.inside)
    kept -= {n for n in kept if n > last and branches.relation(n) == "advmod" and tree[n].text.lower() in _LOOSE}
    words = _cut(branches, _without_figure(branches, sorted(kept), kind))
    while words and words[0] not in branches.inside and _opens_nothing(tree[words[0]]):
        head = tree[words.pop(0)].head
        if words and head in words and branches.relation(head) == "obl" and head not in branches.path:
            words = [n for n in words if n not in set(branches.under(head))]  # "In 2026 the firm"
    while words and tree[words[-1]].upos in _BACK and words[-1] not in branches.inside:
        words.pop()
    return words


def _opens_nothing(word: Word) -> bool:
    """Whether a phrase does not begin with the word: "the", "of", "’d", "is" without its subject."""
    told = word.upos == "PRON" and word.deprel.startswith("nsubj")  # "he had lost 22 pounds, Tillery said"
    return (word.upos in _FRONT and not told) or word.deprel == "cop" or word.text[0] in "'’"


def _bracketed(branches: Branches) -> set[int]:
    """The words in brackets that do not hold the figure."""
    found: set[int] = set()
    opened = -1
    for n, word in enumerate(branches.tree):
        if word.text == "(":
            opened = n
        elif word.text == ")" and opened >= 0:
            aside = range(opened, n + 1)
            found |= set() if any(m in branches.inside for m in aside) else set(aside)
            opened = -1
    return found


def _ties(tree: Sequence[Word], n: int) -> bool:
    """Whether a word between two others belongs to them, however it is parsed: a hyphen, "end (its) ferry"."""
    hyphen = tree[n].upos == "PUNCT" and tree[n - 1].end == tree[n].start and tree[n].end == tree[n + 1].start
    return hyphen or tree[n].upos in {"ADP", "PART"} or tree[n].deprel == "nmod:poss"


def _without_figure(branches: Branches, words: list[int], kind: str) -> list[int]:
    """The words without the figure where they go on without it; of a count its number alone goes."""
    first, last = min(branches.inside), max(branches.inside)
    if kind == "age" or not words:
        return words
    if kind == "count":
        share = any(branches.tree[n].text == "of" for n in branches.inside)  # "57 of the 121 seats"
        return words if share else [n for n in words if not _counts(branches, n)]
    before, behind = [n for n in words if n < first], [n for n in words if n > last]
    if not behind:
        return _in_front(branches.tree, before) or words
    told = any(branches.tree[n].upos not in _FRONT | {"ADV", "ADJ", "PART"} for n in before)
    near = branches.tree[behind[0]].upos == "ADP" and branches.tree[behind[0]].text != "of"
    if told or near:  # "160 acres near Leyton"
        return words
    while behind and branches.tree[behind[0]].upos in {"ADP", "PUNCT", "DET"}:
        behind.pop(0)
    return behind if sum(branches.tree[n].upos in _TELLING for n in behind) >= 2 else words


def _counts(branches: Branches, n: int) -> bool:
    """Whether a word belongs to the number of a count: "about 2,100" of "about 2,100 crew"."""
    first, last, word = min(branches.inside), max(branches.inside), branches.tree[n]
    if n in branches.inside:
        number = word.upos == "NUM" or word.text[0].isdigit() or word.text.lower() in _MAGNITUDES
        return n < last and number
    near = first - 4 <= n < first and word.text.lower() in _INEXACT
    return near and n in set(branches.under(branches.path[0]))


def _in_front(tree: Sequence[Word], words: list[int]) -> list[int]:
    """What stands in front of a figure that ends the phrase, if that can be read without it: "Turnout" of "Turnout was 51 %"."""
    kept, linked = list(words), False
    while kept and (tree[kept[-1]].upos in {"ADP", "DET", "ADV", "PUNCT"} or tree[kept[-1]].text.lower() in _INEXACT):
        linked = linked or tree[kept[-1]].text.lower() in _LINKS
        kept.pop()
    if kept and tree[kept[-1]].upos in {"VERB", "AUX"} and tree[kept[-1]].lemma in _STANDING:
        linked = True
        while kept and tree[kept[-1]].upos in {"VERB", "AUX", "PART", "ADV"}:
            kept.pop()
    return kept if linked and any(tree[n].upos in NOUNS for n in kept) else []


def _cut(branches: Branches, words: list[int]) -> list[int]:
    """At most `_MOST` words: what hangs farthest from the figure goes first."""
    kept = set(words)
    while len(kept) > _MOST:
        found = [
            (min(abs(n - m) for m in branches.inside), n, gone)
            for n in sorted(kept)
            if branches.relation(n) in _ADJUNCTS and branches.tree[n].head in kept and n not in branches.path
            if not (gone := kept.intersection(branches.under(n))) & branches.inside
        ]
        if not found:
            break
        kept -= max(found, key=lambda one: one[:2])[2]
    return sorted(kept)


def _joined(text: str, tree: Sequence[Word], words: Sequence[int]) -> str:
    """The words as one phrase, with what stands between neighbours in the text."""
    told, last = "", -1
    for n in words:
        between = text[tree[last].end : tree[n].start] if told and n == last + 1 else " "
        told += between + tree[n].text if told else tree[n].text
        last = n
    return " ".join(told.split())


def same(text: str, one: Figure, other: Figure) -> bool:
    """Whether a figure is of what the one in front is: "100 km (60 miles)", "2.3%, down from 2.9%", "(261bn roubles, £4.8bn)"."""
    exchanged = one.unit.isupper() and other.unit.isupper() and one.unit != other.unit
    if exchanged and text[one.end : other.start] == ", ":
        return True
    if not other.what and _OR.fullmatch(text, one.end, other.start):
        return True
    return bool(_AGAIN.fullmatch(text, one.end, other.start))
