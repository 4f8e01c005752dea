"""A summary with every kind of statement, and the pages made of it: what the tests of the pages share."""

import dataclasses
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from digest.config import Settings, SourceSettings
from digest.model import Page, Static, Summary
from digest.render import Site, pages

SENTENCE = "The harbour board voted on Tuesday to close the north pier for the winter."
QUOTE = "“The piles are hollow,”"
WISHED = {"people/ingrid-maas": True}  # the editor wants her page, though she is in few articles
REPORTED = "that nobody had looked at the piles since 2019"


def settings(**sources: SourceSettings) -> Settings:
    """Settings of a project in no folder."""
    here = Path("/nowhere")
    places = {
        field.name: here
        for field in dataclasses.fields(Settings)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    return Settings(**places, sources=sources)


def fields(**changes: Any) -> dict[str, Any]:
    """The front matter of a summary with every kind of statement."""
    return {
        "title": "North pier closed", "description": "A winter without 40 berths.", "date": "2026-09-14", "tags": ["Harbours"], "made": ["description"],
        "source": {"name": "Courier", "url": "https://courier.example/pier", "byline": ["Ann Lee"], "published_from": "meta", "file": "pier.md", "sha256": "0" * 64, "words": 400, "lang": "en", "rights": "excerpt"},
        "key_points": [{"text": SENTENCE, "evidence": ["s1"], "check": "exact", "resolved": [{"words": "It", "name": "The board"}]}],
        "quotes": [
            {"id": "q-1", "kind": "direct", "text": QUOTE, "speaker": {"id": "ingrid-maas", "name": "Ingrid Maas", "role": "the board's chair"}, "evidence": ["s2"], "check": "exact"},
            {"id": "q-2", "kind": "indirect", "text": REPORTED, "speaker": {"id": "ingrid-maas", "name": "Ingrid Maas"}, "evidence": ["s3"], "check": "exact"},
            {"id": "q-3", "kind": "social", "text": "Stay off the pier.", "speaker": {"name": "Harbour Board", "handle": "@harbour"}, "said": "2026-09-13", "evidence": ["p1"], "check": "exact"},
            {"id": "q-4", "kind": "direct", "text": "“A doubtful one,”", "review": True, "evidence": ["s2"]},
        ],
        "people": [{"id": "ingrid-maas", "name": "Ingrid Maas", "role": "the board's chair", "mentions": 3}],
        "organisations": [{"id": "harbour-board", "name": "Harbour Board", "mentions": 2}], "places": [{"id": "sandwick", "name": "Sandwick", "mentions": 1}],
        "figures": [{"value": 40, "unit": "berths", "text": "40 berths", "what": "berths", "evidence": ["s1"], "check": "exact"}],
        "timeline": [{"date": "2026-11-01", "precision": "day", "text": "The decision takes effect on 1 November.", "from": "1 November", "evidence": ["s4"], "check": "exact"}],
        "evidence": {"s1": {"text": SENTENCE, "start": 0, "end": 9}, "s2": {"text": QUOTE + " said Ingrid Maas.", "start": 10, "end": 20}, "s3": {"text": "She said " + REPORTED + ".", "start": 21, "end": 30}, "s4": {"text": "The decision takes effect on 1 November.", "start": 31, "end": 40}, "p1": {"text": "Stay off the pier.", "start": 41, "end": 50}},
        "generated": {"engine": "extractive", "version": "1", "fields": {}},
        **changes,
    }  # fmt: skip


def made(
    *summaries: Mapping[str, Any], url: str = "https://d.example/digest/", note: str = "", **sources: SourceSettings
) -> dict[str, str]:
    """The content of every page by its path."""
    found = [Summary(f"2026/09/pier{n or ''}.md", f, note) for n, f in enumerate(summaries)]
    site = Site("The Digest", url, "News", settings(**sources))
    return {page.path: text(page) for page in pages(found, site, wished=WISHED)}


def text(page: Page | Static) -> str:
    """What a page or file holds; of a picture what reads as text."""
    return page.html if isinstance(page, Page) else page.data.decode("utf-8", "replace")


class Marks(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keeps text."""
        self.words.append(data)
