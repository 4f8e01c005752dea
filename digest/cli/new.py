"""`digest new`: a digest of one's own in an empty folder, without the program."""

import sys
from pathlib import Path

import click

from digest import starter
from digest.config import Rights
from digest.starter import LANGUAGES, Answers


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the site.")
@click.option("--language", type=click.Choice(LANGUAGES), help="The language of the site's interface.")
@click.option(
    "--rights", type=click.Choice([r.value for r in Rights]), help="How much of an article the site may show."
)
def new(folder: Path, name: str | None, language: str | None, rights: str | None) -> None:
    """Make a digest of one's own in FOLDER, which must be empty or absent.

    On a terminal it asks for what no option gives; elsewhere the defaults are taken.
    """
    default = Answers()
    ask = sys.stdin.isatty()
    answers = Answers(
        name or (click.prompt("Name of the site", default=default.name) if ask else default.name),
        language or _choice("Language of the site", LANGUAGES, default.language, ask=ask),
        rights or _choice("What the site may show of an article", [r.value for r in Rights], default.rights, ask=ask),
    )
    for path in starter.create(folder, answers):
        click.echo(f"new      {path}")
    click.echo(f"\nNext: cd {click.format_filename(folder)}, then: mkdocs serve")


def _choice(question: str, options: tuple[str, ...] | list[str], default: str, *, ask: bool) -> str:
    return str(click.prompt(question, type=click.Choice(options), default=default)) if ask else default
