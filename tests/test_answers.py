"""The answers of an interview: what is said, by whom, and where an answer ends."""

import pytest

from digest.extract import Hints
from digest.model import Quote, QuoteKind
from digest.pipeline import Committed, article
from digest.understand import understand

INTERVIEW = """The keeper of the light

Ida Orr has kept the light on Tarn Head for thirty years. Before that Orr was a pilot in the sound.

{q} Who lights it now?

{a} A machine in Leyton does. I only keep it dry.

And I count the ships, for nobody asked me to stop.

{q} Do they see you?

{a} They wave, some of them.

{q} Will you stay?

{a} Until the oil is gone.

The harbour board did not say when that will be.
"""


def answers(question: str, answer: str) -> list[Quote]:
    """The direct quotes of the interview with these labels."""
    text = INTERVIEW.format(q=question, a=answer)
    reading = understand(article(Committed("light.txt", text.encode(), "light.txt", Hints())))
    return [quote for quote in reading.quotes if quote.kind is QuoteKind.DIRECT]


@pytest.mark.parametrize(("question", "answer"), [("Q:", "A:"), ("Q.", "A.")])
def test_answers_are_said_by_whom_the_interview_is_about(question: str, answer: str) -> None:
    """Each answer counts as said, without its label, by the person whom the paragraphs before the first question name most."""
    said = answers(question, answer)
    assert [quote.text.split(".")[0] for quote in said] == [
        "A machine in Leyton does",
        "And I count the ships, for nobody asked me to stop",
        "They wave, some of them",
        "Until the oil is gone",
    ]
    assert {quote.speaker.name if quote.speaker else "" for quote in said} == {"Ida Orr"}


def test_paragraphs_of_one_answer_are_one_statement() -> None:
    """A paragraph without a label goes on with the answer before it; the questions are nobody's statement."""
    first, second, third, last = (quote.group for quote in answers("Q:", "A:"))
    assert first == second
    assert len({first, third, last}) == 3
