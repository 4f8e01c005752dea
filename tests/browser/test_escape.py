"""In a browser nothing that strangers or editors wrote runs, handles an event, or asks another host."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from digest.render.plain import line
from tests.browser.conftest import served
from tests.published import MISREAD, written

pytestmark = pytest.mark.browser
# Elements with a handler, scripts that are not the theme's, and addresses that run.
ALIVE = """() => [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on')
    || /^(href|src|action|formaction|srcdoc|data)$/.test(a.name) && /^\\s*(javascript|vbscript|data):/i.test(a.value))
    || e.localName === 'script' && /alive/.test(e.textContent) && e.type !== 'application/ld+json').map(e => e.outerHTML)"""


def watched(page: Page, place: str) -> list[str]:
    """What goes wrong on a page from now on: requests to other hosts, errors, dialogs."""
    seen: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((place, "data:")) else seen.append(r.url))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("dialog", lambda dialog: seen.append(dialog.message))
    return seen


def test_whatever_was_written_stays_text(browser: Browser, tmp_path: Path) -> None:
    """Every text in every field of a summary and in its note: its page has it as title, and nothing of it is alive."""
    built = written(tmp_path, MISREAD)
    (tmp_path / "served").mkdir()
    built.rename(tmp_path / "served/repo")
    context = browser.new_context()
    page = context.new_page()
    with served(tmp_path / "served") as place:
        seen = watched(page, place)
        for number, text in enumerate(MISREAD):
            page.goto(f"{place}2026/09/s{number}/", wait_until="load")
            assert page.locator(".digest h1").text_content() == line(text), text
            assert page.title() == " ".join(f"{line(text)} - The Sound Digest".split()), text
            assert page.evaluate(ALIVE) == [], text
            assert page.evaluate("window.alive") is None, text
        for path in ("", "archive/2026-09/", "topics/", "sources/", "people/", "how-it-is-made/"):
            page.goto(place + path, wait_until="networkidle")
            assert page.evaluate(ALIVE) == [], path
            assert page.evaluate("window.alive") is None, path
    assert seen == []
    context.close()
