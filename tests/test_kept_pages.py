"""Pages are rendered once: what is kept from build to build never shows in what comes out."""

import logging
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest import build, config
from digest.plugin import links, surroundings
from digest.plugin.kept import put
from digest.render.inputs import Inputs
from tests.eval.articles import articles
from tests.site import SETTINGS, built, from_nothing, project, rendered, tree

OWN = ["about.md"]  # the owner's pages are rendered in every build


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    """MkDocs writes the day of the build into the sitemap; here it is the same for all."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795824000")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digest with its summaries."""
    return project(tmp_path_factory.mktemp("model"))


@pytest.fixture
def root(model: Path, tmp_path: Path) -> Path:
    """A copy of it, with its site and what it keeps."""
    if not (model / "site").exists():  # once for all, on the day that all have
        built(model)
    shutil.copytree(model, tmp_path / "own")
    return tmp_path / "own"


def summary(root: Path, number: int = 0) -> Path:
    """One of the summary files."""
    found = sorted((root / "content" / "summaries").rglob("*.md"))
    return found[number % len(found)]


def files_kept(root: Path) -> list[Path]:
    """The files of the pages that are kept."""
    return sorted(place for place in (root / ".cache" / "pages").glob("*/*") if place.is_file())


def retitled(place: Path, title: str) -> None:
    """Gives a summary another title, as an editor would."""
    lines = place.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("title:"))
    place.write_text("".join([*lines[:at], f"title: {title}\n", *lines[at + 1 :]]), "utf-8")


def test_nothing_is_rendered_twice(root: Path) -> None:
    """A second build renders the owner's own page alone, and gives the same bytes."""
    before = tree(root / "site")
    with rendered() as paths:
        again = built(root)
    assert paths == OWN
    assert again == before == from_nothing(root)


def test_a_changed_summary_renders_its_pages_alone(root: Path) -> None:
    """After an edit of one summary, the pages that show it are rendered, and no others."""
    before = tree(root / "site")
    retitled(summary(root), "A title that no page had before")
    with rendered() as paths:
        after = built(root)
    assert after == from_nothing(root)
    again = {path.removesuffix("index.md") + "index.html" for path in paths} - {"about.mdindex.html"}
    idle = {path for path in again if before.get(path) == after[path]}
    assert not [path for path in idle if path.startswith("20")]
    assert len(paths) < len([path for path in after if path.endswith("index.html")])


def test_a_page_that_is_gone_is_gone(root: Path) -> None:
    """A deleted summary and article leave no page, no entry in the search and no file that is kept."""
    place = summary(root)
    source = next(line for line in place.read_text("utf-8").splitlines() if line.strip().startswith("file:"))
    address = place.relative_to(root / "content" / "summaries").with_suffix("").as_posix()
    assert f"{address}/index.html" in tree(root / "site")
    (root / "content" / "articles" / source.split(":", 1)[1].strip()).unlink()
    place.unlink()
    after = built(root)
    assert not [path for path in after if path.startswith(address)]
    assert address.encode() not in after["search/search_index.json"] + after["sitemap.xml"]
    texts = [path for path in after if path.endswith(("index.html", ".xml", ".json", ".jsonl", ".png", ".txt", ".webmanifest", "offline.js")) and not path.startswith(("about", "assets", "search/search_index", "sitemap"))]  # fmt: skip
    assert len({place.read_bytes() for place in files_kept(root)}) == len({after[path] for path in texts})


def test_an_edit_of_the_site_stays_in_the_site(root: Path) -> None:
    """What somebody writes into a file of the site, in place, is not in the next build: its bytes are looked at."""
    before = tree(root / "site")
    page = next(path for path in sorted(before) if path.startswith("20") and path.endswith("index.html"))
    with (root / "site" / page).open("r+b") as file:
        file.write(b"<!-- not ours -->")
    assert built(root) == before


def test_an_unpacked_cache_is_used(root: Path) -> None:
    """Where only the files' times have changed, as in a cache that a workflow restores, nothing is rendered again."""
    for place in files_kept(root):
        os.utime(place, (1, 1))
    shutil.rmtree(root / "site")
    with rendered() as paths:
        assert built(root) == from_nothing(root)
    assert len(paths) <= 2 * len(OWN) + len([path for path in tree(root / "site") if path.endswith("index.html")])


def cut(root: Path) -> None:
    """Cuts a kept page off."""
    place = max(files_kept(root))
    place.write_bytes(place.read_bytes()[:100])


def broken(root: Path) -> None:
    """Writes over the list of kept pages."""
    (root / ".cache" / "pages.sqlite").write_bytes(b"no database, and long enough to be looked at" * 90)


def older(root: Path) -> None:
    """Makes the list one of another version."""
    import sqlite3  # noqa: PLC0415

    with sqlite3.connect(root / ".cache" / "pages.sqlite") as database:
        database.execute("PRAGMA user_version = 1")


def other_form(root: Path) -> None:
    """Gives the rows a form of another program."""
    from digest.cache import Cache  # noqa: PLC0415

    with Cache(root / ".cache" / "pages.sqlite") as cache:
        ((path, under),) = list(cache.keys("build").items())[:1]
        cache.put("build", {path: ["of", "another", "form"]}, under)


def gone(root: Path) -> None:
    """Removes the files, not the list."""
    shutil.rmtree(root / ".cache" / "pages")


def in_the_way(root: Path) -> None:
    """Puts a file where the folder should be."""
    shutil.rmtree(root / ".cache" / "pages")
    (root / ".cache" / "pages").write_text("in the way")


@pytest.mark.parametrize("harm", [cut, broken, older, other_form, gone, in_the_way])
def test_whatever_is_wrong_with_the_cache_the_site_is_right(root: Path, harm: Callable[[Path], None]) -> None:
    """A cache that is cut off, broken, of another version, or cannot be written costs time and nothing else."""
    before = tree(root / "site")
    harm(root)
    assert built(root) == before


def test_a_full_disk_is_one_line(root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """Where the cache takes no more pages, the site is whole and one line says so."""
    retitled(summary(root), "Another title")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("digest.plugin.kept.write", full)
    with caplog.at_level(logging.INFO, "mkdocs.plugins.digest"):
        after = built(root)
    monkeypatch.undo()
    assert len([said for said in caplog.messages if "No space left" in said]) == 1
    assert after == from_nothing(root)


def test_a_plugin_that_nobody_knows_keeps_pages_from_being_kept(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A hook may change any page, so that all are rendered; one line says why."""
    (root / "hook.py").write_text("def on_post_page(output, **_):\n    return output.replace('About', 'Over')\n")
    (root / "mkdocs.yml").write_text(SETTINGS + "hooks: [hook.py]\n")
    with caplog.at_level(logging.INFO, "mkdocs.plugins.digest"), rendered() as paths:
        after = built(root)
    assert len(paths) == len([path for path in after if path.endswith("index.html")])
    assert [said for said in caplog.messages if said.startswith("Pages are rendered anew in every build: the plugin")]


@pytest.mark.parametrize("name", ["partials/footer.html", "partials/footer.txt"])
def test_a_template_that_lists_all_pages_keeps_pages_from_being_kept(root: Path, name: str) -> None:
    """An owner's template that asks for all pages, or for the day of the build, gets them as they are."""
    (root / "templates" / "partials").mkdir(parents=True)
    (root / "templates" / "main.html").write_text(f'{{% extends "base.html" %}}{{% block footer %}}{{% include "{name}" %}}{{% endblock %}}')  # fmt: skip
    for asked in ("{{ pages | length }}", "{{ page.update_date }}"):
        (root / "templates" / name).write_text(f"{asked} pages")
        first = built(root)
        assert b"0 pages" not in first["index.html"]
        with rendered() as paths:
            assert built(root) == first
        assert len(paths) == len([path for path in first if path.endswith("index.html")])


def test_links_are_checked_on_pages_that_are_kept(root: Path, caplog: pytest.LogCaptureFixture) -> None:
    """In a strict build a link of a generated page that leads nowhere is reported, also where the page is kept."""
    place = summary(root)
    place.write_text(place.read_text("utf-8").rstrip("\n") + "\n\nSee [there](../nowhere/) and [people](../../../people/#nobody).\n")  # fmt: skip
    built(root)
    for _ in range(2):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "mkdocs.plugins.digest"), pytest.raises(BaseException, match="strict"):
            built(root, strict=True)
        assert len([said for said in caplog.messages if "is not in the site" in said]) == 2


def test_links_are_read_from_a_page() -> None:
    """Relative links are resolved from the page's address and unescaped; others are not the program's own."""
    html = '<a class="x" href="../b%20c/?a=1&amp;b=2#q-1">B</a> <a href="https://x.example/">X</a> <a href="#top" id="top">T</a> <a href="//y">Y</a>'
    assert links.leads(html, "2026/a/") == ("2026/a/#top", "2026/b c/?a=1&b=2#q-1")
    assert links.anchors(html) == ("top",)


def test_what_a_page_is_made_of_has_one_hash() -> None:
    """Equal values have equal hashes, whatever the order of a set; values without a form are refused."""
    inputs = Inputs()
    assert inputs.hashed({"a": frozenset({"x", "y"})}) == Inputs().hashed({"a": frozenset({"y", "x"})})
    assert inputs.hashed([1, "1"]) != inputs.hashed(["1", 1])
    with pytest.raises(TypeError, match="no form"):
        inputs.hashed({"a": object()})


# What may happen to a digest between two builds; each takes the project's folder and a number that chooses.


def edits_summary(root: Path, chosen: random.Random) -> None:
    """An editor changes a title."""
    retitled(summary(root, chosen.randrange(99)), f"Title {chosen.randrange(99)}")


def deletes(root: Path, chosen: random.Random) -> None:
    """An article goes, with its summary."""
    places = sorted((root / "content" / "articles").rglob("*.txt"))
    if len(places) > 2:
        chosen.choice(places).unlink()
        summary(root, chosen.randrange(99)).unlink()


def renames(root: Path, chosen: random.Random) -> None:
    """A summary file gets another name."""
    place = summary(root, chosen.randrange(99))
    place.rename(place.with_name(f"renamed-{chosen.randrange(9999)}.md"))


def adds(root: Path, chosen: random.Random) -> None:
    """An article comes, and is summarised."""
    article = list(articles(30, words=90))[chosen.randrange(6, 30)]
    place = root / "content" / "articles" / article.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(article.text, "utf-8")
    build.build(config.load(root))


def templates(root: Path, chosen: random.Random) -> None:
    """The owner changes a template."""
    place = root / "templates" / "pages" / "people.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"<h1>People {chosen.randrange(9)}</h1>{{% for p in people %}}<p><a href='{{{{ link(p.address) }}}}'>{{{{ p.name }}}}</a></p>{{% endfor %}}")  # fmt: skip


def themes(root: Path, chosen: random.Random) -> None:
    """The owner changes a part of the theme."""
    place = root / "templates" / "partials" / "footer.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"<footer>{chosen.randrange(9)}</footer>")
    (root / "templates" / "404.html").write_text(f"{chosen.randrange(9)}")


def sets(root: Path, chosen: random.Random) -> None:
    """The owner changes a setting."""
    chosen_one = chosen.choice(["copyright: Ours\n", "theme: {name: material, language: de}\n", "extra: {a: 1}\n", ""])
    text = SETTINGS.replace("theme: {name: material}\n", "") if "theme" in chosen_one else SETTINGS
    (root / "mkdocs.yml").write_text(text + chosen_one)


def owns(root: Path, chosen: random.Random) -> None:
    """The owner changes a page of their own, and with it the menu."""
    icon = f"---\nicon: material/numeric-{chosen.randrange(9)}\n---\n" if chosen.randrange(2) else ""
    (root / "content" / "about.md").write_text(f"{icon}# About {chosen.randrange(9)}\n\n[People](people/index.md)\n")


def shadows(root: Path, chosen: random.Random) -> None:
    """The owner puts a page of their own in place of one of the menu, or takes it away."""
    place = root / "content" / chosen.choice(["index.md", "README.md", "archive.md", "archive/index.md"])
    if place.exists():
        place.unlink()
    else:
        place.parent.mkdir(exist_ok=True)
        place.write_text(f"# Mine {chosen.randrange(9)}\n")


def menus(root: Path, chosen: random.Random) -> None:
    """The owner writes the menu."""
    text = (root / "mkdocs.yml").read_text().partition("nav:")[0]
    (root / "mkdocs.yml").write_text(text + chosen.choice(["", "nav: [index.md, about.md, archive/index.md]\n", "nav: [A: [B: about.md]]\n"]))  # fmt: skip


def names(root: Path, chosen: random.Random) -> None:
    """The owner gives somebody another name."""
    who = chosen.choice(["Rasmus Langbury", "Rhona Mellsen"])
    text = f"people:\n  - {{name: {who} {chosen.choice(['Esq', 'MP'])}, also: [{who}]}}\n"
    (root / "content" / "names.yaml").write_text(text)


CHANGES: Sequence[Callable[[Path, random.Random], None]] = (
    edits_summary, deletes, renames, adds, templates, themes, sets, owns, names, shadows, menus,
)  # fmt: skip


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    changes=st.lists(st.sampled_from(range(len(CHANGES))), min_size=2, max_size=5), seed=st.integers(min_value=0, max_value=999)
)  # fmt: skip
def test_after_any_changes_the_site_is_that_of_a_build_from_nothing(
    model: Path, tmp_path_factory: pytest.TempPathFactory, changes: list[int], seed: int
) -> None:
    """Whatever editors and owners change between builds, kept pages never make the site another one."""
    root = tmp_path_factory.mktemp("walk") / "own"
    shutil.copytree(model, root)
    chosen = random.Random(seed)
    for at in changes:
        CHANGES[at](root, chosen)
        after = built(root)
    assert after == from_nothing(root)
    shutil.rmtree(root)


def test_the_theme_around_a_page_is_that_which_mkdocs_renders(root: Path) -> None:
    """A theme that is rendered once for many pages gives each of them the bytes that MkDocs would give it."""
    filled = built(root)
    (root / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n")
    (root / "mkdocs.yml").write_text(SETTINGS + "hooks: [hook.py]\n")
    with rendered() as paths:
        assert built(root) == filled
    assert len(paths) == len([path for path in filled if path.endswith("index.html")])


def test_a_theme_that_shows_more_of_a_page_is_rendered_for_each(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a version of the theme looks at more than is known here, no page is filled in."""
    monkeypatch.setattr(surroundings, "themed", lambda _: False)
    (root / "templates").mkdir()
    (root / "templates" / "main.html").write_text('{% extends "base.html" %}{% block footer %}{{ page.content | length }}{% endblock %}')  # fmt: skip
    filled = built(root)
    monkeypatch.undo()
    assert filled == from_nothing(root)


@pytest.mark.parametrize("nav", ["", "nav: [index.md, {About: about.md}, {Old: [archive/index.md]}]\n"])
def test_the_menu_is_that_of_the_owners_pages(root: Path, nav: str) -> None:
    """A page of the owner's in place of one of the menu is what every page leads to, by its title and icon of now."""
    (root / "mkdocs.yml").write_text(SETTINGS + nav)
    page = next(place for place in built(root) if place.startswith("2") and place.endswith("/index.html"))
    content = root / "content"
    for name in ("README.md", "index.md", "archive.md"):
        for text in ("# One\n", "Words.\n\n# Two\n", "# Two\n", "Three\n===\n", "title: Four\n\n# Two\n"):
            (content / name).write_text(text)
            after = built(root)
            assert after == from_nothing(root)
            assert b'index.md"' not in after[page]
    for icon in ("account", "heart"):
        (content / "about.md").write_text(f"---\nicon: material/{icon}\n---\n# About\n")
        assert built(root) == from_nothing(root)


PHASES = {
    "while the old site is set aside": "import pathlib; pathlib.Path.rename = later(pathlib.Path.rename, 2)",
    "while it is brought back": "import digest.plugin.before as b; b._same = later(b._same, 3)",
    "before the pages are copied": "import mkdocs.structure.files as f; f.Files.copy_static_files = stop",
    "while pages are copied": "import digest.plugin.site as s; s.put = later(s.put, 3)",
    "while pages are rendered": "from digest.plugin.shell import Shell; Shell.around = later(Shell.around, 3)",
    "while pages are kept": "import digest.plugin.kept as k; k.write = later(k.write, 1)",
    "before they are written down": "import digest.plugin.kept as k; k.Kept.finish = stop",
    "while the rest is removed": "import digest.plugin.kept as k; k.Kept._sweep = stop",
}
KILLED = """
import os, signal
def stop(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
def later(work, times):
    left = [times]
    def wrapped(*given, **named):
        left[0] -= 1
        return work(*given, **named) if left[0] >= 0 else stop()
    return wrapped
"""


def mkdocs(root: Path, site: str = "site", before: str = "") -> "subprocess.Popen[bytes]":
    """Starts `mkdocs build` in a process of its own."""
    program = f"{before}\nfrom mkdocs.__main__ import cli\ncli(['build', '-q', '-d', {site!r}])"
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.Popen([sys.executable, "-c", program], cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip


@pytest.mark.parametrize("phase", PHASES)
def test_a_killed_build_leaves_what_the_next_one_completes(root: Path, phase: str) -> None:
    """After `kill -9` in any phase the next build gives the whole site."""
    retitled(summary(root), "Another title")
    if phase == "while pages are copied":
        shutil.rmtree(root / "site")
    assert mkdocs(root, before=KILLED + PHASES[phase]).wait() == -signal.SIGKILL
    assert built(root) == from_nothing(root)
    assert not list((root / ".cache" / "pages").rglob(".*.part"))


def test_a_page_that_another_build_wrote_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where two builds write into one folder, neither keeps the other's page under what its own is made of."""
    retitled(summary(root), "Another title")

    def late(held: Path, target: Path) -> None:
        put(held, target)
        target.write_bytes(target.read_bytes().replace(b"Another title", b"Other's title"))

    with monkeypatch.context() as patch:
        patch.setattr("digest.plugin.site.put", late)
        built(root)
    assert built(root) == from_nothing(root)


def test_two_builds_at_once_do_not_disturb_each_other(root: Path) -> None:
    """Builds that share a cache, one after a change of settings, each give their own site."""
    retitled(summary(root), "Another title")
    (root / "mkdocs.yml").write_text(SETTINGS.replace("theme: {name: material}", "theme: {name: material, language: de}"))  # fmt: skip
    both = [mkdocs(root, "one"), mkdocs(root, "two")]
    assert [one.wait() for one in both] == [0, 0]
    assert tree(root / "one") == tree(root / "two") == from_nothing(root)
