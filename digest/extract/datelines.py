"""The dateline in front of the lede: where and when the story was filed, and by which agency."""

import re
from dataclasses import dataclass

from digest.english import days
from digest.model import PROSE, Block, BlockKind, Mention

_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,20}(?:[ -][A-ZÀ-Þ][A-ZÀ-Þ.'’-]{1,20}){0,3}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
# "Sept. 14", "September 14, 2026", "14 September 2026", "10 March", "2026-03-10"
_DAY = rf"{_WEEKDAY}(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?|\d{{4}}-\d\d-\d\d)"
_AGENCY = r"[A-Z][\w. &-]{1,30}"
_DASH = r" {0,2}(?:—|–|--?|:) {0,2}(?=[\w\"“‘'$€£])"
# "PORT ALDER, Sept. 14 (Northwire) —", "KESTREL BAY –", "LONDON (Reuters) - ", "AUBIÈRE (Agence Littorale) – ",
# "LEYTON, March 10, 2026 /PRNewsline/ -- ", "10 March 2026, PORT HASK: "
_DATELINES = (
    re.compile(
        rf"(?P<city>{_CITY})(?P<place>(?:,? [A-Z][\w.]{{1,14}}(?!\w* \d)){{0,3}})(?:,? ?(?P<day>{_DAY}))?"
        rf"(?:,? ?(?:\((?P<agency>{_AGENCY})\)|/(?P<wire>{_AGENCY})/|\[(?P<desk>{_AGENCY})\]))?{_DASH}"
    ),
    re.compile(rf"(?P<day>{_DAY})(?:,| [–-]) (?P<city>{_CITY})(?P<place>(?:, [A-Z][\w.]{{1,14}}){{0,2}}){_DASH}"),
    # "Port Hask, 10 March 2026 –": a place in small letters only with a day behind
    re.compile(
        rf"(?P<city>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}})(?P<place>(?:, [A-Z][\w. ]{{1,20}}){{0,2}}),? ?[(]?(?P<day>{_DAY})[)]?"
        rf"(?:,? ?(?:\((?P<agency>{_AGENCY})\)|/(?P<wire>{_AGENCY})/|\[(?P<desk>{_AGENCY})\]))?{_DASH}"
    ),
    # "(Northwire) —"
    re.compile(rf"\((?P<agency>{_AGENCY})\){_DASH}"),
    # "(NWN) After weeks": an agency without a dash
    re.compile(
        rf"(?:(?P<city>{_CITY})(?P<place>(?:,? [A-Z][\w.]{{1,14}}){{0,3}}) )?\((?P<agency>[A-Z][A-Z.]{{1,6}})\) (?=[A-Z\"“])"
    ),
    # "Port Hask – The council": nothing but a name and a dash, at the very beginning
    re.compile(
        r"(?P<city>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) (?:—|–|--) (?=(?:The|A|An|In|On|At) |[A-Z][\w'’-]+ [a-z]+s? |[A-Z][\w'’-]+ [A-Z][\w'’-]+,? )"
    ),
)


_FIRST = 2  # paragraphs that a place in small letters may open


@dataclass(frozen=True, slots=True)
class Dateline:
    """`day` is "2026-09-14", "--09-14" without a year, or ""; `agency` what is in brackets."""

    mention: Mention
    day: str
    agency: str


def find(text: str, blocks: tuple[Block, ...]) -> Dateline | None:
    """The dateline of the first or second paragraph that has one."""
    prose = [block for block in blocks if block.kind in PROSE and block.kind is not BlockKind.LIST_ITEM]
    for number, block in enumerate(prose[:5]):
        head = block.of(text)[:140]
        match = next(
            (m for form in (_DATELINES if number < _FIRST else _DATELINES[:-1]) if (m := form.match(head))), None
        )
        if match:
            end = block.start + match.end()
            words = text[block.start : end].rstrip()
            said = match.groupdict()
            agency = said.get("agency") or said.get("wire") or said.get("desk") or ""
            return Dateline(
                Mention(block.start, block.start + len(words), words), days.read(said.get("day") or ""), agency
            )
    return None
