"""Every setting, declared once, with its default and what it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from digest import __version__
from digest.model import EditionKind


class Rights(StrEnum):
    """How much of a source's text the site may show."""

    FULL = "full"  # the whole source, with the sentence marked
    EXCERPT = "excerpt"  # evidence sentences up to `excerpt_words` words an article
    LINK = "link"  # points and the link to the original


class FeedFormat(StrEnum):
    """A form that the site's own feeds have."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"


class Home(StrEnum):
    """What the home page shows."""

    EDITION = "edition"  # the newest edition
    LIST = "list"  # the newest summaries by day


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What the owner says of one outlet: its rights, its hosts (to recognise it by an address) and its word cap."""

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


class Security(StrEnum):
    """How the conversation with a mail server is kept private."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # only with this machine


@dataclass(frozen=True, slots=True)
class NewsletterSettings:
    """How editions are sent by e-mail; name and password are in the environment alone. Without `host` nothing is sent."""

    sender: str = ""
    recipients: str = "recipients.txt"
    ledger: str = "newsletter.jsonl"
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    timeout: int = 30  # seconds that the server may be silent
    unsubscribe: str = ""


@dataclass(frozen=True, slots=True)
class SuggestSettings:
    """A language model, for `digest suggest` alone: the command that asks it, and what it is told besides the article."""

    command: tuple[str, ...]
    model: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    rephrase: bool = False
    seconds: int = 120


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an owner may set. Folders are absolute."""

    root: Path
    articles: Path
    summaries: Path
    cache: Path
    inbox: Path  # what waits to be brought in
    suggestions: Path  # what a model has answered
    names: Path  # content/names.yaml: aliases, merges and splits of people, organisations and places
    topics: Path  # content/topics.yaml: the owner's taxonomy with synonyms
    stories: Path  # content/stories.yaml: what the editor decided about stories
    editions: Path  # content/editions: what the editor wrote for an edition, and what those that are over held
    changes: Path  # content/changes.jsonl: what new versions of articles changed
    strict: bool = False
    require_approval: bool = False  # whether only what an editor has approved is published
    key_points_min: int = 3
    key_points_max: int = 6
    story_quiet_days: int = 3  # a story without an article for longer than this is quiet,
    story_closed_days: int = 14  # and for longer than this closed
    edition_kinds: tuple[EditionKind, ...] = tuple(EditionKind)  # those that are made; the first is the home page's
    edition_close_days: int = 1  # an edition is over when an article is dated more than so many days after it
    home: Home = Home.EDITION
    feed_formats: tuple[FeedFormat, ...] = tuple(FeedFormat)  # of the site's own feeds
    newsletter: NewsletterSettings = field(default_factory=NewsletterSettings)
    sources: Mapping[str, SourceSettings] = field(default_factory=dict)
    feeds: tuple[FeedSettings, ...] = ()
    allow_hosts: tuple[str, ...] = ()  # private hosts that may be fetched, by name
    suggest: SuggestSettings | None = None
    user_agent: str = f"Digest/{__version__}"
