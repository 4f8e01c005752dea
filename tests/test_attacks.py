"""Files, summaries, addresses and feeds that attack, as the research data lists them (`pytest -m data`).

Of each large set some texts run through the whole line; with DIGEST_ATTACKS=all in the environment every one does.
"""

import base64
import contextlib
import gzip
import json
import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from digest import check, pipeline, summary
from digest.errors import ContentError
from digest.extract import Hints
from digest.model import Summary
from digest.pipeline import Committed
from digest.read import read
from digest.render import Site, pages
from digest.sources.addresses import canonical
from digest.sources.fetch import FetchError, allowed, feeds
from tests.conftest import ROOT
from tests.published import everywhere, published
from tests.rendered import Marks, settings

ATTACKS = Path(os.environ.get("DIGEST_DATA", ROOT.parent / "shared" / "data")) / "attacks"
SETS = ("blns.jsonl", "chardet_samples.jsonl.gz", "dompurify_expect.jsonl", "dompurify_suite_literals.jsonl", "html5lib_encoding.jsonl",
        "html5lib_tokenizer.jsonl.gz", "html_ingest.jsonl", "markdown_xss_dos.jsonl", "owasp_xss_evasion.jsonl", "yaml_frontmatter.jsonl")  # fmt: skip
MOST = 40  # texts of a set that are tried, evenly chosen
ALL = os.environ.get("DIGEST_ATTACKS") == "all"
SECONDS = 5  # of processor time that one text may take
LEDE = "Ferry sails again\n\nThe ferry to Ostrand will sail again on Monday, the harbour board said.\n\n"
PAGE = f"<h1>{LEDE.split(chr(10), maxsplit=1)[0]}</h1><p>{LEDE.split(chr(10))[2]}</p>"
NAMES = {"127.0.0.1.nip.io": "127.0.0.1"}  # what names resolve to; every other is public here


def rows(name: str) -> list[Any]:
    """The rows of one file, none where the data is not there."""
    place = ATTACKS / name
    if not place.is_file():
        return []
    data = gzip.decompress(place.read_bytes()) if name.endswith(".gz") else place.read_bytes()
    return [json.loads(line) for line in data.decode().split("\n") if line]


def payload(row: dict[str, str]) -> bytes:
    """What a row attacks with; some are written as an expression of the data's own."""
    if "b64" in row:
        return base64.b64decode(row["b64"])
    made = row["payload"] if "payload" in row else eval(row["gen"])
    return made.encode("utf-8", "surrogatepass") if isinstance(made, str) else bytes(made)


@pytest.mark.data
@pytest.mark.parametrize("row", rows("url_ssrf.jsonl"), ids=lambda row: row["id"])
def test_addresses(row: dict[str, str]) -> None:
    """Each address is refused or allowed as the data says; addresses of one page compare as one."""
    if row["expect"].startswith("canonicalise"):
        assert canonical(row["payload"]).startswith("example.com")
        return
    try:
        place = allowed.target(row["payload"])
        allowed.addresses(place, resolve=lambda host, _port: [NAMES.get(host, "93.184.215.14")])
        got = "allow"
    except FetchError:
        got = "reject"
    assert got == row["expect"]


@pytest.mark.data
@pytest.mark.parametrize("row", rows("feed_xml_attacks.jsonl"), ids=lambda row: row["id"])
def test_feeds(row: dict[str, str]) -> None:
    """Each feed is read or refused within two seconds; only http(s) links and short plain words come out."""
    made = row["payload"] if "payload" in row else eval(row["gen"])  # the data's own expressions
    data = made.encode() if isinstance(made, str) else made
    started = time.monotonic()
    try:
        found = feeds.items(data, "https://courier.example/rss")
    except FetchError:
        found = ()
    assert time.monotonic() - started < 2
    assert len(found) <= feeds.MOST_ITEMS
    assert all(item.link.startswith(("http://", "https://")) and "<script" not in item.title for item in found)


@pytest.mark.data
@pytest.mark.parametrize("row", rows("html_ingest.jsonl"), ids=lambda row: row["id"])
def test_pages(row: dict[str, str]) -> None:
    """Each page is read or refused within five seconds, with an article before it too."""
    made = base64.b64decode(row["b64"]) if "b64" in row else row["payload"] if "payload" in row else eval(row["gen"])
    data = made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made
    for before in (
        b"",
        b"<h1>Ferry sails again</h1><p>The ferry to Ostrand will sail again on Monday, the board said.</p>",
    ):
        started = time.monotonic()
        with contextlib.suppress(ContentError):
            assert "<script" not in read(before + data, "page.html").text.lower()
        assert time.monotonic() - started < 5


@pytest.mark.data
@pytest.mark.parametrize(
    "name", ["blns", "dompurify_expect", "dompurify_suite_literals", "owasp_xss_evasion", "markdown_xss_dos"]
)
def test_texts_in_every_field(tmp_path: Path, name: str) -> None:
    """Every text, in all fields of a summary, as its note and as its article, is text on the published pages."""
    texts = [str(row["payload"] if "payload" in row else eval(row["gen"]))[:20_000] for row in rows(f"{name}.jsonl")]
    published(tmp_path, texts)


def attacks(name: str) -> list[bytes]:
    """The texts of one set."""
    found = rows(name)
    return [payload(row) for row in found[:: 1 if ALL else 1 + len(found) // MOST]]


def bounded(work: Callable[[], Any]) -> Any:
    """What work gives, None where the file is refused; it takes no more than its time."""
    started = time.process_time()
    try:
        return work()
    except ContentError:
        return None
    finally:
        assert time.process_time() - started < SECONDS


def quiet(summaries: Sequence[Summary]) -> None:
    """The pages of summaries hold no script, handler or address of a stranger's."""
    for page in pages(summaries, Site("The Digest", "https://d.example/", "News", settings())):
        for tag, attributes in Marks(getattr(page, "html", "")).tags:
            assert tag not in {"iframe", "object", "embed", "base", "math"}, page.path
            assert tag != "form" or (attributes.get("role") == "search" and "action" not in attributes), page.path
            assert tag != "script" or attributes.get("type") == "application/ld+json", page.path
            assert not [name for name in attributes if name.startswith("on")], page.path
            for name in ("href", "src", "cite", "action"):
                address = (attributes.get(name) or "").strip()
                assert re.match(r"(?:https?|mailto):|(?![a-z][a-z0-9+.-]*:)", address, re.IGNORECASE), page.path


@pytest.mark.data
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("name", SETS)
def test_articles(name: str, suffix: str) -> None:
    """Each text, alone and behind an article, is summed up or refused in time, and nothing of it comes alive."""
    before = (PAGE if suffix == ".html" else LEDE).encode()
    done: list[Summary] = []
    for number, text in enumerate(attacks(name)):
        for data in (text, before + text):
            file = Committed(f"a{suffix}", data, f"a{suffix}", Hints())
            made = bounded(lambda file=file: pipeline.summarise(file, None, "a.md", pipeline.Options()))
            if made:
                assert summary.parse(made.text, "a.md").fields == made.fields
                whole = pipeline.whole(pipeline.article(file))
                done.append(Summary(f"2026/09/s{number}-{len(done)}.md", made.fields, "", whole))
    quiet(done)


@pytest.mark.data
@pytest.mark.parametrize("name", SETS)
def test_summaries(name: str) -> None:
    """Each text as a summary file, as its front matter and in every field of one is kept, built anew or refused in time."""
    article = Committed("a.txt", LEDE.encode(), "a.txt", Hints())
    read_as = pipeline.article(article)
    for data in attacks(name):
        text = data.decode("utf-8", "replace")
        files = [
            text,
            f"---\n{text}\n---\n",
            f"---\ntitle: {text}\n---\n{text}",
            summary.new(everywhere(text[:2000]), text[:2000]),
        ]
        for file in files:
            old = bounded(lambda file=file: summary.parse(file, "a.md"))
            if old is not None:
                bounded(lambda old=old: pipeline.summarise(article, old, "a.md", pipeline.Options()))
                bounded(lambda old=old: check.check(old.fields, read_as))


@pytest.mark.data
@pytest.mark.parametrize("name", SETS)
def test_texts_as_feeds(name: str) -> None:
    """Each text as a feed, and as title, address and description of an item of one, is read or refused in time."""
    for data in attacks(name):
        for feed in (data, *wrapped(data.decode("utf-8", "replace"))):
            started = time.process_time()
            with contextlib.suppress(FetchError):
                found = feeds.items(feed, "https://courier.example/rss")
                assert all(item.link.startswith(("http://", "https://")) for item in found)
            assert time.process_time() - started < SECONDS


def wrapped(text: str) -> Iterator[bytes]:
    """A text in the parts of an item of RSS, with and without CDATA, and of a JSON feed."""
    inside = text.replace("]]>", "")
    for part in (f"<![CDATA[{inside}]]>", text):
        item = f"<title>{part}</title><link>{part}</link><description>{part}</description>"
        yield f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item>{item}</item></channel></rss>'.encode()
    item = {"id": text, "url": text, "title": text, "content_text": text, "date_published": text}
    yield json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": text, "items": [item]}).encode()
