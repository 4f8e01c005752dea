"""What a model may answer: sentence ids with deletions, and speakers among the mentions. Free wording only where it is allowed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import fastjsonschema

LARGEST = 200_000  # characters of an answer
_POINTS = 12


class AnswerError(ValueError):
    """The answer is none of the form that was asked for; the message is a part of a sentence."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement: a sentence by its id, without the words in `delete`; or `text`, a wording of the model's own."""

    sentence: str
    delete: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `speakers` are pairs of a quote's and a mention's id."""

    key_points: tuple[Proposal, ...] = ()
    title: Proposal | None = None
    description: Proposal | None = None
    speakers: tuple[tuple[str, str], ...] = ()


def schema(*, rephrase: bool) -> dict[str, Any]:
    """The JSON Schema of an answer; with free wording where the owner allows it."""
    ident = {"type": "string", "maxLength": 40}
    properties: dict[str, Any] = {
        "sentence": ident,
        "delete": {"type": "array", "maxItems": 20, "items": {"type": "string", "maxLength": 500}},
    }
    if rephrase:
        properties["text"] = {"type": "string", "maxLength": 400}
    proposal = {"type": "object", "properties": properties, "required": ["sentence"], "additionalProperties": False}
    choice = {
        "type": "object", "properties": {"quote": ident, "mention": ident}, "required": ["quote", "mention"],
        "additionalProperties": False,
    }  # fmt: skip
    return {
        "type": "object",
        "properties": {
            "key_points": {"type": "array", "maxItems": _POINTS, "items": proposal},
            "title": {"anyOf": [{"type": "null"}, proposal]},
            "description": {"anyOf": [{"type": "null"}, proposal]},
            "speakers": {"type": "array", "maxItems": 100, "items": choice},
        },
        "required": ["key_points"],
        "additionalProperties": False,
    }


def parsed(text: str, *, rephrase: bool) -> Answer:
    """The answer that a model has printed. Raises `AnswerError`."""
    if len(text) > LARGEST:
        raise AnswerError(f"it has more than {LARGEST:,} characters")
    try:
        found = json.loads(text)
        _validator(rephrase=rephrase)(found)
        json.dumps(found, ensure_ascii=False).encode()  # halves of characters are no text
    except RecursionError as error:
        raise AnswerError("its values lie too deep within each other") from error
    except fastjsonschema.JsonSchemaException as error:
        raise AnswerError(f"it has not the form that was asked for: {str(error)[:200]}") from error
    except ValueError as error:
        raise AnswerError(f"it is not JSON: {str(error)[:200]}") from error
    return Answer(
        tuple(_proposal(one) for one in found["key_points"]),
        _proposal(found["title"]) if found.get("title") else None,
        _proposal(found["description"]) if found.get("description") else None,
        tuple((one["quote"], one["mention"]) for one in found.get("speakers", ())),
    )


@cache
def _validator(*, rephrase: bool) -> Any:
    return fastjsonschema.compile({"$schema": "http://json-schema.org/draft-07/schema#", **schema(rephrase=rephrase)})


def _proposal(value: Mapping[str, Any]) -> Proposal:
    return Proposal(value["sentence"], tuple(value.get("delete", ())), value.get("text", ""))
