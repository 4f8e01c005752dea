"""People and organisations: who has a page, what is on it, and an index for thousands of names."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from digest.model import Page, Static, Story, StoryState, Summary
from digest.people import Aliases, parse
from digest.render import Site, names, pages
from tests.generated import summaries
from tests.rendered import QUOTE, Marks, fields, made, settings

COUNCIL = {"id": "town-council", "name": "Town Council"}


def article(number: int, *, said: int = 0, who: str = "Odd Berg", **changes: Any) -> dict[str, Any]:
    """One of several articles, of a day and a text of its own, that names somebody and gives so many of their statements."""
    one = {"id": who.lower().replace(" ", "-"), "name": who}
    quotes = [
        {"id": f"q-{number}-{k}", "kind": "direct", "text": f"“Answer {number}.{k} is no,”", "speaker": one, "evidence": ["s2"], "check": "exact"}
        for k in range(said)
    ]  # fmt: skip
    source = {**fields()["source"], "file": f"{number}.md"}
    day = f"2026-{number % 12 + 1:02}-0{number % 9 + 1}"
    return fields(title=f"Report {number}", date=day, source=source, people=[one], organisations=[COUNCIL], quotes=quotes, **changes)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "page"), [([1], False), ([9], False), ([1, 1], False), ([2, 1], True), ([0, 0], False), ([0, 0, 0], True)]
)
def test_page_is_for_who_gathers_something(said: list[int], page: bool) -> None:
    """Two events or more, and three statements or articles in all: less is in the index alone."""
    content = made(*(article(n, said=count) for n, count in enumerate(said)))
    assert ("people/odd-berg/index.md" in content) is page
    index = content["people/index.md"]
    for n in range(len(said)) if not page else ():
        assert f"2026/09/pier{n or ''}/" in index, "the index leads to each summary"


@pytest.mark.parametrize(("articles", "others", "page"), [(5, 0, False), (5, 1, True), (6, 0, True)])
def test_one_event_makes_no_page(articles: int, others: int, page: bool) -> None:
    """Who is only in the articles of one story is on that story's page; in another event, or in very many articles, they have their own."""
    found = [Summary(f"2026/09/pier{n or ''}.md", article(n, said=1)) for n in range(articles + others)]
    paths = tuple(f"{n}.md" for n in range(articles))
    story = Story("2026-09-pier", "The pier", StoryState.QUIET, paths, articles, paths[0])
    made = {one.path for one in pages(found, Site("D", "", "", settings()), stories=[story])}
    assert ("people/odd-berg/index.md" in made) is page


def test_copies_make_no_page() -> None:
    """An article and its copies are one."""
    copy = {**fields()["source"], "file": "copy.md", "copy_of": "0.md"}
    assert "people/odd-berg/index.md" not in made(article(0, said=3), {**article(0, said=3), "source": copy})


@pytest.mark.parametrize(("wish", "page"), [("true", True), ("no", False)])
def test_editor_decides_on_a_page(wish: str, page: bool) -> None:
    """A line in the names file gives a page, or takes one away."""
    from digest.build.archive import wished  # noqa: PLC0415 - used here alone

    aliases: Aliases = parse(f"people:\n  - name: Odd Berg\n    page: {wish}\n", "content/names.yaml")
    assert wished(aliases) == {"people/odd-berg": page}


def test_organisation_has_a_page_as_a_person_has() -> None:
    """What it said, and where it is named; summaries link to it."""
    spoken = {"id": "q-9", "kind": "direct", "text": QUOTE, "speaker": COUNCIL, "evidence": ["s2"], "check": "exact"}
    content = made(*({**article(n), "quotes": [spoken]} for n in range(3)))
    page = content["organisations/town-council/index.md"]
    assert page.count("The piles are hollow") == 3
    assert 'href="../../../organisations/town-council/"' in content["2026/09/pier/index.md"]
    assert 'href="../people/"' in content["organisations/index.md"]


def test_roles_have_their_days() -> None:
    """The newest role is first, each from the first day to the last that a summary states it."""
    roles = ("clerk", "clerk", "mayor")
    people = [[{"id": "odd-berg", "name": "Odd Berg", "role": role}] for role in roles]
    content = made(*({**article(n), "people": one} for n, one in enumerate(people)))
    page = content["people/odd-berg/index.md"]
    listed = re.findall(r"<li>(\w+) <span class=\"count\">(.*?)</span>", page.partition("</ul>")[0])
    assert listed == [("mayor", "as of 3 March 2026"), ("clerk", "1 January 2026 to 2 February 2026")]


def test_page_says_with_whom_they_are_named() -> None:
    """The people and bodies in the same summaries, most often first."""
    page = made(*(article(n, said=1) for n in range(3)))["people/odd-berg/index.md"]
    beside = page.partition('id="beside"')[2].partition("</section>")[0]
    assert 'href="../../organisations/town-council/"' in beside
    assert "in 3 summaries" in beside


def test_chart_says_in_words_what_it_draws() -> None:
    """The drawing is hidden from a screen reader, and the same numbers are a list."""
    page = made(*(article(n, said=n + 1) for n in range(4)))["people/odd-berg/index.md"]
    chart = page.partition('<figure class="chart">')[2].partition("</figure>")[0]
    assert chart.count("<rect") == 4
    assert 'aria-hidden="true"' in chart
    assert "10 statements with a date; most: April 2026 (4)" in chart
    assert re.findall(r"<li>(.*?)</li>", chart)[0] == "January 2026: 1"


def test_long_ago_is_on_further_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long for one page goes on on the next, and each links to the other."""
    monkeypatch.setattr(names, "STATEMENTS", 2)
    content = made(*(article(n, said=1) for n in range(5)))
    pages_of = [content[f"people/odd-berg/{part}index.md"] for part in ("", "2/", "3/")]
    assert [page.count('<figure class="quote">') for page in pages_of] == [2, 2, 1]
    assert 'rel="next" href' in pages_of[0] or 'href="2/" rel="next"' in pages_of[0]
    assert 'href="../" rel="prev"' in pages_of[1]


def test_site_of_many_names_lists_them_by_letter() -> None:
    """Of 600 generated summaries no page lists everybody; each name is on the page of its letter once, with a link that leads on."""
    found = {page.path: page for page in pages(summaries(600), Site("D", "", "", settings()))}
    index = found["people/index.md"]
    assert isinstance(index, Page)
    assert len(re.findall(r"<li>", index.html)) == names.MOST
    rows = found["people/names.json"]
    assert isinstance(rows, Static)
    everyone = json.loads(rows.content)
    letters = [page for path, page in found.items() if path.startswith("people/by-letter/")]
    listed = [
        word
        for page in letters
        if isinstance(page, Page)
        for word in re.findall(r"<li><a href=\"[^\"]+\">(.*?)</a>", page.html)
    ]
    assert sorted(listed) == sorted(row[0] for row in everyone)
    assert len(everyone) > names.WHOLE
    known = {path.removesuffix("index.md") for path in found}
    for page in (index, *letters):
        assert isinstance(page, Page)
        for _, attributes in Marks(page.html).tags:
            href = (attributes.get("href") or "").split("#")[0]
            place = str((Path("/") / page.path.removesuffix("index.md") / href).resolve())[1:] + "/"
            assert not href or place in known, href


def test_pages_of_names_grow_slower_than_the_summaries() -> None:
    """Of 1,000 generated summaries, of whose people three in ten return, a third of a page each is about people and bodies."""
    found = pages(summaries(1000), Site("D", "", "", settings()))
    own = [page for page in found if isinstance(page, Page) and page.path.startswith(("people/", "organisations/"))]
    assert len(own) <= 400


def test_order_of_articles_is_no_matter() -> None:
    """The same summaries in another order give the same pages."""
    listed = summaries(40)
    assert pages(listed, Site("D", "", "", settings())) == pages(listed[::-1], Site("D", "", "", settings()))
