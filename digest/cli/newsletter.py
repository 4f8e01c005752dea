"""`digest newsletter`: an edition as an e-mail."""

import os
from datetime import UTC, date, datetime, time
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import config
from digest.cli import said
from digest.config import Identity, Settings
from digest.errors import ContentError, Problem, SettingsError
from digest.group.editions.periods import named
from digest.newsletter import ledger, recipients
from digest.newsletter.gather import gather
from digest.newsletter.ledger import State
from digest.newsletter.message import message
from digest.newsletter.send import Login, Outcome, Run, send
from digest.render import Letter
from digest.sources import files

if TYPE_CHECKING:
    from digest.cli import Project

FOLDER = "newsletter"


@click.command()
@click.argument("edition", required=False, default="")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the letter to this file (default: newsletter/EDITION.eml).")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Show the letter in the browser.")
@click.option("--send", "sends", is_flag=True, help="Send it to all readers who have not got it.")
@click.option("--to", "trial", metavar="ADDRESS", help="Send it to this address alone, as a trial; the ledger is left as it is.")  # fmt: skip
@click.pass_obj
def newsletter(  # noqa: PLR0913, PLR0917 - its options
    project: "Project", edition: str, output: Path | None, opens: bool, sends: bool, trial: str | None
) -> None:
    """Write EDITION (2026-10-12, 2026-w42, 2026-10; default: the last one that has ended) as an e-mail, and send it."""
    settings, site = project.settings, config.identity(project.root)
    now = datetime.now(UTC).replace(microsecond=0)
    templates = project.root / "templates"
    letter, problems = gather(settings, site, edition, now.date(), templates if templates.is_dir() else None)
    status = said.problems(problems)
    place = output or settings.root / FOLDER / f"{letter.edition}.eml"
    files.write(place, message(letter, settings.newsletter, site, "", _evening(letter)).as_bytes())
    said.line(f"wrote    {config.shown(settings, place.resolve())}")
    if opens:
        preview = place.with_suffix(".html")
        files.write(preview, letter.html.encode())
        click.launch(preview.resolve().as_uri())
    if sends or trial:
        status = max(status, _sent(settings, site, letter, trial or ""))
    if status:
        raise SystemExit(status)


def _sent(settings: Settings, site: Identity, letter: Letter, trial: str) -> int:
    """Sends the letter and says what came of it; gives the exit status."""
    own = settings.newsletter
    if not own.host or not own.sender:
        raise SettingsError("mkdocs.yml: plugins: digest: newsletter: sender and host are needed to send (docs/newsletter.md).")  # fmt: skip
    login = Login(os.environ.get("DIGEST_SMTP_USER", ""), os.environ.get("DIGEST_SMTP_PASSWORD", ""))

    def compose(to: str) -> EmailMessage:
        return message(letter, own, site, to, datetime.now(UTC).replace(microsecond=0))

    def now() -> str:
        return datetime.now(UTC).isoformat(timespec="seconds")

    to, wrong = _readers(settings, trial)
    status = said.problems(wrong)
    place = settings.root / own.ledger
    try:
        with ledger.forgotten() if trial else ledger.opened(place, config.shown(settings, place)) as kept:
            outcome = send(Run(letter.edition, compose, kept, own, login, now), to)
    except ContentError as error:
        raise SettingsError(str(error)) from error
    return max(status, _report(outcome, len(to)))


def _readers(settings: Settings, trial: str) -> tuple[list[str], list[Problem]]:
    """Who gets the letter, and what of the list is no address."""
    if trial:
        own = recipients.address(trial)
        if not own:
            raise SettingsError(f"“{trial}” is no e-mail address.")
        return [own], []
    place = settings.root / settings.newsletter.recipients
    shown = config.shown(settings, place)
    if not place.is_file():
        raise SettingsError(f"{shown} is not there. Write the readers' addresses into it, one a line.")
    try:
        return recipients.read(files.read(place, shown).decode("utf-8"), shown)
    except UnicodeDecodeError as error:
        raise SettingsError(f"{shown}: The file is not UTF-8. Save it as UTF-8.") from error


def _report(outcome: Outcome, of: int) -> int:
    """Says what came of the letters; gives the exit status."""
    for address, words in outcome.told:
        said.line(f"{address}: {words}", err=True)
    counts = outcome.count
    parts = [f"{counts[State.SENT]:,} sent"]
    parts += [f"{outcome.had:,} had it already"] if outcome.had else []
    parts += [f"{counts[state]:,} {words}" for state, words in _WORDS.items() if counts[state]]
    left = of - outcome.had - sum(counts.values())
    parts += [f"{left:,} not tried"] if left else []
    said.line(f"{said.count(of, 'reader')}: {', '.join(parts)}")
    if outcome.stopped:
        said.line(f"The server takes no more now: {outcome.stopped} Run the command again later; nobody gets it twice.", err=True)  # fmt: skip
    return said.WRONG if outcome.told or outcome.stopped else 0


_WORDS = {
    State.DEFERRED: "to try again",
    State.REFUSED: "refused",
    State.SENDING: "not known",
}


def _evening(letter: Letter) -> datetime:
    """The end of the edition, so that the file has the same bytes whenever it is written."""
    period = named(letter.edition)
    assert period is not None
    return datetime.combine(date.fromisoformat(period.last), time(18), UTC)
