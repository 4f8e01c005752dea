"""Keys of the cache: the same for the same value in any process, another for any other value."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import pipeline
from digest.build.keys import canonical, key
from digest.build.plain import back, plain
from digest.extract import Hints
from digest.model import Article, Figure
from digest.pipeline import Committed
from tests.conftest import LEDE, ROOT


class Colour(StrEnum):
    """A text that is no plain text."""

    RED = "red"


@dataclass(frozen=True)
class Pier:
    """Something with fields."""

    name: str
    berths: frozenset[str] = frozenset()


SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.integers(), inner, max_size=4),
    max_leaves=12,
)


def typed(value: Any) -> Any:
    """The value with the type of each part, so that 1, 1.0 and True differ."""
    if isinstance(value, list):
        return ["list", [typed(item) for item in value]]
    if isinstance(value, Mapping):
        return {"mapping": {(type(name).__name__, name): typed(item) for name, item in value.items()}}
    return [type(value).__name__, value, str(value)]  # -0.0 is not 0.0


@given(VALUES, VALUES)
def test_two_values_have_one_form_only_if_they_are_the_same(one: Any, other: Any) -> None:
    """No two different values share their canonical form, however they are nested."""
    assert (canonical(one) == canonical(other)) is (typed(one) == typed(other))


@given(st.dictionaries(st.text(), st.integers()), st.sets(st.text()))
def test_order_without_meaning_does_not_count(mapping: dict[str, int], words: set[str]) -> None:
    """Mappings and sets have the same form whatever order they were filled in."""
    assert canonical(mapping) == canonical(dict(reversed(mapping.items())))
    assert canonical(words) == canonical(frozenset(sorted(words, reverse=True)))


def test_kinds_are_told_apart() -> None:
    """A text is not the member of an enumeration with that text, nor a data class the list of its fields."""
    forms = [
        canonical(v) for v in ("red", Colour.RED, Pier("red"), ["red", frozenset()], ["red", []], b"red", ("red",))
    ]
    assert len(set(forms)) == len(forms)
    assert canonical(["red"]) == canonical(("red",))


@pytest.mark.parametrize("value", [object(), Path("a"), lambda: 0, {1: {2: Path("a")}}, Pier, 1j])
def test_a_value_without_a_canonical_form_is_refused(value: Any) -> None:
    """What has no form of its own raises, instead of taking one from its address in memory."""
    with pytest.raises(TypeError, match="has no canonical form"):
        key("test", value)


def test_a_key_is_the_same_in_every_process() -> None:
    """The key of the whole settings, taxonomy with its sets included, does not depend on the hash seed."""
    code = (
        "from pathlib import Path; from digest import config; from digest.build import owned; from digest.build.keys import key;"
        f"print(key('x', owned.options(config.load(Path({str(ROOT)!r})))))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1


def test_an_article_survives_the_cache() -> None:
    """An article comes back from its plain form equal, posts and mentions and enumerations included."""
    text = f"SANDWICK (Northwire) – {LEDE}\n\n— Ada Brun (@adabrun) 12 October 2026\n"
    article = pipeline.article(Committed("2026-10-12-pier.txt", text.encode(), "pier", Hints()))
    assert article.dateline is not None
    assert back(Article, json.loads(json.dumps(plain(article)))) == article


def test_numbers_survive_the_cache() -> None:
    """A number without an upper end keeps it absent."""
    figure = Figure(3.7e9, "EUR", "€3.7bn", "aid", 1, 8, "s1")
    assert back(Figure, json.loads(json.dumps(plain(figure)))) == figure
