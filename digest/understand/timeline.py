"""What happened when? Sentences that tell an event with a date, in the order of the dates.

A date that only says since when, or on which day somebody said something, makes no event; nor does one that can't be
resolved. Precision goes before recall: a wrong line in a timeline costs more than a missing one.
"""

import re
from collections.abc import Sequence
from typing import Final

from digest.model import Article, Event, Holders, Sentence, Span
from digest.parser.syntax import Tree
from digest.understand import dates
from digest.understand.dates import DateExpression
from digest.understand.quotes import marks

AT_MOST: Final = 12
_PRECISIONS: Final = ("day", "month", "year")  # the finest first
_LONGEST: Final = 420  # characters that can still be read as one event
_REACH: Final = 80  # characters in front of an expression that are looked at
# "since 2022", "compared with 2019", "the report of 2019": a scope, no event
_SCOPE: Final = re.compile(
    r"\b(?i:since|compared (?:with|to)|than in|from|as of|until|for|between|of|and|to|like|as in|after|before|his|her|its|their|by) (?:the end of |the |early |late )?$|\bsame (?:period|quarter|month|week|time|day)(?: in| of)? $|\($"
)
# "unlike Moe in 2019", "from 11 percent in April", "before the primary on 10 May", "more than a month ago", "through Sunday": another time is only compared or bounded
_COMPARED: Final = re.compile(
    r"\b(?:[Uu]nlike|than|[Cc]ompared (?:with|to)|differ(?:s|ed|ent)? from)\b[^,;]{0,60}$|\bfrom (?:about |around |just |some )?[$€£]?[\d.,]+(?: ?[a-z%]+){0,3} in $"
    r"|\b(?:before|after|ahead of|until) (?:the|his|her|its|their|an?) [^,;.]{0,40} (?:[io]n )?$"
    r"|\b(?:[Mm]ore than|[Ll]ess than|[Oo]ver|[Nn]early|[Aa]lmost|[Aa]bout|[Aa]round|[Ss]ome|[Aa]t least|through) $|[–—-] ?$"
)
# " through Sunday", " – Dec. 7" behind the first day of several
_SPAN_BEHIND: Final = re.compile(
    r"(?: through | to | until | ?[–—-] ?)(?:[A-Z][a-z]+day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\.?|\d)"
)
# "this year", "today’s": a stretch of time that is not over, no day of an event
_SCOPES: Final = re.compile(r"[Tt]his (?:week|month|year|decade)")
# "’s", "'s" behind "today": the day describes a thing
_OF: Final = re.compile(r"['’]s\b")
# "could reach", "if it wins": what may come is no event yet
_OPEN: Final = re.compile(r"\b(?:if|whether|could|may|might|must|should|would|hopes?|hoped|hoping)\b")
# "said on ", "told reporters on ": the day of the saying
_SAYING: Final = re.compile(
    r"\b(?:said|says|told|announced|added|wrote|tweeted|warned|confirmed|stated|spoke|declined to comment|insisted|argued|claimed|reported|noted|acknowledged|responded|reacted|called on)\b[^,;:]{0,60}?(?: on| in| at|,)?(?: a [a-z]+(?: [a-z]+)?)? $"
)
# "last night said"
_SAID_BEHIND: Final = re.compile(r",? (?:said|told|accused|claimed|insisted|admitted|added|warned)\b")
# "Tuesday, the company said", "in a statement on Tuesday"
_STATEMENT: Final = re.compile(
    r"\b(?:statement|interview|conference|briefing|post|letter|e-?mail|speech)\b[^,;.]{0,30}$"
)
# "was", "opened", "will": a verb, where there is no tree to tell
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|did|does|do|began|broke|burst|came|cut|fell|found|gave|got|held|hit"
    r"|left|lost|made|met|ran|rose|sank|saw|sent|set|shot|struck|took|went|won|[a-z]{3,20}(?:ed|s))\b"
)
# "; ": what stands on the other side is told by itself
_PART: Final = re.compile(r"; ")


def find(article: Article, sentences: Sequence[Sentence], trees: Sequence[Tree] = ()) -> tuple[Event, ...]:
    """The dated events, at most `AT_MOST`, by date and then by place; `trees` are one a sentence, or none."""
    found: dict[str, Event] = {}
    prose = frozenset(sentence.block for sentence in sentences)
    said = Holders(marks.stretches(article.text, article.blocks, prose) if article.blocks else ())
    for number, sentence in enumerate(sentences):
        tree = trees[number] if trees else ()
        for day in dates.find(article.text, sentence.start, sentence.end, article.published, article.lang):
            if said.hold(Span(day.start - 1, day.start + 1)):
                continue  # what somebody says of other days is no news of this one
            coming = day.date > article.published or day.words.lower().startswith(("later", "today"))
            if article.published and coming and _OPEN.search(sentence.of(article.text)):
                continue
            if _tells(article.text, sentence, day) and not _describes(tree, day) and not _nowadays(tree, day):
                event = _event(article.text, sentence, day)
                if _tells_it(event, article.text, tree):
                    found[event.text] = min(found.get(event.text, event), event, key=_rank)
    # the finest dates are kept, the earliest told first
    ranked = sorted(found.values(), key=_rank)
    return tuple(sorted(ranked[:AT_MOST], key=lambda event: (event.date, event.start)))


def _tells(text: str, sentence: Sentence, day: DateExpression) -> bool:
    """Whether the date is that of something that happens."""
    before = text[max(sentence.start, day.start - _REACH) : day.start]
    if not day.date or day.precision not in _PRECISIONS:
        return False
    if _SAID_BEHIND.match(text, day.end, sentence.end) or _SCOPES.fullmatch(day.words) or _OF.match(text, day.end):
        return False
    if _COMPARED.search(before) or _SPAN_BEHIND.match(text, day.end, sentence.end):
        return False
    return not (_SCOPE.search(before) or _SAYING.search(before) or _STATEMENT.search(before))


def _describes(tree: Tree, day: DateExpression) -> bool:
    """Whether the date belongs to a thing, not to what happens: "the win in 2008", "the April 2017 election"."""
    inside = [n for n, word in enumerate(tree) if day.start <= word.start < day.end]
    heads = [tree[n].head for n in inside if tree[n].head not in inside]
    if not heads or heads[0] < 0:
        return False
    top = next(n for n in inside if tree[n].head not in inside)
    return tree[top].deprel.split(":")[0] in {"nmod", "compound"} and tree[heads[0]].upos in {"NOUN", "PROPN"}


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


def _rank(event: Event) -> tuple[int, int]:
    """The finest dates first, then the earliest told; of the dates of one sentence one is its event's."""
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
    told = told and (not apart or any(word.deprel.startswith("nsubj") for word in words))
    return told and any(word.upos in {"VERB", "AUX"} for word in words)
