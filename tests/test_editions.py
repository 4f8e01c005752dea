"""Editions: what leads, what stays, what came late, and what an editor may decide."""

import json
import random
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from digest import build as builder
from digest import render
from digest.build import archive, story_values
from digest.build import editions as edge
from digest.cli import digest
from digest.config import Settings
from digest.errors import ContentError, SettingsError
from digest.group.editions import Report, choices, editions, past
from digest.group.editions.periods import named, of
from digest.model import Edition, EditionKind, Summary
from digest.people import Aliases
from tests.conftest import ROOT
from tests.rendered import fields, settings, text

Make = Callable[..., Settings]
CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/stories/editions.yaml").read_text("utf-8"))
DAY, WEEK, MONTH = EditionKind
PIER = "The harbour board of Sandwick voted to close the north pier for the winter. The piles are hollow, its engineers found."
FAIR = (
    "The spring fair of Oakmere will be held in the old market hall. Two hundred stalls are let already, the town said."
)
ROAD = "The road over Cold Fell is open again after a week of snow. Ploughs worked through the night, the county said."


def report(name: str, day: str = "2026-10-12", **values: Any) -> Report:
    """A report with one point of its own."""
    given = {
        "source": name,
        "copy_of": "",
        "story": "",
        "points": (f"{name} reports something of its own today",),
        **values,
    }
    return Report(f"{name}.md", f"2026/10/{name}.md", day, **given)


def leads(*reports: Report, kind: EditionKind = DAY) -> list[str]:
    """The first article of each item, in the edition's order."""
    return [item.articles[0] for item in editions(reports, [kind], {}, 1)[-1].items]


# ---------------------------------------------------------------- what leads


def test_more_independent_sources_lead() -> None:
    """Two outlets with texts of their own weigh more than one outlet, whatever its article holds."""
    rich = report("rich", points=("First the ferry was sold", "Then the harbour was closed", "Now the mayor resigns"))
    assert leads(rich, report("a", story="fire"), report("b", story="fire")) == ["a.md", "rich.md"]


def test_copies_of_one_wire_count_once() -> None:
    """Three outlets that print one text are one source."""
    wire = [report("wire", story="w"), *(report(n, story="w", copy_of="wire.md") for n in ("c1", "c2"))]
    assert leads(*wire, report("a", story="fire"), report("b", story="fire"))[0] == "a.md"


def test_new_facts_lead_before_known_ones() -> None:
    """Of items with as many sources the one leads that says more that its story did not say before."""
    known = ("The bridge over the Harrow is closed", "The mayor asks for help")
    again = report("again", story="bridge", points=known)
    before = report("before", "2026-10-11", story="bridge", points=known)
    fresh = report("fresh", points=("A ferry takes the traffic from Monday on",))
    assert leads(before, again, fresh) == ["fresh.md", "again.md"]


def test_opinion_and_press_releases_stand_behind_reports() -> None:
    """What is no report leads only where there is none."""
    column = report("column", points=("One thing is so", "Another thing is otherwise"), kinds=frozenset({"opinion"}))
    assert leads(column, report("news")) == ["news.md", "column.md"]
    assert leads(column) == ["column.md"]


def test_of_a_week_the_newer_leads() -> None:
    """Where nothing else decides, the newer is first; of one day the address decides."""
    found = leads(report("a", "2026-10-12"), report("c", "2026-10-14"), report("b", "2026-10-14"), kind=WEEK)
    assert found == ["b.md", "c.md", "a.md"]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_articles_does_not_matter(chance: random.Random) -> None:
    """The editions are the same in whatever order the articles come."""
    reports = [report(f"n{n}", f"2026-10-{10 + n % 5}", story=f"s{n % 4}" if n % 4 else "") for n in range(16)]
    mixed = reports[:]
    chance.shuffle(mixed)
    assert editions(mixed, list(EditionKind), {}, 1) == editions(reports, list(EditionKind), {}, 1)


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)))
def test_every_day_is_in_one_day_week_and_month(day: date) -> None:
    """A day lies in its periods, and their names lead back to them."""
    for kind, most in ((DAY, 1), (WEEK, 7), (MONTH, 31)):
        period = of(kind, day.isoformat())
        assert period is not None
        assert period.first <= day.isoformat() <= period.last
        assert (date.fromisoformat(period.last) - date.fromisoformat(period.first)).days < most
        assert named(period.id.upper()) == period


@given(st.text())
def test_no_name_breaks_the_calendar(name: str) -> None:
    """What is named after no day, week or month is none, and nothing more happens."""
    found = named(name)
    assert found is None or found.id == name.casefold()


def test_a_month_without_a_day_counts_to_the_month_alone() -> None:
    """An article of "2026-10" is in October's edition, in no day's and in no week's."""
    found = editions([report("a", "2026-10"), report("b", "2026-10-12")], list(EditionKind), {}, 1)
    assert {one.id: len(one.items) for one in found} == {"2026-10-12": 1, "2026-w42": 1, "2026-10": 2}


# ---------------------------------------------------------------- what stays


def test_an_edition_that_is_over_keeps_its_order_and_says_what_came_late() -> None:
    """A late article changes neither the lead nor the items."""
    first = [report("a"), report("b", points=("One", "Two")), report("later", "2026-10-20")]
    held = {"2026-10-12": ("2026/10/a.md", "2026/10/b.md")}
    late = [report("x", story="s"), report("y", story="s")]
    day = editions([*first, *late], [DAY], held, 1)[0]
    assert [item.articles for item in day.items] == [("a.md",), ("b.md",)]
    assert day.late == ("x.md", "y.md")
    assert day.over


def test_an_edition_is_over_when_a_later_day_says_so() -> None:
    """An article of the next day leaves it open, one of the day after closes it, by the setting."""
    days = [report("a", "2026-10-12"), report("b", "2026-10-13")]
    assert not editions(days, [DAY], {}, 1)[0].over
    assert editions(days, [DAY], {}, 0)[0].over
    assert editions([*days, report("c", "2026-10-14")], [DAY], {}, 1)[0].over
    assert not editions(days, [DAY], {}, 10**12)[0].over


def article(title: str, day: str, words: str) -> str:
    """A Markdown article with front matter."""
    return f"---\ntitle: {title}\ndate: {day}\n---\n{words}\n"


def shown(settings: Settings, today: date | None = None) -> tuple[list[Edition], list[str]]:
    """The editions as the site has them, and what is wrong."""
    built = builder.build(settings, write=False, whole=True)
    summaries, _, _ = archive.joined([entry.summary for entry in built.entries], Aliases(), built.copies)
    stories, _ = story_values.load(settings, summaries, built.copies)
    placed = {path: story.id for story in stories for path in story.articles}
    found, problems = edge.made(settings, summaries, placed, today)
    return found, [str(problem) for problem in problems]


def pages(settings: Settings) -> dict[str, str]:
    """The content of every page by its path."""
    built = builder.build(settings, write=False, whole=True)
    summaries, _, _ = archive.joined([entry.summary for entry in built.entries], Aliases(), built.copies)
    stories, _ = story_values.load(settings, summaries, built.copies)
    placed = {path: story.id for story in stories for path in story.articles}
    found, _ = edge.made(settings, summaries, placed)
    site = render.Site("The Digest", "https://d.example/", "News", settings)
    return {page.path: text(page) for page in render.pages(summaries, site, stories=stories, editions=found)}


THREE = {
    "pier.md": article("Pier closed", "2026-10-12", PIER),
    "fair.md": article("Fair in the hall", "2026-10-12", FAIR),
    "road.md": article("Road open", "2026-10-20", ROAD),
}


def test_the_build_remembers_what_is_over(project: Make) -> None:
    """An edition that is over stays as it was when an article arrives later; rebuilt, it holds it too."""
    settings = project(THREE)
    builder.build(settings)
    remembered = (settings.editions / past.NAME).read_bytes()
    assert [json.loads(line)["edition"] for line in remembered.splitlines()] == ["2026-10-12", "2026-w42"]
    project({"late.md": article("Gulls win", "2026-10-12", "The Gulls won their third match in a row. It rained.")})
    builder.build(settings)
    assert (settings.editions / past.NAME).read_bytes() == remembered
    day = next(one for one in shown(settings)[0] if one.id == "2026-10-12")
    assert day.late == ("late.md",)
    assert len(day.items) == 2
    assert "Came in late" in pages(settings)["editions/2026-10-12/index.md"]

    assert edge.forgotten(settings, ["2026-10-12"]) == ["2026-10-12"]
    builder.build(settings)
    day = next(one for one in shown(settings)[0] if one.id == "2026-10-12")
    assert (len(day.items), day.late) == (3, ())


def test_a_renamed_file_stays_in_its_edition(project: Make) -> None:
    """A summary is known by its path and by its article's: one of the two may be renamed, and later the other; older lines are completed."""
    settings = project(THREE)
    builder.build(settings)
    place = settings.editions / past.NAME
    rows = [json.loads(row) for row in place.read_text("utf-8").splitlines()]
    assert rows[0]["articles"]
    place.write_text(
        "".join(json.dumps({"edition": row["edition"], "summaries": row["summaries"]}) + "\n" for row in rows)
    )
    builder.build(settings)
    assert [json.loads(row) for row in place.read_text("utf-8").splitlines()] == rows
    before = [one.items for one in shown(settings)[0] if one.id == "2026-10-12"]
    (old,) = (path for path in settings.summaries.rglob("*.md") if "file: pier.md" in path.read_text("utf-8"))
    old.rename(old.with_name("another-name.md"))
    builder.build(settings)
    assert [one.items for one in shown(settings)[0] if one.id == "2026-10-12"] == before
    assert "2026/10/another-name.md" in place.read_text("utf-8")
    (settings.articles / "pier.md").rename(settings.articles / "the-pier.md")
    builder.build(settings)
    edition = next(one for one in shown(settings)[0] if one.id == "2026-10-12")
    assert (edition.late, len(edition.items)) == ((), len(before[0]))
    assert '"the-pier.md"' in place.read_text("utf-8")


def test_what_an_editor_decided_and_does_not_fit_is_reported_by_the_build(project: Make) -> None:
    """`digest build` names file and line of each entry that does not fit; the others hold, and all summaries are written."""
    settings = project(THREE)
    settings.editions.mkdir()
    (settings.editions / "2026-10-12.md").write_text("---\ntitle: Monday\nlead: nowhere.md\n---\n")
    (settings.editions / "2026-01-01.md").write_text("A day without articles.")
    (settings.editions / "2026-02-31.md").write_text("No day.")
    settings.stories.write_text(
        "stories:\n  - {id: a-b, articles: [none.md]}\n  - {id: c-d, merged: [c-d]}\n  - {id: e-f, articles: []}\n"
        "  - {id: g-h, merged: [i-j]}\n  - {id: i-j, merged: [g-h]}\n"
    )
    told_ = {str(problem) for problem in builder.build(settings).problems}
    for words in (
        "content/editions/2026-10-12.md:3: error: The edition holds no story or article “nowhere.md”",
        "content/editions/2026-01-01.md: error: No article is dated in 2026-01-01",
        "content/editions/2026-02-31.md: error: “2026-02-31.md” is named after no day",
        "content/stories.yaml:2: error: There is no article “none.md”",
        "content/stories.yaml:3: error: The story “c-d” is merged with itself",
        "content/stories.yaml:4: error: The story is split into nothing",
        "content/stories.yaml:6: error: The merges lead back to “i-j”",
    ):
        assert [one for one in told_ if one.startswith(words)], (words, told_)
    assert len(list(settings.summaries.rglob("*.md"))) == len(THREE)


def test_nothing_is_remembered_in_a_dry_run_or_while_it_goes_on(project: Make) -> None:
    """Only `digest build` writes, and only of editions that are over."""
    settings = project(THREE)
    builder.build(settings, write=False)
    assert not settings.editions.exists()
    settings = project({"pier.md": THREE["pier.md"]})
    for name in ("fair.md", "road.md"):
        (settings.articles / name).unlink()
    builder.build(settings)
    assert not (settings.editions / past.NAME).exists()


def test_an_article_of_tomorrow_closes_nothing(project: Make) -> None:
    """What is dated after today is in no edition, and no edition is over because of it."""
    settings = project(THREE)
    builder.build(settings, today=date(2026, 10, 12))
    assert not (settings.editions / past.NAME).exists()
    assert "2026-10-20" not in {one.id for one in shown(settings, date(2026, 10, 12))[0]}


def test_a_line_that_is_broken_is_never_written_over(project: Make) -> None:
    """A merge conflict in the program's own file is reported, and the file stays as it is."""
    settings = project(THREE)
    settings.editions.mkdir()
    (settings.editions / past.NAME).write_text("<<<<<<< HEAD\n")
    built = builder.build(settings)
    assert any("past.jsonl:1: error: The line is no edition" in str(problem) for problem in built.problems)
    assert (settings.editions / past.NAME).read_text() == "<<<<<<< HEAD\n"
    with pytest.raises(ContentError):
        edge.forgotten(settings, ["2026-10-12"])


@pytest.mark.parametrize(
    ("kinds", "form"), [("[week, day]", r"\d{4}-w\d\d"), ("[month]", r"\d{4}-\d\d"), ("[]", r"\d{4}-\d\d-\d\d")]
)
def test_the_edition_of_today_is_named(project: Make, kinds: str, form: str) -> None:
    """`digest edition current` prints the edition of the first kind, or the day where there are none."""
    settings = project({}, f"      edition_kinds: {kinds}\n")
    done = CliRunner().invoke(digest, ["--project", str(settings.root), "edition", "current"])
    assert re.fullmatch(form, done.output.strip()), done.output


def test_the_command_forgets_or_says_why_not(project: Make) -> None:
    """`digest edition rebuild` takes a day, week or month, and refuses what is none."""
    settings = project(THREE)
    builder.build(settings)
    run = lambda *names: CliRunner().invoke(digest, ["--project", str(settings.root), "edition", "rebuild", *names])  # noqa: E731
    assert "forgotten 2026-w42" in run("2026-W42").output
    assert "2026-w42 was not remembered" in run("2026-w42").output
    refused = run("2026-13-01")
    assert (refused.exit_code, "is no edition" in refused.output) == (2, True)


# ---------------------------------------------------------------- what an editor decides


def test_the_editors_lead_title_and_introduction_hold(project: Make) -> None:
    """The file named after the edition chooses the lead, names it, and says something first, without HTML of its own."""
    settings = project(THREE)
    settings.editions.mkdir()
    words = '---\nlead: fair.md\ntitle: "A\\nquiet\\0 day"\n---\nA *word* before <script>alert(1)</script>.\n'
    (settings.editions / "2026-10-12.md").write_text(words)
    found, problems = shown(settings)
    day = next(one for one in found if one.id == "2026-10-12")
    assert problems == []
    assert day.items[0].articles == ("fair.md",)
    page = pages(settings)["editions/2026-10-12/index.md"]
    assert page.index("A quiet day") < page.index("A <em>word</em> before") < page.index("Fair in the hall")
    assert "<script>alert" not in page


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['name']} {case['says'][:30]}")
def test_what_does_not_fit_is_reported_on_its_line(case: dict[str, Any], project: Make) -> None:
    """A file that cannot be used is one message with file and line; the editions are made all the same."""
    settings = project(THREE)
    settings.editions.mkdir()
    (settings.editions / case["name"]).write_text(case["text"])
    found, problems = shown(settings)
    where = f"content/editions/{case['name']}" + (f":{case['line']}" if case["line"] else "") + ": error: "
    assert len(problems) == 1
    assert problems[0].startswith(where)
    assert case["says"] in problems[0]
    assert {"2026-10-12", "2026-w42", "2026-10"} <= {one.id for one in found}


def test_a_file_for_a_kind_that_is_not_made_says_so(project: Make) -> None:
    """Words for a week wait where only days are made."""
    settings = project(THREE, "      edition_kinds: [day]\n")
    settings.editions.mkdir()
    (settings.editions / "2026-w42.md").write_text("Words.")
    found, problems = shown(settings)
    assert {one.kind for one in found} == {DAY}
    assert "No editions of a week are made here" in problems[0]


def test_two_files_of_one_edition_are_reported(project: Make) -> None:
    """Of 2026-W42.md and 2026-w42.md the first is used."""
    settings = project(THREE)
    settings.editions.mkdir()
    for name in ("2026-W42.md", "2026-w42.md"):
        (settings.editions / name).write_text(name)
    found, problems = shown(settings)
    assert "is of the same edition" in problems[0]
    assert next(one for one in found if one.id == "2026-w42").introduction == "2026-W42.md"


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    """A file is read or refused with a message, whatever it holds."""
    try:
        choices.parse(data, "content/editions/2026-10-12.md")
    except ContentError as error:
        assert error.problem.what  # noqa: PT017 - either way is right


@given(st.text())
def test_no_text_breaks_the_memory(words: str) -> None:
    """Each line is an edition or a problem, and what is written is read again."""
    found, problems = past.parse(words, "past.jsonl")
    assert len(found) + len(problems) == sum(bool(line.strip()) for line in words.split("\n"))
    assert past.parse(past.dump(found), "past.jsonl") == (found, [])


SCHEMA = json.loads((ROOT / "digest/group/editions/editions.json").read_text("utf-8"))


@pytest.mark.parametrize(("fields", "fits"), [(None, True), ({"lead": "a", "title": "b"}, True), ({"led": "a"}, False), ({"title": ""}, True), ({"lead": None}, True), ({"lead": 3}, False)])  # fmt: skip
def test_the_schema_accepts_what_the_program_accepts(fields: Any, fits: bool) -> None:
    """Editors are shown as wrong what the program reports, and nothing else."""
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(fields) is fits
    data = f"---\n{json.dumps(fields)}\n---\n".encode() if fields is not None else b"Words."
    if fits:
        choices.parse(data, "2026-10-12.md")
    else:
        with pytest.raises(ContentError):
            choices.parse(data, "2026-10-12.md")


# ---------------------------------------------------------------- the pages


def test_home_is_the_newest_edition_or_the_list(project: Make) -> None:
    """The home page is the newest edition of the first kind; `home: list` has the newest summaries by day."""
    home = pages(project(THREE))["index.md"]
    assert "Tuesday 20 October 2026" in home
    assert home.index("Road open") < home.index("Pier closed")
    assert "18 October 2026" in pages(project(THREE, "      edition_kinds: [week]\n"))["index.md"]
    listed = pages(project(THREE, "      home: list\n"))
    assert 'class="edition__day"' in listed["index.md"]
    assert "editions/2026-10-12/index.md" in listed
    none = pages(project(THREE, "      edition_kinds: []\n"))
    assert 'class="edition__day"' in none["index.md"]
    assert not [path for path in none if path.startswith("editions/")]


def test_editions_lead_to_their_neighbours(project: Make) -> None:
    """An edition links to the one before and after of its kind, to its week and month, and is listed under its year."""
    made = pages(project(THREE))
    day = made["editions/2026-10-12/index.md"]
    assert 'href="../2026-10-20/" rel="next"' in day
    assert 'rel="prev"' not in day
    assert 'href="../2026-w42/"' in day
    assert 'href="../2026-10/"' in day
    assert 'href="../2026-10-12/"' in made["editions/2026/index.md"]
    assert 'href="2026/"' in made["editions/index.md"]


def test_no_page_of_editions_lists_everything() -> None:
    """With ten years of editions the list of them stays short, and a year's page holds its year alone."""
    first = date(2016, 1, 1)
    reports = [report(f"n{n}", (first + timedelta(days=n)).isoformat()) for n in range(3652)]
    found = editions(reports, list(EditionKind), {}, 1)
    years: dict[str, int] = {}
    for one in found:
        years[one.month[:4]] = years.get(one.month[:4], 0) + 1
    assert len(years) <= 12  # the first day's week is of the year before, the last day's of the year after
    assert max(years.values()) <= 366 + 53 + 12


def test_an_edition_with_many_items_is_bounded() -> None:
    """What has no room on the page is counted, and the archive has it."""
    names = [f"n{number:02}" for number in range(60)]
    source = fields()["source"]
    summaries = [
        Summary(f"2026/10/{n}.md", fields(title=n, date="2026-10-12", source={**source, "file": f"{n}.md"}))
        for n in names
    ]
    found = editions([report(name) for name in names], [DAY], {}, 1)
    made = render.pages(summaries, render.Site("D", "https://d.example/", "", settings()), editions=found)
    page = next(text(page) for page in made if page.path == "editions/2026-10-12/index.md")
    assert [name for name in names if f">{name}</a>" in page] == names[: 1 + 6 + 40]
    assert "13 more items in the" in page


def test_settings_of_editions_are_checked(project: Make) -> None:
    """A kind that there is not, and a home that there is not, are named with what they may be."""
    for options, says in (
        ("edition_kinds: [hour]", "edition_kinds may be day, week, month"),
        ("home: paper", "home may be edition, list"),
        ("edition_close_days: -1", "edition_close_days"),
    ):
        with pytest.raises(SettingsError, match=says):
            project({}, f"      {options}\n")
