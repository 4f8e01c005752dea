"""The fields of the CMS's forms, made from a JSON Schema."""

from collections.abc import Mapping
from typing import Any

_LONG = frozenset({"text", "description"})
_LABELS = {
    "said": "Said on",
    "via": "Reported by",
    "cue": "Verb of saying",
    "what": "What it is of",
    "from": "Words of the date",
    "also": "Other names",
    "was": "Former addresses",
    "only": "Only in these articles",
    "except": "Not in these articles",
}
_NAMES = {
    "key_points": "point", "quotes": "quotation", "figures": "figure", "timeline": "event", "stories": "story",
    "topics": "topic", "people": "person", "organisations": "organisation", "places": "place",
}  # fmt: skip

_TITLES = {"people": "name", "organisations": "name", "places": "name", "topics": "name", "stories": "id"}


def fields(schema: Mapping[str, Any], required: frozenset[str], hidden: frozenset[str]) -> list[dict[str, Any]]:
    """A field for each property of a schema that is not `hidden`."""
    return [_field(name, part, schema, required, hidden) for name, part in schema["properties"].items() if name not in hidden]  # fmt: skip


def _field(
    name: str, part: Mapping[str, Any], schema: Mapping[str, Any], required: frozenset[str], hidden: frozenset[str]
) -> dict[str, Any]:
    part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    made: dict[str, Any] = {"name": name, "label": _LABELS.get(name, name.replace("_", " ").capitalize())}
    made |= {"hint": part["description"]} if "description" in part else {}
    made["required"] = name in required
    kinds = part.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    if "enum" in part:
        return made | {"widget": "select", "options": [word for word in part["enum"] if isinstance(word, str)]}
    if kind == "array":
        items = part["items"]
        if items.get("type") == "string":
            return made | {"widget": "list"}
        inner = fields({**schema, **items}, frozenset(items.get("required", ())), hidden)
        return made | {"widget": "list", "label_singular": _NAMES.get(name, name), "collapsed": True, "summary": f"{{{{fields.{_TITLES.get(name, 'text')}}}}}", "fields": inner}  # fmt: skip
    if kind == "object":
        inner = fields({**schema, **part}, frozenset(), hidden)
        return made | {"widget": "object", "required": True, "collapsed": True, "fields": inner}
    widgets = {"boolean": "boolean", "integer": "number", "number": "number"}
    made["widget"] = widgets.get(kind, "text" if name in _LONG else "string")
    return made | ({"value_type": "float"} if made["widget"] == "number" else {})
