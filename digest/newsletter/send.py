"""The conversation with the mail server (RFC 5321): one letter a reader, each noted before it may arrive and after its answer."""

import re
import smtplib
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage

from digest.config import NewsletterSettings
from digest.errors import SettingsError
from digest.newsletter.ledger import Ledger, State
from digest.newsletter.line import TIMES, Line, Watch

_STOPS = re.compile(rb"^\.", re.MULTILINE)
_TRIES = 3  # connections in a row that fail before a run ends
_ACCEPTED, _FORWARDED, _GO_ON, _CLOSING, _PERMANENT = 250, 251, 354, 421, 500


@dataclass(slots=True)
class Outcome:
    """What a run came to: how many letters are in each state, how many readers `had` it, and what there is to report, by reader."""

    count: Counter[State] = field(default_factory=Counter)
    had: int = 0
    told: list[tuple[str, str]] = field(default_factory=list)
    stopped: str = ""  # why the run ended before the last reader


class _Stopped(Exception):  # noqa: N818 - no error of the program's: the server ends the run
    """The server takes no more letters now."""


@dataclass(frozen=True, slots=True)
class Login:
    """Name and password; "" for a server that asks for none."""

    user: str = ""
    password: str = field(default="", repr=False)

    def without(self, words: str) -> str:
        """The words of a server without the password, which some repeat as it was sent to them."""
        sent = (b"\0%b\0%b" % (self.user.encode(), self.password.encode()), self.password.encode())
        for secret in (*(b64encode(data).decode() for data in sent), self.password):
            words = words.replace(secret, "…") if secret else words
        return words


@dataclass(frozen=True, slots=True)
class Run:
    """What is sent and how: the edition's name, its letter for one reader, the ledger, the server, and the clock."""

    edition: str
    compose: Callable[[str], EmailMessage]
    ledger: Ledger
    settings: NewsletterSettings
    login: Login
    now: Callable[[], str]

    def state(self, to: str) -> State:
        """What became of the letter to one reader."""
        return self.ledger.state(self.edition, to)

    def note(self, to: str, state: State) -> None:
        """Writes an event into the ledger."""
        self.ledger.note(self.edition, to, state, self.now())


def send(run: Run, to: Iterable[str]) -> Outcome:
    """Sends an edition to all who have not got it. Raises `SettingsError` where the server refuses the login or the sender."""
    outcome, server = Outcome(), _Server(run)
    try:
        for address in to:
            state = run.state(address)
            if state is State.SENT:
                outcome.had += 1
                continue
            state, why = (state, _LEFT[state]) if state in _LEFT else server.try_to(address)
            outcome.count[state] += 1
            if why:
                outcome.told.append((address, why))
    except _Stopped as stop:
        outcome.stopped = str(stop)
    finally:
        server.close()
    return outcome


_TOLD = {
    State.SENT: "",
    State.DEFERRED: "The letter was not taken now, and is tried again by the next run:",
    State.REFUSED: "The letter was refused, and is not tried again:",
    State.SENDING: "Whether the letter arrived is not known, so it is not sent again:",
}
_LEFT = {
    State.REFUSED: "The server refused this letter before. To try again, delete its line in the ledger.",
    State.SENDING: "A run ended before the server's answer, so the letter may have arrived. To send it again, delete its line in the ledger.",
}


class _Server:
    """One mail server; connected when first needed, and again after a connection has broken."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._smtp: smtplib.SMTP | None = None
        self._watch = Watch(TIMES * run.settings.timeout)
        self._failures = 0  # in a row

    def try_to(self, to: str) -> tuple[State, str]:
        """Hands the letter to one reader over; what became of it, and what there is to report.

        Raises `_Stopped` where the server takes no more, and `SettingsError`.
        """
        if self._failures >= _TRIES:
            raise _Stopped("the connection failed several times in a row.")
        try:
            with self._watch.watching():
                state, why = self._hand_over(self._run.compose(to), to)
        except (OSError, smtplib.SMTPException) as error:
            self.drop()
            self._failures += 1
            state = State.SENDING if self._run.state(to) is State.SENDING else State.DEFERRED
            late = f"it took longer than {self._watch.seconds:,.0f} seconds." if self._watch.late else ""
            return state, f"{_TOLD[state]} {late or _words(error)}"
        self._failures = 0
        return state, f"{_TOLD[state]} {why}" if why else ""

    def _hand_over(self, letter: EmailMessage, to: str) -> tuple[State, str]:
        """Hands one letter over; what became of it, and the server's words where it was not taken."""
        smtp = self._connected()
        code, said = smtp.mail(_sender(letter))
        if code >= _PERMANENT:
            raise SettingsError(f"The mail server does not take letters of this sender: {_said(code, said)}")
        if code == _ACCEPTED:
            code, said = smtp.rcpt(to)
        if code in {_ACCEPTED, _FORWARDED}:
            code, said = smtp.docmd("DATA")
        if code == _GO_ON:
            self._run.note(to, State.SENDING)
            smtp.send(_STOPS.sub(b"..", letter.as_bytes()) + b".\r\n")
            code, said = smtp.getreply()
            if code == _ACCEPTED:
                self._run.note(to, State.SENT)
                return State.SENT, ""
        state = State.REFUSED if code >= _PERMANENT else State.DEFERRED
        self._run.note(to, state)
        if code == _CLOSING:
            self.drop()
            raise _Stopped(_said(code, said))
        try:
            smtp.rset()
        except (OSError, smtplib.SMTPException):  # it hung up; what it answered holds
            self.drop()
        return state, _said(code, said)

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = Line(self._run.settings, self._watch)
            if self._run.login.user:
                self._log_in(self._smtp)
            self._smtp.ehlo_or_helo_if_needed()
        return self._smtp

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        login = self._run.login
        if not (login.user + login.password).isascii():
            raise SettingsError("DIGEST_SMTP_USER and DIGEST_SMTP_PASSWORD may hold letters of ASCII alone: mail servers take no others.")  # fmt: skip
        try:
            smtp.login(login.user, login.password)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
            raise SettingsError(
                f"The mail server does not take the login of DIGEST_SMTP_USER and DIGEST_SMTP_PASSWORD: {login.without(_words(error))}"
            ) from error

    def drop(self) -> None:
        """Ends a connection that is broken."""
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None
        self._watch.drop()

    def close(self) -> None:
        """Ends the conversation."""
        if self._smtp is not None:
            with suppress(OSError, smtplib.SMTPException), self._watch.watching():
                self._smtp.quit()
        self.drop()


def _sender(letter: EmailMessage) -> str:
    return str(letter["From"].addresses[0].addr_spec)


def _said(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}".strip()


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _said(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return str(error) or type(error).__name__
