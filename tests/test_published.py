"""What is published when something is wrong: the editor's words and every good article, unless the owner is strict."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.config import Settings
from tests.conftest import LEDE, ROOT

MINE = "Night ferry to Ostrand is safe"
SUMMARY = "content/summaries/2026/09/council-votes-to-keep-the-ferry.md"
FERRY = (
    "---\ntitle: Council votes to keep the ferry\ndate: 2026-09-14\n---\n\n"
    "KESTREL BAY – The council voted on Monday to keep the night ferry to Ostrand at a cost of $4 million, officials said.\n\n"
    "“We will keep the ferry until the bridge is built,” said Ilse Marwick, the mayor of Kestrel Bay.\n"
)


def recipe(target: str = "site") -> list[str]:
    """The commands of `make site`, or of another target, for this environment."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found
    return [line.strip().replace("$(BIN)", str(Path(sys.executable).parent)).replace("$$", "$") for line in found[1].splitlines()]  # fmt: skip


def make_site(project: Path) -> subprocess.CompletedProcess[str]:
    """Runs the commands of `make site` in a project; stops at the first that fails, as make does."""
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    for line in recipe():
        done = subprocess.run(["sh", "-c", line], cwd=project, env=env, capture_output=True, text=True, check=False)
        if done.returncode:
            break
    return done


@pytest.fixture
def settings(project: Callable[..., Settings]) -> Settings:
    """A project of two articles whose site builds."""
    made = project({"ferry.md": FERRY, "pier.txt": "North pier closes\nPublished 15 September 2026\n\n" + LEDE})
    configuration = "site_name: Test\ndocs_dir: content\ntheme:\n  name: material\nplugins:\n  - search\n  - digest\n"
    (made.root / "mkdocs.yml").write_text(configuration)
    assert make_site(made.root).returncode == 0
    return made


def edited(root: Path) -> None:
    """An editor gives a title that the article does not bear out."""
    place = root / SUMMARY
    place.write_text(re.sub(r"^title: .*$", f"title: {MINE}", place.read_text("utf-8"), count=1, flags=re.MULTILINE))


def stray(root: Path) -> None:
    """A picture lies between the articles."""
    (root / "content/articles/picture.jpg").touch()


def deleted(root: Path) -> None:
    """An article is deleted and its summary stays."""
    (root / "content/articles/pier.txt").unlink()


def unreadable(root: Path) -> None:
    """An article is larger than what is read."""
    (root / "content/articles/huge.txt").write_bytes(bytes(3_000_000))


def misquoted(root: Path) -> None:
    """An editor changes a word of a quotation."""
    place = root / SUMMARY
    place.write_text(
        place.read_text("utf-8").replace("text: “We will keep the ferry", "text: “We shall keep the ferry")
    )


WRONG = [edited, stray, deleted, unreadable, misquoted]


@pytest.mark.parametrize("change", WRONG, ids=lambda change: change.__name__)
def test_one_thing_wrong_does_not_stop_the_site(settings: Settings, change: Callable[[Path], None]) -> None:
    """What `make site` runs publishes the good articles and the editor's words, and reports what is wrong."""
    change(settings.root)
    done = make_site(settings.root)
    assert done.returncode == 0, done.stderr
    page = (settings.root / "site/2026/09/council-votes-to-keep-the-ferry/index.html").read_text("utf-8")
    assert "until the bridge is built" in page
    assert (MINE in page) == (change is edited)
    assert "WARNING" in done.stderr


@pytest.mark.parametrize("change", [misquoted, unreadable], ids=lambda change: change.__name__)
def test_a_strict_owner_publishes_nothing_with_an_error(settings: Settings, change: Callable[[Path], None]) -> None:
    """With `strict: true` an error ends the commands of `make site` with a failure and a sentence."""
    place = settings.root / "mkdocs.yml"
    place.write_text(place.read_text("utf-8").replace("  - digest\n", "  - digest:\n      strict: true\n"))
    change(settings.root)
    done = make_site(settings.root)
    assert done.returncode != 0
    assert "Nothing is published" in done.stderr


def test_the_workflow_runs_what_make_site_runs() -> None:
    """The publishing workflow builds the site by the commands of `make site` and `make docs`."""
    flow = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    runs = re.findall(r"- run: \.venv/bin/(.*)", flow)
    folder = f"{Path(sys.executable).parent}/"
    assert [run.partition(" #")[0] for run in runs] == [
        line.removeprefix(folder).partition(" #")[0] for line in [*recipe(), *recipe("docs")]
    ]
