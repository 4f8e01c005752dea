"""Which sentences are chosen as key points together, and what their weights look like."""

import numpy as np

from digest.extract import extract
from digest.model import Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import points
from digest.understand.points.choice import ALIKE, choose, fitted
from digest.understand.points.signals import COLUMNS

STORY = """The council of Port Alder voted on Monday to close the old ferry, which costs $4 million a year.

The council voted on Monday to close the old ferry, which costs it $4 million each year.

Mayor Ida Moe promised the islanders a bridge within four years.

A lawyer for the islanders, Imran Orr, said they would go to court in May.

A factory in Leyton will lend its fishing boat to two hundred workers from June.
"""


def looked() -> points.Seen:
    """What is seen in the story."""
    article = extract(Source("a.txt", "", STORY))
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found])
    seen = points.look(article, found, trees, None, ())
    assert seen is not None
    return seen


def test_the_likeliest_come_first_and_none_twice():
    """Sentences are taken by their odds, and of two that say the same only the likelier."""
    seen = looked()
    odds = np.array([3.0, 2.9, 1.0, 0.5, 0.1], np.float32)
    chosen, further = choose(seen.fit, odds, seen.found, 3, 3)
    assert [one.place for one in chosen] == [0, 2, 3]
    assert [one.place for one in further] == [4]
    assert 0 < ALIKE < 1


def test_behind_the_fewest_only_what_is_worth_it():
    """Where the fewest are there, an unlikely sentence is left out, and may be a deck."""
    seen = looked()
    odds = np.array([3.0, -9.0, 1.0, -1.0, -1.5], np.float32)
    chosen, further = choose(seen.fit, odds, seen.found, 2, 5)
    assert [one.place for one in chosen] == [0, 2]
    assert [one.place for one in further] == [3, 4]


def test_the_weights_fit_the_columns():
    """There is one weight for each column of what is seen, and no number is missing."""
    for weights in fitted():
        assert weights.factors.shape == (len(COLUMNS),)
        assert np.isfinite(weights(looked().rows)).all()


def test_the_other_side_and_what_is_next_are_seen():
    """A lawyer is the other side, a date in front of the reader is what is next."""
    seen = looked()
    lawyer = seen.rows[[one.place for one in seen.fit].index(3)]
    assert lawyer[COLUMNS.index("other side")] == 1
    factory = seen.rows[[one.place for one in seen.fit].index(4)]
    assert factory[COLUMNS.index("coming")] == 1
