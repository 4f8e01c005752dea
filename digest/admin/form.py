"""The settings of the CMS: which files it shows, and a field for each that an editor may change, made from the schema."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml

from digest.config import Settings, shown

# Fields of a summary that are the program's: they are kept as they are, and not shown.
_PROGRAMS = frozenset({"generated", "evidence", "made", "check", "pieces", "id", "sha256", "words", "mentions", "group", "chosen_by", "wording", "published_from", "copy_of", "paywalled", "file", "lang", "form", "high", "handle", "anonymous"})  # fmt: skip
_LONG = frozenset({"text", "description"})
_LABELS = {
    "said": "Said on",
    "via": "Reported by",
    "cue": "Verb of saying",
    "what": "What it is of",
    "from": "Words of the date",
}
_NAMES = {"key_points": "point", "quotes": "quotation", "figures": "figure", "timeline": "event"}


def config(settings: Settings, repository: str, branch: str) -> str:
    """The text of config.yml. `repository` is its owner and name ("sandwick/digest")."""
    made = {
        "backend": {"name": "github", "repo": repository, "branch": branch, "auth_methods": ["token"]},
        "publish_mode": "editorial_workflow",
        "media_folder": shown(settings, settings.inbox),
        "public_folder": "",
        "app_title": "Digest",
        "collections": [_articles(settings), _summaries(settings)],
    }
    head = "# Made by `digest admin`, which makes it anew.\n"
    return head + yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120)


def _articles(settings: Settings) -> dict[str, Any]:
    """The articles in Markdown; files of other formats are brought in by the inbox."""
    words = [("title", True), ("date", False), ("byline", False), ("source", False), ("url", False), ("lang", False)]
    fields = [{"name": name, "label": name.capitalize(), "widget": "string", "required": must} for name, must in words]
    fields.append({"name": "body", "label": "Text", "widget": "text", "required": True})
    return {
        "name": "articles", "label": "Articles", "label_singular": "Article", "folder": shown(settings, settings.articles),
        "path": "{{year}}/{{month}}/{{slug}}", "extension": "md", "format": "yaml-frontmatter", "create": True,
        "nested": {"depth": 9, "subfolders": False}, "slug": "{{title}}", "fields": fields,
    }  # fmt: skip


def _summaries(settings: Settings) -> dict[str, Any]:
    """The summaries: they are made by the program, and corrected here."""
    schema = json.loads(resources.files("digest.summary").joinpath("schema.json").read_text("utf-8"))
    required = frozenset({"title"})
    fields = [
        _field(name, part, schema, required) for name, part in schema["properties"].items() if name not in _PROGRAMS
    ]
    fields.append({"name": "body", "label": "Your note", "widget": "text", "required": False})
    return {
        "name": "summaries", "label": "Summaries", "label_singular": "Summary", "folder": shown(settings, settings.summaries),
        "extension": "md", "format": "yaml-frontmatter", "create": False, "delete": False, "duplicate": False,
        "nested": {"depth": 9, "subfolders": False}, "slug": "{{title}}", "summary": "{{date}} {{title}}", "fields": fields,
    }  # fmt: skip


def _field(name: str, part: Mapping[str, Any], schema: Mapping[str, Any], required: frozenset[str]) -> dict[str, Any]:
    """One field of the form, from its part of the schema."""
    part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    made: dict[str, Any] = {"name": name, "label": _LABELS.get(name, name.replace("_", " ").capitalize())}
    made |= {"hint": part["description"]} if "description" in part else {}
    made["required"] = name in required
    kinds = part.get("type", "string")
    kind = kinds if isinstance(kinds, str) else next(one for one in kinds if one != "null")
    if "enum" in part:
        return made | {"widget": "select", "options": list(part["enum"])}
    if kind == "array":
        items = part["items"]
        if items.get("type") == "string":
            return made | {"widget": "list"}
        inner = [_field(n, p, schema, frozenset(items.get("required", ()))) for n, p in items["properties"].items() if _is_shown(n)]  # fmt: skip
        return made | {"widget": "list", "label_singular": _NAMES.get(name, name), "collapsed": True, "summary": "{{fields.text}}{{fields.name}}", "fields": inner}  # fmt: skip
    if kind == "object":
        inner = [_field(n, p, schema, frozenset()) for n, p in part["properties"].items() if _is_shown(n)]
        return made | {"widget": "object", "required": True, "collapsed": True, "fields": inner}
    widgets = {"boolean": "boolean", "integer": "number", "number": "number"}
    made["widget"] = widgets.get(kind, "text" if name in _LONG else "string")
    return made | ({"value_type": "float"} if made["widget"] == "number" else {})


def _is_shown(name: str) -> bool:
    return name not in _PROGRAMS
