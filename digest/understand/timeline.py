"""What happened when? Sentences that report an event with a date, in the order of the dates.

A date that only says since when, or on which day somebody said something, makes no event; nor does one that can't be
resolved. Precision goes before recall: a wrong line in a timeline costs more than a missing one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from digest.english import days, saying
from digest.model import Article, Event, Holders, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand import dates
from digest.understand.dates import DateExpression
from digest.understand.quotes import marks

AT_MOST: Final = 12
AT_MOST_LISTED: Final = 40  # lines of a chronicle
FEWEST_LISTED: Final = 3
_PRECISIONS: Final = ("day", "month", "season", "year")  # the finest first
_LONGEST: Final = 420  # characters that can still be read as one event
_REACH: Final = 80  # characters in front of an expression that are looked at
# "compared with 2019", "as of May", "like in 2019": another time is only looked at
_SCOPE: Final = re.compile(
    r"\b(?i:compared (?:with|to)|than in|as of|to|like|as in|his|her|its|their) (?:the end of |the |early |late )?$|\bsame (?:period|quarter|month|week|time|day)(?: in| of)? $|\($"
)
# "unlike Moe in 2019", "from 11 percent in April", "before the primary on 10 May", "more than a month ago", "through Sunday": another time is only compared or bounded
_COMPARED: Final = re.compile(
    r"\b(?:[Uu]nlike|than|[Cc]ompared (?:with|to)|differ(?:s|ed|ent)? from)\b(?:[^,;]|(?<=\d),(?=\d)){0,60}$|\bfrom (?:about |around |just |some )?[$€£]?[\d.,]+(?: ?[a-z%]+){0,3} in $"
    r"|\b(?:[Mm]ore than|[Ll]ess than|[Oo]ver|[Nn]early|[Aa]lmost|[Aa]bout|[Aa]round|[Ss]ome|[Aa]t least|through) $|[–—-] ?$"
)
# "recorded unevenly before 1990", "the third fire since 2015", "as on every weekday since 1961", "a policy of 2019": nothing is told of that time
_BOUNDS: Final = re.compile(
    r"\b(?:from )?before (?:the )?$|\b(?:first|second|third|fourth|fifth|sixth|[a-z]+est|most|worst|best|every|each|always|ever)\b[^.;:]{0,70}\bsince (?:early |late |the )?$"
    r"|\b(?:[Aa]|[Aa]n|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er) (?:[a-z]+ ){1,3}of $"
)
# " through Sunday", " – Dec. 7" behind the first day of several
_SPAN_BEHIND: Final = re.compile(
    r"(?: through | to | until | ?[–—-] ?)(?:[A-Z][a-z]+day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?|\d)"
)
# "this year", "today’s": a stretch of time that is not over, no day of an event
_SCOPES: Final = re.compile(
    r"(?:[Tt]his (?:week|month|year|decade|spring|summer|autumn|fall|winter)|[Ll]ast (?:year|decade))"
)
# "between " in front of the first date of two, " and " between them
_SPANS: Final = re.compile(r"\b(?:[Bb]etween|[Ff]rom) (?:early |late |the )?$")
_AND: Final = re.compile(r" (?:and|to|until|through|till) (?:early |late |the )?")
_YEAR: Final = re.compile(r"\d{4}")
# "’s", "'s" behind "today": the day describes a thing
_OF: Final = re.compile(r"['’]s\b")
# "could reach", "if it wins": what may come is no event yet
_OPEN: Final = re.compile(r"\b(?:[Ii]f|whether|could|may|might|hopes?|hoped|hoping)\b")
# "said on ", "told reporters on ": the day of the saying
_SAYING: Final = re.compile(
    rf"\b(?:{'|'.join(saying.BEFORE_DAY)})\b"
    r"(?:(?! (?:that|was|were|is|are|had|has|have|would|will|did|after|when) )[^,;:]){0,60}?(?: on| in| at|,)?(?: a [a-z]+(?: [a-z]+)?)? $"
)
# "last night said"
_SAID_BEHIND: Final = re.compile(rf",? (?:{'|'.join(saying.BEHIND_DAY)})\b")
# "Tuesday, the company said", "in a statement on Tuesday"
_STATEMENT: Final = re.compile(
    r"\b(?:statement|interview|conference|briefing|post|letter|e-?mail|speech)\b[^,;.]{0,30}$"
)
# "was", "opened", "will": a verb, where there is no tree
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|began|broke|burst|came|cut|fell|found|gave|got|held|hit"
    r"|left|lost|made|met|ran|rose|sank|saw|sent|set|shot|struck|took|went|won|[a-z]{3,20}(?:ed|s))\b"
)
# "; ": what is on the other side is an event of its own
_PART: Final = re.compile(r"; ")


def find(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree] = ()) -> tuple[Event, ...]:
    """The dated events, at most `AT_MOST`, by date and then by place; `trees` are one a sentence, or none."""
    listed = chronicle(article, sentences)
    if listed:
        return listed[:AT_MOST_LISTED]
    found: dict[tuple[str, str], Event] = {}
    prose = frozenset(sentence.block for sentence in sentences)
    said = Holders(marks.stretches(article.text, article.blocks, prose) if article.blocks else ())
    for number, sentence in enumerate(sentences):
        for event in _of_sentence(article, sentence, trees[number] if trees else (), said):
            found.setdefault((event.text, event.date), event)
    # the finest dates are kept, the earliest first
    ranked = sorted(_finest(found.values()), key=_rank)
    return tuple(sorted(ranked[:AT_MOST], key=lambda event: (event.date, event.start)))


def chronicle(article: Article, sentences: Sequence[Sentence]) -> tuple[Event, ...]:
    """The lines of a list of days, "17 March: The council votes", each with the year of those above; () where there is no such list."""
    found: list[Event] = []
    year = ""
    first = {sentence.block: sentence for sentence in reversed(sentences)}
    for number, block in enumerate(article.blocks):
        line = block.of(article.text)
        entry = days.entry(line, year)
        if entry is None or number not in first:
            continue
        date, match = entry
        year = date[:4]
        precision = {4: "year", 7: "month"}.get(len(date), "day")
        text = line[match.end() :].strip()
        start = block.start + match.start("words")
        found.append(Event(date, precision, text, match["words"], start, start + len(match["words"]), first[number].id))
    return tuple(found) if len(found) >= FEWEST_LISTED else ()


def _finest(events: Iterable[Event]) -> list[Event]:
    """The events without the year or month of a sentence that gives the day too."""
    every = list(events)
    finer = {(event.sentence, event.date[:length]) for event in every for length in (4, 7) if len(event.date) > length}
    return [event for event in every if (event.sentence, event.date) not in finer]


def _of_sentence(article: Article, sentence: Sentence, tree: Tree, said: Holders) -> Iterator[Event]:
    """The events that a sentence reports, one for each of its dates."""
    words = sentence.of(article.text)
    if words.rstrip('*_ ”"').endswith("?"):
        return
    for day in spans(
        article.text, dates.find(article.text, sentence.start, sentence.end, article.published, article.lang)
    ):
        if said.hold(Span(day.start - 1, day.start + 1)):
            continue  # what somebody says of other days is no news of this one
        coming = day.date > article.published or day.words.lower().startswith(("later", "today"))
        if article.published and coming and _OPEN.search(words):
            continue
        if _tells(article.text, sentence, day) and not _nowadays(tree, day) and not _is_thing(tree, day):
            event = _event(article.text, sentence, day)
            if _tells_it(event, article.text, tree):
                yield event


def spans(text: str, days: Sequence[DateExpression]) -> Iterator[DateExpression]:
    """The dates, "between 2019 and 2023" and "from March to June 2025" as one interval each."""
    rest = list(days)
    while rest:
        one, other = rest[0], rest[1] if len(rest) > 1 else None
        opened = _SPANS.search(text[max(0, one.start - _REACH) : one.start])
        if other and opened and _AND.fullmatch(text, one.end, other.start) and one.precision == other.precision:
            first = one.date
            if one.precision == "month" and not _YEAR.search(one.words) and _YEAR.search(other.words):
                first = f"{int(other.date[:4]) - (one.date[5:] > other.date[5:])}{one.date[4:]}"
            if first and other.date and first < other.date and "/" not in first + other.date:
                words = text[one.start : other.end]
                yield DateExpression(one.start, other.end, words, f"{first}/{other.date}", one.precision)
                del rest[:2]
                continue
        yield rest.pop(0)


def _tells(text: str, sentence: Sentence, day: DateExpression) -> bool:
    """Whether the date is that of something that happens."""
    before = text[max(sentence.start, day.start - _REACH) : day.start]
    if not day.date or day.precision not in _PRECISIONS:
        return False
    if _SAID_BEHIND.match(text, day.end, sentence.end) or _SCOPES.fullmatch(day.words) or _OF.match(text, day.end):
        return False
    year = day.precision == "year" and _BOUNDS.search(before)
    if year or _COMPARED.search(before) or _SPAN_BEHIND.match(text, day.end, sentence.end):
        return False
    return not (_SCOPE.search(before) or _SAYING.search(before) or _STATEMENT.search(before))


def _nowadays(tree: Tree, day: DateExpression) -> bool:
    """Whether "today" says how things are: "Today, those links point to Brennia", "she is the best we have today"."""
    if not tree or day.words.lower() != "today":
        return False
    root = next(word for word in tree if word.head < 0)
    if root.upos != "VERB":
        return True
    if tree[0].start != day.start:
        return False
    helped = any(
        word.head >= 0 and tree[word.head] is root and word.lemma in {"will", "be", "have"}
        for word in tree
        if word.upos == "AUX"
    )
    return not helped and (root.text == root.lemma or root.text.endswith(("s", "ing")))


def _is_thing(tree: Tree, day: DateExpression) -> bool:
    """Whether something is done to a day: "make Sunday a holiday"."""
    word = next((word for word in tree if word.start == day.start), None)
    return word is not None and word.deprel == "obj"


def _rank(event: Event) -> tuple[int, int]:
    """The finest dates first, then the earliest; of the dates of one sentence one is its event's."""
    return _PRECISIONS.index(event.precision), event.start


def _event(text: str, sentence: Sentence, day: DateExpression) -> Event:
    """The event in the part of the sentence, between semicolons, that holds the date."""
    cuts = [match.span() for match in _PART.finditer(text, sentence.start, sentence.end)]
    start = max((end for _, end in cuts if end <= day.start), default=sentence.start)
    end = min((begin for begin, _ in cuts if begin >= day.end), default=sentence.end)
    return Event(day.date, day.precision, text[start:end], day.words, day.start, day.end, sentence.id)


def _tells_it(event: Event, text: str, tree: Tree) -> bool:
    """Whether the words have a verb and, beside the date, a noun: not "Last year, it averaged $50"."""
    if not tree:
        return len(event.text) <= _LONGEST and bool(_VERB.search(event.text))
    low = text.rfind(event.text, 0, event.start + len(event.text))
    words = [word for word in tree if low <= word.start < low + len(event.text)]
    told = len(event.text) <= _LONGEST and any(
        word.upos in {"NOUN", "PROPN"} for word in words if not event.start <= word.start < event.end
    )
    apart = low > 0 and text[low - 2 : low] == "; "  # a part of a sentence, which may be no clause
    clause = any(word.deprel.startswith(("nsubj", "expl")) for word in words)
    if not told or (apart and not clause):
        return False
    root = next(word for word in tree if word.head < 0)
    return clause or (root.upos in {"VERB", "AUX"} and any(word.upos in {"VERB", "AUX"} for word in words))
