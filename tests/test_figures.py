"""Figures are found and read as the labelled sentences and the sample articles say."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import Sentence
from digest.parser import syntax
from digest.understand import figures
from digest.understand.figures import phrases

CASES = Path(__file__).parent / "cases" / "figures.md"
CASES_OF = CASES.with_name("figures_of.md")
# "- [de] Die Brücke kostet 3 Euro. → 3 EUR"
LINE = re.compile(r"- (?:\[(?P<lang>[\w-]+)\] )?(?P<text>.+) → (?P<gold>.+)$")
AT_LEAST, PRECISION, RECALL = 200, 0.97, 0.93


def cases() -> list[tuple[str, str, str]]:
    """Language, sentence and label."""
    found = [LINE.match(line) for line in CASES.read_text("utf-8").splitlines() if line.startswith("- ")]
    return [(m["lang"] or "en", m["text"], m["gold"]) for m in found if m]


def labelled(gold: str) -> list[str]:
    """Write "3e9 EUR (more than)" as "3000000000 EUR (more than)"."""
    told = []
    for one in [] if gold == "none" else gold.split("; "):
        numbers, rest = one.split(" ", 1)
        told.append("..".join(f"{float(n):.12g}" for n in numbers.split("..")) + f" {rest}")
    return told


def found(lang: str, text: str) -> list[str]:
    """What the program finds, as the labels are written."""
    told = []
    for one, _ in figures.of_sentence(text, Sentence(0, len(text), "s1", 0), lang):
        high = f"..{one.high:.12g}" if one.high is not None else ""
        qualifier = f" ({one.qualifier})" if one.qualifier else ""
        told.append(f"{one.value:.12g}{high} {one.unit}{qualifier}")
    return told


@pytest.mark.parametrize(("lang", "text", "gold"), cases())
def test_a_labelled_sentence_gives_its_figures(lang: str, text: str, gold: str) -> None:
    """Each labelled sentence gives its figures, with value, unit and qualifier, and no other."""
    assert found(lang, text) == labelled(gold)


def cases_of() -> list[tuple[str, str]]:
    """Sentence and label: each figure's words and what it is of."""
    lines = CASES_OF.read_text("utf-8").splitlines()
    return [tuple(line[2:].split(" → ")) for line in lines if line.startswith("- ")]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "gold"), cases_of())
def test_a_figure_is_given_in_words_that_can_be_understood_alone(text: str, gold: str) -> None:
    """A figure's phrase is the labelled one, or there is none where the sentence has no good one."""
    tree = syntax.parse(text, [(0, len(text))])[0]
    found = figures.of_sentence(text, Sentence(0, len(text), "s1", 0), "en", tree)
    told = [f"{one.text} = {phrases.find(text, tree, one)[0]}".strip() for one, _ in found]
    assert told == gold.split("; ")


def test_precision_and_recall_hold() -> None:
    """The collection keeps the size, the precision and the recall that were promised."""
    pairs = [(found(lang, text), labelled(gold)) for lang, text, gold in cases()]
    right = sum(one in gold for told, gold in pairs for one in told)
    assert len(pairs) >= AT_LEAST
    assert right >= PRECISION * sum(len(told) for told, _ in pairs)
    assert right >= RECALL * sum(len(gold) for _, gold in pairs)


@given(st.text(alphabet="0123456789.,-–€$% toandmillionaKge's/:@", max_size=120))
def test_words_stand_where_they_are_said_to(text: str) -> None:
    """Whatever the text, a figure's words are those of the text, inside the sentence."""
    for one, _ in figures.of_sentence(text, Sentence(0, len(text), "s1", 0), "en"):
        assert text[one.start : one.end] == one.text
        assert one.high is None or one.high > one.value
