"""Who said what: the cases of `tests/cases/quotes_*.md`, each a paragraph that anybody can paste."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from digest.model import REVIEW_BELOW, Article, Block, BlockKind, Quote
from digest.parser import sentences, syntax
from digest.understand import speech

CASES = Path(__file__).with_name("cases")
# "[[", "}}" – the marks of the cases
MARK = re.compile(r"\[\[|\]\]|[{}]")
EDGES = " \t\n\"“”„«»‘’'`.,;:-–—…!?"


@dataclass
class Case:
    """One case: the text without marks, the stretches said, and for each the kind and the name."""

    title: str
    lines: list[str] = field(default_factory=list)
    expected: list[tuple[str, str]] = field(default_factory=list)
    xfail: str = ""

    def parts(self) -> tuple[str, list[tuple[int, int]]]:
        """The marked text as plain text and what stands between [[ and ]]."""
        marked = "\n\n".join(line.removeprefix("# ") for line in self.lines)
        text, spans, last = "", [], 0
        opened: list[int] = []  # one stretch may stand within another
        for mark in MARK.finditer(marked):
            text += marked[last : mark.start()]
            last = mark.end()
            if mark[0] == "[[":
                opened.append(len(spans))
                spans.append((len(text), len(text)))
            elif mark[0] == "]]":
                at = opened.pop()
                spans[at] = (spans[at][0], len(text))
        return text + marked[last:], spans

    def article(self) -> Article:
        """An article with one block a line."""
        text, _ = self.parts()
        blocks, at = [], 0
        for line in text.split("\n\n"):
            kind = BlockKind.HEADLINE if not at and self.lines[0].startswith("# ") else BlockKind.PARAGRAPH
            blocks.append(Block(at, at + len(line), kind))
            at += len(line) + 2
        return Article("a.txt", "0" * 64, text, tuple(blocks))


def cases() -> list[Case]:
    """The cases of all files."""
    found: list[Case] = []
    for path in sorted(CASES.glob("quotes_*.md")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("## "):
                found.append(Case(line[3:]))
            elif line.startswith("> ") and found:
                found[-1].lines.append(line[2:])
            elif line.startswith("xfail: "):
                found[-1].xfail = line[7:]
            elif match := re.match(r"(direct|partial|indirect|document): (.+)", line):
                found[-1].expected.append((match[1], match[2]))
    return found


def bare(text: str, start: int, end: int) -> str:
    """The words without marks and stops around them, and without a "that" in front."""
    return text[start:end].strip(EDGES).removeprefix("that ").strip(EDGES)


def read(article: Article) -> list[Quote]:
    """The quotes of an article that are sure enough to be shown."""
    found = sentences.sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    _, said = speech(article, found, trees)
    return [quote for quote in said if quote.confidence >= REVIEW_BELOW]


def name(quote: Quote) -> str:
    """The speaker as named, "-" if unnamed."""
    speaker = quote.speaker
    if speaker is None or speaker.anonymous or not speaker.entity:
        return "-"
    return speaker.name


def marked(case: Case) -> object:
    """The case as pytest takes it: a known failure carries its reason, and must fail."""
    marks = [pytest.mark.xfail(reason=case.xfail, strict=False)] if case.xfail else []
    return pytest.param(case, id=case.title, marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_what_was_said_and_by_whom(case):
    """Exactly what the case marks is found, of that kind and said by that person."""
    text, spans = case.parts()
    assert len(spans) == len(case.expected), "the case has a line for each [[ ]]"
    found = [(bare(text, quote.start, quote.end), quote.kind.value, name(quote)) for quote in read(case.article())]
    assert found == [(bare(text, *span), *expected) for span, expected in zip(spans, case.expected, strict=True)]


def test_there_are_enough_cases_and_few_of_them_fail():
    """At least 150 cases; the known failures are no more than a quarter."""
    listed = cases()
    assert len(listed) >= 150
    assert sum(bool(case.xfail) for case in listed) <= len(listed) / 4
