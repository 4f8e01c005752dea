"""Which of an article's statements matter: the three to five that a reader sees before opening the others.

Chosen one after another; each time the statement with the most points wins, and of two with as many the earlier one:

    4  in its speaker's own words (a quotation, a document, a post); 2 where some of the words are
    2  the speaker is named and has said nothing that is chosen yet
    1  the speaker has a role
    1  it is a whole thought: 8 to 45 words
    2  it takes the other side: a verb such as "denied", while nothing that is chosen does
    up to 3  what it adds: the share of its words that neither title and points nor a chosen statement have

Never chosen: an unnamed speaker where somebody is named, a failed check, fewer than 4 words, what a point says already.
"""

import re
from collections.abc import Sequence
from typing import Final

from digest.render.templates import PASSES
from digest.render.values import Said

MOST: Final = 5
LEAST: Final = 3  # so many are shown whatever they add, where there are so many
_ENOUGH: Final = 6.5  # points of what is shown beyond the least number
_FEW: Final = 4  # words of what says nothing alone
_WHOLE: Final = range(8, 46)  # words of a whole thought
_KNOWN: Final = 0.8  # share of its words that the points have, from which on it says nothing new
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LITTLE = 4  # letters of a word that says little by itself
# How an article reports that somebody is against something.
_AGAINST = frozenset(
    "accused attacked blamed challenged condemned contested contradicted countered criticised criticized denied disagreed dismissed"
    " disputed insisted objected opposed protested questioned refused refuted rejected replied retorted urged warned".split()
)


def matter(said: Sequence[Said], told: Sequence[str]) -> list[Said]:
    """The statements that matter, in the article's order; `told` are title, deck and points, which the reader has read."""
    known = frozenset(word for text in told for word in _words(text))
    fit = [one for one in said if _fit(one, told, known)]
    named = [one for one in fit if one.name and not one.anonymous]
    left, chosen = list(named or fit), list[Said]()
    while left and len(chosen) < MOST:
        best = max(left, key=lambda one: _worth(one, chosen, known))
        if len(chosen) >= LEAST and _worth(best, chosen, known) < _ENOUGH:
            break
        chosen.append(best)
        left.remove(best)
    order = {id(one): place for place, one in enumerate(said)}
    return sorted(chosen, key=lambda one: order[id(one)])


def _fit(one: Said, told: Sequence[str], known: frozenset[str]) -> bool:
    own = _words(one.text)
    if one.check not in PASSES | {""} or len(one.text.split()) < _FEW:
        return False
    if len(own & known) >= _KNOWN * max(1, len(own)):
        return False
    return not any(one.text.strip("“”\"'‘’,. ").casefold() in text.casefold() for text in told)


def _worth(one: Said, chosen: Sequence[Said], known: frozenset[str]) -> float:
    own = _words(one.text)
    before = known.union(*(_words(other.text) for other in chosen))
    speakers = {_speaker(other) for other in chosen}
    against = any(_is_against(other) for other in chosen)
    return (
        (4 if one.own_words else 2 if one.kind == "partial" else 0)
        + (2 if one.name and not one.anonymous and _speaker(one) not in speakers else 0)
        + bool(one.role)
        + (len(one.text.split()) in _WHOLE)
        + (2 if _is_against(one) and not against else 0)
        + 3 * len(own - before) / max(1, len(own))
    )


def _is_against(one: Said) -> bool:
    return one.cue.casefold() in _AGAINST


def _speaker(one: Said) -> str:
    return one.person or one.name.casefold()


def _words(text: str) -> frozenset[str]:
    """The words that say something."""
    return frozenset(word.casefold() for word in _WORD.findall(text) if len(word) >= _LITTLE or word.isdigit())
