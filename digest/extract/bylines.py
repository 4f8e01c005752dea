"""Who wrote it, as a line of the text says: "By Mara Ellison and Jonas Reed, Northern Courier"."""

import re

from digest.model import Block, BlockKind

# "By Mara Ellison", "BY MARA ELLISON", "Words by Mara Ellison", "Mara Ellison, political correspondent"
BYLINE = re.compile(
    r"(?:(?:words|story|written|report|analysis|interview)\s)?by:?\s+(?P<names>[^\W\d_].{2,100})$", re.IGNORECASE
)
# "Mara Ellison, Political Correspondent" / "Mara Ellison | Staff writer"
SIGNED = re.compile(
    r"(?P<names>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})\s?[,|–—]\s?(?:[\w ]{0,40}\b)?(?:correspondent|reporter|editor|staff writer|columnist)\b[\w ]{0,40}$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*", re.IGNORECASE)
# a name: two to five words that begin with a capital, particles aside
_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?: (?:(?:de|da|del|van|von|der|den|la|le|al|bin|ben|di|du|dos|el|ter)\b|[^\W\d_][\w.'’-]*)){1,4}$"
)
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|staff|writer|columnist|agency|news|desk|team|press|online|in [A-Z])\b",
    re.IGNORECASE,
)


def find(text: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The names in the byline block; none rather than a wrong one."""
    for block in blocks:
        if block.kind is BlockKind.BYLINE:
            match = BYLINE.match(block.of(text)) or SIGNED.match(block.of(text))
            if match:
                return names(match["names"])
    return ()


def names(line: str) -> tuple[str, ...]:
    """Both people of "Mara Ellison and Jonas Reed, Northern Courier", without the outlet or a role."""
    found: list[str] = []
    for part in _AND.split(line.split("|", maxsplit=1)[0].split(" for ", maxsplit=1)[0].split(" in ", maxsplit=1)[0]):
        name = part.strip(" .")
        if not _NAME.match(name) or _ROLE.search(name) or not all(w[0].isupper() or len(w) < 4 for w in name.split()):
            if found:
                break  # what follows the first non-name is a role or an outlet
            continue
        found.append(name.title() if name.isupper() else name)
    return tuple(dict.fromkeys(found[:1] + [n for n in found[1:] if not _outlet_like(line, n)]))


def _outlet_like(line: str, name: str) -> bool:
    """After a comma with no "and" before it, a further name is as a rule the outlet."""
    before = line[: line.find(name)].rstrip()
    return before.endswith(",") and " and " not in line and "&" not in line
