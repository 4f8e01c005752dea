"""A mail (RFC 5322, MIME): its words, its subject as title, its day; a newsletter's HTML goes through the page reader."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256

from digest.english import days
from digest.errors import ContentError
from digest.model import Metadata, Source, web
from digest.read import forwarded, html
from digest.read.encoding import decode, mended
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
# "Mila Tarn from Quay Letters", "Mila Tarn at Quay Letters", "Mila Tarn | Quay Letters"
_FROM = re.compile(
    r"(?P<author>[^\W\d_][\w.’'-]+(?: [\w.’'-]+){1,3}?)(?: (?:from|at|via|of) |,? ?[|–—·] ?| @ )(?:the )?(?P<outlet>[^\W\d_].{2,60})"
)
# "[ https://… ]", "<https://…>", "(https://…)", "https://…"
_LINK = re.compile(r"[\[<(]?\s?https?://[^\s\])>]+\s?[\])>]?")
# <h1 …><a href="…">: the headline's own link
_HEADLINE_LINK = re.compile(
    r"<h[12]\b[^>]{0,300}>\s{0,20}<a\b[^>]{0,300}?href=[\"'](?P<url>https?://[^\"']{5,500})[\"']", re.IGNORECASE
)
_VIEW = re.compile(
    r"(?:view|read) (?:this|it|the) (?:post|letter|article|story|e-?mail)?[^\n]{0,40}? (?:web|online|browser)[^\n]{0,12}?\s(?P<url>https?://[^\s\])>]{5,500})",
    re.IGNORECASE,
)
# what identifies the reader: "/redirect/", "unsub", a long run of letters and digits, a query
_PRIVATE = re.compile(
    r"redirect|unsub|track|click|/u/|/c/|\?|@|(?<![A-Za-z0-9_=])[A-Za-z0-9_=]{20,200}(?![A-Za-z0-9_=])",
    re.IGNORECASE,
)
_SHORTEST, _WIDEST = 50, 80  # characters of a line that a mail program has broken
_ENOUGH = 3  # paragraphs that must come before a footer: "View in browser" also opens newsletters


def read(data: bytes, path: str, url: str = "") -> Source:
    """The mail's article. Raises `ContentError` for a mail without text."""
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default.clone(raise_on_defect=False))
    plain, page = _parts(message)
    stated = _stated(message, url)
    inner = forwarded.find(normalise(plain))
    if inner:
        plain, page = inner.text, ""
        stated = _of_forwarded(inner, stated)
    source = None
    letter = any(message.get(name) for name in ("list-unsubscribe", "list-id", "list-url", "list-post"))
    if page and (letter or len(plain.strip()) < max(_LEAST, len(page) // 40)):
        source = _from_page(page, path, url, sha256(data).hexdigest())
        if source and not stated.url:
            stated = replace(stated, url=_public(page, plain))
    if source is None or not source.text:
        text = unwrap(_joined(_without_addresses(normalise(forwarded.unquoted(plain)))))
        if not text.strip():
            raise ContentError(path, "The mail holds no text.", "Save the article's text as .txt.")
        source = Source(path, sha256(data).hexdigest(), text)
    return _without_footer(_titled(source, stated))


def _of_forwarded(inner: forwarded.Forwarded, outer: Metadata) -> Metadata:
    """What the forwarded mail states; who forwarded it, and when, is nothing of the article."""
    name, _ = parseaddr(inner.sender)
    author, outlet = _sender(normalise(name))
    subject = _REPLY.sub("", inner.subject).strip() or outer.title
    found = {"title": "subject" if subject else "", "published": "header", "source": "sender" if outlet else ""}
    day = _day(inner.date) or days.read(inner.date)
    return Metadata(
        title=subject,
        published=day if not day.startswith("--") else "",
        url=outer.url,
        source=outlet,
        byline=author,
        found={k: v for k, v in found.items() if v},
    )


def _day(words: str) -> str:
    try:
        return parsedate_to_datetime(words).isoformat()
    except (ValueError, TypeError, OverflowError):
        return ""


def _sender(name: str) -> tuple[tuple[str, ...], str]:
    """Author and outlet of "Mila Tarn from Quay Letters"; a name alone is the outlet."""
    match = _FROM.fullmatch(name)
    return ((match["author"],), match["outlet"]) if match else ((), name)


def _without_addresses(plain: str) -> str:
    """The words without addresses, which in a letter lead back to its one reader."""
    lines = (
        re.sub(r"\s{2,}", " ", _LINK.sub(" ", line)).strip() if _LINK.search(line) else line
        for line in plain.split("\n")
    )
    return "\n".join(lines)


def _joined(plain: str) -> str:
    """The paragraphs, their lines joined where a mail program has broken them: all but the last about as long."""
    paragraphs = [paragraph.split("\n") for paragraph in plain.split("\n\n")]
    whole = (
        " ".join(lines)
        if len(lines) > 1 and all(_SHORTEST <= len(line) <= _WIDEST for line in lines[:-1])
        else "\n".join(lines)
        for lines in paragraphs
    )
    return "\n\n".join(whole)


def _public(page: str, plain: str) -> str:
    """The article's own address, as its headline or "View this post on the web at …" gives it; none that identifies the reader."""
    candidates = [match["url"] for match in (*_HEADLINE_LINK.finditer(page[:200_000]), *_VIEW.finditer(plain[:2_000]))]
    return next((found for url in candidates if (found := web(url)) and not _PRIVATE.search(found)), "")


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
            found[kind] = mended(decode(payload, declared))
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
    day = _day(_header(message, "date"))
    author, outlet = _sender(normalise(name))
    found = {
        "title": "subject" if subject else "",
        "published": "header" if day else "",
        "source": "sender" if name else "",
    }
    return Metadata(
        title=subject, published=day, url=url, source=outlet, byline=author, found={k: v for k, v in found.items() if v}
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
        byline=stated.byline or (inner.byline if inner.found.get("byline") in {"json-ld", "byline", "text"} else ()),
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
