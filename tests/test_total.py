"""Whatever an editor made of one summary, its page is made, and so are those of the others."""

import copy
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import pytest

from digest.build.archive import joined
from digest.model import BlockKind, Mention, Summary
from digest.people import Aliases
from digest.render import Site, pages
from tests.rendered import QUOTE, fields, made, settings

OTHERS: list[Any] = [
    None, True, 0, -1.5, float("inf"), 10**40, "", "x", "2026-13-45", "feature", [], {}, [None], ["x"], [[]], [{}], {"x": {}}, {None: None}, [{"text": {}}],
]  # fmt: skip


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value within one."""
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*here, key)
        yield from paths(value[key], (*here, key))


def changed(way: tuple[Any, ...], change: str, other: Any = None) -> dict[str, Any]:
    """Front matter with one value dropped, put under another name, or replaced."""
    whole = copy.deepcopy(fields())
    inner: Any = whole
    for step in way[:-1]:
        inner = inner[step]
    if change == "set":
        inner[way[-1]] = other
    else:
        value = inner.pop(way[-1])
        if change == "rename" and isinstance(inner, dict):
            inner[f"{way[-1]} "] = value
    return whole


def shown(ones: Sequence[dict[str, Any]]) -> None:
    """Makes all pages of summaries and a good one."""
    whole = ((BlockKind.PARAGRAPH, Mention(0, len(QUOTE), QUOTE)),)
    good = {**fields(), "source": {**fields()["source"], "file": "other.md"}}
    changed = [Summary(f"2026/09/{number}.md", one, "*x*", whole) for number, one in enumerate(ones)]
    summaries, moved, _ = joined([*changed, Summary("2026/09/good.md", good)], Aliases(), {})
    found = {page.path for page in pages(summaries, Site("D", "", "", settings()), None, moved)}
    assert {"2026/09/good/index.md", *(f"2026/09/{number}/index.md" for number in range(len(ones)))} <= found


@pytest.mark.parametrize("rights", ["full", "excerpt", "link"])
def test_any_single_change_of_a_summary_has_a_page(rights: str) -> None:
    """Each key dropped, renamed and given every other kind of value: rendering goes on."""
    ways = [way for way in paths(fields()) if way != ("source", "rights")]
    assert len(ways) > 90
    for _, several in groupby(ways, key=lambda way: way[0]):
        ones = []
        for way in several:
            ones += [changed(way, "drop"), changed(way, "rename"), *(changed(way, "set", other) for other in OTHERS)]
        for one in ones:
            if isinstance(one.get("source"), dict):
                one["source"]["rights"] = rights
        shown(ones)


def test_unknown_kind_and_form_are_shown_as_what_claims_least() -> None:
    """A quote of an unknown kind is reported speech; a form that is none is not told."""
    for kind in ("paraphrase", None):
        quote = {**fields()["quotes"][0], "kind": kind, "text": "the piles are hollow"}
        page = made(fields(quotes=[quote], source={**fields()["source"], "form": "feature"}))["2026/09/pier/index.md"]
        assert 'class="reported"' in page
        assert "“the piles are hollow" not in page
        assert "feature" not in page


@pytest.mark.parametrize("state", ["held", "Held", " HELD "])
def test_held_is_held_however_it_is_spelled(state: str) -> None:
    """A summary that an editor holds back is on no page."""
    assert not [path for path in made(fields(review={"state": state})) if "pier" in path]
