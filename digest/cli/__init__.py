"""The `digest` command. Exit status: 0 all well, 1 something in the content is wrong, 2 the command or settings are."""

import sys
from pathlib import Path

import click

from digest import __version__
from digest.cli.add import add
from digest.cli.batch import batch
from digest.cli.build import build
from digest.cli.check import check
from digest.cli.fetch import fetch
from digest.cli.show import show
from digest.config import Settings, load
from digest.errors import DigestError


class Group(click.Group):
    """Says the program's own errors in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; a `DigestError` that reaches the top is a wrong setting or call."""
        try:
            return super().invoke(ctx)
        except DigestError as error:
            click.echo(f"digest: {error}", err=True)
            ctx.exit(2)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds mkdocs.yml (default: this one).",
)
@click.version_option(__version__, prog_name="digest")
@click.pass_context
def digest(ctx: click.Context, project: Path) -> None:
    """Turns a folder of news articles into a digest whose every word can be checked."""
    ctx.obj = Project(project.resolve())


class Project:
    """The project's folder; its settings are read when a command first asks for them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def settings(self) -> Settings:
        """Raises `SettingsError`."""
        return load(self.root)


for _command in (add, fetch, build, show, check, batch):
    digest.add_command(_command)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a glyph shows a mark, and does not end the run
    digest(prog_name="digest")
