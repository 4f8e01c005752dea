"""How much of what an article is about do some words hold? Its telling words, those it says again and again the most."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from digest.understand.points.terms import EVERYDAY
from digest.understand.points.terms import WORD, common, stem

OFTEN = 6  # times from which a word counts in full
READ = 60  # sentences whose words are counted


class Matter:
    """The telling words of an article and what each counts, up to 1; half where the lead does not have them."""

    def __init__(self, counts: Counter[str], lead: set[str]) -> None:
        self._counts, self._lead = counts, lead

    def of(self, words: str) -> float:
        """What the telling words of a stretch count together, each once."""
        found = telling(words)
        return sum(min(self._counts[word], OFTEN) * (1 if word in self._lead else 0.5) for word in found) / OFTEN

    def astray(self, words: str) -> float:
        """What a sentence loses that shares too little with the lead."""
        return max(0.0, 3.0 - len(telling(words) & self._lead))


def matter(texts: Sequence[str]) -> Matter:
    """The telling words of an article given as its sentences."""
    counts = Counter(stem(word) for text in islice(texts, READ) for word in WORD.findall(text.lower()))
    return Matter(counts, telling(texts[0]) if texts else set())


def telling(words: str) -> set[str]:
    """Stems that say something."""
    known = common()
    return {found for word in WORD.findall(words.lower()) if known.get(found := stem(word), EVERYDAY + 1) > EVERYDAY}
