"""Which sentences lean on the text before, by their words alone."""

import pytest

from digest.understand.points.alone import Told
from digest.understand.points.alone import stands_alone as told_alone


def stands_alone(text: str) -> bool:
    """Whether a sentence can be understood alone by its words, without a tree."""
    return told_alone(Told(text, (), frozenset(), frozenset()))


@pytest.mark.parametrize(
    "text",
    [
        "So it was in the case of the old ferry of Port Alder.",
        "Second, the council pays for the lighthouse and the pier.",
        "Since then the cannery has lost two of its three buyers.",
        "Notably, it was the harbour master who voted against the bridge.",
        "Most of them had crossed the sound for thirty years.",
        "In many ways, it's the most important of the three bridges.",
        "After the vote, she went home by the last ferry of the day.",
        "The 24-year-old has signed for two years with the rowers of Veld.",
        "The owners of the cannery in Leyton have denied that.",
    ],
)
def test_what_leans_on_the_text_before_does_not_stand_alone(text):
    """Sentences that go on from another one are no points."""
    assert not stands_alone(text)


@pytest.mark.parametrize(
    "text",
    [
        "So far nobody in Port Alder has seen the new ship.",
        "First aid was given to three islanders on the pier.",
        "The 24-year-old rower Ida Moe has signed for two years.",
        "In May, it was the first ferry to cross the frozen sound.",
        "On the pier, those who had waited all night went home.",
    ],
)
def test_what_only_looks_leaning_stands_alone(text):
    """Words that often lean on others do not where they say something of their own."""
    assert stands_alone(text)
