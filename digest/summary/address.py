"""The path of a summary: <year>/<month>/<slug>.md, decided once and then kept."""

import re
from collections.abc import Container

from digest.model.slugs import slug

# "-2.md": the number that distinguishes twins
_NUMBER = re.compile(r"-\d+\.md\Z")


def place(title: str, published: str, sha256: str, taken: Container[str]) -> str:
    """A free path below the summaries folder: "2026/09/slug.md", "undated/slug.md"; a number distinguishes twins."""
    day = published.split("-")
    folder = f"{day[0]}/{day[1]}" if len(day) >= 2 and all(part[:2].isdigit() for part in day[:2]) else "undated"
    base = f"{folder}/{slug(title) or 'article-' + sha256[:8]}"
    path, number = f"{base}.md", 2
    while path in taken:
        path, number = f"{base}-{number}.md", number + 1
    return path


def is_numbered(path: str, wanted: str) -> bool:
    """Whether a path is what `place` makes of `wanted` where that is taken: "2026/09/slug-2.md"."""
    return _NUMBER.sub(".md", path) == wanted
