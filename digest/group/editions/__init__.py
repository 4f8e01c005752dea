"""Editions: what happened in a day, a week or a month, in the order of its weight.

    periods.py   which day, week or month an article is of
    weight.py    what leads
    choices.py   what an editor decided about an edition
    past.py      what the editions that are over held

Items, heaviest first:

1. reports before opinion, reviews, press releases, sponsored texts, galleries and lists;
2. more independent sources: outlets with a text of their own (a copy of another article is none);
3. more new facts: what the story's articles did not say before;
4. the newer;
5. the address of its first summary, so that two items never weigh the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from digest.group.editions.periods import Period, named, of
from digest.group.editions.weight import Report, Weights
from digest.model import Edition, EditionKind, Item

__all__ = ["Report", "editions"]


def editions(
    reports: Iterable[Report], kinds: Sequence[EditionKind], past: Mapping[str, Sequence[str]], close_days: int
) -> list[Edition]:
    """The editions, oldest first, those of one day in the order of `kinds`.

    `past` gives for an edition that is over the summaries that it held, in its order. An edition is over when an article
    is dated more than `close_days` after it.
    """
    known = sorted(reports, key=lambda one: (one.day, one.summary))
    newest = max((one.day for one in known if len(one.day) == len("2026-10-12")), default="")
    weights = Weights(known)
    found: list[tuple[str, int, Edition]] = []
    for order, kind in enumerate(kinds):
        groups: dict[Period, list[Report]] = {}
        for one in known:
            period = of(kind, one.day)
            if period:
                groups.setdefault(period, []).append(one)
        for period, held in groups.items():
            edition = _edition(period, held, past.get(period.id), weights)
            over, around = _over(period, newest, close_days), _around(edition, kinds)
            found.append((period.first, order, replace(edition, over=over, around=around)))
    return [edition for _, _, edition in sorted(found, key=lambda one: one[:2])]


def _over(period: Period, newest: str, close_days: int) -> bool:
    return bool(newest) and (date.fromisoformat(newest) - date.fromisoformat(period.last)).days > close_days


def _around(edition: Edition, kinds: Sequence[EditionKind]) -> tuple[str, ...]:
    """The names of the longer periods that it is in."""
    week = of(EditionKind.WEEK, edition.first) if edition.kind is EditionKind.DAY else None
    month = named(edition.month) if edition.kind is not EditionKind.MONTH else None
    return tuple(found.id for found in (week, month) if found and found.kind in kinds)


def _edition(period: Period, held: Sequence[Report], past: Sequence[str] | None, weights: Weights) -> Edition:
    late: tuple[str, ...] = ()
    order: Mapping[str, int] = {}
    if past is not None:
        order = {summary: place for place, summary in enumerate(past)}
        late = tuple(one.article for one in held if one.summary not in order)
        held = [one for one in held if one.summary in order]
    items: dict[str, list[Report]] = {}
    for one in held:
        items.setdefault(one.story or f"article {one.article}", []).append(one)
    if past is None:
        ordered = sorted(items.values(), key=weights.of)
    else:
        ordered = sorted(items.values(), key=lambda item: min(order[one.summary] for one in item))
    made = tuple(Item(item[0].story, tuple(one.article for one in item)) for item in ordered)
    return Edition(period.id, period.kind, period.first, period.last, made, late)
