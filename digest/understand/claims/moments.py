"""At what time, on what day did it happen? Times of day and dates, each with what happened then."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from digest.model import Claim, ClaimKind, Mention, Reading, Sentence, Tree
from digest.understand import dates
from digest.understand.claims import clauses, scopes
from digest.understand.claims.clauses import Clause

_DAY = 1440  # minutes
_TIME = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))? ?(?P<half>[ap])\.?m\b\.?|\b(?P<clock>[01]\d|2[0-3])[:.]?(?P<past>[0-5]\d)(?= (?:GMT|UTC|hours|local|on|in|\w+day)\b|[,.]? )(?<=at \d{4})|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(r"^[ ,]{0,2}\(?(?P<zone>GMT|UTC|CET|EST|EDT|PST|PDT|BST)\b")
_AROUND = re.compile(r"\b(?P<way>shortly after|just after|soon after|minutes after|shortly before|just before|before|after|about|around|by|until|from|to|since|nearly|almost|between) (?:the )?$", re.IGNORECASE)  # fmt: skip
_SPREAD = 25  # minutes that "about" or "shortly after" leaves open
_LEAST = 5  # minutes apart
# what happens at a time or on a day → lemmas of which one is in the clause; "+" joins those that are there together
_EVENTS = MappingProxyType(
    {
        "start": "take+place happen occur strike hit burst explode crash collapse erupt break+out derail sink rob attack shoot stab robbery crash",
        "alarm": "raise+alarm alarm discover notice alert raise+alert",
        "landing": "land touch+down",
        "launch": "launch lift+off blast+off take+off",
        "signing": "sign",
        "arrest": "arrest",
        "death": "die",
        "verdict": "verdict convict",
    }
)
_DAYS = MappingProxyType(
    {
        "in force": "take+effect come+force enter+force effect+from apply+from bar ban+from",
        "completed": "complete finish ready leave+by",
        "positive test": "positive",
        "made": "paint write compose build sculpt carve",
        "founded": "found establish",
        "birth": "bear",
        "sentencing": "sentence",
        "sale": "sell",
        "marriage": "marry",
    }
)  # fmt: skip
_RANGE = re.compile(r"\b(?:between|from) (?P<from>(?:1[5-9]|20)\d\d) (?:and|to|until) (?P<to>(?:1[5-9]|20)\d\d)\b")
_PRECISE = frozenset({"day", "month", "year"})


def claims(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    """The claims of the times and days in one sentence."""
    yield from _times(reading, sentence, tree)
    yield from _dated(reading, sentence, tree)


def _times(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    article = reading.article
    for match in _TIME.finditer(article.text, sentence.start, sentence.end):
        place = _place(tree, match.start())
        if place is None:
            continue
        clause = clauses.of(tree, place)
        before = _AROUND.search(article.text[max(sentence.start, match.start() - 20) : match.start()])
        way = before["way"].lower() if before else ""
        if way in {"by", "until", "from", "to", "since", "between"}:
            continue
        zone = _ZONE.search(article.text[match.end() : match.end() + 8])
        minute = _minute(match)
        low, high = _open(minute, way)
        limits = scopes.limits(
            article.text, sentence, tree, clause, place, match.end(), article.published, percent=True
        )
        for event in _events(clause, _EVENTS):
            yield Claim(
                ClaimKind.TIME, event, match[0].strip(), Mention(sentence.start, sentence.end, sentence.of(article.text)),
                unit="time in " + (zone["zone"] if zone else "local"), low=low, high=high, exact=float(minute), scope=limits, about=_about(tree, clause),
            )  # fmt: skip


def _minute(match: "re.Match[str]") -> int:
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else _DAY // 2
    if match["clock"]:
        return int(match["clock"]) * 60 + int(match["past"])
    hour = int(match["hour"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return hour * 60 + int(match["minute"] or 0)


def _open(minute: int, way: str) -> tuple[float, float]:
    """What a time may be as it is worded; any time is right within some minutes."""
    low, high = float(minute - _LEAST), float(minute + _LEAST)
    if way in {"about", "around", "nearly", "almost"} or "before" in way:
        low -= _SPREAD
    if way in {"about", "around"} or "after" in way:
        high += _SPREAD
    return low, high


def _dated(reading: Reading, sentence: Sentence, tree: Tree) -> Iterator[Claim]:
    article = reading.article
    found = [
        (day.start, day.end, day.words, day.date, day.precision)
        for day in dates.find(article.text, sentence.start, sentence.end, article.published, article.lang)
        if day.precision in _PRECISE and day.date
    ]
    ranges = [
        (m.start(), m.end(), m[0], f"{m['from']}/{m['to']}", "years")
        for m in _RANGE.finditer(article.text, sentence.start, sentence.end)
    ]
    found = [day for day in found if not any(r[0] <= day[0] < r[1] for r in ranges)] + ranges
    for start, end, words, value, precision in found:
        place = _place(tree, start)
        if place is None:
            continue
        clause = clauses.of(tree, place)
        limits = scopes.limits(article.text, sentence, tree, clause, place, end, value[:4], percent=True)
        above = (tree[tree[clause.verb].head].lemma,) if tree[clause.verb].head >= 0 else ()
        for event in _events(clause, _DAYS, above):
            yield Claim(
                ClaimKind.DATE, event, words, Mention(sentence.start, sentence.end, sentence.of(article.text)),
                unit=precision, words=(value,), scope=tuple(limit for limit in limits if limit[:4] != "year" and limit != "maybe"), about=_about(tree, clause),
            )  # fmt: skip


def _events(clause: Clause, events: MappingProxyType[str, str], above: tuple[str, ...] = ()) -> Iterator[str]:
    held = {*clause.lemmas, *above}
    for event, cues in events.items():
        if any(set(cue.split("+")) <= held for cue in cues.split()):
            yield event


def _about(tree: Tree, clause: Clause) -> tuple[str, ...]:
    """The nouns and names of the clause, that decide whether two are of one event."""
    return tuple(sorted({tree[place].lemma for place in clause.places if tree[place].upos in {"NOUN", "PROPN"}}))


def _place(tree: Tree, start: int) -> int | None:
    return next((place for place, word in enumerate(tree) if word.start <= start < word.end), None)
