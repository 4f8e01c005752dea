"""Does the cited evidence bear out a key point, a headline or a deck?

A claim passes when its words are the evidence's (`exact`, `normalised`), or when it is the evidence with words left out, and
the endings of words and articles apart nothing else (`supported`). Words left out may hold no negation, hedge or
condition, no measure of a number that is kept, none of the small words that cling to the next one, and may not join two clauses. A
word that the evidence does not have, or has in another order, is named.

The vocabulary is strict on purpose: "fell" is not borne out by "dropped". Sentence compression by deletion is known to be
the safe rewriting (Filippova & Altun, EMNLP 2013); everything beyond it is for a person to approve.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, chain, islice
from typing import NamedTuple

from digest.check import hidden
from digest.check.boundary import whole
from digest.check.findings import Judgement
from digest.check.ground import Ground, bag
from digest.check.level import level
from digest.check.meaning import (
    ALWAYS_KEPT,
    CLINGING,
    FREE,
    MAGNITUDES,
    NO_SUPERLATIVE,
    NUMBERS,
    PREPOSITIONS,
    SCOPED,
    TAKES_AS,
    TIMES,
    WIDEST,
)
from digest.check.words import Word, stem, words
from digest.english import saying
from digest.english.clauses import JOINING
from digest.english.units import names_unit
from digest.model import Span, Verdict

_ATTRIBUTION = 8  # words of an attribution
_SCOPED = 5  # kept words before a phrase among which a superlative makes it a restriction
_CANDIDATES = 3  # sentences that are tried for a claim without evidence
_LONGEST_CLAIM = 200  # words
_LONGEST = 400  # words of a sentence of evidence that are compared
_CITE = "Use the article's own words, or cite the sentence that says so."
_PLACES = frozenset({"at", "near"})
_END = " .…!?"


def judge(text: str, ground: Ground, evidence: Sequence[Span]) -> Judgement:
    """The verdict on one claim against the evidence it cites."""
    if not any(character.isalnum() for character in text):
        return Judgement(Verdict.UNSUPPORTED, "It has no words.", "Delete it.")
    stripped = text.strip()
    source = ground.text
    if any(source[span.start : span.end].strip() == stripped for span in evidence):
        return Judgement(Verdict.EXACT)
    told = "\n".join(span.of(source) for span in evidence)
    odd = hidden.strange(text, told)
    if odd:
        named = ", ".join(hidden.name(character) for character in odd[:3])
        return Judgement(Verdict.UNSUPPORTED, f"It holds {named}; the evidence does not.", "Type the word anew.")
    if not evidence:
        return Judgement(Verdict.UNSUPPORTED, "No sentence of the article is cited for it.", _CITE)
    claim = tuple(islice(words(text), _LONGEST_CLAIM + 1))
    ground_words = _told(evidence, ground)
    fault = _fault(claim, ground_words)
    if fault:
        return Judgement(Verdict.UNSUPPORTED, fault, _CITE)
    return Judgement(_passing(stripped, source, evidence))


def anywhere(text: str, ground: Ground) -> Judgement:
    """The verdict on a claim that cites nothing: the best that one sentence, or two adjoining ones, can say for it."""
    stripped = text.strip().removesuffix("…").strip()
    for form in (
        (stripped, stripped[:1].lower() + stripped[1:]) if stripped else ()
    ):  # "But the board …" as "The board …"
        span = next(ground.find(form), None)
        if span is None and ground.article.title == form:
            return Judgement(Verdict.EXACT)
        if span is not None and ground.starts(span.start):
            return Judgement(Verdict.EXACT)
    sentences = ground.sentences
    wanted = bag(text) - FREE
    ranked = sorted(
        range(len(sentences)),
        key=lambda n: (-len(wanted & ground.bags[n]), n),
    )[:_CANDIDATES]
    judgements = (judge(stripped, ground, sentences[n : n + many]) for n in ranked for many in (1, 2))
    first = next(judgements, Judgement(Verdict.UNSUPPORTED, "Nothing in the article says so.", _CITE))
    return next((judgement for judgement in chain([first], judgements) if judgement.verdict.passes), first)


def _passing(text: str, source: str, evidence: Sequence[Span]) -> Verdict:
    """How near a claim without fault is to its source: letter for letter, in other typography, or by its words."""
    plain = level(text).text.strip(_END)
    for span in evidence:
        told = span.of(source)
        start = told.find(text)
        if start >= 0 and whole(told, start, start + len(text)):
            return Verdict.EXACT
        levelled = level(told).text
        for form in (plain, plain[:1].lower() + plain[1:]):
            start = levelled.find(form)
            if start >= 0 and whole(levelled, start, start + len(form)):
                return Verdict.NORMALISED
    return Verdict.SUPPORTED


class Told(NamedTuple):
    """A word of the evidence; `first` in its sentence or not."""

    key: str
    text: str
    broken: bool
    first: bool


def _told(evidence: Sequence[Span], ground: Ground) -> list[Told]:
    """The words of the evidence, sentence by sentence; the first of each is parted from those before."""
    return [
        Told(word.key, word.text, word.broken or index == 0, index == 0)
        for span in evidence
        for index, word in enumerate(ground.words_of(span)[:_LONGEST])
    ][: 2 * _LONGEST]


def _fault(claim: Sequence[Word], evidence: Sequence[Told]) -> str:
    """What keeps the evidence from bearing the claim out; "" if nothing does."""
    if len(claim) > _LONGEST_CLAIM:
        return "It is far longer than its evidence."
    missing = _missing(claim, evidence)
    if missing:
        return missing
    faults = []
    for align in (_in_blocks, _from_left):
        pairs = align(claim, evidence)
        fault = _order(claim, pairs) or _case(claim, evidence, pairs) or _gaps(claim, evidence, pairs)
        if not fault:
            return ""
        faults.append(fault)
    return faults[0]


def _missing(claim: Sequence[Word], evidence: Sequence[Told]) -> str:
    """The first word of the claim that the evidence does not have in any form."""
    known = {word.key for word in evidence}
    stems = {stem(key) for key in known}
    for word in claim:
        if word.key in known or word.key in FREE or (not word.text[0].isupper() and stem(word.key) in stems):
            continue
        if word is claim[0] and stem(word.key) in stems:
            continue
        return f'"{word.text}" is not in the cited evidence.'
    return ""


def _in_blocks(claim: Sequence[Word], evidence: Sequence[Told]) -> list[tuple[int, int]]:
    """Aligns by the longest common runs first (Ratcliff & Obershelp)."""
    one, other = [stem(word.key) for word in claim], [stem(word.key) for word in evidence]
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return [(block.a + n, block.b + n) for block in blocks for n in range(block.size)]


def _from_left(claim: Sequence[Word], evidence: Sequence[Told]) -> list[tuple[int, int]]:
    """Aligns each word with the next of its kind."""
    pairs, there = [], 0
    for here, word in enumerate(claim):
        mine = stem(word.key)
        found = next((n for n in range(there, len(evidence)) if stem(evidence[n].key) == mine), -1)
        if found >= 0:
            pairs.append((here, found))
            there = found + 1
    return pairs


def _order(claim: Sequence[Word], pairs: Sequence[tuple[int, int]]) -> str:
    """The first word that the evidence has, but not in this order."""
    aligned = {here for here, _ in pairs}
    left = [word for here, word in enumerate(claim) if here not in aligned and word.key not in FREE]
    times = [word for word in claim if word.key in TIMES and word.key != "on"]
    if len(times) == 1:  # one day or month may stand in another place
        left = [word for word in left if word.key not in TIMES]
    return f'"{left[0].text}" stands in the evidence in another place: who did what may be swapped.' if left else ""


def _case(claim: Sequence[Word], evidence: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> str:
    """A word that differs in case ("us", "US"), except where a sentence begins."""
    for here, there in pairs:
        mine, theirs = claim[here], evidence[there]
        same = mine.text == theirs.text or mine.text.lower() != theirs.text.lower()
        if same or here == 0 or mine.broken or theirs.broken:
            continue
        return f'"{mine.text}" is written "{theirs.text}" in the evidence.'
    return ""


def _gaps(claim: Sequence[Word], evidence: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> str:
    """What was left out that may not be, in the sentences of which something was kept."""
    if not pairs:
        return "None of its words stands in the evidence."
    sentence = list(accumulate(word.first for word in evidence))
    used = {sentence[there] for _, there in pairs}
    kept = {word.key for word in claim}
    used_words = {there for _, there in pairs}
    last = -1
    for there in [*(there for _, there in pairs), len(evidence)]:
        gap = [evidence[n] for n in range(last + 1, there) if sentence[n] in used]
        if gap:
            before = evidence[last] if last >= 0 else None
            follows = evidence[there] if there < len(evidence) else None
            fault = _dropped(
                gap,
                before,
                follows,
                kept,
                [evidence[n] for n, _ in enumerate(evidence[: last + 1]) if n in used_words][-_SCOPED:],
            )
            if fault:
                return fault
        last = there
    return ""


def _is_attribution(gap: Sequence[Told], kept: set[str]) -> bool:
    """Whether what is left out is who says it and nothing else: ", police said", "according to the council"."""
    says = [word for word in gap if word.key in saying.ATTRIBUTES]
    return (
        bool(says)
        and not any(word.key in kept for word in says)
        and len(gap) <= _ATTRIBUTION
        and gap[0].key not in JOINING
    )


def _is_scope(gap: Sequence[Told], head: Sequence[Told]) -> bool:
    """Whether a phrase goes that says of what something is the first, the only or the largest, or what it is taken for."""
    if gap[0].key == "as" and head and head[-1].key in TAKES_AS:
        return not gap[0].broken
    if gap[0].broken or gap[0].key not in SCOPED:
        return False
    return any(
        word.key in WIDEST or (word.key.endswith("est") and word.key not in NO_SUPERLATIVE and len(word.key) > 5)
        for word in head
    )


def _dropped(
    gap: Sequence[Told], before: Told | None, follows: Told | None, kept: set[str], head: Sequence[Told] = ()
) -> str:
    """What is wrong with leaving out `gap`, which stands between two words that are kept; `head` are the kept ones before it."""
    changed = _changed(gap, head if before else (), kept)
    if changed:
        return changed
    parted = before is None or gap[0].broken
    if before and not parted and _measured(before) and (gap[0].key in MAGNITUDES or names_unit(gap[0].key)):
        return f'"{gap[0].text}" is left out behind "{before.text}": the number means something else.'
    if follows is None or follows.broken:
        return ""
    # "at 40", "near miss": these cling to their next word alone, so that "at the harbour" may go.
    clinging = next((w for w in _phrase(gap) if w.key in CLINGING and (w.key not in _PLACES or w is gap[-1])), None)
    if clinging:
        return f'"{clinging.text}" is left out before "{follows.text}".'
    return _joined(before, gap, follows) if before and not parted else ""


def _changed(gap: Sequence[Told], head: Sequence[Told], kept: set[str]) -> str:
    """What the claim loses with `gap`: a negation or hedge, who says it, what it is limited to; "" for nothing."""
    lost = next((word for word in gap if word.key in ALWAYS_KEPT and not _said_in(word, gap, kept)), None)
    if lost:
        return f'"{lost.text}" is left out, and with it the meaning changes.'
    if _is_attribution(gap, kept):
        return f'"{" ".join(word.text for word in gap[:6])}" is left out: who says it.'
    scoped = _is_scope(gap, head)
    return f'"{gap[0].text}" and what follows is left out: without it the claim is another.' if scoped else ""


def _phrase(gap: Sequence[Told]) -> list[Told]:
    """The last words of what is left out, back to a punctuation mark or a word that joins clauses."""
    found: list[Told] = []
    for word in reversed(gap):
        if word.key in JOINING:
            break
        found.append(word)
        if word.broken:
            break
    return found[::-1]


def _joined(before: Told, gap: Sequence[Told], follows: Told) -> str:
    """Whether two clauses are made one: something with a subject or a joining word stood between, no punctuation beside it."""
    joining = any(word.key in JOINING for word in gap)
    named = any((word.text[0].isupper() and word.key not in TIMES) or _measured(word) for word in gap)
    if joining or (named and gap[0].key not in PREPOSITIONS and gap[0].key not in TIMES):
        shown = " ".join(word.text for word in gap[:8])
        return f'"{before.text}" and "{follows.text}" are joined, though the evidence has "{shown}" between them.'
    return ""


def _said_in(word: Told, gap: Sequence[Told], kept: set[str]) -> bool:
    """Whether "reported" is only the word of an attribution such as "police reported", or the month of May."""
    if word.key == "may" and word.text == "May":
        return True
    return word.key in saying.LEFT_OUT and word.key not in kept and len(gap) <= 4


def _measured(word: Told) -> bool:
    return word.text[0].isdigit() or word.text[0] in "$£€¥₹" or word.key in NUMBERS
