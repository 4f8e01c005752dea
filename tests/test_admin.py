"""The page for editing in the browser: its form follows the schema, and only the package that is known is unpacked."""

import io
import json
import re
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from digest import admin
from digest.admin import package
from digest.cli import digest
from digest.config import Settings
from digest.errors import SettingsError
from tests.conftest import ROOT

SCHEMA = json.loads((ROOT / "digest/summary/schema.json").read_text("utf-8"))


def fields(listed: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every field of a form, at any depth."""
    for field in listed:
        yield field
        yield from fields(field.get("fields", []))


def test_the_form_has_what_an_editor_may_change(project: Callable[..., Settings]) -> None:
    """Points, quotations, speakers and the state of review are in the form; hashes, evidence and verdicts are not."""
    made = yaml.safe_load(admin.config(project({}), "sandwick/digest", "main"))
    assert made["backend"] == {"name": "github", "repo": "sandwick/digest", "branch": "main", "auth_methods": ["token"]}
    assert made["publish_mode"] == "editorial_workflow"
    articles, summaries, *_ = made["collections"]
    assert (articles["folder"], summaries["folder"]) == ("content/articles", "content/summaries")
    names = {field["name"] for field in fields(summaries["fields"])}
    assert {"title", "description", "key_points", "quotes", "speaker", "review", "state", "figures", "timeline", "story", "body"} <= names  # fmt: skip
    assert not names & {"generated", "evidence", "check", "sha256", "pieces", "id"}
    assert not [name for name in names if "." in name]


def test_every_choice_of_the_schema_is_one_of_the_form(project: Callable[..., Settings]) -> None:
    """What the schema lists is chosen from a list, with the same words."""
    made = yaml.safe_load(admin.config(project({}), "o/r", "main"))
    state = next(field for field in fields(made["collections"][1]["fields"]) if field["name"] == "state")
    assert state["options"] == SCHEMA["properties"]["review"]["properties"]["state"]["enum"]


def test_editions_names_stories_and_topics_are_in_the_form(project: Callable[..., Settings]) -> None:
    """Each property of their schemas is a field; topics are in the form where the owner has a file of them."""
    settings = project({})
    editions, lists = yaml.safe_load(admin.config(settings, "o/r", "main"))["collections"][2:]
    assert {field["name"] for field in fields(editions["fields"])} == {"lead", "title", "body"}
    assert editions["folder"] == "content/editions"
    pattern = re.compile(editions["slug"]["pattern"][0])
    assert [bool(pattern.search(name)) for name in ("2026-10-12", "2026-w42", "2026-10", "monday", "2026-10-12.md", "2026")] == [True] * 3 + [False] * 3  # fmt: skip
    assert {file["file"]: {field["name"] for field in fields(file["fields"])} for file in lists["files"]} == {
        "content/names.yaml": {
            "people",
            "organisations",
            "places",
            "name",
            "id",
            "also",
            "page",
            "was",
            "only",
            "except",
        },
        "content/stories.yaml": {"stories", "id", "name", "lead", "merged", "articles", "dismissed"},
    }
    settings.topics.parent.mkdir(parents=True, exist_ok=True)
    settings.topics.write_text("topics: []\n")
    lists = yaml.safe_load(admin.config(settings, "o/r", "main"))["collections"][3]
    (topics,) = (file for file in lists["files"] if file["name"] == "topics")
    assert {field["name"] for field in fields(topics["fields"])} == {"lang", "topics", "name", "broader", "synonyms", "words", "hints"}  # fmt: skip


def packed(entries: dict[str, bytes]) -> bytes:
    """A package with these files."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as files:
        for name, data in entries.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            files.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def test_another_package_is_refused(project: Callable[..., Settings], tmp_path: Path) -> None:
    """A package with another hash ends in a sentence and exit status 2; nothing is written."""
    made = project({})
    (tmp_path / "other.tgz").write_bytes(packed({"package/npm/index.js": b"alert(1)"}))
    done = CliRunner().invoke(digest, ["--project", str(made.root), "admin", "--repository", "o/r", "--package", str(tmp_path / "other.tgz")])  # fmt: skip
    assert done.exit_code == 2
    assert "its hash is another" in done.output
    assert not (made.root / "content/admin").exists()


def test_only_the_files_that_are_needed_come_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts, fonts and the licence come out, below `cms/`; maps, and paths that lead elsewhere, do not; no font is asked of another host."""
    font = b"url(https://cdn.jsdelivr.net/fontsource/fonts/noto-mono@5.3.0/latin-400-normal.woff2)"
    data = packed({
        "package/npm/index.js": font, "package/npm/index.js.map": b"", "package/npm/assets/a.woff2": b"f",
        "package/npm/../../evil.js": b"", "package/LICENSE.txt": b"MIT", "package/dist/x.js": b"",
    })  # fmt: skip
    with pytest.raises(SettingsError):
        admin.unpacked(data)
    monkeypatch.setattr(package, "b64decode", lambda _: package.sha512(data).digest())
    found = admin.unpacked(data)
    assert set(found) == {"cms/index.js", "cms/assets/a.woff2", "cms/LICENSE.txt"}
    assert found["cms/index.js"] == b"url(cms/assets/noto-mono-latin-400-normal-DiC8lJru.woff2)"


@pytest.mark.parametrize("name", ["", "digest", "a/b/c", "/"])
def test_an_unknown_repository_is_asked_for(project: Callable[..., Settings], name: str) -> None:
    """Without a repository of the form OWNER/NAME a sentence says what to give."""
    done = CliRunner().invoke(digest, ["--project", str(project({}).root), "admin", "--repository", name])
    assert done.exit_code == 2
    assert "--repository OWNER/NAME" in done.output
