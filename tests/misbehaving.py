"""A web server on loopback that does what servers should not do; each path is one way to misbehave."""

import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

Request = dict[str, str]  # header names in lower case, and ":path"
Answer = bytes | Callable[[socket.socket], None]


def reply(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer as bytes; header names are written with underscores."""
    lines = {"Content-Type": "text/html", "Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-").title(): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


class Server:
    """Answers each path as `paths` says: bytes, or a function that is given the socket; counts what is asked."""

    def __init__(self) -> None:
        self.paths: dict[str, Callable[[Request], Answer]] = {}
        self.asked: Counter[str] = Counter()
        self.requests: list[Request] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def page(self, path: str, answer: Answer | Callable[[Request], Answer]) -> str:
        """Says how a path is answered; gives its address."""
        whole = answer if callable(answer) else lambda _request: answer
        self.paths[path] = whole  # type: ignore[assignment]
        return self.url + path

    def close(self) -> None:
        """Stops listening; no thread is left that could take the next server's connections."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(2)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._listener.accept()
                threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            line.settimeout(5)
            data = b""
            while b"\r\n\r\n" not in data:
                part = line.recv(65536)
                if not part:
                    return
                data += part
            first, *headers = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split(" ")[1]
            request = {name.strip().lower(): value.strip() for name, _, value in (h.partition(":") for h in headers)}
            request[":path"] = path
            self.asked[path] += 1
            self.requests.append(request)
            answer = self.paths.get(path, lambda _: reply(b"", "404 Not Found"))(request)
            if callable(answer):
                answer(line)
            else:
                line.sendall(answer)


def endless(line: socket.socket) -> None:
    """A body without end."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    with suppress(OSError):
        while True:
            line.sendall(b"x" * 65536)


def slow(line: socket.socket) -> None:
    """One byte every twentieth of a second, for ever."""
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    with suppress(OSError):
        while True:
            line.sendall(b"x")
            time.sleep(0.05)


def slow_headers(line: socket.socket) -> None:
    """Headers that drip."""
    with suppress(OSError):
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 10_000:
            line.sendall(bytes([byte]))
            time.sleep(0.05)


def silent(line: socket.socket) -> None:
    """Takes the request and says nothing."""
    with suppress(OSError):
        line.recv(1)


def bomb(_line: object = None, megabytes: int = 64) -> bytes:
    """A few packed bytes that unpack to many."""
    return reply(gzip.compress(b"\0" * (megabytes << 20), 9), content_encoding="gzip")
