"""The words of an interview, a labelled talk or a post on a line of its own: speech that stands in no quotation marks.

A: Sleep until the tide turns.           said by the one whom the paragraphs before the first question are about
Were you afraid? ¶ Of the water, yes.    the same, where questions are on lines of their own
INGRID MAAS: He sold a truck.            said by the one whose name leads the line
Ingrid Maas @maas: Every vote counts.    a post
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digest.model import PROSE, BlockKind, Span
from digest.parser.sentences import ANSWER
from digest.understand.names.words import words
from digest.understand.quotes.ground import Ground

# "Q: ", "Question. " at the start of a paragraph
_QUESTION = re.compile(r"Q(?:uestion)?[:.]\s+")
# "INGRID MAAS: ", "Ingrid: ", "Denshire Fire @DenshireFire: "
_LABEL = re.compile(
    r"(?P<name>[A-Z][\w.'’-]{0,30}(?: (?:[A-Z][\w.'’-]{0,30}|de|van|von|der|of|al)){0,4})(?P<handle> \(?@[\w.@-]{2,80}\)?)?:\s+(?=[\w\"“‘'(])"
)
# " — M-A Thibault, 12:40 p.m.", " — Syrup Producers (@syrup)" at the end of a short paragraph
_SIGNED = re.compile(
    r"\s[—–]\s(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?: ?\(?@[\w.@-]{2,80}\)?)?(?:, [^—–]{0,30}\d[^—–]{0,20})?$"
)
# "(She laughs.)": the writer's, within an answer
_ASIDE = re.compile(r"\s{0,4}\((?:She|He|They|Laughs|Pauses|Smiles|Sighs)\b[^()]{0,60}\)\s{0,4}")
_SELF = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’]\w+|[Oo]ur)\b")
_YOU = re.compile(r"\b[Yy]ou(?:rs?)?\b")
_FEWEST = 3  # lines with a label
_MOST = 6  # people who talk
_SHORT = 40  # words of a question that has no question mark


@dataclass(frozen=True, slots=True)
class Answer:
    """What one paragraph says; `label` are the words that name who says it, None where the article is about one alone."""

    span: Span
    label: Span | None
    block: int
    goes_on: bool = False


def find(ground: Ground) -> tuple[Answer, ...]:
    """The answers, labelled lines and posts in reading order."""
    found = list(_labelled(ground))
    if not found and ground.article.form == "interview":
        found = list(_answered(ground))
    taken = {one.block for one in found}
    found += [one for one in _posts(ground) if one.block not in taken]
    return tuple(sorted((piece for one in found for piece in _without_asides(ground, one)), key=lambda a: a.span))


def _labelled(ground: Ground) -> Iterator[Answer]:
    """Lines that names lead, where a few names lead several lines."""
    lines = [(i, m) for i, m in _matches(ground, _LABEL) if not m["handle"] and not _is_heading(m["name"])]
    names = [m["name"] for _, m in lines]
    if len(lines) < _FEWEST or len({n.split()[0] for n in names}) > _MOST or all(n in {"Q", "A"} for n in names):
        return
    if len(set(names)) * 2 > len(names) + 1 or any(n in {"Q", "A"} for n in names):
        return
    ends = {i: ground.article.blocks[i].of(ground.text).endswith("?") for i, _ in lines}
    said, asked = Counter(names), Counter(m["name"] for i, m in lines if ends[i])
    asking = {name for name, count in said.items() if asked[name] * 2 >= count}
    for index, match in lines:
        block = ground.article.blocks[index]
        if match["name"] in asking:
            continue
        if ground.text[match.end() : match.end() + 1] not in "\"“‘'":
            yield Answer(Span(match.end(), block.end), Span(match.start("name"), match.end("name")), index)


def _is_heading(label: str) -> bool:
    """Whether a label names nobody: "WATCH BELOW:", "Related:"."""
    first = label.split(maxsplit=1)[0].title()
    return first in words("starter") or (first in words("not_name") and first not in {"Q", "A"})


def _posts(ground: Ground) -> Iterator[Answer]:
    """Posts: a name and a handle lead them, or a dash, a name and an hour end them."""
    for index, match in _matches(ground, _LABEL):
        if match["handle"]:
            block = ground.article.blocks[index]
            yield Answer(Span(match.end(), block.end), Span(match.start("name"), match.end("name")), index)
    for index, block in enumerate(ground.article.blocks):
        signed = _SIGNED.search(ground.text, block.start, block.end) if block.kind in PROSE else None
        if signed and signed.start() - block.start > 8 and ground.text[block.start] not in "\"“‘'":
            yield Answer(Span(block.start, signed.start()), Span(signed.start("name"), signed.end("name")), index)


def _matches(ground: Ground, pattern: re.Pattern[str]) -> list[tuple[int, re.Match[str]]]:
    found = []
    for index, block in enumerate(ground.article.blocks):
        match = pattern.match(ground.text, block.start, block.end) if block.kind in PROSE else None
        if match and match.end() < block.end:
            found.append((index, match))
    return found


def _answered(ground: Ground) -> Iterator[Answer]:
    """The paragraphs between the questions; behind the last question those alone that speak of themselves."""
    text, blocks = ground.text, ground.article.blocks
    told = {i: m for i, b in enumerate(blocks) if b.kind in PROSE and (m := ANSWER.match(text, b.start, b.end))}
    asked = {i for i, b in enumerate(blocks) if _QUESTION.match(text, b.start, b.end)}
    if not told:
        asked = _questions(ground)
    first, last = min(asked | told.keys(), default=0), max(asked | told.keys(), default=0)
    answering = False
    for index, block in enumerate(blocks[first:], first):
        if index in told:
            yield Answer(Span(told[index].end(), block.end), None, index)
            answering = True
        elif index in asked:
            answering = not told
        elif answering and block.kind in PROSE:
            own = _SELF.search(block.of(text)) or (not told and index == last + 1)
            if index > last and not own:
                return
            yield Answer(Span(block.start, block.end), None, index, goes_on=index - 1 not in asked)


def _questions(ground: Ground) -> set[int]:
    """The lines that ask: with a question mark, or short words to a "you" in answer to an answer."""
    text, asked = ground.text, set()
    for index, block in enumerate(ground.article.blocks):
        line = block.of(text).strip()
        said = line.strip("*_ ")
        if block.kind not in PROSE | {BlockKind.HEADING}:
            continue
        bold = line.startswith(("**", "__")) and line.endswith(("**", "__"))
        if bold or (said.endswith("?") and said[:1] not in '"“‘'):
            asked.add(index)
        to_you = len(said.split()) < _SHORT and _YOU.search(said) and not _SELF.search(said)
        if asked and index - 1 not in asked and to_you:
            asked.add(index)
    return asked


def _without_asides(ground: Ground, one: Answer) -> Sequence[Answer]:
    """An answer in the pieces that the writer's asides leave."""
    found: list[Answer] = []
    start = one.span.start
    for aside in _ASIDE.finditer(ground.text, one.span.start, one.span.end):
        if aside.start() > start:
            found.append(Answer(Span(start, aside.start()), one.label, one.block, one.goes_on or bool(found)))
        start = aside.end()
    if start < one.span.end:
        found.append(Answer(Span(start, one.span.end), one.label, one.block, one.goes_on or bool(found)))
    return found
