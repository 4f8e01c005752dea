"""What is it a figure of? By the tree: the noun that it counts or stands beside, else the subject of its verb."""

import re
from dataclasses import replace
from typing import Final

from digest.model import Figure
from digest.understand.figures import around, beside, subjects
from digest.understand.figures.phrases import NOUNS, Phrases, Span

# "Since 2022, " opening the sentence, " since 2022", " in 2026" adjoining
_OPENING: Final = re.compile(r"(?P<scope>(?:Since|In|Between|During|Until) (?:[A-Z][a-z]+ )?\d{4})\b")
_SCOPE: Final = re.compile(r" (?:since|in|during|until|for) (?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d\b")
# " (", " to ", ", down from " between two figures of one thing
_AGAIN: Final = re.compile(
    r" \((?:or )?(?:about |some |around )?| (?:to|from|or|against|versus) (?:about |some |around )?"
    r"| in [A-Z][a-z]+ from |, (?:up|down) from |; "
)
# ", or about " between two figures of one thing, unless the second has its own
_OR: Final = re.compile(r", or (?:about |some |around |nearly |almost |roughly )?")
# "Ida Moe, " in front of an age, "Ida Moe, aged "
_NAMED: Final = re.compile(r"((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+), (?:aged )?$")
# " of the 121 seats", "121 seats": the words in front of the counted noun
_COUNT: Final = re.compile(r"^[ -]*(?:(?:out )?of )?(?:(?:the|its|their|all) )?(?:\d[\d,]* )?")
# "relief", "Port": words that say something
_SAYING: Final = re.compile(r"[\w’'-]{3,}")
# " sure that it is the Hartmann" behind "90%"
_SURE: Final = re.compile(r" (?P<what>(?:sure|certain|confident|convinced)\b[^,.;:]{0,60})")
ALONE: Final = 3  # such words from which a phrase can be understood alone
_RUN: Final = frozenset({"ADJ", "NOUN", "PROPN"})  # "first-term senator", "World Cup winning captain"
# "a 22-year-old man", "the man, 22"
_DESCRIBING: Final = frozenset({"amod", "compound", "nummod", "nmod", "appos", "acl"})


def find(phrases: Phrases, sentence: Span, noun: Span | None, kind: str) -> str:
    """What a figure of a kind is of; `noun` is where the counted noun stands. Without a tree it is that noun alone."""
    span, tree = phrases.span, phrases.tree
    inside = [n for n, word in enumerate(tree) if span[0] <= word.start < span[1]]
    top = next((n for n in inside if tree[n].head not in inside), -1)
    if noun:
        phrase = _counted(phrases, noun)
    elif top < 0:
        return ""
    elif kind == "age":
        phrase = _aged(phrases, sentence[0], top)
    else:
        phrase = (
            beside.find(phrases, inside, top, kind)
            or subjects.find(phrases, top, kind)
            or _before(phrases, inside[0], kind)
        )
    sure = _SURE.match(phrases.text, span[1], sentence[1])
    if sure:
        return sure["what"]
    told = _scoped(phrases.text, span, sentence, phrase)
    if kind in {"age", "vote", "score"} or len(_SAYING.findall(told)) >= ALONE:
        return told
    wider = around.clause(phrases, units=kind != "count")
    more = len(_SAYING.findall(wider)) > max(1, len(_SAYING.findall(told)))
    return wider if more and set(told.split()) <= set(wider.split()) else told


def _counted(phrases: Phrases, noun: Span) -> str:
    """The counted noun with its complements: "letters of complaint"."""
    tree = phrases.tree
    head = next((n for n, word in enumerate(tree) if word.end == noun[1]), -1)
    if head >= 0 and tree[head].upos == "ADJ" and tree[head].head >= 0:  # "6,000-strong panel"
        return replace(phrases, span=(phrases.span[0], noun[1])).noun(tree[head].head)
    told = replace(phrases, span=(phrases.span[0], noun[0])).noun(head, "near") if head >= 0 else ""
    return _COUNT.sub("", told or phrases.text[noun[0] : noun[1]])


def _before(phrases: Phrases, first: int, kind: str) -> str:
    """Where the tree does not tell, a name right in front, or in front of the verb: "Moe earned 42 percent, Orr 34 percent"."""
    tree = phrases.tree
    n = first - 1
    while n >= 0 and tree[n].upos in {"ADV", "ADP", "ADJ"}:
        n -= 1
    if n >= 0 and tree[n].upos == "VERB" and kind == "rate":
        n -= 1
    return phrases.noun(n) if kind == "rate" and n >= 0 and tree[n].upos == "PROPN" else ""


def _aged(phrases: Phrases, low: int, top: int) -> str:
    """Whose age: "Ida Moe, 71", "a 22-year-old Leyton man", "her son was 15"."""
    start, word = phrases.span[0], phrases.tree[top]
    named = _NAMED.search(phrases.text, max(low, start - 60), start)
    if named:
        return named[1]
    if phrases.text.startswith(("’s", "'s"), phrases.span[1]):
        return ""  # "the 30-year-old's father"
    following = _following(phrases, top)
    if following >= 0:
        return phrases.noun(following, "bare")
    if word.head >= 0 and phrases.tree[word.head].lemma == "age":
        return subjects.find(phrases, word.head, "age")  # "who died at age 94"
    itself = any(phrases.children(top, "det")) and phrases.case(top)  # "a video of the 8-year-old"
    if word.deprel in _DESCRIBING and word.head >= 0 and not itself:
        return phrases.noun(word.head, "bare")
    return subjects.find(phrases, top, "age")


def _following(phrases: Phrases, top: int) -> int:
    """The noun right behind an age: "82-year-old Ida Moe", "44-year-old first-term senator"; -1 for none."""
    tree = phrases.tree
    first = next((n for n in range(top + 1, len(tree)) if tree[n].start >= phrases.span[1]), len(tree))
    last = first
    while last < len(tree) and (tree[last].upos in _RUN or tree[last].text == "-" or tree[last].deprel == "amod"):
        last += 1
    heads = [n for n in range(first, last) if tree[n].upos in NOUNS and not first <= tree[n].head < last]
    return heads[-1] if heads and phrases.text[phrases.span[1]] == " " else -1


def _scoped(text: str, span: Span, sentence: Span, phrase: str) -> str:
    """The phrase with the years that it is limited to."""
    if not phrase:
        return ""
    place = text.find(phrase, span[0], sentence[1])
    scope = _SCOPE.match(text, max(place + len(phrase), span[1]), sentence[1])
    opening = _OPENING.match(text, sentence[0], sentence[1])
    if scope and scope[0].strip() not in phrase:
        return f"{phrase}{scope[0]}"
    if opening and opening.end() <= span[0] and opening["scope"].lower() not in phrase.lower():
        return f"{phrase} {opening['scope'][0].lower()}{opening['scope'][1:]}"
    return phrase


def same(text: str, one: Figure, other: Figure) -> bool:
    """Whether a figure is of what the one in front is: "100 km (60 miles)", "2.3%, down from 2.9%", "(261bn roubles, £4.8bn)"."""
    exchanged = one.unit.isupper() and other.unit.isupper() and one.unit != other.unit
    if exchanged and text[one.end : other.start] == ", ":
        return True
    if not other.what and _OR.fullmatch(text, one.end, other.start):
        return True
    return bool(_AGAIN.fullmatch(text, one.end, other.start))
