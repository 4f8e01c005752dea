"""Where an address leads: what a reader may be sent to, and what makes a browser ask another host by itself."""

from urllib.parse import urlsplit

_WEB = frozenset({"http", "https"})
_FOLLOWED = _WEB | {"", "mailto"}


def web(address: str) -> bool:
    """Whether it is an address of the web, with a host, that a browser reads as we do."""
    if any(c.isspace() or c < " " or c in "\\\x7f" for c in address):
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme.lower() in _WEB and bool(parts.hostname)
    except ValueError:
        return False


def followed(address: str) -> bool:
    """Whether a link may lead there: http, https, mailto, or within the site."""
    return _scheme(address) in _FOLLOWED


def own(address: str) -> bool:
    """Whether it lies within the site, so that no other host is asked for it."""
    return _scheme(address) == "" and not address.lstrip().replace("\\", "/").replace("%5C", "/").startswith("//")


def _scheme(address: str) -> str | None:
    """The scheme in small letters, "" where there is none, None where the address is broken."""
    try:
        return urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return None
