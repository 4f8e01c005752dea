"""The line to the mail server: encrypted as the settings say, and cut when one conversation takes too long."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from digest.config import NewsletterSettings, Security

TIMES = 10  # a letter may take so many times as long as the server may be silent


class Watch:
    """Cuts the line when the time of one conversation is over; `late` says that it did.

    Silence alone is no limit: a server that sends a byte now and then is never silent.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds, self.late = seconds, False
        self._line: socket.socket | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """One conversation."""
        self.late = False
        timer = threading.Timer(self.seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def take(self, line: socket.socket) -> None:
        """Takes another line; a second handle of it, since encryption takes the first away."""
        self.drop()
        self._line = line.dup()

    def drop(self) -> None:
        """Forgets the line."""
        if self._line is not None:
            self._line.close()
            self._line = None

    def _cut(self) -> None:
        self.late = True
        line = self._line
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class Line(smtplib.SMTP):
    """A conversation whose line is watched from its first byte."""

    def __init__(self, settings: NewsletterSettings, watch: Watch) -> None:
        self._watch, self._tls = watch, settings.security is Security.TLS
        super().__init__(settings.host, settings.port, timeout=settings.timeout)
        if settings.security is Security.STARTTLS:
            self.starttls(context=ssl.create_default_context())

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line = socket.create_connection((host, port), timeout)
        self._watch.take(line)
        return ssl.create_default_context().wrap_socket(line, server_hostname=host) if self._tls else line
