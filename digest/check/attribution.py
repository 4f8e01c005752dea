"""Is the speaker named the one that the article names? With a fresh reading, all whom it names are weighed (`sources`).

Without one the words beside the quote are asked: only a name with a word of saying right there contradicts, or that
nobody of the name given is near. A wrong alarm costs an editor's trust: what is not clear is a question.
"""

import re
from collections.abc import Mapping
from typing import Any

from digest.check import nearby
from digest.check.findings import Judgement
from digest.check.ground import Ground
from digest.check.same import WORD, may_be_one
from digest.check.speakers import Source, Sources
from digest.english import saying
from digest.model import Span, Verdict

_SAID = rf"(?:{'|'.join(saying.BESIDE_MARKS)})"
# "Rafe", "J.R.R.", "Sgt."; not the "WHO." that ends a sentence
_PART = (
    r"[A-Z][\w’'-]*(?:\.[\w’'-]+)*"
    r"(?:(?:(?<=\b[A-Z])|(?<=\b[A-Z][a-z])|(?<=\b(?:Mrs|Sgt|Sen|Rep|Gov|Gen|Col|Rev|Hon|Maj))|(?<=\b(?:Prof|Capt)))\.)?"
)
_NAME = rf"(?P<name>{_PART}(?: (?:(?:de|van|von|der|bin|al|of|the|la|le) )?{_PART}){{0,5}})"
# " leader Rafe" behind "Labour", " partner" behind "Tolland’s", " and Stroke" behind "Heart": the speaker's name comes later
_ROLE = r"(?<![’']s)(?! and [A-Z])(?! (?!(?:in|on|at|to|of|from|after|before|as|during|when|while|about|with|by|and)\b)[a-z]+(?: [a-z]+){0,2} [A-Z])"
# ",” said Rafe Tolland"; not the "Labour" of ",” said Labour leader Rafe Tolland"
_SAID_NAME = re.compile(rf"[,.?!…]?[\"”’'»]{{1,2}},? {_SAID} (?>{_NAME}){_ROLE}")
# ",” Tolland said"; ",” Rafe Tolland later told"; not ".” Tolland said", which begins another sentence
_NAME_SAID = re.compile(rf"[,?!…]?[\"”’'»]{{1,2}},? {_NAME}(?: (?:has|had|also|later|then))? {_SAID}\b")
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
_REFUSE_BELOW, _ASK_BELOW = 0.05, 0.2  # likelihood of the one given as the speaker
_NO_NAME = frozenset(
    "he she they it i we you but and when as in on the a an his her their who that this these those one another "
    "some both all many others officials police sources then later if while after before so yet asked".split()
)  # fmt: skip
_DOUBTED_BELOW = (
    0.05  # the same, for a speaker whom the program found: higher, right ones alone are asked about (BENCHMARKS.md)
)
_ASKED = "Name the speaker, or delete `review` if it is right so."
_SURE = "If you are sure, leave it so; `state: approved` under `review` ends the question."
_CHECK_NAME = "Name whom the article names, or leave the speaker out."


def judge(quote: Mapping[str, Any], span: Span, ground: Ground, sources: Sources | None = None) -> Judgement | None:
    """What is wrong with the speaker of a quote that stands at `span`; None if nothing is.

    A judgement that passes is a question: the program finds another speaker there, but may be wrong.
    """
    name = _name(quote)
    if quote.get("review") is True:
        is_open = not name or name.casefold() in _NO_NAME
        what = "The article leaves open who says this." if is_open else f"It is not certain that {name} says this."
        return Judgement(Verdict.EXACT, what, _ASKED)
    if not name:
        return None
    strange = unknown(name, ground)
    if strange:
        what = f'The speaker is given as {name}, but "{strange}" is not in the article.'
        return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)
    source = sources.weigh(name, span) if sources else None
    return _weighed(quote, name, source, span, ground) if source else _named_beside(quote, name, span, ground)


def is_doubted(quote: Mapping[str, Any], span: Span, sources: Sources) -> bool:
    """Whether a reading of its own finds the speaker whom the program named unlikely."""
    name = _name(quote)
    source = sources.weigh(name, span, alone=True) if name and quote.get("review") is not True else None
    return source is not None and source.likely < _DOUBTED_BELOW


def _name(quote: Mapping[str, Any]) -> str:
    speaker = quote.get("speaker")
    return str(speaker.get("name") or "") if isinstance(speaker, Mapping) else ""


def _weighed(quote: Mapping[str, Any], name: str, source: Source, span: Span, ground: Ground) -> Judgement | None:
    """A fault where somebody else is far likelier to have said it, a question where somebody else is likelier."""
    if source.likely >= _ASK_BELOW:
        return None
    if source.likely >= _REFUSE_BELOW:
        what = f"The speaker is given as {name}; the program hears {source.rival or 'nobody'}."
        return _speaks_of(quote, name, span, ground) or Judgement(Verdict.EXACT, what, _SURE)
    what = (
        f"The speaker is given as {name}, but the article gives these words to {source.rival or 'nobody of that name'}."
    )
    return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)


def _named_beside(quote: Mapping[str, Any], name: str, span: Span, ground: Ground) -> Judgement | None:
    """A fault where the words beside the quote name another, or nothing near them the one given."""
    indirect = quote.get("kind") == "indirect"
    named = _beside(ground.text, span) or (_reported(ground.text, span) if indirect else "")
    if not named:
        return _speaks_of(quote, name, span, ground) or _far(name, span, ground)
    if may_be_one(name, named):
        return None
    what = f"The speaker is given as {name}, but the article has {named} beside these words."
    return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)


def _speaks_of(quote: Mapping[str, Any], name: str, span: Span, ground: Ground) -> Judgement | None:
    """A fault where the words speak of the one given by name. Words in marks may well: "They call me “our Ada”."."""
    if quote.get("kind") == "direct" or not nearby.is_named_in(name, span, ground):
        return None
    what = f"The speaker is given as {name}, but these words speak of {name} by name."
    return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)


def _far(name: str, span: Span, ground: Ground) -> Judgement | None:
    if not nearby.is_far(nearby.called(name), span, ground):
        return None
    what = f"The speaker is given as {name}, but nobody of that name stands near these words."
    return Judgement(Verdict.MISATTRIBUTED, what, _CHECK_NAME)


def unknown(name: str, ground: Ground) -> str:
    """The first word of a name that the article has nowhere; "" if it has them all."""
    if name in ground.text:
        return ""
    return next((word for word in WORD.findall(name) if word.casefold() not in ground.vocabulary), "")


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
