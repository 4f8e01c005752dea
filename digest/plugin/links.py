"""Where the program's own pages lead, and whether it is there: MkDocs checks only links that it reads in Markdown."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

# The templates write every attribute in double quotes, and escape them in values.
_LINK = re.compile(r'\shref="([^"]*)"')
# The digest's own part of a page: the templates begin it so, and the theme ends what is around it so.
_BEGIN, _END = '<div class="digest">', "</article>"
_ANCHOR = re.compile(r'\sid="([^"]*)"')


def read(page: str, here: str) -> tuple[Sequence[str], Sequence[str]]:
    """Where the digest's own part of a whole page leads, and its anchors."""
    own = page[max(0, page.find(_BEGIN)) : page.rfind(_END)]
    return leads(own, here), anchors(own)


def leads(html: str, here: str) -> tuple[str, ...]:
    """The addresses below the site's root that a page leads to, from its own address `here`: "2026/09/a b/#q-1"."""
    targets = {unescape(link) for link in _LINK.findall(html)}
    return tuple(sorted({unquote(urljoin("/" + here, target))[1:] for target in targets if _inside(target)}))


def _inside(target: str) -> bool:
    """Whether a link is relative: the program writes no other to its own pages."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not (parts.scheme or parts.netloc or parts.path.startswith("/"))


def anchors(html: str) -> tuple[str, ...]:
    """The anchors of a page."""
    return tuple(sorted({unescape(anchor) for anchor in _ANCHOR.findall(html)}))


def broken(
    links: Mapping[str, Collection[str]], anchors: Mapping[str, Collection[str]], there: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each page with a link of it that leads nowhere, in order.

    `links` are by the page's path, `anchors` by the address of each page whose anchors are known, `there` are all addresses.
    """
    for path, targets in sorted(links.items()):
        for target in targets:
            address, _, anchor = target.partition("#")
            if address not in there or (anchor and address in anchors and anchor not in anchors[address]):
                yield path, target
