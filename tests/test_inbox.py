"""The inbox: what was dropped into it, and what readers suggest by the form, becomes an article; what cannot stays."""

import functools
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from digest.cli import digest
from digest.errors import ContentError
from digest.sources import inbox
from digest.sources.alone import alone
from digest.sources.fetch import Fetcher
from digest.sources.fetch.safe import Limits
from tests.misbehaving import Server
from tests.test_add import FERRY, page

TEXT = "Ferry to close for nine days\n\nThe harbour of Port Alder will close for nine days in March, its board said on Tuesday. Divers found cracks in four of the eleven piers.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that may fetch from the test's server."""
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - digest:\n      allow_hosts: [127.0.0.1]\n", "utf-8")
    (tmp_path / "content/inbox").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server, asked without pauses."""
    quick = functools.partial(Fetcher, limits=Limits(seconds=5, tries=1, pause=0))
    monkeypatch.setattr(import_module("digest.cli.inbox"), "Fetcher", quick)
    made = Server()
    yield made
    made.close()


def run(root: Path, *words: str) -> Result:
    """Runs `digest inbox`."""
    return CliRunner().invoke(digest, ["--project", str(root), "inbox", *words])


def articles(root: Path) -> list[str]:
    """The names of the articles that are there."""
    return sorted(place.name for place in (root / "content/articles").rglob("*.md"))


def form(address: str = "_No response_", text: str = "_No response_", outlet: str = "_No response_") -> str:
    """An issue's body, as GitHub writes it from the form."""
    fence = text if text.startswith("_") else f"```text\n{text}\n```"
    return f"### Address\n\n{address}\n\n### Outlet\n\n{outlet}\n\n### Why\n\n_No response_\n\n### Text\n\n{fence}\n"


def test_a_file_becomes_an_article_and_leaves_the_inbox(project: Path) -> None:
    """A text is brought in as with `digest add`; a broken file stays and is reported, and a second run finds nothing new."""
    (project / "content/inbox/ferry.txt").write_text(TEXT)
    (project / "content/inbox/broken.pdf").write_bytes(b"%PDF-1.4 no more")
    done = run(project)
    assert done.exit_code == 1
    assert "content/inbox/broken.pdf" in done.output
    assert articles(project) == ["ferry-to-close-for-nine-days.md"]
    assert [place.name for place in (project / "content/inbox").iterdir()] == ["broken.pdf"]


def test_one_run_at_a_time(project: Path) -> None:
    """While another run brings articles in, the inbox stays as it is, and one sentence says so."""
    (project / "content/inbox").mkdir(parents=True, exist_ok=True)
    (project / "content/inbox/ferry.txt").write_text(FERRY, "utf-8")
    with alone(project / ".cache", "intake", "brings articles in"):
        done = run(project)
        assert (done.exit_code, "Another run brings articles in now." in done.output) == (2, True), done.output
    assert (project / "content/inbox/ferry.txt").exists()
    assert run(project).exit_code == 0


def test_an_empty_inbox(project: Path) -> None:
    """Nothing to do is said, and is no failure."""
    done = run(project)
    assert (done.exit_code, done.output) == (0, "Nothing waits in content/inbox.\n")


def test_a_copy_stays_and_is_named(project: Path) -> None:
    """A text that is there already is not brought in again; its file stays, and the other is named."""
    for name in ("a.txt", "b.txt"):
        (project / "content/inbox" / name).write_text(TEXT)
    done = run(project)
    assert done.exit_code == 1
    assert "content/inbox/b.txt" in done.output
    assert (project / "content/inbox/b.txt").exists()
    assert len(articles(project)) == 1


def test_an_address_alone_means_its_page(project: Path, server: Server) -> None:
    """A text file that holds one address is replaced by the article at it."""
    url = page(server, "quay", 1)
    (project / "content/inbox/link.txt").write_text(f"  {url}\n")
    done = run(project)
    assert done.exit_code == 0, done.output
    assert articles(project) == ["lindhaven-to-build-the-quay.md"]
    assert not (project / "content/inbox/link.txt").exists()


def test_a_suggested_page(project: Path, server: Server) -> None:
    """The form's address is fetched, and its outlet is that of the article."""
    url = page(server, "quay", 1)
    (project / "issue.md").write_text(form(url, outlet="Sandwick Courier"))
    done = run(project, "--issue", str(project / "issue.md"))
    assert done.exit_code == 0, done.output
    text = next((project / "content/articles").rglob("*.md")).read_text("utf-8")
    assert "source: Sandwick Courier" in text


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (form(), "neither an address nor a text"),
        (form("file:///etc/passwd"), "none of the web"),
        (form("http://169.254.169.254/latest/"), "private"),
        ("Hello", "neither an address nor a text"),
        ("", "neither an address nor a text"),
    ],
)
def test_what_a_suggestion_may_not_be(project: Path, body: str, says: str) -> None:
    """An empty form, another scheme and an address of a private network end in a sentence; nothing is written."""
    (project / "issue.md").write_text(body)
    done = run(project, "--issue", str(project / "issue.md"))
    assert done.exit_code == 1
    assert says in done.output
    assert not (project / "content/articles").exists()


def test_the_text_may_have_headings() -> None:
    """Whatever the text holds, headings of the form's own too, is the text."""
    found = inbox.suggestion(form(text="### Why\nA\n### Address\nhttps://evil.example\n### Text\nB"), "i")
    assert found == inbox.Suggestion("", "", "### Why\nA\n### Address\nhttps://evil.example\n### Text\nB")


@given(st.text() | st.lists(st.sampled_from(["### Address", "### Text", "### Why", "\n", "```", "https://a.example", " "])).map("".join))  # fmt: skip
def test_any_body_is_read_or_refused(body: str) -> None:
    """A body of any form is a suggestion with an address or a text, or is refused with a sentence."""
    try:
        found = inbox.suggestion(body, "issue")
    except ContentError:
        return
    assert found.address or found.text


def test_a_pasted_text_keeps_its_address(project: Path) -> None:
    """A suggestion with a text and an address: the page is not fetched, and the article names it, so that its rights hold."""
    (project / "issue.md").write_text(form("https://courier.example/ferry", TEXT))
    done = CliRunner().invoke(digest, ["--project", str(project), "inbox", "--issue", str(project / "issue.md")])
    assert done.exit_code == 0, done.output
    (article,) = (project / "content/articles").rglob("*.md")
    assert "\nurl: https://courier.example/ferry\n" in article.read_text("utf-8")
