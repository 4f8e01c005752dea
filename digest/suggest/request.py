"""What a model is asked about one article, as one JSON object."""

from collections.abc import Mapping, Sequence
from typing import Any

from digest.model import Article, Sentence
from digest.suggest.answer import schema
from digest.suggest.saved import Asked, prompt

_SENTENCES = 400
_CHARACTERS = 60_000  # of all sentences
_QUOTES = 100
_NAMED = ("people", "organisations")


def request(
    article: Article, drafted: Mapping[str, Any], sentences: Sequence[Sentence], asked: Asked
) -> dict[str, Any]:
    """The request: what to do, the form of the answer, and what may be chosen from."""
    shown, size = [], 0
    for sentence in sentences[:_SENTENCES]:
        size += sentence.end - sentence.start
        if size > _CHARACTERS:
            break
        shown.append({"id": sentence.id, "text": sentence.of(article.text)})
    quotes = [
        {"id": quote["id"], "text": quote["text"], "sentences": list(quote.get("evidence", ()))}
        for quote in drafted["quotes"]
        if is_open(quote) and quote.get("id")
    ]
    return {
        "instructions": prompt(rephrase=asked.rephrase),
        "schema": schema(rephrase=asked.rephrase),
        "model": asked.model,
        "parameters": asked.values,
        "article": {
            "title": drafted["title"], "title_is_made": "title" in drafted["made"] or "opening" in drafted["made"],
            "published": article.published, "sentences": shown,
        },
        "mentions": [{"id": name, "name": who["name"], "role": who.get("role", "")} for name, who in mentions(drafted)],
        "quotes": quotes[:_QUOTES],
    }  # fmt: skip


def mentions(fields: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Who may be the speaker of a quote: the people and bodies of the summary, named "m1", "m2" and so on."""
    listed = [who for name in _NAMED for who in fields[name]]
    return [(f"m{number}", who) for number, who in enumerate(listed, start=1)]


def is_open(quote: Mapping[str, Any]) -> bool:
    """Whether the program leaves it open who says a quote."""
    return bool(quote.get("review")) or not quote.get("speaker")
