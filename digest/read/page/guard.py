"""Pages made to break their reader: a cheap, linear look at the mark-up before any parser sees it."""

import re

from digest.errors import ContentError

LARGEST = 12_000_000  # characters; the longest article pages of real outlets are under 5 million
_MOST_TAGS = 400_000
_MOST_ATTRIBUTES = 2_000  # of one tag; a parser compares each with all before it
_LONG_TAG, _MANY_SIGNS = 20_000, 5_000  # only a page with such a long tag or so many "=" needs the closer look
# a tag with its attributes, quoted values whole, as a browser parts them: <p title="a > b" class=x>
_TAG = re.compile(r"<[a-zA-Z](?:=\s*\"[^\"]*\"|=\s*'[^']*'|[^>])*")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_REMEDY = "Save the article's text as .txt."


def check(text: str, path: str) -> None:
    """Raises `ContentError` for a page no reader could want: far too long, too many tags, one tag of countless attributes."""
    if len(text) > LARGEST:
        raise ContentError(path, f"The page is longer than {LARGEST:,} characters.", _REMEDY)
    if text.count("<") > _MOST_TAGS:
        raise ContentError(path, f"The page has more than {_MOST_TAGS:,} tags.", _REMEDY)
    if text.count("=") > _MANY_SIGNS or any(len(part) > _LONG_TAG for part in text.split(">")):
        for tag in _TAG.finditer(_without_scripts(text)):
            if tag.end() - tag.start() > _MOST_ATTRIBUTES and len(_VALUE.sub(" ", tag[0]).split()) > _MOST_ATTRIBUTES:
                raise ContentError(path, f"A tag of the page has more than {_MOST_ATTRIBUTES:,} attributes.", _REMEDY)


def _without_scripts(text: str) -> str:
    """Scripts hold "<" that begin no tag. Linear, for any number of scripts that never end."""
    return " ".join(part.partition("<script")[0] for part in text.lower().split("</script"))
