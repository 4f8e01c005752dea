"""A Reading becomes the front matter of a summary file: plain values in the order in which an editor reads them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from digest import __version__
from digest.model import Entity, EntityKind, Reading, Verdict, web
from digest.summary.hashes import stamp
from digest.summary.migrate import SCHEMA
from digest.summary.statements import Evidence, lean, statements

ENGINE = "extractive"
_SIEVED = ("key_points", "quotes", "figures", "timeline")
SHOWN_NAMES = 40  # of each kind; a longer list hides who matters
MOST = 1000  # quotes, figures, events: of each, the first so many, which keeps every file readable


@dataclass(frozen=True, slots=True)
class Owned:
    """What the owner's settings make of an article: which of the points in its draft, the topics, the outlet and its rights."""

    points: tuple[int, ...]
    topics: tuple[str, ...]
    source: str
    rights: str
    model: str = ""  # whose answer is saved on the article, and the answer as JSON
    suggestion: str = ""
    stale: str = ""  # why an answer that is saved is not used


def fields(draft: Mapping[str, Any], owned: Owned) -> dict[str, Any]:
    """Everything that the program writes, in order, the `generated` hashes included."""
    found = dict(draft)
    found["tags"] = list(owned.topics)
    found["source"] = lean({**draft["source"], "name": owned.source, "rights": owned.rights})
    found["key_points"] = [draft["key_points"][index] for index in owned.points]
    evidence, left_out = found.pop("evidence"), found.pop("left_out")
    cited = {name for field in _SIEVED for item in found[field] for name in item.get("evidence", ())}
    generated: dict[str, Any] = {"engine": ENGINE, "version": __version__, "schema": SCHEMA}
    generated |= {"left_out": left_out} if left_out else {}
    found["generated"] = {**generated, "fields": stamp(found)}
    found["evidence"] = {name: entry for name, entry in evidence.items() if name in cited}
    return found


def suggested(written: Mapping[str, Any], changed: Mapping[str, Any], model: str) -> dict[str, Any]:
    """The fields with those that a model's answer changes, which `generated` says."""
    found = {**written, **changed}
    if changed:
        generated = {**written["generated"], "model": model}
        found["generated"] = {**generated, "fields": stamp({**found, "generated": generated})}
    return found


def draft(reading: Reading) -> dict[str, Any]:
    """The fields as far as they depend on no setting of the owner, with every point that may be published."""
    article = reading.article
    evidence = Evidence(reading)
    said = statements(reading, evidence)
    found: dict[str, Any] = {
        "title": reading.headline,
        "description": reading.deck,
        "date": article.published[:10] or None,
        "tags": [],
        "made": sorted("description" if name == "deck" else name for name in reading.made),
        "source": _source(reading),
        "key_points": [
            lean({
                "text": point.text,
                "evidence": evidence.of(point.sentences),
                "resolved": [{"words": r.words, "name": r.name} for r in point.resolved],
            })
            for point in reading.ranked.points
        ],
        "quotes": said[:MOST],
        "people": _named(reading.entities, EntityKind.PERSON),
        "organisations": _named(reading.entities, EntityKind.ORGANISATION),
        "places": _named(reading.entities, EntityKind.PLACE),
        "figures": [
            lean({
                "value": _number(figure.value), "high": None if figure.high is None else _number(figure.high), "unit": figure.unit,
                "text": figure.text, "what": figure.what, "qualifier": figure.qualifier, "evidence": evidence.of([figure.sentence]),
            })
            for figure in reading.figures[:MOST]
        ],
        "timeline": [
            lean({
                "date": event.date, "precision": event.precision, "text": event.text, "from": event.words,
                "evidence": evidence.of([event.sentence]),
            })
            for event in reading.timeline[:MOST]
        ],
        "story": "",
        "review": {"state": "auto"},
    }  # fmt: skip
    found["left_out"] = {
        name: len(listed) - MOST
        for name, listed in (("quotes", said), ("figures", reading.figures), ("timeline", reading.timeline))
        if len(listed) > MOST
    }
    found["evidence"] = evidence.cited()
    return found


def sieve(written: Mapping[str, Any], verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    """The fields without the items that failed their check; `verdicts` are by place ("figures[2]")."""
    kept = dict(written)
    for name in _SIEVED:
        kept[name] = [
            item for n, item in enumerate(written[name]) if (v := verdicts.get(f"{name}[{n}]")) is None or v.passes
        ]
    if any(len(kept[name]) < len(written[name]) for name in _SIEVED):
        kept["generated"] = {**written["generated"], "fields": stamp(kept)}
    return kept


def doubt(drafted: Mapping[str, Any], doubted: Collection[int]) -> dict[str, Any]:
    """A draft with `review: true` at the quotes whose speaker an independent reading doubts."""
    quotes = [{**item, "review": True} if n in doubted else item for n, item in enumerate(drafted["quotes"])]
    return {**drafted, "quotes": quotes}


def _source(reading: Reading) -> dict[str, Any]:
    """What the article says of itself; outlet and rights are the owner's to say."""
    article = reading.article
    return {
        "name": "", "url": web(article.url),
        "byline": list(article.byline), "published": article.published or None, "published_from": article.published_from,
        "file": article.path, "sha256": article.sha256, "words": article.words, "lang": article.lang,
        "kind": "" if article.kind in {"report", article.form} else article.kind, "form": article.form,
        "paywalled": article.paywalled, "rights": "",
    }  # fmt: skip


def _named(entities: Iterable[Entity], kind: EntityKind) -> list[dict[str, Any]]:
    chosen = [entity for entity in entities if entity.kind is kind]
    chosen.sort(
        key=lambda entity: (-len(entity.mentions), entity.mentions[0].start if entity.mentions else 0, entity.id)
    )
    return [
        lean({"id": e.id, "name": e.name, "role": e.role, "mentions": len(e.mentions)}) for e in chosen[:SHOWN_NAMES]
    ]


def _number(value: float) -> float:
    """3.7e9 as 3700000000, 2.5 as 2.5."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value
