"""A site that MkDocs really makes of given summaries: for tests of what readers get."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build as publish
from mkdocs.config import load_config

from digest import build
from digest.build import Built, Entry
from digest.model import Summary
from tests.conftest import ROOT
from tests.rendered import fields


def site(project: Path, summaries: Sequence[Summary]) -> Path:
    """Builds the site of summaries as if a build had made them, with the theme, settings and pages of the repository."""
    if not (project / "mkdocs.yml").exists():
        (project / "content").mkdir(parents=True)
        shutil.copy(ROOT / "mkdocs.yml", project)
        (project / "templates").symlink_to(ROOT / "templates")
        for page in (ROOT / "content").glob("*.md"):
            shutil.copy(page, project / "content")
    entries = tuple(Entry(summary, "", "") for summary in summaries)
    environment = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://d.example/"}
    with (
        patch.object(build, "build", lambda *_, **__: Built(entries, (), len(entries), 0)),
        patch.dict(os.environ, environment),
    ):
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        publish(config)
    return project / "site"


def everywhere(words: str, number: int = 0, **changes: Any) -> dict[str, Any]:
    """Front matter with the same words in every field that strangers or editors write."""
    who = {"id": words, "name": words, "role": words, "handle": words}
    said = {"text": words, "said": words, "via": words, "cue": words, "evidence": ["s1"], "check": words}
    quotes = [{**said, "id": f"q-{kind}", "kind": kind, "speaker": who} for kind in ("direct", "indirect", "social")]
    source: Mapping[str, Any] = {
        "name": words, "url": words, "byline": [words], "file": f"{number}.md", "rights": "full", "lang": words, "form": words,
        "published_from": words, "copy_of": words,
    }  # fmt: skip
    return fields(
        title=words, description=words, tags=[words], source=source, quotes=quotes, people=[who], organisations=[who], places=[who],
        key_points=[{"text": words, "evidence": ["s1"], "check": words, "resolved": [{"words": words, "name": words}]}],
        figures=[{"text": words, "what": words, "qualifier": words, "evidence": ["s1"], "check": words}],
        timeline=[{"date": words, "text": words, "from": words, "check": words}],
        evidence={"s1": {"text": words, "start": 0, "end": 1}}, generated={"engine": words, "version": words, "fields": {}},
        **changes,
    )  # fmt: skip
