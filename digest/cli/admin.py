"""`digest admin`: a page on the site on which editors change articles and summaries in the browser."""

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import admin as cms
from digest.cli import said
from digest.config import Settings, shown
from digest.errors import ContentError, SettingsError
from digest.sources import files
from digest.sources.fetch import Fetcher

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.option(
    "--repository", metavar="OWNER/NAME", default="", help="The repository on GitHub (default: that of `origin`)."
)
@click.option("--branch", default="main", show_default=True, help="The branch that is published.")
@click.option(
    "--package", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="The npm package of the editing tool, where it is on this machine already.",
)  # fmt: skip
@click.pass_obj
def admin(project: "Project", repository: str, branch: str, package: Path | None) -> None:
    """Put a page for editing in the browser into content/admin.

    It is Sveltia CMS, which is downloaded once from its npm package and then is part of the site: the page asks no host
    but GitHub. Its form is made from the schema of the summaries. Run it again after an upgrade.
    """
    settings = project.settings
    named = repository or _origin(settings)
    if named.count("/") != 1 or not all(named.split("/")):
        raise SettingsError("The repository is not known. Name it: digest admin --repository OWNER/NAME.")
    try:
        data = files.read(package, str(package)) if package else _fetched(settings)
    except ContentError as error:
        raise SettingsError(str(error)) from error
    made = {**cms.pages(), **cms.unpacked(data), "config.yml": cms.config(settings, named, branch).encode()}
    folder = settings.articles.parent / "admin"
    for path, content in made.items():
        files.write(folder / path, content)
    said.line(
        f"{shown(settings, folder)}: {said.count(len(made), 'file')}, Sveltia CMS {cms.VERSION}, for {named}, {branch}"
    )
    said.line("Commit the folder. On the site, open admin/ and sign in with a token (docs/admin.md).")


def _fetched(settings: Settings) -> bytes:
    """The package from the npm registry. Raises `ContentError`."""
    return Fetcher(settings.user_agent, settings.allow_hosts).fetch(cms.ADDRESS, obey=False).data


def _origin(settings: Settings) -> str:
    """OWNER/NAME of the remote `origin`, where that is on GitHub; "" elsewhere."""
    command = ["git", "-C", str(settings.root), "remote", "get-url", "origin"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=10, check=False)  # noqa: S603 - fixed words, no shell
    except (OSError, subprocess.TimeoutExpired):
        return ""
    address = done.stdout.decode("utf-8", errors="replace").strip().removesuffix("/").removesuffix(".git")
    host, _, path = address.removeprefix("git@").removeprefix("https://").replace(":", "/", 1).partition("/")
    return path if host == "github.com" else ""
