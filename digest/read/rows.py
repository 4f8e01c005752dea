"""Rows of the batch mode: a page in, its article out."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from digest.parser import language
from digest.read import read


def row(record: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    """{"id", "file", "url"?} and the file's bytes (unpacked) → title, author, date, body … Raises `ContentError`."""
    path = str(record.get("file", "")).removesuffix(".gz")
    url = str(record.get("url") or "")
    source = read(data, path, url)
    meta = source.metadata
    return {
        "id": record["id"],
        "title": meta.title,
        "author": list(meta.byline),
        "date": meta.published,
        "body": source.text,
        "site": meta.source or urlsplit(meta.url).hostname or "",
        "lang": language.of(source),
        "url": meta.url,
    }
