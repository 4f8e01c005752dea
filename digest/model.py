"""The nouns of the program: values that never change, from the file that came in to the page that goes out.

    bytes → Source → Article → Reading → summary file → Page

Offsets count Unicode code points of `Article.text`. Dates are ISO 8601 text ("2026-09-14", "2026-09", "2026"),
languages BCP 47, currencies ISO 4217. Nothing here reads a file, a clock or the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

# languages that write "1.234,5": there "1.234" is 1234
DECIMAL_COMMA = frozenset("de fr es it nl pt da sv nb no fi pl cs ru tr".split())


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Mention(Span):
    """A stretch and its words, for values that travel without the article: `text == article.text[start:end]`."""

    text: str


# ---------------------------------------------------------------- what came in


class BlockKind(StrEnum):
    """What a block of an article is. Sentences, points and quotes are taken from the kinds in `PROSE` alone."""

    HEADLINE = "headline"
    DECK = "deck"  # the standfirst: tells the story once before the body tells it again
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    BLOCK_QUOTE = "block_quote"
    HEADING = "heading"
    CAPTION = "caption"
    POST = "post"  # an embedded social post with its signature line
    NOTICE = "notice"  # "Last updated …", "Scroll down for video", "X contributed to this report", credits


PROSE = frozenset({BlockKind.DECK, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE})


@dataclass(frozen=True, slots=True, order=True)
class Block(Span):
    """One block of the text: no line break at either end, blocks in reading order, never overlapping."""

    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded social post: the words (`body`), who posted (`name`, `handle` with its @), `date` if it states one."""

    body: Mention
    name: str
    handle: str
    date: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format states about its article, before the text is asked. Empty where the format is silent."""

    title: str = ""
    byline: tuple[str, ...] = ()
    published: str = ""
    url: str = ""
    source: str = ""  # the outlet: "Northern Courier"
    tags: tuple[str, ...] = ()
    lang: str = ""
    deck: str = ""
    form: str = ""  # "", "live", "gallery", "interview", "list"
    paywalled: bool = False
    found: Mapping[str, str] = field(default_factory=dict)  # field -> where: "front matter", "json-ld", "og", "h1" …


@dataclass(frozen=True, slots=True)
class Source:
    """A file as its reader understood it: normalised text (line feeds as line ends, no BOM) and what its mark-up says.

    `blocks` is empty for plain text, whose structure is found by `extract`; other formats fill it from mark-up.
    `path` is relative to the articles folder, with forward slashes. `sha256` is that of the file's bytes.
    """

    path: str
    sha256: str
    text: str
    metadata: Metadata = Metadata()
    blocks: tuple[Block, ...] = ()
    dropped: tuple[str, ...] = ()  # what was left out of a page, in words, for the editor to see


@dataclass(frozen=True, slots=True)
class Article:
    """One article, ready to be understood.

    `published_from` says where the date was found: "meta", "text", "name", "commit" or "" (no date).
    `title` is empty when neither file nor text has a headline; `Reading.headline` is then made from the text.
    """

    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    deck: str = ""
    byline: tuple[str, ...] = ()
    published: str = ""
    published_from: str = ""
    url: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    lang: str = "en"
    dateline: Mention | None = None  # "PORT ALDER, Sept. 14 (Northwire) —" in front of the lede; belongs to no sentence
    posts: tuple[Post, ...] = ()
    form: str = ""
    paywalled: bool = False
    dropped: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the prose has."""
        return sum(len(block.of(self.text).split()) for block in self.blocks if block.kind in PROSE)


# ---------------------------------------------------------------- what it says


@dataclass(frozen=True, slots=True, order=True)
class Sentence(Span):
    """A sentence of a prose block; `id` is "s1", "s2" … in reading order, `block` the index into `Article.blocks`."""

    id: str
    block: int


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
    """How the words stand in the article. Only DIRECT and the marked words of PARTIAL may be shown within marks."""

    DIRECT = "direct"  # all words inside quotation marks
    PARTIAL = "partial"  # a reported clause with some words in marks ("mixed" in the research data)
    INDIRECT = "indirect"  # reported speech
    SOCIAL = "social"  # an embedded post
    DOCUMENT = "document"  # the words of a document, report or court ruling inside marks


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it. `mention` is how the text names them there ("he", "Mr Hawes"), None when only context tells.

    `name` is who that is as far as the article tells ("Mike Hawes"), `entity` the id of the `Entity`, "" when unnamed.
    """

    mention: Mention | None
    name: str
    entity: str = ""
    role: str = ""
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """One contiguous piece of something said: `text == article.text[start:end]`, marks included for DIRECT.

    Pieces of one statement (cut by the cue clause, or running over paragraphs) share `group` ("q1", "q2" …).
    `marked` are the stretches inside quotation marks. `confidence` is 0 to 1; below `REVIEW_BELOW` it is kept in the
    front matter for review and not shown. `sentences` are the ids of the sentences it stands in (post: empty).
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
    via: str = ""  # who told it on: in "According to the Kremlin, the president said …" the Kremlin

    @property
    def span(self) -> Span:
        """Where it stands."""
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

    `text` is the sentence, or the clause of it, that tells what happened; `start`, `end` are those of `words`.
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
class Reading:
    """What the program understood of one article. `made` names what it had to make itself: "title", "deck".

    `trees` holds the words of each of `sentences`.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    headline: str
    deck: str
    made: tuple[str, ...]
    key_points: tuple[KeyPoint, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event, ...]
    topics: tuple[str, ...]


# ---------------------------------------------------------------- what goes out


class Verdict(StrEnum):
    """Does the source bear it out? The first three pass."""

    EXACT = "exact"
    NORMALISED = "normalised"
    SUPPORTED = "supported"
    ALTERED = "altered"
    STITCHED = "stitched"
    MISATTRIBUTED = "misattributed"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"
    UNSUPPORTED = "unsupported"

    @property
    def passes(self) -> bool:
        """Whether it may be published as checked."""
        return self in {Verdict.EXACT, Verdict.NORMALISED, Verdict.SUPPORTED}


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary file: `fields` is its front matter (schema 1, plain values), `note` the editor's Markdown below it.

    `path` is relative to the summaries folder ("2026/09/slug.md"); the page's address is the same without ".md".
    `whole` is the article itself, block by block with offsets, for a source whose rights are full; else empty.
    """

    path: str
    fields: Mapping[str, Any]
    note: str = ""
    whole: tuple[tuple[BlockKind, Mention], ...] = ()

    @property
    def address(self) -> str:
        """The page's address below the site's root: "2026/09/slug/"."""
        return self.path.removesuffix(".md") + "/"


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site before MkDocs sees it: Markdown with front matter (.md), or a static file."""

    path: str
    content: str | bytes
