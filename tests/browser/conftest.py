"""A built site on loopback under a sub-path, and Debian's Chromium to look at it."""

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import ROOT

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = """---
title: "</title><script>window.alive=1</script><img src=x onerror='window.alive=1'>*stars* {{ 7*7 }} asterism 😀 ![x](x){onerror=window.alive=1}"
date: 2026-10-30
source: "<svg onload='window.alive=1'>"
url: "javascript:window.alive=1"
tags: ["<script>window.alive=1</script>", "\\"><img src=x onerror=window.alive=1>"]
byline: "<b>Ann</b> Lee"
---
“<script>window.alive=1</script> we won,” said <img src=x onerror=window.alive=1> Ann Lee, the mayor of Sandwick, on Friday.

The harbour board of Sandwick voted on Friday to close the north pier for the winter, [click](javascript:window.alive=1).
"""


def chromium() -> str:
    """Where the browser is; skips the test where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("There is no Chromium on this machine; on Debian: apt-get install chromium")
    return found


def build(project: Path, *, strict: bool = True) -> Path:
    """Builds the site of a project; gives its folder."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else []), "-f", str(project / "mkdocs.yml")],
        capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000", "SITE_URL": "https://digest.example/repo/"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return project / "site"


def copied(target: Path, *, hostile: bool) -> Path:
    """The project with its sample articles in another folder, with a stranger's article if asked."""
    for name in ("content", "templates", "mkdocs.yml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("summaries"))
        else:
            shutil.copy(source, target / name)
    if hostile:
        (target / "content/articles/hostile.md").write_text(HOSTILE)
    return target


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without a word, and the site's own page for what is not there."""

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Serves the site's own page for what is not there."""
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "repo/404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The address of the folder `repo` below a root, on loopback."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, served under /repo/ as GitHub Pages does."""
    chromium()
    root = tmp_path_factory.mktemp("served")
    site = build(copied(tmp_path_factory.mktemp("project"), hostile=True), strict=False)
    site.rename(root / "repo")

    with served(root) as place:
        yield place


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, once for all tests."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that notes every request and every error in `page.seen`."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    yield opened
    context.close()
