"""`digest review`: in the terminal, from one question to the next: the sentence on the left, the statement on the right."""

import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import review as desks
from digest import summary
from digest.build.kept import Kept
from digest.build.project import Project as Run
from digest.cli import said
from digest.cli.check import summaries
from digest.config import Settings, shown
from digest.errors import ContentError, Problem, SettingsError, doing, printable
from digest.model import Article, decided
from digest.review import Case, Desk
from digest.sources import files
from digest.summary import Parsed
from digest.understand import understand

if TYPE_CHECKING:
    from digest.cli import Project

_KEYS = "[a]ccept  [c]orrect  [s]uggest  [d]rop  [n]ext  [q]uit"
_LONGEST_NAME = 100  # characters
_ENDS = "[a]pprove  [h]old  [n]ext  [q]uit"


class _QuitError(Exception):
    """The editor goes home."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--state", type=click.Choice(desks.STATES), help="Give every summary in PATHS this state, and ask nothing."
)
@click.option("--by", metavar="NAME", default="", help="Who decides (default: the name in git's settings).")
@click.option("--list", "lists", is_flag=True, help="List what waits for a decision, and ask nothing.")
@click.option("--all", "every", is_flag=True, help="Also go through summaries that are approved or held already.")
@click.pass_obj
def review(project: "Project", paths: tuple[Path, ...], state: str | None, by: str, lists: bool, every: bool) -> None:  # noqa: PLR0913, PLR0917 - what may be asked
    """Step through the statements that need a decision in the summaries in PATHS (default: all).

    Each is shown beside its sentence: accept it, correct it, drop it, or take what the article supports. What you decide is
    written at once, and the file keeps your comments and your order.
    """
    settings = project.settings
    if state and not paths:
        raise SettingsError("Name the summaries that get this state.")
    places, problems = summaries(settings, paths)
    who, waiting = printable(" ".join((by or _me(settings)).split()))[:_LONGEST_NAME], 0
    try:
        for desk, place in _desks(settings, places, problems, every=every or bool(state)):
            if lists and not state:
                waiting += 1
                said.line(f"{desk.file}: {said.count(len(list(desks.cases(desk))), 'statement')} to decide on")
                continue
            try:
                if state:
                    _write(place, desks.stated(desk, state, who, _now()))
                    said.line(f"{state:8} {desk.file}")
                else:
                    _go_through(desk, place, who)
            except ContentError as error:
                problems.append(error.problem)
    except (_QuitError, EOFError, click.Abort):
        click.echo()
        said.line("What you have decided is written.")
    if lists:
        said.line(f"Waiting for a decision: {said.count(waiting, 'summary', 'summaries')}")
    if status := said.problems(problems):
        raise SystemExit(status)


def _desks(
    settings: Settings, places: list[Path], problems: list[Problem], *, every: bool
) -> Iterator[tuple[Desk, Path]]:
    """The summaries that wait for a decision, each with its file; what cannot be read is added to `problems`."""
    with Kept(settings) as memory:
        run = Run(settings, memory)
        for place in places:
            name = shown(settings, place)
            try:
                with doing("reviewing the summary", name):
                    parsed = summary.read(files.read(place, name), name)
                    if not every and decided(parsed.fields):
                        continue
                    article = _article(run, parsed, name)
                    desk = desks.opened(name, parsed, article, understand(article))
            except ContentError as error:
                problems.append(error.problem)
                continue
            if every or settings.require_approval or any(True for _ in desks.cases(desk)):
                yield desk, place


def _article(run: Run, parsed: Parsed, name: str) -> Article:
    """The article of a summary. Raises `ContentError`."""
    path = str(parsed.fields.get("source", {}).get("file") or "")
    if not run.holds(path):
        remedy = "Bring it back, or write its new place below `source: file:`."
        raise ContentError(name, "The article of this summary is not there.", remedy)
    return run.article(path)[0]


def _go_through(desk: Desk, place: Path, who: str) -> None:
    """Asks about one statement after the other, then about the summary. Raises `_QuitError`."""
    click.echo()
    said.line(desk.file)
    said.line(str(desk.fields.get("title", "")))
    passed: set[tuple[str, str, str]] = set()
    while case := next((case for case in desks.cases(desk) if case.key not in passed), None):
        _show(case)
        key = _key(_KEYS, "acsdnq")
        changed = desk
        if key == "n":
            passed.add(case.key)
        elif key == "a" and not case.fails:
            changed = desks.accepted(desk, case.path)
            passed.add(case.key)
        elif key == "a":
            said.line("The article does not support it, so it cannot be accepted: correct it, or drop it.")
        elif key == "d":
            changed = desks.dropped(desk, case.path)
            passed.add(case.key)
        elif key == "c":
            changed = _corrected(desk, case)
        elif key == "s":
            changed = _suggested(desk, case)
        if changed is not desk:
            desk = _write(place, changed)
    key = _key(_ENDS, "ahnq")
    if key in "ah":
        _write(place, desks.stated(desk, "approved" if key == "a" else "held", who, _now()))


def _corrected(desk: Desk, case: Case) -> Desk:
    """Asks for other words, and for a quotation's speaker."""
    text = click.prompt("Words", default=case.text)
    speaker = ""
    if case.path.startswith("quotes"):
        speaker = click.prompt("Speaker", default=case.speaker, show_default=bool(case.speaker))
    return desks.corrected(desk, case.path, text, speaker)


def _suggested(desk: Desk, case: Case) -> Desk:
    """Shows what the article supports, and takes it if that is wanted."""
    new = desks.suggestion(desk, case.path) if case.fails else None
    if new is None:
        said.line("Nothing near it is supported by the article.")
        return desk
    words = new if isinstance(new, str) else new.get("text", "")
    speaker = "" if isinstance(new, str) else (new.get("speaker") or {}).get("name", "")
    said.line(f"  {speaker + ': ' if speaker else ''}{words}")
    return desks.taken(desk, case.path, new) if click.confirm("Take it?", default=True) else desk


def _write(place: Path, desk: Desk) -> Desk:
    """Writes the file; the summary as it is there now. Raises `ContentError` where somebody else has saved it meanwhile."""
    text = desk.text
    if files.read(place, desk.file) != desk.parsed.text.encode():
        what = "The summary was saved while you were deciding, so it is left as it is now."
        raise ContentError(desk.file, what, "Run digest review again.")
    files.write(place, text.encode())
    return desks.opened(desk.file, summary.parse(text, desk.file), desk.article, desk.reading)


def _show(case: Case) -> None:
    """Prints a statement beside its sentences."""
    width = max(24, min(60, (shutil.get_terminal_size().columns - 3) // 2))
    left = [line for words in case.sentences or ("(no sentence)",) for line in textwrap.wrap(printable(words), width)]
    speaker = f"{case.speaker}: " if case.speaker else ""
    right = textwrap.wrap(printable(f"{speaker}{case.text}"), width)
    mark = click.style("fails", fg="red") if case.fails else click.style("question", fg="yellow")
    click.echo(f"\n{mark} {case.path}")
    for one, other in zip_longest(left, right, fillvalue=""):
        click.echo(f"{one:<{width}} │ {other}")
    said.line(f"{case.what} {case.remedy}")


def _key(keys: str, known: str) -> str:
    """The letter that is typed; asks again for another one. Raises `_QuitError` for "q"."""
    while True:
        typed = str(click.prompt(keys, prompt_suffix=" > ", default="n", show_default=False)).strip().lower()[:1]
        if typed == "q":
            raise _QuitError
        if typed in known:
            return typed


def _me(settings: Settings) -> str:
    """The editor's name, as git knows it; "" where it does not."""
    try:
        command = ["git", "-C", str(settings.root), "config", "user.name"]
        done = subprocess.run(command, capture_output=True, timeout=10, check=False)  # noqa: S603 - fixed words, no shell
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
