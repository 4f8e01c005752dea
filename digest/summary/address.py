"""Where a summary stands: <year>/<month>/<slug>.md, decided once and then kept."""

import re
import unicodedata
from collections.abc import Container

# what may stand in an address: letters a to z and digits
_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 70
# letters that Unicode does not take apart into a base letter and a mark
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "’": "", "'": ""}
)


def slug(title: str) -> str:
    """Turns "Storm Ada: 14 dead" into "storm-ada-14-dead"; "" when no letter a to z and no digit is left."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS)).encode("ascii", "ignore").decode()
    whole = _OTHER.sub("-", plain).strip("-")
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rsplit("-", 1)[0]


def place(title: str, published: str, sha256: str, taken: Container[str]) -> str:
    """A free path below the summaries folder: "2026/09/slug.md", "undated/slug.md"; a number tells twins apart."""
    day = published.split("-")
    folder = f"{day[0]}/{day[1]}" if len(day) >= 2 and all(part[:2].isdigit() for part in day[:2]) else "undated"
    base = f"{folder}/{slug(title) or 'article-' + sha256[:8]}"
    path, number = f"{base}.md", 2
    while path in taken:
        path, number = f"{base}-{number}.md", number + 1
    return path
