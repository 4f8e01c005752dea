"""The command: what it prints, what it writes, and what its exit status says."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from digest import summary
from digest.check import shape
from digest.config import Settings
from tests.conftest import ARTICLES, LEDE, ROOT

Make = Callable[..., Settings]
GOLD = yaml.safe_load((ROOT / "tests" / "samples.yaml").read_text("utf-8"))


def digest(*words: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the command as an editor does."""
    clean = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    command = [sys.executable, "-m", "digest", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env={**clean, **(env or {})})


@pytest.fixture
def built(project: Make) -> Settings:
    """A project whose one article has been built."""
    settings = project({"pier.md": f"---\ntitle: North pier closed\ndate: 2026-09-14\n---\n{LEDE}"})
    done = digest("build", cwd=settings.root)
    assert (done.returncode, done.stderr) == (0, "")
    return settings


def test_build_says_what_it_did_in_one_line(built: Settings) -> None:
    """The last line counts articles and summaries; a second run has nothing to do."""
    done = digest("build", cwd=built.root)
    assert done.returncode == 0
    assert done.stdout.startswith("1 article: 0 read, 0 new summaries, 0 changed, 1 as they were (")


def test_dry_run_names_the_change_and_writes_nothing(built: Settings) -> None:
    """`--dry-run` shows which summary would change."""
    (built.articles / "second.md").write_text(f"---\ntitle: Second\ndate: 2026-10-01\n---\n{LEDE}")
    done = digest("build", "--dry-run", cwd=built.root)
    assert "new      content/summaries/2026/10/second.md" in done.stdout
    assert not (built.summaries / "2026/10").exists()


def test_content_error_gives_status_one_and_the_rest_is_built(built: Settings) -> None:
    """A broken article is named on standard error; status 1."""
    (built.articles / "bad.md").write_text("---\ntitle: a: b\n---\nx")
    (built.articles / "good.md").write_text(f"---\ntitle: Good\ndate: 2026-10-01\n---\n{LEDE}")
    done = digest("build", cwd=built.root)
    assert done.returncode == 1
    assert "content/articles/bad.md:2: error:" in done.stderr
    assert (built.summaries / "2026/10/good.md").exists()


@pytest.mark.parametrize("words", [["biuld"], ["build", "--jobs", "x"], ["show"], ["--project", "/nowhere", "build"]])
def test_usage_error_gives_status_two(built: Settings, words: list[str]) -> None:
    """A wrong call is told apart from wrong content, and no traceback is shown."""
    done = digest(*words, cwd=built.root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("key_points_min: many", "key_points_min must be a whole number"),
        ("colour: red", "There is no option “colour”"),
        ("sources: [{name: A, rights: all}]", "rights must be full, excerpt or link"),
        ("key_points_max: 1", "in order"),
    ],
)
def test_wrong_setting_is_named(built: Settings, option: str, said: str) -> None:
    """A wrong option in mkdocs.yml is named with what it may be; status 2."""
    (built.root / "mkdocs.yml").write_text(f"site_name: T\nplugins:\n  - digest:\n      {option}\n")
    done = digest("build", cwd=built.root)
    assert (done.returncode, said in done.stderr) == (2, True)


def test_broken_taxonomy_stops_before_anything_changes(built: Settings) -> None:
    """A topics file that is not YAML is named with its line; status 2."""
    (built.root / "content/topics.yaml").write_text("topics:\n  - name: [a\n")
    done = digest("build", cwd=built.root)
    assert done.returncode == 2
    assert "content/topics.yaml:" in done.stderr


@pytest.mark.samples
def test_show_prints_schema_one_as_json() -> None:
    """`show --json` is the front matter, valid by the JSON Schema."""
    done = digest("show", "--json", str(ARTICLES / "2026/09/14/northwire-storm-imre.txt"), cwd=ROOT)
    assert done.returncode == 0
    assert list(shape.findings(json.loads(done.stdout))) == []


@pytest.mark.samples
def test_show_reads_the_pasted_kind_right() -> None:
    """No headline, a deck, a post, reported speech alone: the hard form comes out right."""
    fields = json.loads(digest("show", "--json", str(ARTICLES / "inbox/pasted-4.txt"), cwd=ROOT).stdout)
    kinds = [quote["kind"] for quote in fields["quotes"]]
    assert fields["made"]
    assert fields["title"]
    assert (fields["date"], fields["source"]["published_from"]) == ("2026-10-06", "text")
    assert "direct" not in kinds
    assert kinds.count("indirect") >= 5
    assert [quote["speaker"]["handle"] for quote in fields["quotes"] if quote["kind"] == "social"] == [
        "@soundradionews"
    ]
    assert not {point["text"].rstrip(".") for point in fields["key_points"]} & set(
        GOLD["inbox/pasted-4.txt"]["headings"]
    )


def quoted(text: str, new: str, old: str = "The piles are hollow") -> str:
    """The summary with other words in the first quotation, not in a point that has the same ones."""
    before, quotes, after = text.partition("\nquotes:\n")
    return before + quotes + re.sub(f"text: “{old}", f"text: “{new}", after, count=1)


def test_check_names_the_line_of_a_changed_quote(built: Settings) -> None:
    """An editor's slip in a quote is found, on its line; status 1."""
    (path,) = built.summaries.rglob("*.md")
    text = path.read_text()
    assert "The piles are hollow" in text
    path.write_text(quoted(text, "The piles are rotten"))
    done = digest("check", cwd=built.root)
    line = 1 + path.read_text().split("\n").index(next(row for row in path.read_text().split("\n") if "rotten" in row))
    assert done.returncode == 1
    assert "is altered" in done.stdout
    assert abs(int(done.stdout.split(":")[1]) - line) <= 2
    assert digest("check", cwd=built.root, env={"GITHUB_ACTIONS": "true"}).stdout.startswith(
        "::error file=content/summaries/"
    )
    assert json.loads(digest("check", "--format", "json", cwd=built.root).stdout)["counts"]["altered"] == 1


def test_check_before_the_first_build_says_what_to_do(project: Make) -> None:
    """A digest without summaries has nothing to check, which is no error."""
    done = digest("check", cwd=project({"pier.md": f"---\ntitle: North pier closed\n---\n{LEDE}"}).root)
    assert done.returncode == 0
    assert done.stderr == "There are no summaries yet; digest build makes them.\n"


def test_strict_build_fails_on_a_failed_check(built: Settings) -> None:
    """Without strict the page shows the verdict; with it the build fails."""
    (path,) = built.summaries.rglob("*.md")
    path.write_text(quoted(path.read_text(), "The piles are rotten"))
    assert digest("build", cwd=built.root).returncode == 0
    assert digest("build", "--strict", cwd=built.root).returncode == 1
    assert "check: altered" in path.read_text()


def test_batch_keeps_offsets_order_and_goes_on_after_a_broken_row(tmp_path: Path) -> None:
    """Offsets are those of the text as given; a broken row is reported with its line, and the others come out in order."""
    text = "\ufeffPIER  CLOSED\r\n\r\n" + LEDE.replace("\n", "\r\n")
    rows = [json.dumps({"id": f"a{n}", "text": text, "date": "2026-09-14"}) for n in range(30)]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([*rows[:10], "{broken", '{"id": "no-text"}', *rows[10:]]) + "\n", "utf-8")
    done = digest("batch", "analyse", str(source), str(target), "--jobs", "2", cwd=tmp_path)
    assert done.returncode == 1
    assert f"{source}:11: error: The line is not JSON" in done.stderr
    assert f"{source}:12: error: no-text: The row has no “text”." in done.stderr
    out = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [row["id"] for row in out] == [f"a{n}" for n in range(30)]
    for quote in out[0]["quotes"]:
        assert text[quote["start"] : quote["end"]] == quote["text"]
        if quote["speaker"]:
            assert text[quote["speaker"]["start"] : quote["speaker"]["end"]] == quote["speaker"]["text"]
    assert {"direct"} <= {quote["kind"] for quote in out[0]["quotes"]}


@pytest.mark.samples
@pytest.mark.parametrize("path", GOLD)
def test_direct_quotes_of_a_sample_are_found_letter_for_letter(path: str) -> None:
    """Of the direct quotations that a sample's gold lists, nine in ten are found as direct or partial."""
    fields = json.loads(digest("show", "--json", str(ARTICLES / path), cwd=ROOT).stdout)
    found = [" ".join(quote["text"].split()) for quote in fields["quotes"] if quote["kind"] != "indirect"]
    gold = [" ".join(quote["text"].split()).strip("\"“”‘’',.") for quote in GOLD[path]["direct"]]
    missed = [words for words in gold if not any(words in text for text in found)]
    assert len(missed) <= 0.1 * len(gold) + 1, missed


def test_summary_file_survives_its_own_reader(built: Settings) -> None:
    """What the build writes reads back as the same values, and rewriting it changes no byte."""
    (path,) = built.summaries.rglob("*.md")
    parsed = summary.parse(path.read_text(), "x.md")
    assert summary.rewrite(parsed, parsed.fields, "x.md") == path.read_text()
    assert list(shape.findings(parsed.fields)) == []


def test_check_tells_a_quote_from_another_article(built: Settings) -> None:
    """Words that are in another article are told apart from words that nobody said."""
    (built.articles / "other.md").write_text(
        "---\ntitle: Other\ndate: 2026-10-01\n---\n“The nets are torn to pieces,” said Ada Brun, a fisher, on Friday.\n"
    )
    (path,) = built.summaries.rglob("*.md")
    path.write_text(quoted(path.read_text(), "The nets are torn to pieces,”", r"The piles are hollow.*"))
    assert "is elsewhere" in digest("check", cwd=built.root).stdout
