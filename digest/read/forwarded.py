"""What was forwarded? The mail inside a mail, as Apple Mail, Gmail and Outlook write it and as "> " marks it."""

import re
from dataclasses import dataclass

# what comes above the forwarded headers
_BEGINS = re.compile(
    r"^[> ]*(?:Begin forwarded message:|-{2,} ?(?:Forwarded message|Original Message|Weitergeleitete Nachricht|Ursprüngliche Nachricht|Message transféré) ?-{2,}|Anfang der weitergeleiteten Nachricht:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(
    r"^[> *]*(?P<name>From|Von|De|Date|Sent|Datum|Gesendet|Envoyé|To|An|À|Cc|Subject|Betreff|Objet|Reply-To)\*?:\*? ?(?P<value>.*)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^ {0,2}> ?", re.MULTILINE)
_NAMES = {
    "von": "from",
    "de": "from",
    "sent": "date",
    "datum": "date",
    "gesendet": "date",
    "envoyé": "date",
    "betreff": "subject",
    "objet": "subject",
}
_MOST = 0.6  # share of lines behind "> " from which all are marked


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The forwarded mail: what its headers state, "" where they are silent, and its words."""

    sender: str
    date: str
    subject: str
    text: str


def find(plain: str) -> Forwarded | None:
    """The mail that a plain text forwards, None where it forwards none."""
    begins = _BEGINS.search(plain)
    if begins is None:
        return _bare(plain)
    inner = unquoted(plain[begins.end() :]).lstrip("\n")
    return _split(inner)


def _bare(plain: str) -> Forwarded | None:
    """Outlook's way: a block of headers with nothing above it but a rule."""
    lines = plain.split("\n")
    for number in range(min(len(lines), 40)):
        names = [_name(line) for line in lines[number : number + 5]]
        if names[0] == "from" and {"date", "subject"} <= set(names):
            return _split(unquoted("\n".join(lines[number:])))
    return None


def unquoted(text: str) -> str:
    """The text without "> " in front of its lines, where nearly all have it."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = sum(line.lstrip().startswith(">") for line in lines)
    return _QUOTED.sub("", text) if lines and marked >= _MOST * len(lines) else text


def _name(line: str) -> str:
    match = _HEADER.match(line)
    name = match["name"].lower() if match else ""
    return _NAMES.get(name, name)


def _split(inner: str) -> Forwarded | None:
    """Headers and words of the forwarded mail."""
    found: dict[str, str] = {}
    lines = inner.split("\n")
    at = 0
    while at < len(lines):
        match = _HEADER.match(lines[at])
        if match:
            found.setdefault(_name(lines[at]), match["value"].strip(" *"))
        elif lines[at].strip() or len(found) >= 2:
            break
        at += 1
    if "from" not in found:
        return None
    return Forwarded(found["from"], found.get("date", ""), found.get("subject", ""), "\n".join(lines[at:]).strip())
