"""Rights: a digest is not a copy; how much of an article its source lets the pages show."""

import re

import pytest

from digest.config import Rights, SourceSettings
from digest.model import BlockKind, Mention, Summary
from digest.render import Site, pages
from tests.rendered import SENTENCE, fields, made, settings, text


@pytest.mark.parametrize(
    ("rights", "evidence", "quotes"), [("full", True, True), ("excerpt", True, True), ("link", False, False)]
)
def test_no_page_shows_more_than_the_rights_allow(rights: str, evidence: bool, quotes: bool) -> None:
    """Evidence and quotes stand on no page, feed or data file of a source that allows a link alone."""
    content = made(
        fields(
            source={**fields()["source"], "rights": rights},
            key_points=[{"text": "The pier is closed.", "evidence": ["s1"]}],
        )
    )
    everything = "\n".join(content.values())
    assert (SENTENCE in everything) is evidence
    assert ("The piles are hollow" in everything) is quotes


def test_excerpt_is_capped_over_all_that_is_shown() -> None:
    """No page of an excerpted source holds more of its words, outside points, than its cap."""
    long = {
        f"s{n}": {
            "text": f"Sentence number {n} of the article says something of its own about pier {n}.",
            "start": n,
            "end": n + 1,
        }
        for n in range(60)
    }
    points = [{"text": f"Point {n}.", "evidence": [f"s{n}"]} for n in range(60)]
    content = made(
        fields(key_points=points, evidence=long, quotes=[], timeline=[]),
        Courier=SourceSettings("Courier", Rights.EXCERPT, 100),
    )
    shown = set(re.findall(r"Sentence number \d+ of the article[^<]*", content["2026/09/pier/index.md"]))
    assert 80 <= sum(len(sentence.split()) for sentence in shown) <= 100
    assert "The sentence is in the original" in content["2026/09/pier/index.md"]


def test_words_that_may_be_shown_go_to_what_was_said_before_its_sentences() -> None:
    """Under a small cap every quotation of a source stands on the page before any of the sentences around them does."""
    said = [
        {
            "id": f"q-{n}",
            "kind": "direct",
            "text": f"“Pier {n} was never safe,”",
            "evidence": [f"s{n}"],
            "check": "exact",
        }
        for n in range(4)
    ]
    around = {
        f"s{n}": {"text": f"“Pier {n} was never safe,” said a man of ninety on the quay.", "start": n, "end": n + 1}
        for n in range(4)
    }
    page = made(
        fields(quotes=said, evidence=around, key_points=[], timeline=[]),
        Courier=SourceSettings("Courier", Rights.EXCERPT, 35),
    )["2026/09/pier/index.md"]
    assert all(f"“Pier {n} was never safe”</p>" in page for n in range(4))
    assert page.count("said a man of ninety") == 1


def test_whole_article_stands_only_where_rights_are_full() -> None:
    """With full rights the article is on its page, its cited sentences marked."""
    whole = ((BlockKind.PARAGRAPH, Mention(0, len(SENTENCE) + 6, SENTENCE + " More.")),)
    evidence = {"s1": {"text": SENTENCE, "start": 0, "end": len(SENTENCE)}}
    for rights, there in (("full", True), ("excerpt", False)):
        summary = Summary(
            "2026/09/pier.md", fields(source={**fields()["source"], "rights": rights}, evidence=evidence), "", whole
        )
        found = pages([summary], Site("D", "", "", settings()))
        page = text(next(p for p in found if p.path == "2026/09/pier/index.md"))
        assert (f'<mark id="text-s1">{SENTENCE}</mark> More.' in page) is there
