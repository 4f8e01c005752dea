"""What is left of a sentence says what the sentence said: planted wrong deletions are refused, right ones pass."""

from pathlib import Path

import pytest

from digest.check import claims
from digest.check.ground import Ground
from digest.compress import deletions, keep
from digest.compress.line import line
from digest.extract import extract
from digest.model import Sentence, Source
from digest.parser import syntax

CASES = Path(__file__).with_name("cases") / "deletions.md"


def cases() -> list[tuple[str, str, str]]:
    """Sentence, "right" or "wrong", and what is left."""
    found = []
    whole = ""
    for told in CASES.read_text("utf-8").splitlines():
        if told.startswith("> "):
            whole = told[2:]
        elif told.startswith(("right: ", "wrong: ")):
            kind, _, left = told.partition(": ")
            found.append((whole, kind, left))
    return found


@pytest.mark.parametrize(("whole", "kind", "left"), cases())
def test_a_wrong_deletion_is_refused(whole: str, kind: str, left: str) -> None:
    """The check refuses a deletion that makes another claim of a sentence, and passes one that does not."""
    article = extract(Source("a.txt", "", f"A title for it\n\n{whole}"))
    start = article.text.index(whole)
    verdict = claims.judge(left, Ground(article), [Sentence(start, start + len(whole), "s1", 0)]).verdict
    assert verdict.passes == (kind == "right")


@pytest.mark.parametrize("whole", sorted({whole for whole, _, _ in cases()}))
@pytest.mark.parametrize("longest", [40, 60, 80])
def test_the_program_makes_no_deletion_that_its_check_refuses(whole: str, longest: int) -> None:
    """Whatever the line, what the program leaves of a sentence passes the check, or it leaves nothing."""
    article = extract(Source("a.txt", "", f"A title for it\n\n{whole}"))
    start = article.text.index(whole)
    sentence = Sentence(start, start + len(whole), "s1", 0)
    made = line(
        article.text, sentence, syntax.parse(article.text, [(sentence.start, sentence.end)])[0], longest, title=True
    )
    assert len(made) <= longest
    assert not made or claims.judge(made, Ground(article), [sentence]).verdict.passes


def test_no_comma_stays_between_a_subject_and_its_verb():
    """An aside of the subject goes with both its commas where the verb follows."""
    whole = "A carer who stole £212,000 from a blind widow over four years, spending some of it on a boat, has been jailed for three years."
    article = extract(Source("a.txt", "", f"A title for it\n\n{whole}"))
    start = article.text.index(whole)
    sentence = Sentence(start, start + len(whole), "s1", 0)
    tree = syntax.parse(article.text, [(sentence.start, sentence.end)])[0]
    left = " ".join(
        span.of(article.text) for span in keep(article.text, sentence, deletions(article.text, sentence, tree))
    )
    assert "years has been jailed" in left or left == whole
