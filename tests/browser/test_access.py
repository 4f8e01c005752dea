"""No kind of page breaks a rule of axe-core: light, dark, on a phone, closed and open, and while searching."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.samples]
PAGES = [
    "",
    "2026/09/fourteen-dead-and-a-town-that-counts-its-neighbours/",
    "editions/",
    "editions/2026/",
    "editions/2026-w42/",
    "editions/2026-10/",
    "stories/",
    "stories/2026-10-rope-works-burns-as-hemp-street-is-cleared/",
    "archive/",
    "archive/2026-09/",
    "people/",
    "people/signe-aldous/",
    "organisations/",
    "search/",
    "organisations/civic-union/",
    "topics/",
    "topics/weather/",
    "sources/",
    "sources/kestrel-bay-herald/",
    "how-it-is-made/",
    "corrections/",
    "reading/",
    "open-data/",
    "about/",
    "404.html",
]
WINDOWS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390), ("light", 320)]


@pytest.fixture(params=WINDOWS, ids=lambda window: f"{window[0]}-{window[1]}")
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of one colour scheme and width."""
    scheme, width = request.param
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def broken(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that a page breaks, each with the elements that break it."""
    found = Axe().run(page).response["violations"]
    return [
        (rule["id"], [f"{node['html'][:160]} {node.get('failureSummary', '')}" for node in rule["nodes"]][:5])
        for rule in found
    ]


@pytest.mark.parametrize("path", PAGES)
def test_page_breaks_no_rule(window: Page, address: str, path: str) -> None:
    """As it opens, and with everything opened that opens."""
    response = window.goto(address + path, wait_until="networkidle")
    assert response
    assert response.ok
    assert broken(window) == []
    if window.locator(".digest details").count():
        window.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert broken(window) == []


def test_search_breaks_no_rule(window: Page, address: str) -> None:
    """The search with its results."""
    window.goto(address, wait_until="networkidle")
    window.keyboard.press("/")
    window.locator("input.md-search__input").fill("ferry")
    window.wait_for_timeout(2_000)
    assert broken(window) == []
