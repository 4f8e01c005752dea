"""What a reader chooses stays in their browser: text size, reading list, read marks, the latest edition without a network."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.samples]
SUMMARY = "2026/09/fourteen-dead-and-a-town-that-counts-its-neighbours/"
MONTH = "archive/2026-09/"


def test_what_is_kept_for_later_is_on_the_list(page: Page, address: str) -> None:
    """The button of a summary puts it on the list and takes it off; the list has its title and leads to it."""
    page.goto(address + SUMMARY)
    title = page.locator("h1").inner_text()
    button = page.get_by_role("button", name="Keep for later")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(address + "reading/")
    page.locator(".reading").get_by_role("link", name=title).click()
    page.get_by_role("button", name="Keep for later").click()
    page.goto(address + "reading/")
    expect(page.locator(".reading [data-list] li")).to_have_count(0)


def test_text_grows_on_every_page(page: Page, address: str) -> None:
    """The chosen size holds on other pages, and the usual one comes back."""
    page.goto(address + "reading/")
    before = size(page)
    page.get_by_role("button", name="Larger").click()
    assert size(page) > before
    page.goto(address + SUMMARY)
    assert size(page) > before
    page.goto(address + "reading/")
    page.get_by_role("button", name="Usual size").click()
    assert size(page) == before


def size(page: Page) -> float:
    """The size of the page's text in pixels."""
    found: float = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    return found


def test_marks_are_only_where_they_are_wanted(page: Page, address: str) -> None:
    """What was read is marked in lists once the reader asks for that, and not before."""
    page.goto(address + SUMMARY)
    page.goto(address + MONTH)
    expect(page.locator("a.read")).to_have_count(0)
    page.goto(address + "reading/")
    page.get_by_label("Mark what I have read in lists").check()
    page.goto(address + SUMMARY)
    page.goto(address + MONTH)
    expect(page.locator("a.read")).to_have_count(1)


def test_the_latest_edition_is_read_without_a_network(page: Page, address: str) -> None:
    """An edition that was kept opens offline with its version said; what is no part of it does not; and all can be removed."""
    page.goto(address + "reading/")
    page.get_by_role("button", name="Keep the latest edition").click()
    status = page.locator("[data-offline]")
    expect(status).to_contain_text("is kept in this browser, version")
    page.goto(address)
    page.context.set_offline(True)
    page.reload()
    expect(page.locator(".front__title").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.context.set_offline(False)
    page.goto(address + "reading/")
    page.get_by_role("button", name="Remove it, with all that is chosen here").click()
    expect(status).to_have_text("")
    page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    page.wait_for_function("caches.keys().then(names => names.length === 0)")


def test_without_javascript_the_page_says_so(browser: Browser, address: str) -> None:
    """Without JavaScript no button is there that does nothing."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address + "reading/")
    assert not page.get_by_role("button", name="Larger").is_visible()
    assert "JavaScript" in page.locator(".digest").inner_text()
    page.goto(address + SUMMARY)
    assert not page.get_by_role("button", name="Keep for later").is_visible()
