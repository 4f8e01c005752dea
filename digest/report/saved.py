"""A report that was written as JSON, read back. It may come from a stranger's pull request: its form and size are checked."""

import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import fastjsonschema

from digest.errors import SettingsError

LARGEST = 8_000_000  # bytes


def read(place: Path) -> dict[str, Any]:
    """A saved report. Raises `SettingsError` where the file is none of the form in schema.json."""
    try:
        with place.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise SettingsError(f"{place} is larger than {LARGEST // 1_000_000} MB: it is no report.")
        found: dict[str, Any] = json.loads(data.decode("utf-8"))
        validator()(found)
    except OSError as error:
        raise SettingsError(f"{place} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError, fastjsonschema.JsonSchemaException) as error:
        raise SettingsError(f"{place} is no report of `digest report --format json`: {str(error)[:200]}") from error
    return found


@cache
def validator() -> Callable[[Any], Any]:
    """The check of a report's form. Raises `fastjsonschema.JsonSchemaException`."""
    schema = json.loads(resources.files("digest.report").joinpath("schema.json").read_text("utf-8"))
    compiled: Callable[[Any], Any] = fastjsonschema.compile(schema)
    return compiled
