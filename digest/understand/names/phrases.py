"""Whom does "the prime minister", "the company" mean? The one body or person whose stated role or name has these words."""

import re
from collections.abc import Sequence

from digest.model import Entity, EntityKind
from digest.understand.names.words import words

# "the former prime minister" – a phrase that points at somebody already named
DEFINITE = re.compile(r"(?:the|this|that|The|This|That)\s+((?:[\w’'-]+\s+){0,4}[\w’'-]+)$")

_EMPTY = frozenset("former then current late new young veteran longtime embattled ex own senior".split())
_FIRMS = frozenset(
    "company firm carmaker automaker manufacturer retailer airline bank supermarket startup start-up publisher developer operator insurer "
    "supplier producer maker builder brewer broadcaster newspaper magazine paper group organisation organization charity union association "
    "federation agency department ministry university college school hospital museum council committee commission board court party club team "
    "foundation institute society authority regulator watchdog network league church campaign".split()
)


def meant(
    phrase: str,
    at: int,
    entities: Sequence[Entity],
    stated: Sequence[Sequence[tuple[int, str]]],
    genders: Sequence[str],
) -> int | None:
    """Index of the entity, None where none or several fit. `at` is the phrase's offset: whom it means was named before."""
    match = DEFINITE.match(" ".join(phrase.split()))
    if match is None:
        return None
    said = [word for word in re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", match[1].lower()) if word not in _EMPTY]
    if not said:
        return None
    if said[-1] in words("role_noun"):
        fit = [
            n
            for n, e in enumerate(entities)
            if e.kind is EntityKind.PERSON and _has_role(said, at, stated[n], genders[n])
        ]
    elif said[-1] in _FIRMS:
        fit = [
            n for n, e in enumerate(entities) if e.kind is EntityKind.ORGANISATION and _is_such(said, at, e, stated[n])
        ]
    else:
        return None
    return fit[0] if len(fit) == 1 else None


def _has_role(said: Sequence[str], at: int, stated: Sequence[tuple[int, str]], gender: str) -> bool:
    if said[-1] in words("role_noun_f") and gender == "m":
        return False
    if said[-1] in words("role_noun_m") and gender == "f":
        return False
    for offset, role in stated:
        listed = [word.lower() for word in re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", role)]
        head = listed[: next((i for i, word in enumerate(listed) if word in {"of", "for", "at", "in"}), len(listed))]
        if offset < at and head and head[-1] == said[-1] and all(word in listed for word in said):
            return True
    return False


def _is_such(said: Sequence[str], at: int, entity: Entity, stated: Sequence[tuple[int, str]]) -> bool:
    named = [word.lower() for word in entity.name.split()]
    if entity.mentions[0].start >= at:
        return False
    if said[-1] in named and all(word in named for word in said):
        return True
    return any(offset < at and said[-1] in role.lower().split() for offset, role in stated)
