"""Which sets of sentences the key points are chosen from, and that the search misses no better one."""

from itertools import combinations

import numpy as np
import pytest

from digest.extract import extract
from digest.model import Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand.points.candidates import candidates
from digest.understand.points.features import scene
from digest.understand.points.ranking import Shortlist, best, scorer, shortlist
from digest.understand.points.roles import roles
from digest.understand.points.salience import Salience, first_rows, salience
from digest.understand.points.terms import terms
from digest.understand.points.weights import fitted

STORY = """Ida Orr, who runs the cannery, bought the old ferry of Port Alder (the last one of its kind) from the council.

A survey paid for by the union found rust in the hull, the engine and both funnels.

Mayor Ida Moe promised the islanders a bridge within four years.

A factory in Leyton will lend its fishing boat to two hundred workers.

Engineers of the province measured the sound and found it far deeper than the charts say.

A school on the island teaches its forty children by video until spring.
"""


@pytest.fixture(scope="module")
def listed() -> tuple[Shortlist, Salience]:
    """The shortlist of the story, and the salience of its words."""
    article = extract(Source("a.txt", "", STORY))
    found = sentences(article)
    trees = syntax.parse(article.text, [(one.start, one.end) for one in found])
    texts = [one.of(article.text) for one in found]
    words = terms(texts)
    likely = salience(first_rows(texts, words, roles(article, trees, words, None, ())), words, fitted())
    fit = candidates(article, found, trees, words, likely.words[:, 0].tolist())
    return shortlist(scene(words, likely), fit), likely


def test_the_search_finds_the_best_of_all_sets(listed):
    """Growing sets one by one ends where scoring every set does."""
    short, likely = listed
    scores = scorer(short, likely, fitted())
    every = {}
    for size in (2, 3):
        sets = np.array(list(combinations(range(len(short.members)), size)))
        sets = sets[~np.array([np.triu(short.clash[np.ix_(one, one)], 1).any() for one in sets])]
        every |= dict(zip(map(tuple, sets.tolist()), scores(sets).tolist(), strict=True))
    wanted = max(every, key=lambda one: every[one])
    assert best(short, likely, fitted(), 2, 3) == tuple(short.members[index] for index in wanted)


def test_fewer_points_are_told_where_no_more_go_together(listed):
    """Where no set is as large as asked for, the largest there is is told."""
    short, likely = listed
    places = {member.place for member in short.members}
    assert len(best(short, likely, fitted(), 9, 12)) <= len(places)
    assert len(best(short, likely, fitted(), 9, 12)) >= 3
