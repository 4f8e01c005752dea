"""A statement is one entry, whatever cuts it in pieces: in new summaries, in those of older programs, on pages and as data."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digest import check, frontmatter, pipeline, summary
from digest.check import shape
from digest.extract import Hints
from digest.model import Article
from digest.pipeline import Committed
from tests import rendered
from tests.conftest import ARTICLES, ROOT

OLD = sorted((ROOT / "tests/cases/summaries_schema2").glob("*.md"))
STORM = next(path for path in OLD if path.name.startswith("storm-kills"))
PRASS = '"After that," he said, "we steered by people shouting."'
TOLD = """\
---
title: Snow shuts the Orrin road
date: 2026-02-03
source: Orrin Post
---
The road over the Orrin pass was shut on Monday. “We dug until four,” said Tamsin Orrell, who leads the crew. “Then the wind put it all back.”

Orrell said the plough, which is 40 years old, was “held together by Kenneth”. She laughed. “Kenneth is retiring.”

“The pass,” she said, “will open when the pass says so.

“I have stopped asking it.”

The road, said Petra Vane, the council's engineer, would be tested on Friday.
"""


def parsed(text: str) -> summary.Parsed:
    """A summary file's text, read."""
    return summary.parse(text, "a.md")


def article(file: str) -> Article:
    """The sample article of a summary."""
    return pipeline.article(Committed(file, (ARTICLES / file).read_bytes(), file, Hints()))


def made(text: str = TOLD) -> dict[str, Any]:
    """The front matter of an article as the program alone writes it."""
    return pipeline.summarise(
        Committed("snow.md", text.encode(), "snow.md", Hints()), None, "a.md", pipeline.Options()
    ).fields


def texts(fields: Any) -> list[str]:
    """The words of each statement."""
    return [quote["text"] for quote in fields["quotes"]]


def test_what_a_cue_or_a_paragraph_cuts_is_one_entry_and_a_sentence_between_makes_two() -> None:
    """The text is the article's from the first piece to the last; pieces have their offsets; what is whole has no pieces."""
    found = {quote["text"]: quote for quote in made()["quotes"]}
    dug = found["“We dug until four,” said Tamsin Orrell, who leads the crew. “Then the wind put it all back.”"]
    assert [piece["text"] for piece in dug["pieces"]] == ["“We dug until four,”", "“Then the wind put it all back.”"]
    text = pipeline.article(Committed("snow.md", TOLD.encode(), "snow.md", Hints())).text
    for quote in found.values():
        for piece in quote.get("pieces", ()):
            assert text[piece["start"] : piece["end"]] == piece["text"]
            assert set(piece["evidence"]) <= set(quote["evidence"])
    asked = found["“The pass,” she said, “will open when the pass says so.\n\n“I have stopped asking it.”"]
    assert (len(asked["pieces"]), asked["speaker"]["name"], asked["check"]) == (3, "Tamsin Orrell", "exact")
    assert found["The road, said Petra Vane, the council's engineer, would be tested on Friday"]["kind"] == "indirect"
    assert "pieces" not in found["“Kenneth is retiring.”"]


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem[:20])
def test_a_file_of_schema_two_is_the_programs_in_schema_three(path: Path) -> None:
    """Its pieces are joined as the article prints them; all stays the program's, and the check passes every one."""
    old, now = (
        frontmatter.load(frontmatter.split(path.read_text("utf-8"), "").yaml, ""),
        parsed(path.read_text("utf-8")),
    )
    assert set(summary.editors(now.fields)) <= {"story"}
    assert (now.schema, now.fields["generated"]["schema"]) == (2, 3)
    assert list(shape.findings(now.fields)) == []
    quotes = now.fields["quotes"]
    assert len(quotes) < len(old["quotes"])
    assert not any("group" in quote for quote in quotes)
    report = check.check(now.fields, article(now.fields["source"]["file"]))
    assert all(verdict.passes for verdict in report.verdicts.values())
    assert not [finding for finding in report.findings if "pieces" in finding.path]
    kept = {piece["text"] for quote in quotes for piece in quote.get("pieces", [quote])}
    assert kept == {quote["text"] for quote in old["quotes"]}


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem[:20])
def test_joining_gives_what_the_program_writes_now(path: Path) -> None:
    """Of real files that nobody touched, the migration makes the statements of a new reading, wherever both read the same words."""
    now = parsed(path.read_text("utf-8")).fields
    file = now["source"]["file"]
    new = pipeline.summarise(
        Committed(file, (ARTICLES / file).read_bytes(), file, Hints()), None, "a.md", pipeline.Options()
    ).fields
    before = {piece["text"] for quote in now["quotes"] for piece in quote.get("pieces", [quote])}
    again = [q for q in new["quotes"] if all(piece["text"] in before for piece in q.get("pieces", [q]))]
    read = {q["id"] for q in new["quotes"]}
    shown = [(q["id"], q["text"], q["kind"], q.get("pieces")) for q in now["quotes"] if q["id"] in read]
    assert shown == [(q["id"], q["text"], q["kind"], q.get("pieces")) for q in again]


def edited(change: Callable[[str], str]) -> summary.Parsed:
    """The old file of the storm with an editor's change, and read."""
    before = STORM.read_text("utf-8")
    text = change(before)
    assert text != before
    return parsed(text)


def rebuilt(old: summary.Parsed) -> str:
    """The text of the old file after the next build."""
    file = old.fields["source"]["file"]
    committed = Committed(file, (ARTICLES / file).read_bytes(), file, Hints())
    return pipeline.summarise(committed, old, "a.md", pipeline.Options()).text


def test_a_piece_that_an_editor_changed_stays_as_it_is() -> None:
    """The changed words are an entry of their own; the other piece keeps its own, and all quotes are the editor's."""
    old = edited(lambda text: text.replace("""text: '"After that,"'""", """text: '"After that, all of us,"'"""))
    assert summary.editors(old.fields) == ("quotes",)
    assert {'"After that, all of us,"', '"we steered by people shouting."'} <= set(texts(old.fields))
    assert PRASS not in texts(old.fields)
    after = parsed(rebuilt(old))
    assert texts(after.fields) == texts(old.fields)
    assert next(q for q in after.fields["quotes"] if "all of us" in q["text"])["check"] == "absent"


def test_a_piece_that_an_editor_took_out_stays_out() -> None:
    """What is left of the statement is an entry of its own, without a group."""
    old = edited(
        lambda text: re.sub(r"""(?ms)^- id: \S+\n  kind: direct\n  text: '"After that,"'.*?(?=^- id)""", "", text)
    )
    assert summary.editors(old.fields) == ("quotes",)
    assert '"we steered by people shouting."' in texts(old.fields)
    assert not any("After that" in text for text in texts(parsed(rebuilt(old)).fields))


def test_comments_order_and_quotes_of_an_editors_own_survive_the_joining() -> None:
    """In an editor's list the pieces are joined in place: every comment is there, and what was added stays where it was put."""
    own = "- kind: indirect\n  text: the army would put 400 soldiers at the county's disposal by Tuesday # seen\n  speaker:\n    name: Ilse Marwick\n"

    def change(text: str) -> str:
        text = text.replace("\nquotes:\n", f"\nquotes:\n# first what matters\n{own}", 1)
        return text.replace(
            """  text: '"we steered by people shouting."'\n""",
            """  text: '"we steered by people shouting."' # ask Prass again\n  # and his crew\n""",
        )

    old = edited(change)
    assert texts(old.fields)[0].startswith("the army would put")
    assert PRASS in texts(old.fields)
    text = rebuilt(old)
    assert (
        "\nquotes:\n# first what matters\n- kind: indirect\n  text: the army would put 400 soldiers at the county's disposal by Tuesday # seen\n"
        in text
    )
    assert "# ask Prass again\n# and his crew\n" in text
    assert texts(parsed(text).fields) == texts(old.fields)
    assert parsed(text).schema == 3
    assert rebuilt(parsed(text)) == text


def test_pieces_given_to_different_speakers_are_not_joined() -> None:
    """Where an editor corrected the speaker of one piece alone, both stay, each with its own."""
    old = edited(
        lambda text: re.sub(
            r"""(?s)('"After that,"'\n  speaker:\n    id: )[^\n]*(\n    name: )Owen Prass""",
            r"\1rafe-tolland\2Rafe Tolland",
            text,
        )
    )
    speakers = {quote["text"]: quote["speaker"]["name"] for quote in old.fields["quotes"] if "speaker" in quote}
    assert speakers['"After that,"'] == "Rafe Tolland"
    assert speakers['"we steered by people shouting."'] == "Owen Prass"


@pytest.mark.parametrize("odd", [None, 5, "x", {"a": 1}, [None, 5, "x"], [{}], [{"group": "q1"}, {"group": "q1"}], [{"group": "q1", "text": 4, "evidence": ["s1"]}] * 2, [{"group": [], "text": "x", "evidence": [{}]}] * 2])  # fmt: skip
def test_no_list_of_quotes_stops_the_migration(odd: Any) -> None:
    """Whatever an editor wrote there is kept."""
    fields = {"title": "x", "source": {"file": "a.md"}, "quotes": odd, "evidence": {"s1": {"text": "xx", "start": 0, "end": 2}}, "generated": {"schema": 2, "fields": {}}}  # fmt: skip
    found = parsed(f"---\n{json.dumps(fields)}\n---\n").fields["quotes"]
    assert len(found) == len(odd) if isinstance(odd, list) else found == odd


def test_an_editors_statement_as_printed_passes_and_two_speakers_as_one_do_not() -> None:
    """A sentence pasted from the article with its cue is direct speech; with a sentence of the article between, it is altered."""
    found = pipeline.article(Committed("snow.md", TOLD.encode(), "snow.md", Hints()))
    base = {"title": "x", "source": {"file": "snow.md", "sha256": found.sha256}, "evidence": {}, "generated": {}}

    def verdict(words: str, kind: str = "direct", name: str = "Tamsin Orrell") -> str:
        return (
            check.check({**base, "quotes": [{"kind": kind, "text": words, "speaker": {"name": name}}]}, found)
            .verdicts["quotes[0]"]
            .value
        )

    assert verdict("“The pass,” she said, “will open when the pass says so.") == "exact"
    assert (
        verdict("“We dug until four,” said Tamsin Orrell, who leads the crew. “Then the wind put it all back.”")
        == "exact"
    )
    assert (
        verdict('"We dug until four," said Tamsin Orrell, who leads the crew. "Then the wind put it all back."')
        == "normalised"
    )
    assert verdict("“held together by Kenneth”. She laughed. “Kenneth is retiring.”") == "altered"
    assert verdict("Orrell said the plough, which is 40 years old, was “held together by Kenneth”") == "altered"
    assert (
        verdict(
            "“We dug until four,” said Tamsin Orrell, who leads the crew. “Then the wind put it all back.”",
            name="Petra Vane",
        )
        == "misattributed"
    )


def test_pages_and_data_show_statements_whole() -> None:
    """On the summary, on the speaker's page and in quotes.jsonl a statement is as printed, and its pieces are nowhere alone."""
    told = {**made(), "date": "2026-02-03"}
    pages = rendered.made(told, {**told, "source": {**told["source"], "file": "again.md", "name": "Another"}})
    whole = "“We dug until four,” said Tamsin Orrell, who leads the crew. “Then the wind put it all back.”"
    for path in ("2026/09/pier/index.md", "people/tamsin-orrell/index.md"):
        assert f"<p>{whole}</p>" in pages[path]
        assert (
            "<p>“The pass,” she said, “will open when the pass says so.</p><p>“I have stopped asking it.”</p>"
            in pages[path]
        )
        assert "<p>“We dug until four,”</p>" not in pages[path]
    assert "said</span> The road, said Petra Vane" not in pages["2026/09/pier/index.md"]
    rows = [json.loads(line) for line in pages["quotes.jsonl"].splitlines()]
    row = next(row for row in rows if row["text"] == whole)
    assert row["pieces"] == ["“We dug until four,”", "“Then the wind put it all back.”"]
    assert len(rows) == 2 * len(told["quotes"])


def test_a_statement_that_the_article_repeats_is_one():
    """Words that one person says again are one entry; the same words of somebody else are another, with an id of its own."""
    text = (
        "---\ntitle: The vote\n---\n"
        "“We will not go,” said Petra Vane.\n\nThe council voted on Monday in the old hall.\n\n“We will not go,” said Petra Vane.\n\n“We will not go,” said Tamsin Orrell."
    )
    quotes = made(text)["quotes"]
    assert [(quote["speaker"]["name"], quote["id"][10:]) for quote in quotes] == [
        ("Petra Vane", ""),
        ("Tamsin Orrell", "-2"),
    ]


@pytest.mark.parametrize(
    "told",
    [
        "“We dug until four,” Dr. Tamsin Orrell said. “Then the wind put it all back.”",
        "“We dug until four,” Sgt. Tamsin Orrell of the U.S. Coast Guard said. “Then the wind put it all back.”",
    ],
)
def test_a_short_form_between_two_pieces_ends_no_sentence(told: str) -> None:
    """The statement is published whole, with its speaker."""
    (quote,) = made(f"---\ntitle: Snow\ndate: 2026-02-03\n---\nThe road was shut.\n\n{told}\n")["quotes"]
    assert quote["text"] == told
    assert quote["speaker"]["name"] == "Tamsin Orrell"


def test_a_sentence_that_ends_with_its_speaker_names_nobody_else() -> None:
    """The first word of the next sentence is no part of a name beside the words."""
    text = "---\ntitle: Flu\ndate: 2026-02-03\n---\n“The virus is back in seven towns,” says Orrell. In May it had been in two.\n\nPetra Orrell leads the clinic.\n"
    (quote,) = made(text)["quotes"]
    assert quote["text"] == "“The virus is back in seven towns,”"
