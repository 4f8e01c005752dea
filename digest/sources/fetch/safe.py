"""Fetching one address, from a server that may be slow, broken or hostile.

Each address, also that of a redirect, is checked before it is asked (`allowed`), and the connection goes to the very IP
address that was checked. Size, time, redirects and tries are limited. The standard library does the HTTP: it lets the
socket be opened here, which pinning and the limit of time both need.
"""

import contextlib
import email.utils
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urldefrag, urljoin

from digest.sources.fetch import allowed, robots
from digest.sources.fetch.allowed import FetchError, Target
from digest.sources.fetch.unpack import Unpacked

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LATER = frozenset({429, 500, 502, 503, 504})
_ROBOTS_LIMIT = 512 * 1024  # bytes; RFC 9309 asks for at least 500 KiB


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take: bytes (also unpacked), seconds in all and between bytes, redirects, tries, the pause."""

    size: int = 20 * 2**20
    seconds: float = 60.0
    silence: float = 20.0
    redirects: int = 5
    tries: int = 3
    wait: float = 60.0  # the longest wait that a server may ask for
    pause: float = 1.0  # seconds between two requests to one host


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: the last address after redirects, the bytes, and what the server said of them.

    `status` is 200, or 304 (and no data) when nothing changed since the `etag` or `modified` that was asked with.
    """

    url: str
    status: int
    data: bytes
    kind: str = ""  # "text/html"
    charset: str = ""  # as declared
    etag: str = ""
    modified: str = ""


@dataclass(slots=True)
class Fetcher:
    """One run's fetching: who asks, which private hosts are allowed, and what robots.txt said, asked once a host.

    Safe to use from several threads: one request a host at a time, with a pause between.
    """

    agent: str
    allow: tuple[str, ...] = ()
    limits: Limits = Limits()
    resolve: allowed.Resolve | None = None
    sleep: Callable[[float], None] = time.sleep
    _rules: dict[str, robots.Rules] = field(default_factory=dict)
    _turns: dict[str, "_Turn"] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def fetch(self, url: str, *, etag: str = "", modified: str = "", obey: bool = True) -> Fetched:
        """Fetches an address, asking robots.txt first (`obey`). Raises `FetchError`."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        for attempt in range(1, self.limits.tries + 1):
            try:
                return self._follow(url, headers, obey=obey)
            except FetchError as error:
                if error.again is None or attempt == self.limits.tries:
                    raise
                self.sleep(max(error.again, 2.0 ** (attempt - 1)))
        raise AssertionError  # the last try returns or raises

    def _follow(self, url: str, headers: Mapping[str, str], *, obey: bool) -> Fetched:
        """Goes from redirect to redirect; every address on the way is checked like the first."""
        end = time.monotonic() + self.limits.seconds
        seen: list[str] = []
        here = urldefrag(url).url
        while True:
            place = self._target(url, here)
            if here in seen:
                raise FetchError(url, f"The address leads back to itself: {' → '.join([*seen, here])}.")
            if len(seen) > self.limits.redirects:
                raise FetchError(url, f"The address redirects more than {self.limits.redirects} times, last to {here}.")
            seen.append(here)
            if obey:
                self._obey(place, end)
            answer = self._ask(place, headers, self.limits.size, end)
            if answer.status not in _REDIRECTS:
                return self._checked(place, answer)
            here = _next(here, answer.headers)

    def _target(self, url: str, here: str) -> Target:
        """The place at an address; an error names the one that was asked for, and where that led."""
        try:
            return allowed.target(here, self.allow)
        except FetchError as error:
            if here == urldefrag(url).url:
                raise
            problem = error.problem
            raise FetchError(url, f"It redirects to {here[:300]}. {problem.what}", problem.remedy) from error

    def _checked(self, place: Target, answer: "_Answer") -> Fetched:
        """The answer, if it is one. Raises `FetchError` that says whether to try again."""
        status, headers = answer.status, answer.headers
        if status in _LATER:
            wait = _seconds(headers.get("retry-after", ""))
            what = f"The server answers {status} {http.client.responses.get(status, '')}."
            if wait > self.limits.wait:
                raise FetchError(place.url, what, f"It asks to wait {wait / 60:.0f} minutes. Try again then.")
            raise FetchError(place.url, what, "Try again later.", again=wait)
        if status == 304:
            return Fetched(
                place.url, 304, b"", etag=_sendable(headers, "etag"), modified=_sendable(headers, "last-modified")
            )
        if status != 200:
            what = f"The server answers {status} {http.client.responses.get(status, '')}.".replace(" .", ".")
            remedies = {
                401: "It asks for a login.",
                403: "It refuses programs.",
                404: "Check the address.",
                410: "It was removed.",
            }
            remedy = remedies.get(status, "") + (
                " Save the page in your browser and add the file." if status in {401, 403} else ""
            )
            raise FetchError(place.url, what, remedy)
        return Fetched(
            place.url,
            200,
            answer.data,
            headers.get_content_type() if "content-type" in headers else "",
            str(headers.get_content_charset() or ""),
            _sendable(headers, "etag"),
            _sendable(headers, "last-modified"),
        )

    def _obey(self, place: Target, end: float) -> None:
        """Raises `FetchError` where the site's robots.txt keeps programs from the address (RFC 9309)."""
        with self._lock:
            rules = self._rules.get(place.origin)
        if rules is None:
            rules = self._robots(place, end)
            with self._lock:
                self._rules[place.origin] = rules
        if not rules.allow(place.path):
            what = f"{place.host} asks programs not to read this page (robots.txt)."
            raise FetchError(place.url, what, "Save the page in your browser and add the file.")

    def _robots(self, place: Target, end: float) -> robots.Rules:
        """The site's rules: none where there is no file, everything closed where the server fails (RFC 9309, 2.3.1)."""
        here = f"{place.origin}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            try:
                answer = self._ask(allowed.target(here, self.allow), {}, _ROBOTS_LIMIT, end)
            except FetchError as error:
                raise FetchError(
                    place.url, f"robots.txt: {error.problem.what}", error.problem.remedy, error.again
                ) from error
            if answer.status in _LATER:
                self._checked(place, answer)
            if answer.status == 200:
                return robots.parse(answer.data.decode("utf-8", errors="replace"), self.agent)
            if answer.status not in _REDIRECTS:
                break
            here = _next(here, answer.headers)
        return robots.Rules()

    def _ask(self, place: Target, headers: Mapping[str, str], size: int, end: float) -> "_Answer":
        """One request: connects to a checked address, and reads at most `size` bytes until `end`."""
        found = allowed.addresses(place, self.allow, self.resolve)
        with self._lock:
            turn = self._turns.setdefault(place.netloc, _Turn())
        sent = {
            "Host": place.netloc,
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        with turn.lock:
            if turn.last and (left := turn.last + self.limits.pause - time.monotonic()) > 0:
                time.sleep(left)
            try:
                with _connected(place, found, self.limits, end) as line:
                    return line.get(place, sent, size)
            finally:
                turn.last = time.monotonic()


@dataclass(slots=True)
class _Turn:
    """One host's turn: who holds the lock may ask it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    last: float = 0.0


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: http.client.HTTPMessage
    data: bytes


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(slots=True)
class _Line:
    """An open connection, and whether its time ran out."""

    connection: http.client.HTTPConnection
    late: threading.Event

    def get(self, place: Target, headers: Mapping[str, str], size: int) -> _Answer:
        """Sends the request and reads the answer. Raises `FetchError`."""
        try:
            self.connection.putrequest("GET", place.path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers.items():
                self.connection.putheader(name, value)
            self.connection.endheaders()
            response = self.connection.getresponse()
            redirect = response.status in _REDIRECTS
            data = b"" if redirect or response.status == 304 else _body(place, response, size)
        except FetchError as error:
            raise (_late(place) if self.late.is_set() else error) from error
        except (http.client.HTTPException, OSError, ValueError) as error:
            if self.late.is_set():
                raise _late(place) from error
            what = "sends nothing" if isinstance(error, TimeoutError) else "does not speak proper HTTP, or broke off"
            raise FetchError(place.url, f"The server {what}.", "Try again later.", again=1.0) from error
        if self.late.is_set():
            raise _late(place)
        return _Answer(response.status, response.msg, data)


def _late(place: Target) -> FetchError:
    return FetchError(place.url, "The server takes too long.", "Try again later, or save the page in your browser.")


@contextlib.contextmanager
def _connected(place: Target, found: list[str], limits: Limits, end: float) -> Iterator[_Line]:
    """A connection to the first of the addresses that answers. After `end` it is cut, whatever it is at."""
    left = end - time.monotonic()
    if left <= 0:
        raise _late(place)
    plain = _opened(place, found, min(limits.silence, left))
    # Timeouts of a socket begin anew with every byte, so a second handle of the same socket cuts it at the end.
    handle, late = plain.dup(), threading.Event()

    def cut() -> None:
        late.set()
        with contextlib.suppress(OSError):  # the other side may have closed it
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, end - time.monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        connection = http.client.HTTPConnection(place.host, place.port)
        connection.sock = _trust().wrap_socket(plain, server_hostname=place.host) if place.secure else plain
        with contextlib.closing(connection):
            yield _Line(connection, late)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(place.url, f"The site's certificate is not valid: {error.verify_message}.") from error
    except OSError as error:  # the handshake; what comes later is reported by `get`
        raise (_late(place) if late.is_set() else FetchError(place.url, "No secure connection can be made.")) from error
    finally:
        timer.cancel()
        handle.close()
        plain.close()


def _opened(place: Target, found: list[str], silence: float) -> socket.socket:
    reason = "it has no address"
    for address in found:
        try:
            return socket.create_connection((address, place.port), timeout=silence)
        except OSError as error:
            reason = error.strerror or "it does not answer"
    raise FetchError(place.url, f"{place.host} cannot be reached: {reason}.", "Try again later.", again=2.0)


def _body(place: Target, response: http.client.HTTPResponse, size: int) -> bytes:
    """The body, unpacked. Raises `FetchError` when it is too large, cut short or packed in an unknown way."""
    declared, got = response.length, 0
    try:
        unpack = Unpacked(response.headers.get("content-encoding", "").strip().lower(), size)
        while part := response.read1(65_536):
            got += len(part)
            unpack.feed(part)
        whole = unpack.end()
    except OverflowError as error:
        raise FetchError(place.url, f"The page is larger than {size // 2**20} MB.", "Is it an article?") from error
    except ValueError as error:
        raise FetchError(place.url, f"The page cannot be unpacked: {error}.", "Save it in your browser.") from error
    if declared is not None and got < declared:
        raise FetchError(place.url, f"The page broke off after {got:,} of {declared:,} bytes.", "Try again.", again=1.0)
    return whole


def _next(here: str, headers: http.client.HTTPMessage) -> str:
    """Where a redirect leads. Raw UTF-8 in the header, which came as Latin-1, and spaces are put right as browsers do."""
    place = headers.get("location", "").strip()
    with contextlib.suppress(UnicodeError):
        place = place.encode("latin-1").decode("utf-8")
    try:
        return urldefrag(urljoin(here, place.replace(" ", "%20"))).url
    except ValueError as error:  # "http://[x"
        raise FetchError(here, "The address redirects to what is no web address.") from error


def _sendable(headers: http.client.HTTPMessage, name: str) -> str:
    """What may be sent back in a later request: one line, not long."""
    value = headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= 500 else ""


def _seconds(words: str) -> float:
    """What Retry-After says, in seconds from now: a number ("120") or a date; 0 for neither."""
    if words.strip().isascii() and words.strip().isdigit():
        return float(words.strip()[:9])
    try:
        return max(0.0, email.utils.parsedate_to_datetime(words).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError, OSError):
        return 0.0
