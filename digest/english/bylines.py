"""Who wrote it, as a line says: "By Mara Ellison and Jonas Reed, Northern Courier"."""

import re
from dataclasses import dataclass

# "By Mara Ellison", "Words by Mara Ellison", "Interview: Mara Ellison"
_SIGNED_BY = re.compile(
    r"(?:(?:words|story|text|written|report|analysis|interview)\s)?by:?\s+(?P<rest>[^\W\d_].{2,110})$"
    r"|(?:words|story|text|report|interview|photographs? and words)\s?:\s?(?P<after>[^\W\d_].{2,110})$",
    re.IGNORECASE,
)
# "Mara Ellison, Political Correspondent", "Mara Ellison | Staff writer"
_WITH_ROLE = re.compile(
    r"(?P<rest>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}\s?[,|–—]\s?(?:[\w ]{0,40}\b)?"
    r"(?:correspondent|reporter|editor|staff writer|columnist)\b[\w ]{0,40})$",
    re.IGNORECASE,
)
# what parts a line of several statements: "Civil Works Weekly. By Hanne Ostergard. Published 24 September"
_PIECES = re.compile(r"[|·•]|(?<=\w\w)\.\s")
_PARTS = re.compile(r"[,;&]|\band\b", re.IGNORECASE)
# two to five words that begin with a capital, particles aside
_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?: (?:(?:de|da|del|van|von|der|den|la|le|al|bin|ben|di|du|dos|el|ter)\b|[^\W\d_][\w.'’-]*)){1,4}$"
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|columnist|chief|desk|team|special to|contributor)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:news|press|agency|times|post|herald|gazette|courier|magazine|weekly|daily|journal|online|radio|tv|wire)\b",
    re.IGNORECASE,
)


# " in Karstad", " at the harbour": where an author is
_WHERE = re.compile(r" (?:in|at|from|reporting from) (?:the )?[^\W\d_].*$")
# " (R.J.)", " (she/her)": beside a name
_BESIDE = re.compile(r"\s?\([^()]{1,30}\)")


@dataclass(frozen=True, slots=True)
class Byline:
    """The people a line names as authors, and the outlet behind their names, "" when it names none."""

    names: tuple[str, ...]
    outlet: str = ""


def read(line: str) -> Byline | None:
    """The byline in a line; None when the line is none. No name rather than a wrong one."""
    pieces = [bare for piece in _PIECES.split(line) if (bare := piece.strip())]
    for piece in pieces:
        match = _SIGNED_BY.match(piece.rstrip(".")) or _WITH_ROLE.match(piece)
        if match:
            found = parse(match["rest"] or match["after"] if match.re is _SIGNED_BY else match["rest"])
            if found.names:
                return found
    return None


def of_agency(line: str) -> Byline | None:
    """The byline of a line that is names and an outlet and nothing else: "Amy Forrest and Todd Richards, The Norling Press"."""
    found = parse(line)
    outlet = found.outlet.removeprefix("The ")
    known = sum(len(name.split()) for name in (*found.names, found.outlet))
    whole = known + line.count(" and ") + line.count(" & ") == len(line.split())
    return found if whole and found.names and outlet[:1].isupper() and _OUTLET.search(outlet) else None


def parse(words: str) -> Byline:
    """The names of "Mara Ellison and Jonas Reed, Northern Courier", and the outlet behind them."""
    names: list[str] = []
    outlet = ""
    place = 0
    words = _BESIDE.sub("", words)
    for part in map(str.strip, _PARTS.split(words)):
        at = words.find(part, place)
        behind_comma = words[:at].rstrip().endswith(",")
        place = at + len(part)
        name = _WHERE.sub("", part.strip(" ."))
        if name.startswith(("By ", "by ")):
            name = name[3:].strip()
        if not _name_like(name) or _ROLE.search(name) or (names and behind_comma and _OUTLET.search(name)):
            if names and name and name[0].isupper() and not _ROLE.search(name) and not outlet:
                outlet = name
            continue
        if outlet:
            break
        names.append(name.title() if name.isupper() else name)
    if len(names) == 2 and " and " not in words and "&" not in words and not outlet:
        outlet = names.pop() if "," in words else outlet  # "Tamsin Rook, Kestrel Bay": one comma, no "and"
    return Byline(tuple(dict.fromkeys(names)), outlet)


def _name_like(name: str) -> bool:
    return bool(_NAME.match(name)) and all(word[0].isupper() or len(word) < 4 for word in name.split())
