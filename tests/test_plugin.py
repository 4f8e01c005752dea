"""The MkDocs plugin at its edge: settings that are wrong, and faults of the program itself."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from digest.config import Settings
from tests.conftest import LEDE

BROKEN = "import digest.render\ndef pages(*_, **__): raise KeyError('text')\ndigest.render.pages = pages\n"


@pytest.fixture
def mkdocs(project: Callable[..., Settings]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `mkdocs` in a project of one article, with a statement of Python before it."""
    made = project({"pier.txt": "North pier closes\nPublished 15 September 2026\n\n" + LEDE})
    (made.root / "mkdocs.yml").write_text("site_name: T\ndocs_dir: content\ntheme: material\nplugins: [digest]\n")

    def run(*words: str, before: str = "", settings: str = "") -> subprocess.CompletedProcess[str]:
        if settings:
            (made.root / "mkdocs.yml").write_text(settings)
        program = f"{before}\nfrom mkdocs.__main__ import cli\ncli()"
        env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        return subprocess.run([sys.executable, "-c", program, *words], cwd=made.root, env=env, capture_output=True, text=True, check=False)  # fmt: skip

    return run


def test_a_fault_of_the_program_is_one_sentence(mkdocs: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """A fault inside the plugin ends with what was being done and exit status 3; the traceback is for --verbose alone."""
    done = mkdocs("build", before=BROKEN)
    assert done.returncode == 3
    said = done.stdout + done.stderr
    assert "Digest failed while making the pages of the digest" in said
    assert "Traceback" not in said
    assert "Traceback" in mkdocs("build", "--verbose", before=BROKEN).stderr


def test_a_wrong_setting_is_one_sentence(mkdocs: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """An unknown option of the plugin is named, without a traceback."""
    done = mkdocs("build", settings="site_name: T\ndocs_dir: content\ntheme: material\nplugins: [{digest: {key_points_max: 99}}]\n")  # fmt: skip
    assert done.returncode == 1
    assert "key_points_max" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_link_to_the_folder_that_holds_it_is_refused(
    mkdocs: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    """Two links that lead back would keep MkDocs walking for ever: the link is named instead."""
    (tmp_path / "content" / "articles" / "self").symlink_to(".")
    (tmp_path / "content" / "articles" / "up").symlink_to("..")
    done = mkdocs("build")
    assert done.returncode == 1
    assert "content/articles/self: The link leads to a folder that holds it." in done.stdout + done.stderr


def test_a_locale_that_cannot_read_names_is_refused(mkdocs: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """Where Python cannot read names of files, the build says what to set, and publishes no site without its pages."""
    done = mkdocs("build", before="import sys; sys.getfilesystemencoding = lambda: 'ascii'")
    assert done.returncode == 1
    assert "PYTHONUTF8=1" in done.stdout + done.stderr
