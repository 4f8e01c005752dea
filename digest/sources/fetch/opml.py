"""Lists of feeds as other readers write them: OPML 2.0 in and out (opml.org/spec2.opml)."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from digest.config import FeedSettings
from digest.errors import ContentError
from digest.sources.fetch.feeds import parsed

_LARGEST = 4 * 2**20
_MOST = 2_000


def read(data: bytes, path: str) -> tuple[tuple[FeedSettings, ...], tuple[str, ...]]:
    """The feeds of an OPML file, each once, in its order, and the addresses that are none of the web. Raises `ContentError` when it is no such file."""
    root = parsed(data) if len(data) <= _LARGEST else None
    if root is None or str(root.tag).lower() != "opml":
        raise ContentError(path, "This is no OPML file.", "Export the list of feeds from your reader as OPML.")
    found: dict[str, FeedSettings] = {}
    others: dict[str, None] = {}
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl", "").strip()
        if not url or url in found or len(found) + len(others) >= _MOST:  # a folder, a repetition
            continue
        if _fetchable(url):
            found[url] = FeedSettings(url, " ".join((outline.get("title") or outline.get("text") or "").split())[:200])
        else:
            others[url[:200]] = None
    return tuple(found.values()), tuple(others)


def _fetchable(url: str) -> bool:
    try:
        return urlsplit(url).scheme in {"http", "https"} and url.isprintable()
    except ValueError:
        return False


def write(feeds: Iterable[FeedSettings], title: str) -> bytes:
    """The feeds as an OPML file."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = feed.source or urlsplit(feed.url).hostname or feed.url
        etree.SubElement(body, "outline", {"type": "rss", "text": name, "title": name, "xmlUrl": feed.url})
    written: Any = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return bytes(written)


def settings(feeds: Iterable[FeedSettings]) -> str:
    """The feeds as lines of mkdocs.yml; texts are quoted as JSON, which YAML reads."""
    lines = [
        f"        - {{url: {json.dumps(f.url)}, source: {json.dumps(f.source, ensure_ascii=False)}}}\n" for f in feeds
    ]
    return "".join(["      feeds:\n", *lines]) if lines else ""
