"""Who said it, and who is who: small inputs from the field, each with what is right beside it (`tests/cases/field`).

One line of an `.expected` file says one thing: `quote: WORDS = SPEAKER [ROLE]`, `no quote: WORDS`, `no speaker: NAME`,
`person: NAME [ROLE]`, `no person: NAME`, `body: NAME`, `no body: NAME`, `named: NAME TIMES`, `no note: WORD`, `apart: A | B` (two
statements), `ends: A | B` (the quote of A ends with B). A line that begins with `xfail ` is not reached yet.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from digest.extract import extract
from digest.model import Quote, Reading
from digest.read import read
from digest.understand import understand

CASES = Path(__file__).with_name("cases") / "field"
# "NAME [ROLE]"
NAMED = re.compile(r"(?P<name>[^\[]+?)(?: \[(?P<role>.+)\])?$")


@cache
def reading(name: str) -> Reading:
    """The reading of one input."""
    return understand(extract(read((CASES / name).read_bytes(), name)))


def lines() -> list[object]:
    """Every line of every case, with its input."""
    found = []
    for path in sorted(CASES.glob("*.expected")):
        source = next(p.name for p in CASES.glob(f"{path.stem}.*") if p.suffix != ".expected")
        for line in path.read_text("utf-8").splitlines():
            bare = line.removeprefix("xfail ")
            marks = [pytest.mark.xfail(strict=True)] if bare != line else []
            found.append(pytest.param(source, bare, id=f"{path.stem}: {bare}", marks=marks))
    return found


def quoted(found: Reading, words: str) -> Quote | None:
    """The quote that holds these words."""
    return next((q for q in found.quotes if words in q.text), None)


@pytest.mark.parametrize(("source", "line"), lines())
def test_the_field_case_is_read_as_it_should_be(source: str, line: str) -> None:
    """What an editor found wrong in the field is right, one statement a line."""
    found = reading(source)
    what, _, value = line.partition(": ")
    people = {e.name: e for e in found.entities if e.kind.value == "person"}
    bodies = {e.name for e in found.entities if e.kind.value == "organisation"}
    notes = {note.words for point in found.key_points for note in point.resolved}
    if what == "quote":
        words, _, who = value.rpartition(" = ")
        name, role = NAMED.fullmatch(who).groups()  # type: ignore[union-attr] # any text fits
        quote = quoted(found, words)
        assert quote is not None, [q.text for q in found.quotes]
        assert quote.speaker is not None
        assert name in quote.speaker.name
        assert not role or quote.speaker.role == role
    elif what == "person":
        name, role = NAMED.fullmatch(value).groups()  # type: ignore[union-attr] # any text fits
        assert name in people
        assert not role or people[name].role == role
    elif what == "named":
        name, _, times = value.rpartition(" ")
        assert people[name].named == int(times)
    elif what in {"apart", "ends"}:
        one, other = (part.strip() for part in value.split("|"))
        first, second = quoted(found, one), quoted(found, other)
        assert first is not None
        assert second is not None
        assert first.group != second.group if what == "apart" else first.text.endswith(other)
    else:
        speakers = {q.speaker.name for q in found.quotes if q.speaker}
        absent = {
            "no quote": quoted(found, value) is None,
            "no speaker": value not in speakers,
            "no person": value not in people,
            "body": value in bodies,
            "no body": value not in bodies,
            "no note": value not in notes,
        }
        assert absent[what], (value, speakers, sorted(people), sorted(bodies))
