"""A page saved with all its parts in one file (MHTML, RFC 2557): the first HTML part is the page."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256

from digest.errors import ContentError
from digest.model import Source
from digest.read import html
from digest.read.encoding import decode, mended
from digest.read.page import charset


def read(data: bytes, path: str, url: str = "") -> Source:
    """The article of the saved page. Raises `ContentError` when the file holds none."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default.clone(raise_on_defect=False))
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                text = mended(decode(payload, part.get_content_charset("") or charset.declared(payload)))
                address = url or str(message.get("Snapshot-Content-Location", "") or part.get("Content-Location", ""))
                web = address if address.startswith(("https://", "http://")) else ""
                return html.page(text, path, web, sha256(data).hexdigest())
    raise ContentError(path, "The saved page holds no HTML.", "Save it again from the browser, or save its text.")
