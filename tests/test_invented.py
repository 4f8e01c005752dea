"""The invented news of the benchmarks: the same for the same seed, told by several outlets, with people who return."""

import re
from collections import Counter

from digest.group.copies import copies
from tests.eval.articles import articles

# “words,” Name Surname, office, said.
_SPEAKER = re.compile(r"” ([A-Z]\w+ [A-Z]\w+), ")


def test_the_same_seed_gives_the_same_articles() -> None:
    """Two runs give the same texts, and a longer run begins with those of a shorter one."""
    first = list(articles(40))
    assert first == list(articles(60))[:40]
    assert first != list(articles(40, seed=8))
    assert len({article.path for article in first}) == 40


def test_about_three_in_ten_people_return() -> None:
    """Of those who speak about 30 % do so in the news of more than one event; most events have one article, none more than five."""
    events: dict[str, set[str]] = {}
    for article in articles(1500):
        place = article.text.splitlines()[2].partition(", ")[2]
        for name in _SPEAKER.findall(article.text):
            events.setdefault(name, set()).add(place)
    several = sum(len(days) > 2 for days in events.values())
    assert 0.15 < several / len(events) < 0.4


def test_no_article_is_a_copy_of_another() -> None:
    """Articles of one event are told in other words."""
    texts = {article.path: article.text for article in articles(300)}
    assert not copies(texts)
    assert Counter(len(text.split()) > 100 for text in texts.values())[True] == 300
