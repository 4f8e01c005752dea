"""Is the one who is given as the speaker, of all whom the article names there, the source of these words?

A conditional logit (McFadden 1974) over the mentions around the words and "nobody of these". An editor's speaker is weighed
with whom the program finds speaking (`heard`); the program's own without (`alone`), so that its decision is held against another. The
weights (`sources.json`) are fitted by training/sources_fit.py; they hold no text but verbs of general English.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources

from digest.check import unnamed
from digest.check.level import MARKS
from digest.check.mentions import Candidate, Mentions
from digest.check.same import initials, may_be_one, parts
from digest.model import Entity, EntityKind, Reading, Span

# What a mention counts for the speaker given if it may mean them ("the mayor"): enough to leave the question open.
_MAY_MEAN = 0.003
_HEARING = ("heard", "speaks ")  # features that say whom the program finds speaking
_NOBODY = 1.0  # of a score of 0
_MARKS = frozenset(MARKS)
_LARGEST = 30.0  # score
_SEX = {"he": "he", "him": "he", "his": "he", "himself": "he", "mr": "he", "sir": "he", "lord": "he",
        "she": "she", "her": "she", "hers": "she", "herself": "she", "mrs": "she", "ms": "she", "miss": "she", "lady": "she"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """How likely the speaker given is the source, 0 to 1, and who else it may be ("" if nobody)."""

    likely: float
    rival: str


class Sources:
    """The sources of one reading's words."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.article.text
        self._interview = reading.article.form == "interview"
        self._mentions = Mentions(reading)
        self._named: dict[str, list[Entity]] = {}
        self._called: dict[str, dict[int, Entity]] = {}  # entities by what a name of theirs may share with another
        for number, entity in enumerate(reading.entities):
            if entity.kind is not EntityKind.PLACE:
                self._named.setdefault(entity.name, []).append(entity)
                for key in {key for name in (entity.name, *entity.aliases) for key in _keys(name)}:
                    self._called.setdefault(key, {})[number] = entity

    def weigh(self, name: str, span: Span, *, alone: bool = False) -> Source | None:
        """How likely a name is the source of a stretch; None where the reading knows nobody of that name, or no sentence is.

        `alone`: without whom the program finds speaking there.
        """
        score = partial(scored, alone=alone)
        bearers = self._named.get(name) or self._may_be(name)
        found = self.candidates(span) if bearers else []
        if not found:
            return None
        speaker = unnamed.Known(name, _kind(bearers), _sexes(bearers))
        mine, against, may_mean = self._sides(speaker, found)
        own, others = _sum(mine, score) + _MAY_MEAN * _sum(may_mean, score), _sum(against, score)
        if self._interview and own + others < _NOBODY:
            return None  # one person answers to its end, however far their name is
        rival = max(against, key=lambda one: (score(one.features), -one.mention.start), default=None)
        shown = "" if rival is None else rival.entity.name if rival.entity else rival.words
        return Source(own / (own + others + _NOBODY), shown)

    def _may_be(self, name: str) -> list[Entity]:
        """Those whose name it may be."""
        near = {number: e for key in _keys(name) for number, e in self._called.get(key, {}).items()}
        return [near[number] for number in sorted(near) if _bears(name, near[number])]

    def ranked(self, span: Span) -> list[str]:
        """The names around a stretch, the likeliest source of its words first."""
        best: dict[str, float] = {}
        for one in self.candidates(span):
            if one.entity and one.entity.kind is not EntityKind.PLACE:
                best[one.entity.name] = max(best.get(one.entity.name, -_LARGEST), scored(one.features, alone=False))
        return sorted(best, key=lambda name: (-best[name], name))

    def candidates(self, span: Span) -> list[Candidate]:
        """Everybody around a stretch, the marks around it taken in."""
        text = self._text
        start = span.start - (text[span.start - 1 : span.start] in _MARKS)
        end = span.end + (text[span.end : span.end + 1] in _MARKS)
        return self._mentions.around(Span(start, end), marked=text[start] in _MARKS)

    def _sides(
        self, speaker: unnamed.Known, found: Sequence[Candidate]
    ) -> tuple[list[Candidate], list[Candidate], list[Candidate]]:
        """The mentions of a name, those of others, and those that may mean either."""
        mine: list[Candidate] = []
        rest: list[Candidate] = []
        for one in found:
            (mine if is_of(speaker.name, one) else rest).append(one)
        together = {one.beside for one in mine} - {-1}  # "Velde" of "Velde and Thorsby said"
        against: list[Candidate] = []
        may_mean: list[Candidate] = []
        for one in rest:
            if any(one.mention.start <= place < one.mention.end for place in together):
                continue
            if one.entity or unnamed.excludes(self._text, one.mention, one.sort, speaker):
                against.append(one)
            else:
                may_mean.append(one)
        return mine, against, may_mean


def _keys(name: str) -> set[str]:
    """What two names that may be one's have in common: a word, or the initials of one are the other."""
    words = parts(name)
    return {*words, initials(words), "".join(words)}


def is_of(name: str, one: Candidate) -> bool:
    """Whether a mention may be one of a name."""
    if one.entity:
        return _bears(name, one.entity)
    words = parts(one.words.replace("’s ", " ").replace("'s ", " "))
    return bool(words and words[-1] in parts(name))


def _bears(name: str, entity: Entity) -> bool:
    return any(may_be_one(name, other) for other in (entity.name, *entity.aliases))


def _kind(bearers: Sequence[Entity]) -> str:
    """What somebody is: a person if anybody of that name is."""
    kinds = [entity.kind.value for entity in bearers]
    return "person" if "person" in kinds else next(iter(kinds), "")


def _sexes(bearers: Sequence[Entity]) -> frozenset[str]:
    """By what pronouns and titles they are called; nothing where the name may be that of two."""
    if len({entity.id for entity in bearers}) != 1:
        return frozenset()
    words = (word for mention in bearers[0].mentions for word in mention.text.casefold().replace(".", " ").split())
    return frozenset(_SEX[word] for word in words if word in _SEX)


def _sum(candidates: Sequence[Candidate], score: Callable[[Sequence[str]], float]) -> float:
    return sum(math.exp(score(one.features)) for one in candidates)


def scored(features: Sequence[str], *, alone: bool) -> float:
    """The summed weights; 0 is the score of "nobody of these"."""
    weights = _weights()["alone" if alone else "heard"]
    kept = apart(features) if alone else features
    return min(_LARGEST, weights["bias"] + sum(weights.get(feature, 0.0) for feature in kept))


def apart(features: Sequence[str]) -> list[str]:
    """The features that do not depend on whom the program hears."""
    return [feature for feature in features if not feature.startswith(_HEARING)]


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    loaded: Mapping[str, Mapping[str, float]] = json.loads(
        resources.files("digest.check").joinpath("sources.json").read_text("utf-8")
    )
    return loaded
