"""The title of the article: what the page states, held against the heading that its reader sees."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
# what parts a title from the site's name: "Bridge reopens | Northern Courier", "Bridge reopens - News - Courier"
_SEPARATOR = re.compile(r"\s+[|\-–—·•»:/⋆~*]+\s+|\s*[|｜»⋆]\s*|：")

_WORDS_OF_A_TITLE = 5
_LONGEST, _MOST = 400, 40  # characters of a title, headings looked at


def choose(stated: Sequence[tuple[str, str]], headings: Sequence[str], window: str, site: str) -> tuple[str, str]:
    """The title and where it was found.

    `stated` are (where, title) in order of trust, `headings` the h1 in reading order, `window` the <title>, `site` its
    name or host. A heading that agrees with what is stated is the title as the reader saw it.
    """
    claims = [(where, _without_site(title[:_LONGEST], site)) for where, title in stated if title]
    headings = [h for h in headings[:_MOST] if len(h) < _LONGEST and not _is_site(h, site)]
    window = window[:_LONGEST]
    known = {_folded(title): where for where, title in reversed(claims)}
    for heading in headings:
        if where := known.get(_folded(heading)):
            return heading, where
    if claims and claims[0][0] == "json-ld":
        return claims[0][1], "json-ld"
    others = [title for _, title in claims] + ([_head(window)] if window else [])
    agreeing = [h for h in headings if len(h) > 3 and any(_agree(h, other) for other in others)]
    if agreeing:
        heading = max(agreeing, key=len)
        kicker = next(((t, where) for where, t in claims if len(t) > 15 and _more_than(heading, t)), None)
        return kicker or (heading, "h1")
    titles = [heading for heading in headings if len(heading.split()) >= _WORDS_OF_A_TITLE]
    if len(titles) == 1:
        return titles[0], "h1"
    last = [*((title, where) for where, title in claims), *((h, "h1") for h in headings if len(headings) == 1)]
    return last[0] if last else (_without_site(window, site), "title" if window else "")


def _head(window: str) -> str:
    """A window's title without its last part, which names the site or the section."""
    cuts = list(_SEPARATOR.finditer(window))
    return window[: cuts[-1].start()] if cuts and cuts[-1].start() > 10 else window


def _more_than(heading: str, title: str) -> bool:
    """Whether the heading is the title with a kicker before it or a site's name behind: "After the storm Bridge reopens"."""
    words, whole = _folded(title), _folded(heading)
    return whole.endswith(" " + words) or (
        whole.startswith(words + " ") and bool(_SEPARATOR.match(heading[len(title) :]))
    )


def _agree(heading: str, other: str) -> bool:
    """Whether a heading is what a stated title says: it is in it, or shares most of its words."""
    a, b = _folded(heading).split(), _folded(other).split()
    if not a or not b:
        return False
    if f" {' '.join(a)} " in f" {' '.join(b)} ":
        return True
    shared = len(set(a) & set(b))
    return shared >= 0.6 * len(set(a)) and shared >= 0.5 * len(set(b))


def _without_site(title: str, site: str) -> str:
    """Drops a last or first part that is the site's name."""
    cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    if not cuts:
        return title
    for start, end in cuts:
        if _is_site(title[end:], site) and start >= 3:
            return title[:start].strip()
    start, end = cuts[0]
    if _is_site(title[:start], site) and len(title) - end > 10:
        return title[end:].strip()
    return title


def _is_site(words: str, site: str) -> bool:
    """Whether these words are the site's name: "The Courier" for "courier.example" and the other way round."""
    said, name = _folded(words).replace(" ", ""), _folded(site).replace(" ", "")
    said_bare = said.removeprefix("www")
    return (
        bool(said_bare)
        and bool(name)
        and len(words.split()) <= 6
        and (said_bare in name or (len(name) > 4 and name in said_bare and len(said_bare) < 2 * len(name) + 6))
    )


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
