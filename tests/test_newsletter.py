"""The newsletter: an edition as an e-mail, and a mail server that takes it, refuses it, falls silent or hangs up."""

import asyncio
import email
import email.policy
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from digest.cli import digest
from digest.config import Identity, NewsletterSettings, Settings
from digest.errors import ContentError, SettingsError
from digest.newsletter import ledger, recipients
from digest.newsletter.inline import inlined
from digest.newsletter.ledger import State
from digest.newsletter.message import message
from digest.render import Letter, plain
from tests.test_editions import FAIR, PIER, ROAD, article

Make = Callable[..., Settings]
NOON = datetime(2026, 10, 13, 12, tzinfo=UTC)
OPTIONS = """      edition_kinds: [day]
      newsletter:
        sender: "The Digest <digest@d.example>"
        host: 127.0.0.1
        port: {port}
        security: none
        timeout: 2
        unsubscribe: "https://d.example/leave?a=1&who={{address}}"
"""
ARTICLES = {
    "pier.md": article("Pier closed", "2026-10-12", PIER),
    "fair.md": article("Fair & hall <b>", "2026-10-12", FAIR),
    "road.md": article("Road open", "2026-10-20", ROAD),
}


class Postbox:
    """A mail server's wishes: what it says to whom. `took` is what it holds, `saw` who it was asked for."""

    def __init__(self) -> None:
        self.took: list[tuple[str, bytes]] = []
        self.saw: list[str] = []
        self.rcpt: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.silent: set[str] = set()
        self.hangs_up: set[str] = set()  # after it has taken the letter, before it says so
        self.hangs_up_early: set[str] = set()  # before the letter
        self.hangs_up_refusing = False  # once it has refused a letter
        self.kills = 0  # this process, once it has a letter

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Envelope, address: str, options: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Answers to a reader's address."""
        self.saw.append(address)
        if address in self.hangs_up_early:
            server.transport.abort()
            await asyncio.sleep(1)
        answer = self.rcpt.get(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Answers to a letter."""
        to = envelope.rcpt_tos[0]
        answer = self.data.get(to)
        if answer:
            return answer
        self.took.append((to, bytes(envelope.content or b"")))
        if self.kills:
            os.kill(self.kills, signal.SIGKILL)
        if to in self.silent:
            await asyncio.sleep(4)
        if to in self.hangs_up:
            server.transport.abort()
            await asyncio.sleep(1)
        return "250 OK"

    async def handle_RSET(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Answers to what follows a letter that was refused."""
        if self.hangs_up_refusing:
            server.transport.abort()
            await asyncio.sleep(1)
        return "250 OK"


@contextmanager
def listening(box: Postbox, **options: Any) -> Iterator[int]:
    """The port of a server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    yield port
    controller.stop()


@pytest.fixture
def box() -> Postbox:
    """A server that takes everything."""
    return Postbox()


@pytest.fixture
def port(box: Postbox) -> Iterator[int]:
    """Where it listens."""
    with listening(box) as found:
        yield found


def ready(project: Make, port: int, readers: str = "ann@r.example\nbob@r.example\ncy@r.example\n", options: str = OPTIONS) -> Settings:  # fmt: skip
    """A project with two editions, and its readers."""
    settings = project(ARTICLES, options.format(port=port))
    place = settings.root / "mkdocs.yml"
    place.write_text(f"site_url: https://d.example/n/\n{place.read_text()}")
    (settings.root / "recipients.txt").write_text(readers)
    return settings


def run(settings: Settings, *arguments: str) -> Result:
    """`digest newsletter`, in this process."""
    return CliRunner().invoke(digest, ["--project", str(settings.root), "newsletter", *arguments])


def letter(data: bytes) -> EmailMessage:
    """A letter as a mail program reads it."""
    return email.message_from_bytes(data, policy=email.policy.default)  # type: ignore[return-value]


def body(found: EmailMessage, kind: str) -> str:
    """One of its two bodies."""
    part = found.get_body((kind,))
    assert part is not None
    return str(part.get_content())


# ---------------------------------------------------------------- the letter


def test_an_edition_is_written_as_a_letter(project: Make) -> None:
    """The letter holds the lead and the others, as HTML with its styles in the tags and as plain text, with links to the site."""
    settings = ready(project, 1)
    done = run(settings, "2026-10-12")
    assert (done.exit_code, done.output) == (0, "wrote    newsletter/2026-10-12.eml\n")
    found = letter((settings.root / "newsletter/2026-10-12.eml").read_bytes())
    html, text = body(found, "html"), body(found, "plain")
    assert found["From"] == "The Digest <digest@d.example>"
    for title in ("Pier closed", "Fair &amp; hall &lt;b&gt;"):
        assert title in html
    assert "Fair & hall <b>" in text
    assert 'href="https://d.example/n/2026/10/pier-closed/"' in html
    assert "https://d.example/n/2026/10/pier-closed/" in text
    assert '<td class="cell' in html
    assert 'style="' in html.partition("<body")[2]
    assert "@media (prefers-color-scheme: dark)" in html
    assert "<script" not in html
    assert max(len(line) for line in text.splitlines()) <= 100


def test_quotations_are_in_marks_and_reported_words_are_not(project: Make) -> None:
    """What somebody said in their own words is as the article prints it; reported words have no marks around them."""
    settings = ready(project, 1)
    words = "“We were late,” said Ada Brun, who runs the ferry. “The tide was not.”\n\nKai Lund, the mayor, said that the pier would be rebuilt by spring.\n"
    project({"ferry.md": article("Ferry late", "2026-10-20", f"The ferry of Sandwick was late on Monday.\n\n{words}")}, OPTIONS.format(port=1))  # fmt: skip
    place = settings.root / "mkdocs.yml"
    place.write_text(f"site_url: https://d.example/n/\n{place.read_text()}")
    settings.editions.mkdir()
    (settings.editions / "2026-10-20.md").write_text("---\nlead: ferry.md\n---\n")
    assert run(settings, "2026-10-20").exit_code == 0
    text = " ".join(body(letter((settings.root / "newsletter/2026-10-20.eml").read_bytes()), "plain").split())
    assert "“We were late,” said Ada Brun, who runs the ferry. “The tide was not.”" in text
    assert "““" not in text
    assert "“the pier would be rebuilt" not in text


def test_the_file_has_the_same_bytes_whenever_it_is_written(project: Make) -> None:
    """Two runs give one file."""
    settings = ready(project, 1)
    place = settings.root / "a.eml"
    run(settings, "2026-10-12", "--output", str(place))
    first = place.read_bytes()
    run(settings, "2026-10-12", "--output", str(place))
    assert place.read_bytes() == first


def test_without_a_name_the_last_edition_that_has_ended_is_taken(project: Make) -> None:
    """The newest of the first kind whose last day is over."""
    assert "newsletter/2026-10-20.eml" in run(ready(project, 1)).output


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("2026-10-13", "There is no edition 2026-10-13"),
        ("2026-02-30", "is no edition"),
        ("2026-10", "none are made"),
        ("x", "is no edition"),
    ],
)
def test_an_edition_that_is_none_is_refused(project: Make, name: str, says: str) -> None:
    """A day without articles, a date that is no date, a kind that is not made: exit status 2, and nothing is written."""
    settings = ready(project, 1)
    done = run(settings, name)
    assert (done.exit_code, says in done.output) == (2, True)
    assert not (settings.root / "newsletter").exists()


def test_a_title_of_an_editor_cannot_add_a_header(project: Make) -> None:
    """A line end in what becomes the subject is a blank."""
    settings = ready(project, 1)
    settings.editions.mkdir()
    (settings.editions / "2026-10-12.md").write_text('---\ntitle: "A day\\nBcc: all@r.example"\n---\n')
    assert run(settings, "2026-10-12").exit_code == 0
    found = letter((settings.root / "newsletter/2026-10-12.eml").read_bytes())
    assert found["Bcc"] is None
    assert found["Subject"] == "Test: A day Bcc: all@r.example"


ENCODED = "=?utf-8?q?A=0D=0ABcc=3A_all=40r=2Eexample=0D=0A=0D=0Ahello?="  # as e-mails write "A", line ends, "Bcc: …"


@pytest.mark.parametrize(
    "hostile", [ENCODED, "A\r\nBcc: all@r.example", f'"{ENCODED}"', "A\0\x85\u2028B\ud800", "Ä <b@r.example>"]
)
def test_no_name_and_no_title_adds_a_header(hostile: str) -> None:
    """Line ends, encoded words and control characters in a title, the site's name or the sender's end no header."""
    site = Identity(hostile, "https://d.example/", "", "en")
    for sender in ("", "d@d.example", f"{hostile.replace('<', '')} <d@d.example>"):
        made = message(Letter("2026-10-12", plain.line(hostile), "<p>x</p>", "x"), NewsletterSettings(sender=sender), site, "ann@r.example", NOON)  # fmt: skip
        found = letter(made.as_bytes())
        assert found.keys() == [
            "Subject",
            "From",
            "To",
            "Date",
            "Message-ID",
            "List-Id",
            "MIME-Version",
            "Content-Type",
        ]
        assert not [found[name].defects for name in found if found[name].defects]
        assert found["Subject"] == plain.line(hostile).replace("=?", "= ?")
        assert [one.domain for one in found["From"].addresses] == ["d.example" if sender else "digest.invalid"]


def test_the_way_out_is_one_line_as_it_is() -> None:
    """A long address of `unsubscribe` is neither broken nor encoded: mail programs take it as it is written."""
    way = f"https://d.example/leave?who={{address}}&token={'a' * 200}"
    made = message(Letter("2026-10-12", "A", "<p>x</p>", "x"), NewsletterSettings(sender="d@d.example", unsubscribe=way), Identity("D", "", "", "en"), "ann@r.example", NOON)  # fmt: skip
    assert f"\r\nList-Unsubscribe: <{way.replace('{address}', 'ann%40r.example')}>\r\n".encode() in made.as_bytes()


def test_styles_are_put_into_the_tags_and_no_host_is_asked() -> None:
    """A link to a style sheet elsewhere is left as it is."""
    page = '<html><head><link rel="stylesheet" href="http://127.0.0.1:9/x.css"><style>p{color:red}</style></head><body><p>x</p></body></html>'
    assert '<p style="color: red;">x</p>' in inlined(page)


# ---------------------------------------------------------------- readers


def test_the_list_of_readers_is_read_line_by_line() -> None:
    """Comments and blank lines are passed over, an address twice is one, a host in other letters is written in ASCII."""
    found, problems = recipients.read(
        "# friends\nann@r.example\n\nAnn@R.example\nbob@münchen.example # a friend\nno address\n@x.example\na@b\n<c@d.example>\n",
        "r.txt",
    )
    assert found == ["ann@r.example", "bob@xn--mnchen-3ya.example"]
    assert recipients.address(f"{ENCODED[:40]}?=@r.example") == ""
    assert [(problem.line, problem.what) for problem in problems] == [
        (number, f"“{words}” is no e-mail address.")
        for number, words in ((6, "no address"), (7, "@x.example"), (8, "a@b"), (9, "<c@d.example>"))
    ]


@given(st.text())
def test_no_text_is_an_address_that_adds_a_line(words: str) -> None:
    """What is taken for an address is one word in ASCII with one @, and is read as itself again."""
    own = recipients.address(words)
    assert "=?" not in own
    assert own == "" or (
        own.isascii() and own.count("@") == 1 and not set(own) & set(' \r\n\t<>,;"') and recipients.address(own) == own
    )


# ---------------------------------------------------------------- sending


def test_each_reader_gets_a_letter_of_their_own_once(project: Make, box: Postbox, port: int) -> None:
    """One message a reader with their own way out; a second run sends nothing."""
    settings = ready(project, port)
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "3 readers: 3 sent" in done.output) == (0, True)
    assert [to for to, _ in box.took] == ["ann@r.example", "bob@r.example", "cy@r.example"]
    for to, data in box.took:
        found = letter(data)
        own = f"https://d.example/leave?a=1&who={to.replace('@', '%40')}"
        assert found["To"] == to
        assert found["List-Unsubscribe"] == f"<{own}>"
        assert found["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert own.replace("&", "&amp;") in body(found, "html")
        assert own in body(found, "plain")
        assert "r.example" not in data.decode().replace(to, "").replace(to.replace("@", "=40"), "").replace(
            to.replace("@", "%40"), ""
        )
    again = run(settings, "2026-10-12", "--send")
    assert (again.exit_code, "3 readers: 0 sent, 3 had it already" in again.output) == (0, True)
    assert len(box.took) == 3
    assert "ann@" not in (settings.root / "newsletter.jsonl").read_text()
    assert "1 sent" in run(settings, "2026-10-20", "--send").output.replace("3 sent", "1 sent")


def test_a_new_reader_gets_it_alone(project: Make, box: Postbox, port: int) -> None:
    """Whoever is added later gets the edition by the next run, the others do not get it again."""
    settings = ready(project, port, "ann@r.example\n")
    run(settings, "2026-10-12", "--send")
    (settings.root / "recipients.txt").write_text("ANN@r.example\nzoe@r.example\n")
    run(settings, "2026-10-12", "--send")
    assert [to for to, _ in box.took] == ["ann@r.example", "zoe@r.example"]


def test_what_is_no_address_is_reported_and_the_others_are_sent(project: Make, box: Postbox, port: int) -> None:
    """The line is named, and the exit status is 1."""
    done = run(ready(project, port, "ann@r.example\nno address\n"), "2026-10-12", "--send")
    assert (done.exit_code, "recipients.txt:2: error: “no address” is no e-mail address." in done.output) == (1, True)
    assert [to for to, _ in box.took] == ["ann@r.example"]


@pytest.mark.parametrize(("stage", "hangs_up"), [("rcpt", False), ("data", False), ("data", True)])
def test_a_letter_that_is_refused_is_not_tried_again(
    project: Make, box: Postbox, port: int, stage: str, hangs_up: bool
) -> None:
    """After a 5xx the others get theirs, also where the server hangs up then, and the next run says so and tries it no more."""
    box.hangs_up_refusing = hangs_up
    getattr(box, stage)["bob@r.example"] = "550 No such user"
    settings = ready(project, port)
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "3 readers: 2 sent, 1 refused" in done.output) == (1, True)
    assert "bob@r.example: The letter was refused, and is not tried again: 550 No such user" in done.output
    getattr(box, stage).clear()
    assert "0 sent, 2 had it already, 1 refused" in run(settings, "2026-10-12", "--send").output
    assert [to for to, _ in box.took] == ["ann@r.example", "cy@r.example"]


@pytest.mark.parametrize("stage", ["rcpt", "data"])
def test_a_letter_that_is_put_off_is_tried_again(project: Make, box: Postbox, port: int, stage: str) -> None:
    """After a 4xx the next run sends it, and only it."""
    getattr(box, stage)["bob@r.example"] = "451 Try again later"
    settings = ready(project, port)
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "2 sent, 1 to try again" in done.output) == (1, True)
    getattr(box, stage).clear()
    assert "1 sent, 2 had it already" in run(settings, "2026-10-12", "--send").output
    assert sorted(to for to, _ in box.took) == ["ann@r.example", "bob@r.example", "cy@r.example"]


def test_a_server_that_closes_ends_the_run(project: Make, box: Postbox, port: int) -> None:
    """After 421 nobody else is tried; the next run goes on with those that are left."""
    box.rcpt["bob@r.example"] = "421 Too many letters"
    settings = ready(project, port)
    done = run(settings, "2026-10-12", "--send")
    assert done.exit_code == 1
    assert "421 Too many letters" in done.output
    assert "cy@r.example" not in box.saw
    box.rcpt.clear()
    assert "2 sent, 1 had it already" in run(settings, "2026-10-12", "--send").output


@pytest.mark.parametrize("how", ["silent", "hangs_up"])
def test_a_letter_that_may_have_arrived_is_never_sent_again(project: Make, box: Postbox, port: int, how: str) -> None:
    """When the server says nothing after the letter, or the connection breaks there, it is left; the others are sent."""
    getattr(box, how).add("bob@r.example")
    settings = ready(project, port)
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "2 sent, 1 not known" in done.output) == (1, True)
    getattr(box, how).clear()
    again = run(settings, "2026-10-12", "--send")
    assert (again.exit_code, "0 sent, 2 had it already, 1 not known" in again.output) == (1, True)
    assert [to for to, _ in box.took].count("bob@r.example") == 1


def test_a_connection_that_breaks_before_the_letter_is_tried_again(project: Make, box: Postbox, port: int) -> None:
    """What cannot have arrived is sent by the next run."""
    box.hangs_up_early.add("bob@r.example")
    settings = ready(project, port)
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "2 sent, 1 to try again" in done.output) == (1, True)
    box.hangs_up_early.clear()
    run(settings, "2026-10-12", "--send")
    assert sorted(to for to, _ in box.took) == ["ann@r.example", "bob@r.example", "cy@r.example"]


def test_a_server_that_is_not_there_is_given_up(project: Make, box: Postbox) -> None:
    """After three connections that fail the run ends, and all readers are left for the next one."""
    with listening(box) as gone:
        pass
    readers = "".join(f"r{n}@r.example\n" for n in range(5))
    settings = ready(project, gone, readers)
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "3 to try again, 2 not tried" in done.output) == (1, True)
    with listening(box) as port:
        place = settings.root / "mkdocs.yml"
        place.write_text(place.read_text().replace(f"port: {gone}", f"port: {port}"))
        assert "5 readers: 5 sent" in run(settings, "2026-10-12", "--send").output


def test_a_server_that_never_comes_to_an_end_is_cut_off(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends a byte now and then is never silent; its line is cut when the letter's time is over."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listener.accept()
                    with line, suppress(OSError):
                        while True:
                            line.sendall(b"2")
                            time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        settings = ready(project, listener.getsockname()[1], "ana@d.example\n")
        monkeypatch.setattr("digest.newsletter.send.TIMES", 0.4)
        began = time.monotonic()
        done = run(settings, "2026-10-12", "--send")
        assert "it took longer than 1 seconds" in done.output, done.output
        assert done.exit_code == 1
        assert time.monotonic() - began < 20
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


def test_a_crash_sends_nothing_twice(project: Make, box: Postbox, port: int) -> None:
    """A run that is killed between the letter and the server's answer is gone on with; who may have got it does not get it again."""
    settings = ready(project, port)
    command = [sys.executable, "-m", "digest", "--project", str(settings.root), "newsletter", "2026-10-12", "--send"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    box.kills = process.pid
    assert process.wait() == -signal.SIGKILL
    box.kills = 0
    assert [to for to, _ in box.took] == ["ann@r.example"]
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "2 sent, 1 not known" in done.output) == (1, True)
    assert sorted(to for to, _ in box.took) == ["ann@r.example", "bob@r.example", "cy@r.example"]


def test_a_trial_is_sent_to_one_address_and_forgotten(project: Make, box: Postbox, port: int) -> None:
    """`--to` sends it to whoever is named, each time, and writes nothing down."""
    settings = ready(project, port)
    for _ in range(2):
        assert run(settings, "2026-10-12", "--to", "me@r.example").exit_code == 0
    assert [to for to, _ in box.took] == ["me@r.example"] * 2
    assert not (settings.root / "newsletter.jsonl").exists()
    assert run(settings, "2026-10-12", "--to", "me").exit_code == 2


# ---------------------------------------------------------------- who may send


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for 127.0.0.1 that this process trusts."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("There is no openssl on this machine.")
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "key.pem", "-out", "cert.pem", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]  # fmt: skip
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    return context


def _login(_server: SMTP, _session: Any, _envelope: Envelope, _mechanism: str, data: LoginPassword) -> AuthResult:
    right = data == LoginPassword(b"ed", b"secret")
    return AuthResult(success=right, handled=False, message=None if right else f"535 No: {b64encode(data.password).decode()}")  # fmt: skip


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_the_login_is_in_the_environment_and_behind_tls(
    project: Make, box: Postbox, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    """With the right password the letter is sent; with a wrong one nothing is, and the password is nowhere."""
    safe = (
        {"ssl_context": certificate, "auth_require_tls": False}
        if security == "tls"
        else {"tls_context": certificate, "require_starttls": True}
    )
    with listening(box, authenticator=_login, auth_required=True, **safe) as port:
        settings = ready(project, port, options=OPTIONS.replace("security: none", f"security: {security}"))
        monkeypatch.setenv("DIGEST_SMTP_USER", "ed")
        monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "wrong-password")
        refused = run(settings, "2026-10-12", "--send")
        assert (refused.exit_code, "does not take the login" in refused.output) == (2, True), refused.output
        assert not {"wrong-password", b64encode(b"wrong-password").decode()} & set(refused.output.split())
        monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "geheim-für-alle")
        odd = run(settings, "2026-10-12", "--send")
        assert (odd.exit_code, "letters of ASCII alone" in odd.output, "geheim" in odd.output) == (2, True, False)
        monkeypatch.setenv("DIGEST_SMTP_PASSWORD", "secret")
        assert "3 sent" in run(settings, "2026-10-12", "--send").output
    assert len(box.took) == 3


def test_a_server_without_a_certificate_that_is_trusted_gets_no_letter(
    project: Make, box: Postbox, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger in the middle sees no password and no reader."""
    monkeypatch.setenv("SSL_CERT_FILE", str(Path(__file__).parent / "nothing.pem"))
    with listening(box, tls_context=certificate) as port:
        settings = ready(project, port, options=OPTIONS.replace("security: none", "security: starttls"))
        done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, "certificate" in done.output.casefold()) == (1, True)
    assert (box.took, box.saw) == ([], [])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ("newsletter: {host: mail.r.example, security: none}", "only where host is this machine"),
        ("newsletter: {security: ssl}", "may be starttls, tls, none"),
        ("newsletter: {port: 0}", "port is a number"),
        ("newsletter: {password: x}", "There is no “password” here"),
        ("newsletter: {unsubscribe: 'javascript:x'}", "begins with https:// or mailto:"),
        ("newsletter: {unsubscribe: 'mailto:leave@d.example?subject=leave us'}", "a blank is %20"),
        ("newsletter: 3", "newsletter must be"),
    ],
)
def test_settings_of_the_newsletter_are_checked(project: Make, options: str, says: str) -> None:
    """A wrong one is named; a password has no place in mkdocs.yml."""
    with pytest.raises(SettingsError, match=says):
        project({}, f"      {options}\n")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("site_url: https://d.example/n/\n", "", "set site_url"),
        ('sender: "The Digest <digest@d.example>"', 'sender: "The Digest"', "sender is no address"),
        ("        host: 127.0.0.1\n", "", "sender and host are needed"),
    ],
)
def test_what_is_missing_to_send_is_said(project: Make, old: str, new: str, says: str) -> None:
    """Without an address of the site, a sender or a server nothing is sent: exit status 2."""
    settings = ready(project, 1)
    place = settings.root / "mkdocs.yml"
    assert old in place.read_text()
    place.write_text(place.read_text().replace(old, new))
    done = run(settings, "2026-10-12", "--send")
    assert (done.exit_code, says in done.output) == (2, True)


# ---------------------------------------------------------------- the ledger


def test_the_ledger_forgets_an_entry_that_was_not_written_whole(tmp_path: Path) -> None:
    """What a run that was stopped left of a line goes; the lines before it hold."""
    place = tmp_path / "l.jsonl"
    with ledger.opened(place, "l.jsonl") as kept:
        kept.note("e", "ann@r.example", State.SENT, "t")
    with place.open("ab") as out:
        out.write(b'{"edition": "e", "to')
    with ledger.opened(place, "l.jsonl") as kept:
        assert kept.state("e", "Ann@r.example") is State.SENT
        kept.note("e", "bob@r.example", State.SENDING, "t")
    assert [json.loads(line)["state"] for line in place.read_text().splitlines()] == ["sent", "sending"]


def test_a_ledger_that_is_broken_stops_the_sending(tmp_path: Path) -> None:
    """A merge conflict in it is named with its line: without it somebody could get an edition twice."""
    place = tmp_path / "l.jsonl"
    place.write_text("<<<<<<< HEAD\n")
    with pytest.raises(ContentError, match=r"l\.jsonl:1: error: The line is no entry"), ledger.opened(place, "l.jsonl"):
        pass
    assert place.read_text() == "<<<<<<< HEAD\n"


def test_two_runs_do_not_send_at_once(tmp_path: Path) -> None:
    """The second is refused while the first has the ledger."""
    place = tmp_path / "l.jsonl"
    with (
        ledger.opened(place, "l"),
        pytest.raises(ContentError, match="Another run is sending now"),
        ledger.opened(place, "l"),
    ):
        pass


def test_the_ledger_is_its_owners_alone(tmp_path: Path) -> None:
    """Who may read other files of the project cannot look up by its hash whether somebody is a reader."""
    with ledger.opened(tmp_path / "new" / "l.jsonl", "l"):
        pass
    assert (tmp_path / "new" / "l.jsonl").stat().st_mode & 0o077 == 0
    (tmp_path / "file").write_text("")
    with pytest.raises(ContentError, match="cannot be written"), ledger.opened(tmp_path / "file" / "l.jsonl", "l"):
        pass
