"""`/admin/`: what an editor saves in the browser holds every field of the summary, and changes only what they changed."""

import functools
import http.server
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, sync_playwright

from digest import admin, build, check, config, pipeline, summary
from digest.cli import digest
from digest.extract import Hints
from digest.pipeline import Committed
from tests.browser.conftest import FLAGS, chromium
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
ROOM = "sveltia-cms-test/"  # the CMS keeps the files of a repository for tests in this folder of the browser
PUT = """async ([path, text]) => {
  let place = await navigator.storage.getDirectory();
  const parts = path.split("/"), name = parts.pop();
  for (const part of parts) place = await place.getDirectoryHandle(part, {create: true});
  const file = await (await place.getFileHandle(name, {create: true})).createWritable();
  await file.write(text);
  await file.close();
}"""
GET = """async path => { try {
  let place = await navigator.storage.getDirectory();
  const parts = path.split("/"), name = parts.pop();
  for (const part of parts) place = await place.getDirectoryHandle(part);
  return await (await (await place.getFileHandle(name)).getFile()).text();
} catch (error) { return ""; } }"""
NEW = "A title of the editor's"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CMS's npm package; skips the test where the registry cannot be asked."""
    place = ROOT / ".cache" / f"cms-{admin.VERSION}.tgz"
    if not place.exists():
        place = tmp_path_factory.mktemp("npm") / "cms.tgz"
        try:
            with urllib.request.urlopen(admin.ADDRESS, timeout=60) as answer:
                place.write_bytes(answer.read())
        except OSError as error:
            pytest.skip(f"The npm registry cannot be asked: {error}")
    return place


@pytest.fixture(scope="module")
def made(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the page, as `digest admin` makes it for the sample articles."""
    root = tmp_path_factory.mktemp("digest")
    (root / "mkdocs.yml").write_text("site_name: Test\nplugins: [digest]\n")
    words = ["admin", "--repository", "sandwick/digest", "--package", str(package)]
    done = CliRunner().invoke(digest, ["--project", str(root), *words])
    assert done.exit_code == 0, done.output
    return root / "content/admin"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def page(made: Path, tmp_path: Path) -> Iterator[tuple[Page, str, set[str]]]:
    """The page with the CMS's repository for tests in GitHub's place, its address, and the hosts that were asked."""
    served = tmp_path / "admin"
    served.mkdir()
    for place in made.rglob("*"):
        if place.is_file():
            target = served / place.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(place.read_bytes())
    text = (served / "config.yml").read_text("utf-8")
    assert "repo: sandwick/digest" in text
    own = "backend:\n  name: github\n  repo: sandwick/digest\n  branch: main\npublish_mode: editorial_workflow\n"
    assert own in text
    (served / "config.yml").write_text(text.replace(own, "backend:\n  name: test-repo\n"), "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hosts: set[str] = set()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        opened = browser.new_page(viewport={"width": 1400, "height": 1000})
        opened.set_default_timeout(60_000)
        opened.on(
            "response", lambda answer: hosts.add(answer.url.split("/")[2]) if answer.url.startswith("http") else None
        )
        yield opened, f"http://127.0.0.1:{server.server_port}/admin/index.html", hosts
        browser.close()
    server.shutdown()


def enter(page: Page, address: str) -> None:
    """Opens the page and signs in."""
    page.goto(address)
    page.get_by_role("button", name="Work with Test Repository").click()
    page.get_by_text("Summaries").first.wait_for()


def saved(page: Page, address: str, path: str, title: str) -> str:
    """Opens a summary, gives it another title, saves it; the file as it is then."""
    before = page.evaluate(GET, f"{ROOM}content/summaries/{path}.md")
    page.goto(f"{address}#/collections/summaries/entries/{path}")
    page.get_by_text("Preview", exact=True).first.wait_for()
    box = page.wait_for_function(
        "title => [...document.querySelectorAll('input, textarea')].find(e => e.value === title && e.offsetParent)", arg=title
    ).as_element()  # fmt: skip
    assert box
    box.fill(NEW)
    page.get_by_role("button", name="Save", exact=True).click()
    for _ in range(120):
        after: str = page.evaluate(GET, f"{ROOM}content/summaries/{path}.md")
        if after not in {before, ""}:  # "": it is just being written
            return after
        page.wait_for_timeout(250)
    raise AssertionError(f"{path} was not saved")


@pytest.mark.samples
def test_a_save_changes_only_what_the_editor_changed(page: tuple[Page, str, set[str]]) -> None:
    """Every sample summary goes through the CMS: all fields are there, only the title is the editor's, and every verdict is as it was."""
    opened, address, hosts = page
    settings = config.load(ROOT)
    built = build.build(settings, write=False, whole=True)
    files = {entry.summary.path.removesuffix(".md"): summary.new(entry.summary.fields) for entry in built.entries}
    enter(opened, address)
    for path, text in files.items():
        opened.evaluate(PUT, [f"{ROOM}content/summaries/{path}.md", text])
    opened.reload()  # it stays signed in
    opened.get_by_text("Summaries").first.wait_for()
    for path, text in files.items():
        old = summary.parse(text, path)
        new = summary.parse(saved(opened, address, path, old.fields["title"]), path)
        assert set(summary.editors(new.fields)) - set(summary.editors(old.fields)) == {"title"}, path
        assert set(old.fields) <= set(new.fields), path
        assert _verdicts(settings, new.fields) == _verdicts(settings, {**old.fields, "title": NEW}), path
        merged = summary.merge(new.fields, old.fields).fields
        assert merged["title"] == NEW
        assert {**merged, "title": "", "generated": 0} == {**old.fields, "title": "", "generated": 0}, path
    assert hosts == {address.split("/")[2]}


def _verdicts(settings: config.Settings, fields: dict[str, Any]) -> dict[str, str]:
    """The verdict on each statement, and the faults of form."""
    file = fields["source"]["file"]
    place = settings.articles / file
    article = pipeline.article(Committed(file, place.read_bytes(), file, Hints("")))
    report = check.check(fields, article)
    faults = {f"fault {one.path}": one.what for one in report.findings if one.severity.value == "error"}
    return {**{path: verdict.value for path, verdict in report.verdicts.items()}, **faults}
