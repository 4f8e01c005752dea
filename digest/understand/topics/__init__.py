"""What is the article about? Its own tags under their proper names, then topics of the owner's taxonomy that its words show."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from digest.model import Article, Sentence
from digest.understand.topics.taxonomy import Phrase, Taxonomy, stems, taxonomy

__all__ = ["Taxonomy", "find", "taxonomy"]

MOST_TOPICS = 5
MOST_FOUND = 3  # of those, that the words show
LEAD = 3  # sentences whose words count twice
ENOUGH = 3.0  # score from which a topic is given
BESIDE_BEST, PLENTY = 0.45, 16.0  # share of the best score that another topic must reach; score that is plenty
TYPICAL_WORDS = 500  # of an article; words of longer ones count less, for any topic finds some of its words there
MOST_COUNTED = 3  # times that one word counts
TELLING = 1.0  # weight of a word that may show a topic alone


def find(article: Article, sentences: Sequence[Sentence], owned: Taxonomy) -> tuple[str, ...]:
    """Names of at most five topics: the article's tags first, then those its words show, the best first."""
    tags = [owned.named(tag) for tag in article.tags]
    kept = {tag.casefold(): tag for tag in reversed(tags) if tag}
    found = list(dict.fromkeys(kept[tag.casefold()] for tag in tags if tag))
    known = {above for name in found for above in (name, *owned.above(name))}
    shown = [name for name in _shown(article, sentences, owned) if name not in known]
    return tuple((found + shown[:MOST_FOUND])[: max(MOST_TOPICS, len(found))])


def _shown(article: Article, sentences: Sequence[Sentence], owned: Taxonomy) -> list[str]:
    """The topics that the words show, the best first, without those that are only a parent of another."""
    if article.lang.partition("-")[0].lower() != owned.lang.partition("-")[0].lower():
        return []  # the words of one language happen to mean something else in another: German "war"
    scores = _scores(article, sentences, owned)
    best = max(scores.values(), default=0.0)
    shown = [number for number, score in scores.items() if score >= max(ENOUGH, BESIDE_BEST * min(best, PLENTY))]
    names = [owned.topics[number].name for number in sorted(shown, key=lambda number: (-scores[number], number))]
    above = {broader for name in names for broader in owned.above(name)}
    return [name for name in names if name not in above]


def _scores(article: Article, sentences: Sequence[Sentence], owned: Taxonomy) -> dict[int, float]:
    """How strongly the words of the article show each topic, by its number: different words count more than one word often."""
    seen, early, words = _seen(article, sentences, owned)
    scores: defaultdict[int, float] = defaultdict(float)
    kinds: Counter[int] = Counter()
    alone: set[int] = set()
    for phrase, times in seen.items():
        often = min(times, MOST_COUNTED) * (2 if phrase in early else 1)
        for one in owned.shows[phrase]:
            scores[one.topic] += often * one.weight
            kinds[one.topic] += not one.hint
            if not one.hint and one.weight >= TELLING and times >= MOST_COUNTED:
                alone.add(one.topic)
    length = (TYPICAL_WORDS / max(words, TYPICAL_WORDS)) ** 0.5
    return {
        topic: score * kinds[topic] ** 0.5 * length / 2
        for topic, score in scores.items()
        if kinds[topic] > 1 or topic in alone
    }


def _seen(article: Article, sentences: Sequence[Sentence], owned: Taxonomy) -> tuple[Counter[Phrase], set[Phrase], int]:
    """How often each phrase of the taxonomy occurs in the article, which occur in headline or lead, and how many words there are."""
    seen: Counter[Phrase] = Counter()
    early: set[Phrase] = set()
    many = 0
    for number, text in enumerate((article.title, *(sentence.of(article.text) for sentence in sentences))):
        words = stems(text, owned.capitals)
        many += len(words)
        for place, word in enumerate(words):
            for phrase in owned.begins.get(word, ()):
                if len(phrase) == 1 or words[place : place + len(phrase)] == phrase:
                    seen[phrase] += 1
                    if number <= LEAD:
                        early.add(phrase)
    return seen, early, many
