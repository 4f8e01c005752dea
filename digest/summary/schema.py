"""Schema 1 of the front matter: the JSON Schema that ships with the program."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema as plain values."""
    loaded: Mapping[str, Any] = json.loads(resources.files("digest.summary").joinpath("schema.json").read_text("utf-8"))
    return loaded


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def faults(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where the front matter departs from the schema: (place such as "key_points[2].text", what is wrong), in order."""
    found = []
    for error in _validator().iter_errors(fields):
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(
            "."
        )
        found.append((place, error.message if len(error.message) < 200 else error.message[:200] + " …"))
    return sorted(found)
