"""The search with facets: a question is answered in a minute, by keyboard, on a phone, within the address."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.samples]
pytest.importorskip("pagefind_bin")
PHONE = 320


@pytest.fixture(params=[1280, PHONE], ids=["desk", "phone"])
def search(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The search page in a window of a desk and of a phone."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    page.goto(address + "search/", wait_until="networkidle")
    expect(page.locator("form.search")).to_be_visible(timeout=15_000)
    yield page
    context.close()


def test_what_did_she_say_about_the_wall_in_september(search: Page, address: str) -> None:
    """Typed by keyboard: words, a speaker and a month lead to her statements, each at its anchor."""
    search.locator("#words").focus()
    search.keyboard.type("wall")
    search.locator("#speaker").fill("Signe Aldous")
    search.locator("#month").select_option("2026-09")
    status = search.locator(".search__status")
    expect(status).to_contain_text("for “wall”, said by Signe Aldous, in September 2026.", timeout=15_000)
    part = search.locator(".search__part").first
    expect(part).to_contain_text("Signe Aldous")
    expect(part.locator("mark").first).to_contain_text("wall")
    assert "words=wall" in search.url
    assert "speaker=Signe+Aldous" in search.url
    assert "month=2026-09" in search.url
    part.locator("a").press("Enter")
    search.wait_for_url(address + "2026/09/**")
    anchor = search.url.partition("#")[2]
    expect(search.locator(f"[id='{anchor}']")).to_be_visible()


def test_address_is_a_question(search: Page, address: str) -> None:
    """A link with words and filters shows its answer, and the fields say what was asked."""
    search.goto(address + "search/?words=wall&source=Northwire&sort=newest")
    expect(search.locator(".search__results li").first).to_be_visible(timeout=15_000)
    assert search.locator("#source").input_value() == "Northwire"
    assert search.locator("#words").input_value() == "wall"
    for text in search.locator(".search__results > li > .search__from").all_inner_texts():
        assert text.startswith("Northwire")


def test_nothing_found_is_said(search: Page) -> None:
    """What is not there is said, with what there is without the filters."""
    search.locator("#words").fill("wall")
    expect(search.locator(".search__status")).to_contain_text("for “wall”", timeout=15_000)
    search.goto(search.url.partition("?")[0] + "?words=wall&source=Nobody")
    expect(search.locator(".search__status")).to_contain_text(
        "Nothing was found for “wall”, from Nobody.", timeout=15_000
    )
    search.goto(search.url.partition("?")[0] + "?words=qqqzzz")
    expect(search.locator(".search__status")).to_contain_text("Nothing was found for “qqqzzz”.", timeout=15_000)


def test_results_are_by_date(search: Page) -> None:
    """Newest first, oldest first."""
    search.goto(search.url.partition("?")[0] + "?kind=direct&sort=newest")
    dates = search.locator(".search__results > li > .search__from")
    expect(dates.first).to_contain_text("October 2026", timeout=15_000)
    search.locator("#sort").select_option("oldest")
    expect(dates.first).to_contain_text("September 2026", timeout=15_000)


def test_search_asks_no_other_host_and_fits(search: Page, address: str) -> None:
    """Nothing leaves the site, and nothing has to be scrolled sideways."""
    asked: list[str] = []
    search.on("request", lambda request: asked.append(request.url))
    search.locator("#words").fill("ferry")
    expect(search.locator(".search__results li").first).to_be_visible(timeout=15_000)
    assert asked
    assert [url for url in asked if not url.startswith(address)] == []
    assert search.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_without_its_index_the_page_says_so(browser: Browser, address: str) -> None:
    """Where Pagefind could not run, the page leads to the theme's search; without JavaScript to the lists."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(address + "search/")
    expect(page.locator(".search__status")).to_contain_text("The field at the top of the page", timeout=15_000)
    expect(page.locator("form.search")).to_be_hidden()
    context.close()
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(address + "search/")
    expect(page.locator(".search__status a")).to_have_count(3)
    plain.close()


def test_search_of_the_theme_holds_titles_points_and_names_alone(search: Page, address: str) -> None:
    """Its index, which a browser loads whole, has at most 1.5 KB of a summary, and no words of a statement."""
    rows = search.request.get(address + "search/search_index.json").json()["docs"]
    sizes: dict[str, int] = {}
    for row in rows:
        page = row["location"].partition("#")[0]
        if page.startswith("2026/"):
            sizes[page] = sizes.get(page, 0) + len(json.dumps(row, ensure_ascii=False).encode())
    assert len(sizes) > 20
    assert max(sizes.values()) <= 1_500
    assert "no idea what to tell them" not in json.dumps(rows)
