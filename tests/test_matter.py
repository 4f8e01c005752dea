"""Which statements matter: the cases of `tests/cases/statements.md`, and what holds of any."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.render.matter import MOST, matter
from digest.render.values import Said

CASES = Path(__file__).with_name("cases") / "statements.md"


@dataclass
class Case:
    """One case: what is told already, the statements, and whether each is to be seen at once."""

    title: str
    told: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    seen: list[bool] = field(default_factory=list)


def statement(kind: str, who: str, cue: str, text: str, number: int = 0) -> Said:
    """A statement as a page has it; "?" is an unnamed speaker."""
    name, _, role = who.partition(", ")
    unnamed = name == "?"
    return Said(f"q-{number}", kind, text, "" if unnamed else name, "", role, "", unnamed, "", "", cue, (), "exact", ())


def cases() -> list[Case]:
    """The cases of the file."""
    found: list[Case] = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith("told: "):
            found[-1].told.append(line[6:])
        elif line.startswith(("+ ", "- ")):
            kind, who, cue, text = line[2:].split(" | ", 3)
            found[-1].said.append(statement(kind, who, cue, text, len(found[-1].said)))
            found[-1].seen.append(line.startswith("+"))
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_reader_sees_the_statements_that_matter(case: Case) -> None:
    """Those of the case that are to be seen, in the article's order, and no other."""
    wanted = [one.text for one, seen in zip(case.said, case.seen, strict=True) if seen]
    assert [one.text for one in matter(case.said, case.told)] == wanted


said = st.builds(
    statement,
    st.sampled_from(["direct", "partial", "indirect", "social", "document"]),
    st.sampled_from(["?", "Ada Berg", "Odd Vik, clerk", "Ena Kol"]),
    st.sampled_from(["said", "denied", ""]),
    st.text(st.sampled_from("ab “”,."), max_size=60),
    st.integers(0, 5),
)


@given(st.lists(said, max_size=12), st.lists(st.text(max_size=20), max_size=3))
def test_choice_is_some_of_what_was_said_in_its_order(listed: list[Said], told: list[str]) -> None:
    """At most five, none made up, none twice, in the article's order; the same whenever it is asked."""
    chosen = matter(listed, told)
    places = [next(n for n, one in enumerate(listed) if one is found) for found in chosen]
    assert places == sorted(set(places))
    assert len(chosen) <= MOST
    assert matter(listed, told) == chosen
