"""Do two articles mean two people who share a name? Only where what they say of the bearer cannot be said of one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from digest import english

if TYPE_CHECKING:
    from digest.people import Named

_WORD = re.compile(r"[^\W\d_]+")
# "former mayor", "retired judge": what somebody was says nothing against what they are
_PAST = re.compile(r"\b(?:former|formerly|ex|retired|one-time|late)\b", re.IGNORECASE)
# "mayor of Kestrel Bay", "the MP for Harrow": an office and its place
_OFFICE = re.compile(
    r"\b(?P<office>mayor|governor|MP|senator|bishop|sheriff|premier|president|prime minister) (?:of|for) (?:the )?(?P<place>[A-Z]\w+(?: [A-Z]\w+)*)"
)
# fields that one person often has, at once or one after the other
_NEAR = frozenset(
    frozenset(pair.split())
    for pair in ("politics law", "politics economy", "politics trade", "politics school", "medicine science", "police military")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sign:
    """What an article says of a bearer that may be true of one person alone."""

    field: str
    office: str
    place: str
    year: str


def divided(bearers: Sequence["Named"]) -> list[list["Named"]]:
    """The bearers of one name, each person's together, in the order given; one who may be several is the first of them."""
    people: list[tuple[set[_Sign], set[str], list[Named]]] = []
    for one in bearers:
        sign = _sign(one)
        same = next((person for person in people if one.story in person[1]), None)
        own = same or next((person for person in people if not any(_differ(sign, other) for other in person[0])), None)
        if own is None:
            own = set(), set(), []
            people.append(own)
        own[0].add(sign)
        own[1].update({one.story} - {""})
        own[2].append(one)
    return [listed for _, _, listed in people]


def field(role: str) -> str:
    """The field of a role ("sport"); "" where it has none, several, or is of the past."""
    if _PAST.search(role):
        return ""
    found = {fields()[word] for word in map(str.casefold, _WORD.findall(role)) if word in fields()}
    return found.pop() if len(found) == 1 else ""


@cache
def fields() -> Mapping[str, str]:
    """Each head noun with its field."""
    rows = Path(english.__file__).with_name("occupations.txt").read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return MappingProxyType({noun: name for name, nouns in pairs for noun in nouns.split()})


def _sign(one: "Named") -> _Sign:
    office = None if _PAST.search(one.role) else _OFFICE.search(one.role)
    if office is None:
        return _Sign(field(one.role), "", "", "")
    return _Sign(field(one.role), office["office"], office["place"], one.date[:4])


def _differ(one: _Sign, other: _Sign) -> bool:
    """Whether they cannot be one person's: two fields, or one office in two places within a year."""
    if one.field and other.field and one.field != other.field:
        return frozenset((one.field, other.field)) not in _NEAR
    return bool(one.office) and (one.office, one.year) == (other.office, other.year) and one.place != other.place
