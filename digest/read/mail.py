"""A mail (RFC 5322, MIME): its words, its subject as title, its day; a newsletter's HTML goes through the page reader."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256

from digest.errors import ContentError
from digest.model import Metadata, Source
from digest.read import html
from digest.read.encoding import decode
from digest.read.page import charset
from digest.read.text import normalise, unwrap

_MOST_PARTS = 200
_LEAST = 200  # characters of a plain part that make it worth reading; below it is a note that the mail is HTML
# "Re: ", "Fwd: ", "AW: " before a subject
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s?:\s?)+", re.IGNORECASE)
# where a newsletter's own lines begin, after which nothing of the article follows
_FOOTER = re.compile(
    r"^(?:-- ?$|_{5,}$|.{0,60}\bunsubscribe\b|.{0,60}\bmanage (?:your )?(?:preferences|subscription)|you(?: are|['’]re)? receiv(?:ed|ing) this\b|"
    r"this e-?mail was sent\b|view (?:this e-?mail )?in (?:your )?browser|update your (?:profile|preferences)|forward(?:ed)? to a friend|"
    r".{0,40}\babmelden\b|.{0,40}\babbestellen\b|.{0,40}se désabonner\b|©|copyright ©)",
    re.IGNORECASE,
)
_ENOUGH = 3  # paragraphs that must stand before a footer: "View in browser" also opens newsletters


def read(data: bytes, path: str, url: str = "") -> Source:
    """The mail's article. Raises `ContentError` for a mail without text."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default.clone(raise_on_defect=False))
    plain, page = _parts(message)
    stated = _stated(message, url)
    source = None
    if page and len(plain.strip()) < max(_LEAST, len(page) // 40):
        source = _from_page(page, path, url, sha256(data).hexdigest())
    if source is None or not source.text:
        text = unwrap(normalise(plain))
        if not text.strip():
            raise ContentError(path, "The mail holds no text.", "Save the article's text as .txt.")
        source = Source(path, sha256(data).hexdigest(), text)
    return _without_footer(_titled(source, stated))


def _parts(message: EmailMessage) -> tuple[str, str]:
    """The first plain and the first HTML part that is no attachment, decoded."""
    found = {"text/plain": "", "text/html": ""}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number >= _MOST_PARTS:
            break
        if kind not in found or found[kind] or part.get_content_disposition() == "attachment":
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            declared = part.get_content_charset("") or (charset.declared(payload) if kind == "text/html" else "")
            found[kind] = decode(payload, declared)
    return found["text/plain"], found["text/html"]


def _from_page(page: str, path: str, url: str, digest: str) -> Source | None:
    """The HTML part read as a page; None when no article is seen in it and the plain part must do."""
    try:
        return html.page(page, path, url, digest)
    except ContentError:
        return None


def _stated(message: EmailMessage, url: str) -> Metadata:
    """Subject, day and sender, as the headers give them; broken headers count as absent."""
    subject = _REPLY.sub("", normalise(_header(message, "subject")).replace("\n", " ")).strip()
    name, _ = parseaddr(_header(message, "from"))
    try:
        day = parsedate_to_datetime(_header(message, "date")).isoformat()
    except (ValueError, TypeError, OverflowError):
        day = ""
    found = {
        "title": "subject" if subject else "",
        "published": "header" if day else "",
        "source": "sender" if name else "",
    }
    return Metadata(
        title=subject, published=day, url=url, source=normalise(name), found={k: v for k, v in found.items() if v}
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
    ):  # the standard library's parser trips over broken headers
        return ""


def _titled(source: Source, stated: Metadata) -> Source:
    """The headers win over what the mail's HTML says of itself: newsletters repeat one <title> for years."""
    inner = source.metadata
    metadata = replace(
        stated,
        byline=inner.byline if inner.found.get("byline") in {"json-ld", "byline", "text"} else (),
        lang=inner.lang,
        title=stated.title or inner.title,
        published=stated.published or inner.published,
        url=stated.url or inner.url,
    )
    return replace(source, metadata=metadata)


def _without_footer(source: Source) -> Source:
    """Drops the newsletter's own lines behind the article."""
    paragraphs = 0
    at = 0
    for line in source.text.split("\n"):
        if paragraphs >= _ENOUGH and _FOOTER.match(line):
            blocks = tuple(block for block in source.blocks if block.end <= at)
            end = blocks[-1].end if blocks else len(source.text[:at].rstrip())
            return replace(
                source,
                text=source.text[:end],
                blocks=blocks,
                dropped=(*source.dropped, "the newsletter's footer was left out"),
            )
        paragraphs += bool(line.strip())
        at += len(line) + 1
    return source
