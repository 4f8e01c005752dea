"""An address of the web, as a link may hold it."""

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
