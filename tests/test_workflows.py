"""The workflows: what GitHub would refuse is found here."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PIN = r"uses: ([\w./-]+)@([0-9a-f]{40})"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def read(place: Path) -> dict:
    """A workflow as YAML 1.1 reads it: its key `on` is the truth value."""
    found = yaml.safe_load(place.read_text("utf-8"))
    found["on"] = found.pop(True)
    return found


def test_there_is_one_to_check_and_one_to_publish() -> None:
    """A pull request is checked, a push to main is published."""
    assert [place.stem for place in WORKFLOWS] == ["check", "publish"]
    assert "pull_request" in read(WORKFLOWS[0])["on"]
    assert read(WORKFLOWS[1])["on"]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("place", WORKFLOWS, ids=lambda place: place.stem)
def test_validates_against_the_published_schema(place: Path) -> None:
    """Each workflow has the form that GitHub's published schema asks for."""
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-workflows",
        str(place),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_schema_refuses_a_wrong_workflow(tmp_path: Path) -> None:
    """The check can fail: a misspelt key is found."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "runs-no:"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(wrong)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("place", WORKFLOWS, ids=lambda place: place.stem)
def test_jobs_may_do_no_more_than_they_need(place: Path) -> None:
    """Tokens only read, but for the one job that deploys; every job has a time limit and pinned actions."""
    flow = read(place)
    assert flow["permissions"] == {"contents": "read"}
    writers = {name for name, job in flow["jobs"].items() if "write" in job.get("permissions", {}).values()}
    assert writers <= {"deploy"}
    for job in flow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "uses" not in step or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step


@pytest.mark.parametrize("place", WORKFLOWS, ids=lambda place: place.stem)
def test_a_pinned_action_names_its_version(place: Path) -> None:
    """Behind each commit a comment gives the version, and an action has the same commit everywhere."""
    pins = re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", place.read_text("utf-8"), re.MULTILINE)
    assert len(pins) == place.read_text("utf-8").count("uses: ")
    everywhere = {name: commit for flow in WORKFLOWS for name, commit in re.findall(PIN, flow.read_text("utf-8"))}
    assert all(everywhere[name] == commit for name, commit, _ in pins)


@pytest.mark.parametrize("place", WORKFLOWS, ids=lambda place: place.stem)
def test_nothing_of_a_strangers_reaches_a_shell(place: Path) -> None:
    """No expression stands inside a command, where a branch's or a title's words would be run."""
    runs = [step["run"] for job in read(place)["jobs"].values() for step in job["steps"] if "run" in step]
    assert runs
    assert not [run for run in runs if "${{" in run]


def test_the_deployment_waits_for_the_tests() -> None:
    """What does not pass is not published, and the site is built for the address it will have."""
    jobs = read(WORKFLOWS[1])["jobs"]
    assert set(jobs["deploy"]["needs"]) == {"test", "build"}
    assert [step["env"] for step in jobs["build"]["steps"] if "env" in step] == [
        {"SITE_URL": "${{ steps.pages.outputs.base_url }}/"}
    ]
