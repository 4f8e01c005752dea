"""Feeds: RSS 0.9x to 2.0, RDF (RSS 1.0), Atom and JSON Feed become items, and the owner's filter chooses among them.

Only plain words and http(s) addresses are kept; mark-up of a feed goes nowhere. XML is parsed by lxml, which bounds
depth and entities and is set to open nothing; feedparser took minutes for one element with 100,000 attributes.
"""

import codecs
import email.utils
import html
import itertools
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from html.entities import html5
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from digest.config import FeedSettings
from digest.read.encoding import whole
from digest.sources.fetch.allowed import FetchError

LARGEST = 8 * 2**20  # bytes of one feed
MOST_ITEMS = 500
_LONGEST = 1_000  # characters of a title, guid or section; 4,000 of an address
# <?xml version="1.0" encoding="iso-8859-1"?>
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]{0,200}\?>")
_DECLARED = re.compile(rb"""\A\s*<\?xml[^<>]{0,150}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})["']""")
# "<b>", "</svg>", "<!-- -->": a tag within the text of a title
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
# characters that XML does not allow, and others that print nothing
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# "&eacute;", "&nbsp;"
_ENTITY = re.compile("&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# "harbour", "co-operation", "2026": a word, to compare the owner's words with
_WORD = re.compile(r"\w+")
# "desk@hask.example (Jon Rask)"
_MAILED = re.compile(r"[^\s@]+@[^\s@]+ \((?P<name>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. `published` is ISO 8601 or empty, `sections` are the feed's categories, `about` its teaser.

    `author` is whom the feed names, several joined by "and"; "" for none. `updated` is when the feed says that it was changed.
    """

    guid: str
    link: str
    title: str
    published: str = ""
    sections: tuple[str, ...] = ()
    about: str = ""
    author: str = ""
    updated: str = ""


def items(data: bytes, url: str, charset: str = "") -> tuple[Item, ...]:
    """The items of a feed, in its order, `MOST_ITEMS` at most. Raises `FetchError` for what is no feed.

    `url` is where it came from, for relative links; items without an http(s) link are left out, and second ones of a guid.
    """
    if len(data) > LARGEST:
        raise FetchError(url, f"The feed is larger than {LARGEST // 2**20} MB.", "Look for a shorter one of the site.")
    found = _json(data, url) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, url, charset)
    once: dict[str, Item] = {}
    for item in itertools.islice(found, MOST_ITEMS):
        if item.link:
            once.setdefault(item.guid, item)
    return tuple(once.values())


def choose(
    found: Iterable[Item], feed: FeedSettings, known: Collection[str] = (), most: int = MOST_ITEMS
) -> list[Item]:
    """The items that the owner wants of a feed: not `known` by guid, with a word and of a section of theirs, `most` at most."""
    wanted = (item for item in found if item.guid not in known and _wanted(item, feed))
    return list(itertools.islice(wanted, max(0, most)))


def _wanted(item: Item, feed: FeedSettings) -> bool:
    text = _folded(" ".join((item.title, item.about, *item.sections)))
    if feed.words and not any(_folded(word) in text for word in feed.words):
        return False
    places = {_folded(section) for section in (*item.sections, *urlsplit(item.link).path.split("/"))}
    return not feed.sections or any(_folded(section) in places for section in feed.sections)


def _folded(text: str) -> str:
    """The words in lower case, each between spaces, so that "port" is not found in "report"."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


# ---------------------------------------------------------------- XML


def _xml(data: bytes, url: str, charset: str) -> Iterator[Item]:
    root = parsed(data, charset)
    if root is None or _name(root) not in {"rss", "rdf", "feed", "channel"}:
        raise FetchError(
            url, "This is no feed.", "Look for the RSS or Atom link of the site; a page is added with digest add."
        )
    for element in root.iter():
        if _name(element) in {"item", "entry"}:
            yield _item(element, url)


def parsed(data: bytes, charset: str = "") -> Any:
    """The root of an XML document, repaired where it is broken; None where nothing can be made of it. Opens nothing."""
    text = _DECLARATION.sub("", _CONTROL.sub("", _decoded(data, charset)), count=1).lstrip()
    text = _ENTITY.sub(_letter, text)
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        return etree.fromstring(text.encode(errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _letter(entity: re.Match[str]) -> str:
    """HTML's name of a letter as the letter, since XML knows five names alone; those and unknown ones as they are."""
    return entity[0] if entity[1] in _XML_NAMES else html5.get(f"{entity[1]};", entity[0])


def _decoded(data: bytes, charset: str) -> str:
    """The text: byte order mark, UTF-8, then what is declared (never UTF-7, which hides tags), then Windows' Latin."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    declared = _DECLARED.match(data[:400])
    for name in ("utf-8-sig", charset, declared[1].decode() if declared else ""):
        try:
            codec = codecs.lookup(name or "utf-8-sig").name
            if codec != "utf-7":
                return data.decode(codec)
        except (LookupError, ValueError, TypeError):
            continue
    return data.decode("cp1252", errors="replace")


def _item(element: Any, url: str) -> Item:
    parts: dict[str, list[Any]] = {}
    children = itertools.islice(element.iterchildren(tag=etree.Element), 200)
    # The feed's own words before those of its extensions: <media:title> is the picture's, <itunes:summary> the recording's.
    for child in sorted(children, key=lambda child: _space(child) != _space(element)):
        parts.setdefault(_name(child), []).append(child)

    def text(*names: str) -> str:
        return next((words for name in names for child in parts.get(name, ()) if (words := _plain(_words(child)))), "")

    guid = next((_words(child).strip() for name in ("guid", "id") for child in parts.get(name, ())), "")
    about = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", "")
    written_out = guid if guid.startswith(("http://", "https://")) else ""
    link = _link(parts.get("link", ()), url) or _address(written_out, url) or _address(about, url)
    sections = (
        _plain(child.get("term") or child.get("label") or _words(child))
        for name in ("category", "subject")
        for child in parts.get(name, ())
    )
    title = text("title")
    return Item(
        guid=(guid or link or title)[:_LONGEST],
        link=link,
        title=title,
        published=_day(text("published", "pubdate", "issued", "date", "updated", "modified")),
        sections=tuple(dict.fromkeys(filter(None, sections))),
        about=text("description", "summary"),
        author=_authors(parts.get("creator") or parts.get("author") or []),
        updated=_day(text("updated", "modified")),
    )


def _authors(elements: Iterable[Any]) -> str:
    """The names in <dc:creator>, <author> of RSS, "desk@hask.example (Jon Rask)", and of Atom, which holds a <name>."""
    named = (next((child for child in one if _name(child) == "name"), one) for one in elements)
    return _together(_plain(_words(one)) for one in named)


def _together(names: Iterable[str]) -> str:
    found = (mailed["name"] if (mailed := _MAILED.fullmatch(name)) else name for name in names)
    return " and ".join(dict.fromkeys(name for name in found if name and "@" not in name))[:_LONGEST]


def _link(links: Iterable[Any], url: str) -> str:
    """The address of the page: the text of an RSS link, the href of an Atom link that is no other rendering."""
    for link in links:
        if link.get("rel", "alternate") == "alternate":
            base = _address(link.base or "", url) or url  # what xml:base says here
            if found := _address(link.get("href") or _words(link), base):
                return found
    return ""


def _space(element: Any) -> str:
    """The namespace of an element, or the prefix for one that the feed does not declare."""
    tag = str(element.tag)
    return tag.rpartition("}" if "}" in tag else ":")[0]


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].lower() if isinstance(tag, str) else ""


def _words(element: Any) -> str:
    return "".join(itertools.islice(element.itertext(etree.Element, with_tail=True), 500))[: 8 * _LONGEST]


# ---------------------------------------------------------------- JSON Feed 1.1 (jsonfeed.org)


def _json(data: bytes, url: str) -> Iterator[Item]:
    try:
        read = json.loads(data.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError) as error:
        raise FetchError(
            url, "The feed is not JSON as it should be.", "Look for the RSS or Atom link of the site."
        ) from error
    listed = read.get("items") if isinstance(read, dict) else None
    if not isinstance(listed, list):
        raise FetchError(
            url, "This is JSON, but no JSON Feed: it has no items.", "Look for the RSS or Atom link of the site."
        )
    for entry in listed:
        if isinstance(entry, dict):
            plain = {key: whole(str(value)) for key, value in entry.items() if isinstance(value, str | int)}
            link = _address(plain.get("url", ""), url) or _address(plain.get("external_url", ""), url)
            tags = entry.get("tags")
            yield Item(
                guid=(plain.get("id") or link)[:_LONGEST],
                link=link,
                title=_plain(plain.get("title", "")),
                published=_day(plain.get("date_published", "")),
                sections=tuple(_plain(whole(tag)) for tag in tags if isinstance(tag, str))[:50]
                if isinstance(tags, list)
                else (),
                about=_plain(plain.get("summary", "")),
                author=_together(_plain(whole(str(one.get("name", "")))) for one in _listed(entry)),
                updated=_day(plain.get("date_modified", "")),
            )


def _listed(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """The authors of an item: a list of version 1.1, one of version 1."""
    found = entry.get("authors") or [entry.get("author")]
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


# ---------------------------------------------------------------- values


def _plain(text: str) -> str:
    """One line of plain words: no tags, no entities, no control characters."""
    return " ".join(_CONTROL.sub("", html.unescape(_TAG.sub(" ", text[: 8 * _LONGEST]))).split())[:_LONGEST]


def _address(text: str, base: str) -> str:
    """An absolute http(s) address, or nothing."""
    try:
        whole = urljoin(base, text.strip()) if text.strip() else ""
        good = len(whole) <= 4_000 and urlsplit(whole).scheme in {"http", "https"} and bool(urlsplit(whole).hostname)
    except ValueError:
        return ""
    return whole if good and whole.isprintable() and " " not in whole else ""


def _day(words: str) -> str:
    """The time in ISO 8601, from RFC 822 ("Mon, 19 Oct 2026 08:00:00 GMT") or ISO itself; nothing for nonsense."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        try:
            found = email.utils.parsedate_to_datetime(words)
        except (ValueError, TypeError, OverflowError, IndexError):
            return ""
    return found.isoformat() if 1970 <= found.year <= 2100 else ""
