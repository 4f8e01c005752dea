"""Rows of the batch mode: a text in, its reading out, with offsets into the text exactly as it was given."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from digest.errors import ContentError
from digest.extract import extract
from digest.group import disagreements
from digest.model import Claim, Entity, EntityKind, Figure, Mention, Metadata, Quote, QuoteKind, Reading, Source
from digest.read.encoding import whole
from digest.understand import claims, understand

_LONGEST = 2_000_000  # characters of one text
# the research data's names of the kinds; a post and a document's words are kept as they are, as direct speech is
_KINDS = {
    QuoteKind.DIRECT: "direct", QuoteKind.SOCIAL: "direct", QuoteKind.DOCUMENT: "direct", QuoteKind.PARTIAL: "mixed", QuoteKind.INDIRECT: "indirect",
}  # fmt: skip


def analysed(row: Mapping[str, Any]) -> dict[str, Any]:
    """{"id", "text", "title"?, "date"?} → the reading. Raises `ContentError` for a row without a text."""
    reading = _read(row)
    named = {kind: [_entity(e) for e in reading.entities if e.kind is kind] for kind in EntityKind}
    return {
        "id": row["id"],
        "title": reading.headline,
        "key_points": [point.text for point in reading.key_points],
        "quotes": [_quote(quote) for quote in reading.quotes],
        "people": named[EntityKind.PERSON],
        "organisations": named[EntityKind.ORGANISATION],
        "places": named[EntityKind.PLACE],
        "figures": [_figure(figure) for figure in reading.figures],
        "timeline": _timeline(reading),
    }


def compared(row: Mapping[str, Any]) -> dict[str, Any]:
    """{"story", "articles": [{"id", "text", "title"?, "date"?}]} → where its articles disagree. Raises `ContentError`."""
    told: dict[str, tuple[Claim, ...]] = {}
    days: dict[str, str] = {}
    for article in row.get("articles") or ():
        if not isinstance(article, Mapping) or not isinstance(article.get("id"), (str, int)):
            raise ContentError(str(row["story"]), "An article of the row has no “id”.")
        if str(article["id"]) in told:
            raise ContentError(str(row["story"]), f"Two articles of the row have the id “{article['id']}”.")
        told[str(article["id"])] = claims.find(_read(article))
        days[str(article["id"])] = str(article.get("date") or "")[:10]
    return {
        "story": row["story"],
        "disagreements": [
            {
                "what": found.topic,
                "kind": found.kind.value,
                "status": "updated" if found.updated else "disagree",
                "claims": [
                    {"article": one.article, "value": one.claim.value, "sentence": one.claim.sentence.text}
                    for one in found.stated
                ],
            }
            for found in disagreements.find(told, days)
        ],
    }


def _read(row: Mapping[str, Any]) -> Reading:
    """The reading of a row's text. Raises `ContentError` for a row without one."""
    text = row.get("text")
    if not isinstance(text, str):
        raise ContentError(str(row["id"]), "The row has no “text”.")
    if len(text) > _LONGEST:
        raise ContentError(str(row["id"]), f"The text is longer than {_LONGEST:,} characters.")
    title, day = (str(row.get(name) or "") for name in ("title", "date"))
    text, title, day = whole(text), whole(title), whole(day)
    digits = sha256(text.encode()).hexdigest()
    return understand(extract(Source(str(row["id"]), digits, text, Metadata(title=title, published=day[:10]))))


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "start": quote.start, "end": quote.end, "text": quote.text, "kind": _KINDS[quote.kind],
        "speaker": _mention(quote.speaker.mention) if quote.speaker else None, "cue": _mention(quote.cue),
        "speaker_name": quote.speaker.name if quote.speaker else None, "group": quote.group, "confidence": round(quote.confidence, 3),
    }  # fmt: skip


def _mention(mention: Mention | None) -> dict[str, Any] | None:
    return {"start": mention.start, "end": mention.end, "text": mention.text} if mention else None


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "role": entity.role,
        "mentions": [_mention(m) for m in entity.mentions],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": figure.value, "high": figure.high, "unit": figure.unit, "text": figure.text, "what": figure.what,
        "qualifier": figure.qualifier, "start": figure.start, "end": figure.end,
    }  # fmt: skip


def _timeline(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"date": e.date, "precision": e.precision, "text": e.text, "from": e.words, "start": e.start, "end": e.end}
        for e in reading.timeline
    ]
