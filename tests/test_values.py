"""Front matter as YAML 1.2's core schema has it."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.summary import values

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=30)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(-1e9, 1e9).map(lambda x: round(x, 6))
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(WORDS, PLAIN, max_size=5))
def test_what_is_written_reads_back_as_the_same(fields: dict[str, Any]) -> None:
    """Whatever the words, a value and its type survive the file."""
    back = values.load(values.dump(fields))
    assert back == fields
    assert repr(back) == repr(fields)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("2026-09-14", "2026-09-14"), ("12:30", "12:30"), ("007", "007"), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ("true", True), ("~", None), ("-12", -12), ("3.70", 3.7), ("1e3", 1000.0), ("'12'", "12"), ("<<", "<<"), ("!!str 12", "12"),
    ],
)  # fmt: skip
def test_only_the_core_schema_has_types(text: str, value: Any) -> None:
    """Words that other versions of YAML read as truth values, dates, times or numbers of other bases stay words."""
    found = values.load(f"a: {text}")["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    ["a: !!python/object/apply:os.getcwd []", "a: !!binary aGk=", "a: !x 1", "? [b]\n: 1", "a: !!int one", "a: ["],
)
def test_what_is_no_plain_value_is_refused(text: str) -> None:
    """A tag, a list for a name, or broken YAML makes no object."""
    with pytest.raises((yaml.YAMLError, ValueError)):
        values.load(text)
