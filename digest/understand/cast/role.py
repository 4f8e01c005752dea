"""What is a person, as the article states it anywhere: beside the name, in an apposition, by a description that means them."""

from collections.abc import Sequence

from digest.understand.cast.members import Member
from digest.understand.cast.mentions import Mention
from digest.understand.cast.scene import Scene
from digest.understand.names import nouns
from digest.understand.names.roles import stands_alone
from digest.understand.names.words import words
from digest.understand.quotes.subjects import phrase

_SURE = 0.9  # from here on a description that means somebody gives their role
_OWNER = 0.8  # and one that means whose relation somebody is
_LONGEST = 14  # words
_EMPTY = frozenset("man woman boy girl person people victim man’s one child official resident".split())
_ARTICLES = ("the ", "a ", "an ")


def of(scene: Scene, member: Member, stated: Sequence[str]) -> str:
    """The fullest role that can be understood alone; "" where none is stated."""
    beside = [role for role in stated if stands_alone(role)]
    apposed = [role for one in member.mentions if one.same is not None and (role := _described(scene, one))]
    fullest = max([*beside, *apposed], key=_worth, default="")
    if _worth(fullest) > 0:
        return fullest
    meant = [role for one in member.mentions if _tells(one) and (role := _described(scene, one))]
    return max([fullest, *meant], key=_worth, default="")


def _worth(role: str) -> float:
    """How much a role says: a full noun more than a title, a few words more than one, but no sentence."""
    listed = role.split()
    if not listed or len(listed) > _LONGEST:
        return -1.0
    titled = all(word in words("office") or word.endswith(".") for word in listed)
    clause = listed[0].lower() in {"who", "which"}
    return (0.0 if titled and len(listed) == 1 and role.endswith(".") else 1.0) + min(len(listed), 5) * 0.2 - clause


def _tells(one: Mention) -> bool:
    """Whether a description that was found to mean somebody says what they are."""
    told = one.shape == "description" and one.same is None and one.sure >= _SURE and not one.plural
    return told and nouns.is_person(one.word) and one.word not in _EMPTY and one.determiner in {"the", "owner"}


def _described(scene: Scene, one: Mention) -> str:
    """The words of a description, without an article, and with the name of whom a relation is to."""
    if one.shape != "description" or one.clause < 0 or one.plural:
        return ""
    if not nouns.is_person(one.word) and (nouns.is_body(one.word) or one.determiner not in {"a", "the"}):
        return ""
    clause = scene.ground.clauses[one.clause]
    span = phrase(clause, one.head)
    end = max(one.end, span.end if span else 0)
    if one.same is not None and one.end < one.same.begin < end:
        end = one.same.begin
    said = scene.ground.text[one.start : end].strip(" ,")
    if one.determiner == "owner" and one.owner is not None and one.owner.shape == "pronoun":
        rest = scene.ground.text[one.owner.end : end].strip(" ,")
        owner = scene.members[one.owner.bearer] if one.owner.bearer >= 0 and one.owner.sure >= _OWNER else None
        if owner is not None and owner.cluster >= 0 and owner.number != one.bearer:
            return f"{scene.clusters[owner.cluster].name}’s {rest}"
        return "" if nouns.is_kin(one.word) else rest
    lower = said.lower()
    return next((said[len(a) :] for a in _ARTICLES if lower.startswith(a)), said)
