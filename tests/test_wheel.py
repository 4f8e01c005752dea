"""The package as it is installed: a wheel in a clean environment, in a folder that has nothing of this repository."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import LEDE, ROOT

UV = Path(sys.executable).with_name("uv")
FOUR_LINES = "site_name: The Sandwick Digest\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, digest]\n"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command without this repository's environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("VIRTUAL_ENV", "PYTHON"))}
    env["NO_MKDOCS_2_WARNING"] = "1"
    return subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment that holds the wheel and what it depends on."""
    place = tmp_path_factory.mktemp("wheel with spaces")
    build = (UV, "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", place, ROOT)
    made = run(*build, cwd=place)
    assert made.returncode == 0, made.stderr
    environment = place / "environment"
    assert run(UV, "venv", "--python", sys.executable, environment, cwd=place).returncode == 0
    [wheel] = place.glob("*.whl")
    done = run(UV, "pip", "install", "--python", environment / "bin" / "python", wheel, cwd=place)
    assert done.returncode == 0, done.stderr
    return environment / "bin"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four lines of settings and one article."""
    article = tmp_path / "content" / "articles" / "pier.txt"
    article.parent.mkdir(parents=True)
    article.write_text("North pier closes\nPublished 15 September 2026\n\n" + LEDE)
    (tmp_path / "mkdocs.yml").write_text(FOUR_LINES)
    return tmp_path


def test_four_lines_make_the_whole_site(programs: Path, folder: Path) -> None:
    """With the wheel and four lines of mkdocs.yml the site has its theme, its pages, its feeds and no broken link."""
    done = run(programs / "python", "-m", "mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "site/2026/09/north-pier-closes/index.html").read_text("utf-8")
    assert "The piles are hollow" in page
    assert 'class="masthead"' in (folder / "site/index.html").read_text("utf-8")
    assert "assets/digest.css" in page
    assert (folder / "site/assets/digest.css").exists()
    assert (folder / "site/feed.xml").exists()
    assert {place.name for place in (folder / "site").rglob("*.txt")} <= {"robots.txt"}
    assert "fonts.googleapis.com" not in page


def test_the_owners_template_is_used_in_place_of_the_packaged_one(programs: Path, folder: Path) -> None:
    """A file in the project's `templates/` overrides the packaged one of its name, and no other."""
    (folder / "templates" / "pages").mkdir(parents=True)
    (folder / "templates" / "pages" / "home.html").write_text("<h1>My own home</h1>")
    done = run(programs / "python", "-m", "mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "My own home" in (folder / "site/index.html").read_text("utf-8")
    assert 'class="masthead"' in (folder / "site/index.html").read_text("utf-8")


def test_the_command_works_where_it_is_installed(programs: Path, folder: Path) -> None:
    """`digest build` writes the summary, and a second run has nothing to do."""
    assert run(programs / "python", "-m", "digest", "build", cwd=folder).returncode == 0
    assert (folder / "content/summaries/2026/09/north-pier-closes.md").exists()
    again = run(programs / "python", "-m", "digest", "build", cwd=folder)
    assert "0 new summaries, 0 changed, 1 as they were" in again.stdout


def test_another_theme_is_refused_in_a_sentence(programs: Path, folder: Path) -> None:
    """Without the Material theme the build ends with what to write, not with a traceback."""
    (folder / "mkdocs.yml").write_text(FOUR_LINES.replace("material", "mkdocs"))
    done = run(programs / "python", "-m", "mkdocs", "build", cwd=folder)
    assert done.returncode == 1
    assert "needs the Material theme" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_new_digest_is_made_from_the_wheel(programs: Path, tmp_path: Path) -> None:
    """`digest new` and `mkdocs build` make a site in an empty folder, and `digest doctor` finds nothing wrong."""
    made = run(programs / "python", "-m", "digest", "new", "my digest", "--name", "Ours", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    folder = tmp_path / "my digest"
    assert run(programs / "python", "-m", "mkdocs", "build", "--strict", cwd=folder).returncode == 0
    assert (folder / "site/topics/index.html").exists()
    doctor = run(programs / "python", "-m", "digest", "doctor", cwd=folder)
    assert doctor.returncode == 0, doctor.stdout


# What a part of the program needs that is an extra: news-digest[newsletter] and so on.
EXTRAS = {"css_inline", "pypdf", "pagefind_bin", "distributed", "fsspec", "dask"}


def test_everything_that_is_imported_is_installed_with_the_program() -> None:
    """Each library that a module of the program imports is a dependency of the package, or of an extra that says so."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    needed = {re.split(r"[<>=\[ ]", one)[0].replace("_", "-").lower() for one in declared}
    names = metadata.packages_distributions()
    missing = set()
    for place in (ROOT / "digest").rglob("*.py"):
        for node in ast.walk(ast.parse(place.read_text("utf-8"))):
            found = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []  # fmt: skip
            tops = {name.split(".")[0] for name in found} - sys.stdlib_module_names - {"digest", "", *EXTRAS}
            missing |= {(top, place.name) for top in tops if not needed & {name.replace("_", "-").lower() for name in names.get(top, ())}}  # fmt: skip
    # What is installed with a dependency that cannot do without it.
    assert {top for top, _ in missing} <= {
        "jinja2",
        "markupsafe",
        "pathspec",
        "pymdownx",
        "dateutil",
        "material",
        "packaging",
    }, missing
