"""Whom does "the prime minister", "the company" mean? The one body or person whose stated role or name has these words."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from digest.model import Entity, EntityKind
from digest.understand.names.words import words

# "the former prime minister" – a phrase that points at somebody already named
DEFINITE = re.compile(r"(?:the|this|that|The|This|That)\s+((?:[\w’'-]+\s+){0,4}[\w’'-]+)$")
# "embattled", "vice-president", "firm’s"
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

_EMPTY = frozenset("former then current late new young veteran longtime embattled ex own senior".split())
_FIRMS = frozenset(
    "company firm carmaker automaker manufacturer retailer airline bank supermarket startup start-up publisher developer operator insurer "
    "supplier producer maker builder brewer broadcaster newspaper magazine paper group organisation organization charity union association "
    "federation agency department ministry university college school hospital museum council committee commission board court party club team "
    "foundation institute society authority regulator watchdog network league church campaign".split()
)


def index(entities: Sequence[Entity], stated: Sequence[Sequence[tuple[int, str]]]) -> dict[str, list[int]]:
    """The indices of the entities whose name or stated roles hold each word, in order."""
    found: dict[str, list[int]] = {}
    for n, (entity, roles) in enumerate(zip(entities, stated, strict=True)):
        told = [entity.name, *(role for _, role in roles)]
        for word in {word for words_told in told for word in (*words_told.lower().split(), *_words(words_told))}:
            found.setdefault(word, []).append(n)
    return found


def meant(  # noqa: PLR0913, PLR0917 - what is known of the entities, in columns
    phrase: str,
    at: int,
    entities: Sequence[Entity],
    stated: Sequence[Sequence[tuple[int, str]]],
    genders: Sequence[str],
    holding: Mapping[str, Sequence[int]],
) -> int | None:
    """Index of the entity, None where none or several fit. `at` is the phrase's offset: whom it means was named before.

    `holding` is their `index`.
    """
    match = DEFINITE.match(" ".join(phrase.split()))
    if match is None:
        return None
    said = [word for word in _words(match[1]) if word not in _EMPTY]
    if not said or not (said[-1] in words("role_noun") or said[-1] in _FIRMS):
        return None
    near = holding.get(said[-1], ())
    if said[-1] in words("role_noun"):
        people = (n for n in near if entities[n].kind is EntityKind.PERSON)
        fit = list(islice((n for n in people if _has_role(said, at, stated[n], genders[n])), 2))
    else:
        bodies = (n for n in near if entities[n].kind is EntityKind.ORGANISATION)
        fit = list(islice((n for n in bodies if _is_such(said, at, entities[n], stated[n])), 2))
    return fit[0] if len(fit) == 1 else None


def _words(phrase: str) -> list[str]:
    return _WORD.findall(phrase.lower())


def _has_role(said: Sequence[str], at: int, stated: Sequence[tuple[int, str]], gender: str) -> bool:
    if said[-1] in words("role_noun_f") and gender == "m":
        return False
    if said[-1] in words("role_noun_m") and gender == "f":
        return False
    for offset, role in stated:
        listed = _words(role)
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
