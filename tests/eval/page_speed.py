"""Measures what a reader waits for: a page on a throttled phone, and the first answer of the search.

    python -m tests.eval.page_speed 200             # make bench-page N=200
    python -m tests.eval.page_speed --site site     # a site that is built already
    python -m tests.eval.page_speed --search 10000  # the search alone, over so many pages of summaries (tests/generated.py) without the theme around them

The site is of invented articles (articles.py), served with gzip. The phone is Chromium with a processor four times slower and DevTools' preset “Slow 4G”
(562 ms a request, 1.44 Mbit/s down). Each page is loaded three times with an empty cache; the median is shown. Bytes are those that were sent; fonts are
apart, since no text waits for them. The search is measured without a throttle, from an empty cache, by bytes and by the time until its first answer is shown.
"""

import argparse
import gzip
import http.server
import json
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page, Playwright, sync_playwright

from digest.model import Page as Made
from digest.plugin import search
from digest.render import PACKAGED, Site, pages
from tests.eval.site_speed import digest, mkdocs
from tests.generated import summaries
from tests.rendered import settings

FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SLOW_4G: Final = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
ROUNDS: Final = 3
_PACKED: Final = {".html", ".css", ".js", ".json", ".xml", ".svg"}
SEEN: Final = """
window.seen = {shift: 0, paint: 0};
new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) window.seen.shift += one.value; }).observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.seen.paint = one.startTime; }).observe({type: "largest-contentful-paint", buffered: true});
"""


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves a site as hosts do: text is gzipped."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """Sends one file."""
        place = Path(self.translate_path(self.path))
        place = place / "index.html" if place.is_dir() else place
        if not place.is_file():
            self.send_error(404)
            return
        packed = place.suffix in _PACKED
        body = gzip.compress(place.read_bytes(), mtime=0) if packed else place.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(place.name))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        self.server.sent.append(len(body))


class Server(http.server.ThreadingHTTPServer):
    """Notes the sizes of what it sent: a page does not see what its workers ask for."""

    def __init__(self, site: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(Packed, directory=str(site)))
        self.sent: list[int] = []


@contextmanager
def served(site: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a site, on loopback, and what was sent of it."""
    server = Server(site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", server.sent
    server.shutdown()


@contextmanager
def opened(browser: Browser, *, phone: bool) -> Iterator[tuple[Page, dict[str, int]]]:
    """A window with an empty cache, and the bytes that come into it by kind."""
    view = {"width": 390, "height": 800} if phone else {"width": 1280, "height": 900}
    context = browser.new_context(viewport=view)  # type: ignore[arg-type]  # a mapping of two numbers
    page = context.new_page()
    asked = context.new_cdp_session(page)
    asked.send("Network.enable")
    if phone:
        asked.send("Network.emulateNetworkConditions", SLOW_4G)
        asked.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes = _sizes(asked)
    page.add_init_script(SEEN)
    yield page, sizes
    context.close()


def _sizes(asked: CDPSession) -> dict[str, int]:
    kinds: dict[str, str] = {}
    found: dict[str, int] = {}

    def came(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def done(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        found[kind] = found.get(kind, 0) + int(event["encodedDataLength"])

    asked.on("Network.responseReceived", came)
    asked.on("Network.loadingFinished", done)
    return found


def page_figures(browser: Browser, address: str) -> dict[str, float]:
    """Layout shift, largest contentful paint in seconds, KB of HTML, CSS and JavaScript, and KB of fonts."""
    rounds = []
    for _ in range(ROUNDS):
        with opened(browser, phone=True) as (page, sizes):
            page.goto(address, wait_until="networkidle")
            page.wait_for_timeout(500)
            seen = page.evaluate("window.seen")
            text = sum(sizes.get(kind, 0) for kind in ("Document", "Stylesheet", "Script"))
            rounds.append((seen["shift"], seen["paint"] / 1000, text / 1000, sizes.get("Font", 0) / 1000))
    names = ("layout shift", "largest paint, s", "HTML, CSS, JS, KB", "fonts, KB")
    return {
        name: round(statistics.median(values), 3) for name, values in zip(names, zip(*rounds, strict=True), strict=True)
    }


def search_figures(browser: Browser, address: str, sent: list[int], words: str) -> dict[str, float]:
    """From an empty cache: KB of the page and of its first answer, and seconds from the question until that is shown."""
    rounds = []
    for _ in range(ROUNDS):
        with opened(browser, phone=False) as (page, _):
            sent.clear()
            page.goto(f"{address}search/", wait_until="networkidle")
            before = sum(sent)
            taken = page.evaluate(_ASKED, words)
            page.wait_for_load_state("networkidle")
            rounds.append((before / 1000, (sum(sent) - before) / 1000, taken / 1000))
    names = ("page with the search, KB", "first answer, KB", "first answer, s")
    return {
        name: round(statistics.median(values), 3) for name, values in zip(names, zip(*rounds, strict=True), strict=True)
    }


_ASKED: Final = """async (words) => {
  const field = document.querySelector("#words"), list = document.querySelector(".search__results"), begun = performance.now();
  field.value = words;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  while (!list.children.length && performance.now() - begun < 30000) await new Promise((done) => setTimeout(done, 10));
  return performance.now() - begun;
}"""


def kinds(site: Path) -> dict[str, str]:
    """One page of each kind that readers come to first."""
    first = {kind: next(iter(sorted(site.glob(pattern))), None) for kind, pattern in (("summary", "20*/*/*/index.html"), ("story", "stories/*/index.html"), ("person", "people/*/index.html"))}  # fmt: skip
    found = {kind: f"{place.parent.relative_to(site).as_posix()}/" for kind, place in first.items() if place}
    return {"home": "", **found, "people": "people/", "search": "search/"}


def measure(play: Playwright, site: Path, words: str, paths: dict[str, str]) -> dict[str, dict[str, float]]:
    """The figures of each kind of page, and of the search where the site has its index."""
    browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
    with served(site) as (address, sent):
        found = {kind: page_figures(browser, address + path) for kind, path in paths.items()}
        if (site / "pagefind").is_dir():
            found["first answer"] = search_figures(browser, address, sent, words)
    browser.close()
    return found


def searched(site: Path, number: int) -> None:
    """Pages of so many summaries and the page of the search, without the theme, with their index."""
    shutil.copytree(PACKAGED / "assets", site / "assets")
    for page in pages(summaries(number), Site("D", "", "", settings())):
        if isinstance(page, Made) and (page.path.startswith("20") or page.path == "search/index.md"):
            place = site / page.path.removesuffix("md").replace("index.", "index.html")
            place.parent.mkdir(parents=True, exist_ok=True)
            scripts = '<script src="../assets/digest.js"></script>' if page.path == "search/index.md" else ""
            place.write_text(f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{page.title}</title><body>{page.html}{scripts}', "utf-8")  # fmt: skip
    made = {place.relative_to(site).as_posix(): place for place in site.glob("20*/**/index.html")}
    missing = search.Search(site.parent / "kept", made, {}).index(site)
    if missing:
        raise SystemExit(missing)


def main() -> None:
    """Builds the site if none is named, and prints the figures as JSON Lines."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("number", type=int, nargs="?", default=200, help="summaries")
    asked.add_argument("--site", type=Path, help="the folder of a built site")
    asked.add_argument("--search", type=int, help="measure the search alone, over so many summaries")
    asked.add_argument("--words", default="settled", help="what the search is asked for")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        site = given.site or Path(folder) / "site"
        if given.search:
            searched(site, given.search)
        elif given.site is None:
            digest(Path(folder), given.number)
            mkdocs(Path(folder))
        for kind, figures in measure(play, site, given.words, {} if given.search else kinds(site)).items():
            print(json.dumps({"page": kind, **figures}))


if __name__ == "__main__":
    main()
