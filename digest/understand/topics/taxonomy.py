"""The owner's topics, read from plain data (content/topics.yaml).

`topics` is a list of `name`, and optionally `broader`, `synonyms`, `words`, `hints`: a word shows its topic, a hint only
beside words. `lang` is the language of the words, English where none is given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from digest.errors import ContentError
from digest.understand.points.terms import common, stem

HINT = 0.5  # weight of a hint beside that of a word
EVERYDAY, RARE = 400, 1200  # ranks among the common stems

# "ferry", "NHS", "2026"
WORD = re.compile(r"[^\W_]+")
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its name, the names that mean the same, the topic above it, and the phrases (of stems) that show or hint at it."""

    name: str
    synonyms: tuple[str, ...] = ()
    broader: str = ""
    words: tuple[Phrase, ...] = ()
    hints: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Shows:
    """That a phrase shows a topic, given by its number, and how strongly."""

    topic: int
    weight: float
    hint: bool


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The owner's topics in his order, and what the finder looks up.

    `canonical` gives the name for each folded name and synonym, `begins` the phrases that begin with a stem, `shows` what
    a phrase shows: they follow from the topics. `capitals` are words that count in capitals only: "US" is not "us".
    """

    topics: tuple[Topic, ...] = ()
    lang: str = "en"
    canonical: Mapping[str, str] = field(default_factory=dict, compare=False)
    begins: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict, compare=False)
    shows: Mapping[Phrase, tuple[Shows, ...]] = field(default_factory=dict, compare=False)
    capitals: frozenset[str] = frozenset()
    parents: Mapping[str, str] = field(default_factory=dict, compare=False)  # the topic right above one

    def named(self, words: str) -> str:
        """The topic's name for any name or synonym of it, in whatever case and number; other words as they are, with a capital in front."""
        plain = " ".join(words.split())
        lower = plain.partition(" ")[0].islower()  # not "iPhone prices"
        return self.canonical.get(folded(plain), plain[:1].upper() + plain[1:] if lower else plain)

    def above(self, name: str) -> Iterator[str]:
        """The topics above one, the nearest first."""
        seen = {name}
        while (name := self.parents.get(name, "")) and name not in seen:
            seen.add(name)
            yield name


def folded(words: str) -> str:
    """A name without regard to case, number and punctuation: "Trade-unions" is "trade union"."""
    return " ".join(stem(word) for word in WORD.findall(words.casefold())) or words.casefold()


def stems(text: str, capitals: frozenset[str]) -> Phrase:
    """The stems of a text; a word of `capitals` stays as it is."""
    return tuple(word if word in capitals else stem(word.lower()) for word in WORD.findall(text))


def taxonomy(data: Mapping[str, Any], file: str = "content/topics.yaml") -> Taxonomy:
    """The taxonomy that plain data describes; ContentError names the topic and what is wrong with it."""
    entries, lang = data.get("topics") or [], data.get("lang") or "en"
    if not isinstance(entries, list):
        raise ContentError(file, "`topics` is no list.", "Begin each topic with “- name:”.")
    if not isinstance(lang, str):
        raise ContentError(file, "`lang` is no language.", "Write a code such as en or de.")
    spelled = [_spelled(entry, number, file) for number, entry in enumerate(entries, 1)]
    capitals = frozenset(
        word
        for _, *lists in spelled
        for words in lists
        for phrase in words
        for word in WORD.findall(phrase)
        if _is_short(word)
    )
    topics = tuple(_topic(*topic, capitals) for topic in spelled)
    canonical = _canonical(topics, file)
    for topic in topics:
        if topic.broader and folded(topic.broader) not in canonical:
            raise ContentError(
                file, f"“{topic.broader}”, broader than “{topic.name}”, is no topic.", "Add it or correct it."
            )
    shows = _shows(topics)
    begins: dict[str, tuple[Phrase, ...]] = {}
    for phrase in shows:
        begins[phrase[0]] = (*begins.get(phrase[0], ()), phrase)
    parents = {topic.name: canonical[folded(topic.broader)] for topic in topics if topic.broader}
    return Taxonomy(topics, lang, canonical, begins, shows, capitals, parents)


def _is_short(word: str) -> bool:
    """Whether a word is an abbreviation in capitals."""
    return word.isupper() and 1 < len(word) < 6


def _canonical(topics: tuple[Topic, ...], file: str) -> dict[str, str]:
    canonical: dict[str, str] = {}
    for topic in topics:
        for name in (topic.name, *topic.synonyms):
            other = canonical.setdefault(folded(name), topic.name)
            if other != topic.name:
                raise ContentError(
                    file, f"“{name}” means both “{other}” and “{topic.name}”.", "Keep it in one of them."
                )
    return canonical


def _shows(topics: tuple[Topic, ...]) -> dict[Phrase, tuple[Shows, ...]]:
    shown: dict[Phrase, tuple[Shows, ...]] = {}
    for number, topic in enumerate(topics):
        for phrases, hint in ((topic.words, False), (topic.hints, True)):
            for phrase in phrases:
                one = Shows(number, _says(phrase) * (HINT if hint else 1), hint)
                shown[phrase] = (*shown.get(phrase, ()), one)
    return shown


def _says(phrase: Phrase) -> float:
    """How strongly a phrase shows a topic: everyday words little, phrases more than words."""
    if len(phrase) > 1:
        return 1.5
    rank = common().get(phrase[0], RARE)
    return 0.25 if rank < EVERYDAY else 0.6 if rank < RARE else 1.0


Spelled = tuple[tuple[str, str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _spelled(entry: Any, number: int, file: str) -> Spelled:
    """Name and broader topic, synonyms, words and hints as they are written."""
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise ContentError(file, f"Topic {number} has no name.", "Give it one: “- name: Elections”.")
    name = entry["name"].strip()
    unknown = sorted(str(key) for key in entry if key not in {"name", "broader", "synonyms", "words", "hints"})
    if unknown:
        raise ContentError(
            file, f"“{name}” has “{unknown[0]}”, which means nothing.", "Use broader, synonyms, words and hints."
        )
    broader = entry.get("broader") or ""
    if not isinstance(broader, str):
        raise ContentError(file, f"`broader` of “{name}” is no name.", "Write the name of one topic.")
    synonyms, words, hints = (_listed(entry, key, name, file) for key in ("synonyms", "words", "hints"))
    return (name, broader.strip()), synonyms, words, hints


def _listed(entry: Mapping[str, Any], key: str, name: str, file: str) -> tuple[str, ...]:
    found = entry.get(key) or []
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ContentError(file, f"`{key}` of “{name}” is no list of words.", f"Write it as {key}: [first, second].")
    return tuple(word.strip() for word in found if word.strip())


def _topic(
    heading: tuple[str, str],
    synonyms: tuple[str, ...],
    words: tuple[str, ...],
    hints: tuple[str, ...],
    capitals: frozenset[str],
) -> Topic:
    """The topic; its name and synonyms show it too, unless they are named as hints."""
    name, broader = heading
    hinting = tuple(dict.fromkeys(phrase for hint in hints if (phrase := stems(hint, capitals))))
    showing = dict.fromkeys(phrase for word in (name, *synonyms, *words) if (phrase := stems(word, capitals)))
    return Topic(name, synonyms, broader, tuple(phrase for phrase in showing if phrase not in hinting), hinting)
