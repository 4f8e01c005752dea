"""`digest pages`: the same site from a folder of Markdown, for any program that makes one."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from digest.plugin.theme import MENU
from digest.render import PACKAGED
from tests.site import built, project, tree

_LINK = re.compile(r'\shref="([^"]*)"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digest with its pages in a folder."""
    root = project(tmp_path_factory.mktemp("model"), 4)
    (root / "content" / "about.md").unlink()
    digest_pages(root)
    return root


@pytest.fixture
def root(model: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(model, tmp_path / "own")
    return tmp_path / "own"


def digest_pages(root: Path, folder: str = "pages") -> str:
    """Runs `digest pages`, and gives what it says."""
    done = subprocess.run([sys.executable, "-m", "digest", "pages", folder], cwd=root, capture_output=True, text=True, check=True)  # fmt: skip
    return done.stdout


def test_only_what_changed_is_written(root: Path) -> None:
    """A second run writes nothing; after an edit it writes the pages that show it."""
    digest_pages(root)  # a copied folder has other times
    assert ": 0 files written" in digest_pages(root)
    before = tree(root / "pages")
    place = min((root / "content" / "summaries").rglob("*.md"))
    place.write_text(re.sub(r"^title:.*$", "title: Another *title*", place.read_text("utf-8"), flags=re.MULTILINE, count=1), "utf-8")  # fmt: skip
    said = digest_pages(root)
    after = tree(root / "pages")
    changed = {path for path in after if before.get(path) != after[path]} - {".digest-pages.json"}
    assert f": {len(changed)} files written" in said
    assert 0 < len(changed) < len(after) - 5


def test_what_is_gone_is_removed_and_what_is_others_stays(root: Path) -> None:
    """A page that is no more is removed with its folder; a file that somebody else put there is never touched."""
    own = root / "pages" / "own" / "page.md"
    own.parent.mkdir()
    own.write_text("# Mine\n")
    (root / "pages" / "archive" / "index.md").unlink()
    places = sorted((root / "content" / "summaries").rglob("*.md"))
    address = places[0].relative_to(root / "content" / "summaries").with_suffix("")
    article = re.search(r"^\s+file: (.*)$", places[0].read_text("utf-8"), re.MULTILINE)
    assert article
    places[0].unlink()
    (root / "content" / "articles" / article[1].strip("'\"")).unlink()
    assert f"removed  {address.as_posix()}/index.md" in digest_pages(root)
    assert not (root / "pages" / address).exists()
    assert own.read_text() == "# Mine\n"
    assert (root / "pages" / "archive" / "index.md").exists()


def test_the_folder_of_the_digest_is_refused(root: Path) -> None:
    """Pages are never written among articles, or over the project."""
    for folder in (".", "content/articles", "content/summaries"):
        done = subprocess.run([sys.executable, "-m", "digest", "pages", folder], cwd=root, capture_output=True, text=True, check=False)  # fmt: skip
        assert done.returncode == 2
        assert "Name a folder for its pages alone" in done.stderr


def test_mkdocs_builds_the_same_site_from_the_folder(root: Path) -> None:
    """Without the plugin the pages of the folder have the same addresses, titles and links, and the same words."""
    with_plugin = built(root)
    theme = {"name": "material", "custom_dir": str(PACKAGED), "font": False, "icon": {"logo": "material/newspaper-variant-outline"}}  # fmt: skip
    feeds = load_config(str(root / "mkdocs.yml"))
    feeds.plugins.on_config(feeds)
    config = {
        "site_name": "The Test Digest", "site_url": "https://test.example/", "docs_dir": "pages", "theme": theme, "plugins": ["search"],
        "nav": [{title: path} for title, path in MENU.items() if (root / "pages" / path).exists()], "not_in_nav": "/*\n", "extra_css": ["assets/digest.css"],
        "extra_javascript": [str(script) for script in feeds.extra_javascript], "extra": {"digest_feeds": feeds.extra["digest_feeds"]},
    }  # fmt: skip
    (root / "other.yml").write_text(json.dumps(config))
    mkdocs_build(load_config(str(root / "other.yml"), site_dir=str(root / "other")))
    without = tree(root / "other")
    pages = {path for path in with_plugin if path.endswith("index.html")}
    assert pages == {path for path in without if path.endswith("index.html")}
    for path in pages:
        one, other = with_plugin[path].decode(), without[path].decode()
        assert _TITLE.findall(one) == _TITLE.findall(other)
        assert sorted(_LINK.findall(_body(one))) == sorted(_LINK.findall(_body(other)))
        assert _body(one).split() == _body(other).replace("<!-- -->", "").split()


@pytest.mark.skipif(not (Path(sys.executable).parent / "zensical").exists(), reason="Zensical is not installed")
def test_zensical_builds_the_same_pages_from_the_folder(root: Path) -> None:
    """Another program makes the same set of pages, with the same titles and words."""
    (root / "zensical.toml").write_text('[project]\nsite_name = "The Test Digest"\nsite_url = "https://test.example/"\ndocs_dir = "pages"\nsite_dir = "zensical"\n')  # fmt: skip
    subprocess.run([Path(sys.executable).parent / "zensical", "build"], cwd=root, check=True, capture_output=True)
    made = tree(root / "zensical")
    pages = {path.removesuffix("md") + "html" for path in tree(root / "pages") if path.endswith(".md")}
    assert pages <= set(made)
    for path in pages:
        source = (root / "pages" / (path.removesuffix("html") + "md")).read_text("utf-8")
        assert sorted(_LINK.findall(source)) == sorted(_LINK.findall(_body(made[path].decode())))


def _body(page: str) -> str:
    """The program's own part of a page."""
    return page[page.index('<div class="digest">') : page.rindex("</article>")]
