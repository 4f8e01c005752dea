"""The e-mail: plain text and HTML, for one reader."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from hashlib import sha256
from typing import Self
from urllib.parse import quote

from digest.config import Identity, NewsletterSettings
from digest.errors import SettingsError
from digest.newsletter.recipients import address
from digest.render import Letter, plain

READER = "{address}"  # in `unsubscribe`: the reader's own address
MARK = "reader-9f2c41d07b"  # the same in a letter that is of no reader yet


class _Whole(str):
    """A header that is an address: it is one line, and no encoded word may be in it (RFC 2047, section 5)."""

    __slots__ = ("name",)
    name: str

    @classmethod
    def of(cls, name: str, value: str) -> Self:
        """The header of this name."""
        made = cls(value)
        made.name = name
        return made

    def fold(self, *, policy: EmailPolicy) -> str:
        """The header as it is sent; `email` asks a value with a name for it."""
        return f"{self.name}: {self}{policy.linesep}"


def message(letter: Letter, settings: NewsletterSettings, site: Identity, to: str, at: datetime) -> EmailMessage:
    """The letter to one reader, the same bytes for the same arguments. `to` is "" for a draft.

    Raises `SettingsError` where the sender of mkdocs.yml is no address.
    """
    sender = _sender(settings, site)
    mark = sha256(f"{letter.edition}\n{to.casefold()}\n{letter.html}".encode()).hexdigest()[:32]
    made = EmailMessage(policy=SMTP)
    made["Subject"] = _literal(letter.subject)
    made["From"] = sender
    if to:
        made["To"] = Address(addr_spec=to)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{letter.edition}.{mark}@{sender.domain}>"
    made["List-Id"] = _Whole.of("List-Id", f"<newsletter.{sender.domain}>")
    way = unsubscribe(settings, to)
    if way:
        made["List-Unsubscribe"] = _Whole.of("List-Unsubscribe", f"<{way}>")
        if way.startswith("https://"):
            made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    text, html = (words.replace(MARK, quote(to, safe="")) for words in (letter.text, letter.html))
    made.set_content(text, cte="quoted-printable")
    made.add_alternative(html, subtype="html", cte="quoted-printable")
    made.set_boundary(f"=_{mark}")
    if not to:
        made["X-Unsent"] = "1"  # mail programs open it as a draft
    return made


def _literal(words: str) -> str:
    """The words with a blank in whatever begins an encoded word (RFC 2047): a title that is one could hold the end of the headers."""
    return words.replace("=?", "= ?")


def unsubscribe(settings: NewsletterSettings, to: str) -> str:
    """The reader's way out."""
    return settings.unsubscribe.replace(READER, quote(to, safe=""))


def _sender(settings: NewsletterSettings, site: Identity) -> Address:
    own_name = _literal(plain.line(site.name))
    if not settings.sender:
        return Address(own_name, "digest", "digest.invalid")
    name, _, spec = _literal(plain.line(settings.sender)).rpartition("<")
    own = address(spec.removesuffix(">"))
    if not own or "<" in name:
        raise SettingsError(
            f"mkdocs.yml: plugins: digest: newsletter: sender is no address: {settings.sender!r}. Write: The Digest <digest@example.org>."
        )
    return Address(name.strip(' "') or own_name, addr_spec=own)
