"""What form the article has, and whether the reader was stopped at a paywall."""

import re
from collections.abc import Sequence

from digest.read.page.stated import Stated, kinds
from digest.read.page.walk import Piece

# "/live/", "live-updates", "liveblog", "/ticker/"
_LIVE = re.compile(r"live-?blog|live-?ticker|live-updates|/live/|/liveticker|newsticker", re.IGNORECASE)
_GALLERY = re.compile(
    r"/(?:gallery|galleries|galerie|photos?|pictures|bilderstrecke|fotostrecke|slideshow|in-pictures)[/-]|photo-gallery|fotogalerie",
    re.IGNORECASE,
)
# "Subscribe to continue reading", "This article is for subscribers only"
_WALL = re.compile(
    r"(?:subscribe|sign (?:in|up)|log ?in|register|become a (?:member|subscriber))\b.{0,30}\b(?:to (?:continue|keep|read|unlock|access)|reading)|(?:for|available to) (?:our )?(?:subscribers|members)(?: only)?"
    r"|already (?:a|an) (?:subscriber|member)|(?:article|story|content) is (?:only )?(?:for|reserved|exclusive)|weiterlesen mit|nur für abonnent|jetzt (?:abonnieren|weiterlesen|freischalten)|réservé aux abonnés|lire la suite",
    re.IGNORECASE,
)
_SHORT = 1_200  # characters; below it a page that speaks of subscribing is taken for a stub


def name(stated: Stated, address: str, title: str) -> str:
    """Tells "live" and "gallery" from an ordinary article, which is ""."""
    types = kinds(stated.node)
    if (
        "LiveBlogPosting" in types
        or _LIVE.search(address)
        or "LiveBlogPosting" in {str(n.get("@type")) for n in stated.nodes.values()}
    ):
        return "live"
    own = stated.node.get("@type")
    if _GALLERY.search(address) or own in ("ImageGallery", "MediaGallery"):
        return "gallery"
    if re.match(r"(?:in pictures|gallery|photos)\s?[:–-]", title, re.IGNORECASE):
        return "gallery"
    return ""


def paywalled(stated: Stated, pieces: Sequence[Piece], body: int) -> bool:
    """Whether only the beginning is here; `body` is its length in characters."""
    free = str(stated.node.get("isAccessibleForFree", "")).strip().lower()
    tier = stated.of("article:content_tier").lower()
    locked = free == "false" or tier in {"locked", "metered"}
    asks = any(len(p.text) < 300 and not p.hidden and _WALL.search(p.text) for p in pieces)
    return (locked and body < 2 * _SHORT) or (asks and body < _SHORT)
