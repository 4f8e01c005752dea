"""The site as readers use it: light, dark, phone, keyboard, without JavaScript, on paper, under a sub-path."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import build, copied

pytestmark = [pytest.mark.browser, pytest.mark.samples]
SUMMARY = "2026/09/fourteen-dead-and-a-town-that-counts-its-neighbours/"
EDITION = "editions/2026-w42/"
STORY = "stories/2026-10-rope-works-burns-as-hemp-street-is-cleared/"
PAGES = [
    "",
    SUMMARY,
    EDITION,
    STORY,
    "editions/",
    "editions/2026/",
    "archive/",
    "archive/2026-09/",
    "people/",
    "people/signe-aldous/",
    "organisations/",
    "search/",
    "corrections/",
    "reading/",
    "organisations/civic-union/",
    "topics/",
    "sources/",
    "how-it-is-made/",
    "open-data/",
    "about/",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_asks_no_other_host_and_has_no_error(page: Page, address: str, path: str) -> None:
    """No request leaves the site, nothing is missing, and the console stays empty."""
    requests: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    missing: list[str] = []
    page.on("response", lambda response: missing.append(response.url) if response.status >= 400 else None)
    response = page.goto(address + path, wait_until="networkidle")
    assert response
    assert response.status == 200
    assert not [url for url in requests if not url.startswith((address, "data:"))]
    assert (missing, errors) == ([], [])


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1600])
@pytest.mark.parametrize("path", ["", EDITION, STORY, SUMMARY, "people/signe-aldous/"])
def test_page_is_as_wide_as_its_window(page: Page, address: str, width: int, path: str) -> None:
    """From 320 px to 1600 px nothing has to be scrolled sideways."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_point_opens_its_evidence_by_keyboard(page: Page, address: str) -> None:
    """Tab reaches the first point and Enter opens the sentence behind it."""
    page.goto(address + SUMMARY)
    evidence = page.locator(".points .evidence").first
    expect(evidence).to_be_hidden()
    page.locator(".points summary").first.focus()
    page.keyboard.press("Enter")
    expect(evidence).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.closest('.masthead') !== null"):
            break
    else:
        pytest.fail("The masthead cannot be reached with the keyboard.")


def test_site_works_without_javascript(browser: Browser, address: str) -> None:
    """Without JavaScript the points open, and every list leads on."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator(".front__title a").first.click()
    page.locator(".card__title a").first.click()
    page.locator(".points summary").first.click()
    expect(page.locator(".points .evidence").first).to_be_visible()
    page.locator(".masthead__menu a", has_text="People").click()
    expect(page.locator("h1")).to_have_text("People")
    context.close()


def test_edition_says_what_happened_and_where_the_sources_differ(page: Page, address: str) -> None:
    """A reader of an edition sees the lead, its points, who says what, the values that differ, and goes on to the story."""
    page.goto(address + EDITION)
    lead = page.locator(".front__lead")
    assert lead.locator(".front__points li").count() >= 3
    assert lead.locator(".front__voice").count() >= 2
    expect(lead.locator(".front__differ").first).to_contain_text("sparks from a welder's torch")
    expect(lead.locator(".front__differ").first).to_contain_text("an electric heater")
    lead.get_by_role("link", name="The cause").click()
    expect(page.locator(":target h3")).to_have_text("The cause")
    page.go_back()
    page.locator(".neighbours a[rel=prev]").click()
    expect(page.locator("h1")).to_have_text("5–11 October 2026")


def test_story_marks_what_came_since_the_last_visit(page: Page, address: str) -> None:
    """On the first visit nothing is marked; later the articles, facts and rows that are new are, and then no more."""
    note, marks = page.locator("[data-since]"), page.locator(".new")
    page.goto(address + STORY)
    expect(note).to_be_hidden()
    assert marks.count() == 0
    page.reload()
    expect(note).to_be_hidden()
    page.evaluate(
        """() => {
            const key = "digest " + location.pathname, seen = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify(seen.filter(one => !one.includes("more-people-treated"))));
        }"""
    )
    page.reload()
    expect(note).to_have_text("1 article has come since your last visit.")
    expect(page.locator("[data-article] .new")).to_have_count(1)
    assert page.locator(".points .new").count() >= 2
    page.reload()
    expect(note).to_be_hidden()


def test_story_is_whole_where_nothing_can_be_stored(browser: Browser, address: str) -> None:
    """With storage forbidden the page shows all, and no error."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('off') }})")
    page.goto(address + STORY)
    expect(page.locator(".differ h2").first).to_have_text("Where the sources disagree")
    expect(page.locator("[data-since]")).to_be_hidden()
    assert not [error for error in errors if "digest" in error]
    context.close()


def searched(page: Page, word: str) -> Locator:
    """The first result of a search; on a busy machine the index comes late: the page is loaded and the word typed again."""
    result = page.locator("a.md-search-result__link").first
    field = page.locator("input.md-search__input").first
    for _ in range(6):
        field.click()
        field.fill("")
        page.keyboard.type(word, delay=30)
        try:
            expect(result).to_be_visible(timeout=5_000)
        except AssertionError:
            page.reload()  # a worker that did not start in time does not come later
            continue
        return result
    pytest.fail(f"The search does not find “{word}”.")


def test_search_finds_a_word_and_leads_to_its_page(page: Page, address: str) -> None:
    """Full-text search works under the sub-path."""
    page.goto(address)
    searched(page, "seagrass").click()
    expect(page.locator("h1").first).to_contain_text("meadow", timeout=10_000)
    assert page.url.startswith(address)


def luminance(colour: str) -> float:
    """The relative luminance of "rgb(…)", as WCAG 2.2 defines it."""
    red, green, blue = (int(v) / 255 for v in re.findall(r"\d+", colour)[:3])
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", EDITION, STORY, SUMMARY, "how-it-is-made/"])
def test_text_has_contrast_in_both_schemes(browser: Browser, address: str, scheme: str, path: str) -> None:
    """Every piece of text has a contrast of at least 4.5 to 1 with what lies behind it (WCAG 2.2, 1.4.3)."""
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + path, wait_until="networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = page.evaluate(
        """() => [...document.querySelectorAll('.masthead *, .digest *, .colophon *')].flatMap(e => {
            const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            const box = e.getBoundingClientRect();
            if (!text || !box.width || getComputedStyle(e).clipPath !== 'none') return [];
            let back = e;
            while (back && /rgba\\(0, 0, 0, 0\\)|transparent/.test(getComputedStyle(back).backgroundColor)) back = back.parentElement;
            return [[getComputedStyle(e).color, back ? getComputedStyle(back).backgroundColor : 'rgb(255,255,255)', e.className + ': ' + e.textContent.trim().slice(0, 40)]];
        })"""
    )
    assert len(found) > 10
    for colour, background, what in found:
        one, other = sorted((luminance(colour), luminance(background)))
        assert (other + 0.05) / (one + 0.05) >= 4.5, (what, colour, background)
    context.close()


def test_paper_shows_the_evidence(page: Page, address: str) -> None:
    """Printed, every point stands with its sentence, and the menus are gone."""
    page.goto(address + SUMMARY)
    page.emulate_media(media="print")
    expect(page.locator(".points .evidence").first).to_be_visible()
    expect(page.locator(".masthead__menu")).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_unknown_address_says_so(page: Page, address: str) -> None:
    """A page that is not there has the site's look and leads on."""
    response = page.goto(address + "nowhere/at/all/")
    assert response
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("This page is not here")


def test_nothing_of_a_strangers_comes_alive(page: Page, address: str) -> None:
    """A hostile article's title, source, tags, address and words are text on every page they reach, search included."""
    page.goto(address)
    for link in {a.get_attribute("href") for a in page.locator("a[href]").all()}:
        assert link
        assert not link.lower().startswith("javascript"), link
    page.goto(address + "archive/2026-10/")
    page.get_by_role("link", name=re.compile("stars")).first.click()
    assert "*stars* {{ 7*7 }}" in page.locator("h1").inner_text()
    assert page.locator("a[href^='javascript']").count() == 0
    paths = ["", "topics/", "sources/", "archive/2026-10/", "people/"]
    for path in paths:
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("window.alive") is None, path
    searched(page, "asterism")
    page.wait_for_timeout(300)
    assert page.evaluate("window.alive") is None


def listed(site: Path) -> list[Path]:
    """The files of a site, but for Pagefind's, which are in another order in each run."""
    found = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return sorted(path for path in found if path.parts[0] != "pagefind")


def test_two_builds_are_byte_identical(tmp_path: Path) -> None:
    """The same content gives the same site, file by file and byte by byte."""
    sites = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        sites.append(build(copied(tmp_path / name, hostile=False), strict=False))
    files = listed(sites[0])
    assert files == listed(sites[1])
    assert [f for f in files if (sites[0] / f).read_bytes() != (sites[1] / f).read_bytes()] == []
