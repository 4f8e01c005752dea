"""What an article says: sentences, points, quotes, names, figures, events."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from digest.model.article import Article
from digest.model.spans import Mention, Span


@dataclass(frozen=True, slots=True, order=True)
class Sentence(Span):
    """A sentence of a prose block; `id` is "s1", "s2" … in reading order, `block` the index into `Article.blocks`.

    `goes_on` when it is part of a sentence too long to be read at once, and the next one goes on with it.
    """

    id: str
    block: int
    goes_on: bool = False


class Word(NamedTuple):
    """One word of a sentence and its place in the tree; a tuple, which is made in a quarter of a data class's time."""

    start: int  # code-point offsets into the text
    end: int
    text: str
    lemma: str  # lower case
    upos: str  # part of speech of Universal Dependencies
    head: int  # index of the head in the sentence, -1 for the root
    deprel: str  # relation of Universal Dependencies, with subtype
    name: str  # "PER", "ORG", "LOC", "MISC", or "" outside a name
    name_begin: bool


Tree = tuple[Word, ...]


class QuoteKind(StrEnum):
    """How the article has the words. Only DIRECT and the marked words of PARTIAL may be shown within marks."""

    DIRECT = "direct"  # all words inside quotation marks
    PARTIAL = "partial"  # a reported clause with some words in marks ("mixed" in the research data)
    INDIRECT = "indirect"  # reported speech
    SOCIAL = "social"  # an embedded post
    DOCUMENT = "document"  # the words of a document, report or court ruling inside marks


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it. `mention` is how the text names them there ("he", "Mr Hawes"), None when only context shows it.

    `name` is who that is as far as the article says ("Mike Hawes"), `entity` the id of the `Entity`, "" when unnamed.
    """

    mention: Mention | None
    name: str
    entity: str = ""
    role: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """One contiguous piece of something said: `text == article.text[start:end]`, marks included for DIRECT.

    Pieces of one statement (cut by the cue clause, or running over paragraphs) share `group` ("q1", "q2" …); a summary
    has them as one entry.
    `marked` are the stretches inside quotation marks. `confidence` is 0 to 1; below `REVIEW_BELOW` it is kept in the
    front matter for review and not shown. `sentences` are the ids of the sentences it is in (post: empty).
    """

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: Speaker | None
    cue: Mention | None
    group: str
    confidence: float = 1.0
    marked: tuple[Span, ...] = ()
    sentences: tuple[str, ...] = ()
    said: str = ""
    sure: float = 1.0  # how likely the speaker is, 0 to 1
    via: str = ""  # who passed it on: in "According to the Kremlin, the president said …" the Kremlin
    review: bool = False  # two may have said it: an editor is asked

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.start, self.end)


REVIEW_BELOW = 0.5


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place with all its mentions joined; `id` is a slug of `name` ("emmanuel-macron").

    `mentions` hold names and, for people, the pronouns resolved to them; `named` counts the mentions by name alone.
    """

    id: str
    kind: EntityKind
    name: str
    role: str = ""
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[str, ...] = ()
    named: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters: "more than €3.7 billion in military aid" → 3.7e9, EUR, what="military aid", "more than".

    `high` is the upper end of a range. `unit` is ISO 4217 for money, else "%", "pp", "people", "km", "°C" …
    """

    value: float
    unit: str
    text: str
    what: str
    start: int
    end: int
    sentence: str
    qualifier: str = ""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event: `date` to its `precision` ("day", "week", "month", "year", "decade"), `words` it was read from.

    `text` is the sentence, or the clause of it, that says what happened; `start`, `end` are those of `words`.
    """

    date: str
    precision: str
    text: str
    words: str
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """A pronoun or bare last name in a point, and who it is, for the reader: "He" → "Emmanuel Macron"."""

    words: str
    name: str


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A sentence of the article, or that sentence with words deleted; `pieces` are the stretches kept, in order.

    `text` is the pieces joined: nothing is added but a capital letter and a full stop.
    """

    text: str
    pieces: tuple[Span, ...]
    sentences: tuple[str, ...]
    resolved: tuple[Resolution, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """Every point that some summary of the article may have, in the order of telling, whatever number its owner wants.

    `sets[n - 1]` is the best set of n points: its score, and the indices of its points. `words` is how many words the
    text has from which they were chosen, `news` the indices of the points, the likeliest to be the news first.
    """

    points: tuple[KeyPoint, ...] = ()
    sets: tuple[tuple[float, tuple[int, ...]], ...] = ()
    words: int = 0
    news: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the program understood of one article, before it knows any setting of the owner.

    `made` names what it had to make itself: "title", "deck". `trees` holds the words of each of `sentences`;
    `key_points` are those of `ranked` that a summary has when its owner sets nothing.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    headline: str
    deck: str
    made: tuple[str, ...]
    ranked: Ranked
    key_points: tuple[KeyPoint, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event, ...]


# ---------------------------------------------------------------- what goes out
