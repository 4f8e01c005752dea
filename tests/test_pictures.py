"""Drawings: a calendar of coverage, who reported a story when, a figure over time."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import ClaimKind, Row, Statement, Story, StoryState, Summary
from digest.render import Site, pages
from digest.render.pictures import LEVELS, calendar, course
from tests.rendered import fields, settings, text


def test_calendar_counts_days_by_year() -> None:
    """Each year has its days with something on them, the fullest of them darkest; days that are not known are left out."""
    found = calendar(["2026-01-01", "2026-09-14", "2026-09-14", "2025-12-31", "2026-09", ""])
    assert [(one.year, one.total, one.most, one.count) for one in found] == [("2026", 3, "2026-09-14", 2), ("2025", 1, "2025-12-31", 1)]  # fmt: skip
    assert [(day.column, day.row, day.level) for day in found[0].days] == [(0, 3, 2), (37, 0, LEVELS)]


@given(st.lists(st.dates(min_value=date(1, 1, 1)), min_size=1, max_size=30))
def test_every_day_has_its_place_in_the_calendar(days: list[date]) -> None:
    """Whatever the day, it is in one of 54 columns and seven rows, and no two days of a year have the same place."""
    for year in calendar(f"{day:%Y-%m-%d}".rjust(10, "0") for day in days):
        places = [(day.column, day.row) for day in year.days]
        assert all(0 <= column < 54 and 0 <= row < 7 for column, row in places)
        assert len(set(places)) == len(places)
        assert all(1 <= day.level <= LEVELS for day in year.days)


@pytest.mark.parametrize(
    "values",
    [
        [],
        [("2026-09-14", 12.0, "12"), ("2026-09-15", 14.0, "14")],
        [("2026-09-14", 12.0, "12"), ("2026-09-14", 13.0, "13"), ("2026-09-14", 14.0, "14")],
        [("2026-09-14", 12.0, "12"), ("2026-09-15", 12.0, "12"), ("2026-09-16", 12.0, "12")],
        [("2026-09-14", None, "many"), ("2026-09-15", 12.0, "12"), ("2026-09-16", float("inf"), "more")],
    ],
)
def test_no_course_is_drawn_where_there_is_none(values: list[tuple[str, float | None, str]]) -> None:
    """Few values, one day, one value or no numbers are no course over time."""
    assert course(values) is None


def test_course_is_from_the_first_day_to_the_last() -> None:
    """Later values are further right, greater ones higher, and the ends are named as the articles have them."""
    found = course([("2026-09-16", 14.0, "fourteen"), ("2026-09-14", 10.0, "ten"), ("2026-09-15", 12.0, "12 people")])
    assert found is not None
    assert [(dot.x, dot.y) for dot in found.dots] == [(3.0, 90.0), (50.0, 50.0), (97.0, 10.0)]
    assert (found.first, found.last, found.least, found.greatest) == ("2026-09-14", "2026-09-16", "ten", "fourteen")


def test_a_story_draws_what_its_lists_say() -> None:
    """A story of several days has its outlets over time, how much each person said, and a figure that changed, hidden from screen readers."""
    days, counts = ("2026-09-14", "2026-09-15", "2026-09-17"), (12.0, 13.0, 14.0)
    found = [
        Summary(f"2026/09/s{n}.md", fields(date=day, source={**fields()["source"], "name": f"Outlet {n % 2}", "file": f"{n}.md"}))
        for n, day in enumerate(days)
    ]  # fmt: skip
    told = tuple(Statement(f"{n}.md", day, f"{count:.0f} people", "They died.", count) for n, (day, count) in enumerate(zip(days, counts, strict=True)))  # fmt: skip
    row = Row("figure-dead-1", ClaimKind.FIGURE, "dead", updated=True, statements=told)
    story = Story("2026-09-s", "The storm", StoryState.QUIET, ("0.md", "1.md", "2.md"), 3, "0.md", (row,))
    made = {one.path: text(one) for one in pages(found, Site("D", "", "", settings()), stories=[story])}
    page = made["stories/2026-09-s/index.md"]
    for kind, marks in (("course", 3), ("strips", 3)):
        drawn = re.search(rf'<figure class="{kind}">(.*?)</figure>', page, re.DOTALL)
        assert drawn, kind
        assert drawn[1].count("<circle") == marks
        assert not re.findall(r"<svg(?![^>]*aria-hidden)", drawn[1])
    assert "from 12 people to 14 people" in page
    assert re.search(r'class="much".*?<span class="count">\d+ statements?,</span>', page, re.DOTALL)
    assert '<figure class="days">' in made["archive/index.md"]
