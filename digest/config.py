"""The settings: one frozen value, declared once. They stand in mkdocs.yml under `plugins: - digest:`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Rights(StrEnum):
    """How much of a source's text the site may show."""

    FULL = "full"  # the whole source, with the sentence marked
    EXCERPT = "excerpt"  # evidence sentences up to `excerpt_words` words an article
    LINK = "link"  # points and the link to the original


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What the owner says of one outlet: its rights, its hosts (to tell it from an address) and its word cap."""

    name: str
    rights: Rights = Rights.EXCERPT
    excerpt_words: int = 250
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """A feed to fetch: only items with one of `words` (if any) and of `sections` (if any), `max_per_day` at most."""

    url: str
    source: str = ""
    words: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    max_per_day: int = 50


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an owner may set. Folders are absolute."""

    root: Path
    articles: Path
    summaries: Path
    cache: Path
    names: Path  # content/names.yaml: aliases, merges and splits of people, organisations and places
    topics: Path  # content/topics.yaml: the owner's taxonomy with synonyms
    strict: bool = False
    key_points_min: int = 3
    key_points_max: int = 6
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    feeds: tuple[FeedSettings, ...] = ()
    allow_hosts: tuple[str, ...] = ()  # private hosts that may be fetched, by name
    user_agent: str = ""
