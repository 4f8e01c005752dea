"""Review: an editor decides statement by statement, and the file keeps everything else; what is not approved can wait."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import build as builder
from digest import summary
from digest.cli import digest
from digest.config import Settings
from tests.conftest import LEDE

NOTE = "\nMy own note.\n"


@pytest.fixture
def spoilt(project: Callable[..., Settings]) -> tuple[Settings, Path]:
    """A project with a summary in which an editor has changed a quotation for the worse, with comments."""
    made = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}"})
    builder.build(made)
    place = next(made.summaries.rglob("*.md"))
    text = place.read_text("utf-8").replace("The piles are hollow", "The piles are golden")
    place.write_text(text.replace("quotes:\n", "quotes: # checked by hand\n", 1) + NOTE, "utf-8")
    return made, place


def run(settings: Settings, *words: str, typed: str = "") -> Result:
    """Runs `digest review` with what is typed."""
    return CliRunner().invoke(digest, ["--project", str(settings.root), "review", *words], input=typed)


def failures(settings: Settings) -> int:
    """How many statements fail."""
    done = CliRunner().invoke(digest, ["--project", str(settings.root), "check"])
    found = re.search(r"(\d+) failures?\b", done.output)
    assert found
    return int(found[1])


def test_a_statement_is_shown_beside_its_sentence(spoilt: tuple[Settings, Path]) -> None:
    """The screen has the article's sentence on the left and the statement on the right; leaving changes nothing."""
    settings, place = spoilt
    before = place.read_bytes()
    done = run(settings, typed="q\n")
    assert done.exit_code == 0, done.output
    assert re.search(r"hollow.*│.*golden", done.output)
    assert "fails" in done.output
    assert place.read_bytes() == before


def test_what_fails_cannot_be_accepted(spoilt: tuple[Settings, Path]) -> None:
    """Whoever accepts a statement that the article does not support is told so, and asked again."""
    settings, _ = spoilt
    done = run(settings, typed="a\nq\n")
    assert "cannot be accepted" in done.output
    assert failures(settings)


def test_a_suggestion_is_taken(spoilt: tuple[Settings, Path]) -> None:
    """What the article supports is shown and taken; then the summary is approved, with who and when; comments and note stay."""
    settings, place = spoilt
    count = failures(settings)
    done = run(settings, "--by", "Ana Ruiz", typed="s\ny\n" * count + "n\n" * 9 + "a\n")
    assert done.exit_code == 0, done.output
    assert failures(settings) == 0
    text = place.read_text("utf-8")
    assert "quotes: # checked by hand\n" in text
    assert text.endswith(NOTE)


def test_a_correction_and_the_state(spoilt: tuple[Settings, Path]) -> None:
    """A typed correction is checked at once; "approve" writes state, name and time, and the next run asks nothing."""
    settings, place = spoilt
    fields = summary.read(place.read_bytes(), "x").fields
    paths = [n for n, quote in enumerate(fields["quotes"]) if "golden" in str(quote)]
    assert paths
    typed = ""
    for _ in range(failures(settings)):
        typed += "d\n"
    run(settings, "--by", "Ana Ruiz", typed=typed + "a\n" * 3)
    fields = summary.read(place.read_bytes(), "x").fields
    assert failures(settings) == 0
    assert "golden" not in str(fields["quotes"])
    assert fields["review"]["state"] == "approved"
    assert fields["review"]["by"] == "Ana Ruiz"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", fields["review"]["at"])
    assert "│" not in run(settings).output
    assert builder.build(settings).count("changed") == 0


def test_correct_by_hand(spoilt: tuple[Settings, Path]) -> None:
    """Words that are typed take the place of those that fail, and are held against the article at once."""
    settings, place = spoilt
    typed = "c\n“The piles are hollow,”\n\n" * 2 + "q\n"
    run(settings, typed=typed)
    assert "“The piles are hollow,”" in place.read_text("utf-8")


def test_states_without_questions(spoilt: tuple[Settings, Path]) -> None:
    """`--state held` marks the files named, and `--list` says what waits; a state without files is refused."""
    settings, place = spoilt
    assert "Waiting for a decision: 1 summary" in run(settings, "--list").output
    assert run(settings, "--state", "held", "--by", "Ana", str(place)).exit_code == 0
    assert summary.read(place.read_bytes(), "x").fields["review"]["state"] == "held"
    assert "Waiting for a decision: 0 summaries" in run(settings, "--list").output
    assert run(settings, "--state", "held").exit_code == 2


def test_nothing_typed_ends_well(spoilt: tuple[Settings, Path]) -> None:
    """The end of the input is the end of the review."""
    settings, place = spoilt
    before = place.read_bytes()
    assert run(settings, typed="").exit_code == 0
    assert place.read_bytes() == before


def test_only_what_is_approved_is_published(project: Callable[..., Settings]) -> None:
    """With `require_approval` a summary has its page once an editor has approved it."""
    made = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}"}, "      require_approval: true\n")
    with (made.root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("docs_dir: content\ntheme: {name: material}\n")
    builder.build(made)
    place = next(made.summaries.rglob("*.md"))

    def pages() -> list[Path]:
        done = subprocess.run([sys.executable, "-m", "mkdocs", "build"], cwd=made.root, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})  # fmt: skip
        assert done.returncode == 0, done.stderr
        return list((made.root / "site/2026").rglob("index.html")) if (made.root / "site/2026").exists() else []

    assert pages() == []
    assert "Waiting for a decision: 1 summary" in run(made, "--list").output
    run(made, "--state", "approved", str(place))
    assert len(pages()) == 1
