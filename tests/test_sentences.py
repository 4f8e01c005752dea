"""Where a sentence ends: cases as data, with a floor, and what must hold for any text."""

import itertools
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Article, Block, BlockKind, Mention
from digest.parser.sentences import sentences, split

CASES = Path(__file__).with_name("cases") / "sentences.md"
FLOOR = 0.97


def cases() -> list[tuple[str, list[str]]]:
    """Text and sentences of each case of the file."""
    lines = [line[2:].replace("⏎", "\n") for line in CASES.read_text("utf-8").splitlines() if line.startswith("- ")]
    return [(re.sub(" ?‖ ?", lambda m: " " * (len(m[0]) > 1), line), line.split("‖")) for line in lines]


def test_nearly_all_hard_cases_are_split_rightly():
    """At least 97 of 100 of the hard cases come out exactly as a reader would split them."""
    wrong = []
    for text, expected in cases():
        found = [span.of(text) for span in split(text, 0, len(text))]
        if found != [part.strip() for part in expected]:
            wrong.append(found)
    assert len(cases()) >= 150
    assert 1 - len(wrong) / len(cases()) >= FLOOR, "\n".join(map(str, wrong))


@given(st.text(alphabet=st.sampled_from("ab AB.!?…\"'“”’)(\n1,-"), max_size=80))
def test_sentences_are_ordered_pieces_that_lose_no_word(text):
    """Whatever comes in, the spans are in order, bare of blanks, and hold every letter and digit."""
    spans = split(text, 0, len(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    kept = "".join(span.of(text) for span in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.text(max_size=40), st.text(max_size=40))
def test_only_the_stretch_asked_for_is_split(before, text):
    """Splitting a stretch gives the sentences of that stretch alone, moved to where it stands."""
    whole = before + text
    moved = [(s.start + len(before), s.end + len(before)) for s in split(text, 0, len(text))]
    assert [(s.start, s.end) for s in split(whole, len(before), len(whole))] == moved


@pytest.mark.parametrize("piece", [". ", "a.", '!" Bob, ', "A. ", "a\n", "\n\n", ". . ", "(", '."', "word "])
def test_hostile_lines_take_linear_time(piece):
    """A megabyte of anything is split within a few seconds."""
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    split(text, 0, len(text))
    assert time.process_time() - start < 5


def test_sentences_come_from_prose_only_and_begin_behind_the_dateline():
    """Headings and captions give no sentences, and the dateline belongs to none."""
    text = "What next\nPORT ALDER — The ferry stops. Nobody knows why.\nA ferry. Picture: Moe"
    start = text.index("PORT")
    blocks = (
        Block(0, 9, BlockKind.HEADING),
        Block(start, text.index("\nA ferry"), BlockKind.PARAGRAPH),
        Block(text.index("A ferry."), len(text), BlockKind.CAPTION),
    )
    dateline = Mention(start, start + 13, "PORT ALDER — ")
    found = sentences(Article("a.txt", "", text, blocks, dateline=dateline))
    assert [(s.id, s.of(text), s.block) for s in found] == [
        ("s1", "The ferry stops.", 1),
        ("s2", "Nobody knows why.", 1),
    ]
