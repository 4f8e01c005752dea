"""Which numbers does an article give, and of what?

`numerals` reads numbers, `ranges` joins pairs, `units` and `counted` find what they are measured in, `exclusions` drops
years, times and names, `qualifiers` adds "more than", `phrases` the words in which a figure can be understood alone (of the
stretches that `spans` cuts out of the tree), `selection` keeps those that matter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from digest.english import regions
from digest.model import Article, Figure, KeyPoint, Quote, Sentence
from digest.parser.syntax import Tree
from digest.understand import dates
from digest.understand.figures import counted, exclusions, numerals, phrases, qualifiers, ranges, selection
from digest.understand.figures.ranges import Amount
from digest.understand.figures.selection import Candidate

Measured = tuple[str, int, str]
_MOST_NUMBERS: Final = 400  # in a sentence; a longer row of them is a table, and no news
_LONGEST: Final = 300  # words of a sentence whose figures get words
_NOT_SHOWN: Final = frozenset({"score", "age"})  # ages are shown with people
# money whose country the words leave open
_COINS: Final = frozenset("crowns marks dinars francs florins guilders thalers ducats".split())
# "2012–13", "2019-20": a season or a financial year
_SEASON: Final = re.compile(r"(?<![\d$€£])(?:1[89]|20)\d\d ?[–/-] ?\d\d(?!\d)")
# "May 14", "2026", "3rd", "two years ago": only where such are can a number belong to a date
_DATED: Final = re.compile(
    r"\d{4}|\d[./]\d|\d(?:st|nd|rd|th|0s)\b|\bago\b|Q\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)


def find(
    article: Article,
    sentences: Sequence[Sentence],
    trees: Sequence[Tree] = (),
    points: Sequence[KeyPoint] = (),
    quotes: Sequence[Quote] = (),
) -> tuple[Figure, ...]:
    """The figures that a reader wants, in reading order; with `trees`, one a sentence, those that some words tell alone."""
    of_points = frozenset(identifier for point in points for identifier in point.sentences)
    return selection.choose(worded(article, sentences, trees), of_points, quotes, article.title)


def worded(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> list[Candidate]:
    """The figures that may be shown: no scores, no ages, none that is another in other units, all with words where there are trees."""
    found: list[Candidate] = []
    last: Figure | None = None
    for figure, kind, number in every(article, sentences, trees):
        again = last is not None and exclusions.is_exchanged(article.text, last, figure)
        last = figure
        tree = trees[number] if trees else ()
        words, good = phrases.find(article.text, tree, figure) if len(tree) <= _LONGEST else ("", 0.0)
        if kind not in _NOT_SHOWN and not again and (words or not trees):
            found.append(Candidate(replace(figure, what=words), kind, number, good))
    return found


def every(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree]) -> list[tuple[Figure, str, int]]:
    """All figures in reading order, each with its kind and the number of its sentence."""
    lang = regions.of(article.lang, article.text)
    return [
        (figure, kind, number)
        for number, sentence in enumerate(sentences)
        for figure, kind in of_sentence(article.text, sentence, lang, trees[number] if trees else ())
    ]


def of_sentence(text: str, sentence: Sentence, lang: str, tree: Tree = ()) -> list[tuple[Figure, str]]:
    """All figures of one sentence, each with its kind."""
    numbers = list(islice(numerals.find(text, sentence.start, sentence.end, lang), _MOST_NUMBERS))
    if not numbers:
        return []
    dated = _DATED.search(text, sentence.start, sentence.end)
    seasons = [match.span() for match in _SEASON.finditer(text, sentence.start, sentence.end)]
    told_days = dates.find(text, sentence.start, sentence.end, "", lang) if dated else []
    days = [*((day.start, day.end) for day in told_days), *seasons]
    free = [n for n in numbers if not any(n.start < end and start < n.end for start, end in days)]
    found: list[tuple[Figure, str]] = []
    for amount in ranges.join(text, free, sentence.start, sentence.end, lang):
        if found and amount.start < found[-1][0].end:
            continue  # "57 of the 121 seats" is one figure
        told = _figure(text, amount, sentence, lang, found[-1] if found else None)
        if told and not (told[1] == "count" and _is_verb(tree, told[0].end)):
            found.append(told)
    return found


def _is_verb(tree: Tree, end: int) -> bool:
    """Whether the word that ends there is a verb behind an adverb: "1,800 hardly matters"."""
    at = next((n for n, word in enumerate(tree) if word.end == end), 0)
    return at > 0 and tree[at].upos == "VERB" and tree[at - 1].upos == "ADV"


def _figure(
    text: str, amount: Amount, sentence: Sentence, lang: str, last: tuple[Figure, str] | None
) -> tuple[Figure, str] | None:
    named = _measured(text, amount, sentence, lang) or (_compared(text, amount, *last) if last else None)
    if named is None:
        return None
    unit, end, kind = named
    qualifier = qualifiers.find(text, amount.start, sentence.start, duration=kind == "duration")
    behind = "" if qualifier else qualifiers.behind(text, end, sentence.end)
    if behind:
        end += 1 + len(behind)
    return Figure(
        value=round(amount.value, 4),
        unit=unit,
        text=text[amount.start : end],
        what="",
        start=amount.start,
        end=end,
        sentence=sentence.id,
        qualifier=qualifier or behind,
        high=None if amount.high is None else round(amount.high, 4),
    ), kind


def _compared(text: str, amount: Amount, last: Figure, kind: str) -> Measured | None:
    """The unit of the figure that a bare number is compared with: "143,000 passengers last year, compared with 214,000 in 2019"."""
    against = amount.end - amount.start > 1 and counted.AGAINST.fullmatch(text, last.end, amount.start)
    year = exclusions.is_year(text, amount.start, amount.end)
    if kind not in {"count", "measure"} or amount.unit is not None or year or not against:
        return None
    return last.unit, amount.end, kind


def _measured(text: str, amount: Amount, sentence: Sentence, lang: str) -> Measured | None:
    """Unit, end of the words, and kind; None when the amount is no figure."""
    if amount.kind in {"vote", "score", "share"}:
        return {"vote": "votes"}.get(amount.kind, amount.kind), amount.end, amount.kind
    if amount.unit is not None:
        return _with_unit(text, amount, amount.unit.name, sentence.start)
    start, end, low = amount.start, amount.end, sentence.start
    old = counted.age(text, start, end, low)
    if old and 0 < amount.value < 125:
        return "years", old, "age"
    if exclusions.is_name(text, start, end, low) or exclusions.is_year(text, start, end):
        return None
    thing = counted.count(text, start, end, low, sentence.end) if lang[:2] == "en" else None  # the plurals are English
    if thing is None or (amount.value == 1 and thing[0] != "people"):
        return None
    return *thing, "money" if thing[0] in _COINS else "count"


def _with_unit(text: str, amount: Amount, unit: str, low: int) -> Measured | None:
    """The same for an amount that has a unit: an age, a length of time unless it only says when, money or a measure."""
    start, end = amount.start, amount.end
    if unit == "years" and (counted.age(text, start, end, low) or text[end : end + len("-old")] in {"-old", " old"}):
        return "years", end + len("-old"), "age"
    if amount.kind == "duration":
        one = amount.form == "words" and amount.value == 1
        if one or amount.value == 0 or exclusions.is_when(text, start, end):
            return None
    return unit, end, amount.kind
