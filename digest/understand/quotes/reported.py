"""Candidates for reported speech: a word of saying, what it says, and who says it, read off the tree.

    Maas said that the piles are hollow.          the clause behind the verb
    The piles are hollow, Maas said.              the words before it
    Maas, adding that spring is far, …            a participle: the subject is that of the clause above
    according to the board, the piles are hollow
    the board's claim that the piles are hollow   a noun
    Maas called the pier “a ruin”                 the object and what is said of it

Every candidate is only that: `weights` decides which are speech.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from digest.english.saying import NEGATIONS, NOUNS, REPORTING, SAYING
from digest.model import Span
from digest.understand.quotes import bounds, signs
from digest.understand.quotes.ground import Clause, Ground, Ordered
from digest.understand.quotes.signs import Reading
from digest.understand.quotes.subjects import is_addressed, phrase, subject

_CLAUSAL = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "advcl"})
_OBJECTS = frozenset({"obj", "obl", "xcomp", "ccomp", "advcl", "iobj"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible piece of reported speech. `shape` names how it was found; `features` are for `weights`.

    `rest` is a second piece of it, behind a cue in its middle: “The piles, Maas said, are hollow.”
    """

    span: Span
    rest: Span | None
    cue: Span
    mention: Span | None
    shape: str
    features: tuple[str, ...]

    @property
    def pieces(self) -> tuple[Span, ...]:
        """What is said: one stretch, or two."""
        return (self.span, self.rest) if self.rest else (self.span,)


# "said, without naming the storm": how it is said, not what
_TELLS_HOW = re.compile(r"without \w+ing\b")


def find(ground: Ground, spoken: tuple[Span, ...]) -> Iterator[Candidate]:
    """Candidates of every sentence, outside what is direct speech already (`spoken`)."""
    taken = Ordered(spoken)
    for clause in ground.clauses:
        for index, word in enumerate(clause.tree):
            find_around = _cue(clause, index)
            if find_around is None or taken.at(word.start) or ground.quoted(word.start):
                continue
            if find_around is not _verb or not refused(clause, index):
                found = find_around(ground, clause, index, taken)
                apart = {(one.span, one.rest): one for one in reversed(list(found))}  # of two alike the first
                yield from (one for one in apart.values() if not _TELLS_HOW.match(ground.text, one.span.start))
        yield from _colon(ground, clause, taken)


def _cue(clause: Clause, index: int) -> Callable[[Ground, Clause, int, Ordered[Span]], Iterator[Candidate]] | None:
    """How what is said is found around a word, if it may report speech: a word of saying, or one that takes a statement."""
    word = clause.tree[index]
    if index and clause.tree[index - 1].text == "-" and clause.tree[index - 1].end == word.start:
        return None  # the so-called “alliance model”
    if word.upos in {"VERB", "AUX"} and (word.lemma in REPORTING or _takes_statement(clause, index)):
        return _verb
    if word.upos == "NOUN" and (word.lemma in NOUNS or _takes_statement(clause, index)):
        return _noun
    return _according if word.text.lower() == "according" else None


def _takes_statement(clause: Clause, index: int) -> bool:
    """Whether a clause with "that" depends on a word, or one set beside it, as on words of saying."""
    for child in clause.children[index]:
        relation = clause.relation(child)
        that = any(clause.tree[c].lemma == "that" and clause.relation(c) == "mark" for c in clause.children[child])
        if child > index and (
            (relation in {"ccomp", "acl"} and that) or (relation == "ccomp" and clause.tree[index].upos == "VERB")
        ):
            return True
        if child < index and relation in {"ccomp", "parataxis"} and clause.tree[index].upos == "VERB":
            return True
    return False


def _is_writers(clause: Clause, index: int) -> bool:
    """Whether the writer says it to the reader: "It's worth noting that", "We note that"."""
    tree, cue = clause.tree, clause.tree[index]
    if cue.head >= 0 and tree[cue.head].text.lower() == "worth":
        return True
    who = {tree[c].text.lower() for c in clause.children[index] if clause.relation(c) == "nsubj" and c < index}
    modal = any(clause.relation(c) == "aux" for c in clause.children[index])
    return (
        bool(who & {"we", "i"})
        and signs.form(cue) == "base"
        and not modal
        and cue.lemma in {"note", "recall", "mention"}
    )


def _is_aside(clause: Clause, index: int) -> bool:
    """Whether a word of saying between commas is followed by another: "Wenn, asked if it would, said no"."""
    tree = clause.tree
    after = (i for i in range(index + 1, len(tree)) if tree[i].lemma in SAYING and tree[i].upos == "VERB")
    return tree[index - 1].text == "," and any(tree[i - 1].text == "," for i in after)


def refused(clause: Clause, index: int) -> bool:
    """Whether a cue is denied: "did not say", "declined to comment". Nothing was said then.

    Nor does anybody say what they are asked: "Sand was asked whether the wall would hold.", "Asked whether it would, Sand said
    no.", or what they are accused of; nor does a face: "as if to say".
    """
    head = clause.tree[index].head
    cue = clause.tree[index]
    behind = clause.tree[index + 1].text.lower() if index + 1 < len(clause.tree) else ""
    if cue.lemma == "call" and behind in {"in", "off", "up", "on", "out", "round"}:
        return True  # "called in a fixer"
    aside = index == 0 or clause.relation(index) in {"advcl", "acl"} or _is_aside(clause, index)
    asked = cue.lemma in {"ask", "press", "question"} and (aside or is_addressed(clause, index))
    accused = cue.lemma in {"accuse", "suspect", "charge"} and clause.relation(index) == "acl"
    if (asked or accused) and signs.form(cue) == "ed":
        return True
    if _is_writers(clause, index):
        return True
    marks = [clause.tree[c].text.lower() for c in clause.children[index] if clause.relation(c) == "mark"]
    if "if" in marks and "as" in {w.text.lower() for w in clause.tree[max(0, index - 4) : index]}:
        return True
    return any(
        clause.tree[c].lemma in NEGATIONS and clause.relation(c) in {"advmod", "det", "dep"}
        for c in clause.children[index]
    ) or (clause.relation(index) == "xcomp" and head >= 0 and clause.tree[head].lemma in NEGATIONS)


def _verb(ground: Ground, clause: Clause, index: int, taken: Ordered[Span]) -> Iterator[Candidate]:
    tree, verb = clause.tree, clause.tree[index]
    limits = bounds.limits(clause, ground)
    mention = subject(ground, verb)
    behind = [
        c for c in clause.children[index] if c > index and clause.relation(c) in _OBJECTS and tree[c].upos != "PUNCT"
    ]
    clausal = [c for c in behind if clause.relation(c) in {"ccomp", "xcomp"}] or [
        c for c in behind if clause.relation(c) == "parataxis"
    ]
    before = bounds.before(ground, clause, index, limits, mention)
    set_in = [one for one in before if one[1] and one[2].endswith(bounds.SET_IN)]
    if set_in and not taken.between(
        limits.start, verb.start
    ):  # “The piles, Maas said, are hollow”: nothing else is said
        before, starts = set_in, []
    else:
        starts = bounds.starts(clause, index, clausal)
    for start, shape, child in starts:
        for end, how in bounds.ends(ground, clause, index, clausal[0] if clausal else child, start, limits):
            yield _candidate(ground, clause, Reading(index, Span(start, end), None, mention, shape, how), taken)
    for span, rest, how in before:
        yield _candidate(ground, clause, Reading(index, span, rest, mention, "before", how), taken)


def _noun(ground: Ground, clause: Clause, index: int, taken: Ordered[Span]) -> Iterator[Candidate]:
    tree = clause.tree
    content = next(
        (c for c in clause.children[index] if c > index and clause.relation(c) in {"acl", "ccomp", "parataxis"}), None
    )
    if content is None:
        return
    inside = clause.subtree(content)
    start, end = tree[inside[0]].start, tree[inside[-1]].end
    owner = next((c for c in clause.children[index] if tree[c].deprel == "nmod:poss"), None)
    owner = (
        owner
        if owner is not None
        else next((c for c in clause.children[index] if clause.relation(c) == "nmod" and c < content), None)
    )
    mention = phrase(clause, owner) if owner is not None else None
    if mention is None and tree[index].head >= 0 and tree[tree[index].head].upos == "VERB":
        mention = subject(ground, tree[tree[index].head])
    if start >= tree[index].end:
        shape = f"noun-{clause.relation(content)}"
        yield _candidate(ground, clause, Reading(index, Span(start, end), None, mention, shape, ""), taken)


def _according(ground: Ground, clause: Clause, index: int, taken: Ordered[Span]) -> Iterator[Candidate]:
    """Content before or behind "according to X"."""
    tree = clause.tree
    limits = bounds.limits(clause, ground)
    if index + 2 >= len(tree) or tree[index + 1].text.lower() != "to":
        return
    head = tree[index].head
    if head <= index + 1:
        head = next((i for i in range(index + 2, len(tree)) if tree[i].upos in {"PROPN", "NOUN", "PRON"}), index + 2)
        while head + 1 < len(tree) and tree[head + 1].upos in {"PROPN", "NOUN"}:
            head += 1
    mention = phrase(clause, head)
    if mention is None:
        return
    inside, rest = clause.subtree(head), None
    stop = max(tree[inside[-1]].end, mention.end)
    comma = ground.text.find(",", mention.end, limits.end)
    if index <= 1:
        start = (comma if comma >= 0 else stop) + 1
        content = Span(start, limits.end)
    elif comma >= 0 and tree[index - 1].text == "," and _parts_subject(clause, index, comma):
        content, rest = Span(limits.start, tree[index - 1].start), Span(comma + 1, limits.end)
    elif (
        comma >= 0
        and limits.end - comma > 30
        and tree[index - 1].start - limits.start < 40
        and tree[index - 1].text == ","
    ):
        content = Span(comma + 1, limits.end)
    else:
        content = Span(limits.start, tree[index].start)
    yield _candidate(ground, clause, Reading(index, content, rest, mention, "according", ""), taken)


def _parts_subject(clause: Clause, index: int, comma: int) -> bool:
    """Whether an aside lies between the subject and its verb: "Most of the call, according to Lind, was about the cable"."""
    root = next((i for i, word in enumerate(clause.tree) if word.head < 0), -1)
    subjects = [c for c in clause.children[root] if clause.relation(c) in {"nsubj", "csubj"}] if root >= 0 else []
    return any(c < index for c in subjects) and clause.tree[root].start > comma


def _colon(ground: Ground, clause: Clause, taken: Ordered[Span]) -> Iterator[Candidate]:
    """A verb of saying, a colon, and a statement without marks."""
    for index, word in enumerate(clause.tree):
        if word.text == ":" and 0 < index < len(clause.tree) - 4:
            verbs = [
                i
                for i in range(max(0, index - 8), index)
                if clause.tree[i].lemma in REPORTING and clause.tree[i].upos == "VERB"
            ]
            if verbs and not ground.quoted(clause.tree[index + 1].start):
                limits = bounds.limits(clause, ground)
                said_by = subject(ground, clause.tree[verbs[-1]])
                reading = Reading(verbs[-1], Span(word.end, limits.end), None, said_by, "colon", "")
                yield _candidate(ground, clause, reading, taken)
            return


def _candidate(ground: Ground, clause: Clause, reading: Reading, taken: Ordered[Span]) -> Candidate:
    rest = _trimmed(ground, reading.rest, taken) if reading.rest else None
    rest = rest if rest and rest.end > rest.start else None
    reading = replace(reading, span=_trimmed(ground, reading.span, taken), rest=rest)
    cue = clause.tree[reading.cue]
    signs_of = signs.of(ground, clause, reading)
    return Candidate(reading.span, rest, Span(cue.start, cue.end), reading.mention, reading.shape, signs_of)


def _trimmed(ground: Ground, span: Span, taken: Ordered[Span]) -> Span:
    """Without blanks and commas at the ends, and without what is direct speech; marks that open inside stay whole."""
    start, end = span.start, span.end
    for other in taken.between(start, end):
        if other.start < end and start < other.end:
            if other.start - start >= end - other.end:
                end = min(end, other.start)
            else:
                start = max(start, other.end)
    text = ground.text
    while start < end and text[start] in " \t,;:—–-":
        start += 1
    while end > start and text[end - 1] in " \t,;:—–-.\n":
        end -= 1
    for stretch in ground.marked.between(start, end + 1):
        if start < stretch.start < end < stretch.end:
            end = stretch.end
        if stretch.start < start < stretch.end <= end + 1:
            start = stretch.start
        if start <= stretch.start and end in {stretch.end - 1, stretch.end - 2}:
            end = stretch.end
    return Span(start, max(start, end))
