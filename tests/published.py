"""A site that MkDocs really makes of given summaries: for tests of what readers get."""

import json
import os
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from mkdocs.commands.build import build as publish
from mkdocs.config import load_config

from digest import build
from digest.build import Built, Entry
from digest.model import BlockKind, Mention, Summary
from digest.render.plain import line
from tests.conftest import ROOT
from tests.rendered import Marks, fields

# One of each kind of text that has once been read as something else.
MISREAD = [
    "😀 Ferry kept ![x](x){onerror=alive=1} by the council", "𠮷野家 [x](javascript:alive=1){onclick=alive=1}", "𝐁old", "\ud83d half", "\udfff", "a\0b \x0b \x1b[31m",
    "---\ntitle: x\ntemplate: 404.html\n---\n# x", "--- title: x", "...", "{{ 7 * 7 }} {% raw %}", "*stars* __lines__ `code` [^1] ~~x~~ # x", "<https://x.example/> [a]: b",
    "{: onclick=alive=1 }", "&lt;script&gt;alive=1&lt;/script&gt; &amp;amp; &#60;", "</title><script>alive=1</script>", "</script><script>alive=1</script><!--", '"><svg onload=alive=1>',
    "' onmouseover='alive=1", "\ufffe\uffff\U0001ffff", "\u2028\u2029\u202e\u200b", "=", "<<", "~", "!!python/object:x", "*a", "&a", "%YAML 1.2", "key: value", "'", '"', "\\", "\ufeffx",
    "Index", "README", "../../x", "a/b?c#d%2e", "constructor", "__proto__", 'data-search-exclude="x"', "<img src=//evil.example/p.png>", "![x](https://evil.example/p.png)",
]  # fmt: skip


def site(project: Path, summaries: Sequence[Summary]) -> Path:
    """Builds the site of summaries as if a build had made them, with the theme, settings and pages of the repository."""
    if not (project / "mkdocs.yml").exists():
        (project / "content").mkdir(parents=True)
        shutil.copy(ROOT / "mkdocs.yml", project)
        (project / "templates").symlink_to(ROOT / "templates")
        for page in (ROOT / "content").glob("*.md"):
            shutil.copy(page, project / "content")
    shutil.rmtree(project / ".cache", ignore_errors=True)  # no file of the project says that its summaries are others
    entries = tuple(Entry(summary, "") for summary in summaries)
    environment = {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "https://d.example/"}
    with (
        patch.object(build, "build", lambda *_, **__: Built(entries, (), len(entries), 0, len(entries))),
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


def sound(built: Path, titles: dict[str, str]) -> None:
    """Reads every page of a site: no script, handler or address of a stranger's, and each title as it was written."""
    own = None
    pages = sorted(built.rglob("*.html"))
    for page in pages:
        text = page.read_text("utf-8")
        marks = Marks(text)
        assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f]", text), page
        for tag, attributes in marks.tags:
            assert not [name for name in attributes if name.startswith("on")], (page, tag, attributes)
            assert tag not in {"iframe", "object", "embed", "base", "math"}, page
            for name in ("href", "src", "cite", "action", "data"):
                address = (attributes.get(name) or "").strip()
                assert re.match(r"(?:https?|mailto):|(?![a-z][a-z0-9+.-]*:)", address, re.IGNORECASE), (page, address)
                assert name != "src" or not re.match(r"(?:https?:)?//", address), (page, address)
        scripts = [
            attributes.get("src") or attributes.get("type") or "" for tag, attributes in marks.tags if tag == "script"
        ]
        plain = sorted(re.sub(r"^[./]*", "", found) for found in scripts if found != "application/ld+json")
        own = own or plain
        assert plain == own, page
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            assert json.loads(data)["@context"] == "https://schema.org"
    for folder, title in titles.items():
        text = (built / folder / "index.html").read_text("utf-8")
        shown = line(title) or "Untitled"
        inside = re.search(r"<h1[^>]*>(.*?)</h1>", text, re.DOTALL)
        assert inside, folder
        assert "".join(Marks(inside[1]).words) == shown
        head = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        assert head, folder
        assert "".join(Marks(head[1]).words) == f"{shown} - The Sound Digest"
    for feed in ("feed.xml", "rss.xml"):
        ET.fromstring((built / feed).read_bytes())
    docs = json.loads((built / "search" / "search_index.json").read_text("utf-8"))["docs"]
    assert not [doc for doc in docs for _, found in Marks(doc["title"] + doc["text"]).tags if found]


def published(folder: Path, texts: list[str]) -> None:
    """A site with a summary of each text: in every field, as its note and as its article."""
    sound(written(folder, texts), {f"2026/09/s{number}": text for number, text in enumerate(texts)})


def written(folder: Path, texts: Sequence[str]) -> Path:
    """The site with a summary of each text, at 2026/09/s0/ and on."""
    whole = [((BlockKind.PARAGRAPH, Mention(0, len(text), text)),) for text in texts]
    summaries = [
        Summary(
            f"2026/09/s{number}.md",
            everywhere(text, number),
            f"{text}\n\n# {text}\n\n[x]({text}) {text}",
            whole[number],
        )
        for number, text in enumerate(texts)
    ]
    return site(folder, summaries)
