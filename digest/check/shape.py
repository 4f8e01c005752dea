"""Has the front matter the form that schema 3 asks for? And what it can't say: links that are links, nothing twice.

The schema is compiled to a function that only says yes or no, some hundred times as fast as jsonschema, which is asked for
words when the answer is no.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import fastjsonschema
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from digest.check.evidence import items
from digest.check.findings import Finding
from digest.check.level import level
from digest.errors import Severity
from digest.model import held

# "https://example.org/a", without blanks, control characters, quotation marks or a backslash
_LINK = re.compile(r"https?://[^\s\x00-\x20\x7f\"'<>\\/?#][^\s\x00-\x20\x7f\"<>\\]*", re.IGNORECASE)
_LONGEST = 200  # characters of jsonschema's words that are shown
_FAULTS = 50  # of one file that are reported
_TYPES = {
    "string": "a text", "array": "a list", "object": "names and values below it", "number": "a number", "integer": "a whole number",
    "boolean": "true or false", "null": "null",
}  # fmt: skip


@cache
def _schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resources.files("digest.summary").joinpath("schema.json").read_text("utf-8"))
    return loaded


@cache
def _accepts() -> Callable[[Any], Any]:
    compiled: Callable[[Any], Any] = fastjsonschema.compile(_inlined(_schema()), detailed_exceptions=False)
    return compiled


def _inlined(part: Any) -> Any:
    """The schema with its references written out: the compiled check of a reference makes its path each time."""
    if isinstance(part, list):
        return [_inlined(one) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _inlined(_schema()["$defs"][part["$ref"].rpartition("/")[2]])
    return {key: _inlined(value) for key, value in part.items() if key != "$defs"}


def findings(fields: Mapping[str, Any]) -> Iterator[Finding]:
    """Where the front matter departs from the schema, links elsewhere than to the web, or says a thing twice."""
    plain = dict(fields)
    try:
        _accepts()(plain)
    except fastjsonschema.JsonSchemaValueException:
        yield from _faults(plain)
    yield from _misspelt(fields)
    yield from _review(fields.get("review"))
    yield from _links(fields)
    yield from _twice(fields)


def _faults(fields: Mapping[str, Any]) -> Iterator[Finding]:
    errors = sorted(
        Draft202012Validator(_schema()).iter_errors(fields), key=lambda error: (_place(error), error.message)
    )
    for error in errors[:_FAULTS]:
        path = _place(error)
        remedy = "Correct the field; the schema describes it."
        if path.partition(".")[0] == "review" and held(fields):
            remedy = "Until it is corrected, the summary is held back and not published."
        yield Finding(path, None, _said(error), remedy)


def _said(error: ValidationError) -> str:
    """What is wrong, in an editor's words where the schema's are a programmer's."""
    value: Any = error.instance
    allowed: Any = error.validator_value
    if error.validator == "required":
        return "It is missing."
    if error.validator == "enum":
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
        known = ", ".join(str(one) for one in allowed if one != "")
        return f"“{shown[:_LONGEST]}” is not known here; allowed are {known}."
    if error.validator == "type":
        wanted = " or ".join(_TYPES[name] for name in ([allowed] if isinstance(allowed, str) else allowed))
        return f"It must be {wanted}."
    if error.validator == "maxLength":
        return f"It has {len(value)} characters; {allowed} fit."
    if error.validator == "minLength":
        return "It is empty."
    said = error.message if len(error.message) <= _LONGEST else error.message[:_LONGEST] + " …"
    return said if said.endswith(".") else said + "."


def _place(error: ValidationError) -> str:
    """Where it is: "key_points[2].text"; of what is missing, where it would be."""
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path)
    if error.validator == "required":
        path += "." + error.message.split("'")[1]
    return path.lstrip(".")


def _misspelt(fields: Mapping[str, Any]) -> Iterator[Finding]:
    """Names that differ from a known one in capitals or blanks alone: they mean nothing to the program."""
    known = _schema()["properties"]
    for name in fields:
        meant = name.strip().casefold()
        if name not in known and meant in known:
            what = f"The program does not know “{name}”; the field is called {meant}."
            yield Finding(name, None, what, "Correct the name.")


def _review(review: Any) -> Iterator[Finding]:
    """Names below `review` that mean nothing to the program: whoever wrote them may want to hold the summary back."""
    known = _schema()["properties"]["review"]["properties"]
    for name in review if isinstance(review, Mapping) else ():
        if name not in known:
            what = f"The program does not know “{name}” here; known are {', '.join(known)}."
            yield Finding(f"review.{name}", None, what, "Write what you mean as `state: held` or `state: approved`.")


def _links(fields: Mapping[str, Any]) -> Iterator[Finding]:
    source = fields.get("source")
    url = source.get("url") if isinstance(source, Mapping) else None
    if isinstance(url, str) and url and not _LINK.fullmatch(url):
        yield Finding("source.url", None, "It is no http or https address.", "Write the whole address, or delete it.")


def _twice(fields: Mapping[str, Any]) -> Iterator[Finding]:
    """Points and quotes that stand there a second time."""
    for field in ("key_points", "quotes"):
        seen: dict[tuple[str, str], int] = {}
        for index, item in items(fields, field):
            speaker = item.get("speaker")
            who = str(speaker.get("name", "")) if isinstance(speaker, Mapping) else ""
            said = (_folded(str(item.get("text", ""))), who)
            same = seen.setdefault(said, index)
            if same != index and not _said_twice(fields, field, same, index):
                what = f"It says the same as {field}[{same}]."
                yield Finding(f"{field}[{index}]", None, what, "Delete one of the two.", Severity.WARNING)


def _folded(text: str) -> str:
    """A text as two readers would call it the same; only what is not plain is levelled, for speed."""
    return text if text.isascii() else level(text).text


def _said_twice(fields: Mapping[str, Any], field: str, one: int, other: int) -> bool:
    """Whether the article has the words twice: they cite other evidence."""
    listed = fields[field]
    return bool(listed[one].get("evidence") != listed[other].get("evidence"))
