"""The answers of an interview: words of somebody's own that stand in no quotation marks.

A: Sleep until the tide turns.           said by the person whom the paragraphs before the first question are about
"""

import re
from dataclasses import dataclass, replace

from digest.model import PROSE, Entity, EntityKind, Mention, Span
from digest.parser.sentences import ANSWER
from digest.understand.quotes.ground import Ground
from digest.understand.quotes.turns import Who

# "Q: ", "Question. " at the start of a paragraph
_QUESTION = re.compile(r"Q(?:uestion)?[:.]\s+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one paragraph of an answer says, and who answers; `label` is the "A" in front of its first paragraph."""

    span: Span
    label: Mention
    speaker: Entity | None


def find(ground: Ground, names: Who) -> tuple[Answer, ...]:
    """The answers in reading order; none where the article is no interview.

    Paragraphs without a label go on with the answer before them, but behind the last label they may be the writer's.
    """
    if ground.article.form != "interview":
        return ()
    text, blocks = ground.text, ground.article.blocks
    asked = {i for i, block in enumerate(blocks) if _QUESTION.match(text, block.start, block.end)}
    told = {i: m for i, b in enumerate(blocks) if b.kind in PROSE and (m := ANSWER.match(text, b.start, b.end))}
    first, last = min(asked | told.keys(), default=0), max(asked | told.keys(), default=0)
    speaker = _speaker(blocks[first].start, names) if told else None
    found: list[Answer] = []
    answering = False
    for index, block in enumerate(blocks[: last + 1]):
        if index in told:
            match = told[index]
            label = Mention(match.start("label"), match.end("label"), match["label"])
            found.append(Answer(Span(match.end(), block.end), label, speaker))
        elif answering and index not in asked and block.kind in PROSE:
            found.append(replace(found[-1], span=Span(block.start, block.end)))
        answering = index in told or (answering and index not in asked)
    return tuple(found)


def _speaker(begins: int, names: Who) -> Entity | None:
    """The person named most before the first question, if one is."""
    people = [entity for entity in names.entities if entity.kind is EntityKind.PERSON]
    named = {entity: sum(mention.end <= begins for mention in entity.mentions) for entity in people}
    most = max(named.values(), default=0)
    bearing = [entity for entity, count in named.items() if count == most > 0]
    return bearing[0] if len(bearing) == 1 else None
