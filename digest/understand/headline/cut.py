"""How does a sentence fit into a line? Without the units that are missed least, whole if it fits as it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from digest.model import Sentence, Span
from digest.parser.syntax import Tree
from digest.understand.headline.clauses import Unit
from digest.understand.headline.units import units
from digest.understand.points.candidates import DOUBLE_MARK, joined
from digest.understand.points.shorten import CONNECTIVE, TAG

# "(The Hollywood Reporter)It may": who sends it, without a blank behind
TIGHT_TAG = re.compile(r"\([A-Z][\w.& /-]{1,30}\) ?(?=[\"“‘A-Z])")
# "to", "the", "of", "said": words on which no line ends
NO_END = frozenset(
    "a an the of to in on at by for from with without and or but as that than who which when where while if is are was were be "
    "been has have had will would could should may might must can not no his her its their our my your this these those into "
    "over under about after before between against during through said says told very more most so mr mrs ms dr st sir worth due including such like via per".split()
)
# " after a survey", " who said": where a phrase begins
PHRASE = re.compile(
    r"[,;:]? (?:in|on|at|for|with|from|by|after|before|because|despite|including|during|as|when|while|where|who|which|and|but|into|over|about|against|[–—]|-+)(?= )"
)
LONGEST_TREE = 120  # words of a sentence that is cut
MOST_TRIED = 12  # units of one sentence, the cheapest
MOST_GONE = 4  # units that go at once
MOST_SETS = 60  # sets that are made longer
FEWEST_WORDS = 5

Worth = Callable[[str], float]  # how much of the article's matter some words hold


@dataclass(frozen=True, slots=True)
class Line:
    """What a sentence must fit into: characters, what may be lost of it at most, and whether small words may go as in headlines."""

    longest: int
    most_lost: float
    terse: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What is left of a sentence, and what was lost: 0 where it stands whole."""

    text: str
    loss: float


def cut(text: str, sentence: Sentence, tree: Tree, line: Line, worth: Worth) -> Cut | None:
    """The sentence as it fits into a line, its full stop not counted, with as little lost as can be; None if it cannot."""
    begin = front(text, sentence)
    whole = _said(text, begin, sentence.end, ())
    if len(whole) <= line.longest:
        return Cut(whole, 0.0)
    if not tree or len(tree) > LONGEST_TREE:
        return None
    found = sorted(units(text, sentence, tree, begin, terse=line.terse), key=lambda unit: (unit.cost, unit))[
        :MOST_TRIED
    ]
    losses = [unit.cost + worth(unit.of(text)) for unit in found]
    for gone in _sets(found, losses, len(whole) - line.longest, line.most_lost):
        left = _said(text, begin, sentence.end, [found[index] for index in gone])
        if len(left) <= line.longest and _is_sound(left):
            return Cut(left, sum(found[index].cost for index in gone))
    return None


def front(text: str, sentence: Sentence) -> int:
    """Where the sentence begins behind a tag and a connective."""
    start = sentence.start
    for match_form in (TAG.match, TIGHT_TAG.match, CONNECTIVE.match):
        match = match_form(text, start, sentence.end)
        if match and match.end() < sentence.end:
            start = match.end()
    return start


def _sets(found: Sequence[Unit], losses: Sequence[float], need: int, most_lost: float) -> Iterator[tuple[int, ...]]:
    """The sets of units that together are long enough, none within another; the one that loses least comes first."""
    waiting: list[tuple[float, int, tuple[int, ...]]] = [(0.0, 0, ())]
    tried = 0
    while waiting and tried < MOST_SETS:
        loss, size, gone = heappop(waiting)
        if sum(found[index].cost for index in gone) > most_lost:
            continue
        if size >= need:
            yield gone
            continue
        tried += 1
        for index in range(gone[-1] + 1 if gone else 0, len(found) if len(gone) < MOST_GONE else 0):
            unit = found[index]
            if not any(_clash(unit, found[other]) for other in gone):
                heappush(waiting, (loss + losses[index], size + unit.end - unit.start, (*gone, index)))


def _clash(one: Unit, other: Unit) -> bool:
    """Whether two units share words, or only a comma stands between them, which would join what is left on both sides."""
    return one.meets(other) or len(", ") in {one.start - other.end, other.start - one.end}


def _said(text: str, begin: int, end: int, gone: Sequence[Span]) -> str:
    """What is left between two places, as a sentence."""
    pieces, start = [], begin
    for unit in sorted(gone):
        if start < unit.start:
            pieces.append(Span(start, unit.start))
        start = unit.end
    if start < end:
        pieces.append(Span(start, end))
    pieces = [piece for piece in pieces if piece.of(text).strip()]
    return joined(text, pieces).rstrip(".") if pieces else ""


def _is_sound(words: str) -> bool:
    """Whether what is left looks like a sentence: some words, marks and brackets in pairs, no comma at its end."""
    paired = len(DOUBLE_MARK.findall(words)) % 2 == 0 and words.count("(") == words.count(")")
    last = words.rpartition(" ")[2].lower()
    return paired and len(words.split()) >= FEWEST_WORDS and words[-1] not in ",;:–—-" and last not in NO_END


def clipped(words: str, longest: int) -> str:
    """The words that fit, up to the end of a phrase, an ellipsis behind: for a lead that has no sentence that fits."""
    bare = " ".join(words.split())
    if len(bare) <= longest:
        return bare.rstrip(".")
    begun = bare[: longest - 1].rpartition(" ")[0]
    phrase = max((match.start() for match in PHRASE.finditer(bare, longest // 2, longest)), default=0)
    begun = bare[:phrase] if phrase else begun
    while begun and begun.rpartition(" ")[2].lower().strip(",;:–—-") in NO_END | {""}:
        begun = begun.rpartition(" ")[0]
    return (begun.rstrip(" ,;:–—-") or bare[: longest - 1]) + "…"
