"""Files of schema 1 become today's when they are read, and no word of an editor's is lost."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from digest import frontmatter, summary
from digest.check import shape
from digest.errors import ContentError
from digest.summary import migrate
from digest.summary.hashes import digest, stamp, stamps
from tests.conftest import ROOT

OLD = sorted((ROOT / "tests/cases/summaries_schema1").glob("*.md"))
CHANGED = ("generated", "quotes")  # see test_statements.py for what becomes of the quotes
SPOILT = ("ministry-was-told-in-2021-that-kestrel-bay-wall-could-fail-letters.md", "marwick-and-vauclain-talked-by-telephone-for-the-first-time-since-the.md")  # fmt: skip


def raw(path: Path) -> dict[str, Any]:
    """The front matter as the file has it."""
    found: dict[str, Any] = frontmatter.load(frontmatter.split(path.read_text("utf-8"), "").yaml, "")
    return found


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem[:20])
def test_an_old_file_is_read_as_the_programs_own(path: Path) -> None:
    """No field of a real file of schema 1 that nobody touched is taken for an editor's, spoilt hashes or not."""
    old, parsed = raw(path), summary.parse(path.read_text("utf-8"), path.name)
    assert summary.editors(parsed.fields) == ()
    assert not parsed.edited
    assert (parsed.schema, parsed.fields["generated"]["schema"]) == (1, 3)
    assert {name: value for name, value in parsed.fields.items() if name not in CHANGED} == {name: value for name, value in old.items() if name not in CHANGED}  # fmt: skip
    assert list(shape.findings(parsed.fields)) == []


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem[:20])
def test_an_editors_words_in_an_old_file_stay_an_editors(path: Path) -> None:
    """A changed title, a changed part of the source, a deleted field and a key of one's own survive the migration."""
    text = path.read_text("utf-8").replace("story: ''\n", "desk: harbour\n").replace("  lang: en\n", "  lang: de\n")
    text = text.replace("\ntitle: ", "\ntitle: Ours, not ", 1)
    parsed = summary.parse(text, path.name)
    assert summary.editors(parsed.fields) == ("desk", "source.lang", "story", "title")
    merged = summary.merge(parsed.fields, {**raw(path), "generated": {"fields": stamp(raw(path))}})
    assert merged.editors == ("desk", "source.lang", "story", "title")
    assert merged.fields["title"].startswith("Ours, not ")
    assert "story" not in merged.fields


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_hash_is_repaired_only_where_the_field_is_the_programs(name: str) -> None:
    """`.inf` becomes the hash of what is there, where that hash is one that was read as infinite; else it is an editor's."""
    old = raw(ROOT / "tests/cases/summaries_schema1" / name)
    (field,) = (field for field, mark in old["generated"]["fields"].items() if mark == ".inf")
    assert stamps(migrate.one_to_two(old))[(field,)] == digest(old[field])
    changed = {**old, field: "An editor's" if field == "title" else []}
    assert (field,) not in stamps(migrate.one_to_two(changed))
    assert field in summary.editors(migrate.one_to_two(changed))
    deleted = {key: value for key, value in old.items() if key != field}
    assert field in summary.editors(migrate.one_to_two(deleted))


def test_a_step_is_safe_to_take_twice_and_on_anything() -> None:
    """A file of schema 2 without its number, or with odd hashes, is no reason to fail or to forget."""
    new = {"title": "x", "source": {"file": "a.md"}, "generated": {"schema": 2, "fields": {"title": digest("x"), "source": {"file": digest("a.md")}}}}  # fmt: skip
    assert migrate.one_to_two(new) == new
    assert migrate.one_to_two({**new, "generated": {"fields": new["generated"]["fields"]}}) == new
    for odd in (None, 5, "x", [], {}, {"fields": 3}, {"fields": {"title": []}}, {"fields": {"title": True}}):
        assert summary.editors(migrate.migrated({"title": "x", "generated": odd})) == ("title",)
    assert stamps(migrate.one_to_two({"generated": {"fields": {"a": 123456789012}}, "a": 1})) == {}


def test_no_name_that_the_program_writes_has_a_dot_and_every_hash_is_a_word() -> None:
    """Editing tools nest names with dots, and YAML readers take digits with an "e" for a number."""
    written = {"title": "x", "source": {"name": "a", "url": "b"}, "generated": {}, "evidence": {}}
    marks = stamp(written)
    assert marks["source"].keys() == {"name", "url"}
    old = {**written, "my.key": 1, "source.name": 2, "generated": {"fields": marks}}
    merged = summary.merge(old, {**written, "generated": {"fields": marks}}).fields
    assert (merged["my.key"], merged["source.name"], merged["source"]["name"]) == (1, 2, "a")
    for n in range(3000):
        assert isinstance(yaml.safe_load(digest(n)), str)


def test_a_file_of_a_newer_program_is_left_alone() -> None:
    """What this program does not know it does not rewrite."""
    with pytest.raises(ContentError, match=r"a\.md:4: error: .*newer version"):
        summary.parse("---\ntitle: x\ngenerated:\n  schema: 4\n---\n", "a.md")
