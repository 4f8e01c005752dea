"""What limits a value: another year or event, a part of a whole, a plan or a guess, an amount for each. Other limits, another thing."""

import re
from collections.abc import Iterator

from digest.model import Sentence, Tree
from digest.understand.claims.clauses import Clause, of, within

_YEARS = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?! (?:GMT|UTC|BST|local|hours|hrs)\b)")
_BEFORE = re.compile(
    r"\b(?:last (?:year|winter|summer|spring|autumn|season|decade|century|time|week|month|(?:full |general |local |big |major |such )?(?:election|poll|vote|outbreak|census|edition|match|raid|flood|storm))|(?:\w+ )?(?:years?|decades?|months|seasons?) (?:ago|earlier|before)"
    r"|previous(?:ly)?|predecessor|formerly|former record|in the past|so far this (?:year|season)|this (?:year|season|winter|summer)|earlier (?:fire|flood|storm|outbreak|raid|attack|accident)|worst .{1,30} since|since [A-Z]?\w*\d{4})\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:another \w+|an? (?:further|additional)|(?:\w+ )?others?\b|nationwide|nationally|nationwide|across the (?:country|nation|region|province|county|continent)|in the (?:country|province|county|region|nation|city|town|village|district)|elsewhere|aftershocks?|sister|rivals?)",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:in|across|inside|within|of) the (?:whole |entire |old )?(?:\w+ )?(?P<place>country|nation|province|county|region|city|town|village|district|capital|state|world|south|north|east|west)\b|\b(?P<nation>nationally|nationwide|worldwide)\b",
    re.IGNORECASE,
)
_MAYBE = frozenset(
    "would could may might should expect forecast predict fear analyst hope plan propose draft proposal".split()
) | frozenset("if unless feared project projection likely possible want seek demand".split())
# " a week", " for each of them" behind the number or its noun
_EACH = re.compile(
    r"(?: [a-z]+)? (?:an?|per|each|every|for each|for every) (?:year|month|week|day|hour|night|person|head|household|share|patient|tonne|seat|family|piece)\b(?! (?:earlier|ago|before|later|old)\b)|/(?:year|month|week|day|hour)",
    re.IGNORECASE,
)
_EACH_ONE = re.compile(
    r"\beach\b|\bapiece\b|\bannual(?:ly)?\b|\bdaily\b|\bmonthly\b|\bweekly\b|\bhourly\b", re.IGNORECASE
)
_EACH_OF = re.compile(r"\b(?:half-year|(?:first|second|third|fourth|last) (?:half|quarter)|six months|nine months|whole year|full year)\b", re.IGNORECASE)  # fmt: skip
_NOT = re.compile(
    r"\b(?:not|rather than|instead of|up from|down from|from|against|compared with|previous record of|nor) (?:the |a |an |about )?$"
)


def limits(  # noqa: PLR0913, PLR0917 - a number, its place, and the day it is read on
    text: str, sentence: Sentence, tree: Tree, clause: Clause, place: int, end: int, today: str, *, percent: bool
) -> tuple[str, ...]:
    """The limits of a number in its clause, sorted; empty for a plain count of the news itself."""
    words = " ".join([_words(tree, clause), *_above(tree, clause)])
    found = set()
    year = today[:4]
    found |= {f"year {said}" for said in _YEARS.findall(words) if said != year}
    if _BEFORE.search(words):
        found.add("before")
    found |= {f"in {(match['place'] or match['nation']).lower()}" for match in _PLACES.finditer(words)}
    if _OTHER.search(words):
        found.add("other")
    if not _MAYBE.isdisjoint(set(clause.lemmas) - _told(tree, clause)):
        found.add("maybe")
    if _EACH.match(text[end : end + 30]) or _EACH_ONE.search(words):
        found.add("each")
    period = _EACH_OF.search(words)
    if period:
        found.add(f"period {period[0].lower()}")
    if not percent and _is_part(tree, place):
        found.add("part")
    found |= {f"at {name}" for name in _at(tree, place)}
    if _NOT.search(text[max(sentence.start, tree[place].start - 24) : tree[place].start]):
        found.add("not")
    return tuple(sorted(found))


def _above(tree: Tree, clause: Clause) -> Iterator[str]:
    """The words that a clause describes: "a hurricane in 2004, in which 61 drowned", "since 1961, when eight were killed"."""
    verb = tree[clause.verb]
    if verb.head < 0:
        return
    if verb.deprel.startswith("acl"):
        inside = set(within(tree, clause.verb))
        yield " ".join(tree[place].text for place in within(tree, verb.head) if place not in inside)
    elif verb.deprel.startswith("advcl"):
        yield _words(tree, of(tree, verb.head))


def _told(tree: Tree, clause: Clause) -> set[str]:
    """The "would" of a reported plan: "it would cut 1,500 jobs" was "we will"."""
    verb = tree[clause.verb]
    perfect = any(word.head == clause.verb and word.lemma == "have" for word in tree)
    return {"would"} if verb.deprel == "ccomp" and not perfect else set()


def _words(tree: Tree, clause: Clause) -> str:
    """The clause's words as they are printed."""
    return " ".join(tree[place].text for place in clause.places)


def _at(tree: Tree, place: int) -> Iterator[str]:
    """The named place that the counted are of: "340 people at the Redmarsh campus"."""
    noun = tree[place].head if tree[place].deprel in {"nummod", "amod"} else place
    for child, word in enumerate(tree):
        if word.head == noun and word.deprel == "nmod":
            inside = [tree[inner] for inner in within(tree, child)]
            if len(inside) > 1 and inside[0].lemma in {"at", "in", "from"} and inside[1].lemma not in {"a", "an"}:
                yield from (one.lemma for one in inside if one.name in {"LOC", "ORG"})


def _is_part(tree: Tree, place: int) -> bool:
    """Whether the number is a part of a number of them: "seven of the dead", "of the 26 injured, eight"."""
    holder = tree[place].head if tree[place].deprel in {"nummod", "amod"} else place
    for at in {place, holder}:
        for child, word in enumerate(tree):
            if (
                word.head == at
                and word.deprel == "nmod"
                and any(tree[inner].lemma == "of" for inner in within(tree, child))
            ):
                inside = [tree[inner] for inner in within(tree, child)]
                if any(
                    one.lemma in {"the", "they", "those", "these", "its", "their", "his", "her"}
                    for one in inside
                    if one.start > tree[at].start
                ):
                    return True
    before = [word for word in tree[:place] if word.end <= tree[place].start]
    return bool(before) and before[0].lemma == "of" and tree[0].start == before[0].start
