"""What a page states for machines: JSON-LD (schema.org), Open Graph and the other <meta> names."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element

_SPACES = re.compile(r"\s+")
# a tag inside a value that ought to be plain: "<p>Words</p>"
_TAG = re.compile(r"<[^<>]{1,300}>")
# control characters inside JSON strings, which strict JSON forbids and pages hold
_CONTROLS = re.compile(r"[\x00-\x1f]")
# "NewsArticle", "BlogPosting", "LiveBlogPosting", "https://schema.org/ReportageNewsArticle"
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe)$")
_LONGEST = 2_000_000  # characters of one JSON-LD script
_MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class Stated:
    """The article's own JSON-LD node (empty mapping when there is none), and <meta> values by lower-case name."""

    node: Mapping[str, Any] = field(default_factory=dict)
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nodes: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by @id, for references
    page: Mapping[str, Any] = field(default_factory=dict)  # where no node is an article, the one that has a date

    def ld(self, *names: str) -> str:
        """The first of these JSON-LD properties that is a text."""
        return next((value for name in names if (value := plain(self.node.get(name)))), "")

    def of(self, *names: str) -> str:
        """The first of these <meta> names that has a value."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), "")


def read(tree: _Element) -> Stated:
    """Everything stated in a page; what is broken counts as not there."""
    nodes = [node for script in tree.iter("script") for node in _nodes(script)]
    articles = [node for node in nodes if kinds(node)]
    # the node about this page rather than one of a list of teasers: the first that has a date, else the first
    node = next((n for n in articles if n.get("datePublished")), articles[0] if articles else {})
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if name and (content := plain(element.get("content"))):
            meta.setdefault(name.strip().lower(), []).append(content)
    page = {} if node else next((n for n in nodes if n.get("datePublished")), {})
    by_id = {str(n["@id"]): n for n in nodes if n.get("@id") and len(n) > 1}
    return Stated(node, {name: tuple(values) for name, values in meta.items()}, by_id, page)


# what a page speaks of and is not: the claim that it checks, with day and author of its own
_OF_OTHERS = frozenset({"itemReviewed", "appearance", "firstAppearance", "isBasedOn", "citation"})


def plain(value: Any) -> str:
    """A text value on one line, without mark-up and entities; "" for anything else."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    return _SPACES.sub(" ", _TAG.sub(" ", value) if "<" in value else value).strip()


def kinds(node: Mapping[str, Any]) -> list[str]:
    """The article types of a JSON-LD node."""
    stated = node.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [name for name in names if isinstance(name, str) and _ARTICLE.search(name)]


def _nodes(script: _Element) -> Iterator[Mapping[str, Any]]:
    if "ld+json" not in (script.get("type") or "").lower():
        return
    words = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip().removesuffix(";")
    if not words or len(words) > _LONGEST:
        return
    try:
        value = json.loads(_CONTROLS.sub(" ", words))
    except (ValueError, RecursionError):
        return
    yield from _walk(value)


def _walk(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object of a JSON value, outer ones first, without recursion: the depth is the page's to choose."""
    waiting: list[Any] = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, Mapping):
            yield one
            waiting.extend(v for k, v in one.items() if isinstance(v, (Mapping, list)) and k not in _OF_OTHERS)
        elif isinstance(one, Sequence) and not isinstance(one, str):
            waiting.extend(v for v in one if isinstance(v, (Mapping, list)))
