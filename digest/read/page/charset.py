"""Which encoding a page declares: the prescan of its first bytes as the WHATWG HTML standard describes it."""

import re

_PRESCAN = 16_384  # the standard asks for 1024 bytes and goes on while parsing; pages with long heads state it later
# <!-- a comment -->, of which nothing counts; the empty ones too: <!-->
_COMMENT = re.compile(rb"<!--(?:-?>|.*?-->|.*\Z)", re.DOTALL)
# <meta charset="…" content='…' http-equiv=Content-Type>
_META = re.compile(rb"<meta[\s/]([^>]*)", re.IGNORECASE)
# any other tag, up to its end: what is inside its attributes is no <meta>
_TAG = re.compile(rb"</?[a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>?", re.IGNORECASE)
# charset = "utf-8", content='text/html', http-equiv=refresh
_ATTRIBUTE = re.compile(rb"([^\s/=>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
# "text/html; charset = utf-8" inside a content attribute
_IN_CONTENT = re.compile(rb"charset\s*=\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s;\"']+))", re.IGNORECASE)
# <?xml version="1.0" encoding="utf-8"?> at the very start
_XML = re.compile(rb"\A<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']\s*([^\"'\s>]+)\s*[\"'][^>]{0,200}>", re.IGNORECASE)


def declared(data: bytes) -> str:
    """The label that the page gives, "" when it gives none."""
    head = _COMMENT.sub(b" ", data[:_PRESCAN])
    for match in _TAG.finditer(head):
        meta = _META.match(match.group())
        if meta and (label := _label(meta.group(1))):
            return label
    xml = _XML.match(data[:_PRESCAN])
    return xml.group(1).decode("ascii", "replace") if xml else ""


def _label(attributes: bytes) -> str:
    """The charset of one <meta>: its charset attribute, or that in `content` beside http-equiv=content-type."""
    found: dict[bytes, bytes] = {}
    for name, *values in _ATTRIBUTE.findall(attributes):
        found.setdefault(name.lower(), b"".join(values))
    label = found.get(b"charset", b"")
    if not label and found.get(b"http-equiv", b"").lower() == b"content-type":
        content = _IN_CONTENT.search(found.get(b"content", b""))
        label = b"".join(content.groups(b"")) if content else b""
    return label.strip().decode("ascii", "replace")
