"""Whom does an article name for its own making only: reporters and photographers in a credit within the text?"""

import re
from typing import Final

from digest.model import Span

# "(Reporting by Jim Poe; editing by Ann Dorr)", "Photograph: Karl Oster/Northwire", "Additional reporting by Ida Moe."
_CREDIT: Final = re.compile(
    r"\b(?:(?:[Aa]dditional )?[Rr]eporting by|(?:[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslat(?:ed|ion)) by(?= [A-Z])"
    r"|(?:Photos?|Photographs?|Photography|Pictures?|Images?|Illustrations?|Graphics?|Videos?)(?: by(?= [A-Z])| ?:)) ?[^.;)\n|]{2,80}"
)
# "Ann Dorr and Jim Poe contributed to this report."
_HELPED: Final = re.compile(r"[^.!?\n]{3,160}\bcontributed (?:reporting )?(?:to|for) this (?:report|story|article)")


def spans(text: str) -> list[Span]:
    """The stretches of a text that are credits, in reading order."""
    found = sorted(match.span() for pattern in (_CREDIT, _HELPED) for match in pattern.finditer(text))
    return [Span(start, end) for start, end in found]
