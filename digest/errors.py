"""What can go wrong, said to an editor: where, what, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; the words are those of GitHub's annotations."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing found wrong in one file.

    `file` is relative to the project, with forward slashes; `line` counts from 1, 0 when the whole file is meant.
    `what` says what is wrong and `remedy` what the editor can do; both are whole sentences without mark-up.
    """

    file: str
    line: int
    what: str
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Reads `content/articles/a.md:3: error: The date cannot be read. Write it as 2026-09-14`."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.severity}: {self.what}" + (f" {self.remedy}" if self.remedy else "")


class DigestError(Exception):
    """The root of every error that this program raises on purpose."""


class ContentError(DigestError):
    """One file cannot be used; the others go on. Carries the `Problem` to report."""

    def __init__(self, file: str, what: str, remedy: str = "", line: int = 0) -> None:
        self.problem = Problem(file, line, what, remedy)
        super().__init__(str(self.problem))

    def named(self, file: str) -> "ContentError":
        """The same error with the path as the editor knows it: readers know only the one below their folder."""
        return ContentError(file, self.problem.what, self.problem.remedy, self.problem.line)

    def at(self, line: int) -> "ContentError":
        """The same error with its line: whoever reads a value does not always know where it stands."""
        return ContentError(self.problem.file, self.problem.what, self.problem.remedy, line)


class SettingsError(DigestError):
    """The settings or the command line are wrong; nothing can run (exit status 2)."""


class PassingError(ContentError):
    """A file that cannot be used on this machine at this moment; another try may bring it."""


class MissingExtraError(PassingError):
    """A format needs a library that is not installed; names the extra to install."""

    def __init__(self, file: str, what: str, extra: str) -> None:
        super().__init__(file, what, f"Install it with: pip install 'news-digest[{extra}]'")
