"""Live blogs, lists, interviews and texts that are hardly any: the cases of `tests/cases/forms.md`."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from digest.english import stamps
from digest.extract import extract
from digest.model import Article, Block, BlockKind, Source
from digest.understand import understand

CASES = Path(__file__).with_name("cases") / "forms.md"


@dataclass
class Case:
    """One article and what is expected of it."""

    title: str
    lines: list[str] = field(default_factory=list)
    form: str = ""
    begins: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    most: int = 6

    def article(self) -> Article:
        """The article, its headline and headings marked."""
        kinds = {"# ": BlockKind.HEADLINE, "##": BlockKind.HEADING}
        text, blocks = "", []
        for line in self.lines:
            words = line.lstrip("# ") if line.startswith("#") else line
            blocks.append(Block(len(text), len(text) + len(words), kinds.get(line[:2], BlockKind.PARAGRAPH)))
            text += words + "\n\n"
        return extract(Source("a.txt", "0" * 64, text, blocks=tuple(blocks)))


def cases() -> list[Case]:
    """The cases of the file."""
    found: list[Case] = []
    for line in CASES.read_text("utf-8").splitlines():
        name, _, words = line.partition(": ")
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith("> "):
            found[-1].lines.append(line[2:])
        elif found and name == "form":
            found[-1].form = "" if words == "plain" else words
        elif found and name in {"point", "order", "not"}:
            {"point": found[-1].begins, "order": found[-1].order, "not": found[-1].never}[name].append(words)
        elif found and name == "most":
            found[-1].most = int(words)
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_the_form_is_told_and_so_are_its_points(case):
    """The form is the one stated; the points begin as stated, in the order of time, and hold none of the words they must not."""
    article = case.article()
    assert article.form == case.form
    told = [point.text for point in understand(article).key_points]
    assert len(told) <= case.most
    assert all(any(text.startswith(words) for text in told) for words in case.begins), told
    places = [next((n for n, words in enumerate(case.order) if text.startswith(words)), -1) for text in told]
    assert not case.order or (len(told) > 1 and places == sorted(places) and -1 not in places), told
    assert not [words for words in case.never for text in told if words in text], told


@pytest.mark.parametrize(
    ("line", "expected"),
    [("14:05 GMT – The bridge", 845), ("6.15pm: Rain", 1095), ("12 a.m. ET", 0), ("9 a.m.", 540), ("12.30pm", 750)],
)
def test_times_are_read_in_minutes(line, expected):
    """British and American times of day are told in minutes since midnight."""
    match = stamps.STAMP.match(line)
    assert match
    assert stamps.minutes(match) == expected


@pytest.mark.parametrize(
    "line", ["10 Downing Street is old.", "2.5 million crowns", "1985 was warm.", "The end. 1. Yes"]
)
def test_what_only_begins_with_a_number_is_no_entry(line):
    """House numbers, amounts and years are no times and no items."""
    assert stamps.behind(line, 0, len(line)) == 0
