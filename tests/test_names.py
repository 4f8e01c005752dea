"""Who and what is named, and whom a mention means: cases as data, and what must hold for any text."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model import Article, Block, BlockKind, Span
from digest.parser import sentences, syntax
from digest.understand import speech
from digest.understand.cast import Cast

CASES = Path(__file__).with_name("cases") / "names.md"


@dataclass
class Case:
    """One case of the file."""

    title: str
    lines: list[str] = field(default_factory=list)
    expected: set[tuple[str, str]] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    who: list[tuple[str, str]] = field(default_factory=list)


def cases() -> list[Case]:
    """The cases of the file."""
    found: list[Case] = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith("> ") and found:
            found[-1].lines.append(line[2:])
        elif (match := re.match(r"(person|organisation|place): (.*)", line)) and found:
            for entry in match[2].split(";"):
                name, _, role = entry.strip().rstrip("]").partition(" [")
                found[-1].expected.add((match[1], name))
                found[-1].roles[name] = role
        elif line.startswith("who: ") and found:
            mention, _, name = line[5:].rpartition(" = ")
            found[-1].who.append((mention, name))
    return found


def article(lines: list[str]) -> Article:
    """An article with a block a line; "# " marks the headline."""
    text, blocks = "", []
    for line in lines:
        kind = BlockKind.HEADLINE if line.startswith("# ") else BlockKind.PARAGRAPH
        bare = line.removeprefix("# ")
        blocks.append(Block(len(text), len(text) + len(bare), kind))
        text += bare + "\n\n"
    return Article("a.txt", "0" * 64, text, tuple(blocks))


def read(made: Article, *, trees: bool = True) -> Cast:
    """The names of an article."""
    found = sentences.sentences(made)
    parsed = syntax.parse(made.text, [(s.start, s.end) for s in found]) if trees else []
    return speech(made, found, parsed)[0]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_everyone_is_found_and_nothing_else(case):
    """Exactly the people, bodies and places of the case are found, with the roles that the text states."""
    found = read(article(case.lines))
    assert {(entity.kind.value, entity.name) for entity in found.entities} == case.expected
    assert {entity.name: entity.role for entity in found.entities} == case.roles


@pytest.mark.parametrize("case", [case for case in cases() if case.who], ids=lambda case: case.title)
def test_a_mention_means_the_right_one_or_nobody(case):
    """A name, a role or a pronoun means whom a reader takes it for, and nobody where a reader is unsure."""
    made = article(case.lines)
    found = read(made)
    for mention, name in case.who:
        words, _, number = mention.partition("#")
        start = [m.start() for m in re.finditer(re.escape(words), made.text)][int(number or 1) - 1]
        entity = found.who(Span(start, start + len(words)))
        assert (entity.name if entity else "?") == name, mention


def test_without_trees_most_names_are_found_all_the_same():
    """Callers that have no trees lose little: nine of ten names are still right."""
    wanted = right = 0
    for case in cases():
        found = {(entity.kind.value, entity.name) for entity in read(article(case.lines), trees=False).entities}
        wanted += len(case.expected)
        right += len(case.expected & found)
    assert right >= 0.9 * wanted


WORDS = "Anna Moss Moss's he said the minister Prime Minister Leyton University of and , . “ ” \" ( ) Mr Bill Clara NATO in Paris I 's".split()


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from([*WORDS, "\n"]), max_size=60))
def test_mentions_are_pieces_of_the_text_and_ids_are_unique(listed):
    """Whatever comes in: every mention stands in the text as it says, no id stands twice, and twice the same comes out."""
    text = " ".join(listed)
    made = article([line for line in text.split("\n") if line.strip()])
    one, two = read(made, trees=False), read(made, trees=False)
    assert one == two
    ids = [entity.id for entity in one.entities]
    assert len(ids) == len(set(ids))
    for entity in one.entities:
        assert entity.mentions
        assert list(entity.mentions) == sorted(entity.mentions)
        for mention in entity.mentions:
            assert made.text[mention.start : mention.end] == mention.text
            assert one.who(mention) in one.entities


@pytest.mark.parametrize(
    "piece", ["Ab ", "Mr Smith and John Smith and Jane Smith, ", "Anna Lee, ", "“A” ", "University of "]
)
def test_hostile_lines_take_linear_time(piece):
    """A long line of anything is read within a few seconds."""
    made = article([piece * (200_000 // len(piece))])
    start = time.process_time()
    read(made, trees=False)
    assert time.process_time() - start < 5
