"""What came in, and the article in it: blocks, posts, what the source states."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from digest.model.spans import Mention, Span


class BlockKind(StrEnum):
    """What a block of an article is. Sentences, points and quotes are taken from the kinds in `PROSE` alone."""

    HEADLINE = "headline"
    DECK = "deck"  # the standfirst: summarises the story before the body
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
    `source_from` says the same of the outlet: "meta", "owner" (one that the settings name) or "" (address, signature).
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
    source_from: str = ""
    tags: tuple[str, ...] = ()
    lang: str = "en"
    dateline: Mention | None = None  # "PORT ALDER, Sept. 14 (Northwire) —" in front of the lede; belongs to no sentence
    posts: tuple[Post, ...] = ()
    form: str = ""
    kind: str = "report"  # "opinion", "analysis", "review", "obituary", "interview", "live", "release", "sponsored"
    paywalled: bool = False
    dropped: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words the prose has."""
        return sum(len(block.of(self.text).split()) for block in self.blocks if block.kind in PROSE)


# ---------------------------------------------------------------- what it says
