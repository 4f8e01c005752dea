"""`digest report`: what has changed since a commit, beside its sentences, and safe in the format that it is written in."""

import functools
import json
import re
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest import report as reports
from digest.cli import digest
from digest.config import Settings
from digest.report import escape, saved
from digest.sources.fetch import Fetcher
from digest.sources.fetch.safe import Limits
from tests.conftest import LEDE
from tests.misbehaving import Server, reply

HOSTILE = (
    "@editors see #12, GH-7 and deadbeef1 <script>alert(1)</script> [x](javascript:alert(1)) ![](//e.example) "
    "| a | b | `code` $x$ www.evil.example https://evil.example me@evil.example <!-- digest-report --> **bold** _it_ \\"
)


def git(folder: Path, *words: str) -> None:
    """Runs git with a name of its own."""
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.invalid", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *name, *words], check=True, capture_output=True)


def command(settings: Settings, *words: str) -> Result:
    """Runs `digest report` on a project."""
    return CliRunner().invoke(digest, ["--project", str(settings.root), "report", *words])


@pytest.fixture
def changed(project: Callable[..., Settings]) -> Settings:
    """A project whose second article is not committed, and whose first summary an editor has spoilt."""
    made = project({"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\nsource: Sandwick Courier\n---\n{LEDE}"})
    run = CliRunner().invoke(digest, ["--project", str(made.root), "build"])
    assert run.exit_code == 0
    (made.root / ".gitignore").write_text(".cache/\n")
    git(made.root, "init", "-q", "-b", "main")
    git(made.root, "add", ".")
    git(made.root, "commit", "-qm", "first")
    place = next(made.summaries.rglob("*.md"))
    said, mark, evidence = place.read_text("utf-8").partition("\nevidence:")
    place.write_text(said.replace("The piles are hollow", "The piles are golden") + mark + evidence, "utf-8")
    (made.articles / "quay.md").write_text(
        f"---\ntitle: {json.dumps(HOSTILE)}\n---\nThe quay of Sandwick will open on Monday. {HOSTILE}\n\nNobody was hurt, said a spokesman.\n",
        "utf-8",
    )
    return made


def found(settings: Settings) -> dict[str, Any]:
    """The report on everything since the first commit."""
    done = command(settings, "--base", "main", "--format", "json")
    assert done.exit_code == 0, done.output
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_changed_summaries_come_with_failures_first(changed: Settings) -> None:
    """The spoilt summary comes before the new one, its failed statement first, beside the sentence that it cites."""
    report = found(changed)
    assert [row["change"] for row in report["summaries"]] == ["changed", "new"]
    states = [one["state"] for one in report["summaries"][0]["statements"]]
    assert states == sorted(states, key=["failure", "question", ""].index)
    first = next(one for one in report["summaries"][0]["statements"] if one["path"].startswith("quotes"))
    assert first["state"] == "failure"
    assert "golden" in first["text"]
    assert any("The piles are hollow" in words for words in first["sentences"]), first
    assert report["counts"]["failures"] >= 1
    assert not report["summaries"][0]["rights_set"]


def test_what_has_not_changed_is_not_reported(changed: Settings) -> None:
    """A committed project without changes has an empty report, in every format."""
    git(changed.root, "add", ".")
    git(changed.root, "commit", "-qm", "second")
    assert found(changed)["summaries"] == []
    assert "No summary has changed" in command(changed, "--base", "main").stdout


def test_what_waits_is_reported_until_somebody_decides(changed: Settings) -> None:
    """A summary that fails or asks something waits, committed or not; once it is held or approved it does not."""
    git(changed.root, "add", ".")
    git(changed.root, "commit", "-qm", "second")
    waiting = json.loads(command(changed, "--waiting", "--format", "json").stdout)
    saved.validator()(waiting)
    assert [row["change"] for row in waiting["summaries"]] == ["waits"] * len(waiting["summaries"])
    assert waiting["counts"]["failures"] >= 1
    assert "What waits for a decision" in command(changed, "--waiting", "--format", "html").stdout
    for row in waiting["summaries"]:
        place = changed.root / row["file"]
        place.write_text(place.read_text("utf-8").replace("state: auto", "state: held"), "utf-8")
    assert "No summary waits for a decision" in command(changed, "--waiting").stdout


def test_a_report_has_the_form_of_its_schema(changed: Settings, tmp_path: Path) -> None:
    """What is written as JSON is read back, and says the same in Markdown; another form is refused with a sentence."""
    report = found(changed)
    saved.validator()(report)
    place = tmp_path / "report.json"
    place.write_text(json.dumps(report), "utf-8")
    assert command(changed, "--from", str(place)).stdout == command(changed, "--base", "main").stdout
    for wrong in ({**report, "more": 1}, [], {**report, "base": "$(id)"}, {**report, "summaries": [{"title": 1}]}):
        with pytest.raises(fastjsonschema.JsonSchemaException):
            saved.validator()(wrong)
        place.write_text(json.dumps(wrong), "utf-8")
        done = command(changed, "--from", str(place))
        assert done.exit_code == 2
        assert "is no report of" in done.output


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\udcff"])
def test_nonsense_is_no_report(changed: Settings, tmp_path: Path, text: str) -> None:
    """A file that is no JSON, or too deep, ends in one sentence and exit status 2."""
    place = tmp_path / "report.json"
    place.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = command(changed, "--from", str(place))
    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1


def test_where_git_cannot_say(changed: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown commit, one that looks like an option, a shallow clone, no repository and no git: a sentence each, and 2."""

    def refused(settings: Settings, ref: str) -> str:
        done = command(settings, "--base", ref)
        assert done.exit_code == 2, done.output
        assert len(done.output.splitlines()) == 1
        return done.output

    assert "knows no commit" in refused(changed, "nowhere")
    assert "knows no commit" in refused(changed, "--output=x")
    git(changed.root, "add", ".")
    git(changed.root, "commit", "-qm", "second")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{changed.root}", str(clone))
    done = CliRunner().invoke(digest, ["--project", str(clone), "report", "--base", "HEAD~1"])
    assert done.exit_code == 2
    assert "This clone is shallow" in done.output
    (changed.root / ".git").rename(changed.root / "gone")
    assert "is in no git repository" in refused(changed, "main")
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in refused(changed, "main")


def test_it_asks_for_one_thing(changed: Settings) -> None:
    """Neither a base nor a saved report, or both, is refused."""
    assert command(changed).exit_code == 2


def test_two_rest_on_one_sentence(changed: Settings) -> None:
    """Two points with the same sentence as evidence are a question on both."""
    place = next(changed.summaries.rglob("*pier*.md"))
    text = place.read_text("utf-8")
    point = re.search(r"^- text: .*?(?=^- |^\w)", text[text.index("key_points:") :], re.MULTILINE | re.DOTALL)
    assert point
    place.write_text(text.replace(point[0], point[0] * 2, 1), "utf-8")
    rows = next(row for row in found(changed)["summaries"] if row["title"] == "Pier")["statements"]
    assert len([row for row in rows if "rests on the same sentence" in row["what"]]) == 2


class Tags(HTMLParser):
    """Gathers the tags, comments and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.comments: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the tag."""
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        """Notes the comment."""
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        """Notes the text."""
        self.text += data


def shown(markdown: str) -> Tags:
    """A text as GitHub's Markdown shows it, as far as another reader of it can say."""
    tags = Tags()
    tags.feed(MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"]).render(markdown))
    return tags


OURS = {"p", "strong", "h3", "ul", "li", "code", "table", "thead", "tbody", "tr", "th", "td", "br", "em", "details", "summary"}  # fmt: skip


def test_hostile_words_stay_words(changed: Settings) -> None:
    """Markdown and HTML of a hostile article hold no tag, link, picture, mention or reference but the report's own."""
    markdown = shown(command(changed, "--base", "main").stdout)
    assert set(markdown.tags) <= OURS
    assert markdown.comments == [" digest-report "]
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.|deadbeef1", markdown.text)
    assert "alert(1)" in markdown.text.replace("\u200b", "")
    page = Tags()
    page.feed(command(changed, "--base", "main", "--format", "html").stdout)
    assert "script" not in page.tags
    assert "a" not in page.tags
    assert page.comments == []


@given(st.text() | st.text("@#<>|*_`[]()!~\\&-+=.:/1a \n$"))
def test_escaped_words_are_shown_as_they_are(text: str) -> None:
    """Any words become a cell, a heading or a line of plain text that reads as before, without marks of their own."""
    cell = shown(f"| a |\n|---|\n| x{escape.markdown(text)}x |\n")
    line = shown(f"x{escape.markdown(text)}x")
    assert set(cell.tags) <= {"table", "thead", "tbody", "tr", "th", "td"}
    assert line.tags == ["p"]
    assert not cell.comments + line.comments
    plain = " ".join(text.split())
    if plain.isprintable() and "##[" not in plain and not plain.startswith("::"):
        assert line.text.strip().replace("\u200b", "") == f"x{plain}x"


def test_a_comment_is_never_too_long(changed: Settings) -> None:
    """However much has changed, the Markdown fits into a comment, and says what is left out."""
    report = found(changed)
    row = report["summaries"][0]
    many = {**report, "summaries": [{**row, "statements": row["statements"] * 20}] * 150}
    text = reports.write(many, "markdown")
    assert len(text) < 65_000
    assert "more" in text
    problem = {"file": "a.txt", "line": 1, "severity": "error", "what": "|" * 1000, "remedy": "<" * 1000}
    for rows in ([], many["summaries"]):
        text = reports.write({**many, "summaries": rows, "problems": [problem] * 200}, "markdown")
        assert len(text) < 65_000
        assert "more problems" in text


def test_what_has_no_end_is_no_report(changed: Settings) -> None:
    """A device that gives bytes for ever is read as far as a report may be long."""
    done = command(changed, "--from", "/dev/zero")
    assert done.exit_code == 2
    assert "is larger than" in done.output


def test_addresses_are_asked_only_where_one_says_so(changed: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `--links` a dead address and one that leads on are named; without, nothing is fetched."""
    quick = functools.partial(Fetcher, limits=Limits(seconds=5, tries=1, pause=0))
    monkeypatch.setattr(import_module("digest.cli.report"), "Fetcher", quick)
    (changed.root / "mkdocs.yml").write_text("plugins:\n  - digest:\n      allow_hosts: [127.0.0.1]\n")
    server = Server()
    new = server.page("/new", reply(b"<p>Here</p>", content_type="text/html"))
    old = server.page("/old", b"HTTP/1.1 301 Moved\r\nLocation: /new\r\nContent-Length: 0\r\n\r\n")
    gone = server.page("/gone", b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    for name, url in (("a", new), ("b", old), ("c", gone)):
        text = LEDE.replace("Sandwick", f"Sandwick {name * 9}").replace(
            "hollow", f"hollow {name * 5} {name * 6} {name * 7}"
        )
        (changed.articles / f"{name}.md").write_text(f"---\ntitle: {name}\nurl: {url}\n---\n{text}", "utf-8")
    said = {row["title"]: row["link"] for row in found(changed)["summaries"]}
    assert set(said.values()) == {""}
    done = command(changed, "--base", "main", "--format", "json", "--links")
    said = {row["title"]: row["link"] for row in json.loads(done.stdout)["summaries"]}
    server.close()
    assert said["a"] == ""
    assert said["b"] == f"It redirects to {new}."
    assert "404" in said["c"]
