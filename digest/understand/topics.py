"""What is the article about? Its own tags under their proper names, then topics of the owner's taxonomy that its words show.

The taxonomy is plain data (content/topics.yaml): `topics` is a list of `name`, and optionally `broader`, `synonyms`,
`words`. A topic is found when several of its words stand in the text, those of headline and lead counting more.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from digest.errors import ContentError
from digest.model import Article, Sentence
from digest.understand.points.terms import WORD, common, stem

MOST_TOPICS = 5
LEAD = 3  # sentences whose words count twice
ENOUGH = 4.0  # score from which a topic is given
BESIDE_BEST = 0.45  # share of the best score that another topic must reach
TYPICAL_WORDS = 500  # of an article; words of longer ones count less, for any topic finds some of its words there
EVERYDAY, RARE = 400, 1200  # ranks among the common stems

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its name, the names that mean the same, the phrases (of stems) that show it, and the topic above it."""

    name: str
    synonyms: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    broader: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The owner's topics in his order; `canonical` gives the name for each name and synonym, case folded."""

    topics: tuple[Topic, ...] = ()
    canonical: Mapping[str, str] = field(default_factory=dict)


def taxonomy(data: Mapping[str, Any], file: str = "content/topics.yaml") -> Taxonomy:
    """The taxonomy that plain data describes; ContentError names the topic and what is wrong with it."""
    entries = data.get("topics", [])
    if not isinstance(entries, list):
        raise ContentError(file, "`topics` is no list.", "Begin each topic with “- name:”.")
    topics = tuple(_topic(entry, number, file) for number, entry in enumerate(entries, 1))
    canonical: dict[str, str] = {}
    for topic in topics:
        for name in (topic.name, *topic.synonyms):
            other = canonical.setdefault(name.casefold(), topic.name)
            if other != topic.name:
                raise ContentError(
                    file, f"“{name}” means both “{other}” and “{topic.name}”.", "Keep it in one of them."
                )
    for topic in topics:
        if topic.broader and topic.broader.casefold() not in canonical:
            raise ContentError(
                file, f"“{topic.broader}”, broader than “{topic.name}”, is no topic.", "Add it or correct it."
            )
    return Taxonomy(topics, canonical)


def _topic(entry: Any, number: int, file: str) -> Topic:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise ContentError(file, f"Topic {number} has no name.", "Give it one: “- name: Elections”.")
    name = entry["name"].strip()
    unknown = sorted(str(key) for key in entry if key not in {"name", "broader", "synonyms", "words"})
    if unknown:
        raise ContentError(
            file, f"“{name}” has “{unknown[0]}”, which means nothing.", "Use broader, synonyms and words."
        )
    synonyms, words = (_words(entry, key, name, file) for key in ("synonyms", "words"))
    broader = entry.get("broader") or ""
    if not isinstance(broader, str):
        raise ContentError(file, f"`broader` of “{name}” is no name.", "Write the name of one topic.")
    phrases = dict.fromkeys(phrase for words_ in (name, *synonyms, *words) if (phrase := _phrase(words_)))
    return Topic(name, synonyms, tuple(phrases), broader.strip())


def _words(entry: Mapping[str, Any], key: str, name: str, file: str) -> tuple[str, ...]:
    found = entry.get(key) or []
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ContentError(file, f"`{key}` of “{name}” is no list of words.", f"Write it as {key}: [first, second].")
    return tuple(word.strip() for word in found if word.strip())


def _phrase(words: str) -> Phrase:
    return tuple(stem(word) for word in WORD.findall(words.lower()))


def find(article: Article, sentences: Sequence[Sentence], owned: Taxonomy) -> tuple[str, ...]:
    """Names of at most five topics: the article's tags first, then those its words show, the best first."""
    tags = [owned.canonical.get(" ".join(tag.split()).casefold(), " ".join(tag.split())) for tag in article.tags]
    kept = {tag.casefold(): tag for tag in reversed(tags) if tag}
    own = tuple(dict.fromkeys(kept[tag.casefold()] for tag in tags if tag))
    scores = _scores(article, sentences, owned)
    best = max(scores.values(), default=0.0)
    order = {topic.name: number for number, topic in enumerate(owned.topics)}
    shown = [name for name, score in scores.items() if score >= max(ENOUGH, BESIDE_BEST * best)]
    shown.sort(key=lambda name: (-scores[name], order[name]))
    found = list(own)
    for name in _without_broader(shown, owned):
        if len(found) < MOST_TOPICS and name not in found:
            found.append(name)
    return tuple(found)


def _without_broader(shown: Sequence[str], owned: Taxonomy) -> Iterable[str]:
    """The topics without those that only stand above another one of them."""
    above = {topic.broader.casefold() for topic in owned.topics if topic.name in shown and topic.broader}
    return [name for name in shown if name.casefold() not in above]


def _scores(article: Article, sentences: Sequence[Sentence], owned: Taxonomy) -> dict[str, float]:
    """How strongly the words of the article show each topic: its different words, each counted up to three times."""
    texts = [article.title, *(sentence.of(article.text) for sentence in sentences)]
    longest = max((len(phrase) for topic in owned.topics for phrase in topic.phrases), default=0)
    wanted = {phrase for topic in owned.topics for phrase in topic.phrases}
    heads = {phrase[0] for phrase in wanted}
    seen: Counter[Phrase] = Counter()
    early: set[Phrase] = set()
    words = 0
    for index, text in enumerate(texts):
        stems = _phrase(text)
        words += len(stems)
        for place, first in enumerate(stems):
            if first not in heads:
                continue
            here = {stems[place : place + length] for length in range(1, longest + 1)} & wanted
            seen.update(here)
            if index <= LEAD:
                early |= here
    scores: dict[str, float] = {}
    for topic in owned.topics:
        named = {_phrase(name) for name in (topic.name, *topic.synonyms)}
        score = sum(
            min(seen[phrase], 3) * _says(phrase) * (2 if phrase in early else 1) * (1.5 if phrase in named else 1)
            for phrase in topic.phrases
        )
        kinds = sum(seen[phrase] > 0 for phrase in topic.phrases)
        if kinds >= 2 or any(seen[phrase] >= 3 for phrase in named):
            length = (TYPICAL_WORDS / max(words, TYPICAL_WORDS)) ** 0.5
            scores[topic.name] = score * kinds**0.5 * length / 2
    return scores


def _says(phrase: Phrase) -> float:
    """How much a phrase tells of a topic: everyday words little, phrases more than words."""
    if len(phrase) > 1:
        return 1.5
    rank = common().get(phrase[0], RARE)
    return 0.25 if rank < EVERYDAY else 0.6 if rank < RARE else 1.0
