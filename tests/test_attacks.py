"""Addresses and feeds that attack, as the research data lists them (`pytest -m data`)."""

import base64
import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from digest.errors import ContentError
from digest.read import read
from digest.sources.addresses import canonical
from digest.sources.fetch import FetchError, allowed, feeds
from tests.conftest import ROOT
from tests.published import published

ATTACKS = Path(os.environ.get("DIGEST_DATA", ROOT.parent / "shared" / "data")) / "attacks"
NAMES = {"127.0.0.1.nip.io": "127.0.0.1"}  # what names resolve to; every other is public here


def rows(name: str) -> list[Any]:
    """The rows of one file, none where the data is not there."""
    place = ATTACKS / name
    return [json.loads(line) for line in place.read_text("utf-8").splitlines()] if place.is_file() else []


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
