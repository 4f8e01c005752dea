"""Where front matter begins and ends, and whether a file can be read as text at all."""

import re
import shlex
from dataclasses import dataclass

from digest.errors import ContentError

# "---" alone on the first line that holds anything
_OPENS = re.compile(r"\A[ \t\n]*---[ \t]*\n")
# "---" or "..." alone on a line
_CLOSES = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# "<<<<<<< HEAD", "||||||| 1a2b3c", ">>>>>>> branch"; "=======" below a line of a note is a heading's underline
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \t].*)?$", re.MULTILINE)
_BETWEEN = re.compile(r"^={7}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Split:
    """The YAML between the fences, the line of the file on which it begins, and the note below it."""

    yaml: str
    first: int
    note: str


def decoded(data: bytes, file: str) -> str:
    """A file's bytes as text, a byte order mark included. Raises `ContentError` with the line of the first bad byte."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        what = "The file is saved as UTF-16." if wide else f"The file is not UTF-8: byte {data[error.start]:#04x}."
        raise ContentError(file, what, f"Save it as UTF-8. {earlier(file)}", line) from error


def split(text: str, file: str) -> Split:
    """The parts of a file; a byte order mark and the ends of Windows' lines are read over. Raises `ContentError`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ContentError(file, "The file is empty.", earlier(file), 1)
    if conflict := _CONFLICT.search(text):
        raise _conflict(text, conflict.start(), file)
    opens = _OPENS.match(text)
    if not opens:
        what = "The file does not begin with front matter between two lines of ---."
        raise ContentError(file, what, earlier(file), 1)
    closes = _CLOSES.search(text, opens.end())
    if not closes:
        what = "The front matter has no end: the file is cut off, or its second line of --- is gone."
        raise ContentError(file, what, earlier(file), text.rstrip("\n").count("\n") + 1)
    if between := _BETWEEN.search(text, opens.end(), closes.start()):
        raise _conflict(text, between.start(), file)
    return Split(text[opens.end() : closes.start()], text.count("\n", 0, opens.end()) + 1, text[closes.end() :])


def _conflict(text: str, place: int, file: str) -> ContentError:
    what = "A merge conflict is not settled: git's marks are in the file."
    return ContentError(file, what, "Keep one side, and delete the lines of marks.", text.count("\n", 0, place) + 1)


def earlier(file: str) -> str:
    """Where an editor finds the words that a broken file has lost."""
    return f"Nothing was changed. Its earlier versions: `git log -p -- {shlex.quote(file)}`."
