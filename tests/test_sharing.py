"""Sharing: cards, what the head of a page says, structured data, the sitemap, robots.txt and the manifest."""

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont

from digest.model import Static, Summary
from digest.render import Site, pages, structured
from digest.render.cards import FONT, HIGH, KNOWN, WIDE, Card, drawable, drawn
from digest.render.views import view
from tests.rendered import Marks, fields, settings
from tests.site import SETTINGS, built, from_nothing, project

DEFINED: dict[str, Any] = json.loads(Path(__file__).with_name("schemas").joinpath("schema.org.json").read_text("utf-8"))
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PLAIN = {"Text": str, "Date": str, "DateTime": str, "URL": str}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A digest with its site."""
    root = project(tmp_path_factory.mktemp("shared"), 12)
    built(root)
    return root


def kinds(name: str) -> Iterator[str]:
    """A type of schema.org and all that it is a kind of."""
    yield name
    for above in DEFINED[name]["is"]:
        yield from kinds(above)


def valid(node: dict[str, Any]) -> None:
    """Holds one thing, and all within it, against the definitions."""
    known = {part: of for kind in kinds(node["@type"]) for part, of in DEFINED[kind]["has"].items()}
    for name, held in node.items():
        if name in {"@context", "@type"} or name.endswith("-input"):
            continue
        assert name in known, f"{node['@type']} has no {name}"
        for value in held if isinstance(held, list) else [held]:
            if isinstance(value, dict):
                assert set(kinds(value["@type"])) & set(known[name]), (name, value["@type"])
                valid(value)
            else:
                fitting(value, known[name])


def fitting(value: Any, of: list[str]) -> None:
    """Holds a plain value against the types that it may be of."""
    assert any(isinstance(value, PLAIN[kind]) for kind in of if kind in PLAIN), (value, of)
    if "Date" in of:
        date.fromisoformat(value[:10])
    if of == ["URL"]:
        assert re.match(r"https?://[^/]+/", value), value


def test_structured_data_is_as_schema_org_defines_it(model: Path) -> None:
    """Every page's structured data has the types and properties of schema.org, and summaries, stories, editions and the home page have some."""
    found: dict[str, int] = {}
    for page in sorted((model / "site").rglob("*.html")):
        for data in DATA.findall(page.read_text("utf-8")):
            node = json.loads(data)
            assert node["@context"] == "https://schema.org"
            valid(node)
            found[node["@type"]] = found.get(node["@type"], 0) + 1
    assert {"Article", "CollectionPage", "PublicationIssue", "WebSite"} <= found.keys()
    assert found["Article"] == 12


def test_a_summary_says_what_it_is_based_on_and_whom_it_quotes() -> None:
    """Structured data of a summary names the article, its publisher and authors, and gives each quotation with speaker and place."""
    node = structured.summary(
        view(Summary("2026/09/pier.md", fields()), settings(), "Untitled"),
        Site("Ours", "https://ours.example/", "", settings()),
    )
    valid(node)
    assert node["isBasedOn"]["@type"] == "NewsArticle"
    assert all(part["@type"] == "Quotation" and "#q" in part["url"] for part in node["hasPart"])


def test_every_page_says_how_it_is_shared(model: Path) -> None:
    """Each page in the sitemap has a canonical address, title, and a picture of the size stated that is in the site."""
    site = model / "site"
    for page in sorted(site.rglob("index.html")):
        marks = Marks(page.read_text("utf-8"))
        said = {a.get("property"): a.get("content") for tag, a in marks.tags if tag == "meta" and "property" in a}
        canonical = next(a["href"] for tag, a in marks.tags if tag == "link" and a.get("rel") == "canonical")
        assert said["og:url"] == canonical
        assert said["og:title"]
        if page.parent == site / "about":  # the owner's own
            continue
        place = site / said["og:image"].removeprefix("https://test.example/")
        with Image.open(place) as picture:
            assert (str(picture.width), str(picture.height)) == (said["og:image:width"], said["og:image:height"])


def test_summaries_stories_and_editions_have_cards_of_their_own(model: Path) -> None:
    """Each has a picture beside its page, and no two summaries of different titles have the same."""
    site = model / "site"
    for folder in ("2016/*/*", "stories/*", "editions/2016-*"):
        places = [place for place in site.glob(folder) if (place / "index.html").is_file()]
        assert places
        assert all((place / "card.png").is_file() for place in places)
    assert len({place.read_bytes() for place in site.glob("2016/*/*/card.png")}) > 6


def test_a_card_is_drawn_only_when_its_words_change(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit of one title the cards that show it are drawn, and no others."""
    drew: list[Card] = []

    def noted(card: Card) -> bytes:
        drew.append(card)
        return drawn(card)

    monkeypatch.setattr("digest.render.sharing.drawn", noted)
    built(model)
    assert not drew
    place = next((model / "content" / "summaries").rglob("*.md"))
    place.write_text(re.sub(r"^title:.*$", "title: A new title", place.read_text("utf-8"), count=1, flags=re.MULTILINE))
    after = built(model)
    assert drew
    assert {card.title for card in drew} == {"A new title"}
    monkeypatch.undo()
    assert after == from_nothing(model)


def test_without_an_address_there_are_no_cards(tmp_path: Path) -> None:
    """A site without `site_url` has no picture and says none."""
    root = project(tmp_path, 1)
    (root / "mkdocs.yml").write_text(SETTINGS.replace("site_url: https://test.example/\n", ""), "utf-8")
    after = built(root)
    assert not [path for path in after if path.endswith("card.png")]
    assert b"og:image" not in after["index.html"]
    assert b"Sitemap" not in after["robots.txt"]


def test_the_sitemap_says_when_a_page_changed(model: Path) -> None:
    """Each summary has the day of its article in the sitemap, whatever day the build is of, also in a build where nothing changed."""
    place = model / "site" / "sitemap.xml"
    for _ in range(2):
        built(model)
        space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
        urls = {
            one.findtext(f"{space}loc"): one.findtext(f"{space}lastmod") for one in ET.fromstring(place.read_bytes())
        }
        days = [day for url, day in urls.items() if url and url.startswith("https://test.example/2016/")]
        assert len(days) == 12
        assert all(day and day.startswith("2016-") for day in days)
        assert urls["https://test.example/about/"] is None
    assert "Sitemap: https://test.example/sitemap.xml" in (model / "site" / "robots.txt").read_text("utf-8")


def test_the_manifest_names_icons_that_are_there(model: Path) -> None:
    """The web manifest is JSON with the site's name, and its icons and those of the head have the sizes stated."""
    site = model / "site"
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "The Test Digest"
    for icon in manifest["icons"]:
        with Image.open(site / icon["src"]) as picture:
            assert icon["sizes"] == f"{picture.width}x{picture.height}"
    head = Marks((site / "about" / "index.html").read_text("utf-8")).tags
    icons = [a["href"] for tag, a in head if tag == "link" and a.get("rel") in {"icon", "apple-touch-icon", "manifest"}]
    assert len(icons) == 3
    assert all((site / "about" / href).is_file() for href in icons)


def test_the_font_has_every_letter_that_cards_may_have() -> None:
    """No letter that a card may have is drawn as the font's mark for one that it lacks."""
    font = ImageFont.truetype(str(FONT), 40, layout_engine=ImageFont.Layout.BASIC)
    lacking = bytes(font.getmask("\U000f0000"))
    known = [chr(code) for code in range(0x20, 0x2300) if KNOWN.fullmatch(chr(code))]
    assert len(known) > 450
    assert not [letter for letter in known if bytes(font.getmask(letter)) == lacking]


@pytest.mark.parametrize("title", ["東京で地震", "زلزال في المدينة", "A 🚢 sails"])
def test_a_title_in_another_script_has_the_card_of_the_site(title: str) -> None:
    """Words that the font has no letters for are not drawn as boxes: the page is shared with the picture of the site."""
    site = Site("Ours", "https://ours.example/", "", settings())
    assert not drawable(Card("", title, site.name))
    found = pages([Summary("2026/09/pier.md", fields(title=title))], site)
    page = next(one for one in found if one.path == "2026/09/pier/index.md")
    assert not isinstance(page, Static)
    assert page.meta["card"] == "card.png"
    assert "2026/09/pier/card.png" not in [one.path for one in found]


@given(st.builds(Card, *[st.from_regex(KNOWN, fullmatch=True)] * 3))
def test_any_words_become_a_picture(card: Card) -> None:
    """Whatever the length of its words, a card is a picture of its size, and the same each time."""
    made = drawn(card)
    with Image.open(io.BytesIO(made)) as picture:
        picture.load()
        assert picture.size == (WIDE, HIGH)
    assert drawn(card) == made
