"""What several articles say together: each fact once, with those that report it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NUMBER = re.compile(r"\d[\d.,]*")
_SAME = 0.6  # of the words of the longer statement, that the other must have too
_DECIDING = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million billion dozen dozens half"
    " not no never none nobody neither nor without".split()
)
_SHORT = 3  # letters of a word that says little; figures count whatever their length


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of one article; `by` names the article, `day` is its day."""

    text: str
    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in the words of its newest report; `by` are the articles that report it, in their order."""

    text: str
    day: str
    by: tuple[str, ...]


def facts(told: Sequence[Told]) -> list[Fact]:
    """The facts, newest first; of one day those that more articles report first, then as they came."""
    found: list[tuple[Fact, frozenset[str], frozenset[str]]] = []
    for one in told:
        own, numbers = _words(one.text), _numbers(one.text)
        at = next((n for n, (_, other, held) in enumerate(found) if _alike(own, other) and numbers == held), None)
        if at is None:
            found.append((Fact(one.text, one.day, (one.by,)), own, numbers))
            continue
        fact = found[at][0]
        by = fact.by if one.by in fact.by else (*fact.by, one.by)
        newer = one.day > fact.day
        found[at] = (
            (Fact(one.text, one.day, by), own, numbers) if newer else (replace(fact, by=by), found[at][1], found[at][2])
        )
    order = sorted(range(len(found)), key=lambda n: (-len(found[n][0].by), n))
    return [found[n][0] for n in sorted(order, key=lambda n: found[n][0].day, reverse=True)]


def firsts(told: Sequence[Told]) -> Counter[str]:
    """How many of the facts each article tells first; `told` is in the order of the articles' days."""
    found: list[tuple[frozenset[str], frozenset[str]]] = []
    count: Counter[str] = Counter()
    for one in told:
        own = _words(one.text), _numbers(one.text)
        if not any(_alike(own[0], words) and own[1] == numbers for words, numbers in found):
            found.append(own)
            count[one.by] += 1
    return count


def _words(text: str) -> frozenset[str]:
    """The words that say something, without an s at the end."""
    return frozenset(
        word.casefold().removesuffix("s") for word in _WORD.findall(text) if len(word) > _SHORT or word.isdigit()
    )


def alike(one: str, other: str) -> bool:
    """Whether two statements are of one fact."""
    return _alike(_words(one), _words(other))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each says most of what the other says: only then may both be named as reporting it."""
    return len(one & other) >= _SAME * max(1, len(one), len(other))


def _numbers(text: str) -> frozenset[str]:
    """The numbers of a statement, in digits or words, and what denies it: two that differ in these are two facts."""
    spelt = (word for word in re.findall(r"[a-z]+", text.casefold()) if word in _DECIDING)
    return frozenset((*(found.rstrip(".,") for found in _NUMBER.findall(text)), *spelt))
