"""Is the speaker named the one that the article names? Asked of the words beside the quote, then of a fresh reading.

A wrong alarm costs an editor's trust, so only what contradicts counts: a name that the article does not have, a name
with a word of saying right beside the quote that shares no word with the one given, or another speaker in the reading.
"""

import re
from collections.abc import Mapping
from typing import Any

from digest.check import nearby
from digest.check.findings import Judgement
from digest.check.ground import Ground
from digest.model import REVIEW_BELOW, Reading, Span, Speaker, Verdict

_SAID = (
    r"(?:said|says|told|tells|added|adds|asked|wrote|writes|tweeted|posted|replied|explained|argued|insisted|warned|noted|"
    r"declared|recalled|continued|announced|admitted|claimed|stated|responded|concluded|joked|shouted|answered)"
)
_NAME = r"(?P<name>[A-Z][\w’'.-]*(?: (?:(?:de|van|von|der|bin|al|of|the|la|le) )?[A-Z][\w’'.-]*){0,5})"
# " leader Rafe" behind "Labour": the name was that of a party or a firm, the speaker's comes after it
_ROLE = r"(?! (?!(?:in|on|at|to|of|from|after|before|as|during|when|while|about|with|by|and)\b)[a-z]+(?: [a-z]+){0,2} [A-Z])"
# ",” said Rafe Tolland"; not the "Labour" of ",” said Labour leader Rafe Tolland"
_SAID_NAME = re.compile(rf"[,.?!…]?[\"”’'»]{{1,2}},? {_SAID} (?>{_NAME}){_ROLE}")
# ",” Tolland said"; ",” Rafe Tolland later told"
_NAME_SAID = re.compile(rf"[,.?!…]?[\"”’'»]{{1,2}},? {_NAME}(?: (?:has|had|also|later|then))? {_SAID}\b")
# "Tolland said: “"; "Tolland added, “"
_BEFORE = re.compile(rf"{_NAME}(?: (?:has|had|also|later|then))? {_SAID}[,:]? ?[\"“‘'«]{{1,2}}$")
# "Tolland said that ", "“No.” Rafe Tolland later added": a sentence that begins so, right in front of reported words
_REPORTS = re.compile(rf"(?:^|[.!?][\"”’']? ){_NAME}(?: (?:has|had|also|later|then))? {_SAID},? (?:that )?$")
# ", Rafe Tolland said", ", said Tolland": right behind reported words
_REPORTED = re.compile(rf", (?:{_SAID} (?>{_NAME.replace('<name>', '<behind>')}){_ROLE}|{_NAME} {_SAID}\b)")
# "According to Rafe Tolland, "
_ACCORDING_BEFORE = re.compile(rf"\b[Aa]ccording to {_NAME}, $")
# ", according to Rafe Tolland": in front of a mark, or where the sentence ends
_ACCORDING_BEHIND = re.compile(rf"[,.?!…]?[\"”’'»]{{0,2}},? according to {_NAME}(?=[.,;]|\s|$)")
_WINDOW = 120
_NAME_WORD = re.compile(r"[^\W_]+")
_NO_NAME = frozenset(
    "he she they it i we you but and when as in on the a an his her their who that this these those one another "
    "some both all many others officials police sources then later if while after before so yet asked".split()
)  # fmt: skip
_TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor president prime minister senator sen rep gov governor "
    "general gen judge justice mayor chief king queen prince princess the of and for a an st".split()
)  # fmt: skip
_SURE = "If you are sure, leave it so; `state: approved` under `review` ends the question."
_CHECK_NAME = "Name whom the article names, or leave the speaker out."


def judge(quote: Mapping[str, Any], span: Span, ground: Ground, reading: Reading | None = None) -> Judgement | None:
    """What is wrong with the speaker of a quote that stands at `span`; None if nothing is.

    A judgement that passes is a question: the program hears another speaker there, but may be wrong.
    """
    speaker = quote.get("speaker")
    name = str(speaker.get("name") or "") if isinstance(speaker, Mapping) else ""
    if not name:
        return None
    strange = unknown(name, ground)
    if strange:
        what = f'The speaker is given as {name}, but "{strange}" does not stand in the article.'
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    beside = _beside(ground.text, span) or (_reported(ground.text, span) if quote.get("kind") == "indirect" else "")
    if beside:
        if _may_be_one(name, beside, reading):
            return None
        what = f"The speaker is given as {name}, but the article has {beside} beside these words."
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    return _heard(quote, name, span, ground, reading)


def _heard(
    quote: Mapping[str, Any], name: str, span: Span, ground: Ground, reading: Reading | None
) -> Judgement | None:
    """What speaks against a name that the words beside the quote do not settle: whom the program hears, who is near."""
    heard = _read(span, reading)
    told = heard if heard and heard.entity else None
    if told and any(_may_be_one(name, other, reading) for other in _names(told)):
        return None
    who = nearby.called(name, _TITLES, reading)
    if heard and nearby.is_other_sex(who, heard):
        what = f'The speaker is given as {name}, but the article has "{_shown(heard)}" beside these words.'
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    if told:
        return _told(name, who, told, span, ground)
    return _out_of_place(quote, name, who, span, ground) if who.is_person or not heard else None


def _told(name: str, who: nearby.Called, told: Speaker, span: Span, ground: Ground) -> Judgement:
    """The program hears somebody else: a fault where that is clear, else a question."""
    what = f"The speaker is given as {name}, but the article gives these words to {told.name}."
    if _is_named(told, span) or nearby.is_named_in(who, span, ground) or not nearby.is_close(who, span, ground):
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    return Judgement(Verdict.EXACT, f"The speaker is given as {name}; the program hears {told.name}.", _SURE)


def _out_of_place(
    quote: Mapping[str, Any], name: str, who: nearby.Called, span: Span, ground: Ground
) -> Judgement | None:
    """The program hears nobody: what speaks against a name is that the words speak of it, or that it stands far away."""
    # Words in marks may well hold it: "They call me “our Ada”."
    if quote.get("kind") != "direct" and nearby.is_named_in(who, span, ground):
        what = f"The speaker is given as {name}, but these words speak of {name} by name."
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    if nearby.is_far(who, span, ground):
        what = f"The speaker is given as {name}, but nobody of that name stands near these words."
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    return None


def unknown(name: str, ground: Ground) -> str:
    """The first word of a name that the article has nowhere; "" if it has them all."""
    if name in ground.text:
        return ""
    return next((word for word in _NAME_WORD.findall(name) if word.casefold() not in ground.vocabulary), "")


def _beside(text: str, span: Span) -> str:
    """The name that stands with a word of saying right beside a quote in marks, on its line."""
    end = span.end
    while end > span.start and not text[end - 1].isalnum():
        end -= 1  # the pattern begins with the closing marks
    tail = text[end : end + _WINDOW].partition("\n")[0]
    for pattern in (_SAID_NAME, _NAME_SAID):
        match = pattern.match(tail)
        if match:
            return _named(match["name"])
    start = span.start
    while start < span.end and not text[start].isalnum():
        start += 1
    match = _BEFORE.search(text[max(0, start - _WINDOW) : start].rpartition("\n")[2])
    return _named(match["name"]) if match else ""


def _reported(text: str, span: Span) -> str:
    """The name that stands with a word of saying right beside reported words, on their line."""
    behind = text[span.end : span.end + _WINDOW].partition("\n")[0]
    match = _REPORTED.match(behind)
    if match:
        return _named(match["behind"] or match["name"])
    before = text[max(0, span.start - _WINDOW) : span.start].rpartition("\n")[2]
    match = _REPORTS.search(before) or _ACCORDING_BEFORE.search(before) or _ACCORDING_BEHIND.match(behind)
    return _named(match["name"]) if match else ""


def _named(name: str) -> str:
    """The name without a first word that is none ("But Tolland"); "" if that is all there is."""
    parts = name.split()
    while parts and parts[0].casefold() in _NO_NAME:
        parts = parts[1:]
    return " ".join(parts).removesuffix("'s").removesuffix("’s").strip(".,")


def _read(span: Span, reading: Reading | None) -> Speaker | None:
    """The speaker of the quote of the reading that shares most of the span, if the reading is sure of it.

    "The company" or "her lawyer" that no name was found for contradicts nobody: it may be whom the summary names.
    """
    shared = [
        (min(quote.end, span.end) - max(quote.start, span.start), quote)
        for quote in (reading.quotes if reading else ())
        if quote.span.meets(span) and quote.speaker and not quote.speaker.anonymous
    ]
    if not shared:
        return None
    most, quote = max(shared, key=lambda pair: (pair[0], -pair[1].start, pair[1].text))
    sure = 2 * most >= span.end - span.start and quote.confidence >= REVIEW_BELOW
    return quote.speaker if sure else None


def _shown(speaker: Speaker) -> str:
    return speaker.mention.text if speaker.mention else speaker.name


def _is_named(speaker: Speaker, span: Span) -> bool:
    """Whether the reading found the speaker by a name, not by a pronoun or "the mayor", and outside the quote."""
    mention = speaker.mention
    return bool(mention and _names(speaker)[1:] and not mention.meets(span))


def _names(speaker: Speaker) -> tuple[str, ...]:
    """The name that the reading found, and the names that stand there: both of "Velde and Thorsby agreed"."""
    parts = re.split(r", | and ", speaker.mention.text) if speaker.mention else []
    named = [part for part in parts if any(word[0].isupper() for word in part.split()[1:] or part.split())]
    return (speaker.name, *(part for part in named if part.split()[0].casefold() not in _NO_NAME))


def _may_be_one(one: str, other: str, reading: Reading | None) -> bool:
    """Whether two names can be one speaker's: they share a word, and their first names do not differ."""
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return True
    if set(a) & set(b):
        if len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and not set(a[:-1]) & set(b[:-1]):
            return a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) <= 3  # J. Smith, Jo Smith and John Smith
        return True
    if "".join(word[0] for word in a) == "".join(b) or "".join(word[0] for word in b) == "".join(a):
        return True  # the NHS is the National Health Service
    return any(
        _is_among(one, (entity.name, *entity.aliases)) and _is_among(other, (entity.name, *entity.aliases))
        for entity in (reading.entities if reading else ())
    )


def _is_among(name: str, names: tuple[str, ...]) -> bool:
    return any(set(_parts(name)) & set(_parts(other)) for other in names)


def _parts(name: str) -> list[str]:
    parts = [word for word in _NAME_WORD.findall(name.casefold()) if word != "s"]
    return [word for word in parts if word not in _TITLES] or parts
