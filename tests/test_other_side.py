"""A claim comes with its answer: in the points, in one point, or as a question to the editor."""

import pytest

from digest import check
from digest.extract import extract
from digest.model import Article, KeyPoint, Metadata, Sentence, Source, Tree
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import points, speech, understand
from digest.understand.points.answers import hear

STORY = """The treasurer of Port Alder, Ida Moe, moved €90,000 of harbour fees into an account of her own, the town's auditor said on Monday.

The auditor, Imran Orr, told the council that the payments began in 2023 and were made on the first day of each month.

The council suspended Moe and will vote on Thursday on a new treasurer. Two members asked for a full account of the fees since 2019.

The harbour earns about €2 million a year from ferries and cargo ships. It is the largest source of the town's income.

Fees rose by a tenth in 2024. Fishermen blocked the quay for a day in protest. The council then froze the fees for small boats.

A new accounting system cost €300,000 and has run since January. It flagged the transfers in its second week.

Moe denied that she had taken any money. The account belongs to the harbour fund, she said, and the bank had confirmed it.

The police of Leyton have opened an inquiry. It is expected to last until the summer.
"""


def read(text: str, title: str = "") -> tuple[Article, tuple[Sentence, ...], list[Tree]]:
    """The article, its sentences and their trees."""
    article = extract(Source("a.txt", "0" * 64, text, Metadata(title=title, published="2026-03-04")))
    found = sentences(article)
    return article, found, syntax.parse(article.text, [(one.start, one.end) for one in found])


def answers(text: str) -> bool:
    """Whether the last sentence answers somebody."""
    article, found, trees = read("The story is long.\n\n" + text)
    return hear(article.text, found[-1], trees[-1]).answers


@pytest.mark.parametrize(
    "text",
    [
        "Moe denied that she had taken any money.",
        "The ministry rejected the claim on Tuesday.",
        "Halden Motors disputes the finding of the agency.",
        "The group later withdrew the allegation and paid his costs.",
        "The claim was false, her office said on Friday.",
        "Owen Prass, a lawyer for the deputy, said his client had followed the rules.",
        "She pleaded not guilty to all the charges.",
    ],
)
def test_an_answer_is_heard(text: str) -> None:
    """Denials, withdrawals and the words of a lawyer are answers."""
    assert answers(text)


@pytest.mark.parametrize(
    "text",
    [
        "The court denied him bail on Tuesday.",
        "Parliament rejected the bill on Tuesday.",
        "Nobody disputes the finding of the agency.",
        "She did not deny that she had signed the letter.",
        "The mayor said: “He denied it, of course.”",
        "The bank has withdrawn its oldest notes.",
    ],
)
def test_what_only_sounds_like_an_answer_is_none(text: str) -> None:
    """Bail and bills, negated denials and words in marks answer nobody."""
    assert not answers(text)


def told(text: str) -> tuple[KeyPoint, ...]:
    """The key points of a text."""
    article, found, trees = read(text)
    return points.choose(article, found, trees, *speech(article, found, trees))


def test_a_set_that_accuses_has_the_answer() -> None:
    """Where the article has a denial, so have its points, however late it comes."""
    assert any("Moe denied" in point.text for point in told(STORY))


def test_an_answer_that_leans_is_told_with_its_claim() -> None:
    """A short answer that points back at the sentence before it is told behind it, as one stretch of the text."""
    text = STORY.replace("\n\nThe council suspended", " She denied it.\n\nThe council suspended").replace(
        "Moe denied that she had taken any money. ", ""
    )
    [point] = [point for point in told(text) if "denied" in point.text]
    assert len(point.sentences) == 2
    assert point.text.endswith("She denied it.")


def test_a_claim_without_its_answer_is_asked_about() -> None:
    """A summary that blames somebody, whose article has the denial right behind, gives rise to one question, which approval ends."""
    text = "The town accused Ida Moe of taking €90,000 in fees. The council met on Monday. Moe denied that she had taken any money.\n"
    article = extract(Source("a.txt", "0" * 64, text))
    found = sentences(article)
    entry = {"s1": {"text": found[0].of(text), "start": found[0].start, "end": found[0].end}}
    fields = {
        "title": "The council met on Monday",
        "source": {"file": "a.txt", "sha256": "0" * 64},
        "key_points": [{"text": found[0].of(text), "evidence": ["s1"]}],
        "generated": {"engine": "", "version": "", "fields": {}},
        "evidence": entry,
    }
    asked = [one.what for one in check.check(fields, article).findings if one.path == "key_points[0]"]
    assert len(asked) == 1
    assert "Moe denied" in asked[0]
    approved = {**fields, "review": {"state": "approved"}}
    assert not [one for one in check.check(approved, article).findings if one.path == "key_points[0]"]


def test_texts_without_a_title_lead_with_the_news() -> None:
    """Without a title to hold the sentences against, the lead that reports the news is still a point."""
    reading = understand(read(STORY)[0])
    assert any(point.text.startswith("The treasurer of Port Alder") for point in reading.key_points)
