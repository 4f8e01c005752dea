"""What is brought in becomes an article that reads back as it was, once; feeds are pulled for what is new."""

import functools
import gzip
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from digest.cli import digest
from digest.extract import extract
from digest.model import Article, Block, BlockKind
from digest.read import markdown, text
from digest.sources import manuscript
from digest.sources.fetch import Fetcher
from digest.sources.fetch.safe import Limits
from tests.misbehaving import Server, reply

FERRY = """Ferry to close for nine days

By Ana Ruiz
19 October 2026

PORT ALDER — The harbour of Port Alder will close for nine days in March, its board said on Tuesday. Divers found cracks in four of the eleven piers, two more than last year.

“We would rather lose nine days than a ferry,” said Tom Harrow, who chairs the board. The repairs are to cost 2.4 million crowns, half of it from the state.

Ferries to the islands will leave from Kestrel Bay meanwhile, an hour further north, and buses will run between the two towns.
"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - Courier</title>
<link rel="canonical" href="{url}">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{title}",
"datePublished":"2026-10-19T08:00:00+01:00","author":{{"@type":"Person","name":"Lena Torvik"}}}}</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{title}</h1>
<p>The council of Lindhaven voted on Monday evening to go ahead with the {name}, after a debate of six hours. {first}.</p>
<p>“{second},” said Mayor Iris Falk, who had asked for the vote in spring.</p>
<p>The plan will cost {number} million crowns over four years. {third}.</p></article>
<footer>Subscribe to our newsletter</footer></body></html>"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project whose settings allow the test's server."""
    settings(tmp_path)
    return tmp_path


def settings(root: Path, feeds: str = "[]") -> None:
    """Writes mkdocs.yml."""
    (root / "mkdocs.yml").write_text(
        f"plugins:\n  - digest:\n      allow_hosts: [127.0.0.1]\n      feeds: {feeds}\n", "utf-8"
    )


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server, asked without pauses."""
    quick = functools.partial(Fetcher, limits=Limits(seconds=5, tries=1, pause=0))
    monkeypatch.setattr(import_module("digest.cli.add"), "Fetcher", quick)
    monkeypatch.setattr(import_module("digest.cli.fetch"), "Fetcher", quick)
    made = Server()
    yield made
    made.close()


def run(root: Path, *words: str) -> Result:
    """Runs the command as an editor would."""
    return CliRunner().invoke(digest, ["--project", str(root), *words])


def page(server: Server, name: str, number: int, cost: str = "") -> str:
    """A page of the server about one matter; another `cost` makes it a new version."""
    url = f"{server.url}/news/{name}"
    first, second, third = (
        "It " + " ".join(f"{chr(97 + (number * i + step) % 26) * 3}{name} over" for i in range(14)) for step in range(3)
    )
    body = PAGE.format(
        title=f"Lindhaven to build the {name}",
        url=url,
        name=name,
        first=first,
        second=second,
        third=third,
        number=number,
    )
    body = body.replace(f"cost {number} million", f"cost {cost or number} million")
    return server.page(f"/news/{name}", reply(body.encode(), content_type="text/html; charset=utf-8"))


def test_add_a_file(project: Path) -> None:
    """A text becomes Markdown with its front matter under year and month; the file as it was is kept beside it."""
    (project / "ferry.txt").write_text(FERRY, "utf-8")
    done = run(project, "add", str(project / "ferry.txt"))
    assert done.exit_code == 0, done.output
    made = project / "content/articles/2026/10/ferry-to-close-for-nine-days.md"
    again = extract(markdown.read(made.read_bytes(), "a.md"))
    assert (again.title, again.byline, again.published) == ("Ferry to close for nine days", ("Ana Ruiz",), "2026-10-19")
    assert "“We would rather lose nine days than a ferry,” said Tom Harrow" in again.text
    assert "title    Ferry to close for nine days" in done.output
    original = made.parent / ".originals" / "ferry-to-close-for-nine-days.txt.gz"
    assert gzip.decompress(original.read_bytes()).decode() == FERRY


def test_copies_are_refused(project: Path) -> None:
    """A text that is nearly one that is there is refused with its path, unless forced."""
    (project / "a.txt").write_text(FERRY, "utf-8")
    (project / "b.txt").write_text(FERRY.replace("nine days in March", "ten days in April"), "utf-8")
    assert run(project, "add", str(project / "a.txt")).exit_code == 0
    refused = run(project, "add", str(project / "b.txt"))
    assert refused.exit_code == 1
    assert "nearly that of 2026/10/ferry-to-close-for-nine-days.md" in refused.output
    forced = run(project, "add", "--force", str(project / "b.txt"))
    assert "2026/10/ferry-to-close-for-nine-days-2.md" in forced.output


@pytest.mark.parametrize("title", ["값" * 90, "𝔘" * 100, "a" * 300, "../../etc/passwd", "con", "!!!", "–"])
def test_titles_become_names(project: Path, title: str) -> None:
    """Whatever the title, the file gets a name that file systems take, within the folder."""
    (project / "a.md").write_text(
        f"---\ntitle: '{title}'\ndate: 2026-10-19\n---\n\n{FERRY.split('2026', 1)[1]}", "utf-8"
    )
    done = run(project, "add", str(project / "a.md"))
    assert done.exit_code == 0, done.output
    made = list((project / "content/articles").rglob("*.md"))
    assert [path.parent for path in made] == [project / "content/articles/2026/10"]


def test_pages_on_the_shelf(project: Path) -> None:
    """A text is compared with pages and mails that were dropped into the folder, too, whether they are in the cache or not."""
    paragraphs = "".join(f"<p>{line}</p>" for line in FERRY.split("\n") if line)
    place = project / "content/articles/dropped.html"
    place.parent.mkdir(parents=True)
    place.write_text(f"<html><body><article>{paragraphs}</article></body></html>", "utf-8")
    (project / "ferry.txt").write_text(FERRY, "utf-8")
    for _ in range(2):
        assert "nearly that of dropped.html" in run(project, "add", str(project / "ferry.txt")).output


def test_what_cannot_be_added(project: Path, server: Server) -> None:
    """What is missing, empty, no article or refused is reported in a line each, and the others are added."""
    (project / "ferry.txt").write_text(FERRY, "utf-8")
    (project / "empty.txt").write_text("", "utf-8")
    (project / "a.xyz").write_text("x", "utf-8")
    bad = [str(project / name) for name in ("none.txt", "empty.txt", "a.xyz")]
    bad += [
        "http://10.0.0.1/",
        "file:///etc/passwd",
        server.page("/a.png", reply(b"\x89PNG", content_type="image/png")),
        server.page("/empty", reply(b"<html></html>", content_type="text/html")),
        server.page("/file", reply(b"", status="302 Found", location="file:///etc/passwd")),
    ]
    done = run(project, "add", *bad, str(project / "ferry.txt"))
    assert done.exit_code == 1
    assert [f"{name}: error:" in done.output for name in bad] == [True] * len(bad)
    assert "redirects to file:///etc/passwd" in done.output
    assert "ferry-to-close-for-nine-days.md" in done.output
    assert "Traceback" not in done.output


def test_add_a_page(project: Path, server: Server) -> None:
    """A page is fetched, its article kept with address, byline and date; a second time it is known by its address."""
    url = page(server, "bridge", 7)
    done = run(project, "add", url)
    assert done.exit_code == 0, done.output
    article = extract(
        markdown.read((project / "content/articles/2026/10/lindhaven-to-build-the-bridge.md").read_bytes(), "a.md")
    )
    assert (article.byline, article.published, article.url) == (("Lena Torvik",), "2026-10-19T08:00:00+01:00", url)
    assert "Subscribe" not in article.text
    assert (project / "content/articles/2026/10/.originals/lindhaven-to-build-the-bridge.html.gz").is_file()
    server.paths["/news/bridge?utm_source=letter"] = server.paths["/news/bridge"]
    assert "there already" in run(project, "add", url + "?utm_source=letter").output


def test_a_page_that_has_changed_is_a_new_version(project: Path, server: Server) -> None:
    """A known page is fetched again: the article's file has what it changed, and what an editor corrected there."""
    url = page(server, "bridge", 7)
    run(project, "add", url)
    made = project / "content/articles/2026/10/lindhaven-to-build-the-bridge.md"
    made.write_text(made.read_text("utf-8").replace("byline: Lena Torvik", "byline: Lena Torvik-Moe"), "utf-8")
    assert run(project, "add", url).exit_code == 1  # it says the same as before
    page(server, "bridge", 7, "nine")
    done = run(project, "add", url)
    assert (done.exit_code, "A new version of the page" in done.output) == (0, True), done.output
    text_ = made.read_text("utf-8")
    assert "cost nine million" in text_
    assert "byline: Lena Torvik-Moe" in text_
    assert len(list(made.parent.glob("*.md"))) == 1
    assert b"cost nine million" in gzip.decompress((made.parent / f".originals/{made.stem}.html.gz").read_bytes())
    assert "there already" in run(project, "add", url).output


def test_what_an_editor_wrote_is_not_lost_to_a_new_version(project: Path, server: Server) -> None:
    """Page and editor changed the same line, or nobody knows what it was: the file is left as it is, and one sentence says so."""
    url = page(server, "bridge", 7)
    run(project, "add", url)
    made = project / "content/articles/2026/10/lindhaven-to-build-the-bridge.md"
    mine = made.read_text("utf-8").replace("cost 7 million", "cost some million")
    made.write_text(mine, "utf-8")
    page(server, "bridge", 7, "nine")
    done = run(project, "add", url)
    assert (done.exit_code, "in the same lines" in done.output) == (1, True), done.output
    (made.parent / f".originals/{made.stem}.html.gz").unlink()
    assert "is not kept" in run(project, "add", url).output
    assert made.read_text("utf-8") == mine


def test_another_page_of_that_address_is_no_new_version(project: Path, server: Server) -> None:
    """A page that names a known address as its own and says something else entirely leaves the article as it is."""
    url = page(server, "bridge", 7)
    run(project, "add", url)
    made = project / "content/articles/2026/10/lindhaven-to-build-the-bridge.md"
    before = made.read_text("utf-8")
    server.page("/news/bridge", reply(f"<html><body><article><p>{FERRY}</p></article></body></html>".encode()))
    done = run(project, "add", url)
    assert (done.exit_code, "says something else" in done.output) == (1, True), done.output
    assert made.read_text("utf-8") == before


def dated(*items: tuple[str, str]) -> bytes:
    """A feed whose items say when they were changed."""
    entries = (f"<entry><id>{link}</id><title>t</title><link href='{link}'/><updated>{day}</updated></entry>" for link, day in items)  # fmt: skip
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(entries)}</feed>".encode()


def test_a_feed_says_that_a_page_has_changed(project: Path, server: Server) -> None:
    """A page is asked for again when its feed gives it a later time: once, and not where its article was deleted."""
    bridge, tower = page(server, "bridge", 7), page(server, "tower", 9)
    settings(project, f"[{{url: {server.url}/feed}}]")
    server.page("/feed", reply(dated((bridge, "2026-10-19T08:00:00Z"), (tower, "2026-10-19T08:00:00Z"))))
    assert "2 new articles" in run(project, "fetch").output
    (project / "content/articles/2026/10/lindhaven-to-build-the-tower.md").unlink()
    server.page("/feed", reply(dated((bridge, "2026-10-20T08:00:00Z"), (tower, "2026-10-20T08:00:00Z"))))
    page(server, "bridge", 7, "nine")
    asked = server.asked["/news/tower"]
    done = run(project, "fetch")
    assert "0 new articles, 1 new version, 0 copies" in done.output, done.output
    assert "changed  content/articles/2026/10/lindhaven-to-build-the-bridge.md" in done.output
    assert server.asked["/news/tower"] == asked
    asked = server.asked["/news/bridge"]
    assert "1 without news" in run(project, "fetch").output
    assert server.asked["/news/bridge"] == asked


def test_the_declared_charset(project: Path, server: Server) -> None:
    """A page is read in the encoding that the server declares."""
    body = FERRY.replace("Tom Harrow", "Tomáš Dvořák").encode("cp1250", errors="replace")
    url = server.page("/ferry.txt", reply(body, content_type="text/plain; charset=windows-1250"))
    assert run(project, "add", url).exit_code == 0
    made = project / "content/articles/2026/10/ferry-to-close-for-nine-days.md"
    assert "Tomáš Dvořák" in made.read_text("utf-8")


def feed(*links: str) -> bytes:
    """A feed of pages."""
    return (
        "<rss><channel>"
        + "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
        + "</channel></rss>"
    ).encode()


def test_fetch(project: Path, server: Server) -> None:
    """What is new in the feeds is taken in, once; a dead feed is told and stops no other; ETags are sent."""
    bridge, tower = page(server, "bridge", 7), page(server, "tower", 9)
    server.page(
        "/feed",
        lambda request: (
            reply(b"", "304 Not Modified")
            if request.get("if-none-match")
            else reply(feed(bridge, server.url + "/gone", tower), etag='"1"')
        ),
    )
    settings(project, f"[{{url: {server.url}/feed, source: Courier}}, {{url: {server.url}/dead}}]")
    done = run(project, "fetch")
    assert done.exit_code == 0, done.output
    assert "2 feeds: 2 new articles, 0 copies" in done.output
    assert "/dead" in done.output
    assert "/gone" in done.output
    text_ = (project / "content/articles/2026/10/lindhaven-to-build-the-tower.md").read_text("utf-8")
    assert "source: Courier" in text_
    asked = server.asked["/news/bridge"]
    assert "0 new articles" in run(project, "fetch").output
    assert server.asked["/news/bridge"] == asked
    assert server.requests[-1].get("if-none-match") == '"1"' or any(r.get("if-none-match") for r in server.requests)


def test_the_author_in_the_feed_counts_where_the_page_names_nobody(project: Path, server: Server) -> None:
    """A page without an author takes the feed's; a page's own stays."""
    bare = "<html><body><article><h1>Tower sold to a museum</h1>" + "<p>The council sold the tower of Hask.</p>" * 9
    server.page("/bare", reply(bare.encode()))
    named = f"<item><title>t</title><link>{server.url}/bare</link><author>desk@hask.example (Jon Rask)</author></item>"
    other = f"<item><title>t</title><link>{page(server, 'bridge', 7)}</link><author>Jon Rask</author></item>"
    server.page("/feed", reply(f"<rss><channel>{named}{other}</channel></rss>".encode()))
    settings(project, f"[{{url: {server.url}/feed}}]")
    assert "2 new articles" in run(project, "fetch").output
    made = {path.stem: path.read_text("utf-8") for path in (project / "content/articles").rglob("*.md")}
    assert "Jon Rask" in next(text for name, text in made.items() if "tower" in name)
    assert "Jon Rask" not in next(text for name, text in made.items() if "bridge" in name)


def test_the_maximum_a_day(project: Path, server: Server) -> None:
    """No more are taken on a day than the owner allows; what is held back comes another day."""
    server.page(
        "/feed",
        reply(feed(*(page(server, name, i) for i, name in enumerate(("bridge", "tower", "school"), 3))), etag='"1"'),
    )
    settings(project, f"[{{url: {server.url}/feed, max_per_day: 2}}]")
    assert "2 new articles" in run(project, "fetch").output
    assert "0 new articles" in run(project, "fetch").output
    settings(project, f"[{{url: {server.url}/feed, max_per_day: 3}}]")
    assert "1 new article," in run(project, "fetch").output


def test_what_failed_comes_later(project: Path, server: Server) -> None:
    """A page whose server was down is taken the next time, though the feed says that it has not changed."""
    bridge = page(server, "bridge", 7)
    good = server.paths["/news/bridge"]
    server.page(
        "/feed",
        lambda request: (
            reply(b"", "304 Not Modified") if request.get("if-none-match") else reply(feed(bridge), etag='"1"')
        ),
    )
    server.page("/news/bridge", reply(b"", "503 Service Unavailable"))
    settings(project, f"[{{url: {server.url}/feed}}]")
    assert "0 new articles" in run(project, "fetch").output
    server.paths["/news/bridge"] = good
    assert "1 new article" in run(project, "fetch").output
    assert "1 without news" in run(project, "fetch").output
    assert server.requests[-1]["if-none-match"] == '"1"'


def test_copies_in_feeds(project: Path, server: Server) -> None:
    """A page that two feeds list under two addresses is taken once and reported as a copy."""
    bridge = page(server, "bridge", 7)
    server.paths["/other"] = server.paths["/news/bridge"]
    server.page("/feed", reply(feed(bridge, server.url + "/other")))
    settings(project, f"[{{url: {server.url}/feed}}]")
    assert "1 new article, 1 copy" in run(project, "fetch").output


def test_run_fails_only_where_no_feed_answers(project: Path, server: Server) -> None:
    """One feed that is away is told and no more; when all are, the exit status says so."""
    server.page("/feed", reply(feed(page(server, "bridge", 7))))
    settings(project, f"[{{url: {server.url}/feed}}, {{url: {server.url}/gone}}]")
    done = run(project, "fetch")
    assert (done.exit_code, "1 problem" in done.output) == (0, True)
    settings(project, f"[{{url: {server.url}/gone}}]")
    assert run(project, "fetch").exit_code == 1


def test_lists_of_feeds(project: Path) -> None:
    """The list of feeds is written as OPML, and one from a reader printed as lines for the settings."""
    settings(project, "[{url: 'https://c.example/rss', source: Courier}]")
    assert run(project, "fetch", "--opml-export", str(project / "a.opml")).exit_code == 0
    settings(project)
    done = run(project, "fetch", "--opml-import", str(project / "a.opml"))
    assert '- {url: "https://c.example/rss", source: "Courier"}' in done.output


KINDS = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.CAPTION)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40)
TRICKY = st.sampled_from(
    [
        "# no heading",
        "1. no list",
        "12) x",
        "- x",
        "+ y",
        "---",
        "===",
        "> z",
        "*a* _b_ `c`",
        "[a](b) ![c](d)",
        "<b>x</b>",
        "&amp; &#39; AT&T",
        "a\\b",
        "~~~",
        "```",
        "| a | b |",
        "a_b_c",
        "https://c.example/a_b?c=d&e=f",
        "***",
        "<!-- x",
        "1986. A year",
        "[x]: y",
        "- - -",
        "* * *",
    ]
)


@given(st.lists(st.tuples(st.sampled_from(KINDS), LINES | TRICKY), min_size=1, max_size=8))
def test_reads_back(blocks: list[tuple[BlockKind, str]]) -> None:
    """Whatever the words, the file reads back as the same words in blocks of the same kinds."""
    kept = [(kind, " ".join(text.normalise(words).split())) for kind, words in blocks]
    kept = [(kind, words) for kind, words in kept if words]
    whole, made = "", []
    for kind, words in kept:
        whole += "\n\n" if whole else ""
        made.append(Block(len(whole), len(whole) + len(words), kind))
        whole += words
    article = Article("a.txt", "", whole, tuple(made), title="A: “title” # with 'marks'", published="2026-10-19")
    source = markdown.read(manuscript.write(article).encode(), "a.md")
    assert [(b.kind, " ".join(b.of(source.text).split())) for b in source.blocks] == kept
    assert source.metadata.title == article.title


def test_the_most_of_one_outlet(project: Path, server: Server) -> None:
    """A run takes in no more articles of one outlet than it is told, over all its feeds; the next run brings the others."""
    links = [page(server, name, i) for i, name in enumerate(("bridge", "tower", "school", "market"), 3)]
    server.page("/one", reply(feed(*links[:2]), etag='"1"'))
    server.page("/two", reply(feed(*links[2:]), etag='"1"'))
    settings(project, f"[{{url: {server.url}/one, source: Courier}}, {{url: {server.url}/two, source: Courier}}]")
    assert "3 new articles" in run(project, "fetch", "--most", "3").output
    assert "1 new article," in run(project, "fetch", "--most", "3").output
    assert "0 new articles" in run(project, "fetch", "--most", "3").output
