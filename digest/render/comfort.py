"""How the site is read in one browser: text size, reading list, read marks, and the latest edition without a network.

All of it is optional and stays in the browser; `assets/reading.js` does it. The service worker holds the latest edition and nothing else.
"""

import json
from collections.abc import Sequence
from typing import Final

from digest.model import Page, Static
from digest.render.editions import Front
from digest.render.templates import Templates
from digest.render.values import View

FOLDER: Final = "reading"
WORKER: Final = "offline.js"
_MOST: Final = 40  # pages that are kept in the browser
_SCRIPT: Final = """/* Made by the digest: keeps the latest edition for reading without a network, for those who asked for it. */
"use strict";
const EDITION = %(edition)s, VERSION = %(version)s, PAGES = %(pages)s;
const NAME = "digest-offline-" + VERSION, HOME = new URL("./", self.location).href;
const at = (path) => new URL(path, HOME).href;

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(caches.keys().then((names) => Promise.all(
  names.filter((name) => name.startsWith("digest-offline-") && name !== NAME).map((name) => caches.delete(name))))));
self.addEventListener("message", (event) => event.source && event.source.postMessage({ edition: EDITION, version: VERSION }));
self.addEventListener("fetch", (event) => {
  const url = event.request.url.split(/[?#]/)[0];
  if (event.request.method !== "GET" || !url.startsWith(HOME)) return;
  event.respondWith(fetch(event.request).catch(() => caches.open(NAME).then((kept) => kept.match(url))
    .then((found) => found || Response.error())));
});

/* The pages, and the style sheets, scripts and fonts that they name. */
async function keep() {
  const kept = await caches.open(NAME);
  await kept.addAll(PAGES.map(at));
  const html = await (await kept.match(at(PAGES[0]))).text();
  const sheets = names(html, /(?:href|src)="([^"]+\\.(?:css|js|woff2|webmanifest))"/g, HOME);
  await kept.addAll(sheets);
  for (const sheet of sheets.filter((url) => url.endsWith(".css"))) {
    const text = await (await kept.match(sheet)).text();
    await kept.addAll(names(text, /url\\(["']?([^"')]+\\.woff2)["']?\\)/g, sheet)).catch(() => undefined);
  }
}

function names(text, pattern, base) {
  const found = Array.from(text.matchAll(pattern), (match) => new URL(match[1], base).href);
  return Array.from(new Set(found)).filter((url) => url.startsWith(HOME));
}
"""


def page(templates: Templates) -> Page:
    """The page of what a reader may choose."""
    _ = templates.messages.gettext
    return templates.page(
        FOLDER, "reading.html", _("Reading"), _("Text size, reading list and the latest edition offline."), is_list=True
    )


def worker(front: Front | None, shown: Sequence[View], templates: Templates) -> Static:
    """The service worker; of a site without an edition it keeps the newest summaries."""
    heads = [piece.address for piece in front.pieces] if front else [view.address for view in shown]
    first = [front.address] if front else []
    pages = list(dict.fromkeys(["./", *first, *heads]))[:_MOST]
    version = templates.hashed(WORKER, front, [view for view in shown if view.address in pages])[:8]
    edition = front.name if front else templates.site.name
    values = {"edition": edition, "version": version, "pages": pages}
    return Static(WORKER, _SCRIPT % {name: json.dumps(value) for name, value in values.items()})
