"""Which addresses may be asked: http and https, public hosts, the usual ports.

A page from outside can name any address, so without this the program could be made to ask the machines of the network
that it runs in (server-side request forgery). Names are checked here, and again what they resolve to.
"""

import ipaddress
import re
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from digest.errors import ContentError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

LONGEST = 4_000  # characters of an address
_SHOWN = 300  # of them in a message
_PORTS = frozenset({80, 443, 8000, 8080, 8443})
# "\r", " ", "\\" – what no written address holds, and what programs read in different ways
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
# "%0d", "%0A", "%00" – a line break or end of text in disguise
_ODD_ESCAPED = re.compile(r"%0[0ad]|%85", re.IGNORECASE)
# "127", "0x7f" – the last label of what some programs read as an IPv4 address in one of its old notations
_NUMBER = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)\Z")
# "lindhaven-post", "xn--mnchen-3ya", "_dmarc" – one label of a host's name
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\Z")
# Names of this machine or its network (RFC 6761, 6762, 8375, and what clouds use)
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "localdomain")
# Addresses at which no site is: all entries of IANA's special-purpose registry for IPv4 (iana-ipv4-special-registry, as of
# 2025-10), reachable or not, with multicast (RFC 5771) and the address at which Azure's machines find their host.
# `ipaddress` knows part of them, and each version of Python another part.
_SPECIAL = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
# The same for IPv6 (iana-ipv6-special-registry): sites are in the global unicast space alone, and there outside of the
# protocols' own (2001::/23, with Teredo), what is for documentation, 6to4, and the sinks of AS112.
_GLOBAL = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = tuple(
    ipaddress.IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


class FetchError(ContentError):
    """An address cannot be fetched; says what to do. `again` is set where a later try may help: seconds to wait."""

    def __init__(self, url: str, what: str, remedy: str = "", again: float | None = None) -> None:
        super().__init__(url[:_SHOWN], what, remedy)
        self.again = again


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart and found fit to be asked. `host` is in ASCII and lower case, `path` holds the query too."""

    url: str
    secure: bool
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{'https' if self.secure else 'http'}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host and, unless it is the usual one, port, as the Host header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def target(url: str, allow: Collection[str] = ()) -> Target:
    """Takes an address apart. Raises `FetchError` when it may not be asked whatever its name resolves to.

    `allow` are hosts that may be asked though they are private, by name ("intranet.example", "127.0.0.1").
    """
    if len(url) > LONGEST or _ODD.search(url) or _ODD_ESCAPED.search(url):
        raise FetchError(url, "This is not a web address.", "Copy it from the browser's address bar.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(
            url, f"This is not a web address: {error}.", "Copy it from the browser's address bar."
        ) from error
    if parts.scheme not in {"http", "https"}:
        raise FetchError(url, "Only addresses that begin with https:// or http:// are fetched.")
    if "@" in parts.netloc:
        raise FetchError(url, "The address holds a user name.", "Leave out what comes before the @.")
    host = _host(url, parts.hostname or "", bracketed=parts.netloc.startswith("["))
    secure = parts.scheme == "https"
    port = (443 if secure else 80) if port is None else port
    if host not in allow:
        _public_name(url, host)
        if port not in _PORTS:
            raise FetchError(url, f"Port {port} is not one that web pages use.", "Leave the port out.")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        "?" + quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]") if parts.query else ""
    )
    return Target(url, secure, host, port, path)


def _host(url: str, name: str, *, bracketed: bool) -> str:
    """The host in ASCII and lower case, letters of other widths and full stops of other scripts made plain (UTS 46)."""
    wrong = FetchError(url, "The address names no host.", "Copy it from the browser's address bar.")
    if bracketed:
        try:
            return str(ipaddress.IPv6Address(name))
        except ValueError as error:
            raise wrong from error
    try:
        host = name.lower() if name.isascii() else idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise wrong from error
    host = host.removesuffix(".")
    if not host or len(host) > 253 or not all(_LABEL.match(label) for label in host.split(".")):
        raise wrong
    return host


def _public_name(url: str, host: str) -> None:
    """Raises `FetchError` for a name or number that cannot be a public host's."""
    if ":" in host or _NUMBER.match(host.rsplit(".", 1)[-1]):
        try:
            number = ipaddress.ip_address(host)
        except ValueError as error:
            raise FetchError(url, "The host is a number in an odd notation.", "Use the site's name.") from error
        if not public(number):
            raise _private(url, host)
    elif "." not in host or any(host == name or host.endswith("." + name) for name in _INSIDE):
        raise _private(url, host)


def addresses(place: Target, allow: Collection[str] = (), resolve: Resolve | None = None) -> list[str]:
    """The IP addresses to connect to, all of them public. Raises `FetchError` when one is not, or there is none."""
    try:
        found = (resolve or _resolve)(place.host, place.port)
    except OSError as error:
        raise FetchError(
            place.url, f"There is no host of the name {place.host}.", "Check the address and the connection.", again=2.0
        ) from error
    if place.host not in allow and not all(public(ipaddress.ip_address(address)) for address in found):
        raise _private(place.url, place.host)
    return found


def _resolve(host: str, port: int) -> list[str]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    found = dict.fromkeys(str(address[0]).split("%", 1)[0] for *_, address in rows)
    return sorted(found, key=lambda address: ":" in address)  # IPv4 first: it is there nearly everywhere


def public(address: Address) -> bool:
    """Whether an IP address belongs to the public Internet."""
    if isinstance(address, ipaddress.IPv6Address):
        return address in _GLOBAL and not any(address in net for net in _SPECIAL_6)
    return not any(address in net for net in _SPECIAL)


def _private(url: str, host: str) -> FetchError:
    return FetchError(
        url,
        f"{host} is in a private network, or on this machine.",
        f"If you trust it, list it in mkdocs.yml: allow_hosts: [{host}].",
    )
