"""Takes the pictures of the README and of docs/ from the built site: `make site && .venv/bin/python -m tests.browser.pictures`."""

import functools
import http.server
import subprocess
import sys
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

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


def report(folder: Path) -> Path:
    """The report on a new digest in which somebody has changed a quotation for the worse."""
    made = folder / "digest"

    def run(*words: str) -> str:
        return subprocess.run(words, cwd=made, check=True, capture_output=True, text=True).stdout

    subprocess.run([sys.executable, "-m", "digest", "new", made], check=True, capture_output=True)
    git = ("git", "-c", "user.name=Ana", "-c", "user.email=ana@sandwick.example")
    digest = (sys.executable, "-m", "digest")
    run(*digest, "build")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "--message", "first")):
        run(*git, *words)
    (summary,) = (made / "content/summaries").rglob("*.md")
    text = summary.read_text("utf-8").replace("We cannot wait for spring", "We cannot wait for summer")
    summary.write_text(
        text.replace("speaker:\n    id: ingrid-maas", "review: true\n  speaker:\n    id: ingrid-maas"), "utf-8"
    )
    place = folder / "review.html"
    place.write_text(run(*digest, "report", "--base", "HEAD", "--format", "html"), "utf-8")
    return place


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
            page.reload(wait_until="networkidle")  # with the fonts, which a first page on a busy machine may be without
            if name == "summary":
                page.locator(".points summary").first.click()
            page.screenshot(path=ROOT / "docs" / "pictures" / f"{name}.png")
            context.close()
        with TemporaryDirectory() as folder:
            page = browser.new_page(viewport={"width": 1180, "height": 620})
            page.goto(report(Path(folder)).as_uri())
            page.screenshot(path=ROOT / "docs" / "pictures" / "report.png")
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
