"""A digest of one's own: made in an empty folder, checked, brought up to date without losing what its owner changed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from digest import starter
from digest.cli import COMMANDS, Project, digest
from digest.starter import Answers, Change
from tests.conftest import ROOT

FLOW = ".github/workflows/publish.yml"


def command(*words: str, project: Path | None = None) -> Result:
    """Runs `digest` without a terminal."""
    return CliRunner().invoke(digest, [*(["--project", str(project)] if project else []), *words])


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A new digest, in a folder with a space in its name."""
    folder = tmp_path / "my digest"
    assert command("new", str(folder), "--name", 'The "Sandwick": Digest').exit_code == 0
    return folder


def test_a_new_digest_holds_no_program(made: Path) -> None:
    """The folder has settings, content, workflows and pinned packages, and not one file of Python."""
    paths = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert {"mkdocs.yml", "README.md", ".gitignore", "requirements.txt", "content/about.md", "content/names.yaml", "content/stories.yaml", "content/topics.yaml", ".vscode/extensions.json", FLOW} <= paths  # fmt: skip
    assert not [path for path in paths if path.endswith(".py")]
    assert not [path for path in paths if "@" in (made / path).read_text("utf-8").replace("actions/", "") and re.search(r"@[A-Z_]+@", (made / path).read_text("utf-8"))]  # fmt: skip
    assert yaml.safe_load((made / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["site_name"] == 'The "Sandwick": Digest'  # fmt: skip


def test_its_site_builds_at_once(made: Path) -> None:
    """`mkdocs build` makes the site of the invented article, with points, a quotation and its speaker, and no warning."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=made, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (made / "site/2026/09/north-pier-closes-for-the-winter/index.html").read_text("utf-8")
    assert "Ingrid Maas" in page
    assert "We cannot wait for spring" in page
    assert not list((made / "site").rglob("*.yaml"))


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    """Nothing is written beside what is there already; the message says so."""
    (tmp_path / "mine.txt").write_text("mine")
    done = command("new", str(tmp_path))
    assert done.exit_code == 2
    assert "is not empty" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_upgrade_has_nothing_to_do_at_first(made: Path) -> None:
    """Right after `digest new` there is no difference."""
    done = command("upgrade", project=made)
    assert done.exit_code == 0
    assert done.output.startswith("Nothing to do")


@pytest.fixture
def newer(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the program that has changed the first and the last line of the publishing workflow."""
    real = starter.starter

    def later(answers: Answers) -> dict[str, str]:
        texts = real(answers)
        lines = texts[FLOW].splitlines()
        return {**texts, FLOW: "\n".join(["# New first line", *lines[1:], "# New last line"]) + "\n", "NEW.md": "new\n"}

    monkeypatch.setattr(starter, "starter", later)


@pytest.mark.usefixtures("newer")
def test_an_upgrade_keeps_what_the_owner_changed(made: Path) -> None:
    """A workflow that both changed in different places has both changes; the owner's content is not touched."""
    flow = made / FLOW
    flow.write_text(flow.read_text("utf-8").replace("timeout-minutes: 20", "timeout-minutes: 45"))
    (made / "content/topics.yaml").write_text("topics: []\n")
    done = command("upgrade", project=made)
    assert done.exit_code == 0, done.output
    text = flow.read_text("utf-8")
    assert text.startswith("# New first line")
    assert "timeout-minutes: 45" in text
    assert (made / "content/topics.yaml").read_text("utf-8") == "topics: []\n"
    assert (made / "NEW.md").exists()
    assert command("upgrade", project=made).output.startswith("Nothing to do")


@pytest.mark.usefixtures("newer")
def test_a_conflict_is_named_and_loses_nothing(made: Path) -> None:
    """Where both changed the same line the owner's file is left as it is, and the new text is put beside it."""
    flow = made / FLOW
    mine = "# My first line\n" + flow.read_text("utf-8").partition("\n")[2]
    flow.write_text(mine)
    done = command("upgrade", project=made)
    assert done.exit_code == 1
    assert f"{FLOW} was left as it is" in done.output
    assert flow.read_text("utf-8") == mine
    assert (made / ".digest/new" / FLOW).read_text("utf-8").startswith("# New first line")


def windows(made: Path) -> None:
    """The files as git checks them out on Windows."""
    for place in made.rglob("*"):
        if place.is_file() and "content" not in place.parts:
            place.write_bytes(place.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def test_line_ends_of_windows_are_no_change(made: Path) -> None:
    """An upgrade of a digest whose files have the line ends of Windows has nothing to do."""
    windows(made)
    assert command("upgrade", project=made).output.startswith("Nothing to do")


@pytest.mark.usefixtures("newer")
def test_line_ends_of_windows_stay(made: Path) -> None:
    """What an upgrade changes in such a file has the file's line ends, and what the owner wrote is still there."""
    windows(made)
    flow = made / FLOW
    flow.write_bytes(flow.read_bytes().replace(b"timeout-minutes: 20", b"timeout-minutes: 45"))
    assert command("upgrade", project=made).exit_code == 0
    lines = flow.read_bytes().split(b"\n")
    assert lines[0] == b"# New first line\r"
    assert b"    timeout-minutes: 45\r" in lines
    assert all(line.endswith(b"\r") for line in lines[:-1])


@pytest.mark.usefixtures("newer")
def test_without_git_an_upgrade_says_why_it_merges_nothing(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's file is left as it is, and the sentence names git, not a conflict that nobody has looked for."""
    flow = made / FLOW
    flow.write_text(flow.read_text("utf-8") + "# mine\n", "utf-8")
    base = made / ".digest/base" / FLOW
    base.write_text("# older\n" + base.read_text("utf-8"), "utf-8")
    monkeypatch.setattr("shutil.which", lambda _: None)
    done = command("upgrade", project=made)
    assert done.exit_code == 1
    assert "git, which merges your changes with the new ones, is not installed" in done.output
    assert flow.read_text("utf-8").endswith("# mine\n")


@pytest.mark.usefixtures("newer")
def test_a_dry_run_writes_nothing(made: Path) -> None:
    """The difference is shown, line by line, and no file changes."""
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    done = command("upgrade", "--dry-run", project=made)
    assert "+# New first line" in done.output
    assert before == {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}


def test_a_file_that_the_owner_deleted_is_not_written_again(made: Path) -> None:
    """An unchanged file of the starter that the owner deleted stays deleted."""
    (made / ".vscode/settings.json").unlink()
    assert command("upgrade", project=made).output.startswith("Nothing to do")
    assert not (made / ".vscode/settings.json").exists()


def test_a_folder_that_was_not_made_here_is_no_subject_of_an_upgrade(tmp_path: Path) -> None:
    """An upgrade elsewhere ends with a sentence and exit status 2."""
    done = command("upgrade", project=tmp_path)
    assert done.exit_code == 2
    assert "was not made by `digest new`" in done.output


def test_the_doctor_finds_what_is_wrong(made: Path) -> None:
    """A fresh digest is well; an action named by a tag and a folder of articles that is missing are reported."""
    assert command("doctor", project=made).exit_code == 0
    flow = made / FLOW
    flow.write_text(re.sub(r"actions/checkout@\w+", "actions/checkout@v6", flow.read_text("utf-8")))
    (made / "content/articles").rename(made / "content/elsewhere")
    done = command("doctor", project=made)
    assert done.exit_code == 1
    assert "actions/checkout@v6" in done.output
    assert "There is no folder" in done.output


def looks(made: Path) -> str:
    """What the doctor asks to be looked at."""
    return "\n".join(line for line in command("doctor", project=made).output.splitlines() if line.startswith("look"))


def test_the_doctor_looks_at_the_address_and_what_the_workflows_do(made: Path) -> None:
    """An address that nothing sets, or that is none, is named; so are fonts of another host, a branch that is not published, another version."""
    assert looks(made) == ""
    mkdocs, publish = made / "mkdocs.yml", made / ".github/workflows/publish.yml"
    text, flow = mkdocs.read_text("utf-8"), publish.read_text("utf-8")
    publish.write_text(flow.replace("SITE_URL", "OTHER"))
    assert "mkdocs.yml sets no site_url" in looks(made)
    publish.write_text(re.sub(r"news-digest==[\w.]+", "news-digest==0.0.9", flow))
    assert "publish.yml installs version 0.0.9" in looks(made)
    publish.write_text(flow)
    for line, says in (("", "sets no site_url"), ('site_url: ""', "sets no site_url"), ("site_url: example.org", "is no web address")):  # fmt: skip
        mkdocs.write_text(re.sub("(?m)^site_url:.*$", line, text))
        assert says in looks(made), line
    mkdocs.write_text(text.replace("name: material\n", "name: material\n  font: {text: Roboto}\n"))
    assert "ask another host for fonts" in looks(made)
    mkdocs.write_text(text)
    subprocess.run(["git", "init", "-q", "-b", "master", made], check=True)
    assert "Run: git branch -m main" in looks(made)
    subprocess.run(["git", "-C", made, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    assert looks(made) == ""


def test_its_workflows_use_the_actions_of_this_repository() -> None:
    """The workflows of a new digest pin the same commits as those that test the program."""
    pin = re.compile(r"uses: (\S+@[0-9a-f]{40})")
    ours = {use for place in (ROOT / ".github/workflows").glob("*.yml") for use in pin.findall(place.read_text("utf-8"))}  # fmt: skip
    theirs = {use for path, text in starter.starter(Answers()).items() if path.endswith(".yml") for use in pin.findall(text)}  # fmt: skip
    assert theirs
    assert theirs <= ours


def test_its_packages_are_those_that_are_tested() -> None:
    """Each package that a new digest installs has the version, and the hashes, of requirements.lock."""
    locked = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^([\w.-]+==[\w.]+)", starter.starter(Answers())["requirements.txt"], re.MULTILINE)
    assert len(pins) > 20
    assert [pin for pin in pins if f"\n{pin}" not in f"\n{locked}"] == []


def test_plan_of_an_unchanged_file_is_an_update(made: Path) -> None:
    """A file that only the program changed is updated, and is reported as such."""
    base = made / ".digest/base/README.md"
    for place in (base, made / "README.md"):
        place.write_text("an older text\n")
    assert [(step.path, step.change) for step in starter.plan(made)] == [("README.md", Change.UPDATED)]


def test_broken_answers_end_in_a_sentence(made: Path) -> None:
    """A damaged `.digest/answers.json` is named, and nothing changes."""
    (made / ".digest/answers.json").write_text(json.dumps({"colour": "red"}))
    done = command("upgrade", project=made)
    assert done.exit_code == 2
    assert "cannot be read" in done.output
    assert Project(made)
    assert {"new", "upgrade", "doctor"} <= set(COMMANDS)


@pytest.mark.parametrize("name", ["two\nlines", "bell\x07", "half \udcff", " "])
def test_a_name_is_one_line_of_text(tmp_path: Path, name: str) -> None:
    """What would break a heading or cannot be written is refused in a sentence, and no folder is made."""
    done = command("new", str(tmp_path / "new"), "--name", name)
    assert done.exit_code == 2
    assert "must be one line of text" in done.output
    assert not (tmp_path / "new").exists()


def test_a_name_may_look_like_a_mark(tmp_path: Path) -> None:
    """An answer is written as it is, also where it reads like a place for another answer."""
    command("new", str(tmp_path / "new"), "--name", "@VERSION@ {{ x }}")
    assert (tmp_path / "new/README.md").read_text("utf-8").startswith("# @VERSION@ {{ x }}\n")


@pytest.mark.parametrize(
    "answers", ['{"name": 5}', '{"language": ["a"], "rights": null}', "[]", "[" * 100_000, '{"rights": "all"}']
)
def test_answers_of_another_form_end_in_a_sentence(made: Path, answers: str) -> None:
    """Whatever `.digest/answers.json` holds, an upgrade that cannot use it says so in one line with exit status 2."""
    (made / ".digest/answers.json").write_text(answers)
    done = command("upgrade", project=made)
    assert (done.exit_code, len(done.output.splitlines())) == (2, 1)


def test_a_file_that_is_no_text_is_named(made: Path) -> None:
    """An owner's workflow that is not UTF-8 is named, and nothing is written."""
    (made / FLOW).write_bytes(b"\xff" + (made / FLOW).read_bytes())
    done = command("upgrade", project=made)
    assert done.exit_code == 2
    assert "is not UTF-8" in done.output


def test_what_cannot_be_written_is_no_fault_of_the_program(made: Path) -> None:
    """A file in the place of a folder ends in a sentence with the path, and exit status 2."""
    (made / ".vscode/settings.json").unlink()
    (made / ".digest/base/.vscode/settings.json").unlink()
    (made / ".vscode/summary.schema.json").unlink()
    for place in (made / ".vscode").iterdir():
        place.unlink()
    (made / ".vscode").rmdir()
    (made / ".vscode").write_text("")
    done = command("upgrade", project=made)
    assert done.exit_code == 2
    assert "Check the disk" in done.output


def test_the_doctor_reads_any_workflow(made: Path) -> None:
    """Workflows of any form are judged or named; a step of the repository itself needs no commit."""
    folder = made / ".github/workflows"
    texts = {
        "a": "jobs: [1]",
        "b": "jobs: {a: {steps: 5}}",
        "c": "[1]",
        "d": "a: " + "[" * 100_000,
        "e": "jobs: {a: {steps: [{uses: ./x}]}}",
        "f": f"jobs: {{a: {{steps: [{{uses: o/r@{'v' * 40}}}]}}}}",
    }
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text)
    done = command("doctor", project=made)
    assert done.exit_code == 1
    lines = {name: next(line for line in done.output.splitlines() if f"workflows/{name}.yml" in line) for name in texts}
    assert [name for name, line in lines.items() if line.startswith("ok")] == ["e"]
