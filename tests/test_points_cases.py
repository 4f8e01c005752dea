"""Which sentence can be a key point, what is left of it and who is meant in it: the cases of `tests/cases/points.md`."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from digest.extract import extract
from digest.model import Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import points, speech
from digest.understand.points.candidates import candidates, is_fit
from digest.understand.points.resolve import resolutions

CASES = Path(__file__).with_name("cases") / "points.md"


@dataclass
class Case:
    """One case: its lines, whether the point stands, leans or is unfit, and what is expected of it."""

    title: str
    lines: list[str] = field(default_factory=list)
    verdict: str = ""
    told: str = ""
    point: str = ""
    who: list[tuple[str, str]] = field(default_factory=list)


def cases() -> list[Case]:
    """The cases of the file."""
    found: list[Case] = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("## "):
            found.append(Case(line[3:]))
        elif line.startswith("> "):
            found[-1].lines.append(line[2:])
        elif line in {"stands", "leans", "unfit"} and found:
            found[-1].verdict = line
        elif line.startswith("told: "):
            found[-1].told = line[6:]
        elif line.startswith("point: "):
            found[-1].point = line[7:]
        elif line.startswith("who: "):
            words, _, name = line[5:].partition(" = ")
            found[-1].who.append((words, name))
    return found


def told(case: Case) -> tuple[str, str, list[tuple[str, str]]]:
    """The verdict on the point, its words and what is resolved in it."""
    article = extract(Source("a.txt", "", "\n\n".join(case.lines)))
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found])
    who, said = speech(article, found, trees)
    wanted = case.point or case.lines[-1]
    place = next(index for index, one in enumerate(found) if one.of(article.text) == wanted)
    if not is_fit(wanted, trees[place]):
        return "unfit", "", []
    every = candidates(article, found, trees)
    [mine] = [one for one in every if one.place == place]
    stands = mine in points.telling(article, found, every, who, said)  # unchanged: nothing in it leans
    resolved = [(one.words, one.name) for one in resolutions(mine, who)] if stands else []
    return "stands" if stands else "leans", mine.text, resolved


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.title)
def test_the_case_is_judged_as_written(case):
    """A point is what can be understood alone; its words and people are those of the case."""
    verdict, words, resolved = told(case)
    assert verdict == case.verdict
    if verdict == "stands":
        assert words == (case.told or case.lines[-1])
        assert resolved == case.who
