"""`digest doctor`: whether a digest is set up rightly, and what to do where it is not."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml

from digest import __version__, config
from digest.config import Settings
from digest.errors import DigestError, printable
from digest.sources import git

if TYPE_CHECKING:
    from digest.cli import Project

# "@de0fac2e4500dabe0009e67214ff5f5447ce83dd", "@sha256:…": a version that nobody can move
_COMMIT = re.compile(r"@(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})\Z")
# "site_url: !ENV [SITE_URL, '']"
_READS_URL = re.compile(r"^site_url:.*\bSITE_URL\b", re.MULTILINE)
# "news-digest==0.1.0"
_PINNED = re.compile(r"news-digest==([\w.]+)")
Finding = tuple[bool, str]  # whether it is as it should be, and a sentence
_PARTS = ("mkdocs", "mkdocs-material", "markdown", "pyyaml", "numpy")


@click.command()
@click.pass_obj
def doctor(project: "Project") -> None:
    """Check the set-up of the digest and say what to do."""
    try:
        settings = project.settings
    except DigestError as error:
        findings = [*_versions(), (False, str(error))]
    else:
        findings = [*_versions(), *_site(settings), *_folders(settings), *_workflows(settings), *_model(settings), *_extras(settings)]  # fmt: skip
    for good, sentence in findings:
        click.echo(
            f"{click.style('ok  ', fg='green') if good else click.style('look', fg='yellow')}  {printable(sentence)}"
        )
    if not all(good for good, _ in findings):
        raise SystemExit(1)


def _versions() -> Iterator[Finding]:
    """The program and what it is built on."""
    yield True, f"Digest {__version__} on Python {sys.version.split()[0]}"
    yield True, ", ".join(f"{name} {metadata.version(name)}" for name in _PARTS)
    there = shutil.which("git")
    yield bool(there), "git is installed" if there else "git is not installed: articles without a date get none from their commit. Install git."  # fmt: skip


def _site(settings: Settings) -> Iterator[Finding]:
    """What readers and feeds need of mkdocs.yml."""
    url = config.identity(settings.root).url
    sets = [flow.name for flow in _flows(settings) if "SITE_URL" in flow.read_text("utf-8", errors="replace")]
    if url.startswith(("https://", "http://")):
        yield True, f"site_url is {url}"
    elif not url and sets and _READS_URL.search((settings.root / config.MKDOCS).read_text("utf-8")):
        yield True, f"site_url is empty here, and {sets[-1]} sets it where the site is published"
    else:
        what = f"site_url “{url}” is no web address" if url else "mkdocs.yml sets no site_url"
        yield False, f"{what}, so feeds, the newsletter and links to share have no whole addresses. Write: site_url: https://…"  # fmt: skip
    if config.foreign_fonts(settings.root):
        yield (
            False,
            "theme: font makes every page ask another host for fonts. Delete it: the site brings what it needs.",
        )
    unknown = [source.name for source in settings.sources.values() if not source.hosts]
    yield True, f"{len(settings.sources)} sources have their rights set" + (f"; without hosts: {', '.join(unknown)}" if unknown else "")  # fmt: skip


def _extras(settings: Settings) -> Iterator[Finding]:
    """Libraries that only some digests need."""
    pdf = any(settings.articles.rglob("*.pdf")) or any(settings.inbox.rglob("*.pdf"))
    wanted = (("pypdf", "pdf", "PDF files", pdf), ("css-inline", "newsletter", "the newsletter", bool(settings.newsletter.sender)))  # fmt: skip
    for name, extra, use, needed in wanted:
        try:
            yield True, f"{name} {metadata.version(name)} is there, for {use}"
        except metadata.PackageNotFoundError:
            if needed:
                yield False, f"{use[:1].upper()}{use[1:]} cannot be used without {name}. Run: pip install 'news-digest[{extra}]'"  # fmt: skip


def _folders(settings: Settings) -> Iterator[Finding]:
    """The folders that are read and written."""
    for name, place in (("articles", settings.articles), ("summaries", settings.summaries)):
        if place.is_dir():
            readable = os.access(place, os.R_OK | os.X_OK) and (name == "articles" or os.access(place, os.W_OK))
            yield (
                readable,
                f"{place} can be used" if readable else f"{place} cannot be read or written. Check its rights.",
            )
        else:
            yield name == "summaries", f"There is no folder {place}" + (" yet; digest build makes it" if name == "summaries" else ". Make it, and put an article into it.")  # fmt: skip
    cache = settings.cache if settings.cache.exists() else settings.cache.parent
    writable = os.access(cache, os.W_OK)
    yield writable, f"The cache {settings.cache} can be written" if writable else f"The cache {settings.cache} cannot be written: every run reads all articles. Check its rights."  # fmt: skip


def _workflows(settings: Settings) -> Iterator[Finding]:
    """The workflows that check and publish."""
    folder = settings.root / ".github" / "workflows"
    if not folder.is_dir():
        yield True, "There are no workflows: the site is not published by GitHub"
        return
    yield from _branch(settings)
    for place in _flows(settings):
        shown = place.relative_to(settings.root).as_posix()
        try:
            jobs = (yaml.safe_load(place.read_text("utf-8")) or {}).get("jobs", {})
            uses = [str(step["uses"]) for job in jobs.values() for step in job.get("steps", []) if "uses" in step]
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError, TypeError, RecursionError) as error:
            yield False, f"{shown} cannot be read: {error}"
            continue
        loose = [use for use in uses if not use.startswith("./") and not _COMMIT.search(use)]
        yield not loose, f"{shown} names its actions by commit" if not loose else f"{shown} names actions by a tag that can be moved: {', '.join(loose)}. Run: digest upgrade."  # fmt: skip
        if "bring" in jobs:
            yield True, f"{shown} opens pull requests. In Settings → Actions → General, GitHub Actions must be allowed to create them (this cannot be seen from here)"  # fmt: skip
        if "deploy" in jobs:
            yield True, f"{shown} publishes. In the repository’s Settings → Pages, Source must be GitHub Actions (this cannot be seen from here)"  # fmt: skip


def _flows(settings: Settings) -> list[Path]:
    return sorted((settings.root / ".github" / "workflows").glob("*.y*ml"))


def _branch(settings: Settings) -> Iterator[Finding]:
    """Whether the repository has the branch that the workflows publish, and they install the program that is here."""
    here = git.branches(settings.root)
    if here and "main" not in here:
        yield False, f"The workflows publish the branch main; this repository has {', '.join(here)}. Run: git branch -m main"  # fmt: skip
    for flow in _flows(settings):
        other = set(_PINNED.findall(flow.read_text("utf-8", errors="replace"))) - {__version__}
        if other:
            yield False, f"{flow.name} installs version {other.pop()}; here is {__version__}. Run: digest upgrade"


def _model(settings: Settings) -> Iterator[Finding]:
    """The command that asks a language model, where the owner wants one."""
    if settings.suggest:
        command = settings.suggest.command[0]
        there = shutil.which(command) or (settings.root / command).is_file()
        yield bool(there), f"The model’s command {command} is there" if there else f"The model’s command {command} is not there. Install it, or change suggest: command in mkdocs.yml."  # fmt: skip
        lost = [word for word in settings.suggest.command[1:] if word.endswith((".py", ".sh")) and not (settings.root / word).is_file()]  # fmt: skip
        for word in lost:
            yield False, f"The model’s command names {word}, which is not there (docs/models.md has examples)"
