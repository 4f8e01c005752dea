"""How the command speaks: problems for a person or for GitHub, counts in words, progress on a terminal."""

import os
import sys
from collections.abc import Iterable

import click

from digest.check import report
from digest.errors import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}


def problems(found: Iterable[Problem]) -> bool:
    """Prints them to standard error, as annotations too where GitHub Actions listens; whether one is an error."""
    failed = False
    for problem in found:
        failed |= problem.severity is Severity.ERROR
        click.echo(click.style(str(problem), fg=_COLOURS[problem.severity]), err=True)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo("\n".join(report.annotations([problem])))
    return failed


def count(number: int, one: str, many: str = "") -> str:
    """Reads "1 summary", "2 summaries", "1,000 summaries"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Progress:
    """A bar on a terminal; elsewhere a plain line now and then, so that a log shows that work goes on."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._terminal = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, of: int, path: str) -> None:
        """Shows that `done` of `of` are done, `path` the last."""
        if self._terminal:
            filled = 24 * done // max(1, of)
            width = max(10, min(48, _columns() - 50))
            name = path if len(path) <= width else "…" + path[1 - width :]
            end = "\n" if done == of else ""
            sys.stderr.write(
                f"\r\x1b[2K{self._label} {'█' * filled}{'░' * (24 - filled)} {done:,}/{of:,} {printable(name) if done < of else ''}{end}"
            )
            sys.stderr.flush()
        elif of >= 100 and 10 * done // of != self._last:
            self._last = 10 * done // of
            click.echo(f"{self._label}: {done:,} of {of:,}", err=True)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns
    except OSError:
        return 80


def printable(text: str) -> str:
    """Without control characters: a file's name must not speak to the terminal."""
    return "".join(c if c.isprintable() else "�" for c in text)
