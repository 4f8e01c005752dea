"""What a noun says of the one it is used of: person or body, woman or man, kin, an office."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from digest.understand.names.words import words

_GROWN = 18  # years


def is_person(lemma: str) -> bool:
    """Whether a common noun names a person: "niece", "lawyer", "29-year-old"."""
    return lemma in words("role_noun") or lemma in _sections()["person"] or lemma.endswith(("-year-old", "-in-law"))


def is_body(lemma: str) -> bool:
    """Whether a common noun names a body: "company", "ministry"."""
    return lemma in _sections()["body"]


def is_trade(lemma: str) -> bool:
    """Whether a noun names a firm as well as a person: "broker", "developer", "owner"."""
    return lemma in _sections()["trade"]


def is_kin(lemma: str) -> bool:
    """Whether a noun names a relation to somebody: "mother", "colleague", "spokesman"."""
    return lemma in _sections()["kin"] or lemma.endswith("-in-law")


def is_writing(lemma: str) -> bool:
    """Whether a noun names something written or shown that "says" what is in it: "report", "deal", "sign"."""
    return lemma in _sections()["writing"]


def is_young(lemma: str) -> bool:
    """Whether a noun names a child: "girl", "pupil", "nine-year-old"."""
    age = lemma.partition("-")[0]
    return lemma in _sections()["young"] or (lemma.endswith("-year-old") and age.isdecimal() and int(age) < _GROWN)


def is_grown(lemma: str) -> bool:
    """Whether a noun names somebody who is no child: an office, a profession, a parent."""
    return lemma in words("role_noun") and not is_young(lemma)


def is_proxy(lemma: str) -> bool:
    """Whether a noun names somebody who speaks for another: "spokesman", "office", "lawyer"."""
    return lemma in _sections()["proxy"]


def gender(lemma: str) -> str:
    """The gender a noun says, "m" or "f", else ""."""
    if lemma in words("role_noun_f") or lemma in _sections()["female"] or lemma.endswith("woman"):
        return "f"
    return "m" if lemma in words("role_noun_m") or lemma in _sections()["male"] else ""


@cache
def _sections() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in resources.files(__package__).joinpath("lists", "nouns.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return MappingProxyType({name: frozenset(entries) for name, entries in found.items()})
