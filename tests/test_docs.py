"""The documents say all that the program has, and nothing that leads nowhere."""

import dataclasses
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from markdown_it import MarkdownIt

from digest.cli import COMMANDS, digest
from digest.config import FeedSettings, NewsletterSettings, Settings, SourceSettings, SuggestSettings
from digest.model import Verdict
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")


def commands(command: click.Command, path: str = "digest") -> Iterator[tuple[str, click.Command]]:
    """Every command of the tree by its whole name."""
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from commands(below, f"{path} {name}")


@pytest.mark.parametrize(("name", "told"), COMMANDS.items())
def test_the_list_of_commands_says_what_each_says_itself(name: str, told: str) -> None:
    """What `digest --help` says of a command, without loading it, is the first sentence of its own help."""
    command = digest.get_command(click.Context(digest), name)
    assert command is not None
    assert command.help is not None
    assert " ".join(command.help.split()).partition(". ")[0].rstrip(".") + "." == told


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"there is no section “{heading}”"
    return found[1]


@pytest.mark.parametrize(
    ("name", "command"), [(n, c) for n, c in commands(digest) if n == "digest" or not isinstance(c, click.Group)]
)
def test_every_command_and_option_is_explained(name: str, command: click.Command) -> None:
    """Each command has a section in docs/commands.md, and each of its options stands there."""
    text = section((DOCS / "commands.md").read_text("utf-8"), name)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for flag in parameter.opts:
                assert flag in text
            if isinstance(parameter.type, click.Choice):
                assert not [choice for choice in parameter.type.choices if choice not in text]


def test_no_command_is_explained_that_is_not_there() -> None:
    """Each section of docs/commands.md about a command is about one that exists."""
    told = set(re.findall(r"^## (digest.*)$", (DOCS / "commands.md").read_text("utf-8"), re.MULTILINE))
    assert told <= {name for name, _ in commands(digest)}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Options", Settings),
        ("sources", SourceSettings),
        ("feeds", FeedSettings),
        ("newsletter", NewsletterSettings),
        ("suggest", SuggestSettings),
    ],
)
def test_settings_and_their_explanation_are_the_same(heading: str, kind: type) -> None:
    """docs/settings.md lists the options that the program knows, and no others."""
    text = section((DOCS / "settings.md").read_text("utf-8"), heading)
    told = set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE))
    assert told == {field.name for field in dataclasses.fields(kind)} - {"root"}


def fields(schema: Any) -> Iterator[str]:
    """The name of every field in the schema, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for below in schema.values():
            yield from fields(below)
    elif isinstance(schema, list):
        for below in schema:
            yield from fields(below)


def test_every_field_of_the_schema_is_explained() -> None:
    """Each field of schema 3 stands in docs/summaries.md, and each verdict has its meaning there."""
    schema = json.loads((ROOT / "digest" / "summary" / "schema.json").read_text("utf-8"))
    text = (DOCS / "summaries.md").read_text("utf-8")
    assert sorted(name for name in set(fields(schema)) if f"`{name}`" not in text and f"{name}:" not in text) == []
    assert re.findall(r"^\| `(\w+)` \|", section(text, "Verdicts"), re.MULTILINE)[1:] == [v.value for v in Verdict]


def links(place: Path) -> Iterator[str]:
    """The targets of a page's links and pictures."""
    for token in MarkdownIt("commonmark").enable("table").parse(place.read_text("utf-8")):
        for child in token.children or []:
            target = child.attrs.get("href") or child.attrs.get("src")
            if target:
                yield str(target)


def anchors(place: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.*)$", place.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("place", PAGES, ids=lambda place: place.name)
def test_links_lead_somewhere(place: Path) -> None:
    """Each relative link leads to a file of the repository and, behind #, to a heading in it."""
    for link in links(place):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (place.parent / path).resolve() if path else place
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_the_commands_of_the_readme_exist() -> None:
    """Each `make …` in the README and in docs/commands.md is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = README + (DOCS / "commands.md").read_text("utf-8") + (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    used = set(re.findall(r"(?:^    |`)make ([a-z]+)", told, re.MULTILINE))
    assert {"site", "serve", "test"} <= used <= targets


def test_the_commands_of_the_readme_are_the_programs() -> None:
    """Each `digest …` in the README is a command."""
    known = {name for name, _ in commands(digest)}
    used = set(re.findall(r"(?:^    |`)(digest (?:batch )?[a-z]+)", README, re.MULTILINE))
    assert used
    assert used <= known


def test_the_documents_are_a_site_of_their_own(tmp_path: Path) -> None:
    """docs.yml builds without a warning, has a first page for each of the three people, and asks no other host for anything."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(ROOT / "docs.yml"), "--site-dir", str(tmp_path / "site")]  # fmt: skip
    done = subprocess.run(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in ("editor", "owner", "developer"):
        page = (tmp_path / "site" / name / "index.html").read_text("utf-8")
        assert not re.findall(r"<(?:script|img|link)[^>]+(?:src|href)=[\"']?https?://(?!digest\.example)[^>]*>", page)
        assert "../developer/" in page or name == "developer"
    assert (tmp_path / "site/index.html").is_file()
