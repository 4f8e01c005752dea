"""The gate beyond quotes and points: figures, events, evidence, form, speakers, look-alikes, and how it is told."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import check
from digest.extract import extract
from digest.model import Metadata, Source, Verdict
from digest.parser.sentences import sentences
from digest.understand import understand

TEXT = (
    "The ferry Halcyon lost her rudder off Tarn Head on Monday, and 214 people were taken off by boat.\n\n"
    "“We never felt afraid, and the crew sang,” said Harbour Line director Mirela Voss. Nobody was hurt.\n\n"
    "Teodor Quill said the rudder had been checked in March. According to Ansel Brodie, the bolts were too old.\n\n"
    "Voss said that the line will not sail before 3 October 2026. Repairs may cost €1.4 million, or 12% of its income.\n\n"
    "“It is not,” Quill said, “the rudder that I blame.” Brodie disagreed."
)
ARTICLE = extract(Source("ferry.txt", "0" * 64, TEXT, Metadata(published="2026-09-16")))


def evidence(words: str) -> dict[str, Any]:
    """The sentence that holds the words, as an entry of the evidence."""
    at = TEXT.index(words)
    found = next(sentence for sentence in sentences(ARTICLE) if sentence.start <= at < sentence.end)
    return {"s1": {"text": found.of(TEXT), "start": found.start, "end": found.end}}


def summary(
    field: str = "", item: dict[str, Any] | None = None, cited: str = "The ferry", **more: Any
) -> dict[str, Any]:
    """A summary without fault, with one item in it."""
    fields = {
        "title": "The ferry Halcyon lost her rudder off Tarn Head",
        "date": None,
        "source": {"file": "ferry.txt", "sha256": "0" * 64},
        "key_points": [],
        "quotes": [],
        "generated": {"engine": "", "version": "", "fields": {}},
        "evidence": evidence(cited),
    }
    if item is not None:
        fields[field] = [{"evidence": ["s1"], **item}]
    return {**fields, **more}


def judged(field: str, item: dict[str, Any], cited: str) -> tuple[str, str]:
    """The verdict on one item, and what is said about it."""
    found = check.check(summary(field, item, cited), ARTICLE)
    said = [finding.what for finding in found.findings if finding.verdict and finding.path == f"{field}[0]"]
    return found.verdicts[f"{field}[0]"].value, " ".join(said)


def told(fields: dict[str, Any]) -> list[str]:
    """What is wrong with a summary, as path and reason."""
    return [f"{finding.path}: {finding.what}" for finding in check.check(fields, ARTICLE).findings]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"value": 1.4e6, "unit": "EUR", "text": "€1.4 million"}, "exact"),
        ({"value": 12, "unit": "%", "text": "12%"}, "exact"),
        ({"value": 1.5e6, "unit": "EUR", "text": "€1.4 million"}, "unsupported"),
        ({"value": 1.4e9, "unit": "EUR", "text": "€1.4 million"}, "unsupported"),
        ({"value": 1.4e6, "unit": "USD", "text": "€1.4 million"}, "unsupported"),
        ({"value": 12, "unit": "pp", "text": "12%"}, "unsupported"),
        ({"value": 1.4, "unit": "EUR", "text": "€1.4"}, "unsupported"),  # cut in front of "million"
        ({"value": 214, "unit": "people", "text": "214 people"}, "unsupported"),  # in the article, not in the evidence
    ],
)
def test_figure(item: dict[str, Any], expected: str) -> None:
    """A figure passes when value and unit are those of its words, and its words stand in what it cites."""
    assert judged("figures", item, "Repairs may cost")[0] == expected


@pytest.mark.parametrize(
    ("item", "lang", "expected"),
    [
        ({"value": 1200, "unit": "people", "text": "1,200 people"}, "en-GB", "exact"),
        ({"value": 1.2, "unit": "people", "text": "1,200 people"}, "en-GB", "unsupported"),
        ({"value": 1.2, "unit": "people", "text": "1,200 people"}, "de", "exact"),
        ({"value": 1200, "unit": "people", "text": "1,200 people"}, "de", "unsupported"),
        ({"value": 3e6, "unit": "USD", "text": "$3 million"}, "en-US", "exact"),
        ({"value": 3e6, "unit": "CAD", "text": "$3 million"}, "en-US", "unsupported"),
        ({"value": 3e6, "unit": "CAD", "text": "$3 million"}, "en-CA", "exact"),
    ],
)
def test_figure_by_the_custom_of_the_language(item: dict[str, Any], lang: str, expected: str) -> None:
    """What "1,200" and "$" mean is told by the article's language."""
    text = "The line cost 1,200 people their work and $3 million."
    article = replace(extract(Source("ferry.txt", "0" * 64, text)), lang=lang)
    fields = summary("figures", item) | {"evidence": {"s1": {"text": text, "start": 0, "end": len(text)}}}
    assert check.check(fields, article).verdicts["figures[0]"].value == expected


@pytest.mark.parametrize(
    ("day", "words", "expected"),
    [
        ("2026-10-03", "3 October 2026", True),
        ("2026-10-08", "3 October 2026", False),
        ("2026-11-03", "3 October 2026", False),
        ("2025-10-03", "3 October 2026", False),
        ("2026-02-30", "3 October 2026", False),
        ("2026-10-03", "4 October 2026", False),
    ],
)
def test_event(day: str, words: str, expected: bool) -> None:
    """The day of an event is the one that its words name."""
    item = {"date": day, "from": words, "text": "Voss said that the line will not sail before 3 October 2026."}
    assert Verdict(judged("timeline", item, "Voss said that")[0]).passes is expected


def test_weekday_of_an_event() -> None:
    """A Monday is no Tuesday."""
    item = {"from": "Monday", "text": TEXT.partition("\n")[0]}
    assert judged("timeline", {**item, "date": "2026-09-14"}, "The ferry")[0] == "exact"
    assert judged("timeline", {**item, "date": "2026-09-15"}, "The ferry")[0] == "unsupported"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Repairs may cost €1.9 million.", "€1.9"),
        ("Repairs may cost $1.4 million.", "$1.4"),
        ("Repairs may cost €1.4 billion.", "billion"),
        ("Repairs cost €1.4 million.", "may"),
        ("Voss said that the line will sail before 3 October 2026.", "not"),
        ("Quill said that the line will not sail before 3 October 2026.", "Quill"),
        ("Voss said that the line will not sail after 3 October 2026.", "after"),
    ],
)
def test_point_names_the_word(text: str, word: str) -> None:
    """What keeps the evidence from bearing a point out is named: number, unit, hedge, negation, name, opposite."""
    verdict, said = judged("key_points", {"text": text}, "Repairs" if "€" in text or "$" in text else "Voss said that")
    assert verdict == "unsupported"
    assert f'"{word}"' in said


def test_names_that_change_places() -> None:
    """A point that has all the words, but in another order, is not borne out."""
    swapped = (
        "Ansel Brodie said the rudder had been checked in March. According to Teodor Quill, the bolts were too old."
    )
    assert judged("key_points", {"text": swapped}, "Teodor Quill said")[0] == "unsupported"


def test_that_stands_for_no_other_word() -> None:
    """A small word put where a meaningful one stood does not make up for it."""
    assert judged("key_points", {"text": "Repairs may that €1.4 million."}, "Repairs")[0] == "unsupported"


@pytest.mark.parametrize(
    "words",
    [
        "“We nеver felt afraid, and the crew sang,”",  # Cyrillic
        "“We never felt afrαid, and the crew sang,”",  # Greek
        "“We never felt ａfraid, and the crew sang,”",  # full width
        "“We nev\u00ader felt afraid, and the crew sang,”",
        "“We nev\u200ber felt afraid, and the crew sang,”",
        "“We \u202enever felt afraid, and the crew sang,”",
        "“We never felt afraid, and the crew sang\ufe0f,”",
    ],
)
def test_letters_in_disguise(words: str) -> None:
    """Letters that only look like the article's, and characters that nobody sees, never pass, in quotes and in points."""
    assert judged("quotes", {"kind": "direct", "text": words}, "“We never")[0] == "altered"
    assert judged("key_points", {"text": words.strip("“”,") + "."}, "“We never")[0] == "unsupported"


def test_digits_in_disguise() -> None:
    """A full-width digit is not the article's digit."""
    assert (
        judged("key_points", {"text": "Repairs may cost €1.４ million, or 12% of its income."}, "Repairs")[0]
        == "unsupported"
    )


def test_quote_does_not_end_before_its_not() -> None:
    """Words cut off right in front of a “not” say the opposite."""
    assert judged("quotes", {"kind": "direct", "text": "“It is”"}, "“It is not")[0] == "altered"
    assert judged("quotes", {"kind": "direct", "text": "“It is not,”"}, "“It is not")[0] == "exact"


def test_marks_around_reported_words() -> None:
    """Reported words stay reported: marks around them are a change."""
    item = {"kind": "indirect", "text": "the bolts were too old"}
    assert judged("quotes", item, "the bolts")[0] == "exact"
    assert judged("quotes", {**item, "text": "“the bolts were too old”"}, "the bolts")[0] == "altered"


@pytest.mark.parametrize(
    ("kind", "words", "right", "wrong"),
    [
        ("direct", "“It is not,”", "Teodor Quill", "Mirela Voss"),
        ("indirect", "the rudder had been checked in March", "Teodor Quill", "Mirela Voss"),
        ("indirect", "the bolts were too old", "Ansel Brodie", "Teodor Quill"),
        ("indirect", "the line will not sail before 3 October 2026", "Mirela Voss", "Ansel Brodie"),
    ],
)
@pytest.mark.parametrize("fresh", [False, True])
def test_speaker(kind: str, words: str, right: str, wrong: str, fresh: bool) -> None:
    """A name with a word of saying beside the words is who said them, with a fresh reading and without."""
    reading = understand(ARTICLE) if fresh else None
    for name, passes in ((right, True), (wrong, False)):
        fields = summary("quotes", {"kind": kind, "text": words, "speaker": {"name": name}}, words)
        assert check.check(fields, ARTICLE, reading=reading).verdicts["quotes[0]"].passes is passes, name


def test_firm_in_front_of_a_role_is_not_the_speaker() -> None:
    """In “said Harbour Line director Mirela Voss” it is Voss who speaks."""
    quote = {"kind": "direct", "text": "“We never felt afraid, and the crew sang,”", "speaker": {"name": "Mirela Voss"}}
    assert judged("quotes", quote, "“We never")[0] == "exact"


def test_evidence() -> None:
    """Ids that lead nowhere, offsets that hold other words or lie outside, and statements without evidence are told."""
    point = {"text": "Nobody was hurt."}
    good = evidence("Nobody")["s1"]
    assert told(summary("key_points", point, "Nobody")) == []
    assert any("s7 is not in" in line for line in told(summary("key_points", {**point, "evidence": ["s7"]}, "Nobody")))
    assert any("cites no evidence" in line for line in told(summary("key_points", {**point, "evidence": []}, "Nobody")))
    for start, end in ((good["start"] + 1, good["end"] + 1), (0, 10**9), (9, 3)):
        moved = {"s1": {**good, "start": start, "end": end}}
        lines = told(summary("key_points", point, evidence=moved))
        assert any(line.startswith("evidence.s1") for line in lines)
        assert any(line.startswith("key_points[0]") for line in lines)


def test_form() -> None:
    """Faults of the schema, a description too long, links that are none, and what is said twice stand with their path."""
    point = {"text": "Nobody was hurt.", "evidence": ["s1"]}
    base = summary("key_points", point, "Nobody")
    assert any(line.startswith("quotes[0]") for line in told({**base, "quotes": [{"kind": "shouted", "text": "a"}]}))
    assert any("161 characters; 160 fit" in line for line in told({**base, "description": "a" * 161}))
    for url in ("javascript:alert(1)", "https://", "ftp://example.org/a", "https://exa mple.org"):
        assert any(line.startswith("source.url") for line in told({**base, "source": {**base["source"], "url": url}}))
    assert any("key_points[0]" in line for line in told({**base, "key_points": [point, point]}))


def test_strangers() -> None:
    """A person whom the article does not name is told."""
    people = [{"id": "ada-brun", "name": "Ada Brun"}]
    assert any(line.startswith("people[0].name") for line in told(summary(people=people)))


@pytest.mark.parametrize(
    "broken", [None, 1, "x", [], [None], [1], ["x"], [[]], [{}], {}, {"s1": None}, {"s1": {"start": "0"}}]
)
@pytest.mark.parametrize(
    "field", ["key_points", "quotes", "figures", "timeline", "evidence", "source", "people", "made"]
)
def test_never_raises(field: str, broken: Any) -> None:
    """Whatever stands in the front matter, the check ends with findings, with its article and without."""
    for article in (ARTICLE, None):
        assert check.check({**summary(), field: broken}, article).fields


def test_ways_to_tell() -> None:
    """A problem is a line for a person, and an annotation that escapes its values."""
    text = "---\ntitle: x\nkey_points:\n- text: fine\n- text: 50%\n  evidence: []\n---\n"
    fields = summary(key_points=[{"text": "Nobody was hurt.", "evidence": ["s1"]}, {"text": "50%", "evidence": []}])
    found = check.check(fields, ARTICLE)
    problems = check.problems(found, "a,b:c.md", text)
    shown = [str(problem) for problem in problems]
    annotated = [line for line in [problem.annotation() for problem in problems] if "key_points[1]" in line]
    assert any(line.startswith("a,b:c.md:5: error: key_points[1] is unsupported") for line in shown)
    assert annotated
    assert all(line.startswith("::error file=a%2Cb%3Ac.md,line=5::") for line in annotated)


@given(st.sampled_from(["straight", "spaced", "broken"]), st.integers(0, 4))
def test_other_typography_is_normalised(way: str, place: int) -> None:
    """Straight marks, doubled blanks and line breaks change nothing that was said."""
    words = "“We never felt afraid, and the crew sang,”"
    if way == "straight":
        words = words.replace("“", '"').replace("”", '"')
    else:
        parts = words.split(" ")
        words = " ".join(parts[: place + 1]) + ("  " if way == "spaced" else "\n") + " ".join(parts[place + 1 :])
    assert judged("quotes", {"kind": "direct", "text": words}, "“We never")[0] == "normalised"
