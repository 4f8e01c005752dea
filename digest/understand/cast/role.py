"""What is a person, as the article states it anywhere: beside the name, in an apposition, by a description that means them."""

import re
from collections.abc import Sequence

from digest.model import EntityKind
from digest.understand.cast.members import Member
from digest.understand.cast.mentions import Mention
from digest.understand.cast.scene import Scene
from digest.understand.names import nouns
from digest.understand.names.roles import stands_alone
from digest.understand.names.words import words
from digest.understand.quotes.subjects import phrase

_FULL = 1.2  # worth of a role that is more than a title
_LEAD = 30  # characters in front of a description that are looked at
_MANAGING = "managing "  # its "director" is read as what is managed
# "Dr Naledi Moroka of Overberg University", "Insp Colin Nethercott, of Ledshire Police"
_OF = re.compile(r",? of (?:the )?")
_OF_LONGEST = 9
_SURE = 0.75  # from here on a description that means somebody gives their role
_OWNER = 0.8  # and one that means whose relation somebody is
_LONGEST = 14  # words
_KIN = 1.15  # worth of "Ann Lee's mother", which is more than a title and less than an office
# " since 2011", " travelling with 31 pupils", " whose house stood"
_GOES_ON = re.compile(r",? (?:whose|who|which|where|when|since|travelling|traveling|living|based|known)(?= )| of \d")
_SAYS_NOTHING = frozenset("leader head member man woman boy girl people one child victim claim star".split())
_FIRST_PERSON = frozenset({"my", "our"})
# "mother", "younger sister", "sister-in-law"; "Ann Lee's mother", "mother of two"
_FAMILY = re.compile(
    r"\b(?:mother|father|mum|mom|dad|son|daughter|brother|sister|wife|husband|widow|widower|uncle|aunt|cousin|nephew|niece|nan"
    r"|grand(?:mother|father|son|daughter)|girlfriend|boyfriend|partner|fiancée?)(?:-in-law)?(?= of\b| to\b|$)"
)
_RELATED = re.compile(r"[’']s? | of | to |business partner$|managing partner$|senior partner$")
_EMPTY = frozenset("man woman boy girl person people victim man’s one child official resident".split())
_ARTICLES = ("the ", "a ", "an ")


def of(scene: Scene, member: Member, stated: Sequence[str]) -> str:
    """The fullest role that can be understood alone; "" where none is stated."""
    beside = [role for role in map(_whole, stated) if stands_alone(role)]
    apposed = [role for one in member.mentions if one.same is not None and (role := _whole(_described(scene, one)))]
    fullest = max([*beside, *apposed], key=_worth, default="")
    if _worth(fullest) >= _FULL:
        return fullest
    meant = [role for one in member.mentions if _tells(one) and (role := _whole(_described(scene, one)))]
    fullest = max([fullest, *meant], key=_worth, default="")
    return fullest if _worth(fullest) >= _FULL else ", ".join(filter(None, (fullest, _affiliation(scene, member))))


def _whole(role: str) -> str:
    """A role without what only goes on from it ("since 2011", "whose house …"); "" for a relation to nobody ("my son")."""
    said = _GOES_ON.split(role, maxsplit=1)[0].strip(" ,")
    own = said.split(" ", 1)[0].lower() in _FIRST_PERSON or said.lower().removeprefix("the ") in _SAYS_NOTHING
    return "" if own or (_FAMILY.search(said) and not _RELATED.search(said)) else said


def _worth(role: str) -> float:
    """How much a role says: an office more than a relation and this more than a title, a few words more than one, but no sentence."""
    listed = role.removeprefix("the ").removeprefix("a ").removeprefix("an ").split()
    if not listed or len(listed) > _LONGEST:
        return -1.0
    title = len(listed) == 1 and (role.endswith(".") or (role in words("office") and role[:1].isupper()))
    clause = listed[0].lower() in {"who", "which"}
    if _FAMILY.search(role):
        return _KIN
    return (0.0 if title else 1.0) + min(len(listed), 5) * 0.2 - clause


def _tells(one: Mention) -> bool:
    """Whether a description that was found to mean somebody says what they are."""
    told = one.shape == "description" and one.same is None and one.sure >= _SURE and not one.plural
    return told and nouns.is_person(one.word) and one.word not in _EMPTY and one.determiner in {"the", "owner"}


def _described(scene: Scene, one: Mention) -> str:
    """The words of a description, without an article, and with the name of whom a relation is to."""
    if one.shape != "description" or one.clause < 0 or one.plural:
        return ""
    # Beside a person's name any noun says what they are; elsewhere one that is not known to may be of a thing.
    apposed = one.same is not None and one.determiner == "owner"
    if not nouns.is_person(one.word) and (nouns.is_body(one.word) or not (apposed or one.determiner in {"a", "the"})):
        return ""
    if one.word == "one":
        return ""
    clause = scene.ground.clauses[one.clause]
    span = phrase(clause, one.head)
    end = max(one.end, span.end if span else 0)
    if one.same is not None and one.end < one.same.begin < end:
        end = one.same.begin
    said = scene.ground.text[_begin(scene, one) : end].strip(" ,")
    if one.determiner == "owner" and one.owner is not None and one.owner.shape == "pronoun":
        rest = scene.ground.text[one.owner.end : end].strip(" ,")
        owner = _owner(scene, one, one.owner)
        if owner is not None and owner.cluster >= 0 and owner.number != one.bearer:
            name = scene.clusters[owner.cluster].name
            many = name.endswith("s") and scene.clusters[owner.cluster].kind is EntityKind.ORGANISATION
            return f"{name}’ {rest}" if many else f"{name}’s {rest}"
        return rest
    lower = said.lower()
    return next((said[len(a) :] for a in _ARTICLES if lower.startswith(a)), said)


def _begin(scene: Scene, one: Mention) -> int:
    """Where the words of a description begin: "managing" of "managing director" and "six-year-" of "six-year-old son" are theirs."""
    text, start = scene.ground.text, one.start
    while one.start - start < _LEAD and start > 0 and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    return start - len(_MANAGING) if text.startswith(_MANAGING, max(0, start - len(_MANAGING))) else start


def _owner(scene: Scene, one: Mention, pronoun: Mention) -> Member | None:
    """Whom "her" of "her mother" means, where that is sure; "its" is the body that the sentence before is about."""
    if pronoun.bearer >= 0 and pronoun.sure >= _OWNER:
        return scene.members[pronoun.bearer]
    if pronoun.word != "its" or pronoun.bearer >= 0:
        return None
    about = scene.about(one.clause)
    owner = scene.members[about] if about >= 0 else None
    kind = scene.clusters[owner.cluster].kind if owner is not None and owner.cluster >= 0 else None
    return owner if kind is EntityKind.ORGANISATION else None


def _affiliation(scene: Scene, member: Member) -> str:
    """The body that the name is "of", where nothing else says what somebody is: "of Overberg University"."""
    text = scene.ground.text
    for run in scene.clusters[member.cluster].runs if member.cluster >= 0 else ():
        found = _OF.match(text, run.end, run.end + _OF_LONGEST)
        end = scene.bodies.get(found.end()) if found else None
        if found and end:
            return text[run.end : end].strip(" ,")
    return ""
