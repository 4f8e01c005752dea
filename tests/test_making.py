"""The page on the making: its counts, and figures that are those of BENCHMARKS.md."""

import re
from pathlib import Path

import pytest

from digest.messages.labels import LABELS
from digest.model import Changed, Correction, Summary
from digest.render import Site, pages
from digest.render.making import MEASURED
from tests.rendered import fields, settings, text

BENCHMARKS = Path(__file__).parent.parent / "BENCHMARKS.md"


@pytest.mark.parametrize("name", MEASURED)
def test_readers_are_told_the_figures_that_were_measured(name: str) -> None:
    """Each figure on the page is that of BENCHMARKS.md, to the nearest per cent or the one beside it, and has its sentence."""
    row = re.search(rf"^\| {re.escape(name)} \| ([0-9.]+) \|", BENCHMARKS.read_text("utf-8"), re.MULTILINE)
    assert row, f"BENCHMARKS.md has no figure “{name}”"
    measured = 100 * float(row[1])
    assert abs(measured - MEASURED[name]) <= 1.5, f"digest/render/making.py: set “{name}” to {measured:.0f}"
    assert "%(num)s" in LABELS["how often it is right"][name]


def test_what_the_page_counts() -> None:
    """The page counts verdicts, sources with what fails, copies, approvals, notes, corrections, and what is held back."""
    failing = [{"text": "It rained.", "evidence": ["s1"], "check": "absent"}]
    source = fields()["source"]
    found = pages(
        [
            Summary("2026/09/a.md", fields(review={"state": "approved"}), "A note."),
            Summary("2026/09/b.md", fields(key_points=failing, source={**source, "file": "b.md", "copy_of": "pier.md"})),
            Summary("2026/09/c.md", fields(review={"state": "held"})),
            Summary("2026/09/d.md", fields(source={**source, "name": "Herald", "file": "d.md"}), corrections=(Correction("2026-09-20", (Changed("title", "a", "b"),)),)),
        ],
        Site("The Digest", "https://d.example/", "News", settings()),
    )  # fmt: skip
    page = text(next(one for one in found if one.path == "how-it-is-made/index.md"))
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "1 summary is held back by an editor." in words
    assert "1 article repeats the text of another" in words
    assert (
        "1 summary is approved by an editor. 1 has a note of theirs. 1 correction was made after publication." in words
    )
    assert "Courier 2 summaries · Statements checked: 12 · Of these fail: 1" in words
    assert "Herald 1 summary · Statements checked: 6 · Of these fail: 0" in words
    assert "about 98 have no wrong speaker" in words
