"""The gate: what the article does not bear out is told, and what it does passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import check
from digest.check import Elsewhere
from digest.extract import extract
from digest.model import Source, Verdict

TEXT = (
    "The harbour board of Sandwick voted on Tuesday, 15 September 2026, to close the north pier for the winter. It will cost more than €3.7 million.\n\n"
    "“The piles are hollow, and we can’t wait,” said Ingrid Maas, the board's chair. “Nobody wanted this.”\n\n"
    "Owen Prass, a fisher, said the closure may ruin 40 families. He did not vote. The alleged leak was never found.\n\n"
    "Prices rose by 4% in May, the board told Colm Darragh."
)
ARTICLE = extract(Source("pier.txt", "0" * 64, TEXT))


def verdict(field: str, text: str, **more: object) -> str:
    """The verdict on one statement whose evidence is the sentence that holds most of it."""
    at = TEXT.find(str(more.pop("in_", text))[:20])
    start = TEXT.rfind("\n", 0, max(0, at)) + 1
    end = TEXT.find("\n", start)
    evidence = {
        "s1": {
            "text": TEXT[start : end if end > 0 else len(TEXT)],
            "start": start,
            "end": end if end > 0 else len(TEXT),
        }
    }
    fields = {
        "title": "x",
        "date": None,
        "source": {"file": "pier.txt", "sha256": "0" * 64},
        "key_points": [],
        "quotes": [],
        "generated": {"engine": "", "version": "", "fields": {}},
        "evidence": evidence,
    }
    fields[field] = [{"text": text, "evidence": ["s1"], **more}]
    elsewhere = Elsewhere({"pier.txt": TEXT, "other.txt": "“The nets are torn,” said Ada Brun."})
    return check.placed(check.check(fields, ARTICLE), elsewhere).verdicts[f"{field}[0]"].value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The piles are hollow, and we can’t wait,”", "exact"),
        ('"The piles are hollow, and we can\'t wait,"', "normalised"),
        ("“The piles are rotten, and we can’t wait,”", "altered"),
        ("“The piles are hollow, and we can wait,”", "altered"),
        ("“The piles are, and we can’t wait,”", "altered"),
        ("“The piles аre hollow, and we can’t wait,”", "altered"),  # a Cyrillic а
        ("“The piles are hol\u200blow, and we can’t wait,”", "altered"),
        ("“The piles are hollow, and we can’t wait. Nobody wanted this.”", "stitched"),
        ("“The nets are torn,”", "elsewhere"),
        ("“Pigs may fly over the bay at dawn,”", "absent"),
    ],
)
def test_quote(text: str, expected: str) -> None:
    """Letter for letter or in typography alone; else what is wrong with it, look-alikes and hidden characters included."""
    assert verdict("quotes", text, kind="direct", in_="“The piles are hollow") == expected


def test_reported_speech_is_no_quotation() -> None:
    """Reported words that a summary puts between marks fail."""
    assert verdict("quotes", "“the closure may ruin 40 families”", kind="direct", in_="Owen Prass") not in {
        "exact",
        "normalised",
    }
    assert verdict("quotes", "the closure may ruin 40 families", kind="indirect", in_="Owen Prass") == "exact"


@pytest.mark.parametrize("name", ["Owen Prass", "Ada Brun"])
def test_wrong_speaker_is_misattributed(name: str) -> None:
    """Another person of the article, or one whom it does not have, is not the speaker."""
    quote = {"kind": "direct", "speaker": {"name": name}, "in_": "“The piles are hollow"}
    assert verdict("quotes", "“The piles are hollow, and we can’t wait,”", **quote) == "misattributed"
    assert (
        verdict("quotes", "“The piles are hollow, and we can’t wait,”", **{**quote, "speaker": {"name": "Ingrid Maas"}})
        == "exact"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The harbour board of Sandwick voted on Tuesday, 15 September 2026, to close the north pier for the winter.",
            "exact",
        ),
        ("The harbour board of Sandwick voted to close the north pier for the winter.", "supported"),
        ("The harbour board of Sandwick voted to close the south pier for the winter.", "unsupported"),
        ("The harbour board of Harrow voted to close the north pier for the winter.", "unsupported"),
        ("It will cost more than €3.9 million.", "unsupported"),
        ("It will cost more than $3.7 million.", "unsupported"),
        ("It will cost €3.7 million.", "unsupported"),
    ],
)
def test_point(text: str, expected: str) -> None:
    """A sentence or one with words deleted passes; another name, number, unit or a lost qualifier does not."""
    assert verdict("key_points", text, in_="The harbour board") == expected


@pytest.mark.parametrize(
    "text",
    [
        "He did vote.",
        "He voted.",
        "The closure will ruin 40 families.",
        "The leak was found.",
        "Owen Prass said the closure may ruin 14 families.",
    ],
)
def test_lost_negation_or_hedge_is_unsupported(text: str) -> None:
    """“not”, “may” and “alleged” cannot be dropped."""
    assert verdict("key_points", text, in_="Owen Prass, a fisher") == "unsupported"


def test_findings_stand_on_their_line() -> None:
    """The problem names file, line, what is wrong and what to do."""
    text = (
        "---\ntitle: x\nsource:\n  file: pier.txt\nkey_points:\n- text: It will cost 9 dollars.\n  evidence: []\n---\n"
    )
    fields = {
        "title": "x",
        "source": {"file": "pier.txt"},
        "key_points": [{"text": "It will cost 9 dollars.", "evidence": []}],
    }
    problems = check.problems(check.check(fields, ARTICLE), "a.md", text)
    point = next(problem for problem in problems if "key_points[0]" in problem.what)
    assert (point.file, point.line) == ("a.md", 6)
    assert point.remedy


@given(st.integers(0, 40), st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
def test_any_changed_letter_of_a_quote_is_found(place: int, letter: str) -> None:
    """No single letter of a quotation can be changed unseen."""
    quote = "“The piles are hollow, and we can’t wait,”"
    if place < len(quote) and quote[place].isalpha() and quote[place].casefold() != letter:
        changed = quote[:place] + letter + quote[place + 1 :]
        assert not Verdict(verdict("quotes", changed, kind="direct", in_="“The piles are hollow")).passes


@given(st.data())
def test_words_of_the_article_are_exact(data: st.DataObject) -> None:
    """A whole-word stretch inside one quotation of the article passes as it stands."""
    inner = "The piles are hollow, and we can’t wait".split()
    start = data.draw(st.integers(0, len(inner) - 2))
    end = data.draw(st.integers(start + 2, len(inner)))
    assert verdict("quotes", "“" + " ".join(inner[start:end]) + "”", kind="direct", in_="“The piles are hollow") in {
        "exact",
        "normalised",
    }
