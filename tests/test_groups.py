"""Topics and sources: what happened, newest first; what the site took from whom. And the chart of how much over time."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.messages import Messages
from digest.model import Page, Story, StoryState, Summary
from digest.render import Site, groups, pages
from digest.render.charts import chart
from tests.rendered import fields, made, settings


def several(number: int) -> list[dict[str, object]]:
    """So many summaries of one topic and source, each of a day of its own."""
    return [
        fields(title=f"Report {n}", date=f"2026-{n % 12 + 1:02}-14", source={**fields()["source"], "file": f"{n}.md"})
        for n in range(number)
    ]


def test_topic_lists_newest_first_over_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A topic's page has the newest, by month; what is older is on the next page."""
    monkeypatch.setattr(groups, "CARDS", 3)
    content = made(*several(5))
    first, second = content["topics/harbours/index.md"], content["topics/harbours/2/index.md"]
    assert re.findall(r"Report \d", first) == ["Report 4", "Report 3", "Report 2"]
    assert re.findall(r"<h2 id=\"month-2026-\d\d\">(.*?)</h2>", first) == ["May 2026", "April 2026", "March 2026"]
    assert re.findall(r"Report \d", second) == ["Report 1", "Report 0"]


def test_topic_of_one_summary_has_no_page() -> None:
    """Its name in the index leads to the summary, and on the summary it is no link."""
    content = made(fields())
    assert not [path for path in content if path.startswith("topics/harbours")]
    assert 'href="../2026/09/pier/"' in content["topics/index.md"]
    assert '<span class="topic" data-pagefind-filter="topic">Harbours</span>' in content["2026/09/pier/index.md"]


def test_source_says_what_was_taken_and_with_what_right() -> None:
    """Articles, words, points, statements, rights, and in how many stories it was first."""
    found = [Summary(f"2026/09/{n}.md", one) for n, one in enumerate(several(2))]
    found[1].fields["source"]["name"] = "Herald"  # type: ignore[index]
    story = Story("s", "The pier", StoryState.QUIET, ("0.md", "1.md"), 2, "1.md")
    shown = pages(found, Site("D", "", "", settings()), stories=[story])
    content = {page.path: page.html for page in shown if isinstance(page, Page)}
    courier = content["sources/courier/index.md"]
    assert "Of 1 article with 400 words this site shows 1 point and 4 statements." in courier
    assert "up to a number of words an article" in courier
    assert "It was first with 1 of 1 story that several outlets report." in courier
    assert "It was first with 0 of 1 story" in content["sources/herald/index.md"]
    assert 'href="../../stories/s/"' in content["topics/harbours/index.md"]


@pytest.mark.parametrize(
    ("days", "names"),
    [
        (["2026-09-01", "2026-09-03", "2026-09-05"], ["1 September 2026", "5 September 2026"]),
        (["2026-09-01", "2026-11-03", "2027-01-05"], ["September 2026", "January 2027"]),
        (["2019-09-01", "2022-11-03", "2027-01-05"], ["2019", "2027"]),
    ],
)
def test_chart_is_of_days_months_or_years(days: list[str], names: list[str]) -> None:
    """The period fits the time from the first to the last."""
    drawn = chart(days, Messages().day)
    assert drawn
    assert [drawn.bars[0].name, drawn.bars[-1].name] == names


@given(st.lists(st.dates().map(str) | st.sampled_from(["", "2026", "2026-09"]), max_size=30))
def test_chart_counts_every_day_once_and_stays_in_its_frame(days: list[str]) -> None:
    """The bars have all days there are, the highest fills the height, none leaves the drawing or covers another."""
    drawn = chart(days, Messages().day)
    whole = [day for day in days if len(day) == 10]
    if drawn is None:
        return
    assert drawn.total == sum(bar.count for bar in drawn.bars) == len(whole)
    assert all(0 <= bar.y <= drawn.height and bar.x + bar.width <= drawn.width + 0.2 for bar in drawn.bars)
    assert min(bar.y for bar in drawn.bars) == 2
