"""`/admin/`: what an editor saves in the browser holds every field of the summary, and changes only what they changed."""

import dataclasses
import functools
import http.server
import json
import re
import threading
import urllib.request
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Route

from digest import admin, build, check, config, people, pipeline, summary
from digest.cli import digest
from digest.extract import Hints
from digest.group import edits
from digest.group.editions import choices
from digest.group.editions.choices import Choice
from digest.pipeline import Committed
from digest.understand.topics.taxonomy import taxonomy
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
    (root / "content").mkdir()
    (root / "content/topics.yaml").write_text("topics: []\n")
    words = ["admin", "--repository", "sandwick/digest", "--package", str(package)]
    done = CliRunner().invoke(digest, ["--project", str(root), *words])
    assert done.exit_code == 0, done.output
    return root / "content/admin"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def page(
    browser: Browser, made: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, str, set[str]]]:
    """The page as it is, or with the CMS's repository for tests in GitHub's place; its address, and the hosts that were asked."""
    served = tmp_path / "admin"
    served.mkdir()
    for place in made.rglob("*"):
        if place.is_file():
            target = served / place.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(place.read_bytes())
    text = (served / "config.yml").read_text("utf-8")
    settings = yaml.safe_load(text)
    if request.param == "test-repo":
        settings |= {"backend": {"name": "test-repo"}, "publish_mode": "simple"}
    (served / "config.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hosts: set[str] = set()
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.on("response", lambda answer: hosts.add(answer.url.split("/")[2]) if answer.url.startswith("http") else None)
    yield opened, f"http://127.0.0.1:{server.server_port}/admin/index.html", hosts
    context.close()
    server.shutdown()


def enter(page: Page, address: str) -> None:
    """Opens the page and signs in."""
    page.goto(address)
    page.get_by_role("button", name="Work with Test Repository").click()
    page.get_by_text("Summaries").first.wait_for()


def fill(page: Page, title: str) -> None:
    """Gives the summary that is open another title."""
    box = page.wait_for_function(
        "title => [...document.querySelectorAll('input, textarea')].find(e => e.value === title && e.offsetParent)", arg=title
    ).as_element()  # fmt: skip
    assert box
    box.fill(NEW)


def saved(page: Page, address: str, path: str, title: str) -> str:
    """Opens a summary, gives it another title, saves it; the file as it is then."""
    before = page.evaluate(GET, f"{ROOM}content/summaries/{path}.md")
    page.goto(f"{address}#/collections/summaries/entries/{path}")
    page.get_by_text("Preview", exact=True).first.wait_for()
    fill(page, title)
    page.get_by_role("button", name="Save", exact=True).click()
    for _ in range(120):
        after: str = page.evaluate(GET, f"{ROOM}content/summaries/{path}.md")
        if after not in {before, ""}:  # "": it is just being written
            return after
        page.wait_for_timeout(250)
    raise AssertionError(f"{path} was not saved")


@pytest.mark.samples
@pytest.mark.parametrize("page", ["test-repo"], indirect=True)
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


LISTS = {
    "names": """people:
  - name: Ilse Marwick
    also: [I. Marwick]
    was: [i-marwick]
    page: true
  - name: Peter Oduya
    id: peter-oduya-sculptor
    only: ["Alder Magazine/*"]
    except: ["Alder Magazine/interviews/*"]
organisations: []
places:
  - name: "No"
""",
    "stories": """stories:
  - id: 2026-10-rope-works-burns
    name: The fire at the rope works
    merged: [2026-10-hemp-street]
    dismissed: [figure-dead-1a2b3c4d]
  - id: hemp-street-inquest
    articles: [inbox/pasted-9.txt, vbc/2026-10/inquest.md]
    lead: inbox/pasted-9.txt
""",
    "topics": """lang: en
topics:
  - name: Ports
    broader: Transport
    synonyms: [harbours]
    words: [ferry, "NO", quay]
    hints: [pier]
  - name: Transport
""",
}


def read(name: str, text: str) -> Any:
    """What the program makes of one of the owner's files, the lines apart."""
    if name == "names":
        return [dataclasses.replace(entry, line=0) for entry in people.parse(text, "x").entries]
    if name == "stories":
        found, problems = edits.parse(text, "x")
        assert not problems
        return [dataclasses.replace(entry, line=0) for entry in found.entries]
    return taxonomy(yaml.load(text, yaml.CBaseLoader))


EMPTY = """() => [...document.querySelectorAll('input')].filter(e => e.offsetParent && e.value === "" && e.type !== "checkbox")"""


def written(page: Page, path: str) -> str:
    """The file that the page writes when it is told to save."""
    before = page.evaluate(GET, f"{ROOM}{path}")
    page.get_by_role("button", name="Save", exact=True).click()
    for _ in range(120):
        after: str = page.evaluate(GET, f"{ROOM}{path}")
        if after not in {before, ""}:
            page.get_by_role("button", name="Save", exact=True).wait_for(state="hidden")  # the page goes back by itself
            return after
        page.wait_for_timeout(250)
    raise AssertionError(f"{path} was not saved")


def fill_empty(page: Page, at: int, words: str) -> None:
    """Writes into one of the boxes that are empty."""
    box = page.wait_for_function(f"at => ({EMPTY})().at(at)", arg=at).as_element()
    assert box
    box.fill(words)


@pytest.mark.parametrize("page", ["test-repo"], indirect=True)
def test_what_the_owner_knows_survives_a_save(page: tuple[Page, str, set[str]]) -> None:
    """Names, stories and topics go through the CMS with an entry more: the program reads what it read before, and that entry."""
    opened, address, _ = page
    enter(opened, address)
    for name, text in LISTS.items():
        opened.evaluate(PUT, [f"{ROOM}content/{name}.yaml", text])
    opened.reload()
    opened.get_by_text("Summaries").first.wait_for()
    for name, one, add in (("names", "place", "Kestrel Bay"), ("stories", "story", "a-new-one"), ("topics", "topic", "Boats")):  # fmt: skip
        opened.goto(f"{address}#/collections/lists/entries/{name}")
        opened.get_by_role("button", name=re.compile(f"Add .?{one}")).click()
        fill_empty(opened, 0, add)
        if name == "stories":
            fill_empty(opened, 0, "A name")
        old, new = read(name, LISTS[name]), read(name, written(opened, f"content/{name}.yaml"))
        if name == "topics":
            assert [topic.name for topic in new.topics if topic not in old.topics] == [add]
            assert set(old.topics) <= set(new.topics)
        else:
            assert [entry for entry in new if entry not in old] == [one for one in new if add in {one.name, one.id}]
            assert [entry for entry in new if entry in old] == old


@pytest.mark.parametrize("page", ["test-repo"], indirect=True)
def test_an_edition_is_begun_in_the_form(page: tuple[Page, str, set[str]]) -> None:
    """An editor names the edition and its lead; the program reads the file, in which nothing else is said."""
    opened, address, _ = page
    enter(opened, address)
    opened.goto(f"{address}#/collections/editions/new")
    opened.get_by_text("The edition: 2026-10-12").wait_for()
    fill_empty(opened, -1, "2026-w42")
    fill_empty(opened, 0, "2026-10-rope-works-burns")
    text = written(opened, "content/editions/2026-w42.md")
    assert dataclasses.replace(choices.parse(text.encode(), "2026-w42.md"), line=0) == Choice(
        "2026-w42", "2026-w42.md", lead="2026-10-rope-works-burns"
    )


HEAD = "a" * 40


class GitHub:
    """A stand-in for GitHub's API, as far as the page asks it: one summary on one branch; what is written is kept."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text, self.blob = path, text, sha1(text.encode()).hexdigest()
        self.written: dict[str, Any] = {}

    def answer(self, route: Route) -> None:
        """Answers one request."""
        asked = route.request
        address = asked.url.removeprefix("https://api.github.com")
        assert address == "/user" or asked.headers["authorization"] == "token github_pat_x" or asked.method == "OPTIONS"
        body = json.loads(asked.post_data or "{}")
        status, found = self._rest(address, body) if address != "/graphql" else (200, {"data": self._graph(body)})
        headers = {
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Headers": "*",
            "Access-Control-Allow-Methods": "*",
        }
        route.fulfill(status=status, headers=headers, content_type="application/json", body=json.dumps(found))

    def _rest(self, address: str, body: dict[str, Any]) -> tuple[int, Any]:
        if address == "/user":
            return 200, {"id": 1, "login": "ana", "name": "Ana Ruiz", "email": "ana@courier.example", "avatar_url": ""}
        if "/collaborators/" in address:
            return 204, {}
        if "/git/trees/" in address:
            return 200, {"sha": HEAD, "truncated": False, "tree": [{"path": self.path, "type": "blob", "mode": "100644", "sha": self.blob, "size": len(self.text)}]}  # fmt: skip
        if address == "/repos/sandwick/digest/pulls":
            self.written["pull"] = body
            return 201, {"number": 7, "node_id": "PR_1", "html_url": "https://github.com/sandwick/digest/pull/7", "draft": True, "labels": [], "head": {"ref": body["head"], "sha": HEAD}, "user": {"login": "ana"}, "created_at": "2026-11-27T10:00:00Z", "updated_at": "2026-11-27T10:00:00Z", "title": body["title"]}  # fmt: skip
        return (200, []) if "/labels" in address else (404, {"message": "Not Found"})

    def _graph(self, body: dict[str, Any]) -> dict[str, Any]:
        query = body["query"]
        if "createRef" in query:
            self.written["branch"] = body["variables"]["input"]
            return {"createRef": {"ref": {"name": "x"}}}
        if "createCommitOnBranch" in query:
            self.written["commit"] = body["variables"]["input"]
            return {"createCommitOnBranch": {"commit": {"oid": "b" * 40, "committedDate": "2026-11-27T11:00:00Z", "file_0": {"oid": "c" * 40}}}}  # fmt: skip
        if "fork: repository" in query:
            return {"fork": {"id": "R_1"}, "base": {"ref": {"target": {"oid": HEAD}}}}
        if "pullRequests(" in query:
            return {"repository": {"pullRequests": {"nodes": []}}}
        if "content_0" in query:
            return {"repository": {"content_0": {"text": self.text, "isTruncated": False}}}
        if "commit_0: object" in query:
            return {
                "repository": {"commit_0": {"status": None, "deployments": {"nodes": []}, "checkSuites": {"nodes": []}}}
            }
        last = {"oid": HEAD, "message": "first", "committedDate": "2026-11-27T10:00:00Z", "author": {"name": "Ana", "email": "", "user": {"id": 1, "login": "ana"}}}  # fmt: skip
        ref = {"target": {"oid": HEAD, "history": {"nodes": [last]}}}
        return {"repository": {"ref": ref, "commit_0": ref}}


@pytest.mark.samples
@pytest.mark.parametrize("page", ["github"], indirect=True)
def test_a_save_is_a_branch_and_a_pull_request(page: tuple[Page, str, set[str]]) -> None:
    """An editor signs in with a token; what they save is committed to a branch of its own and proposed, and `main` is not touched."""
    opened, address, hosts = page
    settings = config.load(ROOT)
    entry = build.build(settings, write=False, whole=True).entries[0].summary
    stand = GitHub(f"content/summaries/{entry.path}", summary.new(entry.fields))
    opened.route("https://api.github.com/**", stand.answer)
    opened.goto(address)
    opened.get_by_role("button", name="Sign In Using Access Token").click()
    opened.locator("input:visible").last.fill("github_pat_x")
    opened.get_by_role("button", name="Sign In", exact=True).last.click()
    opened.get_by_text("Summaries").first.wait_for()
    opened.goto(f"{address}#/collections/summaries/entries/{entry.path.removesuffix('.md')}")
    fill(opened, entry.fields["title"])
    opened.get_by_role("button", name="Save", exact=True).click()
    for _ in range(120):
        if "pull" in stand.written:
            break
        opened.wait_for_timeout(250)
    branch, commit, pull = (stand.written[name] for name in ("branch", "commit", "pull"))
    assert branch["name"].startswith("refs/heads/cms/summaries/")
    assert branch["oid"] == HEAD
    assert commit["branch"]["branchName"] == branch["name"].removeprefix("refs/heads/")
    (change,) = commit["fileChanges"]["additions"]
    assert change["path"] == stand.path
    new = summary.parse(b64decode(change["contents"]).decode(), stand.path)
    assert new.fields["title"] == NEW
    assert set(summary.editors(new.fields)) == {"title"}
    assert (pull["base"], pull["head"]) == ("main", commit["branch"]["branchName"])
    assert hosts <= {address.split("/")[2], "api.github.com"}


def _verdicts(settings: config.Settings, fields: dict[str, Any]) -> dict[str, str]:
    """The verdict on each statement, and the faults of form."""
    file = fields["source"]["file"]
    place = settings.articles / file
    article = pipeline.article(Committed(file, place.read_bytes(), file, Hints("")))
    report = check.check(fields, article)
    faults = {f"fault {one.path}": one.what for one in report.findings if one.severity.value == "error"}
    return {**{path: verdict.value for path, verdict in report.verdicts.items()}, **faults}
