"""The theme's search index: of the digest's pages it has the title and a few paragraphs, written here; MkDocs adds the owner's."""

import json
from collections.abc import Collection, Iterable
from html import escape
from pathlib import Path
from typing import Any

from digest.model import Page

_PLACE = "search/search_index.json"


def entry(page: Page, address: str) -> str:
    """What the index has of a page, as JSON; "" of one that is left out of it. The theme shows both values as HTML."""
    if page.meta.get("search", {}).get("exclude"):
        return ""
    text = "".join(f"<p>{escape(words, quote=False)}</p>" for words in page.says if words)
    return _written({"location": address, "title": escape(page.title, quote=False), "text": text})


def complete(site: Path, entries: Iterable[str], addresses: Collection[str]) -> None:
    """Puts the entries of the digest's pages behind those of the owner's; `addresses` are those of the digest's. Raises `OSError`."""
    place = site / _PLACE
    try:
        index = json.loads(place.read_bytes())
    except FileNotFoundError:
        return  # a site without the theme's search
    owners = [_written(one) for one in index["docs"] if one["location"].partition("#")[0] not in addresses]
    docs = ",".join(filter(None, [*owners, *entries]))
    place.write_text(f'{{"config":{_written(index["config"])},"docs":[{docs}]}}', "ascii")


def _written(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
