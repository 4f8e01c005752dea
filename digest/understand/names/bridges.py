"""Which small words belong inside a name? "Ursula von der Leyen", "Bank of the West", "Motor Manufacturers and Traders"."""

from collections.abc import Sequence

from digest.understand.names.capitals import Token
from digest.understand.names.words import genders, places, words

PARTICLES = frozenset(
    "de van von der den bin ibn bint binti al el la le du del della di da dos das ter ten te af av zu zum y e ud wa ole arap ap ab ferch ó".split()
)
JOINERS = frozenset({"of", "for", "and", "&", "the", "on", "in"})
_NUMERALS = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "Jr", "Jr.", "Sr", "Sr.", "XIV", "XVI"})
_BLANKS = frozenset({" ", "\n", "\u00a0", "  ", " & "})
# Words that a name with "of" may begin with, besides those of bodies: "Gulf of Oman", "Friends of the Tarn".
_BEFORE_OF = frozenset(
    "Gulf Isle Strait Cape Republic Kingdom Duke Duchess Prince Archbishop Bishop Earl House Bank Chamber Society Doctors Friends Sons "
    "Sheriffs Citizens Court".split()
)
_BEFORE_FOR = frozenset(
    "Centre Center Society Institute Campaign Council Department Office Fund Agency Foundation Association Committee Alliance Coalition "
    "Ministry Commission Union School Bureau Initiative Network Board Trust College Ministers Citizens Students".split()
)
_OWNERS = frozenset({"King", "Queen", "Children", "Women", "Men", "Veterans", "Workers", "People", "Farmers", "Nurses"})
_PAPERS = frozenset({"Mail", "Record", "Press", "Times", "Herald", "Mercury"})


def adjoins(token: Token, head: Token) -> bool:
    """Whether only a blank, or the comma of "Jr.", is before the word."""
    if token.block != head.block:
        return False
    return token.gap in _BLANKS or (token.gap == ", " and token.text in _NUMERALS)


def bridge(found: Sequence[Token], at: int, end: int) -> int:
    """Where the name that began at `at` has its next capitalised word behind small ones, plus one; 0 if it ends at `end`."""
    ahead = end
    while ahead < len(found) and ahead - end < 2 and not found[ahead].capital and adjoins(found[ahead], found[at]):
        ahead += 1
    if ahead >= len(found) or ahead == end or not found[ahead].capital or not adjoins(found[ahead], found[at]):
        return 0
    inner = [token.text for token in found[end:ahead]]
    left = [token.text for token in found[at:end]]
    right = found[ahead].text
    follows = found[ahead + 1].text if ahead + 1 < len(found) else ""
    return ahead + 1 if _belongs(left, inner, right, follows) else 0


def ends_possessive(found: Sequence[Token], at: int, end: int) -> bool:
    """Whether a possessive ends the name before word `end`; not that of "St Mary's Hospital"."""
    if not found[end - 1].possessive:
        return False
    office = found[end - 1].text in words("office_part") and end < len(found) and found[end].text in words("office")
    if office:  # "State’s Attorney Ida Moe"
        return False
    saint = found[at].text in {"St", "St.", "Saint"} or found[end - 1].text in _OWNERS
    return not (saint and end < len(found) and found[end].text in words("body"))


def _belongs(left: Sequence[str], inner: Sequence[str], right: str, follows: str) -> bool:
    if all(word in PARTICLES for word in inner):
        return True
    if any(word not in JOINERS for word in inner) or inner[-1] in {"on", "in"} or inner == ["the"]:
        return False
    if any(" ".join([*left[-size:], *inner, right]) in places() for size in (1, 2)):
        return True
    left = left[1:] if left[0] == "The" and len(left) > 1 and right not in _PAPERS else left
    body = any(word in words("body") for word in left)
    office = left[-1] in words("office") and len(inner) == 1  # "Minister for Sport Ida Moe"
    if inner[0] in {"of", "for"}:
        return (
            office
            or (inner[0] == "of" and (body or left[-1] in _BEFORE_OF))
            or (inner[0] == "for" and left[-1] in _BEFORE_FOR)
        )
    return inner == ["and"] and _is_pair(left, right, follows, body=body)


def _is_pair(left: Sequence[str], right: str, follows: str, *, body: bool) -> bool:
    """Whether "and" is inside one name: "Ministry of Sport and Youth", "Orr and Sons Ltd", "The Coast and Mail"."""
    if right in genders() or left[-1] in words("demonym") or right in words("demonym"):
        return False
    if body and ("of" in left or "for" in left):
        return True
    closes = right in words("body") or right in words("body_suffix") or follows in words("body")
    return (closes and not _is_name(left)) or (left[0] == "The" and right in _PAPERS)


def _is_name(left: Sequence[str]) -> bool:
    """Whether the words before "and" are a name by themselves: a place, or one with a first name."""
    return " ".join(left) in places() or left[0] in genders() or " ".join(left) in words("known_body")
