"""What is found in an article when its format does not say it."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digest.english import bylines, days
from digest.errors import ContentError
from digest.extract import Hints, extract
from digest.model import PROSE, Article, BlockKind
from digest.read import read
from tests.conftest import ARTICLES, ROOT

GOLD = yaml.safe_load((ROOT / "tests" / "samples.yaml").read_text("utf-8"))
NONE = Hints()
OUTLETS = tuple(("", name) for name in sorted({gold["source"] for gold in GOLD.values() if gold["source"]}))


def article(text: str | bytes, path: str = "a.txt", hints: Hints = NONE) -> Article:
    """The article in a text file."""
    return extract(read(text if isinstance(text, bytes) else text.encode(), path), hints)


def kinds(text: str) -> list[tuple[str, str]]:
    """Each block's kind with its first words."""
    found = article(text)
    return [(block.kind.value, block.of(found.text)[:30]) for block in found.blocks]


@pytest.mark.samples
@pytest.mark.parametrize("path", GOLD)
def test_sample_article_is_read_as_its_author_meant_it(path: str) -> None:
    """Headline, source, date and where it was found, byline and sub-headings of every sample article."""
    gold, found = GOLD[path], article((ARTICLES / path).read_bytes(), path, Hints("", OUTLETS))
    assert found.title == (gold["title"] or "")
    assert found.source == (gold["source"] or "")
    assert (found.published[:10], found.published_from) == (gold["date"], gold["published_from"])
    assert list(found.byline) == (gold.get("byline") or [])
    headings = [block.of(found.text) for block in found.blocks if block.kind is BlockKind.HEADING]
    assert headings == (gold.get("headings") or [])


@pytest.mark.samples
@pytest.mark.parametrize("path", GOLD)
def test_every_quote_of_the_gold_stands_in_the_prose(path: str) -> None:
    """No quotation of a sample article is lost to a heading, a caption or a notice."""
    found = article((ARTICLES / path).read_bytes(), path)
    prose = "\n".join(
        block.of(found.text) for block in found.blocks if block.kind in PROSE or block.kind is BlockKind.HEADLINE
    )
    for quote in GOLD[path]["direct"]:
        assert " ".join(quote["text"].split()) in " ".join(prose.split())


@pytest.mark.samples
def test_pasted_article_has_a_deck_a_post_and_headings() -> None:
    """A deck that tells the story before the lede, a post, unmarked sub-headings: none is taken for the body."""
    found = article((ARTICLES / "inbox/pasted-4.txt").read_bytes(), "inbox/pasted-4.txt")
    assert [block.kind.value for block in found.blocks][:7] == [
        "deck",
        "deck",
        "deck",
        "paragraph",
        "post",
        "post",
        "heading",
    ]
    (post,) = found.posts
    assert (post.name, post.handle, post.date) == ("Sound Radio News", "@soundradionews", "2026-10-06")
    assert post.body.text == found.text[post.body.start : post.body.end]
    assert "pic." not in post.body.text


@pytest.mark.parametrize(
    ("line", "names", "outlet"),
    [
        ("By Mara Ellison", ["Mara Ellison"], ""),
        ("BY MARA ELLISON AND JONAS REED", ["Mara Ellison", "Jonas Reed"], ""),
        ("By Mara Ellison and Jonas Reed, Northern Courier", ["Mara Ellison", "Jonas Reed"], "Northern Courier"),
        ("By Clara Venn, Science Editor, The Velland Courier", ["Clara Venn"], "The Velland Courier"),
        ("Civil Works Weekly. By Hanne Ostergard. Published 24 September 2026.", ["Hanne Ostergard"], ""),
        ("By Jan van der Meer", ["Jan van der Meer"], ""),
        ("Mara Ellison, Political Correspondent", ["Mara Ellison"], ""),
        ("Interview: Beatrix Lowell", ["Beatrix Lowell"], ""),
    ],
)
def test_byline(line: str, names: list[str], outlet: str) -> None:
    """Names without roles and outlets, in the forms that bylines take."""
    found = bylines.read(line)
    assert found
    assert (list(found.names), found.outlet) == (names, outlet)


@pytest.mark.parametrize(
    "line",
    ["By Monday the water had gone", "By then it was over", "By the harbour", "By 2030", "Bye Mara Ellison", "by hand"],
)
def test_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    """No name is better than a wrong one."""
    assert bylines.read(line) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 14 September 2026", "2026-09-14"),
        ("Sept. 3, 2026", "2026-09-03"),
        ("Monday, 19 October 2026, 10:15", "2026-10-19"),
        ("2026-09-14", "2026-09-14"),
        ("3rd of May 2026", "2026-05-03"),
        ("31 September 2026", ""),
        ("Sept. 14", "--09-14"),
        ("in September", ""),
    ],
)
def test_day(text: str, day: str) -> None:
    """Days as English and American papers print them; none that the calendar lacks."""
    assert days.read(text) == day


@pytest.mark.parametrize(("near", "day"), [("2026-12-30", "2026-12-31"), ("2027-01-02", "2026-12-31"), ("", "")])
def test_day_without_a_year_takes_the_nearest(near: str, day: str) -> None:
    """A dateline of 31 December in an article committed in January is of the year before."""
    assert days.with_year("--12-31", near) == day


def test_dateline_is_no_part_of_the_lede() -> None:
    """Place, day and agency in front of the lede are found, and date the article."""
    found = article(
        "Storm over the Sound\n\nPORT ALDER, Sept. 14, 2026 (Northwire) — Waves broke the wall on Monday. Twelve people died there.\n"
    )
    assert found.dateline
    assert found.dateline.text == "PORT ALDER, Sept. 14, 2026 (Northwire) —"
    assert (found.published, found.published_from, found.source) == ("2026-09-14", "text", "Northwire")


def test_captions_and_notices_are_no_prose() -> None:
    """Picture lines, links to other stories and credits are kept out of what sentences are taken from."""
    found = kinds(
        "Headline of the day\n\nThe harbour board voted on Tuesday to close the pier for the winter.\n\nPhoto: Ida Berg\n\n"
        "Scroll down for video\n\nREAD MORE: The piles of Sandwick\n\nJonas Reed contributed to this report.\n\nThe end came fast, he said."
    )
    assert [kind for kind, _ in found] == [
        "headline",
        "paragraph",
        "caption",
        "notice",
        "notice",
        "notice",
        "paragraph",
    ]


@pytest.mark.samples
def test_hard_wrapped_text_is_unwrapped() -> None:
    """Lines broken at a fixed width become paragraphs again; paragraphs stay apart."""
    wrapped = (ARTICLES / "2026/09/14/northwire-storm-imre.txt").read_text("utf-8")
    found = article(wrapped)
    assert max(len(line) for line in wrapped.split("\n")) <= 74
    assert all(not block.of(found.text).endswith((" the", " of", ",")) for block in found.blocks)
    assert sum(block.kind in PROSE for block in found.blocks) >= 8


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_line_ends_do_not_matter(end: str) -> None:
    """CRLF, CR, LF and the Unicode line separator give the same article."""
    text = "Pier closed for the winter\n\nThe harbour board voted on Tuesday to close the pier.\n\nIt was a close vote, the board said."
    assert article(text.replace("\n", end)).text == article(text).text


def test_markdown_marks_are_no_words() -> None:
    """Links, emphasis and escapes leave their words; pictures leave captions; raw HTML is left out and named."""
    found = article(
        "# A *bold* [move](https://x.example)\n\nFive \\* six &amp; `seven`.\n\n![The pier](a.jpg)\n\n<script>x</script>\n\n- one\n- two\n",
        "a.md",
    )
    assert found.title == "A bold move"
    assert [(b.kind.value, b.of(found.text)) for b in found.blocks[1:]] == [
        ("paragraph", "Five * six & seven."), ("caption", "The pier"), ("list_item", "one"), ("list_item", "two"),
    ]  # fmt: skip
    assert found.dropped == ("line 7: raw HTML was left out",)


@pytest.mark.parametrize(
    ("front", "title", "tags"),
    [
        ("title: no", "no", ()),
        ("title: 2026", "2026", ()),
        ("title: [a, b]", "", ()),
        ("title: x\ntags: a, b", "x", ("a", "b")),
        ("title: !!python/object:os.system x", "", ()),
    ],
)
def test_front_matter_is_words(front: str, title: str, tags: tuple[str, ...]) -> None:
    """YAML's types never reach an article: `no` is a word, and a list where a text belongs counts as nothing."""
    if "!!" in front:
        with pytest.raises(ContentError, match="YAML"):
            article(f"---\n{front}\n---\nThe harbour board voted on Tuesday.", "a.md")
        return
    found = article(f"---\n{front}\n---\nThe harbour board voted on Tuesday.", "a.md")
    assert (found.title, found.tags) == (title, tags)


@given(st.text(max_size=600))
def test_any_text_is_an_article(text: str) -> None:
    """Extraction never fails, and its blocks are stretches of the text in order that never overlap."""
    try:
        found = article(text)
    except ContentError:
        return
    place = 0
    for block in found.blocks:
        assert place <= block.start < block.end <= len(found.text)
        assert block.of(found.text) == block.of(found.text).strip()
        place = block.end


def test_metadata_wins_over_the_text(tmp_path: Path) -> None:
    """What the front matter states is not looked for in the text."""
    found = article(
        "---\ntitle: Mine\ndate: 2026-01-02\nbyline: By Ann Lee\n---\nBy Someone Else\n\nPublished 3 March 2025\n\nThe text, at last, of it all.",
        "2024-05-06.md",
    )
    assert (found.title, found.published, found.published_from, found.byline) == (
        "Mine",
        "2026-01-02",
        "meta",
        ("Ann Lee",),
    )
