"""Which form has an article: a live blog, a list, an interview, or an ordinary one?

Told from the text alone, for what no mark-up says: times in front of entries, numbers in front of items, questions whose
answers speak of themselves. An explainer asks questions too, but nobody answers them as "I".
"""

import re
from collections.abc import Sequence

from digest.english import stamps
from digest.model import PROSE, Block, BlockKind

# "I", "my", "we" – the one who answers
_SELF = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’]\w+|[Oo]ur)\b")
# "Were you afraid?", "Is it your last ship?"
_YOU = re.compile(r"\b[Yy]ou(?:rs?)?\b")
# "BEACON: ", "Olga Venn: " in front of what somebody says
_SPEAKER = re.compile(r"([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}|[A-Z][a-z]+(?: [A-Z][\w’'-]+){1,2}): ")
_FEWEST = 3  # entries, items or questions


def form(text: str, blocks: Sequence[Block]) -> str:
    """The form as `Metadata.form` names it, "" for an ordinary article."""
    lines = [block.of(text) for block in blocks if block.kind in PROSE | {BlockKind.HEADING}]
    if sum(stamps.STAMP.match(line) is not None for line in lines) >= _FEWEST:
        return "live"
    if is_labelled([block.of(text) for block in blocks]) or _asks_one_person(text, blocks) or _is_dialogue(lines):
        return "interview"
    return "list" if _is_list(lines) else ""


def is_labelled(lines: Sequence[str]) -> bool:
    """Whether questions and answers are printed as "Q: …" and "A: …"."""
    answered = any(line.startswith(stamps.ANSWERED) for line in lines)
    return answered and sum(line.startswith(stamps.ASKED) for line in lines) >= _FEWEST


def _asks_one_person(text: str, blocks: Sequence[Block]) -> bool:
    """Questions to a "you" on lines of their own, most of them answered by somebody who says "I" outside quotation marks."""
    asks = {BlockKind.PARAGRAPH, BlockKind.HEADING}
    asked = [block.kind in asks and is_asked(block.of(text)) for block in blocks]
    answers = [
        block.of(text)
        for block, before, itself in zip(blocks[1:], asked, asked[1:], strict=False)
        if before and not itself and block.kind in PROSE
    ]
    own = [answer for answer in answers if answer[:1] not in "\"“'‘" and _SELF.search(answer)]
    to_you = sum(
        itself and _YOU.search(block.of(text)) is not None for block, itself in zip(blocks, asked, strict=True)
    )
    return len(answers) >= _FEWEST and 2 * len(own) > len(answers) and 3 * to_you >= sum(asked)


def is_asked(line: str) -> bool:
    """Whether a line is a question and nothing else, or is in bold type as the questions of an interview do."""
    bold = len(line) > 4 and line.startswith("**") and line.endswith("**")
    return line.rstrip("*_ ").endswith("?") or bold


def _is_dialogue(lines: Sequence[str]) -> bool:
    """Whether names in front of paragraphs say who speaks, as "BEACON: … INGRID TOLLEFSON: …"."""
    names = [match[1] for line in lines if (match := _SPEAKER.match(line))]
    return len(names) >= 2 * _FEWEST and len(set(names)) > 1 and 2 * len(names) > len(lines)


def _is_list(lines: Sequence[str]) -> bool:
    """Whether items bear numbers that count up from one or down to it."""
    found = [number for line in lines if (number := stamps.number(line)) is not None]
    up = list(range(1, len(found) + 1))
    return len(found) >= _FEWEST and found in (up, up[::-1])
