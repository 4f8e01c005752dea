"""What can go wrong, said to an editor: where, what, and what to do."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum

# What speaks to a terminal or to whoever reads a log: controls, marks of direction, line ends, halves of characters, code
# points that are none. Blanks of any width and the joiners that scripts and emoji need remain.
_SPEAKS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
# "::error file=…::" at the start of a line, "##[error]" anywhere in it: commands to the runner of GitHub Actions
_COMMAND = re.compile(r"\A\s*(?=::)|##(?=\[)")


class Severity(StrEnum):
    """How bad a finding is; the words are those of GitHub's annotations."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


def printable(text: str) -> str:
    r"""A text as a line of a terminal or log may show it: "\x1b", "\n" for what would speak to it, "\xff" for a raw byte."""
    return _COMMAND.sub(lambda command: command[0] + "\\", _SPEAKS.sub(_spelled, text))


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file's name that is not UTF-8, as Python holds it
        return f"\\x{code - 0xDC00:02x}"
    return match[0].encode("unicode_escape").decode("ascii")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing found wrong in one file.

    `file` is relative to the project, with forward slashes; `line` counts from 1, 0 when the whole file is meant.
    `what` says what is wrong and `remedy` what the editor can do; both are whole sentences without mark-up.
    `trace` is the traceback where the program itself failed, "" for everything that an editor can mend.
    """

    file: str
    line: int
    what: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    trace: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        """Reads `content/articles/a.md:3: error: The date cannot be read. Write it as 2026-09-14`, on one safe line."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return printable(f"{where}: {self.severity}: {self.what}" + (f" {self.remedy}" if self.remedy else ""))

    def annotation(self) -> str:
        """The workflow command that GitHub shows beside the line.

        Source: "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit, packages/core/src/command.ts.
        """
        file = printable(self.file).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        said = printable(f"{self.what} {self.remedy}".strip()).replace("%", "%25")
        return f"::{self.severity} file={file},line={max(1, self.line)}::{said}"


class DigestError(Exception):
    """The root of every error that this program raises on purpose."""


class ContentError(DigestError):
    """One file cannot be used; the others go on. Carries the `Problem` to report."""

    def __init__(self, file: str, what: str, remedy: str = "", line: int = 0, trace: str = "") -> None:
        self.problem = Problem(file, line, what, remedy, trace=trace)
        super().__init__(str(self.problem))

    def named(self, file: str) -> "ContentError":
        """The same error with the path as the editor knows it: readers know only the one below their folder."""
        return self._but(replace(self.problem, file=file))

    def at(self, line: int) -> "ContentError":
        """The same error with its line: whoever reads a value does not always know where it is."""
        return self._but(replace(self.problem, line=line))

    @staticmethod
    def _but(problem: Problem) -> "ContentError":
        return ContentError(problem.file, problem.what, problem.remedy, problem.line, problem.trace)


class SettingsError(DigestError):
    """The settings or the command line are wrong; nothing can run (exit status 2)."""


class PassingError(ContentError):
    """A file that cannot be used on this machine at this moment; another try may bring it."""


class MissingExtraError(PassingError):
    """A format needs a library that is not installed; names the extra to install."""

    def __init__(self, file: str, what: str, extra: str) -> None:
        super().__init__(file, what, f"Install it with: pip install 'news-digest[{extra}]'")


@contextmanager
def doing(what: str, file: str) -> Iterator[None]:
    """Turns a fault of the program into a `ContentError` that says what was being done to which file, with the traceback.

    `what` completes "Digest failed while …": "reading the article". This and the command's own edge are the only places
    that catch every exception; errors raised on purpose pass, and so does an interrupt.
    """
    try:
        yield
    except DigestError:
        raise
    except Exception as error:
        raise failure(what, file, error) from error


def failure(what: str, file: str, error: BaseException | str) -> ContentError:
    """The error that an editor reads when the program failed; `error` is the exception, or its traceback as text."""
    trace = error if isinstance(error, str) else "".join(traceback.format_exception(error))
    last = next((line for line in reversed(trace.splitlines()) if line.strip()), "")
    return ContentError(
        file, f"Digest failed while {what} ({last[:200]}).",
        "This is a fault of Digest, not yours: please report it with the file and what --debug prints.", trace=trace,
    )  # fmt: skip
