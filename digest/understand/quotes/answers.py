"""The answers of an interview, and the lines of a transcript: words of somebody's own that stand in no quotation marks.

A: Sleep until the tide turns.           the person whom the paragraphs before the first question are about
MAAS: The piles are hollow.              the person whom the label names
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from digest.model import PROSE, BlockKind, Entity, EntityKind, Mention, Span
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.turns import Who

# "A: ", "Q. ", "MAAS: ", "Ingrid Maas: " at the start of a paragraph
_LABEL = re.compile(r"(?P<label>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}?)(?::|(?<=^[QA])\.)\s+")
_LINES = PROSE | {BlockKind.NOTICE}  # questions are notices: no news stands in them
_ASKS = frozenset({"Q", "Question"})
_ANSWERS = frozenset({"A", "Answer"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What one paragraph of an answer says, and who answers."""

    span: Span
    block: int
    label: Mention
    speaker: Entity | None


def find(ground: Ground, names: Who) -> tuple[Answer, ...]:
    """The answers in reading order; none where the article is no interview.

    Paragraphs without a label go on with the answer before them, but behind the last label they may be the writer's.
    """
    if ground.article.form != "interview":
        return ()
    blocks = ground.article.blocks
    labels = {
        i: match
        for i, block in enumerate(blocks)
        if block.kind in _LINES and (match := _LABEL.match(ground.text, block.start, block.end))
    }
    asking = _asking(ground, labels)
    first, last = min(labels, default=0), max(labels, default=0)
    found: list[Answer] = []
    answering = False
    for index, block in enumerate(blocks[: last + 1]):
        match = labels.get(index)
        if match and match["label"] not in asking:
            label = Mention(match.start("label"), match.end("label"), match["label"])
            speaker = _speaker(label, blocks[first].start, names)
            found.append(Answer(Span(match.end(), block.end), index, label, speaker))
            answering = True
        elif match:
            answering = False
        elif answering and block.kind in PROSE:
            found.append(replace(found[-1], span=Span(block.start, block.end), block=index))
    return tuple(found)


def _asking(ground: Ground, labels: Mapping[int, re.Match[str]]) -> frozenset[str]:
    """The labels of those who ask: "Q", and those most of whose lines are questions."""
    lines = Counter(match["label"] for match in labels.values())
    asked = Counter(m["label"] for i, m in labels.items() if ground.article.blocks[i].of(ground.text).endswith("?"))
    return frozenset(label for label, count in lines.items() if label in _ASKS or asked[label] * 2 > count)


def _speaker(label: Mention, begins: int, names: Who) -> Entity | None:
    """Who a label names; for "A" the person named most before the first question, if one is."""
    people = [e for e in names.entities if e.kind is EntityKind.PERSON]
    if label.text not in _ANSWERS:
        bearing = [e for e in people if e.name.split()[-1].casefold() == label.text.split()[-1].casefold()]
        return bearing[0] if len(bearing) == 1 else None
    named = {e: sum(mention.end <= begins for mention in e.mentions) for e in people}
    most = max(named.values(), default=0)
    bearing = [e for e, count in named.items() if count == most > 0]
    return bearing[0] if len(bearing) == 1 else None
