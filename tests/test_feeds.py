"""Feeds of every kind become items, whatever stands in them; lists of feeds go in and out."""

import json
import time

import pytest

from digest.config import FeedSettings
from digest.errors import ContentError
from digest.sources.fetch import FetchError, feeds, opml
from digest.sources.fetch.feeds import Item

URL = "https://courier.example/feeds/all"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Courier</title>
<link>https://courier.example/</link>
<item><title>Ferry &amp;amp; bridge: &lt;b&gt;two&lt;/b&gt; ways caf&eacute;</title><link>/news/ferry</link><guid isPermaLink="false">f-1</guid>
<pubDate>Mon, 19 Oct 2026 08:00:00 +0100</pubDate><category>Transport</category><dc:subject>Coast</dc:subject>
<description><![CDATA[<p>The harbour <img src=x onerror=alert(1)> reopens]]></description></item>
<item><title>No link</title><guid isPermaLink="false">f-2</guid></item>
<item><title>By guid</title><guid>https://courier.example/sport/3</guid><dc:date>2026-10-18</dc:date></item>
<item><title>Again</title><guid isPermaLink="false">f-1</guid><link>/news/ferry</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title>
<entry><id>tag:courier.example,2026:1</id><title type="html">Ferry &lt;i&gt;again&lt;/i&gt;</title>
<link rel="enclosure" href="https://courier.example/a.mp3"/><link href="../news/1"/><category term="Transport"/>
<published>2026-10-19T08:00:00Z</published><updated>2026-10-20T08:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="x"><title>C</title></channel>
<item rdf:about="https://courier.example/1"><title>Ferry</title><link>https://courier.example/1</link></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": 7,
                "url": "/news/7",
                "title": "Ferry",
                "date_published": "2026-10-19T08:00:00Z",
                "tags": ["Coast", 3],
            },
            {"id": 8, "url": "javascript:alert(1)", "title": "Bad"},
            "nonsense",
        ],
    }
)


def test_rss() -> None:
    """RSS gives plain words, absolute addresses and ISO dates; items without an address and repeated ones are left out."""
    assert feeds.items(RSS.encode(), URL) == (
        Item(
            "f-1", "https://courier.example/news/ferry", "Ferry & bridge: two ways café", "2026-10-19T08:00:00+01:00",
            ("Transport", "Coast"), "The harbour reopens",
        ),
        Item("https://courier.example/sport/3", "https://courier.example/sport/3", "By guid", "2026-10-18T00:00:00"),
    )  # fmt: skip


def test_atom_and_rdf() -> None:
    """Atom gives the link to the page, the day of publication and of the last change; RDF its items."""
    assert feeds.items(ATOM.encode(), URL) == (
        Item("tag:courier.example,2026:1", "https://courier.example/news/1", "Ferry again", "2026-10-19T08:00:00+00:00", ("Transport",), updated="2026-10-20T08:00:00+00:00"),
    )  # fmt: skip
    assert [item.link for item in feeds.items(RDF.encode(), URL)] == ["https://courier.example/1"]


@pytest.mark.parametrize(
    "declared", ['xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/x"', ""]
)
def test_the_feeds_own_words_come_first(declared: str) -> None:
    """The title of a picture or recording is no title of the item, wherever it is and whether its prefix is declared."""
    feed = f"""<rss version="2.0" {declared}><channel><item><media:title>The picture</media:title><itunes:summary>Heard</itunes:summary>
    <media:description>Seen</media:description><link>/a</link><title>The news</title><description>Told</description></item>
    <item><media:title>Alone</media:title><link>/b</link></item></channel></rss>"""
    found = feeds.items(feed.encode(), URL)
    assert [(item.title, item.about) for item in found] == [("The news", "Told"), ("Alone", "")]


def test_base_of_a_feed() -> None:
    """xml:base of the feed, of an entry and of a link itself is what its links begin from; what is no web address is none."""
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/all/"><entry><link href="1"/></entry>
    <entry xml:base="sea/"><link href="2"/></entry><entry><link xml:base="https://other.example/x/" href="3"/></entry>
    <entry xml:base="file:///etc/"><link href="passwd"/></entry></feed>"""
    assert [item.link for item in feeds.items(feed.encode(), URL)] == [
        "https://news.example/all/1", "https://news.example/all/sea/2", "https://other.example/x/3", "https://courier.example/feeds/passwd",
    ]  # fmt: skip


def test_json_feed() -> None:
    """JSON Feed gives its items; a script for an address leaves the item out."""
    assert feeds.items(JSON.encode(), URL) == (
        Item("7", "https://courier.example/news/7", "Ferry", "2026-10-19T08:00:00+00:00", ("Coast",)),
    )


AUTHORS = (
    "<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><item><link>/1</link><dc:creator>Mila Tarn</dc:creator><author>x</author></item></rss>",
    "<rss><item><link>/1</link><author>desk@hask.example (Mila Tarn)</author></item></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/1'/><author><name>Mila Tarn</name><uri>/m</uri></author></entry></feed>",
    json.dumps({"items": [{"url": "/1", "authors": [{"name": "Mila Tarn"}, 3]}]}),
    json.dumps({"items": [{"url": "/1", "author": {"name": "Mila Tarn"}}]}),
)


@pytest.mark.parametrize("text", AUTHORS)
def test_authors(text: str) -> None:
    """The author whom a feed names is read without an address, in every kind of feed."""
    assert [item.author for item in feeds.items(text.encode(), URL)] == ["Mila Tarn"]


def test_an_address_is_no_author() -> None:
    """A mail address alone names nobody; several authors are joined."""
    rss = "<rss><item><link>/1</link><author>desk@hask.example</author><author>Mila Tarn</author><author>Jon Rask</author></item></rss>"
    assert feeds.items(rss.encode(), URL)[0].author == "Mila Tarn and Jon Rask"


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>Hello", b"{}", b"{", b"[" * 10_000, b'{"items":' + b"[" * 100_000, b"\0\xff"]
)
def test_what_is_no_feed(data: bytes) -> None:
    """What is no feed is said to be none."""
    with pytest.raises(FetchError):
        feeds.items(data, URL)


HOSTILE = {
    "entities": '<!DOCTYPE l [<!ENTITY a "' + "A" * 80_000 + '">]><rss><channel><item><title>' + "&a;" * 30_000 + "</title><link>/1</link></item></channel></rss>",
    "nested entities": "<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY a{i} '{f'&a{i - 1 or str()};' * 20}'>" for i in range(1, 12)) + "]><rss><channel><item><title>&a11;</title><link>/1</link></item></channel></rss>",
    "file": '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title><link>/1</link></item></channel></rss>',
    "deep": "<rss><channel>" + "<a>" * 200_000,
    "attributes": "<rss " + " ".join(f'a{i}="x"' for i in range(100_000)) + "/>",
    "many": "<rss><channel>" + "".join(f"<item><title>x</title><link>/{i}</link></item>" for i in range(60_000)),
    "tags in titles": "<rss><channel><item><link>/1</link><title><![CDATA[" + "<a" * 500_000 + "]]></title></item></channel></rss>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml(name: str) -> None:
    """No bomb, no depth and no number of anything takes long or brings in what stands elsewhere."""
    started = time.process_time()
    found = feeds.items(HOSTILE[name].encode(), URL)
    assert time.process_time() - started < 2
    assert len(found) <= feeds.MOST_ITEMS
    assert all("root:" not in item.title and len(item.title) <= 1_000 for item in found)


@pytest.mark.parametrize(
    ("data", "charset", "title"),
    [
        ('<?xml version="1.0" encoding="iso-8859-1"?><rss><item><title>Café</title><link>/1</link></item></rss>'.encode("latin-1"), "", "Café"),
        ("<rss><item><title>Жук</title><link>/1</link></item></rss>".encode("cp1251"), "windows-1251", "Жук"),
        ('<?xml version="1.0" encoding="utf-16"?><rss><item><title>Café</title><link>/1</link></item></rss>'.encode("utf-16"), "", "Café"),
        (b'<?xml version="1.0" encoding="utf-7"?><rss><item><title>+ADw-b</title><link>/1</link></item></rss>', "utf-7", "+ADw-b"),
        (b'<?xml version="1.0" encoding="klingon"?><rss><item><title>a\x1fb</title><link>/1</link></item></rss>', "rot13", "ab"),
    ],
)  # fmt: skip
def test_encodings(data: bytes, charset: str, title: str) -> None:
    """A feed is read in the encoding that it is in, which is never UTF-7."""
    assert feeds.items(data, URL, charset)[0].title == title


@pytest.mark.parametrize(
    "day",
    ["-1", "yesterday", "2026-01-01T00:00:00+25:00", "١٢ يناير ٢٠٢٦", "Mon, 99 Foo 2026", "9" * 400, "0001-01-01"],
)
def test_bad_dates(day: str) -> None:
    """A date that is none leaves the item without one."""
    rss = f"<rss><item><title>x</title><link>/1</link><pubDate>{day}</pubDate></item></rss>"
    assert feeds.items(rss.encode(), URL)[0].published == ""


def test_filter() -> None:
    """Only items with one of the words and of one of the sections are taken, known ones never, and no more than allowed."""
    found = (
        Item("1", "https://c.example/news/1", "Port reopens", sections=("Coast",)),
        Item("2", "https://c.example/sport/2", "Report on the final"),
        Item("3", "https://c.example/news/3", "Cup final", about="In the old port of Alder"),
    )
    assert [i.guid for i in feeds.choose(found, FeedSettings(URL, words=("PORT",)))] == ["1", "3"]
    assert [i.guid for i in feeds.choose(found, FeedSettings(URL, words=("port of alder",)))] == ["3"]
    assert [i.guid for i in feeds.choose(found, FeedSettings(URL, sections=("Sport", "coast")))] == ["1", "2"]
    assert [i.guid for i in feeds.choose(found, FeedSettings(URL), {"1"}, 1)] == ["2"]
    assert not feeds.choose(found, FeedSettings(URL), most=-3)


def test_opml() -> None:
    """A list of feeds that is written is read back as it was; scripts and repeated addresses are left out."""
    some = (FeedSettings(URL, "The Courier & Post"), FeedSettings("https://herald.example/rss", "herald.example"))
    assert opml.read(opml.write(some, "Feeds <of> all"), "a.opml") == (some, ())
    nested = '<opml version="2.0"><body><outline text="Coast"><outline text="C" xmlUrl="https://c.example/"/><outline xmlUrl="https://c.example/"/><outline xmlUrl="javascript:x"/></outline></body></opml>'
    assert opml.read(nested.encode(), "a.opml") == ((FeedSettings("https://c.example/", "C"),), ("javascript:x",))
    with pytest.raises(ContentError):
        opml.read(b"<rss/>", "a.opml")
