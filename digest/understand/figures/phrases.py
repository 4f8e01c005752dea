"""In which words of its sentence can a figure be understood alone? "58 homes were without power by nightfall".

One stretch of the sentence as it is printed, the figure in it, or a second predicate behind its subject ("The club [sold the
ground and] owes €3m"). Of the stretches that can be cut out whole
(`spans`), those that lean on other words are refused ("he lost 22 pounds", "which cost €3m", a claim without who claims
it), and of the rest the one is taken that says most like editors say it: a sum over what is seen of a stretch, fitted on
figures that editors have worded (training/figures_fit.py). A figure for which none is good has no words.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from digest.model import Figure
from digest.parser.syntax import Tree
from digest.understand.figures import spans
from digest.understand.figures.spans import CONDITIONS, Around, Span

COLUMNS: Final = (
    "nothing told", "one word told", "two words told", "words told", "names", "words", "words over twelve", "clause", "predicate alone",
    "the figure's own", "steps up", "to the end", "comma behind", "and behind", "preposition behind", "from the start", "comma before",
    "commas", "brackets", "and inside", "said inside", "figure first", "figure last", "subject", "object", "of a noun", "of a verb",
    "joined", "an aside", "clause inside",
)  # fmt: skip
_GOOD: Final = 0.2  # likeness to an editor's words from which a stretch is shown
_TELLING: Final = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_NOUNS: Final = frozenset({"NOUN", "PROPN"})
_LEANING: Final = frozenset(
    "he she it they him her them his hers its their theirs this that these those such who which whom whose there so one ones".split()
)
_SPEAKING: Final = frozenset("i we you me us my our your mine ours yours".split())
_RELATIVE: Final = frozenset({"who", "which", "that", "whose", "whom", "where"})
# verbs whose clause is no fact without them
_CLAIMING: Final = frozenset(
    "claim allege accuse deny suspect believe suggest fear doubt ask wonder expect hope want propose plan demand offer warn insist"
    " argue estimate predict forecast seem appear refuse fail threaten".split()
)
_DENIALS: Final = frozenset({"not", "n't", "n’t", "never"})
_GOVERNED: Final = frozenset({"ccomp", "xcomp", "csubj"})
_SAYING: Final = frozenset({"say", "tell", "add", "accord"})
_ASIDES: Final = frozenset({"appos", "parataxis", "list", "dislocated"})
_TIED: Final = frozenset({"to", "of", "than", "-", "as"})
_NEAR: Final = frozenset({"in", "at", "on", "for", "from", "per", "with", "into", "a", "an", "each"})
_SHARES: Final = frozenset("% percent cent half third quarter fifth tenth".split())
_FEW: Final = 2  # words that say something
_LONG_LEAD: Final = 8  # words
_MOST_TOLD, _LONG, _MOST_STEPS = 6, 12, 5
_WEIGHTS: Final = Path(__file__).with_name("weights.json")


def find(text: str, tree: Tree, figure: Figure) -> tuple[str, float]:
    """The words in which a figure can be understood alone, and how good they are; "" and 0 where there are none."""
    best, words = _GOOD, ""
    for told, row in seen(text, tree, figure):
        good = _likeness(row)
        if good > best:
            best, words = good, told
    return words, best if words else 0.0


def seen(text: str, tree: Tree, figure: Figure) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The words that lean on nothing, each with what is seen of them in the order of `COLUMNS`."""
    around = _around(text, tree, figure)
    if around is None:
        return
    for head, span in spans.find(around):
        lead = _shared(around, head)
        if not _leans(around, head, span, lead):
            pieces = (lead, span) if lead else (span,)
            words = " ".join(text[tree[first].start : tree[last].end] for first, last in pieces)
            yield " ".join(words.split()), _signs(around, head, span, lead)


def _shared(around: Around, head: int) -> Span | None:
    """The subject that a second predicate has from the first: "A fire has burned 900 hectares and forced …"."""
    n = head
    while around.is_clause(n) and around.relation(n) == "conj" and around.subject(n) < 0:
        n = around.tree[n].head
    subject = around.subject(n)
    if n == head or subject < 0 or around.tree[subject].upos not in _NOUNS or not around.tree[head].text.islower():
        return None
    held = around.core(subject)
    whole = max(held) - min(held) + 1 == len(held) <= _LONG_LEAD and max(held) < around.inside[0]
    return (min(held), max(held)) if whole else None


def _around(text: str, tree: Tree, figure: Figure) -> Around | None:
    """The figure in its tree, with its qualifier; None where it has no word in it."""
    start = figure.start
    before = text[max(0, start - len(figure.qualifier) - len(" an ")) : start].lower()
    if figure.qualifier and figure.qualifier in before:
        start -= len(before) - before.rindex(figure.qualifier)
    inside = [n for n, word in enumerate(tree) if start <= word.start < figure.end]
    return Around(tree, (inside[0], inside[-1])) if inside else None


def _leans(around: Around, head: int, span: Span, lead: Span | None) -> bool:
    """Whether a stretch needs words outside to be understood, or claims more than the sentence."""
    return (
        _points_out(around, span, lead)
        or (around.is_clause(head) and _lacks_subject(around, head, span, lead))
        or _is_misread(around, head, span)
        or _is_cut_short(around, span)
        or _is_bent(around, head, span)
        or _is_thin(around, head, span)
    )


def _points_out(around: Around, span: Span, lead: Span | None) -> bool:
    """Whether a word means something outside: "we", "such slopes", "their chain" with no noun in front of it."""
    (first, last), tree, (start, end) = span, around.tree, around.inside
    noun = lead is not None  # in front of the word
    for n in range(first, last + 1):
        word, small = tree[n], tree[n].text.lower()
        leaning = small in _LEANING and word.upos in {"PRON", "DET"} and not noun and word.deprel != "expl"
        if small in _SPEAKING or small == "such" or leaning or (n == first < start and small == "one"):
            return True
        noun = noun or (word.upos in _NOUNS and (n < start or n > end or first == start))
    return first > 0 and tree[first - 1].text.lower() in CONDITIONS


def _lacks_subject(around: Around, head: int, span: Span, lead: Span | None) -> bool:
    """Whether a clause has no subject of its own, or only a pronoun."""
    subject, tree = around.subject(head), around.tree
    if lead:
        return tree[span[0]].upos not in {"VERB", "AUX", "ADV"}
    if subject < 0 or not span[0] <= subject <= span[1]:
        return not _is_participle(around, head)
    pronoun = tree[subject].upos == "PRON" and tree[subject].deprel != "expl"
    return pronoun or tree[subject].text.lower() in _RELATIVE


def _is_misread(around: Around, head: int, span: Span) -> bool:
    """Whether the tree cannot be right: a subject behind "on", a noun beside an amount; or a noun with another joined to it."""
    tree, (start, end), subject = around.tree, around.inside, around.subject(head)
    beside = span[0] < start and tree[start - 1].upos in _NOUNS and not around.is_clause(start - 1)
    beside = beside and not any(
        around.relation(n) == "case" for n in around.below[start - 1]
    )  # "By nightfall 58 homes"
    if not around.is_clause(head):
        way = around.path[: around.path.index(head)]
        return beside or any(around.relation(n) == "conj" for n in way)
    cased = subject >= 0 and any(around.relation(n) == "case" and n < start for n in around.below[subject])
    return cased or (beside and (start - 1 in around.path or start <= subject <= end))


def _is_cut_short(around: Around, span: Span) -> bool:
    """Whether what follows belongs to the last words: "20 inches | of snow", "aged 14 | to 24", "the right | to marry"."""
    tree, last = around.tree, span[1]
    after = tree[last + 1] if last + 1 < len(tree) else None
    if after is None or after.upos == "PUNCT":
        return tree[last].text.lower() in {"those", "that", "one"}
    between = after.upos == "CCONJ" and any(word.text == "between" for word in tree[span[0] : last + 1])
    joined = between or after.text.lower() in _TIED or (after.text.lower() in _NEAR and last == around.inside[1])
    return joined or tree[last].text.lower() in {"those", "that", "one"}


def _is_thin(around: Around, head: int, span: Span) -> bool:
    """Whether a stretch says too little of its figure: "a 4-inch knife", "72% of millennials", "€3m had been made"."""
    tree, (start, end) = around.tree, around.inside
    many = _telling(around, head, range(span[0], span[1] + 1))
    own = start <= head <= end
    if not around.is_clause(head):
        share = own and any(tree[n].lemma in _SHARES for n in range(start, end + 1))
        told = any(around.relation(n) == "acl" and n <= span[1] for n in around.below[head])
        return share or many < _FEW or (own and around.relation(head) == "nsubj" and not told)
    if _is_participle(around, head):
        return many <= _FEW
    counted = any(tree[n].upos == "NOUN" for n in range(start, end + 1))
    return many < (1 if counted or not start <= around.subject(head) <= end else _FEW)


def _telling(around: Around, head: int, places: Iterable[int]) -> int:
    """How many words besides the figure say something; none of what is only joined to it with "and"."""
    start, end = around.inside
    others: set[int] = set()
    if start <= head <= end:
        others.update(*(around.all_below(n) for n in around.below[head] if around.relation(n) == "conj"))
    return sum(around.tree[n].upos in _TELLING and n not in others for n in places if not start <= n <= end)


def _is_participle(around: Around, head: int) -> bool:
    """Whether a verb goes without its subject: "killing at least 31 people"."""
    return around.tree[head].text.endswith("ing") and around.relation(head) in {"advcl", "acl"}


def _is_bent(around: Around, head: int, span: Span) -> bool:
    """Whether what governs a clause makes of it no fact: "denied that", "if", "could have"."""
    n = head
    while around.is_clause(n):
        if _is_conditional(around, n):
            return True
        above = around.tree[n].head
        if above < 0 or around.relation(n) not in _GOVERNED:
            return False
        denied = any(around.tree[m].text.lower() in _DENIALS for m in around.below[above])
        if not span[0] <= above <= span[1] and (denied or around.tree[above].lemma in _CLAIMING):
            return True
        n = above
    return False


def _is_conditional(around: Around, n: int) -> bool:
    return any(around.relation(m) == "mark" and around.tree[m].text.lower() in CONDITIONS for m in around.below[n])


def _signs(around: Around, head: int, span: Span, lead: Span | None) -> tuple[float, ...]:
    (first, last), tree, (start, end) = span, around.tree, around.inside
    places = [*(range(lead[0], lead[1] + 1) if lead else ()), *range(first, last + 1)]
    words = [tree[n] for n in places]
    telling = _telling(around, head, places)
    names = sum(tree[n].upos == "PROPN" and (n == 0 or tree[n - 1].upos != "PROPN") for n in places)
    behind = tree[last + 1] if last + 1 < len(tree) else None
    relation, clause = around.relation(head), around.is_clause(head)
    return tuple(
        float(value)
        for value in (
            telling == 0, telling == 1, telling == 2, min(telling, _MOST_TOLD), min(names, 3), len(words), max(0, len(words) - _LONG),
            clause, clause and around.subject(head) < 0 and not lead, start <= head <= end and not clause, min(around.path.index(head), _MOST_STEPS),
            behind is None or behind.text in {".", "!", "?"}, behind is not None and behind.text == ",",
            behind is not None and behind.upos == "CCONJ", behind is not None and behind.upos == "ADP", first == 0,
            first > 0 and tree[first - 1].text == ",", min(sum(word.text == "," for word in words), 3), any(word.text == "(" for word in words),
            sum(around.relation(n) == "conj" for n in places), any(word.lemma in _SAYING for word in words),
            first == start, last == end, relation == "nsubj", relation in {"obj", "iobj"}, relation in {"nmod", "acl"},
            relation in {"obl", "advcl", "xcomp", "ccomp"}, relation == "conj", relation in _ASIDES,
            sum(around.is_clause(n) for n in places),
        )
    )  # fmt: skip


def _likeness(row: tuple[float, ...]) -> float:
    """How like an editor's words a stretch is, about 0 to 1."""
    columns, level = fitted()
    return level + sum(
        (value - mean) / scale * factor for value, (mean, scale, factor) in zip(row, columns, strict=True)
    )


@cache
def fitted() -> tuple[tuple[tuple[float, float, float], ...], float]:
    """The weights as training/figures_fit.py left them."""
    values = json.loads(_WEIGHTS.read_text("utf-8"))["words"]
    return tuple(
        (mean, scale, factor) for mean, scale, factor in (values["columns"][name] for name in COLUMNS)
    ), values["level"]
