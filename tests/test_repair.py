"""Repairs: for a failed statement the nearest wording that the article supports, and nothing that it does not."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from digest import build as builder
from digest import check
from digest.cli import digest
from digest.config import Settings
from digest.extract import Hints, extract
from digest.model import Article, Reading, Verdict
from digest.read import read
from digest.repair import Repaired, repaired
from digest.understand import understand
from tests.conftest import LEDE

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "repairs.yaml").read_text("utf-8"))
ARTICLE: Article = extract(read(CASES["article"].encode(), "pier.txt"), Hints("2026-09-15"))
READING: Reading = understand(ARTICLE)
EVIDENCE = {s.id: {"text": s.of(ARTICLE.text), "start": s.start, "end": s.end} for s in READING.sentences}


def mended(field: str, item: Any) -> Repaired:
    """What the repair of a summary with one statement gives."""
    fields = {"title": ARTICLE.title or "Pier", "evidence": EVIDENCE, field: item if field == "title" else [item]}
    report = check.check(fields, ARTICLE, READING)
    return repaired(fields, {p: v for p, v in report.verdicts.items() if p.startswith(field)}, ARTICLE, READING)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_a_planted_fault_gets_its_repair(case: dict[str, Any]) -> None:
    """Each planted fault fails the check, and its repair is what the article says; where it says nothing near, there is none."""
    found = mended(case["path"], case["was"])
    if case["becomes"] is None:
        assert not found.repairs
        assert found.without
        return
    assert len(found.repairs) == 1, found
    new = found.repairs[0].new
    if isinstance(new, str):
        assert new == case["becomes"]
        return
    for name, value in case["becomes"].items():
        if name == "speaker":
            assert new["speaker"]["name"] == value["name"]
        else:
            assert new[name] == value


@given(text=st.text(max_size=120), kind=st.sampled_from(["direct", "indirect", "partial", "nonsense"]))
@settings(max_examples=60)
def test_a_repair_always_passes_the_check(text: str, kind: str) -> None:
    """Whatever stands there, a repair passes the check that the statement failed, and nothing raises."""
    for field, item in (
        ("quotes", {"kind": kind, "text": text + " wait for spring", "evidence": ["s3"]}),
        ("key_points", {"text": "The council " + text, "evidence": ["s7"]}),
    ):
        found = mended(field, item)
        report = check.check(found.fields, ARTICLE, READING)
        assert all(report.verdicts[repair.path].passes for repair in found.repairs)


def _spoilt(project: Callable[..., Settings]) -> tuple[Settings, Path, str]:
    made = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}"})
    builder.build(made)
    place = next(made.summaries.rglob("*.md"))
    text = place.read_text("utf-8").replace("The piles are hollow", "The piles are golden # not a comment", 1)
    place.write_text(text, "utf-8")
    return made, place, text


def test_the_diff_can_be_applied_and_then_the_check_passes(project: Callable[..., Settings]) -> None:
    """`digest check --suggest` changes nothing; its diff, handed to `git apply`, mends the file."""
    made, place, text = _spoilt(project)
    run = CliRunner()
    done = run.invoke(digest, ["--project", str(made.root), "check", "--suggest", "--format", "text"])
    assert done.exit_code == 1
    assert place.read_text("utf-8") == text
    diff = done.stdout[done.stdout.index("--- a/") :].rpartition("\n1 summary")[0] + "\n"
    subprocess.run(["git", "apply", "-"], cwd=made.root, input=diff.encode(), check=True)
    assert run.invoke(digest, ["--project", str(made.root), "check"]).exit_code == 0
    assert "The piles are hollow" in place.read_text("utf-8")


@pytest.mark.parametrize("note", ["soft\u00adhyphen\tand ##[error] \u2028 x\n", "no line's end"])
def test_the_diff_holds_the_words_as_they_are(project: Callable[..., Settings], note: str) -> None:
    """A note beside the fault has what a terminal is not shown, or ends without a line's end: `git apply` takes the diff."""
    made, place, text = _spoilt(project)
    head, _, rest = text.partition("\n---\n")
    fields = head[: head.index("quotes:")] + head[head.index("people:") :]
    quotes = head[head.index("quotes:") : head.index("people:")]
    place.write_text(f"{fields}\n{quotes}---\n{rest}{note}", "utf-8", newline="")
    done = CliRunner().invoke(digest, ["--project", str(made.root), "check", "--suggest", "--format", "text"])
    diff = done.stdout[done.stdout.index("--- a/") :].rpartition("1 summary")[0]
    subprocess.run(["git", "apply", "-"], cwd=made.root, input=diff.encode(), check=True)
    assert place.read_bytes().decode().endswith(note)
    assert "golden" not in place.read_text("utf-8")


def test_suggestions_as_json(project: Callable[..., Settings]) -> None:
    """The JSON has each repair with its path, and a file without failures has none."""
    made, _, _ = _spoilt(project)
    done = CliRunner().invoke(digest, ["--project", str(made.root), "check", "--suggest", "--format", "json"])
    (file,) = json.loads(done.stdout)["files"]
    assert [one["path"] for one in file["suggestions"]]
    assert all(Verdict(one["new"]["check"]).passes for one in file["suggestions"] if one["path"].startswith("quotes"))
    assert file["diff"].startswith("--- a/content/summaries/")
