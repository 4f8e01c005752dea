"""Which sentences are chosen as key points together, and what their weights look like."""

from itertools import pairwise

import numpy as np

from digest.extract import extract
from digest.model import Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import points
from digest.understand.points.choice import (
    ALIKE,
    LONG,
    LONGEST_PARAGRAPH,
    TITLED,
    UNTITLED,
    fitted,
    ladder,
    odds,
    winner,
)
from digest.understand.points.signals import COLUMNS

STORY = """The council of Port Alder voted on Monday to close the old ferry, which costs $4 million a year.

The council voted on Monday to close the old ferry, which costs it $4 million each year.

Mayor Ida Moe promised the islanders a bridge within four years.

A lawyer for the islanders, Imran Orr, said they would go to court in May.

A factory in Leyton will lend its fishing boat to two hundred workers from June.
"""


def read():
    """The story with its sentences and trees."""
    article = extract(Source("a.txt", "", STORY))
    found = sentences(article)
    return article, found, syntax.parse(article.text, [(one.start, one.end) for one in found])


def looked() -> points.Seen:
    """What is seen in the story."""
    seen = points.look(*read(), None, ())
    assert seen is not None
    return seen


def test_the_likeliest_come_first_and_none_twice():
    """Sentences are taken by their odds, and of two that say the same only the likelier."""
    seen = looked()
    odds = np.array([3.0, 2.9, 1.0, 0.5, 0.1], np.float32)
    steps = ladder(seen.fit, odds, seen.found, 3)
    assert [one.place for one, _ in steps] == [0, 2, 3]
    assert 0 < ALIKE < 1


def test_behind_the_fewest_only_what_is_worth_it():
    """Where the fewest are there, an unlikely sentence is left out."""
    sets = [(3.0, (0,)), (4.0, (0, 2)), (3.2, (0, 2, 3)), (2.0, (0, 2, 3, 4))]
    assert winner(sets, 2) == (0, 2)
    assert winner(sets, 3) == (0, 2, 3)
    assert winner(sets[:1], 3) == (0,)


def test_every_size_adds_a_point_to_the_one_before():
    """The best set of each size holds that of the size before, and its score grows while a point is worth it."""
    ranked = points.rank(*read(), None, ())
    assert [len(members) for _, members in ranked.sets] == list(range(1, len(ranked.sets) + 1))
    for (_, fewer), (_, more) in pairwise(ranked.sets):
        assert set(fewer) < set(more)
    assert sorted(ranked.news) == list(range(len(ranked.points)))


def test_the_weights_fit_the_columns():
    """There is one weight for each column of what is seen, and no number is missing."""
    for weights in fitted().values():
        assert weights.factors.shape == (len(COLUMNS),)
        assert np.isfinite(weights(looked().rows)).all()


def test_long_texts_have_weights_of_their_own():
    """Up to a length the editors' weights decide, from another one on the highlights', between them both; without paragraphs the latter."""
    rows, (short, long) = looked().rows, LONG
    name = "point" if rows[:, TITLED].any() else UNTITLED + "point"
    editors, highlights = fitted()[name](rows), fitted()["long"](rows)
    assert np.allclose(odds(rows, short, 9), editors)
    assert np.allclose(odds(rows, long, 9), highlights)
    assert np.allclose(odds(rows, (short + long) // 2, 9), (editors + highlights) / 2, atol=1e-4)
    assert np.allclose(odds(rows, LONGEST_PARAGRAPH + 1, 1), highlights)
    assert np.allclose(odds(rows, LONGEST_PARAGRAPH, 1), editors)


def test_what_the_article_goes_on_with_is_seen():
    """A sentence that brings up what others go on with says more than one that nobody goes on with."""
    seen = looked()
    begun = seen.rows[:, COLUMNS.index("goes on")]
    at = {one.place: row for row, one in enumerate(seen.fit)}
    assert begun[at[0]] > 0.4
    assert begun[at[4]] == 0


def test_the_other_side_and_what_is_next_are_seen():
    """A lawyer is the other side, a date in front of the reader is what is next."""
    seen = looked()
    lawyer = seen.rows[[one.place for one in seen.fit].index(3)]
    assert lawyer[COLUMNS.index("other side")] == 1
    factory = seen.rows[[one.place for one in seen.fit].index(4)]
    assert factory[COLUMNS.index("coming")] == 1
