"""Addresses: what a link may hold, where a reader may be sent, and what makes a browser ask another host by itself."""

import re
from urllib.parse import quote, urlsplit

# what no written address holds: blanks, control characters, marks that would end an attribute
_UNSAFE = re.compile(r"[\s\x00-\x20\x7f-\xa0\"<>\\^`{|}\ud800-\udfff]")


def web(url: str) -> str:
    """The address with what no link may hold percent-encoded, as browsers do; "" for what is none of http or https."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:  # "http://[x", "http://x:y"
        return ""
    if parts.scheme not in {"http", "https"} or not host or _UNSAFE.search(parts.netloc) or "'" in parts.netloc:
        return ""
    return _UNSAFE.sub(lambda odd: quote(odd[0], errors="replace"), url)


def followed(address: str) -> bool:
    """Whether a link may lead there: http, https, mailto, or within the site."""
    return _scheme(address) in {"", "http", "https", "mailto"}


def own(address: str) -> bool:
    """Whether it lies within the site, so that no other host is asked for it."""
    return _scheme(address) == "" and not address.lstrip().replace("\\", "/").replace("%5C", "/").startswith("//")


def _scheme(address: str) -> str | None:
    """The scheme in small letters, "" where there is none, None where the address is broken."""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return None
