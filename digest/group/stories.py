"""Which articles are about the same event? Average-link clustering of the articles' likeness (Sokal and Michener 1958)."""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from digest.group.candidates import NEIGHBOURS, candidates
from digest.group.copies import copies
from digest.group.likeness import features, likeness, model
from digest.group.words import words

Links = dict[int, dict[int, float]]
_SETTLED = 0.04  # of likeness, that two stories must have more than two articles have to be joined


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


def settled(articles: Iterable[Told], held: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """The stories, each with the id that it has ("" for a new one) and its articles' ids, the earliest first.

    `held` says in which story an article is already: it stays there, and no two such stories are joined. New articles join the
    story that they are most like, or found one together.
    """
    told = sorted(articles)
    same = copies({one.id: one.text for one in told if one.text}, {one.id: one.day for one in told})
    same = {copy: original for copy, original in same.items() if copy not in held}
    own = [one for one in told if one.id not in same and one.text]
    known = {at: held[one.id] for at, one in enumerate(own) if one.id in held}
    found = clusters(len(own), links(own, "text"), model("text").joins, known)
    stories: list[tuple[str, list[str]]] = []
    for members in found:
        names = {known[at] for at in members if at in known}
        ids = [own[at].id for at in members]
        ids += [copy for copy, original in same.items() if original in ids]
        if names or len(ids) > 1:
            stories.append((min(names, default=""), ids))
    return stories


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


def clusters(
    number: int,
    likenesses: Mapping[int, Mapping[int, float]],
    joins: float,
    known: Mapping[int, str] = MappingProxyType({}),
) -> list[list[int]]:
    """The stories of `number` articles, each in ascending order: the two most alike are joined while above `joins`.

    How alike two stories are is the average over all pairs of their articles; a pair that was not compared counts as 0.
    Stories so large that not all their pairs are compared count those that could be. Articles that are `known` to be of one story
    are together from the start, and two known stories stay apart.
    """
    sums: Links = {one: dict(row) for one, row in likenesses.items()}
    members = {at: [at] for at in range(number)}
    names = dict(known)
    firsts: dict[str, int] = {}
    for at, name in sorted(known.items()):
        if firsts.setdefault(name, at) != at:
            _join(sums, members, firsts[name], at)
    heap = [
        (-average, one, other)
        for one, row in sums.items()
        for other in row
        if one < other
        and (average := _average(sums, members, one, other)) > joins
        and not (one in names and other in names)
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if one not in members or other not in members or -negative != _average(sums, members, one, other):
            continue  # one of the two has been joined with a third since
        if other in names:
            if one in names:
                continue
            names[one] = names.pop(other)
        _join(sums, members, one, other)
        row = sums.get(one, {})
        for third in row:
            average = _average(sums, members, one, third)
            if average > joins and not (one in names and third in names):
                heapq.heappush(heap, (-average, min(one, third), max(one, third)))
    return [sorted(held) for _, held in sorted(members.items())]


def _join(sums: Links, members: dict[int, list[int]], one: int, other: int) -> None:
    """Puts the articles of the second story into the first."""
    members[one] += members.pop(other)
    row = sums.setdefault(one, {})
    for third, like in sums.pop(other, {}).items():
        if third != one:
            row[third] = row.get(third, 0.0) + like
            sums[third][one] = row[third]
            del sums[third][other]
    row.pop(other, None)


def _average(sums: Links, members: Mapping[int, Sequence[int]], one: int, other: int) -> float:
    """How alike two stories are; two that both have several articles must be more so."""
    few, many = sorted((len(members[one]), len(members[other])))
    average = sums[one].get(other, 0.0) / (few * min(many, NEIGHBOURS))
    return average - _SETTLED if few > 1 else average
