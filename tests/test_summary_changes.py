"""Every single change of a summary, all of them tried: none stops the build, the check or the pages, and no word is lost."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from digest import check, pipeline, render, summary
from digest.build import archive
from digest.config import Settings, load
from digest.errors import ContentError
from digest.extract import Hints
from digest.model import Reading, Summary, held
from digest.people import parse as names
from digest.pipeline import Committed, Summarised
from digest.summary.hashes import digest
from digest.understand import understand
from tests.conftest import LEDE, ROOT

OPTIONS = pipeline.Options()
FILE = Committed("pier.md", f"---\ntitle: North pier closed\ndate: 2026-09-14\nsource: Sound News\ntags: [Harbours]\n---\n{LEDE}".encode(), "content/articles/pier.md", Hints())  # fmt: skip
OTHERS: tuple[Any, ...] = (None, "x", -7, ["x", None], {}, {"x": [1]})
FIELDS = ("title", "description", "date", "tags", "made", "source", "key_points", "quotes", "people", "organisations", "places", "figures", "timeline", "story", "review", "generated", "evidence")  # fmt: skip


@cache
def made() -> Summarised:
    """The article's summary, as the program alone makes it."""
    return again(None)


def again(old: summary.Parsed | None) -> Summarised:
    """The summary made anew where there is one already."""
    article = pipeline.article(FILE)
    chosen = pipeline.owned(article, drafted(), OPTIONS)
    return pipeline.finish(article, drafted(), chosen, old, shown=FILE.shown, place="a.md")


@cache
def reading() -> Reading:
    """What the program reads in the article, once for all changes."""
    return understand(pipeline.article(FILE))


@cache
def drafted() -> pipeline.Draft:
    """What the program makes of it before it knows a setting."""
    return pipeline.draft(pipeline.article(FILE))


@cache
def settings(folder: Path) -> Settings:
    """The settings of a project without any."""
    (folder / "mkdocs.yml").write_text("site_name: Test\nplugins:\n  - digest:\n      strict: false\n")
    return load(folder)


def changes(whole: dict[str, Any], field: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field below one of the summary's, and the field itself: dropped, renamed, and of every other type."""
    for path in [*paths(whole[field], (field,))]:
        for what in ("drop", "rename", *range(len(OTHERS))):
            changed = copy.deepcopy(whole)
            *way, last = path
            parent: Any = changed
            for step in way:
                parent = parent[step]
            if what == "drop":
                del parent[last]
            elif what == "rename" and isinstance(parent, dict):
                parent[f"{last}x"] = parent.pop(last)
            elif isinstance(what, int):
                parent[last] = OTHERS[what]
            yield f"{path} {what}", changed


def paths(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The way to a value, and to all below it; of the items of a long list only the first and the last."""
    yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, (*path, name))
    if isinstance(value, list):
        for index in sorted({0, len(value) - 1} & set(range(len(value)))):
            yield from paths(value[index], (*path, index))


@pytest.mark.parametrize("field", FIELDS)
def test_no_change_of_one_file_ends_a_build_and_no_word_is_lost(
    field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Build, check and pages go on, what is refused has its line, and what the editor left there is in the file afterwards."""
    monkeypatch.setattr(pipeline, "understand", lambda *_: reading())
    article = pipeline.article(FILE)
    published = []
    for what, changed in changes(made().fields, field):
        text = summary.new(changed, "Our note.\n")
        if not isinstance(changed.get("source", {}), dict):  # refused where its articles are told apart
            with pytest.raises(ContentError) as caught:
                summary.parse(text, "a.md")
            assert caught.value.problem.line > 1, what
            continue
        old = summary.parse(text, "a.md")
        done = again(old)
        kept = summary.parse(done.text, "a.md").fields
        for name in changed.keys() - {"generated", "evidence", "source"}:
            assert digest(kept[name]) == digest(changed[name]), what
        assert done.text.endswith("---\nOur note.\n")
        for report in (done.report, check.check(old.fields, article, reading()), check.check(old.fields, None)):
            placed = check.placed(report, check.Elsewhere({"b.md": "Other words."}))
            assert all(problem.line >= 1 for problem in check.problems(placed, "a.md", text)), what
        published.append(Summary(f"2026/09/a{len(published)}.md", done.fields, old.note))
    summaries, moved, _ = archive.joined(published, names("", ""), {})
    pages = {page.path for page in render.pages(summaries, render.Site("Test", "https://test.example/", "", settings(tmp_path)), ROOT / "templates", moved)}  # fmt: skip
    assert {one.path.replace(".md", "/index.md") for one in summaries if not held(one.fields)} <= pages
