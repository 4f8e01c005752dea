"""Which articles tell of the same event? Average-link clustering of the articles' likeness (Sokal and Michener 1958)."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digest.group.candidates import NEIGHBOURS, candidates
from digest.group.copies import copies
from digest.group.likeness import features, likeness, model
from digest.group.words import words

Links = dict[int, dict[int, float]]


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """An article to be grouped; `day` is ISO 8601 or empty."""

    day: str
    id: str
    title: str
    text: str


def group(articles: Iterable[Told]) -> dict[str, str]:
    """Article id → id of the first article of its story; an article alone is the first of its own.

    Copies of one text count once. Pure, deterministic, the same for any order of the articles.
    """
    told = sorted(articles)
    same = copies({one.id: one.text for one in told if one.text}, {one.id: one.day for one in told})
    origins = [one for one in told if one.id not in same]
    found: dict[str, str] = {}
    for kind in ("text", "titles"):
        own = [one for one in origins if bool(one.text) == (kind == "text")]
        for members in clusters(len(own), links(own, kind), model(kind).joins):
            found |= {own[at].id: own[members[0]].id for at in members}
    return found | {copy: found[original] for copy, original in same.items()}


def links(articles: Sequence[Told], kind: str, since: int = 0) -> Links:
    """The likeness of the pairs worth comparing, both ways round; of those from `since` on with all before them."""
    told = [words(one.title, one.text) for one in articles]
    a, b = candidates([one.fields["whole"] for one in told], since)
    kept, rows = features(told, [one.day for one in articles], a, b)
    found: Links = {}
    for one, other, like in zip(a[kept].tolist(), b[kept].tolist(), likeness(model(kind)(rows)).tolist(), strict=True):
        if like > 0:
            found.setdefault(one, {})[other] = like
            found.setdefault(other, {})[one] = like
    return found


def clusters(number: int, likenesses: Mapping[int, Mapping[int, float]], joins: float) -> list[list[int]]:
    """The stories of `number` articles, each in ascending order: the two most alike are joined while above `joins`.

    How alike two stories are is the average over all pairs of their articles; a pair that was not compared counts as 0.
    Stories so large that not all their pairs are compared count those that could be.
    """
    sums: Links = {one: dict(row) for one, row in likenesses.items()}
    members = {at: [at] for at in range(number)}
    heap = [(-like, one, other) for one, row in sums.items() for other, like in row.items() if one < other and like > joins]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members or -negative != _average(sums, members, one, other):
            continue  # one of the two has been joined with a third since
        members[one] += members.pop(other)
        row = sums[one]
        for third, like in sums.pop(other).items():
            if third != one:
                row[third] = row.get(third, 0.0) + like
                sums[third][one] = row[third]
                del sums[third][other]
        del row[other]
        for third in row:
            average = _average(sums, members, one, third)
            if average > joins:
                heapq.heappush(heap, (-average, min(one, third), max(one, third)))
    return [sorted(held) for _, held in sorted(members.items())]


def _average(sums: Links, members: Mapping[int, Sequence[int]], one: int, other: int) -> float:
    few, many = sorted((len(members[one]), len(members[other])))
    return sums[one].get(other, 0.0) / (few * min(many, NEIGHBOURS))
