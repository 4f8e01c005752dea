"""Where do the articles of a story disagree, and what is only newer?

Claims of two articles are compared when they are of the same thing, within the same limits. Precision comes first: where one
article gives two values itself, or where the other value is in it with another limit, nothing is shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from digest.english.calendar import WEEKDAYS
from digest.group.disagreements.values import agree
from digest.model import Claim, ClaimKind

# a limit that makes a number another one, even where both articles name it
_NEVER = frozenset({"before", "other", "part", "not", "maybe"})
# nouns that two clauses must share to date one thing
_SHARED = {"in force": 0, "completed": 0, "positive test": 0, "sentencing": 0, "sale": 0}
_PLAIN = 2
_WEEK = frozenset("day week month year morning night evening".split()).union(WEEKDAYS)
_WIDE = frozenset(
    f"in {place}" for place in "country nation province county region nationally nationwide world worldwide".split()
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim and the article that makes it; `day` is ISO 8601."""

    article: str
    day: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the articles give differently: at least two values, from at least two articles; `updated` where the later is newer."""

    kind: ClaimKind
    topic: str
    stated: tuple[Stated, ...]
    updated: bool


def find(articles: Mapping[str, Sequence[Claim]], days: Mapping[str, str]) -> list[Disagreement]:
    """The disagreements and updates between articles, by id; `days` are their days."""
    every = [
        Stated(article, days.get(article, ""), claim)
        for article in sorted(articles, key=lambda one: (days.get(one, ""), one))
        for claim in articles[article]
    ]
    topics: dict[tuple[ClaimKind, str, str], list[Stated]] = {}
    for one in every:
        topics.setdefault((one.claim.kind, one.claim.topic, one.claim.unit), []).append(one)
    found: list[Disagreement] = []
    for _, stated in sorted(topics.items()):
        for group in _things(stated):
            found += _rows(group, stated)
    return found


def _things(stated: Sequence[Stated]) -> list[list[Stated]]:
    """The claims of one topic, parted by whose value it is and within which limits."""
    things: list[list[Stated]] = []
    for one in stated:
        if not _NEVER.isdisjoint(one.claim.scope):
            continue
        home = next((thing for thing in things if all(_same(one.claim, other.claim) for other in thing)), None)
        if home is None:
            things.append([one])
        else:
            home.append(one)
    return things


def _same(a: Claim, b: Claim) -> bool:
    """Whether two claims of one topic are of one thing."""
    if not _holders(a.holder, b.holder):
        return False
    if a.kind is ClaimKind.OUTCOME and not (a.holder and b.holder):
        return False
    if a.kind is ClaimKind.DATE and len((set(a.about) & set(b.about)) - _WEEK) < _SHARED.get(a.topic, _PLAIN):
        return False
    wide_a, wide_b = _WIDE & set(a.scope), _WIDE & set(b.scope)
    near_a = {limit for limit in a.scope if limit.startswith("in ")} - _WIDE
    near_b = {limit for limit in b.scope if limit.startswith("in ")} - _WIDE
    rest_a = {limit for limit in a.scope if not limit.startswith("in ")}
    rest_b = {limit for limit in b.scope if not limit.startswith("in ")}
    return wide_a == wide_b and _nouns(rest_a, rest_b) and (not near_a or not near_b or bool(near_a & near_b))


def _nouns(a: set[str], b: set[str]) -> bool:
    """Whether two sets of limits are one; "seabirds" are "birds"."""
    only_a, only_b = sorted(a - b), sorted(b - a)
    if len(only_a) == len(only_b) == 1 and only_a[0][:3] == only_b[0][:3] == "of ":
        one, other = only_a[0].removeprefix("of "), only_b[0].removeprefix("of ")
        return one.endswith(other) or other.endswith(one)
    return a == b


def _holders(a: str, b: str) -> bool:
    """Whether two names may name one: all the words of the shorter are in the longer."""
    one, other = set(a.lower().split()), set(b.lower().split())
    return not one or not other or one <= other or other <= one


def _rows(thing: Sequence[Stated], topic: Sequence[Stated]) -> list[Disagreement]:
    """What is to be shown of one thing: a disagreement for each day, and an update over the days."""
    clear = [
        one for one in thing if all(agree(one.claim, other.claim) for other in thing if other.article == one.article)
    ]
    shown = [one for one in clear if not _elsewhere(one, clear, topic)]
    if not any(_differ(a, b) for a, b in combinations(shown, 2)):
        return []
    changing = all(one.claim.changing for one in shown) and not any(one.claim.disputes for one in shown)
    kind, name = shown[0].claim.kind, shown[0].claim.topic
    if not changing:
        return [Disagreement(kind, name, tuple(shown), updated=False)]
    found = []
    for day in sorted({one.day for one in shown}):
        today = [one for one in shown if one.day == day]
        if any(_differ(a, b) for a, b in combinations(today, 2)):
            found.append(Disagreement(kind, name, tuple(today), updated=False))
    if any(_differ(a, b) and a.day != b.day for a, b in combinations(shown, 2)):
        found.append(Disagreement(kind, name, tuple(shown), updated=True))
    return found


def _differ(a: Stated, b: Stated) -> bool:
    newer = a.day != b.day and a.claim.changing and b.claim.changing
    return a.article != b.article and not agree(a.claim, b.claim, newer=newer)


def _elsewhere(one: Stated, clear: Sequence[Stated], topic: Sequence[Stated]) -> bool:
    """Whether an article that gives another value gives this one too, within another limit: then they are two things."""
    against = {other.article for other in clear if _differ(one, other)}
    return any(
        other.article in against
        and other not in clear
        and other.claim.exact is not None
        and other.claim.exact == one.claim.exact
        and not any(limit == "before" or limit.startswith("year") for limit in other.claim.scope)
        for other in topic
    )
