"""Which numbers does an article give, and of what?

`numerals` reads numbers, `ranges` joins pairs, `units` and `counted` find what they are measured in, `exclusions` drops
years, times and names, `qualifiers` and `what` add the words around, `selection` keeps those that matter.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from digest.model import Article, Figure, Sentence
from digest.understand import dates
from digest.understand.figures import counted, exclusions, numerals, qualifiers, ranges, selection, what
from digest.understand.figures.ranges import Amount
from digest.understand.syntax import Tree

_MOST_NUMBERS: Final = 400  # in a sentence; a longer row of them is a table, and no news
# "May 14", "2026", "3rd", "two years ago": only where such stand can a number belong to a date
_DATED: Final = re.compile(
    r"\d{4}|\d[./]\d|\d(?:st|nd|rd|th|0s)\b|\bago\b|Q\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)


def find(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree] = ()) -> tuple[Figure, ...]:
    """The figures that matter, in reading order; `trees`, one a sentence or none, only name what they are of."""
    found = [
        (figure, kind, number)
        for number, sentence in enumerate(sentences)
        for figure, kind in of_sentence(article.text, sentence, article.lang, trees[number] if trees else ())
    ]
    return selection.choose(found)


def of_sentence(text: str, sentence: Sentence, lang: str, tree: Tree = ()) -> list[tuple[Figure, str]]:
    """All figures of one sentence, each with its kind."""
    numbers = list(islice(numerals.find(text, sentence.start, sentence.end, lang), _MOST_NUMBERS))
    if not numbers:
        return []
    dated = _DATED.search(text, sentence.start, sentence.end)
    told_days = dates.find(text, sentence.start, sentence.end, "", lang) if dated else []
    days = [(day.start, day.end) for day in told_days]
    free = [n for n in numbers if not any(n.start < end and start < n.end for start, end in days)]
    found: list[tuple[Figure, str]] = []
    for amount in ranges.join(text, free, sentence.start, sentence.end, lang):
        if found and amount.start < found[-1][0].end:
            continue  # "57 of the 121 seats" is one figure
        told = _figure(text, amount, sentence, tree)
        if told:
            found.append(told)
    return found


def _figure(text: str, amount: Amount, sentence: Sentence, tree: Tree) -> tuple[Figure, str] | None:
    named = _measured(text, amount, sentence)
    if named is None:
        return None
    unit, end, kind, noun = named
    return Figure(
        value=round(amount.value, 4),
        unit=unit,
        text=text[amount.start : end],
        what=what.find(text, (amount.start, end), (sentence.start, sentence.end), noun, tree),
        start=amount.start,
        end=end,
        sentence=sentence.id,
        qualifier=qualifiers.find(text, amount.start, sentence.start),
        high=None if amount.high is None else round(amount.high, 4),
    ), kind


def _measured(text: str, amount: Amount, sentence: Sentence) -> tuple[str, int, str, tuple[int, int] | None] | None:  # noqa: PLR0911 - one for each kind
    """Unit, end of the words, kind and place of the counted noun; None when the amount is no figure."""
    start, end = amount.start, amount.end
    if amount.kind in {"vote", "score", "share"}:
        return {"vote": "votes", "score": "score", "share": "share"}[amount.kind], end, amount.kind, None
    low = sentence.start
    if amount.unit is not None:
        old = counted.age(text, start, end, low) or (end if text[end : end + 4] in {"-old", " old"} else None)
        if old and amount.unit.name == "years":
            return "years", end + len("-old"), "age", None
        if amount.kind == "duration" and (
            exclusions.is_ago(text, end) or (amount.form == "words" and amount.value == 1)
        ):
            return None
        return amount.unit.name, end, amount.kind, None
    old = counted.age(text, start, end, low)
    if old and 0 < amount.value < 125:
        return "years", old, "age", None
    if exclusions.is_name(text, start, end, low) or exclusions.is_year(text, start, end):
        return None
    thing = counted.count(text, start, end, low, sentence.end)
    if thing is None or (amount.value == 1 and thing[0] != "people"):
        return None
    return thing[0], thing[1], "count", (end, thing[1])
