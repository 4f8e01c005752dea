"""Pages made to break their reader: a cheap, linear look at the mark-up before any parser sees it."""

import re

from digest.errors import ContentError

LARGEST = 12_000_000  # characters; the longest article pages of real outlets are under 5 million
_LONG_TAG = 200_000  # characters between < and >; longer ones hold data, not mark-up
_MOST_TAGS = 400_000
# a tag, from < to >
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>?")
_EMPTY = re.compile(
    r"<(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|td|tr|th|option|dd|dt)\b",
    re.IGNORECASE,
)
# what holds no mark-up of its own: scripts, styles, comments
_OPAQUE = re.compile(
    r"<(script|style|svg|template|textarea|noscript|xmp|noembed|noframes)\b[^<>]*>.*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_DEEP = 2_000


def check(text: str, path: str) -> None:
    """Raises `ContentError` for a page no reader could want: far too long, too many tags, one huge tag."""
    if len(text) > LARGEST:
        raise ContentError(path, f"The page is longer than {LARGEST:,} characters.", "Save the article as text.")
    if text.count("<") > _MOST_TAGS:
        raise ContentError(path, f"The page has more than {_MOST_TAGS:,} tags.", "Save the article as text.")
