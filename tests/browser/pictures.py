"""Takes the pictures of the README from the built site: `make site && .venv/bin/python -m tests.browser.pictures`."""

import functools
import http.server
import threading

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, chromium
from tests.conftest import ROOT

SUMMARY = "2026/09/storm-kills-at-least-12-on-vellands-west-coast-as-harbour-wall-gives/"
STORY = "stories/2026-10-rope-works-burns-as-hemp-street-is-cleared/"
PICTURES = (
    ("home", "", "light", 1180, 860),
    ("story", STORY, "light", 1180, 1100),
    ("summary", SUMMARY, "light", 1180, 1000),
    ("dark", SUMMARY, "dark", 420, 860),
)


def main() -> None:
    """Writes docs/pictures/*.png."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(ROOT / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, path, scheme, width, height in PICTURES:
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": height})  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/{path}", wait_until="networkidle")
            if name == "summary":
                page.locator(".points summary").first.click()
            page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
            context.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
