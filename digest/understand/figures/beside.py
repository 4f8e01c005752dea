"""Which noun stands with a figure, so that the figure is of it? Each question gives the noun's phrase, or "" and the next is asked."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from digest.understand.figures.phrases import LONGEST, NOUNS, Phrases

# "who say", "which rose"
_RELATIVE: Final = frozenset({"who", "which", "that"})
# "half its finance arm", "half the fleet"
_LEADING: Final = frozenset({"compound", "nmod:poss", "det"})
# "31 cents a litre", "90 km per hour"
_EACH: Final = frozenset({"a", "an", "per", "each", "every"})
# "of rain", "in military aid", "for the yard": behind the figure, what it is of
_OF: Final = frozenset({"of", "for", "worth"})
_OF_MONEY: Final = frozenset({"in", "on"})  # "fell 3% in early trading" is no share of it
_NAMES_TOO: Final = frozenset({"of", "for", "worth"})  # "in Leyton" and "on Monday" are no such thing
# "an average of 24%": the noun tells nothing
MIDDLES: Final = frozenset({"average", "total", "maximum", "minimum", "record", "estimate", "tune", "sum", "amount"})
# ", " or ". " or a name behind a price
_LISTED: Final = re.compile(r"[,.;)]|$| [A-Z(]")
# "14 young cod", but not "2005 revenue"
_NUMBERED: Final = re.compile(r"(?!(?:19|20)\d\d )\d")
_BRACKET: Final = 8  # words from "(" to ")", at most

Question = Callable[[Phrases, Sequence[int], int, str], str]


def find(phrases: Phrases, inside: Sequence[int], top: int, kind: str) -> str:
    """The noun of the figure whose words are `inside`, `top` their head."""
    return next((told for ask in _QUESTIONS if (told := ask(phrases, inside, top, kind))), "")


def _gapped(phrases: Phrases, inside: Sequence[int], _: int, kind: str) -> str:
    """A name whose verb is left out: "Moe was chosen by 37%, Orr by 30%"."""
    tree, n = phrases.tree, inside[0] - 1
    if kind != "rate" or n < 2:
        return ""
    n -= tree[n].upos == "ADP"
    last = n
    while n > 0 and tree[n].upos == "PROPN":
        n -= 1
    return phrases.noun(n + 1, "bare") if n < last and (tree[n].text == "," or tree[n].upos == "CCONJ") else ""


def _counted(phrases: Phrases, inside: Sequence[int], _: int, kind: str) -> str:
    """Of a share: "one in five children", "six times more data"."""
    if kind not in {"share", "fold"}:
        return ""
    tree, start = phrases.tree, inside[-1] + 1
    end = next((n for n in range(start, min(len(tree), start + 4)) if tree[n].upos in NOUNS), -1)
    between = tree[start : max(end, start)]
    while 0 <= end < len(tree) - 1 and tree[end].deprel == "compound" and tree[end + 1].upos in NOUNS:
        end += 1
    described = all(word.upos in {"ADJ", "ADV"} or word.deprel in _LEADING or word.text == "as" for word in between)
    return phrases.noun(end, "near") if end >= 0 and described else ""


def _behind(phrases: Phrases, inside: Sequence[int], _: int, kind: str) -> str:
    """In "€3m in aid to the islands", "$2m for advising the bank", "56 minutes to win the match": what stands behind."""
    tree = phrases.tree
    link = _link(phrases, inside[-1] + 1)
    if link + 1 >= len(tree) or kind in {"vote", "score"}:
        return ""  # "ruled 5-4 for the firm"
    told, head = tree[link].text.lower(), tree[link].head
    if told == "to" and kind == "duration" and tree[link + 1].upos == "VERB":
        return phrases.clause(link + 1)
    mine = _OF | (_OF_MONEY if kind in {"money", "duration"} else frozenset())
    if told not in mine or head <= link:
        return ""
    if told == "for" and tree[head].upos == "VERB":
        return phrases.clause(head)
    return phrases.noun(head) if tree[head].upos == "NOUN" or told in _NAMES_TOO else ""


def _link(phrases: Phrases, n: int) -> int:
    """The word behind the figure, or behind a bracket or a "worth" that follows it: "100 km (60 miles) of", "€3 worth of"."""
    tree = phrases.tree
    if n < len(tree) and tree[n].text == "(":
        return next((m + 1 for m in range(n + 1, min(len(tree), n + _BRACKET)) if tree[m].text == ")"), n)
    return n + 1 if n + 1 < len(tree) and tree[n].text == "worth" and tree[n + 1].text == "of" else n


def _priced(phrases: Phrases, inside: Sequence[int], _: int, __: str) -> str:
    """The thing in front of its price: "Moe Green Cream, $38"."""
    tree, first = phrases.tree, inside[0]
    if first < 2 or tree[first - 1].text != "," or tree[first - 2].upos not in NOUNS:
        return ""
    if not _LISTED.match(phrases.text, phrases.span[1]):
        return ""
    head = first - 2
    while first - LONGEST <= tree[head].head < first and tree[head].deprel in {"flat", "compound", "nmod"}:
        if tree[head].head < 0 or tree[tree[head].head].upos not in NOUNS:
            break
        head = tree[head].head
    return phrases.noun(head)


def _told(phrases: Phrases, inside: Sequence[int], top: int, _: str) -> str:
    """What is said of the share itself: "64 percent who say the same", "the 12 affected by the ruling"."""
    tree, start = phrases.tree, inside[-1] + 1
    verb = next((n for n in phrases.children(top, "acl") if n >= start), -1)
    if verb < 0 or (verb > start and tree[start].text not in _RELATIVE):
        return ""
    subject = next(phrases.children(verb, "nsubj"), start)
    return phrases.clause(verb) if start in {subject, verb} else ""


def _enclosed(phrases: Phrases, inside: Sequence[int], _: int, __: str) -> str:
    """The noun that a figure stands in front of, behind its article: "its $74m (£40m) box office total"."""
    tree, first = phrases.tree, inside[0]
    if first == 0 or tree[first - 1].upos not in {"DET", "PRON"} or tree[first - 1].deprel not in {"det", "nmod:poss"}:
        return ""
    last = start = _link(phrases, inside[-1] + 1)
    while last < len(tree) and tree[last].upos in {"NOUN", "PROPN", "ADJ"}:
        last += 1
    return phrases.noun(last - 1) if last > start and tree[last - 1].upos == "NOUN" else ""


def _described(phrases: Phrases, inside: Sequence[int], top: int, kind: str) -> str:
    """The noun that the figure describes: "a $3m yacht", "a profit of $3m", "shares worth $3m"."""
    tree = phrases.tree
    above, relation = tree[top].head, tree[top].deprel.split(":")[0]
    if inside[0] > 2 and tree[inside[0] - 1].text == "worth":
        above, relation = inside[0] - 2 - (tree[inside[0] - 2].text == ","), "nmod"
    rate = above > inside[-1] and tree[inside[-1] + 1].text in _EACH
    if above < 0 or rate or tree[above].upos not in NOUNS or tree[above].lemma in MIDDLES:
        return ""
    apart = relation == "appos" and kind != "duration" and tree[inside[0] - 1].upos == "PUNCT"
    beside = apart or relation in {"nummod", "compound", "amod"} or (relation == "nmod" and phrases.case(top) != "for")
    told = phrases.noun(above) if beside else ""
    return "" if _NUMBERED.match(told) else told  # "14 cod per 100 square metres"


_QUESTIONS: Final[tuple[Question, ...]] = (_counted, _gapped, _behind, _priced, _enclosed, _told, _described)
