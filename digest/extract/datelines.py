"""The dateline in front of the lede: where and when the story was filed, and by which agency."""

import re
from dataclasses import dataclass

from digest.english import days
from digest.model import PROSE, Block, BlockKind, Mention

# "PORT ALDER, Sept. 14 (Northwire) —", "KESTREL BAY –", "LONDON (Reuters) - ", "(Northwire) —"
_DATELINE = re.compile(
    r"(?=[A-Z(])"
    r"(?P<city>(?:[A-Z][A-Z.'’-]{2,20}(?:[ -][A-Z][A-Z.'’-]{1,20}){0,3})?)"
    r"(?P<rest>(?:,? [A-Z][\w.]{1,14}){0,3}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?(?:, \d{4})?)"
    r"(?: ?\((?P<agency>[A-Z][\w ./&-]{1,30})\))?"
    r" {0,2}(?:—|–|--?|:) {0,2}(?=[\w\"“‘'])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`day` is "2026-09-14", "--09-14" without a year, or ""; `agency` what stands in brackets."""

    mention: Mention
    day: str
    agency: str


def find(text: str, blocks: tuple[Block, ...]) -> Dateline | None:
    """The dateline of the first or second paragraph that has one."""
    prose = [block for block in blocks if block.kind in PROSE and block.kind is not BlockKind.LIST_ITEM]
    for block in prose[:5]:
        head = block.of(text)[:120]
        match = _DATELINE.match(head)
        if match and (match["city"] or match["agency"]) and (match["city"] or match["rest"] == ""):
            end = block.start + match.end()
            words = text[block.start : end].rstrip()
            return Dateline(
                Mention(block.start, block.start + len(words), words), days.read(match["rest"]), match["agency"] or ""
            )
    return None
