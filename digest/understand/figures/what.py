"""What is it a figure of? Words of the sentence, in order; a scope that opens the sentence may come last."""

import re
from collections.abc import Sequence
from typing import Final

from digest.understand.syntax import Word

_LONGEST: Final = 9  # words
# " in military aid to Ukraine", " of rain", " for the yard"
_BEHIND: Final = re.compile(r"(?: worth)? (?:in|of|for|on|to)(?= )")
# ", ", " and ", " was ", " that ": where the phrase is over
_OVER: Final = re.compile(
    r"[,.;:!?()\"“”–—]| (?:and|or|but|is|was|are|were|has|have|had|will|would|could|that|which|who|when|while|after|before"
    r"|because|as|said|says|if|where|by|than|from|on|at|since|until|during|last|this|next|every|each|it|he|she|they|in \d{4})(?= )"
)
# "Since 2022, " opening the sentence, " since 2022", " in 2026" adjoining
_OPENING: Final = re.compile(r"(?P<scope>(?:Since|In|Between|During|Until) (?:[A-Z][a-z]+ )?\d{4})\b")
_SCOPE: Final = re.compile(r" (?:since|in|during|until|for) (?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d\b")
# "Ida Moe, " in front of an age, "the driver, aged "
_NAMED: Final = re.compile(r"((?:[A-Z][\w’'-]+ )*[A-Z][\w’'-]+), (?:aged )?$")
# "two and a half years", "40 minutes"
_TIME: Final = re.compile(r"\b(?:year|month|week|day|hour|minute|second|decade|night)s?\b", re.IGNORECASE)
# "which had collected", "As a pilot he goes", "For", "less than"
_HOLLOW_START: Final = re.compile(
    r"(?:for|in|on|at|as|by|to|of|from|last|next|less|more|than|which|that|who|them|it|he|she|they|we|this|these|because|but|and|or|was|were|is|are|had|has)\b",
    re.IGNORECASE,
)
_HOLLOW: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|them|they|those|each|about|with|the|because|captain|president",
    re.IGNORECASE,
)
_CLIMB: Final = 3  # words from the figure up to the verb whose subject it may be of
_ARTICLE: Final = re.compile(r"^(?:the|a|an|its|their|his|her|that|this) ", re.IGNORECASE)


def find(
    text: str, span: tuple[int, int], sentence: tuple[int, int], noun: tuple[int, int] | None, tree: Sequence[Word]
) -> str:
    """What the figure text[span] is of; `noun` is where the counted noun stands, None for money and measures."""
    start, end = span
    named = _NAMED.search(text[max(sentence[0], start - 60) : start])
    if named:
        return named[1]
    if noun:
        phrase, stop = text[noun[0] : noun[1]].strip(" -"), noun[1]
        behind = re.match(r" (?:of|without|for|on board|dead|missing)\b", text[stop : sentence[1]])
        if behind:
            tail = _phrase(text, stop, sentence[1])
            phrase, stop = f"{phrase} {tail}".strip(), stop + (len(tail) + 1 if tail else 0)
    else:
        link = _BEHIND.match(text, end, sentence[1])
        skipped = link.end() if link else end
        phrase = _ARTICLE.sub("", _phrase(text, skipped, sentence[1])) if link else ""
        stop = skipped + len(_phrase(text, skipped, sentence[1])) + 1 if link else end
        if re.match(r"\d|[€£$]", phrase):
            phrase = ""
        phrase = phrase or _before(text, span, sentence[0], tree)
    phrase = _telling(phrase)
    scope = _SCOPE.match(text, stop, sentence[1])
    opening = _OPENING.match(text, sentence[0], sentence[1])
    if scope and not phrase.endswith(scope[0].strip()):
        return f"{phrase}{scope[0]}"
    if opening and opening.end() <= start and opening["scope"] not in phrase:
        return f"{phrase} {opening['scope'][0].lower()}{opening['scope'][1:]}"
    return phrase


def _before(text: str, span: tuple[int, int], low: int, tree: Sequence[Word]) -> str:
    """What stands in front of a sum or a measure: its subject by the tree; a length of time is of nothing in particular."""
    if _TIME.search(text[span[0] : span[1]]):
        return ""
    return _subject(text, span[0], tree) if tree else _clause(text, low, span[0])


def _telling(phrase: str) -> str:
    """The phrase, or "" when it begins like a clause or has no word of its own: "which had", "them", "Tuesday because"."""
    words = phrase.split()
    if not words or _HOLLOW_START.match(phrase):
        return ""
    return phrase if any(len(word) > 2 and not _HOLLOW.fullmatch(word) for word in words) else ""


def _phrase(text: str, start: int, limit: int) -> str:
    """The words behind `start` up to the end of the phrase."""
    over = _OVER.search(text, start + 1, min(limit, start + 120))
    words = text[start : over.start() if over else min(limit, start + 120)].split()
    return " ".join(words[:_LONGEST])


def _subject(text: str, start: int, tree: Sequence[Word]) -> str:
    """The subject of the verb that the figure hangs on, when there is a tree: "The tunnel would cost €3.7bn"."""
    at = next((n for n, word in enumerate(tree) if word.start <= start < word.end), -1)
    for _ in range(_CLIMB):
        if at < 0:
            return ""
        subject = next((n for n, word in enumerate(tree) if word.head == at and word.deprel.startswith("nsubj")), -1)
        if subject >= 0 and tree[subject].end <= start:
            return _subtree(text, tree, subject)
        at = tree[at].head
    return ""


def _subtree(text: str, tree: Sequence[Word], head: int) -> str:
    """The subject's words up to its head and an "of" phrase behind it; "" for a pronoun, which tells nothing."""
    if tree[head].upos == "PRON":
        return ""
    first = head
    while first > 0 and tree[first - 1].head == head and tree[first - 1].upos not in {"PUNCT", "CCONJ"}:
        first -= 1
    return _ARTICLE.sub("", text[tree[first].start : tree[head].end])


def _clause(text: str, low: int, start: int) -> str:
    """Without a tree: the words of the clause in front of the figure."""
    before = text[max(low, start - 100) : start]
    return " ".join(re.split(r"[,;:()\"“”]", before)[-1].split()[-_LONGEST:])
