"""Everyone and everything that is mentioned: names, pronouns, descriptions ("the niece", "her mother"), in reading order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import Span
from digest.parser.syntax import Word
from digest.understand.names import nouns
from digest.understand.names.capitals import Token
from digest.understand.names.joining import Cluster
from digest.understand.names.runs import Run
from digest.understand.quotes.ground import Clause, Ground

PRONOUNS: Mapping[str, str] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "", "them": "", "their": "", "themselves": "", "it": "", "its": "", "itself": "",
}  # fmt: skip
MANY = frozenset({"they", "them", "their", "themselves"})
THINGS = frozenset({"it", "its", "itself"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_DETERMINERS = {
    "the": "the", "this": "the", "that": "the", "these": "the", "those": "the",
    "a": "a", "an": "a", "one": "a", "another": "a", "some": "a", "several": "a",
}  # fmt: skip
PLURAL = frozenset("people police men women children parents folk folks both many several".split())
_BEFORE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART", "X"})  # within a phrase in front of its head
# "the elder Varga", "the younger Mrs. Whitfield": one of two who share a name
_GENERATION = re.compile(
    r"\bthe (?P<which>elder|older|senior|younger|junior) (?:(?:Mr|Mrs|Ms|Dr)s?\.? )?$", re.IGNORECASE
)
_GENERATION_LONGEST = 20
_ELDER = frozenset({"elder", "older", "senior"})
_AGE = re.compile(r", (?:aged )?(?P<age>\d{1,3})(?=[,.;:)]| and | of | from )")  # "Varga, 81, said"
_AGE_LONGEST = 12


@dataclass(eq=False, slots=True)
class Mention:
    """A mention: its words, the place of its head in the trees, and what they say.

    `shape` is "name", "pronoun" or "description"; `clause` is -1 for words outside the sentences (captions, headlines).
    """

    start: int
    end: int
    shape: str
    word: str  # the pronoun, or the lemma of the head; "" for a name
    clause: int = -1
    head: int = -1
    block: int = -1
    cluster: int = -1
    marked: int = -1  # start of the stretch in marks that it is in, -1 outside marks
    role: str = ""  # what it is in its clause: "subject", "object", "owner", "other"
    determiner: str = ""  # "the", "a", "owner", "number", "" for none
    owner: "Mention | None" = None
    plural: bool = False
    said: frozenset[str] = frozenset()  # the words of a description but for its head
    same: "Mention | None" = None  # the name that an apposition gives
    told_of: "Mention | None" = None  # the name that it is said of: "Ida Moe is the mayor"
    begin: int = -1  # where the title in front of a name begins
    generation: str = ""  # "elder" or "younger", where a name says which of two it means
    age: str = ""  # the age set behind a name
    bearer: int = -1  # the member of the cast that is meant, once that is decided
    sure: float = 0.0  # how likely that is right

    @property
    def gender(self) -> str:
        """The gender that the mention itself says: "m", "f" or ""."""
        return PRONOUNS.get(self.word, "") if self.shape == "pronoun" else nouns.gender(self.word)


@dataclass(slots=True)
class Mentions:
    """The mentions of one article, and those that hold a word of it by that word's place in the trees."""

    listed: list[Mention] = field(default_factory=list)
    at: dict[tuple[int, int], Mention] = field(default_factory=dict)
    relative: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # "who" → what it refers to

    def of(self, clause: int, head: int) -> Mention | None:
        """The mention with that head; of "who" that of its antecedent."""
        return self.at.get(self.relative.get((clause, head), (clause, head)))


def find(
    ground: Ground, tokens: Sequence[Token], clusters: Sequence[Cluster], speakers: Sequence[Span | None]
) -> Mentions:
    """All mentions; every head of `speakers` is one, whatever noun it is."""
    found = Mentions()
    places = {word.start: (c, w) for c, clause in enumerate(ground.clauses) for w, word in enumerate(clause.tree)}
    blocks = {token.start: token.block for token in tokens}
    for number, cluster in enumerate(clusters):
        for run in cluster.runs:
            name = Mention(run.start, run.end, "name", "", cluster=number, block=blocks.get(run.start, -1))
            _add_name(found, ground, name, run, places)
    spoken = {heads(ground, span) for span in speakers if span}
    for c, clause in enumerate(ground.clauses):
        for w, word in enumerate(clause.tree):
            if (c, w) in found.at:
                continue
            one = _pronoun(word) or _description(clause, w, speaks=(c, w) in spoken)
            if one:
                _place(one, ground, c, w)
                found.listed.append(one)
                found.at[c, w] = one
            elif word.text.lower() in _RELATIVE and word.upos == "PRON":
                antecedent = _antecedent(clause, w)
                if antecedent >= 0:
                    found.relative[c, w] = (c, antecedent)
    found.listed.sort(key=lambda one: (one.start, one.shape == "description", -one.end))  # "her" before "her mother"
    return found


def heads(ground: Ground, span: Span) -> tuple[int, int]:
    """The word of a phrase that hangs outside of it, as clause and index; (-1, -1) where the trees have none."""
    number = ground.clause_number(span.start)
    if number < 0:
        return -1, -1
    tree = ground.clauses[number].tree
    inside = [i for i, word in enumerate(tree) if span.start <= word.start < span.end]
    outer = [i for i in inside if tree[i].head not in inside and tree[i].upos not in {"PUNCT", "ADP", "ADV", "CCONJ"}]
    nominal = [i for i in outer if tree[i].upos in {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"}]
    head = (nominal or outer or inside or [-1])[0]
    return (number, head) if head >= 0 else (-1, -1)


def _add_name(found: Mentions, ground: Ground, one: Mention, run: Run, places: Mapping[int, tuple[int, int]]) -> None:
    """Puts a name where its words stand. "Chief Executive of" in front of Island Carers is somebody else."""
    one.begin = run.office[0].start if run.office else run.start
    _tell_apart(one, run, ground.text)
    field_of = bool(run.office) and run.office[-1].text in {"of", "for"}
    tokens = run.name if field_of else [*run.office, *run.name]
    spots = [places[token.start] for token in tokens if token.start in places]
    if spots:
        clause = spots[-1][0]
        inside = {spot for spot in spots if spot[0] == clause}
        tree = ground.clauses[clause].tree
        outer = [w for c, w in sorted(inside) if (c, tree[w].head) not in inside]
        _place(one, ground, clause, outer[-1] if outer else spots[-1][1])
        for spot in spots:
            found.at[spot] = one
    found.listed.append(one)


def _tell_apart(one: Mention, run: Run, text: str) -> None:
    """What is beside a name and sets two of that name apart: "the elder" in front, an age behind."""
    found = _GENERATION.search(text, max(0, one.begin - _GENERATION_LONGEST), one.begin)
    if found and len(run.name) == 1:
        one.generation = "elder" if found["which"].lower() in _ELDER else "younger"
    age = _AGE.match(text, run.end, run.end + _AGE_LONGEST)
    one.age = age["age"] if age else ""


def _pronoun(word: Word) -> Mention | None:
    low = word.text.lower()
    if low not in PRONOUNS or word.upos not in {"PRON", "DET"}:
        return None
    return Mention(word.start, word.end, "pronoun", low, plural=low in MANY)


def _description(clause: Clause, index: int, *, speaks: bool) -> Mention | None:
    """A noun that names a person or a body, with its determiner and what is said of it before and behind."""
    tree, word = clause.tree, clause.tree[index]
    if word.upos == "PRON" and word.text.lower() in _RELATIVE:
        return None
    lemma = word.lemma if word.upos == "NOUN" else word.text.lower()
    aged = _years(tree, index) if lemma == "old" else ""
    if aged:
        return None if clause.relation(index) in {"compound", "amod"} else _aged(tree, index, aged)
    known = word.upos in {"NOUN", "PROPN", "ADJ"} and (nouns.is_person(lemma) or nouns.is_body(lemma))
    head = word.head
    apposed = clause.relation(index) == "appos" and word.upos == "NOUN" and head >= 0 and tree[head].upos == "PROPN"
    if not (known or apposed or (speaks and word.upos in {"NOUN", "PROPN", "NUM", "DET", "ADJ", "PRON", "X", "VERB"})):
        return None
    if clause.relation(index) in {"compound", "amod"} and not speaks:
        return None
    first = index
    while first and index - first < 8 and tree[first - 1].upos in _BEFORE and _within(clause, first - 1, index):
        first -= 1
    said = {w.text.lower() for w in tree[first:index] if w.upos in {"ADJ", "NOUN", "PROPN", "NUM"}}
    said |= {w.text.lower() for c in clause.children[index] if clause.relation(c) == "nmod" for w in (tree[c],)}
    determiner, lead = "", tree[first].text.lower()
    owners = [c for c in clause.children[index] if tree[c].deprel == "nmod:poss"]
    if owners and not (lead == "the" and all(_is_thing(tree[c]) for c in owners)):
        determiner = "owner"
    elif lead in _DETERMINERS:
        determiner = _DETERMINERS[lead]
    elif tree[first].upos == "NUM":
        determiner = "number"
    plural = (word.text.lower() != lemma and word.upos == "NOUN") or lemma in PLURAL
    plural = plural or (word.upos == "NUM" and lemma != "one")
    return Mention(
        tree[first].start, word.end, "description", lemma, determiner=determiner, plural=plural, said=frozenset(said)
    )


def _aged(tree: Sequence[Word], index: int, years: str) -> Mention:
    """The mention "the 20-year-old", of which the words before the number are no part but for a determiner."""
    first = index - 4
    determiner = _DETERMINERS.get(tree[first - 1].text.lower(), "") if first else ""
    start = tree[first - 1 if determiner else first].start
    return Mention(start, tree[index].end, "description", f"{years}-year-old", determiner=determiner)


def _years(tree: Sequence[Word], index: int) -> str:
    """The number of "20-year-old" to the index of its "old"; "" where the words are others."""
    words = [word.text.lower() for word in tree[max(0, index - 4) : index]]
    return words[0] if words[1:] == ["-", "year", "-"] and words[0].isdecimal() else ""


def _is_thing(word: Word) -> bool:
    """Whether a word is a common noun of no person: "state" of "the state's attorney"."""
    return word.upos == "NOUN" and not nouns.is_person(word.lemma)


def _within(clause: Clause, index: int, head: int) -> bool:
    """Whether a word hangs below the head of a phrase, in a few steps."""
    for _ in range(4):
        if index == head:
            return True
        index = clause.tree[index].head
        if index < 0:
            return False
    return index == head


def _place(one: Mention, ground: Ground, number: int, head: int) -> None:
    """Where a mention stands in the trees, and what it is there."""
    clause = ground.clauses[number]
    one.clause, one.head, one.block = number, head, clause.sentence.block
    stretch = ground.quoted(one.start)
    one.marked = stretch.start if stretch else -1
    one.role = role(clause, head)


def role(clause: Clause, head: int) -> str:
    """What a word is in its clause, past names and appositions: "subject", "object", "owner" or "other"."""
    for _ in range(4):
        relation = clause.relation(head)
        if relation not in {"flat", "conj", "appos"} or clause.tree[head].head < 0:
            break
        head = clause.tree[head].head
    deprel = clause.tree[head].deprel
    if deprel.startswith("nsubj"):
        return "subject"
    if deprel == "nmod:poss":
        return "owner"
    return "object" if deprel in {"obj", "iobj"} else "other"


def _antecedent(clause: Clause, index: int) -> int:
    """The word that "who" or "which" stands for: the one that its clause hangs on; -1 for none."""
    at = index
    while at >= 0 and clause.relation(at) != "acl":
        at = clause.tree[at].head
    head = clause.tree[at].head if at >= 0 else -1
    return head if 0 <= head < index else -1
