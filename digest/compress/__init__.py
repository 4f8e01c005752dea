"""What may be left out of a sentence without changing what it claims?

Deletions only, of whole constituents of the tree (clause reduction after Knight & Marcu, 2002, and Jing, "Sentence
Reduction for Automatic Text Summarization", ANLP 2000, as rules): asides in brackets, relative clauses and participles
behind a comma, ages, "also", a connective or a place tag in front. Nothing is proposed that holds a negation, a hedge,
a condition, a contrast or a word of attribution, and nothing inside quotation marks is ever touched.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from digest.english import saying, stamps
from digest.model import Sentence, Span
from digest.parser.syntax import Tree, Word

# "(Northwire) -- ", "LEYTON, Veld (NWN) — ", "(NWN) ", "Leyton (AFP) ": who sends it and from where, in front of a sentence
TAG = re.compile(
    r"(?:[A-Z][\w.,' -]{0,50} )?\([A-Z][\w.& -]{0,30}\) ?(?:--|[-–—]) ?|\([A-Z][A-Z.]{1,6}\) "
    r"|\d{1,2} [A-Z][a-z]{2,8} \d{4} Last updated at \d\d:\d\d [A-Z]{3,4} "
    r"|(?:[A-Z][\w.'-]*,? ){1,5}\((?:CNN|AP|AFP|UPI|DPA|PA|ANSA|PTI|EFE|Reuters)\) "
)
# "But ", "However, ", "In addition, "
CONNECTIVE = re.compile(
    r"(?:(?:But|And)(?! for\b| then\b| yet\b),?|(?:However|Meanwhile|Moreover|Furthermore|Also|Additionally|Besides|Indeed|In fact"
    r"|In addition|At the same time|As well|Then|Now|Of course|Still|Nevertheless|Nonetheless|For example|For instance"
    r"|Separately|Elsewhere|Finally|Overall|Plus|But still|And so|And yet|So|Yet|Thus|Hence|Therefore|Instead|Likewise|Similarly"
    r"|Consequently|Accordingly|Again|Even so|Even then|After that|As a result|As such|In response|In return|In turn|In contrast"
    r"|By contrast|Notably|On the other hand|On top of that|To that end|With that|Afterwards?|Since then|By then|First|Second"
    r"|Third|Secondly|Thirdly|Lastly),) "
)
# "not only … but also", "although …, it also"
PAIRED = frozenset({"not", "n't", "but", "although", "though", "while"})
# "the council said in a statement.", "she wrote on Twitter that", "he said in a news release on Monday"
OCCASION = re.compile(
    rf"\b(?:{'|'.join(saying.BEFORE_OCCASION)})"
    r"(?P<gone> (?:in an? (?:\w+ )?(?:statement|release|tweet|(?:blog )?post|e-?mail|briefing)"
    r"|(?:at|in) a (?:news|press) conference|on (?:Twitter|Facebook|Instagram)))(?=[.,]| that | (?:on )?\w+day\b)"
)


# What a deletion must never hold: the sentence would claim something else without it.
KEPT = frozenset(
    "not no never none nobody nothing neither nor n't without cannot deny denies denied refuse refuses refused lack fail "
    "alleged allegedly alleges allege suspected suspect reportedly reported report reports may might could would should possible "
    "possibly likely unlikely accused accuse accuses claimed claims claim claiming believed believe believes apparently "
    "unconfirmed perhaps probably seem seems seemed appear appears appeared presumably potentially supposedly purportedly "
    "if unless except only but although though despite however until till whether hardly barely rarely scarcely "
    "said say says saying told tell tells according added adds announced announces warned warns argued argues insisted "
    "insists suggested suggests admitted admits confirmed confirms thought thinks think expected expects estimated estimate "
    "citing cites cited quoting quoted noting adding pending rumored rumoured disputed dispute disputes disputing contend contends contended maintain maintains maintained "
    "reject rejects rejected rejecting denying refutes refuted dismisses dismissed withdrew withdrawn retracted apologised apologized cleared acquitted".split()
)
# “ " ''
DOUBLE_MARK = re.compile("[\"“”«»„]|''|``")
# 'We won', ‘We won’ – not the mark of "Smith's"
SINGLE_OPENS = re.compile(r"(?:(?<=[\s(\[—–-])|^)['‘](?=\w)(?!\d0s)")
SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…])['’](?=[\s.,;:!?)\]]|$)")
COMMA = frozenset({",", "--", "–", "—"})
DASHES = COMMA - {","}
ASIDES = ("appos", "nmod", "acl", "amod")  # what else is said of the noun behind its comma
GOES_ON = frozenset({"VERB", "AUX", "ADV", "PART"})  # behind an aside of the subject; else a further aside is torn off
_WHO = frozenset({"who", "whom", "whose", "which", "where"})
_WHERE = frozenset({"where", "when", "that", "while", "because", "as", "and", "but"})
NEAR = 4  # words between a noun and its relative clause, an age with its commas among them
OPTIONAL = frozenset(
    {
        "acl:relcl",
        "acl",
        "advcl",
        "appos",
        "nummod",
        "amod",
        "obl",
        "obl:tmod",
        "obl:npmod",
        "obl:unmarked",
        "nmod:tmod",
    }
    | {"nmod", "nmod:unmarked"}
)
FEWEST_WORDS = 6


@dataclass(frozen=True, slots=True, order=True)
class Deletion(Span):
    """A stretch that may go. `always` when no reader misses it: a tag, a connective."""

    always: bool


def deletions(text: str, sentence: Sentence, tree: Tree) -> tuple[Deletion, ...]:
    """Stretches of the sentence that may be left out, each for itself or together, in reading order, none overlapping."""
    found = list(_front(text, sentence))
    if tree:
        inside = quotations(text, sentence)
        first = found[-1].end if found else sentence.start
        asides = (Deletion(start, end, always=False) for start, end in _constituents(tree))
        safe = (stretch for stretch in asides if _safe(text, stretch, inside))
        ties = (s for s in (*_also(tree), *_occasion(text, sentence)) if not any(s.meets(marks) for marks in inside))
        for stretch in (*safe, *ties):
            if stretch.start >= first and not any(stretch.meets(other) for other in found):
                found.append(stretch)
    return tuple(sorted(found))


def keep(text: str, sentence: Sentence, gone: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of the sentence that are left, without blanks at their ends; the whole sentence if too little is left."""
    pieces: list[Span] = []
    begin = sentence.start
    for stretch in sorted(gone):
        _piece(pieces, text, begin, stretch.start)
        begin = stretch.end
    _piece(pieces, text, begin, sentence.end)
    words = sum(len(piece.of(text).split()) for piece in pieces)
    if words < min(FEWEST_WORDS, len(sentence.of(text).split())):
        return (Span(sentence.start, sentence.end),)
    return tuple(pieces)


def _piece(pieces: list[Span], text: str, start: int, end: int) -> None:
    words = text[start:end]
    if words.strip():
        begin = start + len(words) - len(words.lstrip())
        pieces.append(Span(begin, begin + len(words.strip())))


def _front(text: str, sentence: Sentence) -> Iterator[Deletion]:
    """A time, number or dot of an entry, a tag and a connective in front of the sentence."""
    start = stamps.behind(text, sentence.start, sentence.end)
    if start > sentence.start:
        yield Deletion(sentence.start, start, always=True)
    tag = TAG.match(text, start, sentence.end)
    if tag and tag.end() < sentence.end:
        yield Deletion(start, tag.end(), always=True)
        start = tag.end()
    connective = CONNECTIVE.match(text, start, sentence.end)
    if connective:
        yield Deletion(start, connective.end(), always=True)


def _also(tree: Tree) -> Iterator[Deletion]:
    """As in "The mayor also said", a word that only ties the sentence to the one before. Not that of "not only … but also"."""
    for index in range(1, len(tree) - 1):
        if tree[index].text != "also" or "PUNCT" in {tree[index - 1].upos, tree[index + 1].upos}:
            continue
        if not PAIRED.intersection(other.text.lower() for other in tree[:index]):
            yield Deletion(tree[index].start, tree[index + 1].start, always=True)


def _occasion(text: str, sentence: Sentence) -> Iterator[Deletion]:
    """As in "said in a statement", the occasion of what somebody said."""
    for found in OCCASION.finditer(text, sentence.start, sentence.end):
        yield Deletion(found.start("gone"), found.end("gone"), always=True)


def quotations(text: str, sentence: Sentence) -> list[Span]:
    """Stretches of the sentence in quotation marks; with a mark that has no partner, the whole sentence."""
    words = sentence.of(text)
    marks = [sentence.start + mark.start() for mark in DOUBLE_MARK.finditer(words)]
    inside = [Span(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    opened, closed = SINGLE_OPENS.search(words), [mark.start() for mark in SINGLE_CLOSES.finditer(words)]
    if len(marks) % 2 or (closed and words.endswith(("'", "’")) and opened is None):
        inside.append(Span(sentence.start, sentence.end))
    elif opened is not None:
        last = closed[-1] + 1 if closed and closed[-1] > opened.start() else len(words)
        inside.append(Span(sentence.start + opened.start(), sentence.start + last))
    return inside


def _safe(text: str, stretch: Span, quoted: Sequence[Span]) -> bool:
    """Whether nothing that the claim hangs on would go, and no quotation would be touched."""
    said = stretch.of(text)
    if any(stretch.meets(marks) for marks in quoted) or said.count("(") != said.count(")"):
        return False
    words = re.findall(r"n't\b|[a-z]+(?=n't\b)|[a-z]+", said.lower().replace("’", "'"))
    return not KEPT.intersection(words)


def _constituents(tree: Tree) -> Iterator[tuple[int, int]]:
    """Stretches of constituents that only add, the longest first, with the commas that go with them."""
    found = [*_brackets(tree)]
    for index, (first, last, whole) in enumerate(reaches(tree)):
        if tree[index].deprel not in OPTIONAL or not whole or not _adds(tree, index, first, last):
            continue
        if any(word.text in DASHES for word in tree[first:last]):  # half of an aside between dashes, or more than one
            continue
        stretch = _with_commas(tree, first, last, _closes(tree, index, first, last))
        if stretch is not None:
            found.append(stretch)
    yield from sorted(found, key=lambda s: (s[0] - s[1], s))


def _brackets(tree: Tree) -> Iterator[tuple[int, int]]:
    """An aside in brackets, with the blank in front: the only one of the sentence, and no word put in: "There (were) none"."""
    if sum(word.text == "(" for word in tree) > 1:  # "Orr (Green), Moe (Reform)": all or none
        return
    for opened, closed in bracketed(tree):
        if opened > 0 and (closed - opened > 2 or not tree[closed - 1].text.islower()):
            yield tree[opened - 1].end, tree[closed].end


def bracketed(tree: Tree) -> Iterator[tuple[int, int]]:
    """Pairs of brackets, as the numbers of their words."""
    opened = -1
    for index, word in enumerate(tree):
        if word.text == "(":
            opened = index
        elif word.text == ")" and opened >= 0:
            yield opened, index
            opened = -1


def reaches(tree: Tree) -> list[tuple[int, int, bool]]:
    """First and last word of the constituent that each word heads, without commas at its ends; whether it is unbroken."""
    first, last, size = list(range(len(tree))), list(range(len(tree))), [1] * len(tree)
    for index, word in enumerate(tree):
        above, steps = word.head, 0
        while above >= 0 and steps < len(tree):
            first[above], last[above] = min(first[above], index), max(last[above], index)
            size[above] += 1
            above, steps = tree[above].head, steps + 1
    return [_bare(tree, a, b, b - a + 1 == n) for a, b, n in zip(first, last, size, strict=True)]


def _bare(tree: Tree, first: int, last: int, whole: bool) -> tuple[int, int, bool]:
    while first < last and tree[first].upos == "PUNCT":
        first += 1
    while last > first and tree[last].upos == "PUNCT":
        last -= 1
    return first, last, whole


def _adds(tree: Tree, index: int, first: int, last: int) -> bool:
    """Whether the constituent is of a kind that a sentence can do without."""
    word = tree[index]
    set_off = first > 0 and tree[first - 1].text in COMMA
    if word.deprel == "acl:relcl":
        return set_off and tree[first].lemma in {"who", "which", "whose"} and _is_aside(tree, index, first, last)
    if word.deprel in {"acl", "advcl"}:
        return set_off and word.text.endswith("ing") and first == index and _is_participle(tree, index, last)
    torn = last + 2 < len(tree) and tree[last + 2].text.lower() in _WHO  # "Mara Finch, 44, who": the comma is hers
    return set_off and word.text.isdigit() and len(word.text) <= 3 and not torn  # "Mara Finch, 44,"


def _is_aside(tree: Tree, index: int, first: int, last: int) -> bool:
    """Whether a relative clause behind a comma is of the noun before it, and ends where the parser says.

    Not that of "pilots, a handful over the years, who flew drunk", nor "a flight, which cost two pilots their jobs, prompted".
    """
    after = tree[last + 1 : last + 3]
    closed = bool(after) and after[0].text in COMMA
    between = first - 1 - tree[index].head
    broken = any(other.text in COMMA for other in tree[first:last])
    goes_on = (
        closed
        and len(after) > 1
        and after[1].upos in {"VERB", "CCONJ", "ADV"}
        and _is_behind_verb(tree, tree[index].head)
    )
    torn = closed and len(after) > 1 and not _is_behind_verb(tree, index) and after[1].upos not in GOES_ON
    return between <= NEAR and (closed or not broken) and not goes_on and not torn


def _is_behind_verb(tree: Tree, index: int) -> bool:
    return any(word.head < 0 for word in tree[:index])


def _is_participle(tree: Tree, index: int, last: int) -> bool:
    """Whether an -ing word begins a clause about what a verb reports: not in "long, flowing skirts", "obesity, eating disorders"."""
    followed = any(one.text in COMMA and two.text.endswith("ing") for one, two in pairwise(tree[index : last + 1]))
    and_more = any(word.upos == "CCONJ" for word in (*tree[last + 2 : last + 3], *_listed(tree[index + 1 : last + 1])))
    if followed or and_more:
        return False
    word, head = tree[index], tree[tree[index].head]
    if word.deprel == "acl":
        return head.upos in {"NOUN", "PROPN"} and tree[index - 2 : index - 1] == (head,)
    listed = head.text.endswith("ing") or tree[index - 2].upos == "ADJ"
    return head.upos in {"VERB", "AUX"} and not listed


def _listed(words: Tree) -> Tree:
    """The words behind an -ing word that may be an adjective: those that begin with a noun."""
    return words if words and words[0].upos == "NOUN" else ()


def _closes(tree: Tree, index: int, first: int, last: int) -> bool:
    """Whether the comma behind an aside is needed without it: it closes another one, opens the next, or parts what follows from a verb.

    Imran Orr, 25, who lives there, bought …        Ida Moe, 44, a nurse, said …        The coat was taken away, leaving no trace, Orr said.

    Not where the verb of what is in front follows: A man who stole for years, spending it on a car, has been jailed.
    """
    head = tree[index].head
    another = any(word.text in COMMA for word in tree[head + 1 : max(0, first - 1)])
    goes_on = last + 2 < len(tree) and tree[last + 2].upos in {"AUX", "VERB"}
    next_one = any(word.head == head and word.deprel.startswith(ASIDES) for word in tree[last + 2 :])
    return another or next_one or (tree[index].deprel == "advcl" and not goes_on)


def _with_commas(tree: Tree, first: int, last: int, closes: bool) -> tuple[int, int] | None:
    """The stretch from `first` to `last` with the commas that go with it, None where a comma would be left alone."""
    before: Word | None = tree[first - 1] if first > 0 else None
    after: Word | None = tree[last + 1] if last + 1 < len(tree) else None
    led = before is not None and before.text in COMMA
    followed = after is not None and after.text in COMMA
    ends = after is None or after.text in {".", ";", "!", "?", ":", ")"}
    if before is None:
        if after is None:
            return None
        return tree[first].start, (tree[last + 2].start if followed and last + 2 < len(tree) else after.start)
    opens = first > 1 and tree[first - 2].lemma in _WHERE  # "and, asking for calm, said"
    if led and followed and closes and not opens:
        return tree[first - 2].end if first > 1 else before.start, tree[last].end
    if led and (followed or ends):
        return tree[first - 2].end if first > 1 else before.start, (after.end if followed and after else tree[last].end)
    if led:
        return None
    return before.end, tree[last].end
