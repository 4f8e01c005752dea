"""Fetching from servers that are slow, broken or hostile, all of them on loopback."""

import gzip
import ipaddress
import threading
import time
import zlib
from collections.abc import Iterator

import pytest

from digest.sources.fetch import Fetcher, FetchError, allowed, robots
from digest.sources.fetch.safe import Limits
from tests import misbehaving
from tests.misbehaving import Server, reply

REFUSED = """
http://0/|http://2130706433/|http://0x7f000001/|http://0177.0.0.1/|http://127.1/|http://0x7f.1/|http://127.0.0.1/
http://LOCALHOST:8000/|http://a.localhost/|http://[::1]/|http://[::ffff:127.0.0.1]/|http://[64:ff9b::7f00:1]/
http://[fe80::1%25eth0]/|http://[2002:7f00:1::]/|http://[::]/|http://metadata.google.internal/|http://100.100.100.200/
http://172.16.0.1/|http://169.254.169.254/|http://224.0.0.1/|http://240.0.0.1/|http://①②⑦.⓪.⓪.①/|http://127。0。0。1/
http://good.example:80@127.0.0.1/|http:\\\\127.0.0.1\\|http://good.example:22/|http://good.example:99999/
http://good.example/\r\nHost: evil|http://good.example/%0d%0aSet-Cookie:x|gopher://good.example/|file:///etc/passwd
javascript:alert(1)| javascript:alert(1)|jar:http://good.example!/x|view-source:http://good.example/|mailto:a@b.example
http://|http:///x|http://./|http://../|http://[1.2.3.4]/|http://router/|ftp://good.example/|data:text/html,x|//good.example/
http://a b.example/|http://good..example/|http://-.example/|
""".strip("\n").replace("\n", "|").split("|")  # fmt: skip

ALLOWED = {
    "https://courier.example/a": "courier.example",
    "https://courier.example:443/": "courier.example",
    "https://münchen.example/": "xn--mnchen-3ya.example",
    "https://xn--mnchen-3ya.example/": "xn--mnchen-3ya.example",
    "https://COURIER.example./%E2%9C%93?q=a%20b": "courier.example",
    "http://93.184.215.14/": "93.184.215.14",
}


@pytest.fixture
def server() -> Iterator[Server]:
    """A server for one test."""
    made = Server()
    yield made
    made.close()


def fetcher(**limits: float) -> Fetcher:
    """A fetcher that may ask loopback, and does not wait."""
    return Fetcher("Digest/1.0", ("127.0.0.1",), Limits(**{"pause": 0, "seconds": 5, "silence": 1, **limits}), sleep=lambda _: None)  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
def test_refused(url: str) -> None:
    """An address that is private, odd, or no web address is refused before anything is resolved."""
    with pytest.raises(FetchError):
        allowed.target(url)


@pytest.mark.parametrize(("url", "host"), ALLOWED.items())
def test_allowed(url: str, host: str) -> None:
    """A public address passes, its host in ASCII."""
    assert allowed.target(url).host == host


@pytest.mark.parametrize("found", [["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:10.0.0.1"], ["fd00::1"]])
def test_names_that_resolve_to_private_addresses(found: list[str]) -> None:
    """A public name is refused when one of the addresses that it resolves to is private."""
    with pytest.raises(FetchError, match=r"private"):
        allowed.addresses(allowed.target("http://rebind.example/"), resolve=lambda *_: found)


def test_public_addresses() -> None:
    """What counts as public is the Internet's unicast, and no IPv6 that carries IPv4 within."""
    assert allowed.public(ipaddress.ip_address("93.184.215.14"))
    assert allowed.public(ipaddress.ip_address("2606:2800:21f:cb07::1"))
    assert not allowed.public(ipaddress.ip_address("2001::1"))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.1", "10.1.2.3", "100.100.100.200", "127.0.0.2", "168.63.129.16", "169.254.169.254", "172.31.0.1", "192.0.0.9", "192.0.0.192",
        "192.0.2.1", "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.1.1", "192.175.48.1", "198.19.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "233.252.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "64:ff9b:1::1", "100::1",
        "100:0:0:1::1", "2001:1::1", "2001:4:112::1", "2001:20::1", "2001:db8::1", "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "5f00::1",
        "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "4000::1",
    ],
)  # fmt: skip
def test_special_addresses_are_refused(address: str) -> None:
    """Every block of IANA's special-purpose registries, and where clouds tell their machines secrets, on any Python."""
    assert not allowed.public(ipaddress.ip_address(address))
    host = f"[{address}]" if ":" in address else address
    with pytest.raises(FetchError, match="private"):
        allowed.target(f"http://{host}/")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "192.0.1.1", "192.88.98.1", "198.20.0.1", "223.255.255.1", "2001:200::1", "2a00:1450::1"]
)
def test_their_neighbours_are_public(address: str) -> None:
    """No address beside a block is refused with it."""
    assert allowed.public(ipaddress.ip_address(address))


def test_the_connection_goes_to_the_checked_address(server: Server) -> None:
    """The name is resolved once: the connection goes to the address that was checked, and the Host header names the host."""
    server.page("/a", reply(b"hello"))
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    made = Fetcher("Digest/1.0", ("courier.example",), Limits(pause=0), resolve)
    assert made.fetch(f"http://courier.example:{server.port}/a", obey=False).data == b"hello"
    assert asked == ["courier.example"]
    assert server.requests[-1]["host"] == f"courier.example:{server.port}"
    assert server.requests[-1]["user-agent"] == "Digest/1.0"


def test_a_page(server: Server) -> None:
    """A page comes with its bytes, kind, declared charset and what a later conditional request needs."""
    url = server.page(
        "/a", reply(b"caf\xe9", content_type="text/html; charset=ISO-8859-1", etag='"7"', last_modified="x")
    )
    got = fetcher().fetch(url + "#part")
    assert (got.url, got.data, got.kind, got.charset, got.etag) == (url, b"caf\xe9", "text/html", "iso-8859-1", '"7"')


def test_what_is_never_sent_back(server: Server) -> None:
    """An ETag over two lines is dropped: sent back, it would end in a header of its own."""
    url = server.page("/a", b'HTTP/1.1 200 OK\r\nETag: "a\r\n b"\r\nContent-Length: 1\r\n\r\nx')
    assert fetcher().fetch(url).etag == ""


def test_not_modified(server: Server) -> None:
    """With ETag and date of the last time the server may answer that nothing changed."""

    def page(request: misbehaving.Request) -> bytes:
        return reply(b"", "304 Not Modified") if request.get("if-none-match") == '"7"' else reply(b"new")

    url = server.page("/a", page)
    assert fetcher().fetch(url).data == b"new"
    assert fetcher().fetch(url, etag='"7"', modified="Mon, 19 Oct 2026 08:00:00 GMT").status == 304


@pytest.mark.parametrize(
    "place",
    ["file:///etc/passwd", "http://10.0.0.1/", "http://[::1]/", "http://localhost/", "gopher://courier.example/"],
)
def test_redirects_are_checked(server: Server, place: str) -> None:
    """A redirect to a file or into a private network is refused like an address that somebody typed."""
    url = server.page("/a", reply(b"", "302 Found", location=place))
    with pytest.raises(FetchError):
        fetcher().fetch(url)


def test_redirects(server: Server) -> None:
    """Redirects are followed, relative ones too; loops and long chains end with a message that names them."""
    server.page("/end", reply(b"here"))
    assert fetcher().fetch(server.page("/a", reply(b"", "301 Moved", location="end"))).url == server.url + "/end"
    server.page("/caf%C3%A9%20au", reply(b"lait"))
    assert fetcher().fetch(server.page("/u", reply(b"", "301 Moved", location="/café au"))).data == b"lait"
    with pytest.raises(FetchError, match=r"no web address"):
        fetcher().fetch(server.page("/v", reply(b"", "301 Moved", location="http://[x")))
    server.page("/l1", reply(b"", "302 Found", location="/l2"))
    server.page("/l2", reply(b"", "302 Found", location="/l1"))
    with pytest.raises(FetchError, match=r"leads back to itself: .*/l1 → .*/l2 → .*/l1"):
        fetcher().fetch(server.url + "/l1")
    for i in range(9):
        server.page(f"/c{i}", reply(b"", "302 Found", location=f"/c{i + 1}"))
    with pytest.raises(FetchError, match=r"more than 5 times"):
        fetcher().fetch(server.url + "/c0")


@pytest.mark.parametrize("way", [misbehaving.slow, misbehaving.slow_headers, misbehaving.silent])
def test_slow_servers(server: Server, way: object) -> None:
    """However a server dawdles, the time limit ends it."""
    url = server.page("/a", lambda _request: way)  # type: ignore[arg-type,return-value]
    started = time.monotonic()
    with pytest.raises(FetchError, match=r"takes too long|sends nothing"):
        fetcher(seconds=0.6, silence=0.4, tries=1).fetch(url, obey=False)
    assert time.monotonic() - started < 3


def test_large_bodies(server: Server) -> None:
    """A body is read up to the limit and no further, also when it is unpacked, and whatever its declared length."""
    for path, answer in (
        ("/endless", lambda _: misbehaving.endless),
        ("/bomb", lambda _: misbehaving.bomb()),
        (
            "/twice",
            lambda _: reply(gzip.compress(b"a" * 900_000) + gzip.compress(b"a" * 900_000), content_encoding="gzip"),
        ),
    ):
        url = server.page(path, answer)  # type: ignore[arg-type]
        with pytest.raises(FetchError, match=r"larger than 1 MB"):
            fetcher(size=1 << 20, seconds=60, silence=60).fetch(url)  # the size ends it, on a busy machine too


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (reply(b"short", content_length="500"), "broke off after 5 of 500"),
        (reply(b"not gzip", content_encoding="gzip"), "cannot be unpacked"),
        (reply(gzip.compress(b"a" * 9000)[:-20], content_encoding="gzip"), "cut off"),
        (reply(b"x", content_encoding="br"), "not asked for"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nabc", "proper HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n", "proper HTTP"),
        (b"\x16\x03\x01 this is no HTTP\r\n\r\n", "proper HTTP"),
        (b"", "proper HTTP"),
        (reply(b"", "404 Not Found"), "404 Not Found"),
        (reply(b"", "403 Forbidden"), "Save the page"),
        (reply(b"", "200 OK", content_length="-5"), ""),
    ],
)
def test_broken_answers(server: Server, answer: bytes, says: str) -> None:
    """What is broken is reported in words, never as half a page."""
    url = server.page("/a", answer)
    if not says:
        assert fetcher().fetch(url, obey=False).data == b""
        return
    with pytest.raises(FetchError, match=says):
        fetcher().fetch(url, obey=False)


def test_more_than_declared(server: Server) -> None:
    """Of a body longer than its declared length only the declared part is read."""
    assert fetcher().fetch(server.page("/a", reply(b"abcdef", content_length="3")), obey=False).data == b"abc"


def test_packed(server: Server) -> None:
    """Packed pages are unpacked, deflate without its wrapping too."""
    raw = zlib.compress(b"word " * 50)[2:-4]
    assert fetcher().fetch(server.page("/g", reply(gzip.compress(b"hello"), content_encoding="gzip"))).data == b"hello"
    assert fetcher().fetch(server.page("/d", reply(raw, content_encoding="deflate"))).data == b"word " * 50


def test_tries_again(server: Server) -> None:
    """After 429 the wait that the server asks for is kept, after 500 a growing one; the third failure is the last."""
    answers = [reply(b"", "429 Too Many Requests", retry_after="7"), reply(b"", "500 Error"), reply(b"here")]
    url = server.page("/a", lambda _: answers.pop(0))
    waits: list[float] = []
    made = Fetcher("Digest/1.0", ("127.0.0.1",), Limits(pause=0), sleep=waits.append)
    assert made.fetch(url).data == b"here"
    assert waits == [7.0, 2.0]
    with pytest.raises(FetchError, match=r"503"):
        made.fetch(server.page("/b", reply(b"", "503 Service Unavailable")))
    assert server.asked["/b"] == 3
    with pytest.raises(FetchError, match=r"wait 60 minutes"):
        made.fetch(server.page("/c", reply(b"", "429 Too Many Requests", retry_after="3600")))
    assert server.asked["/c"] == 1


def test_robots(server: Server) -> None:
    """robots.txt is asked once a host and obeyed; where the server fails, nothing is read."""
    server.page("/robots.txt", reply(b"User-agent: *\nDisallow: /private\n\nUser-agent: digest\nDisallow: /no\n"))
    server.page("/private", reply(b"for us"))
    made = fetcher()
    assert made.fetch(server.url + "/private").data == b"for us"
    with pytest.raises(FetchError, match=r"robots"):
        made.fetch(server.url + "/no/1")
    assert server.asked["/robots.txt"] == 1
    assert not server.asked["/no/1"]
    server.page("/robots.txt", reply(b"", "500 Error"))
    with pytest.raises(FetchError, match=r"500"):
        fetcher().fetch(server.url + "/private")


def test_robots_rules() -> None:
    """The longest pattern decides, stars and the end mark count, and many stars take no time (RFC 9309)."""
    rules = robots.parse(
        "User-agent: a\nUser-agent: *\nDisallow: /*?print\nDisallow: /x\nAllow: /x/y$\nDisallow:", "Digest/1"
    )
    assert [rules.allow(p) for p in ("/", "/a?print=1", "/x/1", "/x/y", "/x/yz")] == [True, False, False, True, False]
    started = time.process_time()
    stars = "User-agent: *\nDisallow: /" + "*a" * 1_000 + "b$\n"
    assert robots.parse(stars, "Digest/1").allow("/" + "a" * 4_000)
    many = "".join(f"User-agent: a{n}\n" for n in range(20_000)) + "User-agent: *\nDisallow: /\n" * 20_000
    robots.parse(many, "Digest/1")
    assert time.process_time() - started < 5


def test_one_at_a_time(server: Server) -> None:
    """A host is asked one thing at a time, with a pause between."""
    running, most = 0, 0
    lock = threading.Lock()

    def page(_request: misbehaving.Request) -> bytes:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.03)
        with lock:
            running -= 1
        return reply(b"x")

    url = server.page("/a", page)
    made = fetcher(pause=0.05)
    threads = [threading.Thread(target=made.fetch, args=(url,), kwargs={"obey": False}) for _ in range(4)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
    assert time.monotonic() - started >= 0.15
