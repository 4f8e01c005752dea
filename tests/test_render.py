"""Pages: what a summary shows."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from digest.model import Summary
from digest.render import Site, pages
from digest.render.templates import link, text_link, unquoted
from tests.rendered import QUOTE, REPORTED, SENTENCE, Marks, fields, made, settings, text


def test_summary_shows_points_with_their_evidence() -> None:
    """Each point opens the sentence behind it, without JavaScript, and says its verdict."""
    page = made(fields())["2026/09/pier/index.md"]
    assert re.search(
        rf"<details>\s*<summary>.*?{re.escape(SENTENCE)}.*?</summary>.*?<blockquote class=\"evidence\".*?{re.escape(SENTENCE)}",
        page,
        re.DOTALL,
    )
    assert "[It: The board]" in page
    assert "Is so in the article." in page


def test_point_tells_whom_it_means_wherever_it_stands() -> None:
    """A pronoun that the article before it explains is explained on the home page and in the feeds too."""
    content = made(fields(key_points=[*fields()["key_points"], {"text": "Berths are lost.", "evidence": ["s1"]}]))
    for path in ("2026/09/pier/index.md", "index.md", "feed.xml", "rss.xml"):
        assert re.search(rf"{re.escape(SENTENCE)}[^.]*\[It: The board\]", content[path]), path


def test_reported_speech_never_stands_within_marks() -> None:
    """On no page and in no feed is indirect speech put between quotation marks."""
    for path, page in made(fields()).items():
        for found in re.finditer(re.escape(REPORTED), page):
            around = page[max(0, found.start() - 2) : found.end() + 2]
            assert not re.search(r"[“”„«»]", around), path
            assert path.endswith(".jsonl") or '"' not in around.replace('">', ""), path
    assert f">“{QUOTE.strip('“”,')}”</p>" in made(fields())["2026/09/pier/index.md"]


def test_statement_for_review_is_shown_without_its_flag() -> None:
    """What an editor is asked about stands on its page with the article's words; readers see no question."""
    page = made(fields())["2026/09/pier/index.md"]
    assert "doubtful" in page
    assert "review" not in page.lower()


def test_held_summary_is_not_published() -> None:
    """A summary that an editor holds back has no page, no line in a list, no item in a feed."""
    assert not [path for path, page in made(fields(review={"state": "held"})).items() if "pier" in page]


def test_failed_check_is_shown() -> None:
    """Where strict mode is off a failure stands on the page in words."""
    quote = {
        "id": "q-9",
        "kind": "direct",
        "text": "“The piles are golden,”",
        "speaker": {"name": "Ingrid Maas"},
        "check": "altered",
        "evidence": ["s2"],
    }
    page = made(fields(quotes=[quote]))["2026/09/pier/index.md"]
    assert "verdict--bad" in page
    assert "The article has other words." in page


@pytest.mark.parametrize("field", ["figures", "timeline"])
def test_failed_figure_or_date_says_so(field: str) -> None:
    """A figure or an event that the article does not bear out stands on the page with its verdict."""
    wrong = [{**fields()[field][0], "check": "unsupported"}]
    assert "verdict--bad" in made(fields(**{field: wrong}))["2026/09/pier/index.md"]
    assert "verdict--bad" not in made(fields())["2026/09/pier/index.md"]


def test_event_tells_the_words_its_date_was_read_from() -> None:
    """A reader can hold the day of an event against the words that gave it, where they say it differently."""
    later = [{**fields()["timeline"][0], "from": "the week after"}]
    assert (
        '<span class="timeline__from">“the week after”</span>' in made(fields(timeline=later))["2026/09/pier/index.md"]
    )
    assert "timeline__from" not in made(fields())["2026/09/pier/index.md"]


def test_event_has_the_weekday_and_no_year_of_its_own_year() -> None:
    """The article's "Sunday" has its day beside it; the year is there where it is another than the article's."""
    sunday = fields()["timeline"][0]
    page = made(fields(timeline=[{**sunday, "from": "Sunday"}, {**sunday, "date": "2027-01-01", "text": "It ends."}]))[
        "2026/09/pier/index.md"
    ]
    assert re.findall(r"<time>(.*?)</time>", page) == ["Sunday, 1 November", "Friday, 1 January 2027"]
    assert (
        "timeline__from" not in page.partition("It ends.")[0].partition("Sunday, 1 November")[2].partition("<time>")[0]
    )


def test_days_of_one_sentence_are_beside_it_once() -> None:
    """A sentence that gives two days is in the timeline once."""
    event = fields()["timeline"][0]
    page = made(fields(timeline=[event, {**event, "date": "2019", "from": "2019"}]))["2026/09/pier/index.md"]
    assert page.count('<li id="event-') == 1
    assert "<time>2019</time>" in page


def test_page_shows_six_figures_and_every_failure() -> None:
    """At most six figures, and of those no failing one is left out."""
    figures = [{**fields()["figures"][0], "text": f"{n} berths", "check": "unsupported" if n == 9 else "exact"} for n in range(10)]  # fmt: skip
    page = made(fields(figures=figures))["2026/09/pier/index.md"]
    assert re.findall(r'class="number">(\d) berths', page) == ["0", "1", "2", "3", "4", "9"]


def test_others_are_one_fold_away_grouped_by_speaker() -> None:
    """What is not among the statements that matter is in a closed fold, reported speech apart from quotations."""
    who = {"id": "ingrid-maas", "name": "Ingrid Maas"}
    said = [
        {"id": f"q-{n}", "kind": "indirect", "text": f"that number {n} was drawn and then put back", "speaker": who, "evidence": ["s3"], "check": "exact"}
        for n in range(9)
    ]  # fmt: skip
    page = made(fields(quotes=said))["2026/09/pier/index.md"]
    fold = page.partition('<details class="rest">')[2]
    assert "Everything else said: 6 statements by 1 speaker" in fold
    assert fold.count('<div class="reported"') == 6
    assert '<div class="reports">' in fold


def test_statement_can_be_linked_copied_and_found_in_the_original() -> None:
    """Each opens a permalink, what to copy, and the original scrolled to its sentence."""
    page = made(fields())["2026/09/pier/index.md"]
    quote = page.partition('id="q-1"')[2].partition("</figure>")[0]
    assert '<a href="#q-1">Link to this</a>' in quote
    assert (
        'data-copy="“The piles are hollow” – Ingrid Maas, the board&#39;s chair (Courier, 14 September 2026)"' in quote
    )
    assert (
        'href="https://courier.example/pier#:~:text=%E2%80%9CThe%20piles%20are%20hollow%2C%E2%80%9D%20said%20Ingrid%20Maas."'
        in quote
    )
    assert ">, evidence for point 1</span></summary>" in page


@pytest.mark.parametrize(
    ("url", "sentence", "found"),
    [
        ("https://a.example/x", "", "https://a.example/x"),
        ("https://a.example/x", "A well-known, old & wet pier.", "https://a.example/x#:~:text=A%20well%2Dknown%2C%20old%20%26%20wet%20pier."),
        ("https://a.example/x#top", "Yes.", "https://a.example/x#top:~:text=Yes."),
        ("https://a.example/x", "one two three four five six seven eight nine ten eleven", "https://a.example/x#:~:text=one%20two%20three%20four%20five,seven%20eight%20nine%20ten%20eleven"),
    ],
)  # fmt: skip
def test_link_leads_to_the_sentence(url: str, sentence: str, found: str) -> None:
    """Text fragments: dashes, commas and ampersands are encoded; of a long sentence both ends are given."""
    assert text_link(url, sentence) == found


@pytest.mark.parametrize(("cue", "shown"), [("said", True), ("according", False), ("According", False)])
def test_cue_stands_where_the_words_read_on_from_it(cue: str, shown: bool) -> None:
    """A verb of saying stands before reported words; half of “according to” does not."""
    page = made(fields(quotes=[{**fields()["quotes"][1], "cue": cue}]))["2026/09/pier/index.md"]
    assert (f'<span class="cue">{cue}</span>' in page) is shown


@pytest.mark.parametrize("kind", ["direct", "indirect"])
def test_failed_check_is_shown_on_the_page_of_the_person(kind: str) -> None:
    """Words that fail their check say so wherever they stand."""
    who = {"id": "ingrid-maas", "name": "Ingrid Maas"}
    quote = {"id": "q-9", "kind": kind, "text": "“The piles are golden,”", "speaker": who, "check": "altered"}
    page = made(fields(quotes=[quote]))["people/ingrid-maas/index.md"]
    assert "verdict--bad" in page
    assert "The article has other words." in page


def test_role_in_another_typography_is_told_once() -> None:
    """Capitals, an article in front and the form of an apostrophe make no second role."""
    roles = ("the Alliance's leader", "Alliance’s Leader", "the board's chair")
    people = [[{"id": "ingrid-maas", "name": "Ingrid Maas", "role": role}] for role in roles]
    page = made(*(fields(people=one) for one in people))["people/ingrid-maas/index.md"]
    assert page.count('<span class="count">as of') == 2


def test_person_page_has_everything_said_direct_apart_from_reported() -> None:
    """A person's page lists their words by date with a link to where they stand."""
    other = fields(title="Second", date="2026-10-01", source={**fields()["source"], "file": "quay.md"})
    page = made(fields(), other)["people/ingrid-maas/index.md"]
    quoted, reported = page.split('<h2 id="reported">')
    assert quoted.count("The piles are hollow”") == 2
    assert reported.count(REPORTED) == 2
    assert 'href="../../2026/09/pier/#q-1"' in page
    assert page.index("Second") < page.index("North pier closed")


def test_a_statement_in_pieces_is_printed_as_the_article_has_it() -> None:
    """What the cue has cut in two is one quotation with one anchor and the article's marks; of one piece the marks are the page's."""
    who = {"id": "ingrid-maas", "name": "Ingrid Maas"}
    pieces = [{"text": '"We tried,"'}, {"text": '"and we failed."'}]
    said = {"kind": "direct", "speaker": who, "evidence": ["s2"], "check": "exact"}
    cut = {**said, "id": "q-a", "text": '"We tried," she said, "and we failed."', "pieces": pieces}
    page = made(fields(quotes=[cut, {**said, "id": "q-b", "text": '"Next year."'}]))["2026/09/pier/index.md"]
    figures = re.findall(r'<figure class="quote" id="([^"]+)"[^>]*>.*?<p>(.*?)</p>', page, re.DOTALL)
    assert figures == [("q-a", "“We tried,” she said, “and we failed.”"), ("q-b", "“Next year.”")]


def test_statement_opens_its_sentence_in_the_article() -> None:
    """A quotation, reported words and a figure open the sentence that they stand in."""
    page = made(fields(quotes=[fields()["quotes"][0], {**fields()["quotes"][1], "cue": "said"}]))[
        "2026/09/pier/index.md"
    ]
    for around in (QUOTE + " said Ingrid Maas.", "She said " + REPORTED + "."):
        assert page.split(f"<p>{around}</p>")[0].rindex('<details class="context"')
    assert f'<span class="cue">said</span> {REPORTED}' in page
    number = page.split('<span class="number">40 berths</span>')[1]
    assert number.index(f"<p>{SENTENCE}</p>") < number.index("</details>")


def test_deck_that_is_the_first_point_is_not_read_twice() -> None:
    """A deck made of the sentence of the first point is left out where that point stands below it, not where an editor wrote it."""
    twice = fields(description=SENTENCE)
    assert '<p class="deck">' not in made(twice)["2026/09/pier/index.md"]
    assert '<p class="deck">' in made(fields(description=SENTENCE, made=[]))["2026/09/pier/index.md"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The piles are hollow,”", "The piles are hollow"),
        ('"She said “no” to “me”"', "She said “no” to “me”"),
        ("“He called it “a wall””", "He called it “a wall”"),
        ("‘I won’t,’", "I won’t"),
        ("“And it goes on", "And it goes on"),
        ("''Two ticks''", "Two ticks"),
        ("«Non»", "Non"),
    ],
)
def test_one_pair_of_marks_is_taken_off(text: str, words: str) -> None:
    """The page sets marks of its own in the place of the article's outer pair, and leaves those within."""
    assert unquoted(text) == words


def test_feeds_are_well_formed_and_dated_by_content() -> None:
    """Atom and RSS parse, whatever a title holds, and carry no date of the build."""
    content = made(fields(title="A & B <i> \x0b ]]>"), fields(date="2026-10-02", title="Later"))
    atom, rss = ET.fromstring(content["feed.xml"]), ET.fromstring(content["rss.xml"])
    assert atom.findtext("{http://www.w3.org/2005/Atom}updated") == "2026-10-02T00:00:00Z"
    assert [item.findtext("title") for item in rss.iter("item")] == ["Later", "A & B <i> ]]>"]
    assert rss.find("channel/item/pubDate").text == "Fri, 02 Oct 2026 00:00:00 GMT"  # type: ignore[union-attr]


def test_open_data_has_a_permalink_for_every_quote_shown() -> None:
    """quotes.jsonl: one object a line, stable ids, doubtful quotes left out."""
    content = made(fields())
    rows = [json.loads(line) for line in content["quotes.jsonl"].splitlines()]
    first = content["open-data/index.md"].partition("</table>")[0]
    cells = re.findall(r"<tr><td>(.*?)</td>", first)
    documented = re.findall(r"<code>(\w+)</code>", "".join(cells))
    assert sorted(rows[0]) == sorted(documented), "the page on open data names every field"
    assert [row["id"] for row in rows] == [
        "2026/09/pier/#q-1",
        "2026/09/pier/#q-2",
        "2026/09/pier/#q-3",
        "2026/09/pier/#q-4",
    ]
    assert rows[0]["url"] == "https://d.example/digest/2026/09/pier/#q-1"
    assert (rows[1]["kind"], rows[1]["speaker"], rows[1]["text"]) == ("indirect", "Ingrid Maas", REPORTED)


@pytest.mark.parametrize(
    ("here", "to", "relative"),
    [
        ("", "people/", "people/"),
        ("people/", "", "../"),
        ("people/a/", "2026/09/b/#q", "../../2026/09/b/#q"),
        ("a/", "a/", "./"),
        ("", "feed.xml", "feed.xml"),
        ("a/b/", "feed.xml", "../../feed.xml"),
    ],
)
def test_links_are_relative(here: str, to: str, relative: str) -> None:
    """No link begins with a slash, so that the site works under any sub-path."""
    assert link(here, to) == relative


def test_every_link_between_pages_leads_to_a_page() -> None:
    """Every relative link in every page has a target among the pages and static files."""
    content = made(fields(), fields(title="Second", date="2026-10-01", tags=["Other"]))
    known = {path.removesuffix("index.md") for path in content}
    for path, page in content.items():
        here = path.removesuffix("index.md")
        for _, attributes in Marks(page).tags if path.endswith(".md") else ():
            href = attributes.get("href") or ""
            if href and not href.startswith("http"):
                target = str((Path("/") / here / href.split("#")[0]).resolve())[1:]
                assert (target + "/" if target and "." not in target else target) in known, (path, href)


def test_names_file_joins_people_over_articles_and_old_addresses_lead_on() -> None:
    """An editor's alias gives two names one page; the former address says where it went; the summaries keep their ids."""
    from digest.build.archive import joined, wished  # noqa: PLC0415 - used here alone
    from digest.people import parse  # noqa: PLC0415 - used here alone

    other = fields(title="Second", date="2026-10-01", people=[{"id": "inga-maas", "name": "Inga Maas"}])
    other["source"] = {**other["source"], "file": "b.md"}
    other["quotes"] = [{**other["quotes"][0], "speaker": {"id": "inga-maas", "name": "Inga Maas"}}]
    aliases = parse(
        "people:\n  - name: Ingrid Maas\n    page: true\n    also: [Inga Maas]\n    was: [inga-maas]\n",
        "content/names.yaml",
    )
    summaries, moved, _ = joined(
        [
            Summary("2026/09/a.md", fields(source={**fields()["source"], "file": "a.md"})),
            Summary("2026/10/b.md", other),
        ],
        aliases,
        {"b.md": "a.md"},
    )
    content = {
        page.path: text(page)
        for page in pages(summaries, Site("D", "", "", settings()), moved=moved, wished=wished(aliases))
    }
    assert content["people/ingrid-maas/index.md"].count("<blockquote") == 1, "what a copy repeats counts once"
    assert "also in" in content["people/ingrid-maas/index.md"]
    assert 'href="../ingrid-maas/"' in content["people/inga-maas/index.md"]
    assert other["people"][0]["id"] == "inga-maas"
    assert 'The same text as <a href="../../09/a/">' in content["2026/10/b/index.md"]
