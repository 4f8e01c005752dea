"""Whom may a mention without a name mean? "the mayor" may be anybody who is one, "officials" is no single person.

What cannot be meant speaks against the speaker given; what can speaks for nobody and against nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from digest.check.same import TITLES, parts
from digest.model import Span, Tree, Word

_WORDS = 8  # between a noun and its preposition; steps of a tree within a noun phrase
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"})
_RELATIVE = frozenset("who which that whom what whose".split())
_ALONE = frozenset("he she it i you".split())
_MANY = frozenset("they we many some both others these those most all several them people police men women".split())
# "Mr. King": a name, though "king" is a title
_ADDRESSED = re.compile(r"(?:Mrs?|Ms|Miss|Dr)\b")
# "governor", "analyst", "spokeswoman": somebody
_SOMEBODY = re.compile(
    r"(?:(?:st|[^p]t|[cdghklmnrvy])er|or|ist|ant|man|woman|person|ian|president|official|judge|chief|head|coach|teen|boy|"
    r"girl|guy|nurse|star|pilot|guard|captain|candidate|nominee|dad|mom|mum|son|wife|husband|friend|secretary|attorney|king|"
    r"queen|pope|youth|parent|resident|student|expert|critic|aide|source|witness|executive|veteran|advocate|republican|"
    r"democrat|deputy|general|counsel|patient|victim|host|representative|delegate|rival|opponent|boss|ally|colleague|child|forward|wing|ace|legend|icon|native|maverick|figure)$"
)
# "manufacturer", "letter": not somebody, though it ends so
_SOMETHING = re.compile(
    r"(?:letter|paper|number|order|power|center|centre|offer|matter|poster|chapter|banner|cover|river|tower|weather|winter|"
    r"summer|border|error|sector|factor|motor|floor|door|colou?r|labou?r|behaviou?r|manufacturer|retailer|lender|carrier|"
    r"insurer|disaster|corner|quarter|chamber|register)$"
)
# "Her claim", "the letter": whoever made it or wrote it
_STATEMENTS = frozenset(
    "report statement study survey post article book document letter email e-mail memo filing lawsuit complaint ruling decision "
    "tweet message note paper speech column editorial essay opinion site page blog diary testimony affidavit plan review "
    "analysis audit brief release claim assertion warning suggestion argument remark comment promise pledge allegation "
    "accusation call demand proposal announcement view belief answer response reply word advice hint insistence".split()
)
# "spokeswoman", "lawyer": never whom they belong to
_BELONGING = re.compile(
    r"(?:spokes\w+|son|daughter|wife|husband|father|mother|brother|sister|lawyer|attorney|aide|advis[eo]r|partner|doctor|agent|"
    r"manager|boss|deputy|friend|dad|mom|mum|widow|campaign|office|team|allies|supporters|critics|opponents?|rivals?|"
    r"successor|predecessor|colleague|secretary|surrogate|counsel)$"
)
# " for Rafe Tolland": whom a spokeswoman belongs to
_OWNER = re.compile(r" (?:for|of|to) ([^,.;]{2,40})")


def subjects(tree: Tree) -> Iterator[tuple[Span, Word]]:
    """The noun phrases of a sentence that may name a speaker, to their heads: subjects, and what follows "to" or "by"."""
    for index, word in enumerate(tree):
        if word.upos not in _NOMINAL or word.text.lower() in _RELATIVE or not _may_speak(tree, index):
            continue
        first = index
        while first > max(0, index - 2 * _WORDS) and _below(tree, first - 1, index):
            first -= 1
        last = index
        while last + 1 < len(tree) and tree[last + 1].deprel == "flat" and tree[last + 1].head == index:
            last += 1
        yield Span(tree[first].start, tree[last].end), word


def _may_speak(tree: Tree, index: int) -> bool:
    word = tree[index]
    if word.deprel == "conj":
        return tree[word.head].deprel in SUBJECTS
    if word.deprel.startswith("obl"):
        return case(tree, index) in {"to", "by"}
    return word.deprel in SUBJECTS


def case(tree: Tree, index: int) -> str:
    """The preposition of a noun: "to" of "according to the mayor"."""
    near = tree[max(0, index - _WORDS) : index]
    return next((word.text.lower() for word in near if word.head == index and word.deprel == "case"), "")


def _below(tree: Tree, index: int, top: int) -> bool:
    """Whether a word hangs on another, a few steps below."""
    for _ in range(_WORDS):
        if index in {-1, top}:
            break
        index = tree[index].head
    return index == top


def sort(word: Word) -> str:
    """What the head of a noun phrase tells of its bearer: "he", "she", "it", "i", "you", "many", "pronoun", "name", "one"."""
    lower = word.text.lower()
    if lower in _ALONE:
        return lower
    if lower in _MANY:
        return "many"
    if word.upos in {"PRON", "PROPN"}:
        return "pronoun" if word.upos == "PRON" else "name"
    return "many" if word.lemma != lower and lower.endswith("s") else "one"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a speaker: name, kind ("person", "organisation", "place" or "") and sex ("he", "she", or both)."""

    name: str
    kind: str
    sexes: frozenset[str]


def excludes(text: str, mention: Span, sorted_as: str, speaker: Known) -> bool:
    """Whether a mention cannot mean a speaker."""
    words = mention.of(text).split()
    head, kind, sexes = words[-1].lower(), speaker.kind, speaker.sexes
    if len(words) > 1 and words[-1][0].isupper() and sorted_as in {"one", "many"}:
        sorted_as = "name"
    if sorted_as == "name" and kind:
        addressed = _ADDRESSED.match(text, mention.start)
        return bool(addressed) or not TITLES.issuperset(parts(mention.of(text)))
    if kind == "organisation":
        return sorted_as in {"he", "she"}
    if kind != "person":
        return False
    if sorted_as in {"he", "she"}:
        return len(sexes) == 1 and sorted_as not in sexes
    return sorted_as in {"many", "it"} or (
        sorted_as == "one" and (_belongs(text, mention, head, speaker.name) or not _may_be_somebody(head))
    )


def _may_be_somebody(head: str) -> bool:
    return head in _STATEMENTS or bool(_SOMEBODY.search(head) and not _SOMETHING.search(head))


def _belongs(text: str, mention: Span, head: str, name: str) -> bool:
    """Whether it is somebody of the one who is named: "Tolland’s lawyer", "a spokeswoman for Tolland"."""
    if not _BELONGING.search(head):
        return False
    owner = _OWNER.match(text, mention.end, mention.end + 60)
    owners = parts(mention.of(text))[:-1] + (parts(owner[1]) if owner else [])
    return not set(owners).isdisjoint(parts(name))
