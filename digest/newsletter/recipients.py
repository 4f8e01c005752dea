"""The list of readers: one address a line, `#` begins a comment. It is the owner's and belongs into no public repository."""

import re

import idna

from digest.errors import Problem

# The addresses that HTML's <input type=email> takes, with a host of two parts at least.
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_HOST = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?){1,10}"
)
_LONGEST = 254  # characters; RFC 5321, section 4.5.3.1.3


def read(text: str, file: str) -> tuple[list[str], list[Problem]]:
    """The addresses, each once, in the file's order; what is no address is reported with its line."""
    found: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        words = f" {line}".partition(" #")[0].strip()
        if not words:
            continue
        own = address(words)
        if own:
            found.setdefault(own.casefold(), own)
        else:
            what = f"“{words}” is no e-mail address."
            problems.append(Problem(file, number, what, "Write one address a line, like ann@example.org."))
    return list(found.values()), problems


def address(words: str) -> str:
    """An address as a mail server takes it, its host in ASCII; "" for what is none."""
    local, _, host = words.rpartition("@")
    try:
        plain = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return ""
    fits = _LOCAL.fullmatch(local) and _HOST.fullmatch(plain) and len(local) + len(plain) < _LONGEST
    dots = local.startswith(".") or local.endswith(".") or ".." in local
    encoded = "=?" in local  # an encoded word, which could hold the end of a header
    return f"{local}@{plain}" if fits and not dots and not encoded else ""
