"""The workflows of this repository and of a new digest: what GitHub would refuse, or a stranger could use, is found here."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

PIN = r"uses: ([\w./-]+)@([0-9a-f]{40})"
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
STARTER = sorted((ROOT / "digest" / "starter" / "dot_github" / "workflows").glob("*.yml"))
WORKFLOWS = [*OURS, *STARTER]
# What may write, and what: each is a job that runs nothing of a stranger's.
WRITERS = {
    "deploy": {"pages": "write", "id-token": "write"},
    "comment": {"contents": "read", "actions": "read", "pull-requests": "write"},
    "bring": {"contents": "write", "pull-requests": "write", "actions": "write"},
}


def named(place: Path) -> str:
    """A workflow's name in the list of tests."""
    return f"{place.stem} of {'this repository' if place in OURS else 'a new digest'}"


def read(place: Path) -> dict:
    """A workflow as YAML 1.1 reads it: its key `on` is the truth value."""
    found = yaml.safe_load(place.read_text("utf-8"))
    found["on"] = found.pop(True)
    return found


def test_pull_requests_are_checked_and_pushes_published() -> None:
    """A pull request is checked, its report becomes a comment, a push to main is published: here and in a new digest."""
    for folder in (OURS, STARTER):
        flows = {place.stem: read(place) for place in folder}
        assert {"check", "comment", "publish"} <= set(flows)
        assert "pull_request" in flows["check"]["on"]
        assert flows["comment"]["on"]["workflow_run"] == {"workflows": [flows["check"]["name"]], "types": ["completed"]}
        assert flows["publish"]["on"]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("place", WORKFLOWS, ids=named)
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


def test_the_form_has_the_published_schema() -> None:
    """The form “Suggest an article” is one that GitHub takes, and its labels are those that the program reads."""
    place = ROOT / "digest/starter/dot_github/ISSUE_TEMPLATE/suggest.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms", str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    fields = yaml.safe_load(place.read_text("utf-8"))["body"]
    assert [field["attributes"]["label"] for field in fields] == ["Address", "Outlet", "Why", "Text"]


def test_the_schema_refuses_a_wrong_workflow(tmp_path: Path) -> None:
    """The check can fail: a misspelt key is found."""
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(OURS[0].read_text("utf-8").replace("runs-on:", "runs-no:"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(wrong)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("place", WORKFLOWS, ids=named)
def test_jobs_may_do_no_more_than_they_need(place: Path) -> None:
    """Tokens only read, but for the jobs that deploy or comment; every job has a time limit and pinned actions."""
    flow = read(place)
    assert flow["permissions"] == {"contents": "read"}
    for name, job in flow["jobs"].items():
        if "write" in job.get("permissions", {}).values():
            assert job["permissions"] == WRITERS[name]
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "uses" not in step or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"]), step


@pytest.mark.parametrize("place", WORKFLOWS, ids=named)
def test_a_pinned_action_names_its_version(place: Path) -> None:
    """Behind each commit a comment gives the version, and an action has the same commit everywhere."""
    pins = re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", place.read_text("utf-8"), re.MULTILINE)
    assert len(pins) == place.read_text("utf-8").count("uses: ")
    everywhere = {name: commit for flow in WORKFLOWS for name, commit in re.findall(PIN, flow.read_text("utf-8"))}
    assert all(everywhere[name] == commit for name, commit, _ in pins)


@pytest.mark.parametrize("place", WORKFLOWS, ids=named)
def test_nothing_of_a_strangers_reaches_a_shell(place: Path) -> None:
    """No expression stands inside a command, where a branch's or a title's words would be run."""
    runs = [step["run"] for job in read(place)["jobs"].values() for step in job["steps"] if "run" in step]
    assert runs
    assert not [run for run in runs if "${{" in run]


def test_the_deployment_waits_for_the_tests() -> None:
    """What does not pass is not published, and the site is built for the address it will have."""
    jobs = read(ROOT / ".github/workflows/publish.yml")["jobs"]
    assert set(jobs["deploy"]["needs"]) == {"test", "build"}
    assert [step["env"] for step in jobs["build"]["steps"] if "env" in step] == [
        {"SITE_URL": "${{ steps.pages.outputs.base_url }}/"},
        {"DOCS_URL": "${{ steps.pages.outputs.base_url }}/docs/"},
    ]


def test_zizmor_finds_nothing() -> None:
    """No workflow has a weakness that zizmor knows: injection, loose pins, wide tokens, shared caches."""
    command = ["zizmor", "--offline", "--no-progress", *map(str, WORKFLOWS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PATH": PATH})
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_an_injection(tmp_path: Path) -> None:
    """The check can fail: a title within a command is found."""
    wrong = tmp_path / "wrong.yml"
    (text,) = (place.read_text("utf-8") for place in STARTER if place.stem == "check")
    wrong.write_text(text.replace("run: digest build --strict", "run: echo ${{ github.event.pull_request.title }}"))
    command = ["zizmor", "--offline", "--no-progress", str(wrong)]
    assert subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PATH": PATH}).returncode != 0


def test_what_comments_checks_out_nothing_of_a_strangers() -> None:
    """The workflow that may comment checks out the default branch alone, and takes no cache that a pull request has filled."""
    for folder in (OURS, STARTER):
        (flow,) = (read(place) for place in folder if place.stem == "comment")
        steps = flow["jobs"]["comment"]["steps"]
        assert [set(step.get("with", {})) for step in steps if "uses" in step] == [{"persist-credentials"}, {"python-version"}]  # fmt: skip


# A stand-in for GitHub's command: it answers from the folder GH_ANSWERS and writes down what it was asked to post.
GH = """#!{python}
import json, os, pathlib, shutil, sys
words, there = sys.argv[1:], pathlib.Path(os.environ["GH_ANSWERS"])
if words[:2] == ["run", "download"]:
    if not (there / "report.json").exists():
        sys.exit("no artifact found")
    shutil.copy(there / "report.json", words[words.index("--dir") + 1])
elif "--jq" in words:
    kind = "pulls" if "/pulls?" in words[words.index("--paginate") + 1] else "comments"
    for row in json.loads((there / kind).read_text()):
        if kind == "pulls" and row["sha"] == os.environ["HEAD_SHA"] or kind == "comments":
            print(row["number"])
else:
    body = next(word for word in words if word.startswith("body=@"))[6:]
    method = "PATCH" if "PATCH" in words else "POST"
    address = next(word for word in words if word.startswith("repos/"))
    (there / "posted").write_text(json.dumps([method, address, pathlib.Path(body).read_text("utf-8")]))
"""
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
EMPTY = {
    "report": 1, "version": "0.1.0", "base": "0" * 40, "summaries": [],
    "counts": {"summaries": 0, "left_out": 0, "statements": 0, "failures": 0, "questions": 0},
    "problems": [{"file": "content/articles/a.txt", "line": 1, "severity": "error", "what": "@all <b>", "remedy": ""}],
}  # fmt: skip


def comment(
    tmp_path: Path, report: object, comments: list[dict[str, int]], sha: str = "abc", head: str = "o/r"
) -> tuple[int, list[str]]:
    """Runs the step that comments, with a stand-in for GitHub; its exit status and what it posted."""
    (flow,) = (read(place) for place in STARTER if place.stem == "comment")
    (step,) = (step for step in flow["jobs"]["comment"]["steps"] if step.get("name") == "Write the comment")
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "gh").write_text(GH.replace("{python}", sys.executable))
    (folder / "gh").chmod(0o755)
    (tmp_path / "pulls").write_text(json.dumps([{"number": 7, "sha": "other"}, {"number": 8, "sha": "abc"}]))
    (tmp_path / "comments").write_text(json.dumps(comments))
    (tmp_path / "posted").unlink(missing_ok=True)
    if report is not None:
        (tmp_path / "report.json").write_text(json.dumps(report))
    env = {
        **os.environ, "PATH": f"{folder}{os.pathsep}{PATH}", "GH_ANSWERS": str(tmp_path), "HEAD_SHA": sha, "HEAD_REPOSITORY": head, "TMPDIR": str(tmp_path),
        "REPOSITORY": "o/r", "RUN_ID": "5", "RUN_URL": "https://github.com/o/r/actions/runs/5", "GH_TOKEN": "none",
    }  # fmt: skip
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=env, capture_output=True, check=False)
    posted = tmp_path / "posted"
    return done.returncode, json.loads(posted.read_text()) if posted.exists() else []


def test_one_comment_is_written_and_then_updated(tmp_path: Path) -> None:
    """The pull request that ends with the checked commit gets a comment; the next run changes that one."""
    status, posted = comment(tmp_path, EMPTY, [])
    assert (status, posted[:2]) == (0, ["POST", "repos/o/r/issues/8/comments"])
    assert posted[2].startswith("<!-- digest-report -->")
    assert "@all" not in posted[2]
    assert "<b>" not in posted[2]
    assert posted[2].rstrip().endswith("(https://github.com/o/r/actions/runs/5)")
    assert comment(tmp_path, EMPTY, [{"number": 99}])[1][:2] == ["PATCH", "repos/o/r/issues/comments/99"]


def test_a_forks_report_says_that_it_is_the_forks(tmp_path: Path) -> None:
    """A fork's workflows and settings made its report, so the comment names the fork; the repository's own says nothing."""
    _, posted = comment(tmp_path, EMPTY, [], head="mallory/`r`<b>")
    assert "made by the build of the fork `mallory/rb`" in posted[2]
    assert "fork" not in comment(tmp_path, EMPTY, [])[1][2]


def test_nothing_is_written_without_a_report_or_pull_request(tmp_path: Path) -> None:
    """A check without a report, and a commit of no open pull request, end well and write nothing; a forged report fails."""
    assert comment(tmp_path, None, []) == (0, [])
    assert comment(tmp_path, EMPTY, [], sha="gone") == (0, [])
    status, posted = comment(tmp_path, {**EMPTY, "summaries": "<b>"}, [])
    assert status != 0
    assert posted == []


BRING_GH = """#!{python}
import os, pathlib, sys
words, log = sys.argv[1:], pathlib.Path(os.environ["GH_LOG"])
if words[0] == "api":
    print(os.environ["OPEN_PULLS"])
elif words[:2] != ["auth", "setup-git"]:
    log.write_text((log.read_text() if log.exists() else "") + " ".join(words) + chr(10))
"""


def git(folder: Path, *words: str) -> str:
    """Runs git with a name of its own; what it prints."""
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True, text=True).stdout


def bring(folder: Path, event: str, body: str = "", pulls: int = 0) -> str:
    """Runs the steps of bring.yml in a clone, with a stand-in for GitHub's command; what that was asked to do."""
    (flow,) = (read(place) for place in STARTER if place.stem == "bring")
    scripts = {step["name"]: step["run"] for step in flow["jobs"]["bring"]["steps"] if "name" in step}
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin/gh").write_text(BRING_GH.replace("{python}", sys.executable))
    (folder / "bin/gh").chmod(0o755)
    (folder / "event.json").write_text(json.dumps({"issue": {"body": body}}))
    output = folder / "output"
    output.write_text("")
    env = {
        **os.environ, "PATH": f"{folder / 'bin'}{os.pathsep}{PATH}", "GH_LOG": str(folder / "log"), "OPEN_PULLS": str(pulls),
        "REPOSITORY": "o/r", "OWNER": "o", "MAIN": "main", "EVENT": event, "NUMBER": "12" if event == "issues" else "",
        "GITHUB_EVENT_PATH": str(folder / "event.json"), "MOST": "10", "RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(output), "GITHUB_ACTIONS": "",
    }  # fmt: skip
    for name in ("Choose the branch", "Bring in", "Propose"):
        said = dict(line.split("=", 1) for line in output.read_text().splitlines())
        env |= {"BRANCH": said.get("name", ""), "OPEN": said.get("open", "")}
        done = subprocess.run(["bash", "-e", "-c", scripts[name]], cwd=folder / "clone", env=env, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 0, (name, done.stdout, done.stderr)
    return (folder / "log").read_text() if (folder / "log").exists() else ""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with a clone of a new digest that has been pushed."""
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "origin.git")
    git(tmp_path, "clone", "-q", str(tmp_path / "origin.git"), "clone")
    made = tmp_path / "clone"
    (made / "mkdocs.yml").write_text("site_name: Test\nplugins: [digest]\n")
    (made / "content/inbox").mkdir(parents=True)
    (made / "content/inbox/.gitkeep").write_text("")
    (made / ".gitignore").write_text(".cache/\n")
    git(made, "checkout", "-q", "-B", "main")
    git(made, "add", ".")
    git(made, "commit", "-qm", "first")
    git(made, "push", "-q", "origin", "main")
    return tmp_path


STORY = "Ferry to close for nine days\n\nThe harbour of Port Alder will close for nine days in March, its board said on Tuesday. Divers found cracks in four of the eleven piers.\n"


def test_what_waits_in_the_inbox_becomes_a_pull_request(clone: Path) -> None:
    """A file of the inbox is moved to the articles on a branch of its own, with its summary; the check of it is started."""
    (clone / "clone/content/inbox/ferry.txt").write_text(STORY)
    git(clone / "clone", "add", ".")
    git(clone / "clone", "commit", "-qm", "upload")
    asked = bring(clone, "push")
    assert "pr create --repo o/r --base main --head digest/inbox --title Articles from the inbox" in asked
    assert "workflow run check.yml --repo o/r --ref digest/inbox" in asked
    files = git(clone / "origin.git", "ls-tree", "-r", "--name-only", "digest/inbox").splitlines()
    assert not [path for path in files if path.startswith("content/inbox/ferry")]
    assert [path for path in files if path.startswith("content/articles/") and path.endswith(".md")]
    assert [path for path in files if path.startswith("content/summaries/")]


def test_an_open_pull_request_keeps_what_was_changed_there(clone: Path) -> None:
    """With an open pull request the branch goes on from its own commits, and no second one is made."""
    made = clone / "clone"
    git(made, "switch", "-qc", "digest/inbox")
    (made / "content/about.md").write_text("An editor's words\n")
    git(made, "add", ".")
    git(made, "commit", "-qm", "editor")
    git(made, "push", "-q", "origin", "digest/inbox")
    git(made, "switch", "-q", "main")
    git(made, "branch", "-qD", "digest/inbox")
    (made / "content/inbox/ferry.txt").write_text(STORY)
    asked = bring(clone, "push", pulls=1)
    assert "pr create" not in asked
    assert "content/about.md" in git(clone / "origin.git", "ls-tree", "-r", "--name-only", "digest/inbox")


def test_an_issue_is_only_words(clone: Path) -> None:
    """What a stranger writes into the form becomes an article's text, and no command; an article comes of it all the same."""
    body = f"### Address\n\n_No response_\n\n### Outlet\n\n$(touch {clone}/run)\n\n### Why\n\n`touch {clone}/run`\n\n### Text\n\n```text\n{STORY}\n'; touch {clone}/run; echo '\n```"
    asked = bring(clone, "issues", body + "\n" + "😀" * 60_000)
    assert not (clone / "run").exists()
    assert "--head digest/issue-12" in asked
    assert "Closes #12." in asked


def test_the_feeds_have_a_pull_request_for_each_edition(clone: Path) -> None:
    """The branch of a daily run is named after the edition of today, and so is its pull request."""
    made = clone / "clone"
    (made / "content/articles").mkdir()
    (made / "content/articles/ferry.txt").write_text(STORY)  # as if fetched
    asked = bring(clone, "schedule")
    assert re.search(r"--head digest/fetch-(\d{4}-\d\d-\d\d) --title New articles from the feeds, \1 ", asked), asked


def test_nothing_new_is_no_pull_request(clone: Path) -> None:
    """Without feeds the daily run ends well and proposes nothing, though an article has no summary file yet."""
    (clone / "clone/content/articles").mkdir()
    (clone / "clone/content/articles/ferry.txt").write_text(STORY)
    git(clone / "clone", "add", ".")
    git(clone / "clone", "commit", "-qm", "an article")
    assert bring(clone, "schedule") == ""
