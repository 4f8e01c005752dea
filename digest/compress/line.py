"""How does a sentence become one line? Whole if it fits, else without what it can do without; never cut in the middle.

What may go, besides the asides of `deletions`: the day in the past on which it happened, a phrase of time in front, and what
the sentence adds at its end: a further clause, a reason, an apposition. A restriction stays: after "first", "only", "most" or a
negation nothing behind the verb goes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from digest.compress import (
    COMMA,
    CONNECTIVE,
    DOUBLE_MARK,
    KEPT,
    TAG,
    bracketed,
    deletions,
    narrow,
    quotations,
    reaches,
)
from digest.compress.past import is_past_day
from digest.english import saying, stamps
from digest.model import Sentence, Span
from digest.parser.syntax import Tree

ARTICLES: Final = ("The ", "A ", "An ")
LONGEST_TREE: Final = 100  # words of a sentence that is cut
FEWEST_WORDS: Final = 5
MOST_UNITS: Final = 9
MOST_GONE: Final = 4
DAY_GAINS: Final = 24  # characters that a day in a title costs
RESTRICTS: Final = -14  # characters that a restriction is worth beside its own
AMOUNTS: Final = frozenset("few little lot number dozen hundred thousand million billion couple bit same".split())
CUT_COSTS: Final = 6  # characters that each further cut must win
# "first", "only", "deadliest": what follows these restricts the claim
SCOPES: Final = re.compile(
    r"(?i)(?<!\bat )\b(?:first|only|last|most|least|never|no|not|none|nobody|every|all|record|any|[a-z]{3,}est(?<!rest|west|east|test|uest|vest|jest|pest|nest))\b|n['’]t\b"
)
NEGATED: Final = frozenset({"not", "no", "never", "n't", "n’t"})
# what turns a claim round or ties it to a condition
TURNS: Final = frozenset(
    "if unless until whether provided except but although though despite however without only".split()
)
# without these a claim is more than what was said
UNSURE: Final = frozenset(
    "alleged allegedly reportedly may might could possibly likely unlikely probably suspected believed claimed claims hoped feared apparently "
    "perhaps accused not no never n't none nobody neither nor denied denies".split()
)
# "hours after", "two days before"
LATER: Final = re.compile(r"(?:\w+ )?(?:hours?|days?|weeks?|months?|years?|minutes?) (?:after|before|later)\b")
TAILS: Final = frozenset({"advcl", "acl", "acl:relcl", "appos", "conj", "parataxis", "obl", "advmod"})
LEADS: Final = frozenset({"obl", "obl:tmod", "obl:unmarked", "advmod", "nmod:tmod", "advcl"})
# " to", " the": words on which no line ends
NO_END: Final = frozenset(
    "a an the of to in on at by for from with without and or but as that than who which when where while if is are was were be "
    "been has have had will would could should may might must can not no his her its their our my your this these those into "
    "over under about after before between against during through said told says very more most so mr mrs ms dr st sir worth due including such like via per".split()
)
WORDS: Final = re.compile(r"n't\b|[a-z]+(?=n't\b)|[a-z]+")


# "Board on Wednesday cancelled", "agreed Thursday to buy": the day on which it happened, between subject, verb and object
WEEKDAY: Final = re.compile(
    r"(?<!from)(?<!until)(?<!by)(?<!next)(?<!last)(?<!since)(?<!before)(?<!after)(?<!for)(?<!of)(?<!to) (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?(?= (?:[a-z]+ed|[a-z]+s|to|a|an|that|after)\b)(?! (?:to|and|until) [A-Z])"
)


class Unit(NamedTuple):
    """A stretch that may go; `gain` is what its going is worth in characters beside its own."""

    start: int
    end: int
    gain: int


def line(text: str, sentence: Sentence, tree: Tree, longest: int, *, title: bool = False) -> str:
    """The sentence in at most `longest` characters, its full stop not counted; "" where that would cost a claim.

    A `title` goes without the day, and without its first article where that makes it fit.
    """
    begin = front(text, sentence)
    bare = said(text, begin, sentence.end, ())
    fits = len(bare) <= longest
    if (fits and not (title and WEEKDAY.search(bare))) or not tree or len(tree) > LONGEST_TREE:
        return bare if fits else ""
    found = sorted(set(_units(text, sentence, tree, begin, title=title)), key=lambda unit: (-unit.gain, unit))[
        :MOST_UNITS
    ]
    if title and bare.startswith(ARTICLES):
        found.append(Unit(begin, text.index(" ", begin) + 1, -4))
    whole = (begin, sentence.end)
    best = _best(text, whole, found, (), longest)
    if best or not title:
        return best
    return _best(text, whole, found, tuple(_small(text, sentence, tree)), longest)  # the terse form of headlines


def _best(text: str, whole: tuple[int, int], found: Sequence[Unit], always: Sequence[Span], longest: int) -> str:
    """Of what is left when some of the units go, and `always` what is given as such, the most that fits; "" where nothing does."""
    bare = said(text, *whole, always)
    best = (bare, len(bare)) if len(bare) <= longest else ("", -1)
    for many in range(1, MOST_GONE + 1):
        for gone in combinations(found, many):
            if any(one.start < other.end and other.start < one.end for one, other in combinations(gone, 2)):
                continue
            left = said(text, *whole, [*always, *(Span(unit.start, unit.end) for unit in gone)])
            worth = len(left) + sum(unit.gain for unit in gone) - CUT_COSTS * many
            ends = left.rpartition(" ")[2] == bare.rpartition(" ")[2]  # as the sentence itself does: ", officials said"
            if len(left) <= longest and worth > best[1] and is_sound(left, ends=ends):
                best = left, worth
    return best[0]


def _small(text: str, sentence: Sentence, tree: Tree) -> Iterator[Span]:
    """The small words that headlines go without: articles, and "has" of what has happened. Not those of "a few", "has been"."""
    marks = quotations(text, sentence)
    for index, word in enumerate(tree[:-1]):
        then = tree[index + 1]
        article = word.deprel == "det" and word.text.lower() in {"a", "an", "the"} and then.lemma not in AMOUNTS
        helps = word.deprel == "aux" and word.text in {"has", "have"} and word.head == index + 1 and then.upos == "VERB"
        if (article or helps) and not any(span.start <= word.start < span.end for span in marks):
            yield Span(word.start, then.start)


def front(text: str, sentence: Sentence) -> int:
    """Where the sentence begins behind a time, a tag and a connective."""
    start = stamps.behind(text, sentence.start, sentence.end)
    for matched in (TAG.match, CONNECTIVE.match):
        match = matched(text, start, sentence.end)
        if match and match.end() < sentence.end:
            start = match.end()
    return start


def said(text: str, begin: int, end: int, gone: Sequence[Span]) -> str:
    """What is left between two places, as a sentence without its full stop."""
    words, start = "", begin
    for stretch in [*sorted(gone), Span(end, end)]:
        part = " ".join(text[start : stretch.start].split())
        if part:
            words += part if not words or part[0] in ",.;:!?)”’" else " " + part
        start = max(start, stretch.end)
    words = words.rstrip(" ,;:–—-.") if not words.endswith("...") else words
    return words[:1].upper() + words[1:]


def _units(text: str, sentence: Sentence, tree: Tree, begin: int, *, title: bool) -> Iterator[Unit]:
    """What may go, each for itself."""
    inside = quotations(text, sentence)
    for day in WEEKDAY.finditer(text, begin, sentence.end) if title else ():
        if not any(day.start() < marks.end and marks.start < day.end() for marks in inside):
            yield Unit(day.start(), day.end(), DAY_GAINS)
    if title:
        yield from (Unit(tree[opened].start - 1, tree[closed].end, 8) for opened, closed in bracketed(tree) if opened)
    for gone in deletions(text, sentence, tree):
        if gone.start >= begin:
            yield Unit(gone.start, gone.end, 0)
    root = next((index for index, word in enumerate(tree) if word.head < 0), 0)
    found = reaches(tree)
    claims = [(root, _bare_end(tree)), *fronted(tree, found)]
    for index, (first, last, whole) in enumerate(found):
        if not whole or (tree[first].start <= begin and last >= root):
            continue
        verb = next((verb for verb, ends in claims if last >= ends and index > verb), -1)
        unit = _unit(text, tree, (index, first, last), (verb, root), title=title)
        if unit and unit.start >= begin and not any(_cuts(unit, marks) for marks in inside):
            yield unit


def asides(text: str, sentence: Sentence, tree: Tree) -> tuple[Span, ...]:
    """What a title can do without in front and in the middle, none overlapping: the day, what somebody is, a time in front."""
    end = tree[_bare_end(tree)].end
    kept: list[Span] = []
    for unit in sorted(_units(text, sentence, tree, front(text, sentence), title=True)):
        costs = unit.gain < 0 and unit.start > front(text, sentence)
        if not costs and unit.end < end and all(unit.start >= other.end for other in kept):
            kept.append(Span(unit.start, unit.end))
    return tuple(kept)


def _bare_end(tree: Tree) -> int:
    """The last word of the sentence that is no mark."""
    return max((n for n, word in enumerate(tree) if word.upos != "PUNCT"), default=0)


def fronted(tree: Tree, found: Sequence[tuple[int, int, bool]]) -> list[tuple[int, int]]:
    """The verb and the last word of a clause in front of who says it: "The bridge has closed, the council said."."""
    return [
        (index, last)
        for index, (_, last, _) in enumerate(found)
        if tree[index].deprel == "ccomp"
        and 0 <= last < tree[index].head
        and tree[index].head < len(tree)
        and tree[tree[index].head].head < 0
        and tree[min(last + 1, len(tree) - 1)].text == ","
    ]


def _cuts(unit: Unit, marks: Span) -> bool:
    """Whether a quotation would lose a part."""
    return (
        unit.start < marks.end and marks.start < unit.end and not (unit.start <= marks.start and marks.end <= unit.end)
    )


def _unit(text: str, tree: Tree, reach: tuple[int, int, int], claim: tuple[int, int], *, title: bool) -> Unit | None:
    """What may go as a constituent from `first` to `last`; `claim` is the verb at whose end it is, -1 elsewhere, and the root."""
    (index, first, last), (verb, root) = reach, claim
    if title and is_past_day(tree, index, first, last):
        return _day(tree, first, last)
    words = frozenset(WORDS.findall(text[tree[first].start : tree[last].end].lower().replace("’", "'")))
    if not words.isdisjoint(TURNS - {"only"}) or tree[first].text.lower() in TURNS:
        return None
    if first > 0 and verb >= 0 and tree[index].deprel in TAILS:
        tail = _tail(text, tree, index, first, words)
        if tail:
            return tail
    if title and UNSURE.isdisjoint(words) and (inside := _inside(tree, index, first, last)):
        return inside
    leads = tree[index].deprel in LEADS and tree[index].head == root and last + 1 < root and tree[last + 1].text == ","
    return (
        Unit(tree[0].start, tree[last + 2].start, DAY_GAINS if title else -10)
        if leads and first == 0 and KEPT.isdisjoint(words)
        else None
    )


def _day(tree: Tree, first: int, last: int) -> Unit:
    """The day on which it happened, with the commas that go with it."""
    follows = last + 1 < len(tree) and tree[last + 1].text == ","
    if not first:
        return Unit(tree[0].start, tree[last + 1 + follows].start, DAY_GAINS)
    if follows and first > 1 and tree[first - 1].text == ",":
        return Unit(tree[first - 2].end, tree[last + 1].end, DAY_GAINS)
    return Unit(tree[first - 1].end, tree[last].end, DAY_GAINS)


def _inside(tree: Tree, index: int, first: int, last: int) -> Unit | None:
    """What describes or restricts, with the commas at both its sides or without any."""
    if tree[index].deprel == "appos":
        return _apposition(tree, index, first, last)
    if narrow.is_aside(tree, index, first, last):
        return Unit(tree[first - 2].end, tree[last + 1].end, 0)
    led, closed = tree[first - 1].text in COMMA, last + 1 < len(tree) and tree[last + 1].text in COMMA
    if not narrow.may_go(tree, index, first, last) or (led and not closed and last + 2 < len(tree)):
        return None
    if closed and not led:  # "A carer who stole €212,000, spending it on a pony, has been jailed"
        subject = tree[tree[index].head].deprel.startswith("nsubj")
        return Unit(tree[first - 1].end, tree[last + 1].end, RESTRICTS) if subject else None
    if led and closed:
        opened = "," in {
            word.text for word in tree[tree[index].head : first - 1]
        }  # "Orr, 51, who lives there, and Moe"
        return Unit(tree[first - 2].end, tree[last if opened else last + 1].end, RESTRICTS)
    return Unit(tree[first - 1].end, tree[last].end, RESTRICTS)


def _apposition(tree: Tree, index: int, first: int, last: int) -> Unit | None:
    """What a name is, or whose name it is, between commas behind it: "Halden Motors, the largest carmaker in Velland, has"."""
    word = tree[index]
    named = (tree[word.head].upos == "PROPN") != (word.upos == "PROPN") and word.head < first
    if not named or first < 2 or last + 1 >= len(tree) or not tree[first - 1].text == tree[last + 1].text == ",":
        return None
    return Unit(tree[first - 2].end, tree[last + 1].end, 0)


def _tail(text: str, tree: Tree, index: int, first: int, words: frozenset[str]) -> Unit | None:
    """What the sentence adds at its end: set off by a comma, or a clause of its own. Never who says it, nor a restriction."""
    word, before = tree[index], tree[first - 1]
    comma = before.text in {",", "–", "—", ";", ":"} or tree[first].text in {",", "–", "—", ";"}
    while first > 1 and tree[first - 1].upos in {"PUNCT", "CCONJ"}:
        first -= 1
    own = any(other.head == index and other.deprel.startswith("nsubj") for other in tree)
    kind = word.deprel.partition(":")[0]
    verbs = {word.upos, tree[word.head].upos} <= {"VERB", "AUX"} and tree[first].text.lower() != "or"
    if kind == "conj" and not verbs:
        return None
    opener = tree[first].text.lower()  # "remembered as people who went to court": what the verb says, not when
    timed = opener in {"after", "before"} or (opener == "as" and kind == "advcl")
    after = own or timed or LATER.match(text, tree[first].start) is not None
    said = not saying.OF_A_LINE.isdisjoint(words) and kind not in {"conj", "appos", "advcl", "acl"} and not after
    aside = comma and kind in {"appos", "acl"}  # its doubts are about itself: ", a driver who was never a suspect"
    unsure = not aside and not UNSURE.isdisjoint(words)
    if said or unsure or not (comma or kind == "conj" or (kind in {"advcl", "obl"} and after)):
        return None
    kept = text[tree[0].start : tree[first].start]
    scopes = {scope.lower() for scope in SCOPES.findall(kept)}  # "the deadliest fire since the war ended"
    if not comma and (scopes - NEGATED or (scopes and opener != "after")):
        return None
    return Unit(tree[first - 1].end, _behind(tree, index), 0 if comma else -8)


def _behind(tree: Tree, index: int) -> int:
    """Where a constituent at the end of its claim ends, the marks of the sentence's end with it."""
    last = reaches(tree)[index][1]
    return tree[-1].end if last >= _bare_end(tree) else tree[last].end


def is_sound(words: str, *, ends: bool = False) -> bool:
    """Whether what is left looks like a sentence: some words, marks and brackets in pairs, no small word at its end unless it `ends` as the whole."""
    paired = len(DOUBLE_MARK.findall(words)) % 2 == 0 and words.count("(") == words.count(")")
    return paired and len(words.split()) >= FEWEST_WORDS and (ends or words.rpartition(" ")[2].lower() not in NO_END)
