"""A site in another language, written from right to left: nothing breaks, and what is in English says so."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import build, chromium, copied, served
from tests.browser.test_access import broken
from tests.eval.page_speed import SEEN

pytestmark = [pytest.mark.browser, pytest.mark.samples]
SUMMARY = "2026/09/fourteen-dead-and-a-town-that-counts-its-neighbours/"
PAGES = [
    "",
    SUMMARY,
    "stories/2026-10-rope-works-burns-as-hemp-street-is-cleared/",
    "people/",
    "search/",
    "editions/2026/",
]
MESSAGES = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Key points"
msgstr "أهم النقاط"
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in Arabic, with one message of the owner's."""
    chromium()
    root = tmp_path_factory.mktemp("arabic")
    project = copied(tmp_path_factory.mktemp("project"), hostile=False)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("language: en", "language: ar"), "utf-8")
    own = project / "templates/messages/ar.po"
    own.parent.mkdir(parents=True)
    own.write_text(MESSAGES, "utf-8")
    site = build(project, strict=False)
    assert not list(site.glob("**/*.po"))
    site.rename(root / "repo")
    with served(root) as place:
        yield place


@pytest.fixture(params=[1280, 320])
def window(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of one width."""
    context = browser.new_context(viewport={"width": request.param, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(SEEN)
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_layout_from_right_to_left(window: Page, arabic: str, path: str) -> None:
    """Nothing is wider than the window, no rule of axe is broken."""
    window.goto(arabic + path, wait_until="networkidle")
    assert window.evaluate("document.documentElement.dir || document.body.dir") == "rtl"
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert broken(window) == []


def test_words_of_the_article_keep_their_direction(window: Page, arabic: str) -> None:
    """The owner's message is on the page; a point and a quotation are English, from left to right."""
    window.goto(arabic + SUMMARY, wait_until="networkidle")
    assert window.locator(".points h2").inner_text() == "أهم النقاط"
    for what in (".point", ".quote blockquote", "h1"):
        first = window.locator(what).first
        assert (first.get_attribute("lang"), first.get_attribute("dir")) == ("en", "ltr")
    # The rule beside a quotation is where its own lines begin.
    sides = window.evaluate("(({borderLeftWidth, borderRightWidth}) => [borderLeftWidth, borderRightWidth])(getComputedStyle(document.querySelector('.quote > blockquote')))")  # fmt: skip
    assert sides == ["3px", "0px"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_comes(browser: Browser, address: str, path: str) -> None:
    """Fonts and scripts come without a shift of the layout."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.add_init_script(SEEN)
    page.goto(address + path, wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.evaluate("window.seen.shift") <= 0.02
    context.close()


def test_a_summary_is_read_by_keyboard_alone(page: Page, address: str) -> None:
    """Everything that can be used is reached by Tab, in the order of the page, with a focus that can be seen; a fold opens by Enter."""
    page.goto(address + SUMMARY, wait_until="networkidle")
    seen = page.evaluate(
        "[...document.querySelectorAll('.digest a[href], .digest summary, .digest button')].filter(e => e.checkVisibility()).length"
    )
    reached, above = 0, -1.0
    for _ in range(seen + 60):
        page.keyboard.press("Tab")
        at = page.evaluate(_FOCUSED)
        if not at:
            continue
        reached += 1
        assert at["outline"] >= 2, at["html"]
        assert at["order"] > above, at["html"]
        above = at["order"]
        if reached == seen:
            break
    assert reached == seen
    page.locator(".points summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".points details").first.get_attribute("open") is not None


_FOCUSED = """() => {
  const here = document.activeElement;
  if (!here || !here.closest(".digest")) return null;
  return {outline: parseFloat(getComputedStyle(here).outlineWidth), html: here.outerHTML.slice(0, 120), order: [...document.querySelectorAll("*")].indexOf(here)};
}"""
