"""The site's own feeds: valid by their schemas and for a second reader, whatever the articles hold."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import feedparser
import jsonschema
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree

from digest import render
from digest.config import FeedFormat, Settings
from digest.group.editions import Report, editions
from digest.model import EditionKind, Page, Static, Story, StoryState, Summary
from tests.published import MISREAD, everywhere
from tests.rendered import REPORTED, fields, settings

SCHEMAS = Path(__file__).parent / "schemas"
ATOM, RSS = (etree.RelaxNG(etree.parse(SCHEMAS / name)) for name in ("atom.rng", "rss.rng"))
JSON = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "json-feed.json").read_text("utf-8")))
URL = "https://d.example/digest/"


def summaries(count: int, **changes: object) -> list[Summary]:
    """Summaries of the same day and after, each of an article of its own."""
    source = fields()["source"]
    return [
        Summary(f"2026/09/pier{n:02}.md", fields(title=f"Pier {n}", date=f"2026-09-{10 + n % 20}", **{**changes, "source": {**source, "file": f"{n}.md"}}))
        for n in range(count)
    ]  # fmt: skip


def made(found: Sequence[Summary], *, url: str = URL, given: Settings | None = None) -> dict[str, Page | Static]:
    """Everything that is made of summaries, with a story of the first two and the editions of all."""
    files = [str(one.fields["source"]["file"]) for one in found]
    story = Story("pier", "The <pier> & “us”", StoryState.QUIET, tuple(files[:2]), 2, files[0])
    reports = [Report(file, one.path, str(one.fields["date"]), "", "", "pier" if file in files[:2] else "", ()) for file, one in zip(files, found, strict=True)]  # fmt: skip
    site = render.Site("The “Digest” & <friends>", url, "News", given or settings())
    every = editions(reports, list(EditionKind), {}, 1)
    return {page.path: page for page in render.pages(found, site, stories=[story], editions=every)}


def texts(found: dict[str, Page | Static]) -> dict[str, str]:
    """The feeds by their paths."""
    names = ("feed.xml", "rss.xml", "feed.json")
    return {path: one.content for path, one in found.items() if isinstance(one, Static) and path.endswith(names)}


def check(path: str, text: str) -> None:
    """Raises where a feed is not what its specification says, or a second reader has to guess."""
    data = text.encode()
    if path.endswith(".json"):
        JSON.validate(json.loads(data))
        return
    schema = RSS if path.endswith("rss.xml") else ATOM
    schema.assertValid(etree.fromstring(data))
    read = feedparser.parse(data)
    assert not read.bozo, (path, read.get("bozo_exception"))


def test_every_feed_is_valid() -> None:
    """The feeds of the whole, of topics, people, bodies, sources, stories and editions pass their schemas and feedparser."""
    feeds = texts(made(summaries(3)))
    folders = {path.rpartition("/")[0] for path in feeds}
    people = {"people/ingrid-maas", "organisations/harbour-board"}
    assert folders == {"", "topics/harbours", "sources/courier", "stories/pier", "editions", "corrections", *people}
    assert len(feeds) == 3 * len(folders)
    for path, text in feeds.items():
        check(path, text)


@pytest.mark.parametrize("words", MISREAD)
def test_hostile_words_stay_words(words: str) -> None:
    """What has once been read as something else is text in a feed, in every field."""
    for path, text in texts(
        made([Summary("2026/09/x.md", {**everywhere(words), "date": "2026-09-14"}, words)])
    ).items():
        check(path, text)


@hypothesis_settings(max_examples=40)
@given(st.text(max_size=40))
def test_no_words_break_a_feed(words: str) -> None:
    """Any text in every field gives valid feeds."""
    for path, text in texts(
        made([Summary("2026/09/x.md", {**everywhere(words), "date": "2026-09-14"}, words)])
    ).items():
        check(path, text)


def test_a_feed_is_bounded_and_begins_with_the_newest() -> None:
    """Thirty entries at most, the newest first."""
    feeds = texts(made(summaries(45)))
    days = [item["date_published"] for item in json.loads(feeds["feed.json"])["items"]]
    assert len(days) == 30
    assert days == sorted(days, reverse=True)
    assert len(feedparser.parse(feeds["topics/harbours/feed.xml"]).entries) == 30


def test_ids_stay_and_a_correction_is_an_update() -> None:
    """An entry's id is the summary's address in every feed; what an editor corrects is updated then, and nothing else is."""
    plain, corrected = (
        texts(made(summaries(2, review=review)))
        for review in ({}, {"state": "approved", "at": "2026-10-02T09:30:00+02:00"})
    )
    before, after = (feedparser.parse(found["feed.xml"]).entries for found in (plain, corrected))
    assert [entry.id for entry in before] == [entry.id for entry in after]
    assert before[0].id == URL + "2026/09/pier01/"
    assert {entry.updated for entry in after} == {"2026-10-02T07:30:00Z"}
    assert [entry.published for entry in before] == [entry.published for entry in after]
    assert feedparser.parse(corrected["feed.xml"]).feed.updated == "2026-10-02T07:30:00Z"
    assert "<atom:updated>2026-10-02T07:30:00Z" in corrected["rss.xml"]
    assert json.loads(corrected["feed.json"])["items"][0]["date_modified"] == "2026-10-02T07:30:00Z"


@pytest.mark.parametrize("at", ["", "soon", "2026-13-01", "2026-10-02T99:00", "0001-01-01T00:00+14:00", 3, None])
def test_a_time_that_is_none_is_no_update(at: object) -> None:
    """What an editor wrote there that is no time leaves the entry as it was."""
    text = texts(made(summaries(1, review={"at": at})))["feed.xml"]
    assert feedparser.parse(text).entries[0].updated == "2026-09-10T00:00:00Z"


def test_reported_speech_is_in_no_marks() -> None:
    """No feed puts reported words into quotation marks."""
    for path, text in texts(made(summaries(2))).items():
        assert f"“{REPORTED}" not in text, path
        assert f"&quot;{REPORTED}" not in text, path


def test_each_page_names_its_feeds() -> None:
    """The page of a topic, person, source, story and of the editions has the links of the feeds beside it, and no other page has."""
    found = made(summaries(2))
    feeds = texts(found)
    for path, page in found.items():
        if isinstance(page, Page):
            folder = path.removesuffix("index.md")
            named = [feed["href"] for feed in page.meta.get("feeds", [])]
            assert named == ([] if not folder else [p for p in (f"{folder}feed.xml", f"{folder}rss.xml", f"{folder}feed.json") if p in feeds])  # fmt: skip
    assert {feed["type"] for feed in found["stories/pier/index.md"].meta["feeds"]} == {"application/atom+xml", "application/rss+xml", "application/feed+json"}  # type: ignore[union-attr]  # fmt: skip


def test_only_the_formats_that_are_wanted_are_written() -> None:
    """`feed_formats` says which; none is none."""
    for wanted, names in (((FeedFormat.JSON,), {"feed.json"}), ((), set())):
        found = made(summaries(1), given=replace(settings(), feed_formats=wanted))
        assert {path.rpartition("/")[2] for path in texts(found)} == names
        assert {link["href"] for link in render.whole(wanted)} == names


def test_a_site_without_an_address_has_ids_all_the_same() -> None:
    """Without `site_url` ids are made of the site's name and the summary's place, and stay."""
    feeds = texts(made(summaries(1), url=""))
    ids = {json.loads(feeds["feed.json"])["items"][0]["id"], feedparser.parse(feeds["rss.xml"]).entries[0].id}
    assert len(ids) == 1
    assert ids.pop().startswith("urn:uuid:")
    JSON.validate(json.loads(feeds["feed.json"]))


def test_the_feed_of_editions_has_its_lead_and_the_others() -> None:
    """An entry is an edition: what leads with its points, and the headlines of the others."""
    first = json.loads(texts(made(summaries(3)))["editions/feed.json"])["items"][0]
    assert first["id"] == URL + "editions/2026-09-12/"
    assert "Pier 2" in first["content_html"]
    assert '<a href="https://d.example/digest/2026/09/pier02/">' in first["content_html"]
