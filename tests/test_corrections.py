"""Corrections: what an editor changed after publication, from the repository's history or the summary itself."""

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from digest import build, config
from digest.build import corrections
from digest.check.shape import findings
from digest.config import SourceSettings
from digest.frontmatter import load
from digest.model import Changed, Correction, Summary
from digest.render import Site, pages
from digest.summary.corrections import corrected, stated
from digest.summary.hashes import stamp
from tests.rendered import fields, settings, text
from tests.site import built, from_nothing, project, rendered

POINT = "The board voted to close the pier."
SUMMARY = "content/summaries"


def written(**values: object) -> dict[str, object]:
    """A front matter that the program wrote."""
    own: dict[str, object] = {"title": "Pier closed", "key_points": [{"text": POINT}], **values}
    return {**own, "generated": {"fields": stamp(own)}}


def test_only_what_an_editor_changed_is_a_correction() -> None:
    """A field that the program made anew is none; one that the editor changed is, statement by statement."""
    before = written()
    assert not corrected(before, written(title="Pier is closed now"))
    after = {**before, "title": "Pier to close", "key_points": [{"text": POINT}, {"text": "It opens again in May."}]}
    assert corrected(before, after) == (Changed("title", "Pier closed", "Pier to close"), Changed("point", "", "It opens again in May."))  # fmt: skip


def test_typography_is_no_correction() -> None:
    """A change of marks, case or blanks alone is not listed."""
    before = written()
    assert not corrected(before, {**before, "title": "“Pier”  Closed"})


def test_another_speaker_is_a_correction() -> None:
    """Words that were given to the wrong person are listed with both names."""
    said = {"kind": "direct", "text": "“It is hollow,”"}
    before = written(quotes=[{**said, "speaker": {"name": "Ann Lee"}}])
    after = {**before, "quotes": [{**said, "speaker": {"name": "Bo Dahl"}}]}
    assert corrected(before, after) == (Changed("direct", "Ann Lee: “It is hollow,”", "Bo Dahl: “It is hollow,”"),)


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("none", []),
        ([{"at": "2026-09-20", "why": "Nine, not eight."}, {"at": "2026-09-22T10:00:00Z", "before": "a", "after": "b"}], ["2026-09-22", "2026-09-20"]),
        ([{"at": "yesterday", "why": "x"}, {"at": "2026-09-20"}, "x"], []),
    ],
)  # fmt: skip
def test_an_editor_may_list_corrections(value: object, days: list[str]) -> None:
    """Entries with a day and something to say count, the newest first; whatever else is in the field does not."""
    found = stated({"corrections": value})
    assert found is not None
    assert [one.at for one in found] == days
    assert all(stated(nothing) is None for nothing in ({}, {"corrections": None}, {"corrections": []}))


def git(root: Path, *words: str, day: str = "2026-09-15") -> None:
    """Runs git with a day of its own and nobody's settings."""
    when = f"{day}T12:00:00+00:00"
    environment = {
        "PATH": "/usr/bin:/bin", "HOME": str(root), "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "E", "GIT_AUTHOR_EMAIL": "e@e.example", "GIT_COMMITTER_NAME": "E", "GIT_COMMITTER_EMAIL": "e@e.example",
    }  # fmt: skip
    subprocess.run(["git", "-C", str(root), *words], check=True, env=environment, capture_output=True)


def commit(root: Path, day: str) -> None:
    """Commits all of the content."""
    git(root, "add", "content", "mkdocs.yml")
    git(root, "commit", "-q", "-m", "Content", day=day)


def edited(place: Path, pattern: str, new: str) -> None:
    """Changes a line of a summary file as an editor would."""
    old = place.read_text("utf-8")
    place.write_text(re.sub(pattern, new, old, count=1, flags=re.MULTILINE), "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A digest in a repository, with its summaries committed."""
    root = project(tmp_path / "own", 6)
    git(root, "init", "-q", "-b", "main")
    commit(root, "2026-09-15")
    return root


def found(root: Path) -> dict[str, tuple[Correction, ...]]:
    """The corrections of the digest."""
    there = config.load(root)
    return corrections.read(there, [entry.summary for entry in build.build(there, write=False, whole=True).entries])


def test_history_says_what_was_corrected_and_when(root: Path) -> None:
    """A title that an editor changed in a later commit is a correction of that day, with what it said before; and it is kept."""
    place = min((root / SUMMARY).rglob("*.md"))
    title = re.search(r"^title: (.*)$", place.read_text("utf-8"), re.MULTILINE)
    assert title
    assert not found(root)
    edited(place, r"^title:.*$", "title: Another headline altogether")
    commit(root, "2026-09-20")
    path = place.relative_to(root / SUMMARY).as_posix()
    wanted = {path: (Correction("2026-09-20", (Changed("title", title[1].strip("'\""), "Another headline altogether"),)),)}  # fmt: skip
    assert found(root) == wanted
    assert found(root) == wanted
    edited(place, r"^title:", "corrections: none\ntitle:")
    assert not found(root)


def test_what_was_held_back_is_compared_with_what_was_published(root: Path) -> None:
    """A summary that was held, corrected and released has one correction, of the day of the release."""
    place = min((root / SUMMARY).rglob("*.md"))
    edited(place, r"^title:", "review: {state: held}\ntitle:")
    commit(root, "2026-09-16")
    edited(place, r"^title:.*$", "title: Another headline altogether")
    commit(root, "2026-09-17")
    assert not found(root)
    edited(place, r"^review:.*\n", "")
    commit(root, "2026-09-18")
    assert [[one.at for one in all_of] for all_of in found(root).values()] == [["2026-09-18"]]


def test_a_run_of_the_program_corrects_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that changes very many summaries is not looked at."""
    for place in (root / SUMMARY).rglob("*.md"):
        edited(place, r"^title:.*$", f"title: Anew {place.stem}")
    commit(root, "2026-09-16")
    assert found(root)
    monkeypatch.setattr(corrections, "MOST", 3)
    assert not found(root)


def test_outside_a_repository_there_are_none(tmp_path: Path) -> None:
    """A digest without a history has only the corrections that its summaries list."""
    assert not found(project(tmp_path, 2))


def test_the_site_shows_corrections_where_they_matter(root: Path) -> None:
    """The summary, its editions, the page of all and the feed say what was corrected; the other pages are not made anew for it."""
    built(root)
    place = min((root / SUMMARY).rglob("*.md"))
    edited(place, r"^title:.*$", "title: Another headline altogether")
    commit(root, "2026-09-20")
    after = built(root)
    address = place.relative_to(root / SUMMARY).with_suffix("").as_posix()
    page = after[f"{address}/index.html"].decode()
    assert re.search(
        r'id="correction-1".*?20 September 2026.*?<ins[^>]*>Another headline altogether</ins>', page, re.DOTALL
    )
    assert "Another headline altogether" in after["corrections/index.html"].decode()
    assert any(b"#correction-1" in data for path, data in after.items() if path.startswith("editions/2016-w"))
    feed = ET.fromstring(after["corrections/feed.xml"])
    ids = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert ids[1] == f"https://test.example/{address}/#correction-1"
    assert b"2026-09-20" in after["sitemap.xml"]
    with rendered() as paths:
        assert built(root) == after
    assert len(paths) <= 10
    assert after == from_nothing(root)


def test_a_story_shows_the_corrections_of_its_articles_within_rights() -> None:
    """What a source does not allow to be shown is not shown; that something was corrected is."""
    changed = (Changed("title", "Pier shut", "North pier closed"), Changed("direct", "“Hollow,”", "“The piles are hollow,”"))  # fmt: skip
    one = Summary(
        "2026/09/pier.md", fields(source={**fields()["source"], "rights": "link"}), corrections=(Correction("2026-09-20", changed),)
    )  # fmt: skip
    site = Site("The Digest", "https://d.example/", "News", settings(Courier=SourceSettings("Courier")))
    made = {page.path: text(page) for page in pages([one], site)}
    for path in ("2026/09/pier/index.md", "corrections/index.md"):
        assert "North pier closed" in made[path]
        assert "Pier shut" in made[path]
        assert "hollow" not in made[path].casefold()


def test_a_listed_correction_is_as_the_schema_has_it() -> None:
    """Corrections in a summary's front matter pass the schema, their day in quotation marks or not; one without a day is reported."""
    lines = "corrections:\n  - {at: 2026-09-20, before: Nine died., after: Eight died., why: Counted twice.}\n  - {at: '2026-09-21', why: A name.}\n"
    right = {**fields(), **load(lines, "x.md")}
    assert not list(findings(right))
    assert [one.path for one in findings({**right, "corrections": [{"why": "A name."}]})] == ["corrections[0].at"]
