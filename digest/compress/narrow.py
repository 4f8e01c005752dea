"""Which restrictions may go from a claim that stays true without them?

"A carer stole €212,000 from a widow in May" says that a carer stole €212,000. That follows of what happened once, to something that the
sentence brings in ("a carer", "two men", a name). It does not follow of all ("Phones in classrooms are banned"), under a negation, of a first or
a most, of a share, nor of what somebody denies, forbids or warns of (natural logic: van Benthem, 1986; MacCartney & Manning, 2007).
"""

import re
from collections.abc import Iterator
from typing import Final

from digest.english import saying
from digest.english.clauses import JOINING
from digest.parser.syntax import Tree

# where, when and in which company something happened
CASES: Final = frozenset(
    "on in at after before during following amid near outside inside across over from for with by between behind since until despite".split()
)
# "charged with", "choose between", "rose by": what the verb is about
GOVERNED: Final = frozenset("with between by for".split())
# what holds of more than the restriction says does not hold of less
DOWNWARD: Final = frozenset(
    "deny refuse reject ban forbid prohibit prevent stop avoid warn fail lack doubt dispute oppose halt exclude limit restrict require allow permit if unless without except "
    "only no not n't never none nobody nothing neither nor all every each any most few rise fall increase drop grow decline double slip climb cut reduce raise lower".split()
)
# "oldest", "first": of what it says of what something is the oldest
MOST: Final = re.compile(
    r"[a-z]{2}est$(?<!rest)(?<!west)(?<!test)(?<!quest)(?<!forest)|^(?:only|most|least|first|second|third|last|next|record|same|final|sole)$"
)
# "lives in", "charged with": the verb says little without it
NEEDS: Final = frozenset(
    "live be consist result focus depend engage put place base stand lie sit lead belong rank range go come take bring set turn begin end stay remain keep leave hold have get make rise fall vary date".split()
)


def may_go(tree: Tree, index: int, first: int, last: int) -> bool:
    """Whether the sentence stays true and whole without the constituent from `first` to `last` that word `index` heads."""
    word = tree[index]
    kind, head = word.deprel.partition(":")[0], word.head
    opens = tree[first].text.lower()
    if (
        head < 0
        or head > first
        or kind not in {"obl", "nmod", "acl"}
        or opens == "to"
        or not _is_free(tree, first, last)
    ):
        return False
    if any(_binds(tree, above) for above in _above(tree, index)):
        return False
    if kind == "obl":
        return opens in CASES - GOVERNED and _is_whole_without(tree, head, index)
    return (kind == "acl" or opens in CASES) and is_brought_in(tree, head)


def _is_free(tree: Tree, first: int, last: int) -> bool:
    """Whether a constituent holds no word that a claim hangs on, and none in front of it says of what something is the most."""
    words = {form for other in tree[first : last + 1] for form in (other.text.lower(), other.lemma)}
    inside = last + 2 < len(tree) and tree[last + 1].text != ","
    joins = inside and not words.isdisjoint(JOINING)  # what is on both sides of it would read as one clause
    most = any(MOST.search(other.text.lower()) for other in tree[:first])
    return not joins and not most and words.isdisjoint(DOWNWARD | saying.OF_A_CLAUSE)


def is_aside(tree: Tree, index: int, first: int, last: int) -> bool:
    """Whether a constituent only describes a name between commas: "Thornsea Lido, closed since May, will"."""
    word, set_off = (
        tree[index],
        first > 0 and last + 1 < len(tree) and tree[first - 1].text == "," == tree[last + 1].text,
    )
    named = word.head >= 0 and word.head < first and tree[word.head].upos == "PROPN"
    describes = word.deprel.partition(":")[0] in {"acl", "nmod", "amod"}
    words = {other.text.lower() for other in tree[first : last + 1]}
    alone = named and "," not in {other.text for other in tree[word.head : first - 1]}  # not "Orr, 51, who"
    return first > 1 and set_off and alone and describes and words.isdisjoint(saying.OF_A_CLAUSE)


def is_brought_in(tree: Tree, noun: int) -> bool:
    """Whether the sentence itself brings in what a noun means: "a carer", "two men", "the €2 million contract", a name."""
    word = tree[noun]
    kids = [other for other in tree if other.head == noun]
    start = next((n for n in range(noun, -1, -1) if tree[n].deprel == "det" and tree[n].head == noun), noun)
    new = any(kid.text.lower() in {"a", "an", "another"} or kid.deprel.startswith("nummod") for kid in kids)
    new = new or any(other.upos == "NUM" for other in tree[start:noun])
    return word.upos == "PROPN" or (word.upos in {"NOUN", "NUM"} and new)


def _above(tree: Tree, index: int) -> Iterator[int]:
    """The words that a word hangs from, up to the root."""
    above, steps = tree[index].head, 0
    while above >= 0 and steps < len(tree):
        yield above
        above, steps = tree[above].head, steps + 1


def _binds(tree: Tree, above: int) -> bool:
    """Whether a claim under this word may not lose a restriction."""
    word = tree[above]
    kids = [other for other in tree if other.head == above]
    return word.lemma in DOWNWARD or any(kid.lemma in DOWNWARD or kid.text.lower() in DOWNWARD for kid in kids)


def _is_whole_without(tree: Tree, verb: int, index: int) -> bool:
    """Whether a verb says enough without one of its adverbials."""
    kids = [other for n, other in enumerate(tree) if other.head == verb and n != index]
    filled = any(
        kid.deprel.partition(":")[0] in {"obj", "ccomp", "xcomp", "obl"} and kid.start < tree[index].start
        for kid in kids
    )
    passive = any(kid.deprel in {"nsubj:pass", "aux:pass"} for kid in kids)
    return tree[verb].upos == "VERB" and tree[verb].lemma not in NEEDS and (filled or passive)
