"""Nothing of a stranger's comes alive: not in a page, not in its head, not in a feed, whatever they wrote and wherever."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from digest.model import Summary, web
from tests.published import MISREAD, everywhere, published, site, sound
from tests.rendered import Marks, fields, made

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "*stars* and _lines_", "[x](javascript:alert(1))", "{{ 7 * 7 }}", "{% raw %}",
    '"><svg onload=alert(1)>', "</details></div><script>alert(1)</script>", "<!-- x", "]]><script>", "&lt;script&gt;", "`code` # heading", "\u202eevil", "---\ntitle: x",
    "![x](data:text/html,<script>)", "<a href='javascript:alert(1)'>x</a>", "</script><script>alert(1)</script>", "a\x00b",
]  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_a_strangers_comes_alive(payload: str) -> None:
    """Titles, names, quotes, tags and notes appear letter for letter; no tag or handler of theirs is in any page."""
    quote = {
        "id": "q-1",
        "kind": "direct",
        "text": payload,
        "speaker": {"id": "p", "name": payload, "role": payload, "handle": payload},
        "evidence": ["s1"],
        "check": "exact",
    }
    hostile = fields(
        title=payload, description=payload[:160], tags=[payload], key_points=[{"text": payload, "evidence": ["s1"]}], quotes=[quote],
        people=[{"id": "p", "name": payload, "role": payload}], places=[{"id": "x", "name": payload}],
        source={**fields()["source"], "name": payload, "url": "javascript:alert(1)", "byline": [payload]},
        evidence={"s1": {"text": payload, "start": 0, "end": 1}},
    )  # fmt: skip
    harmless = made(fields(), note="A note.")
    plain = [tag for path in harmless if path.endswith(".md") for tag, _ in Marks(harmless[path]).tags]
    for path, page in made(hostile, note=payload).items():
        if not path.endswith(".md"):
            continue
        for tag, attributes in Marks(page).tags:
            assert tag in {*plain, "table", "thead", "tbody", "tr", "th", "td", "ul", "code", "em", "h2", "hr"}, (
                path,
                tag,
            )
            assert not [name for name in attributes if name.startswith("on")], path
            for name in ("href", "src", "cite"):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", attributes.get(name) or "", re.IGNORECASE), (
                    path
                )
        data = re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", page, re.DOTALL)
        assert page.count("<script") == len(data) <= 1
        assert all(json.loads(one)["@type"] in {"Article", "NewsArticle", "CollectionPage", "WebSite"} for one in data)
    shown = "".join(Marks(made(hostile)["2026/09/pier/index.md"]).words)
    assert " ".join(payload.replace("\0", "").split()) in " ".join(shown.split())


def test_what_was_once_misread_is_text(tmp_path: Path) -> None:
    """YAML, Markdown, templates, HTML and half characters in every field reach the published pages as text."""
    published(tmp_path, MISREAD)


@limits(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(texts=st.lists(st.text(st.characters(exclude_categories=[]), max_size=60), min_size=1, max_size=12))
def test_anything_written_anywhere_is_text(tmp_path: Path, texts: list[str]) -> None:
    """Any Unicode in any field of a summary, in its note and its article, makes no page that MkDocs misreads."""
    published(tmp_path, texts)


def test_title_of_any_name_has_a_page_of_its_own(tmp_path: Path) -> None:
    """Articles, topics, sources and people called Index, README, feed.xml or as the site's own pages take nobody's place."""
    names = ["Index", "README", "index.md", "Archive", "About", "feed.xml", "How it is made", "404"]
    paths = ["2026/09/index", "index", "README", "archive/index", "about", "feed.xml", "how-it-is-made", "404"]
    summaries = [
        Summary(f"{path}.md", everywhere(name, number, date="2026-09-14"))
        for number, (name, path) in enumerate(zip(names, paths, strict=True))
    ]
    built = site(tmp_path, summaries)
    moved = {f"summary/{path}": name for name, path in zip(names[3:7], paths[3:7], strict=True)}
    sound(built, {"2026/09/index": "Index", "index": "README", "README": "index.md", **moved, "404": "404"})
    for place, heading in (
        ("", "The Sound Digest"), ("about", "About this digest"), ("archive", "Archive"), ("how-it-is-made", "How it is made"),
        ("topics", "Topics"), ("sources", "Sources"), ("sources/readme", "README"), ("people", "People"),
    ):  # fmt: skip
        text = (built / place / "index.html").read_text("utf-8")
        assert re.search(rf"<h1[^>]*>{re.escape(heading)}</h1>", text), place
    assert (built / "feed.xml").is_file()
    dead = [
        (page, href)
        for page in built.rglob("index.html")
        for tag, attributes in Marks(page.read_text("utf-8")).tags
        if tag == "a" and (href := (attributes.get("href") or "").partition("#")[0]) and ":" not in href
        and not ((page.parent / href).is_file() or (page.parent / href / "index.html").is_file())
    ]  # fmt: skip
    assert not dead


def test_names_without_letters_of_the_alphabet_have_pages_of_their_own() -> None:
    """Two topics, sources, people or bodies in another script are not thrown together."""
    names = ("経済", "政治")
    reports = [everywhere(names[number % 2], number, date="2026-09-14") for number in range(6)]
    for report in reports:
        report["source"]["copy_of"] = ""
    pages = made(*reports)
    for folder in ("topics", "sources", "people", "organisations"):
        found = [page for path, page in pages.items() if re.fullmatch(rf"{folder}/[^/]+/index\.md", path)]
        assert sorted(re.findall(r"<h1>(.*?)</h1>", "".join(found))) == sorted(names), folder


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x", True),
        ("http://a.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://", False),
        (" https://a.example", True),
        ("file:///etc/passwd", False),
        ("https://[bad", False),
    ],
)
def test_only_web_addresses_become_links(address: str, kept: bool) -> None:
    """A browser is sent to http and https with a host, and nowhere else."""
    assert bool(web(address)) is kept
