"""The `digest` command.

Exit status: 0 all well, 1 something in the content is wrong, 2 the command or the settings are, 3 the program failed.
"""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from digest import __version__
from digest.config import Settings, load
from digest.errors import ContentError, DigestError, SettingsError, failure

# Each is in the module of its name, which is loaded when it is asked for: to load all takes four times as long as to
# load the one that runs. What `digest --help` says of them is the first sentence of their own help (tests/test_docs.py).
COMMANDS: Final = {
    "add": "Bring in files and pages as articles.",
    "admin": "Put a page for editing in the browser into content/admin.",
    "batch": "Read JSON Lines and write JSON Lines, for measuring and for other programs.",
    "build": "Write the summary file of every article that is new or has changed.",
    "check": "Hold the summaries in PATHS (files or folders; default: all) against their articles.",
    "doctor": "Check the set-up of the digest and say what to do.",
    "edition": "Make editions that are over anew, or name the one of today.",
    "fetch": "Fetch what is new in the feeds of mkdocs.yml.",
    "inbox": "Bring in the files that wait in content/inbox.",
    "messages": "Write a file for what the site says in LANGUAGE (nl, pt-BR), or bring it up to date.",
    "new": "Make a digest of one's own in FOLDER, which must be empty or absent.",
    "newsletter": "Write EDITION (2026-10-12, 2026-w42, 2026-10; default: the last one that has ended) as an e-mail, and send it.",
    "pages": "Write all pages of the site into FOLDER as Markdown, and its other files, for any program that makes a site of them.",
    "report": "Report on every summary that has changed since a commit.",
    "review": "Step through the statements that need a decision in the summaries in PATHS (default: all).",
    "story": "Merge, split or name stories.",
    "suggest": "Ask the language model of the settings about the articles in PATHS (default: all without an answer).",
    "show": "Print what the program reads out of ARTICLE, a file of any known format; nothing is written.",
    "upgrade": "Bring the workflows, settings and schema of a digest made by `digest new` up to date.",
}


class Group(click.Group):
    """The commands; says the program's own errors in one line, without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """Their names."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks so
        """One of them, loaded now."""
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"digest.cli.{cmd_name}"), cmd_name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click asks so
        """Lists them without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; a `DigestError` that reaches the top is a wrong setting or call, all else a fault of the program."""
        from digest.cli import said  # noqa: PLC0415 - `digest --help` needs none of it

        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, EOFError, BrokenPipeError):
            raise  # click's own way to end a command
        except ContentError as error:
            if not error.problem.trace:
                ctx.exit(said.refused(error))
            ctx.exit(said.problems([error.problem]))
        except DigestError as error:
            ctx.exit(said.refused(error))
        except Exception as error:  # noqa: BLE001 - the outermost edge: an editor never sees a traceback unasked
            if isinstance(error, OSError) and error.filename:  # a full disk, a folder that may not be written
                what = f"{error.filename}: {error.strerror}. Check the disk and the rights of the folder."
                ctx.exit(said.refused(SettingsError(what)))
            what = f"running digest {ctx.invoked_subcommand or ''}".strip()
            ctx.exit(said.problems([failure(what, str(ctx.params["project"].resolve()), error).problem]))


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds mkdocs.yml (default: this one).",
)
@click.option("--debug", is_flag=True, help="Print the traceback where the program itself fails.")
@click.version_option(__version__, prog_name="digest")
@click.pass_context
def digest(ctx: click.Context, project: Path, debug: bool) -> None:  # noqa: ARG001 - `said.trace` reads it
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


def main() -> None:
    """The entry point. Names of files are UTF-8 whatever the locale says, which only a new interpreter can be given."""
    if sys.getfilesystemencoding() != "utf-8" and not sys.flags.utf8_mode:
        os.execve(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]], os.environ)  # noqa: S606 - itself, no shell
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a glyph shows a mark, and does not end the run
    digest(prog_name="digest")
