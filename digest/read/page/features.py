"""What distinguishes a block of the article from the rest of a page, as numbers: its place, its kind, its neighbours.

The families are those of Kohlschütter, Fankhauser, Nejdl: "Boilerplate Detection using Shallow Text Features" (2010) and of
Readability's container scores; no feature knows a site.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from lxml.etree import _Element
from numpy.typing import NDArray

from digest.model import BlockKind
from digest.read.page.walk import Piece

# names in class, id, itemprop and role that speak for the article …
_FOR = re.compile(
    r"article|body|story|content|entry|post(?!er)|text|paragraph|main|prose|artikel|beitrag|news|copy|rich",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"article[-_]?(?:body|text|content|copy|detail)|articlebody|story[-_]?(?:body|text|content)|entry[-_]?content"
    r"|post[-_]?(?:content|body|text)|body[-_]?(?:text|copy|content)|rich[-_]?text|main[-_]?content|text[-_]?(?:body|content)|paragraph",
    re.IGNORECASE,
)
# … and those that speak against it, by family: each family is a feature of its own
_AGAINST = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"comment|disqus|reply|discussion|kommentar|forum",
        r"related|recommend|more[-_]|readmore|also|similar|popular|trending|most[-_]|latest|teaser|mehr|verwandt|outbrain|taboola|card|carousel|slider|listing|river|feed",
        r"promo|(?:^|[-_ ])ads?(?:$|[-_ ])|advert|banner|sponsor|anzeige|werb|commercial|affiliate|shop|deal|product",
        r"share|social|follow|tools?(?:$|[-_ ])|toolbar|button|icon|action",
        r"newsletter|subscri|signup|sign-up|paywall|premium|login|register|member|abo(?:$|[-_ ])|donat|support|cta",
        r"nav|menu|breadcrumb|pagina|skip|toc|search|categor|tag(?:s|$|[-_ ])|topic|keyword",
        r"foot|copyright|disclaimer|legal|imprint|impressum|cookie|consent|gdpr|privacy",
        r"side|aside|widget|rail|right|module|block(?:$|[-_ ])|box|infobox|modal|popup|overlay|alert",
        r"author|bio(?:$|[-_ ])|byline|autor|profile|contributor|avatar",
        r"meta|date|time|publish|info(?:$|[-_ ])|source|credit|read-?time|updated",
        r"caption|image|photo|figure|gallery|media|video|picture|thumb|player|foto|bild",
        r"headline|title|header|kicker|lead|intro|summary|excerpt|deck|standfirst|dek|subtitle|abstract|teaser-text|description",
    )
)
_ENDS = re.compile(r"[.!?…:。！？\"”»“‘’)\]]\s*$")
_STOP = re.compile(r"[.!?。！？]")
_COMMA = re.compile(r"[,;，、]")
_FUNCTION = re.compile(  # the small words of running text, in the languages that pages here most often have
    r"\b(?:the|and|that|with|was|were|have|has|this|from|which|their|und|der|die|das|mit|von|den|ist|nicht|auf|les|des|est|dans|pour|que|une|los|las|del|por|para|uma|não|che|della|per|och|att|som|det|het|een|van|og|til)\b",
    re.IGNORECASE,
)
# "© 2026 Northern Courier", "All rights reserved"
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|all rights reserved|alle rechte|tous droits|todos los derechos", re.IGNORECASE)
# "Read more", "Sign up", "Follow us" …
_CALL = re.compile(
    r"^(?:read (?:more|next|also|the full)|see also|related|more (?:on|from|about|news)|recommended|sign up|subscribe|follow (?:us|our|me)|click here|watch|listen|share|"
    r"advertisement|sponsored|loading|download|get (?:the|our)|join|also read|lesen sie|mehr zum|mehr (?:dazu|lesen)|auch interessant|lees ook|lire aussi|à lire|leggi anche|leia (?:também|mais)|lea también|läs (?:också|mer)|les også|"
    r"don['’]t miss|most read|trending|tags?:|topics?:|filed under|contact|photo|image|picture|credit|foto|bild|source|quelle|fuente|fonte)\b",
    re.IGNORECASE,
)
# "reporting by …", "edited by …", "if you have a tip", "our newsletter", "this article was"
_AFTER = re.compile(
    r"newsletter|subscri|sign up|follow us|our app|whatsapp|telegram channel|editing by|edited by|reporting by|contributed to this|originally (?:published|appeared)|this (?:article|story|post|report) (?:was|is|has|appeared|first)|affiliate|commission|"
    r"support (?:us|our)|donate|abonnieren|abonnement|inscrivez|suscr[ií]b|cookies?\b|javascript|privacy policy|terms of|e-?mail|associated press|getty images|reuters|dpa\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_WIDE = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]"
)  # scripts written without spaces count more

Matrix = NDArray[np.float32]


class _Places:
    """What is known of each element, computed once and handed down to its children."""

    def __init__(self) -> None:
        self.known: dict[_Element, list[float]] = {}

    def of(self, element: _Element) -> list[float]:
        """The features of the place; ancestors are asked first, without recursion."""
        path: list[_Element] = []
        node: _Element | None = element
        while node is not None and node not in self.known:
            path.append(node)
            node = node.getparent()
        above = self.known[node] if node is not None else [0.0] * (_NAMED + len(_AGAINST))
        for one in reversed(path):
            above = self.known[one] = _below(above, one)
        return above


def _below(above: list[float], node: _Element) -> list[float]:
    """What holds for an element: all that holds for the one around it, and what its own tag and names say."""
    here = list(above)
    if node.tag in _TAGS:
        here[_TAGS[node.tag]] = 1.0
    names = " ".join(filter(None, map(node.get, _NAMING)))[:300]
    if names and node.tag not in {"body", "html"}:
        for n in _said(names):
            here[n] = min(here[n] + 1.0, 6.0) if n == _FIRST else 1.0
    return here


@lru_cache(maxsize=4096)
def _said(names: str) -> tuple[int, ...]:
    """The columns that these names set; a site's pages repeat the same few hundred class names."""
    speaking = (
        _FOR.search(names),
        _BODY.search(names),
        "articlebody" in names.lower(),
        *(p.search(names) for p in _AGAINST),
    )
    return tuple(n for n, speaks in enumerate(speaking, start=_FIRST) if speaks)


# columns of a place: its containers, then what the names of its ancestors say
_TAGS = {
    "article": 0,
    "main": 1,
    "aside": 2,
    "nav": 3,
    "header": 4,
    "footer": 5,
    "form": 6,
    "label": 6,
    "button": 6,
    "table": 7,
}
_FIRST, _NAMED = 8, 11
_NAMING = ("class", "id", "itemprop", "role", "data-testid")


def matrix(pieces: Sequence[Piece], title: str = "", stated: str = "", deck: str = "") -> Matrix:
    """One row a piece. `stated` is the body that JSON-LD gives, `deck` the description; both may be empty."""
    if not pieces:
        return np.zeros((0, 1), np.float32)
    places = _Places()
    weights = [_weight(p) for p in pieces]
    own = [_own(p) for p in pieces]
    columns = (
        own,
        _contained(pieces, weights),
        _compared(pieces, title, stated, deck),
        _ordered(pieces, weights),
        [places.of(p.element) for p in pieces],
    )
    return np.hstack([np.array(rows, np.float32) for rows in columns])


def _own(piece: Piece) -> list[float]:
    """What the piece is by itself."""
    text, length, tag = piece.text, len(piece.text), piece.element.tag
    count = max(1, len(_words(text)))
    kinds = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.CAPTION, BlockKind.POST)
    return [
        math.log1p(length), math.log1p(count), piece.linked / length, min(1.0, piece.strong / length), float(bool(_ENDS.search(text))),
        min(6, len(_STOP.findall(text))), min(8, len(_COMMA.findall(text))), min(12, len(_FUNCTION.findall(text))) / math.sqrt(count),
        float(bool(_RIGHTS.search(text))), float(bool(_CALL.match(text))), float(bool(_AFTER.search(text))),
        sum(c.isupper() for c in text) / length, sum(c.isdigit() for c in text) / length, float(piece.hidden),
        *(float(piece.kind is kind) for kind in kinds), float(tag == "p"), float(tag == "h1"), float(tag in {"div", "section", "td"}),
    ]  # fmt: skip


def _contained(pieces: Sequence[Piece], weights: Sequence[float]) -> list[list[float]]:
    """How much running text is in the same container, the one around it, and in the same style."""
    parents, grand = _containers(pieces, weights)
    best_parent = max(parents.values()) or 1.0
    best_grand = max(grand.values()) or 1.0
    styles = _styles(pieces, weights)
    total = sum(styles.values()) or 1.0
    rows = []
    for piece in pieces:
        parent = piece.element.getparent()
        around_it = grand[parent.getparent() if parent is not None else None]
        share = parents[parent] / best_parent if parent is not None else 0.0
        rows.append([share, around_it / best_grand, math.log1p(parents[parent]), styles[_style(piece)] / total])
    return rows


def _compared(pieces: Sequence[Piece], title: str, stated: str, deck: str) -> list[list[float]]:
    """Whether the piece is said twice, shares words with the title, is in the stated body or description."""
    seen = Counter(p.text for p in pieces)
    title_words, said, told = set(_words(title)), _squeezed(stated), _squeezed(deck)
    rows = []
    for piece in pieces:
        words, squeezed = _words(piece.text), _squeezed(piece.text)
        shared = len(title_words.intersection(words))
        rows.append([
            float(seen[piece.text] > 1), shared / max(3, len(title_words)), shared / max(1, len(words)), float(bool(said)),
            float(bool(said) and len(squeezed) > 3 and squeezed[:200] in said), float(len(squeezed) > 30 and squeezed[:80] in told),
        ])  # fmt: skip
    return rows


def _ordered(pieces: Sequence[Piece], weights: Sequence[float]) -> list[list[float]]:
    """Where in the page it is, counted in pieces, from the heading, and in running text before it."""
    heading = next((n for n, p in enumerate(pieces) if p.element.tag == "h1"), 0)
    whole = sum(weights) or 1.0
    rows, behind = [], 0.0
    for n, (piece, weight) in enumerate(zip(pieces, weights, strict=True)):
        rows.append([
            n / len(pieces), float(n > heading), min(3.0, abs(n - heading) / 10), behind / whole, math.log1p(n), float(bool(_WIDE.search(piece.text))),
        ])  # fmt: skip
        behind += weight
    return rows


def around(rows: Matrix, pieces: Sequence[Piece]) -> Matrix:
    """The rows with those of their neighbours' features that matter: lengths, links, containers, and whether they share a parent."""
    chosen = rows[:, [0, 2, 4, 7, 9, 10, 14, 19, 22, 23, 25, 30]]
    parts = [rows]
    parts.extend(_shifted(chosen, step) for step in (-2, -1, 1, 2))
    same = np.array([[_same(pieces, n, n - 1), _same(pieces, n, n + 1)] for n in range(len(pieces))], np.float32)
    if len(pieces):
        parts.append(same)
    return np.hstack(parts)


def _shifted(rows: Matrix, step: int) -> Matrix:
    out = np.full_like(rows, -1.0)
    if step > 0:
        out[: -step or None] = rows[step:] if len(rows) > step else out[: -step or None]
    elif len(rows) > -step:
        out[-step:] = rows[:step]
    return out


def _same(pieces: Sequence[Piece], n: int, other: int) -> float:
    return float(0 <= other < len(pieces) and pieces[n].element.getparent() is pieces[other].element.getparent())


def _weight(piece: Piece) -> float:
    """How much running text a piece brings: its unlinked characters, when it ends as a sentence does."""
    if piece.hidden or len(piece.text) < 25:
        return 0.0
    wide = 2.5 if _WIDE.search(piece.text) else 1.0
    return wide * max(0, len(piece.text) - piece.linked) * (1.0 if _ENDS.search(piece.text) else 0.2)


def _containers(
    pieces: Sequence[Piece], weights: Sequence[float]
) -> tuple[defaultdict[_Element | None, float], defaultdict[_Element | None, float]]:
    parents: defaultdict[_Element | None, float] = defaultdict(float)
    grand: defaultdict[_Element | None, float] = defaultdict(float)
    for piece, weight in zip(pieces, weights, strict=True):
        parent = piece.element.getparent()
        parents[parent] += weight
        grand[parent.getparent() if parent is not None else None] += weight
    return parents, grand


def _style(piece: Piece) -> tuple[str, str, str]:
    parent = piece.element.getparent()
    return (
        str(piece.element.tag),
        piece.element.get("class") or "",
        (parent.get("class") or "") if parent is not None else "",
    )


def _styles(pieces: Sequence[Piece], weights: Sequence[float]) -> defaultdict[tuple[str, str, str], float]:
    styles: defaultdict[tuple[str, str, str], float] = defaultdict(float)
    for piece, weight in zip(pieces, weights, strict=True):
        styles[_style(piece)] += weight
    return styles


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))
