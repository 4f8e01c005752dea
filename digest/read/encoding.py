"""Bytes become text: byte order mark, then strict UTF-8, then the declared encoding, then detection."""

import codecs
import re

import chardet

# longer marks first: the UTF-32 mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# seven-bit encodings that announce themselves by an escape sequence, and would otherwise pass for ASCII
_ESCAPES = (
    (b"\x1b$)C", "iso2022_kr"),
    (b"\x1b$B", "iso2022_jp_2"),
    (b"\x1b$@", "iso2022_jp_2"),
    (b"\x1b(J", "iso2022_jp_2"),
)
# what the WHATWG Encoding Standard reads under a label that Python takes more narrowly
_WIDER = {
    "iso8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "utf-16": "utf-16-le", "utf-7": "cp1252",
}  # fmt: skip
# which of four bytes are zero in text that is mostly Latin
_ZEROS = {"x000": "utf-32-le", "000x": "utf-32-be", "x0x0": "utf-16-le", "0x0x": "utf-16-be"}
_NO_FILES = frozenset(
    {"idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "undefined"}
)
_SAMPLE = 200_000  # bytes shown to the detector; more do not change its mind
_HALF = re.compile("[\ud800-\udfff]")
# "Â£", "â€™", "Ã©": the bytes of UTF-8 read as windows-1252, each once
_HIGH = "\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
_TWICE = re.compile(
    f"\u00c2[\u00a0-\u00bf]|\u00c3[\u00a0-\u00bf\u0178\u0153\u0160\u0161\u017e\u2013\u2014\u2122]|\u00e2[\u20ac\u201a\u201e][{_HIGH}]"
)
_BYTES = 0x100
_HEAD = 4_000  # bytes in which the pattern of zero bytes is looked for


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`; never fails: bytes that fit no encoding become U+FFFD.

    `declared` is the label that a header or a page's <meta> gives; labels that name no encoding count as none.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if name := _by_pattern(data):
        return data.decode(name, errors="replace")
    for name in ("utf-8", known(declared)):
        try:
            return data.decode(name or "utf-8")
        except UnicodeDecodeError:
            continue
    return data.decode(_detected(data) or known(declared) or "cp1252", errors="replace")


def mended(text: str) -> str:
    """The text with what was encoded twice as it was meant: "Â£51,000" → "£51,000", "itâ€™s" → "it’s"."""
    return text if text.isascii() else _TWICE.sub(_once, text)


def _once(match: re.Match[str]) -> str:
    """The one character that a few stand for; as they are where they stand for none."""
    try:
        data = bytes(one if (one := ord(char)) < _BYTES else char.encode("cp1252")[0] for char in match[0])
        return data.decode("utf-8")
    except UnicodeError:
        return match[0]


def whole(text: str) -> str:
    """The text with U+FFFD for each half of a character, which JSON and others can spell and no encoding can write."""
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def known(label: str) -> str:
    """Python's codec for a label as a web browser reads it: "latin1" → "cp1252"; "" for a label of no text encoding."""
    try:
        codec = codecs.lookup(label.strip().lower())
        b"aaaa".decode(codec.name, errors="replace")  # refuses codecs that are no text encodings: "rot13", "hex"
    except (LookupError, ValueError, TypeError):
        return ""
    if codec.name in _NO_FILES:
        return ""
    return _WIDER.get(codec.name, codec.name)


def _by_pattern(data: bytes) -> str:
    """Encodings whose bytes could pass for UTF-8: UTF-16 and UTF-32 without a mark, and those with escapes."""
    head = data[:_HEAD]
    if head.count(0) > len(head) // 4:
        zeros = "".join("0" if head[i::4].count(0) * 8 > len(head) else "x" for i in range(4))
        if zeros in _ZEROS:
            return _ZEROS[zeros]
    if b"\x1b" in data and data.isascii():
        return next((name for escape, name in _ESCAPES if escape in data), "")
    return ""


def _detected(data: bytes) -> str:
    """The detector's own answer: it has weighed the narrow encoding against the wide one."""
    name = chardet.detect(data[:_SAMPLE])["encoding"] or ""
    return name if known(name) else ""
