"""An answer as a file of the project: what it was asked of is in it, so that a build sees whether it still holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from digest.suggest.answer import Answer, AnswerError, parsed, schema

_FORM = 1  # of the file


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, and how: the model's name, its parameters as canonical JSON, and whether it may word freely."""

    model: str
    parameters: str = "{}"
    rephrase: bool = False

    @property
    def values(self) -> dict[str, Any]:
        """The parameters."""
        found: dict[str, Any] = json.loads(self.parameters)
        return found


@cache
def prompt(*, rephrase: bool) -> str:
    """The instructions."""
    folder = resources.files("digest.suggest")
    names = ("prompt.txt", "rephrase.txt") if rephrase else ("prompt.txt",)
    return "".join(folder.joinpath(name).read_text("utf-8") for name in names)


def written(answer: str, article: str, asked: Asked) -> str:
    """The file's text; `answer` is the model's own JSON, `article` the hash of the article's file."""
    held = {
        "suggestion": _FORM,
        "key": _key(article, asked),
        "model": asked.model,
        "parameters": asked.values,
        "rephrase": asked.rephrase,
        "answer": json.loads(answer),
    }
    return json.dumps(held, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def fresh(text: str, article: str, asked: Asked | None) -> tuple[str, str]:
    """The model's name and its answer as JSON, where a file's text is an answer on this article as it is now.

    `asked` is how the settings ask today; without them any model counts that may not word freely. Raises `AnswerError`.
    """
    try:
        held = json.loads(text)
        form = held["suggestion"]
        own = Asked(str(held["model"]), _canonical(held["parameters"]), held["rephrase"] is True)
        answer = json.dumps(held["answer"], ensure_ascii=False, sort_keys=True)
        (own.model + own.parameters).encode()  # halves of characters are no text
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise AnswerError("it is no file that `digest suggest` has written") from error
    if form != _FORM or held.get("key") != _key(article, own):
        raise AnswerError("the article, or what is asked, has changed since")
    if asked and own != asked:
        raise AnswerError("the settings name another model, or other parameters")
    if not asked and own.rephrase:
        raise AnswerError("it is in words of the model's own, and no settings allow that")
    parsed(answer, rephrase=own.rephrase)
    return own.model, answer


def asked_of(model: str, parameters: Mapping[str, Any], *, rephrase: bool) -> Asked:
    """How the settings ask."""
    return Asked(model, _canonical(parameters), rephrase)


def read(answer: str) -> Answer:
    """An answer that `fresh` has given."""
    return parsed(answer, rephrase=True)


def _canonical(parameters: Mapping[str, Any]) -> str:
    return json.dumps(dict(parameters), ensure_ascii=False, sort_keys=True)


def _key(article: str, asked: Asked) -> str:
    """The hash of all that an answer depends on."""
    parts = [
        article, prompt(rephrase=asked.rephrase), schema(rephrase=asked.rephrase), asked.model, asked.parameters,
        asked.rephrase,
    ]  # fmt: skip
    return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
