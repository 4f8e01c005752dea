"""Articles become stories, stories stay, and the editor's file of them is obeyed or says why not."""

import contextlib
import dataclasses
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from digest import build as builder
from digest import config, render, summary
from digest.build import archive, story_values
from digest.cli import digest
from digest.config import Settings
from digest.errors import ContentError
from digest.facts import Told as Said
from digest.facts import facts
from digest.group import amend, edits, stories
from digest.group.stories import Told, clusters
from digest.model import Story, StoryState
from digest.people import Aliases
from tests.conftest import ARTICLES, LEDE, ROOT
from tests.test_samples import GOLD

Make = Callable[..., Settings]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/stories/edits.yaml").read_text("utf-8"))
KNOWN = frozenset({"fire", "flood", "storm", "hail"})

FIRE = (
    "Fire gutted the rope works of Tolmie Cordage in Hemp Street, Harrow, on Sunday night. The spinning shed and the paint store are lost.\n\n"
    "Crews from five stations fought the fire until four in the morning, said Ada Renwick, who leads the fire service in the valley."
)
AFTER = (
    "Inspectors began to look through the ruins of the Tolmie Cordage rope works in Hemp Street, Harrow, on Tuesday.\n\n"
    "Ada Renwick of the fire service said that the paint store, where the fire began on Sunday, would be dug out first. The spinning shed has collapsed."
)
LATER = (
    "Bertil Tolmie, owner of the Harrow rope works that burned in Hemp Street, promised on Thursday to build a new spinning shed.\n\n"
    "Tolmie Cordage lost its paint store and its spinning shed in the fire. Ada Renwick, head of the fire service, warned against haste."
)


def article(title: str, day: str, text: str) -> str:
    """A Markdown article with front matter."""
    return f"---\ntitle: {title}\ndate: {day}\n---\n{text}\n"


def held(settings: Settings) -> dict[str, str]:
    """The story of each article, as the summaries on the disk have it."""
    found = {}
    for path in settings.summaries.rglob("*.md"):
        fields = summary.parse(path.read_text("utf-8"), str(path)).fields
        found[fields["source"]["file"]] = fields["story"]
    return found


def shown(settings: Settings) -> tuple[list[Story], list[str]]:
    """The stories as the site has them, and what is wrong."""
    built = builder.build(settings, write=False, whole=True)
    summaries, _, _ = archive.joined([entry.summary for entry in built.entries], Aliases(), built.copies)
    found, problems = story_values.load(settings, summaries, built.copies)
    return found, [str(problem) for problem in problems]


# ---------------------------------------------------------------- grouping


@pytest.mark.samples
def test_the_samples_are_grouped_by_their_events() -> None:
    """Articles of the gold's one story are together, and no two stories are; one article is known to be missed."""
    articles = [
        Told(
            str(gold["date"] or ""),
            path,
            str(gold.get("title") or ""),
            (ARTICLES / path).read_bytes().decode("utf-8", "replace"),
        )
        for path, gold in GOLD.items()
    ]
    found = stories.group(articles)
    together: dict[str, set[str]] = {}
    for path, cluster in found.items():
        together.setdefault(cluster, set()).add(GOLD[path]["story"] or path)
    assert all(len(events) == 1 for events in together.values())
    assert len(together) <= len({gold["story"] or path for path, gold in GOLD.items()}) + 1


@given(st.randoms())
def test_the_order_of_the_articles_does_not_matter(chance: random.Random) -> None:
    """Any order gives the same stories."""
    articles = [
        Told("2026-10-12", "a", "Rope works burns", FIRE), Told("2026-10-13", "b", "Inspectors in the ruins of the rope works", AFTER),
        Told("2026-10-13", "c", "Pier closed", LEDE), Told("2026-10-15", "d", "Rope works to be built again", LATER), Told("", "e", "", ""),
    ]  # fmt: skip
    first = stories.group(articles)
    chance.shuffle(articles)
    assert stories.group(articles) == first == {"a": "a", "b": "a", "c": "c", "d": "a", "e": "e"}


def test_known_stories_are_never_joined() -> None:
    """Two articles as alike as can be stay apart where they are of two stories already; a third joins the first of equals."""
    likenesses = {0: {1: 1.0, 2: 0.9}, 1: {0: 1.0, 2: 0.9}, 2: {0: 0.9, 1: 0.9}}
    assert clusters(3, likenesses, 0.4) == [[0, 1, 2]]
    assert clusters(3, likenesses, 0.4, {0: "x", 1: "y"}) == [[0, 2], [1]]


def test_copies_of_one_text_are_one_origin() -> None:
    """The same wire text in two papers is of one story."""
    assert set(
        stories.group([Told("2026-10-12", "a", "One", FIRE), Told("2026-10-13", "b", "Other", FIRE)]).values()
    ) == {"a"}


# ---------------------------------------------------------------- stories stay


def test_a_story_keeps_its_id_as_articles_arrive_change_and_go(project: Make) -> None:
    """The founder's summary gives the id; nothing that comes later changes it."""
    settings = project(
        {"fire.md": article("Rope works burns", "2026-10-12", FIRE), "pier.md": article("Pier", "2026-10-12", LEDE)}
    )
    builder.build(settings)
    assert set(held(settings).values()) == {""}, "an article alone is in no story"
    project({"after.md": article("Inspectors in the ruins of the rope works", "2026-10-13", AFTER)})
    builder.build(settings)
    story = "2026-10-rope-works-burns"
    assert held(settings) == {"fire.md": story, "after.md": story, "pier.md": ""}
    # An earlier article arrives, the founder is renamed and rewritten.
    project({"later.md": article("Rope works to be built again", "2026-10-01", LATER)})
    (settings.articles / "fire.md").unlink()
    project({"news/blaze.md": article("Blaze at the rope works", "2026-10-12", FIRE + "\n\nNobody was hurt.")})
    builder.build(settings)
    assert held(settings) == {"news/blaze.md": story, "after.md": story, "later.md": story, "pier.md": ""}
    (settings.articles / "news/blaze.md").unlink()
    for path in settings.summaries.rglob("*burns.md"):
        path.unlink()
    builder.build(settings)
    assert held(settings) == {"after.md": story, "later.md": story, "pier.md": ""}


def test_the_cache_is_not_the_memory(project: Make) -> None:
    """Without the cache the next run changes nothing."""
    settings = project(
        {
            "a.md": article("Rope works burns", "2026-10-12", FIRE),
            "b.md": article("Ruins of the rope works", "2026-10-13", AFTER),
        }
    )
    builder.build(settings)
    before = held(settings)
    (settings.cache / "digest.sqlite").unlink()
    assert builder.build(settings).count("changed") == 0
    assert held(settings) == before


def test_an_article_is_moved_by_its_summary(project: Make) -> None:
    """A `story` that an editor wrote or emptied is kept, also when other articles come."""
    settings = project(
        {
            "a.md": article("Rope works burns", "2026-10-12", FIRE),
            "b.md": article("Ruins of the rope works", "2026-10-13", AFTER),
        }
    )
    builder.build(settings)
    for path, story in (("ruins-of-the-rope-works.md", "''"), ("rope-works-burns.md", "harrow")):
        (place,) = settings.summaries.rglob(path)
        text = place.read_text("utf-8")
        place.write_text(
            text.replace("story: '2026-10-rope-works-burns'", f"story: {story}").replace(
                "story: 2026-10-rope-works-burns", f"story: {story}"
            )
        )
    project({"c.md": article("Rope works to be built again", "2026-10-15", LATER)})
    builder.build(settings)
    assert held(settings) == {"a.md": "harrow", "b.md": "", "c.md": "harrow"}


def test_a_story_has_a_state(project: Make) -> None:
    """Developing, quiet, closed: by the days to the digest's newest article."""
    settings = project({})
    days = {"2026-10-20": StoryState.DEVELOPING, "2026-10-17": StoryState.DEVELOPING, "2026-10-10": StoryState.QUIET, "2026-10-01": StoryState.CLOSED, "": StoryState.CLOSED}  # fmt: skip
    assert {day: story_values.state(day, "2026-10-20", settings) for day in days} == days


def test_where_the_articles_differ_is_a_row_that_can_be_dismissed(project: Make) -> None:
    """Two tolls of one day are a row with both sentences; an editor's file takes it away, and an unknown row is reported."""
    settings = project({
        "a.md": article("Rope works burns", "2026-10-12", FIRE + "\n\nThree people were injured."),
        "b.md": article("Rope works in ruins", "2026-10-12", AFTER + "\n\nFive people were injured in the fire."),
    })  # fmt: skip
    builder.build(settings)
    [story], problems = shown(settings)
    [row] = story.rows
    assert not problems
    assert [(one.article, one.value, one.sentence) for one in row.statements] == [
        ("a.md", "Three people", "Three people were injured."), ("b.md", "Five people", "Five people were injured in the fire."),
    ]  # fmt: skip
    settings.stories.write_text(
        f"stories:\n  - id: {story.id}\n    name: The rope works\n    lead: a.md\n    dismissed: [{row.id}, no-row]\n"
    )
    [story], problems = shown(settings)
    assert (story.name, story.lead, story.rows, story.origins) == ("The rope works", "a.md", (), 2)
    assert problems == [f"content/stories.yaml:2: error: The story “{story.id}” has no row “no-row”. Take it out of dismissed, or copy the row's id from the story's page."]  # fmt: skip


# ---------------------------------------------------------------- the editor's file


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_may_not_stand_in_the_file_is_reported_on_its_line(case: dict[str, Any]) -> None:
    """Each fault has its line and says what is wrong; the other entries hold."""
    try:
        found, first = edits.parse(case["text"], "stories.yaml")
    except ContentError as error:
        problem = error.problem
    else:
        found, second = edits.checked(found, "stories.yaml", KNOWN, frozenset({"a.md"}))
        problem = (*first, *second)[0]
        assert [entry.id for entry in found.entries] == case.get("kept", [])
    assert (problem.line, case["says"] in problem.what + problem.remedy) == (case["line"], True), str(problem)


@given(st.text(alphabet="stories:-id[]{}&*!|>'\" \n#abc", max_size=60))
def test_no_text_breaks_the_reading_of_the_file(text: str) -> None:
    """Whatever stands there is read, or refused with a message."""
    with contextlib.suppress(ContentError):
        edits.parse(text, "stories.yaml")


def test_a_merge_of_merges_leads_to_the_last() -> None:
    """A story that is part of one that is part of another is part of that."""
    found, problems = edits.parse("stories:\n  - {id: a, merged: [b]}\n  - {id: b, merged: [c]}\n", "f")
    assert (dict(found.moved), problems) == ({"b": "a", "c": "a"}, ())


def test_changes_by_command_keep_what_is_there() -> None:
    """A comment, a name and the order of entries stay when a command adds to the file."""
    text = "# ours\nstories:\n- id: fire  # the big one\n  name: Fire\n"
    text = amend.merged(text, "f", "fire", ["blaze"])
    text = amend.split(text, "f", "inquest", ["a.md"])
    text = amend.named(text, "f", "fire", "The fire")
    assert text.startswith("# ours\nstories:\n- id: fire  # the big one\n  name: The fire\n")
    found, problems = edits.parse(text, "f")
    assert not problems
    assert [(e.id, e.name, e.merged, e.articles) for e in found.entries] == [
        ("fire", "The fire", ("blaze",), ()),
        ("inquest", "", (), ("a.md",)),
    ]


def test_changes_by_command_take_a_value_without_brackets() -> None:
    """`articles: a.md` is a list of one, as it is where the file is read."""
    text = "stories:\n- {id: fire, merged: blaze, articles: a.md}\n"
    text = amend.split(amend.merged(text, "f", "fire", ["smoke"]), "f", "inquest", ["b.md"])
    found = edits.parse(amend.split(text, "f", "fire", ["c.md"]), "f")[0]
    assert [(one.merged, one.articles) for one in found.entries] == [
        (("blaze", "smoke"), ("a.md", "c.md")),
        ((), ("b.md",)),
    ]


@pytest.mark.parametrize("entry", ["1", "null", "[a]", "&a [*a]", "fire"])
def test_a_change_by_command_names_an_entry_that_is_none(entry: str) -> None:
    """It is refused with its line."""
    with pytest.raises(ContentError, match=r"f:2: error: An entry is missing its names and values"):
        amend.named(f"stories:\n- {entry}\n- {{id: fire}}\n", "f", "fire", "The fire")


def run(project: Path, *arguments: str) -> tuple[int, str]:
    """A call of the command; its exit status and all it says."""
    done = CliRunner().invoke(digest, ["--project", str(project), "story", *arguments])
    return done.exit_code, done.output


def test_the_commands_change_the_file_or_say_why_not(project: Make) -> None:
    """`digest story` writes the decision; a story or article that is not there is refused, and the file stays."""
    settings = project(
        {
            "a.md": article("Rope works burns", "2026-10-12", FIRE),
            "b.md": article("Ruins of the rope works", "2026-10-13", AFTER),
        }
    )
    builder.build(settings)
    story = "2026-10-rope-works-burns"
    assert run(settings.root, "name", story, "The rope works")[0] == 0
    assert run(settings.root, "split", "The ruins", "b.md")[0] == 0
    before = settings.stories.read_text("utf-8")
    for arguments, says in (
        (("merge", story, "nowhere"), "There is no story “nowhere”"),
        (("merge", story, story), "merged with itself"),
        (("split", "new", "nowhere.md"), "There is no article “nowhere.md”"),
        (("name", "nowhere", "Name"), "There is no story “nowhere”"),
    ):
        status, output = run(settings.root, *arguments)
        assert (status, says in output) == (2, True), output
    assert settings.stories.read_text("utf-8") == before
    assert {one.id: one.articles for one in shown(settings)[0]} == {story: ("a.md",), "the-ruins": ("b.md",)}
    assert run(settings.root, "merge", story, "the-ruins")[0] == 0
    [one] = shown(settings)[0]
    assert (one.id, one.former, one.articles) == (story, ("the-ruins",), ("a.md", "b.md"))


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case["name"] in {"a split into nothing", "an unknown key", "no list of stories"}],
    ids=lambda case: case["name"],
)
def test_the_schema_refuses_what_the_program_refuses(case: dict[str, Any]) -> None:
    """What is wrong in form alone is marked by an editor with the JSON Schema."""
    schema = json.loads((ROOT / "digest/group/stories.json").read_text("utf-8"))
    good = yaml.safe_load(
        "stories:\n- {id: fire, name: Fire, lead: a.md, merged: [b], articles: [a.md], dismissed: [x]}"
    )
    jsonschema.validate(good, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(case["text"]), schema)


@pytest.mark.samples
@pytest.mark.parametrize("name", ["stories", "disagreements"])
def test_the_open_data_is_what_its_schema_says(name: str, tmp_path: Path) -> None:
    """Every line of stories.jsonl and disagreements.jsonl is valid against the packaged schema, and the samples have both."""
    settings = config.load(ROOT)
    pages = rendered(dataclasses.replace(settings, cache=tmp_path))
    schema = json.loads((ROOT / "digest/render" / f"{name}.schema.json").read_text("utf-8"))
    lines = str(pages[f"{name}.jsonl"].content).splitlines()
    assert len(lines) >= 6
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


def rendered(settings: Settings) -> dict[str, Any]:
    """The pages and files of the digest by their paths."""
    built = builder.build(settings, write=False, whole=True)
    summaries, moved, _ = archive.joined([entry.summary for entry in built.entries], Aliases(), built.copies)
    found, problems = story_values.load(settings, summaries, built.copies)
    assert not problems
    site = render.Site("Test", "https://digest.example/", "", settings)
    return {page.path: page for page in render.pages(summaries, site, None, moved, (), found)}


def test_a_storys_page_shows_both_values_and_the_summary_leads_to_it(project: Make) -> None:
    """Both sentences, both outlets, and who reports what stand on the page; a merged story's address leads to it."""
    settings = project({
        "a.md": article("Rope works <burns>", "2026-10-12", FIRE + "\n\nThree people were injured."),
        "b.md": article("Rope works in ruins", "2026-10-12", AFTER + "\n\nFive people were injured in the fire."),
    })  # fmt: skip
    builder.build(settings)
    settings.stories.write_text(
        "stories:\n- {id: 2026-10-rope-works-burns, merged: [old]}\n- {id: old, articles: [b.md]}\n"
    )
    pages = rendered(settings)
    html = pages["stories/2026-10-rope-works-burns/index.md"].html
    assert html.count("<h2") >= 4
    assert (
        html.index("Where the sources disagree")
        < html.index("Three people were injured.")
        < html.index("Five people were injured in the fire.")
    )
    assert "Rope works &lt;burns&gt;" in html
    assert "../2026-10-rope-works-burns/" in pages["stories/old/index.md"].html
    assert "stories/2026-10-rope-works-burns/#" in next(
        page.html for path, page in pages.items() if path.endswith("rope-works-in-ruins/index.md")
    )


def test_a_fact_is_given_only_to_those_who_report_it() -> None:
    """Two reports of one fact are one; another number, or half of the fact, is another."""
    told = [
        Said("Five people were injured in the fire at the Harrow rope works.", "a", "2026-10-12"),
        Said("Five people were injured in the fire at the rope works in Harrow on Sunday.", "b", "2026-10-12"),
        Said("Eleven people were injured in the fire at the Harrow rope works.", "c", "2026-10-14"),
        Said(
            "The fire at the Harrow rope works was fought by crews from all the stations of the valley until the morning.",
            "d",
            "2026-10-12",
        ),
    ]
    assert [fact.by for fact in facts(told)] == [("c",), ("a", "b"), ("d",)]
