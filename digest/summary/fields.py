"""A Reading becomes the front matter of a summary file: plain values in the order in which an editor reads them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from digest import __version__
from digest.model import REVIEW_BELOW, Entity, EntityKind, Quote, QuoteKind, Reading, Verdict, web
from digest.summary.digests import stamp
from digest.summary.migrate import SCHEMA

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
    found["source"] = _lean({**draft["source"], "name": owned.source, "rights": owned.rights})
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
    evidence = _Evidence(reading)
    found: dict[str, Any] = {
        "title": reading.headline,
        "description": reading.deck,
        "date": article.published[:10] or None,
        "tags": [],
        "made": sorted("description" if name == "deck" else name for name in reading.made),
        "source": _source(reading),
        "key_points": [
            _lean({
                "text": point.text,
                "evidence": evidence.of(point.sentences),
                "resolved": [{"words": r.words, "name": r.name} for r in point.resolved],
            })
            for point in reading.ranked.points
        ],
        "quotes": _quotes(reading.quotes[:MOST], evidence),
        "people": _named(reading.entities, EntityKind.PERSON),
        "organisations": _named(reading.entities, EntityKind.ORGANISATION),
        "places": _named(reading.entities, EntityKind.PLACE),
        "figures": [
            _lean({
                "value": _number(figure.value), "high": None if figure.high is None else _number(figure.high), "unit": figure.unit,
                "text": figure.text, "what": figure.what, "qualifier": figure.qualifier, "evidence": evidence.of([figure.sentence]),
            })
            for figure in reading.figures[:MOST]
        ],
        "timeline": [
            _lean({
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
        for name in ("quotes", "figures", "timeline")
        if len(listed := getattr(reading, name)) > MOST
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


class _Evidence:
    """The sentences (s1 …) and posts (p1 …) that the fields cite, gathered while these are made."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = {s.id: (s.start, s.end) for s in reading.sentences}
        self._posts = {(p.body.start, p.body.end): f"p{n}" for n, p in enumerate(reading.article.posts, start=1)}
        self._text = reading.article.text
        self._cited: set[tuple[int, int, str]] = set()

    def of(self, ids: Iterable[str]) -> list[str]:
        known = [i for i in dict.fromkeys(ids) if i in self._sentences]
        self._cited.update((*self._sentences[i], i) for i in known)
        return known

    def at(self, quote: Quote) -> list[str]:
        """The evidence of a quote; that of a post is the post."""
        for (start, end), name in self._posts.items():
            if start <= quote.start and quote.end <= end:
                self._cited.add((start, end, name))
                return [name]
        return self.of(quote.sentences)

    def cited(self) -> dict[str, Any]:
        return {
            name: {"text": self._text[start:end], "start": start, "end": end}
            for start, end, name in sorted(self._cited)
        }


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


def _quotes(quotes: Iterable[Quote], evidence: _Evidence) -> list[dict[str, Any]]:
    """Each with an id of its own: words said twice get a number."""
    found: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for quote in quotes:
        made = _quote(quote, evidence)
        seen[made["id"]] += 1
        if seen[made["id"]] > 1:
            made["id"] += f"-{seen[made['id']]}"
        found.append(made)
    return found


def _quote(quote: Quote, evidence: _Evidence) -> dict[str, Any]:
    speaker = None
    if quote.speaker:
        handle = quote.speaker.mention.text if quote.speaker.mention and quote.kind is QuoteKind.SOCIAL else ""
        speaker = _lean({
            "id": quote.speaker.entity, "name": quote.speaker.name, "role": quote.speaker.role,
            "handle": handle if handle.startswith("@") else "", "anonymous": quote.speaker.anonymous,
        })  # fmt: skip
    return _lean({
        "id": quote_id(quote.text), "kind": quote.kind.value, "text": quote.text, "speaker": speaker,
        "cue": quote.cue.text if quote.cue else "", "said": quote.said, "via": quote.via, "group": quote.group,
        "review": quote.review or quote.confidence < REVIEW_BELOW, "evidence": evidence.at(quote),
    })  # fmt: skip


def quote_id(text: str) -> str:
    """A quote's id on its page, from its words alone: it survives a new build and a changed article around it."""
    return "q-" + sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def _named(entities: Iterable[Entity], kind: EntityKind) -> list[dict[str, Any]]:
    chosen = [entity for entity in entities if entity.kind is kind]
    chosen.sort(
        key=lambda entity: (-len(entity.mentions), entity.mentions[0].start if entity.mentions else 0, entity.id)
    )
    return [
        _lean({"id": e.id, "name": e.name, "role": e.role, "mentions": len(e.mentions)}) for e in chosen[:SHOWN_NAMES]
    ]


def _number(value: float) -> float:
    """3.7e9 as 3700000000, 2.5 as 2.5."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _lean(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is empty: an editor reads what is there. False, "", [] and None go; 0 stays."""
    return {
        name: value
        for name, value in values.items()
        if value not in ("", None, [], (), False) or (value == 0 and value is not False)
    }
