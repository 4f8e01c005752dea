"""A new version of an article: what it changed is noted once, shown on its pages, and counts as an update."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import build as builder
from digest import render, summary
from digest.build import archive, changes, story_values
from digest.config import Rights as Allowed
from digest.config import Settings, SourceSettings
from digest.group.changes import compared, line, parse
from digest.group.noted import Noted
from digest.model import Change, Changed, Summary
from digest.people import Aliases
from tests.published import MISREAD
from tests.rendered import fields, text
from tests.rendered import settings as plain
from tests.test_stories import AFTER, FIRE, article

Make = Callable[..., Settings]
DAY = date(2026, 10, 14)


def pages(settings: Settings) -> dict[str, str]:
    """The content of every page by its path."""
    built = builder.build(settings, write=False, whole=True)
    joined = archive.joined([entry.summary for entry in built.entries], Aliases(), built.copies)[0]
    stories, _ = story_values.load(settings, joined, built.copies)
    versions, _ = changes.read(settings, ())
    summaries = [replace(one, changes=versions.get(one.path, ())) for one in joined]
    site = render.Site("The Digest", "https://d.example/", "News", settings)
    return {page.path: text(page) for page in render.pages(summaries, site, stories=stories)}


def test_a_new_version_is_noted_once_and_shown(project: Make) -> None:
    """A changed article is one line of the file, a section of its page, an entry in its story's timeline and an update in the feeds."""
    settings = project(
        {
            "a.md": article("Rope works burns", "2026-10-12", FIRE),
            "b.md": article("Ruins searched", "2026-10-13", AFTER),
        }
    )
    builder.build(settings, today=DAY)
    assert not settings.changes.exists()
    project({"a.md": article("Rope works burns", "2026-10-12", FIRE.replace("five stations", "nine stations"))})
    builder.build(settings, write=False, today=DAY)
    assert not settings.changes.exists()
    builder.build(settings, today=DAY)
    builder.build(settings, today=DAY)
    rows = [json.loads(row) for row in settings.changes.read_text("utf-8").splitlines()]
    assert [(row["summary"], row["at"]) for row in rows] == [("2026/10/rope-works-burns.md", "2026-10-14")]
    points = [one for one in rows[0]["statements"] if one["kind"] == "point"]
    assert "five stations" in points[0]["before"]
    assert "nine stations" in points[0]["text"]
    made = pages(settings)
    page = made["2026/10/rope-works-burns/index.md"]
    section = page[page.index('id="changes"') :]
    assert section.index("14 October 2026") < section.index("five stations") < section.index("nine stations")
    story = next(page for path, page in made.items() if path.startswith("stories/2026") and path.endswith(".md"))
    assert "2026/10/rope-works-burns/#changes" in story
    assert "<updated>2026-10-14T00:00:00Z</updated>" in made["feed.xml"]


def test_a_renamed_summary_keeps_its_versions(project: Make) -> None:
    """What a new version changed is shown on the page of the summary, whatever its file is called now."""
    settings = project({"a.md": article("Rope works burns", "2026-10-12", FIRE)})
    builder.build(settings, today=DAY)
    project({"a.md": article("Rope works burns", "2026-10-12", FIRE.replace("five stations", "nine stations"))})
    builder.build(settings, today=DAY)
    old = settings.summaries / "2026/10/rope-works-burns.md"
    old.rename(old.with_name("another.md"))
    builder.build(settings, today=DAY)
    named = [entry.summary for entry in builder.build(settings, write=False, whole=True).entries]
    assert [len(found) for found in changes.read(settings, named)[0].values()] == [1]
    assert set(changes.read(settings, named)[0]) == {"2026/10/another.md"}


def test_an_editors_correction_is_no_new_version(project: Make) -> None:
    """What an editor writes into a summary is theirs; the source changed nothing."""
    settings = project({"a.md": article("Rope works burns", "2026-10-12", FIRE)})
    builder.build(settings, today=DAY)
    place = settings.summaries / "2026/10/rope-works-burns.md"
    place.write_text(place.read_text("utf-8").replace("title: Rope works burns", "title: A fire in Harrow"), "utf-8")
    builder.build(settings, today=DAY)
    assert not settings.changes.exists()


def test_a_version_that_changes_no_statement_is_not_noted(project: Make) -> None:
    """A blank more in the file is none."""
    settings = project({"a.md": article("Rope works burns", "2026-10-12", FIRE)})
    builder.build(settings, today=DAY)
    project({"a.md": article("Rope works burns", "2026-10-12", FIRE) + "\n"})
    builder.build(settings, today=DAY)
    assert not settings.changes.exists()


def test_a_line_that_cannot_be_read_is_reported_and_the_others_hold(project: Make) -> None:
    """Merge marks and rows of another form are named with their lines; the file is added to and never written anew."""
    settings = project({"a.md": article("Rope works burns", "2026-10-12", FIRE)})
    builder.build(settings, today=DAY)
    good = line(Noted("2026/10/rope-works-burns.md"), Change("2026-10-13", (Changed("point", "", "It was dark."),)))
    settings.changes.write_text(f"<<<<<<< HEAD\n{good}{{}}", "utf-8")
    found, problems = changes.read(settings, ())
    assert [str(problem)[:38] for problem in problems] == [f"content/changes.jsonl:{n}: error: The li" for n in (1, 3)]
    assert len(found["2026/10/rope-works-burns.md"]) == 1
    project({"a.md": article("Rope works burns", "2026-10-12", FIRE.replace("five stations", "nine stations"))})
    builder.build(settings, today=DAY)
    assert settings.changes.read_text("utf-8").startswith(f"<<<<<<< HEAD\n{good}{{}}\n{{")


def test_what_is_compared() -> None:
    """A statement in other words is changed, one that is no more is removed, a new one is added; each is told once."""
    before = {"key_points": [{"text": "Twelve people died in the flood at Weir."}, {"text": "The mayor resigned on Monday."}], "figures": [{"text": "12", "what": "deaths"}]}  # fmt: skip
    after = {"key_points": [{"text": "Fourteen people died in the flood at Weir."}, {"text": "A dam is to be built."}], "figures": [{"text": "12", "what": "deaths"}]}  # fmt: skip
    assert compared(before, after) == (
        Changed("point", "Twelve people died in the flood at Weir.", "Fourteen people died in the flood at Weir."),
        Changed("point", "", "A dam is to be built."),
        Changed("point", "The mayor resigned on Monday.", ""),
    )
    assert compared(before, before) == ()


WORDS = st.lists(st.sampled_from(["a fire in the mill", "a fire in the old mill", "the flood has gone", "rain fell"]), max_size=6)  # fmt: skip


@given(WORDS, WORDS)
def test_the_changes_lead_from_one_to_the_other(one: list[str], other: list[str]) -> None:
    """What is there before, less what is removed and changed, with what is added and changed, is what is there after."""
    before, after = ({"key_points": [{"text": words} for words in texts]} for texts in (one, other))
    found = compared(before, after)
    left = set(one) - {change.before for change in found}
    assert left | {change.text for change in found if change.text} == set(other)


@given(st.text())
def test_no_text_breaks_the_reading(words: str) -> None:
    """Each line is a version or a problem."""
    found, problems = parse(words, "changes.jsonl")
    assert sum(map(len, found.values())) + len(problems) == sum(bool(row.strip()) for row in words.split("\n"))


def shown(changed: tuple[Changed, ...], rights: str = "full") -> str:
    """The page of a summary whose article was changed."""
    source = {**fields()["source"], "rights": rights}
    one = Summary("2026/09/pier.md", fields(source=source), changes=(Change("2026-10-14", changed),))
    courier = SourceSettings("Courier", Allowed(rights))
    site = render.Site("D", "https://d.example/", "", plain(Courier=courier))
    return next(text(page) for page in render.pages([one], site) if page.path == "2026/09/pier/index.md")


def test_rights_hold_for_what_was_removed_too() -> None:
    """Of a source that may only be linked to, no quote that it had before is shown; points are."""
    changed = (Changed("direct", "“Old words,”", ""), Changed("point", "An old point.", ""))
    page = shown(changed, "link")
    assert "Old words" not in page
    assert "An old point." in page
    assert "“Old words,”" in shown(changed)


def test_reported_words_that_changed_are_in_no_marks() -> None:
    """Only what somebody said in their own words is within quotation marks."""
    page = shown((Changed("indirect", "that it was late", "that it was early"),))
    assert "<del>that it was late</del>" in page
    assert "<ins>that it was early</ins>" in page


@pytest.mark.parametrize("words", MISREAD)
def test_hostile_words_stay_words(words: str) -> None:
    """What a version holds is text."""
    page = shown((Changed("point", words, f"{words} x"), Changed("direct", "", words)))
    assert page.count("<script") == 1
    assert "<svg" not in page
    assert "<img" not in page


def test_the_summary_file_stays_free_of_versions(project: Make) -> None:
    """A summary's bytes do not depend on the versions before: they are those of a build from nothing."""
    settings = project({"a.md": article("Rope works burns", "2026-10-12", FIRE)})
    builder.build(settings, today=DAY)
    project({"a.md": article("Rope works burns", "2026-10-12", FIRE.replace("five stations", "nine stations"))})
    builder.build(settings, today=DAY)
    place = settings.summaries / "2026/10/rope-works-burns.md"
    again = place.read_bytes()
    place.unlink()
    builder.build(settings, today=DAY)
    assert place.read_bytes() == again
    assert "changes" not in summary.read(again, "x").fields
