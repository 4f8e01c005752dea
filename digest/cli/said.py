"""How the command speaks: problems for a person or for GitHub, counts in words, progress on a terminal.

Everything that the command prints goes through here, so that a file's name or a page's words never speak to the terminal.
"""

import os
import sys
from collections.abc import Iterable

import click

from digest.errors import DigestError, Problem, Severity, printable

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "blue"}
# exit statuses: something in the content is wrong; the call or the settings are; the program itself failed
WRONG, REFUSED, FAILED = 1, 2, 3


def line(words: str, *, err: bool = False) -> None:
    """Prints one line."""
    click.echo(printable(words), err=err)


def problems(found: Iterable[Problem]) -> int:
    """Prints them to standard error, as annotations too on GitHub Actions; gives the exit status that they call for."""
    status = 0
    for problem in found:
        click.echo(click.style(str(problem), fg=_COLOURS[problem.severity]), err=True)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(problem.annotation())
        trace(problem)
        status = max(status, exit_status(problem))
    return status


def trace(problem: Problem) -> None:
    """Prints the traceback of a fault of the program, where `digest --debug` asks for it."""
    context = click.get_current_context(silent=True)
    if context and context.find_root().params.get("debug"):
        for words in problem.trace.splitlines():
            line(words, err=True)


def refused(error: DigestError) -> int:
    """Prints why nothing can run; gives the exit status."""
    line(f"digest: {error}", err=True)
    return REFUSED


def exit_status(problem: Problem) -> int:
    """What a problem says of the run: 3 for a fault of the program, 1 for an error, 0 for what may be."""
    return FAILED if problem.trace else WRONG if problem.severity is Severity.ERROR else 0


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
