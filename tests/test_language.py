"""A text's language is told by its words; one that the program does not read gets no English rule."""

from collections.abc import Callable
from typing import Any

import pytest

from digest import build as builder
from digest import check, summary
from digest.check.numbers import of_digits
from digest.config import Settings
from digest.extract import extract
from digest.parser.language import detect, is_english
from digest.read import read
from tests.conftest import LEDE

Make = Callable[..., Settings]
GERMAN = (
    "Rat stimmt für die Nachtfähre\n\n"
    "KESTREL BAY – Der Rat von Kestrel Bay stimmte am 14. September 2026 für die Nachtfähre nach Ostrand, z. B. wegen der Pendler. "
    "Sie kostet 1.234 Euro am Tag.\n\n"
    '„Wir behalten die Fähre“, sagte Bürgermeisterin Ilse Marwick am Montag. "Said Colm Darragh" bleibt ein Rätsel.\n\n'
    "Die Hafenbehörde rechnet mit 52.000 Fahrgästen im Jahr. Im Winter fahren 1.200 Menschen am Tag mit.\n"
)


def made(project: Make, name: str, text: str) -> tuple[dict[str, Any], str]:
    """The front matter of one article's summary, and what the build says of it."""
    built = builder.build(project({name: text}), whole=True)
    (entry,) = built.entries
    return dict(entry.summary.fields), "\n".join(map(str, built.problems))


def test_text_in_another_language_keeps_what_is_certain(project: Make) -> None:
    """An undeclared German text: its paragraphs as they are, no number of it read, nobody named, and a notice."""
    fields, told = made(project, "faehre.txt", GERMAN)
    assert fields["source"]["lang"] == "de"
    assert fields["title"] == "Rat stimmt für die Nachtfähre"
    paragraphs = [line.removeprefix("KESTREL BAY – ") for line in GERMAN.strip().split("\n\n")[1:]]
    points = [point["text"] for point in fields["key_points"]]
    assert points
    assert points == paragraphs[: len(points)]
    assert all(check.Verdict(point["check"]).passes for point in fields["key_points"])
    for name in ("quotes", "people", "organisations", "places", "figures", "timeline", "tags"):
        assert fields[name] == []
    assert "content/articles/faehre.txt: notice: The text is in another language than English (de)" in told


def test_text_whose_language_cannot_be_told_is_undetermined(project: Make) -> None:
    """A list of results is in no language; the notice says how to state one."""
    text = "Ostrand 3, Kestrel Bay 1\n\nSandwick 2, Lindhaven 2\n\nVelland 0, Harrow 4\n"
    fields, told = made(project, "results.txt", text)
    assert fields["source"]["lang"] == "und"
    assert fields["figures"] == []
    assert "language is not clear" in told
    assert "write `lang: en` in its front matter" in told


@pytest.mark.parametrize(("lang", "kept"), [("en", "en"), ("en-GB", "en-GB"), ("EN_us", "en-us")])
def test_editor_may_state_the_language(project: Make, lang: str, kept: str) -> None:
    """What the front matter states counts more than the words."""
    fields, told = made(project, "a.md", f"---\ntitle: Results\nlang: {lang}\n---\nOstrand paid €3,000 to 40 people.\n")
    assert (fields["source"]["lang"], "language" in told) == (kept, False)
    assert [figure["value"] for figure in fields["figures"]] == [3000, 40]


def test_word_of_a_page_comes_last() -> None:
    """Publishing systems state a language that nobody has set; it counts where the words do not tell."""
    body = "".join(f"<p>{line}</p>" for line in GERMAN.split("\n\n"))
    page = f'<html lang="en-US"><body><article><h1>Fähre</h1>{body}</article></body></html>'
    assert extract(read(page.encode(), "a.html")).lang == "de"
    assert (
        extract(
            read(
                b'<html lang="nl"><body><h1>3-1</h1><p>Ostrand 3, Kestrel Bay 1, Sandwick 2</p></body></html>', "a.html"
            )
        ).lang
        == "nl"
    )


@pytest.mark.parametrize("size", [80, 160, 400])
def test_english_is_told_from_a_sentence_on(size: int) -> None:
    """A brief is English as its first sentence says."""
    assert is_english(detect(LEDE[:size]))


@pytest.mark.parametrize(
    ("digits", "lang", "values"),
    [
        ("1.234", "en", [1.234]), ("1.234", "de", [1234]), ("1.234", "und", [1.234, 1234]), ("1,234", "und", [1.234, 1234]),
        ("1.234,5", "und", [1234.5]), ("1,234.5", "und", [1234.5]), ("1.234.567", "und", [1234567]), ("12.5", "und", [12.5]),
        ("3", "und", [3]), ("1.234", "xx", [1.234, 1234]),
    ],
)  # fmt: skip
def test_number_that_reads_in_two_ways_may_be_either(digits: str, lang: str, values: list[float]) -> None:
    """Where the language does not say what a mark means, an editor's figure may be either value."""
    assert of_digits(digits, lang) == values


def test_editors_figure_of_a_german_text_is_checked_by_german_custom(project: Make) -> None:
    """1.234 Euro are 1,234 euros, and not 1.234."""
    settings = project({"faehre.txt": GERMAN})
    (entry,) = builder.build(settings, whole=True).entries
    article = extract(read(GERMAN.encode(), "faehre.txt"))
    point = entry.summary.fields["key_points"][0]
    for value, passes in ((1234, True), (1.234, False)):
        figure = {
            "value": value,
            "unit": "EUR",
            "text": "1.234 Euro",
            "what": "Nachtfähre",
            "evidence": point["evidence"],
        }
        report = check.check({**entry.summary.fields, "figures": [figure]}, article)
        assert report.verdicts["figures[0]"].passes is passes
    assert summary.editors({**entry.summary.fields, "figures": []}) == ()
