"""Who is refused as a speaker, who is only asked about, and whose word ends the question."""

from dataclasses import replace
from typing import Any

from digest import check
from digest.errors import Severity
from digest.extract import extract
from digest.model import Reading, Source
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


def findings(words: str, name: str, reading: Reading | None, **more: Any) -> list[tuple[str, Severity]]:
    """What is said about the speaker of the quote: "misattributed", or "" for a question, with its severity."""
    at = TEXT.index(words)
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
    found = check.check(fields, ARTICLE, reading=reading).findings
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
