"""Who is refused as a speaker, who is only asked about, and whose word ends the question."""

import time
from dataclasses import replace
from typing import Any

import pytest

from digest import check
from digest.check import unnamed
from digest.check.same import may_be_one
from digest.errors import Severity
from digest.extract import extract
from digest.model import Reading, Source
from digest.parser.syntax import parse
from digest.understand import understand

TEXT = (
    "The mill at Tarn Head will shut in June, its owners said.\n\n"
    "Mirela Voss called the news to the night shift. Edda Lindholm cried when she heard it. She said that nobody had been warned.\n\n"
    "The mill opened under Queen Astrid, and made paper for the whole coast.\n\n"
    "In the war it made maps, and after it made stamps.\n\n"
    "Its chimney can be seen from the islands.\n\n"
    "Half of the town has worked there, Voss among them.\n\n"
    "Tomas Quill ran the canteen for years. “I fed four thousand people,” he said.\n\n"
    "“We never missed a shift,” said Ansel Brodie, who drove the night bus."
)
ARTICLE = extract(Source("mill.txt", "0" * 64, TEXT))
READING = understand(ARTICLE)
BRIDGE = understand(
    extract(
        Source(
            "bridge.txt",
            "0" * 64,
            "Petra Holm read the plan for the bridge at Fallow Reach aloud on Monday. She has lived there since 1988.\n\n"
            "According to Iwan Reeve, the bridge will stand for thirty years. He asked Petra Holm for her vote.\n\n"
            "The company said it had never built a longer one. Officials say that the river is rising, and Petra Holm nodded.\n\n"
            "Petra Holm and Iwan Reeve said that the toll would fall.\n\n"
            "Petra Holm came late to the second meeting. The mayor said that nobody would pay twice.",
        )
    )
)


def findings(words: str, name: str, reading: Reading | None, **more: Any) -> list[tuple[str, Severity]]:
    """What is said about the speaker of the quote: "misattributed", or "" for a question, with its severity."""
    article = reading.article if reading else ARTICLE
    at = article.text.index(words)
    quote = {
        "kind": "direct" if words[0] == "“" else "indirect",
        "text": words,
        "speaker": {"name": name},
        "evidence": ["s1"],
    }
    fields = {
        "title": "x", "date": None, "source": {"file": "mill.txt", "sha256": "0" * 64}, "key_points": [], "quotes": [quote],
        "generated": {"engine": "", "version": "", "fields": {}},
        "evidence": {"s1": {"text": words, "start": at, "end": at + len(words)}}, **more,
    }  # fmt: skip
    found = check.check(fields, article, reading=reading).findings
    return [(str(finding.verdict or ""), finding.severity) for finding in found if finding.path == "quotes[0]"]


def test_correction_of_a_pronoun_is_no_failure() -> None:
    """Where “she said” may be two women, an editor's word stands, whomever the program hears: at most it asks."""
    for name in ("Mirela Voss", "Edda Lindholm"):
        found = findings("nobody had been warned", name, READING)
        assert found in ([], [("", Severity.WARNING)]), name
    heard = [findings("nobody had been warned", name, READING) for name in ("Mirela Voss", "Edda Lindholm")]
    assert [] in heard


def test_approval_ends_the_question() -> None:
    """A summary that an editor approved is not asked about again; a failure stays one."""
    names = ("Mirela Voss", "Edda Lindholm")
    assert all(findings("nobody had been warned", n, READING, review={"state": "approved"}) == [] for n in names)
    wrong = findings("“We never missed a shift,”", "Tomas Quill", READING, review={"state": "approved"})
    assert wrong == [("misattributed", Severity.ERROR)]


def test_name_beside_the_words_refuses_another() -> None:
    """Who is named with “said” beside the words has said them, also where the other is named as near."""
    for reading in (READING, None):
        assert findings("“We never missed a shift,”", "Ansel Brodie", reading) == []
        assert findings("“We never missed a shift,”", "Tomas Quill", reading) == [("misattributed", Severity.ERROR)]


def test_who_stands_nowhere_near_did_not_speak() -> None:
    """Somebody named in the article, but not within a few paragraphs of the words, is refused without any reading."""
    for reading in (READING, None):
        assert findings("“I fed four thousand people,”", "Tomas Quill", reading) == []
        assert findings("“I fed four thousand people,”", "Edda Lindholm", reading) == [
            ("misattributed", Severity.ERROR)
        ]


def test_he_is_not_she() -> None:
    """Words of a “he” are not those of somebody who is “she” in the article."""
    assert findings("“I fed four thousand people,”", "Mirela Voss", READING) == [("misattributed", Severity.ERROR)]


def test_nobody_reports_of_themselves_by_name() -> None:
    """Reported words that name somebody are not that person's where nobody is heard; words in marks may be."""
    text = "The mood was low. It was said that Edda Lindholm wept. “They shouted: Edda Lindholm, come home!”"
    article = extract(Source("mill.txt", "0" * 64, text))
    silent = replace(understand(article), quotes=())
    for words, expected in (
        ("Edda Lindholm wept", ["misattributed"]),
        ("“They shouted: Edda Lindholm, come home!”", []),
    ):
        at = text.index(words)
        kind = "direct" if words[0] == "“" else "indirect"
        quote = {"kind": kind, "text": words, "speaker": {"name": "Edda Lindholm"}, "evidence": ["s1"]}
        fields = {
            "title": "x", "date": None, "source": {"file": "mill.txt", "sha256": "0" * 64}, "key_points": [], "quotes": [quote],
            "generated": {"engine": "", "version": "", "fields": {}},
            "evidence": {"s1": {"text": words, "start": at, "end": at + len(words)}},
        }  # fmt: skip
        found = check.check(fields, article, reading=silent).findings
        assert [str(one.verdict) for one in found if one.path == "quotes[0]"] == expected


@pytest.mark.parametrize(
    ("words", "right", "wrong"),
    [
        ("the bridge will stand for thirty years", ["Iwan Reeve"], ["Petra Holm"]),
        ("it had never built a longer one", [], ["Petra Holm", "Iwan Reeve"]),
        ("the river is rising", [], ["Petra Holm", "Iwan Reeve"]),
        ("the toll would fall", ["Petra Holm", "Iwan Reeve"], []),
        ("nobody would pay twice", ["Petra Holm"], []),
    ],
    ids=["according to", "a company", "many", "two together", "a role that may be theirs"],
)
def test_reported_words_are_weighed(words: str, right: list[str], wrong: list[str]) -> None:
    """Whoever cannot be meant by the words around a statement is refused; whoever may be is not."""
    refused = [("misattributed", Severity.ERROR)]
    assert all(findings(words, name, BRIDGE) == refused for name in wrong)
    assert not any(findings(words, name, BRIDGE) == refused for name in right)


def test_name_that_the_reading_has_missed_is_asked_of_the_words() -> None:
    """Somebody whom the reading does not know is held against the words beside the quote alone."""
    nobody = replace(READING, entities=())
    assert findings("“We never missed a shift,”", "Ansel Brodie", nobody) == []
    assert findings("“We never missed a shift,”", "Tomas Quill", nobody) == [("misattributed", Severity.ERROR)]


@pytest.mark.parametrize(
    ("behind", "refused"),
    [
        (",” said Rafe Tolland.", True),
        (",” Rafe Tolland said.", True),
        (".” Rafe Tolland said he would not wait.", False),
        (",” said Rafe Tolland’s driver, Edda Lindholm.", False),
        (",” said Tolland and Lindholm at the pier.", False),
        (",” said Harbour leader Edda Lindholm.", False),
    ],
)
def test_words_beside_a_quote_without_a_reading(behind: str, refused: bool) -> None:
    """Without a reading only a name that stands by itself with a word of saying, in the quote's own sentence, refuses another."""
    text = f"Edda Lindholm came to the pier.\n\n“We can't wait{behind}"
    article = extract(Source("pier.txt", "0" * 64, text))
    quote = {"kind": "direct", "text": "“We can't wait", "speaker": {"name": "Edda Lindholm"}, "evidence": []}
    verdicts = check.check({"quotes": [quote]}, article).verdicts
    assert (verdicts["quotes[0]"].value == "misattributed") is refused


@pytest.mark.parametrize(
    ("words", "excluded"),
    [
        ("the mayor", False),
        ("the letter", False),
        ("the company", True),
        ("officials", True),
        ("Ms King", True),
        ("Tolland’s lawyer", True),
    ],
)
def test_whom_a_mention_without_a_name_may_mean(words: str, excluded: bool) -> None:
    """A role or a writing may be a person's; a firm, many, another name, and who belongs to a person are not that person."""
    [tree] = parse(f"{words} said so.", [(0, len(words) + 9)])
    [(mention, head)] = list(unnamed.subjects(tree))
    person = unnamed.Known("Rafe Tolland", "person", frozenset({"he"}))
    assert unnamed.excludes(f"{words} said so.", mention, unnamed.sort(head), person) is excluded


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rafe Tolland", "Mr Tolland", True),
        ("Ambassador Tolland", "Rafe Tolland", True),
        ("Jo Brun", "Johanna Brun", True),
        ("Xander Brun", "Alexander Brun", True),
        ("Tide Office of Sandwick", "TOS", True),
        ("Rafe Tolland", "Edda Tolland", False),
        ("Rafe Tolland", "Rafe Lindholm", False),
        ("Rafe Tolland", "Edda Lindholm", False),
    ],
)
def test_names_of_one_bearer(one: str, other: str, same: bool) -> None:
    """Two names may be one bearer's unless their first names or their last differ."""
    assert may_be_one(one, other) is may_be_one(other, one) is same


def test_many_names_in_one_sentence_take_no_longer_each() -> None:
    """A check takes no longer for a quote because its sentence goes on for pages."""
    text = "Ada Brun told Rafe Orr, " * 1500 + "and Ada Brun said that the pier was shut."
    reading = understand(extract(Source("pier.txt", "0" * 64, text)))
    quote = {"kind": "indirect", "text": "the pier was shut", "speaker": {"name": "Ada Brun"}, "evidence": []}
    began = time.process_time()
    check.check({"quotes": [quote] * 200}, reading.article, reading)
    assert time.process_time() - began < 5
