"""Review: an editor decides statement by statement, and the file keeps everything else; what is not approved can wait."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from digest import build as builder
from digest import summary
from digest.cli import digest
from digest.config import Settings
from digest.summary.hashes import digest as digest_of
from tests.conftest import LEDE

command = import_module("digest.cli.review")  # the name in the package is the command itself
NOTE = "\nMy own note.\n"


@pytest.fixture
def spoilt(project: Callable[..., Settings]) -> tuple[Settings, Path]:
    """A project with a summary in which an editor has changed a quotation for the worse, with comments."""
    made = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}"})
    builder.build(made)
    place = next(made.summaries.rglob("*.md"))
    before, quotes, rest = place.read_text("utf-8").partition("\nquotes:\n")
    said, mark, evidence = rest.partition("\nevidence:")  # the words are those of a point, too
    text = before + quotes + said.replace("The piles are hollow", "The piles are golden") + mark + evidence
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


def test_what_is_saved_meanwhile_is_not_overwritten(
    spoilt: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves the file while an editor decides: their words stay, and the editor is asked to begin again."""
    settings, place = spoilt
    real = command._key

    def key(keys: str, known: str) -> str:
        place.write_text(place.read_text("utf-8") + "Saved meanwhile.\n", "utf-8")
        return real(keys, known)

    monkeypatch.setattr(command, "_key", key)
    done = run(settings, str(place), typed="d\n")
    assert done.exit_code == 1
    assert "was saved while you were deciding" in done.output
    assert "Saved meanwhile." in place.read_text("utf-8")
    assert "golden" in place.read_text("utf-8")


def test_nobody_else_is_named_for_a_decision(spoilt: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a name the last one's does not stay beside a new state; a name is one short line."""
    settings, place = spoilt
    run(settings, "--state", "approved", "--by", "Ana\n  Ruiz\x1b[31m" + "x" * 200, str(place))
    by = summary.read(place.read_bytes(), "x").fields["review"]["by"]
    assert by.startswith("Ana Ruiz\\x1b[31m")
    assert len(by) == 100
    monkeypatch.setattr(command, "_me", lambda _: "")
    run(settings, "--state", "held", str(place))
    assert "by" not in summary.read(place.read_bytes(), "x").fields["review"]


@pytest.mark.parametrize("file", ["../../outside.txt", "/etc/hostname", "gone.txt", "''", "."])
def test_an_article_is_below_its_folder(spoilt: tuple[Settings, Path], file: str) -> None:
    """A summary that names another file for its article is reported, and that file is not read."""
    settings, place = spoilt
    (settings.root / "outside.txt").write_text("A secret.")
    place.write_text(place.read_text("utf-8").replace("file: pier.md", f"file: {file}"), "utf-8")
    done = run(settings, str(place), typed="q\n")
    assert done.exit_code == 1
    assert "The article of this summary is not there." in done.output
    assert "secret" not in done.output


def test_an_approval_is_of_words(spoilt: tuple[Settings, Path]) -> None:
    """A new text of the article ends the approval of what the summary said before; a build without change keeps it."""
    settings, place = spoilt
    place.write_text(place.read_text("utf-8").replace("golden", "hollow"), "utf-8")
    builder.build(settings)
    run(settings, "--state", "approved", "--by", "Ana", str(place))
    builder.build(settings)
    assert summary.read(place.read_bytes(), "x").fields["review"]["by"] == "Ana"
    article = settings.articles / "pier.md"
    article.write_text(article.read_text().replace("200,000", "900,000"))
    built = builder.build(settings)
    assert summary.read(place.read_bytes(), "x").fields["review"] == {"state": "auto"}
    assert [p for p in built.problems if "the approval has ended" in p.what]


def test_a_word_beside_the_statements_ends_no_approval(spoilt: tuple[Settings, Path]) -> None:
    """The article gets a topic and another byline: what was approved is still what the page states."""
    settings, place = spoilt
    run(settings, "--state", "approved", "--by", "Ana", str(place))
    article = settings.articles / "pier.md"
    article.write_text(article.read_text().replace("title: Pier", "title: Pier\nbyline: Ann Lee"))
    builder.build(settings)
    fields = summary.read(place.read_bytes(), "x").fields
    assert fields["source"]["byline"] == ["Ann Lee"]
    assert fields["review"]["by"] == "Ana"


def test_another_version_of_the_program_changes_no_approved_word(spoilt: tuple[Settings, Path]) -> None:
    """The program would now word a point and the title otherwise: what was approved stays, and is checked.

    Once an editor takes the approval back, all of it is made anew.
    """
    settings, place = spoilt
    place.unlink()
    builder.build(settings)
    made = place.read_text("utf-8")
    fields = summary.read(made.encode(), "x").fields
    fields["title"] = "As an earlier version had it"
    fields["key_points"] = [
        {
            **fields["key_points"][0],
            "text": "The harbour board of Sandwick voted to close the north pier.",
            "check": "supported",
        }
    ]
    marks = {**fields["generated"]["fields"], "title": digest_of(fields["title"]), "key_points": digest_of(fields["key_points"])}  # fmt: skip
    fields = {**fields, "review": {"state": "approved", "by": "Ana"}, "generated": {**fields["generated"], "version": "0.0.1", "fields": marks}}  # fmt: skip
    place.write_text(summary.new(fields), "utf-8")
    built = builder.build(settings)
    kept = summary.read(place.read_bytes(), "x").fields
    assert [kept[name] for name in ("title", "key_points", "quotes", "review")] == [fields[name] for name in ("title", "key_points", "quotes", "review")]  # fmt: skip
    assert kept["generated"]["version"] != "0.0.1"
    assert not [problem for problem in built.problems if "approv" in problem.what]
    assert builder.build(settings).unchanged == 1
    run(settings, "--state", "auto", str(place))
    builder.build(settings)
    now = summary.read(place.read_bytes(), "x").fields
    assert {**now, "review": None} == {**summary.read(made.encode(), "x").fields, "review": None}


def git(settings: Settings, who: str, *words: str) -> None:
    """Runs git in the project as somebody."""
    mine = ["-c", f"user.name={who}", "-c", "user.email=x@d.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", settings.root, *mine, *words], check=True, capture_output=True)


def test_who_approved_is_whoever_merged(project: Callable[..., Settings]) -> None:
    """A state that was written by hand has the name and the time of its merge; a new state that is not committed waits for its own."""
    settings = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}"})
    builder.build(settings)
    place = next(settings.summaries.rglob("*.md"))
    git(settings, "Ana", "init", "--quiet", "--initial-branch", "main")
    git(settings, "Ana", "add", "content")
    git(settings, "Ana", "commit", "--quiet", "-m", "first")
    git(settings, "Ana", "switch", "--quiet", "-c", "approve")
    place.write_text(place.read_text("utf-8").replace("state: auto", "state: approved"), "utf-8")
    builder.build(settings)
    assert "by:" not in place.read_text("utf-8")
    git(settings, "Ana", "commit", "--quiet", "-am", "approved")
    git(settings, "Ana", "switch", "--quiet", "main")
    git(settings, "Bo Lund", "merge", "--quiet", "--no-ff", "-m", "Merge pull request 7", "approve")
    shown = builder.build(settings, write=False, whole=True).entries[0].summary.fields["review"]
    assert (shown["state"], shown["by"]) == ("approved", "Bo Lund")
    assert builder.build(settings).count("changed") == 1
    review = summary.read(place.read_bytes(), "x").fields["review"]
    assert review == shown
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", review["at"])
    assert builder.build(settings).count("changed") == 0
    place.write_text(re.sub(r"review:\n(?:  .*\n)+", "review: {state: held}\n", place.read_text("utf-8")), "utf-8")
    builder.build(settings)
    assert summary.read(place.read_bytes(), "x").fields["review"] == {"state": "held"}


def test_no_program_approves(project: Callable[..., Settings]) -> None:
    """What a workflow's own account committed names nobody."""
    settings = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}"})
    builder.build(settings)
    place = next(settings.summaries.rglob("*.md"))
    place.write_text(place.read_text("utf-8").replace("state: auto", "state: approved"), "utf-8")
    for words in (("init", "--quiet"), ("add", "content"), ("commit", "--quiet", "-m", "first")):
        git(settings, "github-actions[bot]", *words)
    builder.build(settings)
    assert "by" not in summary.read(place.read_bytes(), "x").fields["review"]
