"""The settings of the CMS: which files it shows, and a field for each that an editor may change, made from the schemas."""

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

import yaml

from digest.admin.fields import fields
from digest.config import Settings, shown

# Fields of a summary that are the program's: they are kept as they are, and not shown.
_PROGRAMS = frozenset({"generated", "evidence", "made", "check", "pieces", "id", "sha256", "words", "mentions", "group", "chosen_by", "wording", "published_from", "copy_of", "paywalled", "file", "lang", "form", "high", "handle", "anonymous"})  # fmt: skip
_NOTHING: frozenset[str] = frozenset()
_WIDTH = 120
# "2026-10-12", "2026-w42", "2026-10"
_EDITION = "^[0-9]{4}-(?:[0-9]{2}(?:-[0-9]{2})?|w[0-9]{2})$"


def config(settings: Settings, repository: str, branch: str) -> str:
    """The text of config.yml. `repository` is its owner and name ("sandwick/digest")."""
    made = {
        "backend": {"name": "github", "repo": repository, "branch": branch, "auth_methods": ["token"]},
        "publish_mode": "editorial_workflow",
        "media_folder": shown(settings, settings.inbox),
        "public_folder": "",
        "app_title": "Digest",
        "collections": [_articles(settings), _summaries(settings), _editions(settings), _lists(settings)],
    }
    head = "# Made by `digest admin`, which makes it anew.\n"
    return head + yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _articles(settings: Settings) -> dict[str, Any]:
    """The articles in Markdown; files of other formats are brought in by the inbox."""
    words = [("title", True), ("date", False), ("byline", False), ("source", False), ("url", False), ("lang", False)]
    listed = [{"name": name, "label": name.capitalize(), "widget": "string", "required": must} for name, must in words]
    listed.append({"name": "body", "label": "Text", "widget": "text", "required": True})
    return {
        "name": "articles", "label": "Articles", "label_singular": "Article", "folder": shown(settings, settings.articles),
        "path": "{{year}}/{{month}}/{{slug}}", "extension": "md", "format": "yaml-frontmatter", "create": True,
        "nested": {"depth": 9, "subfolders": False}, "slug": "{{title}}", "fields": listed,
    }  # fmt: skip


def _summaries(settings: Settings) -> dict[str, Any]:
    """The summaries: they are made by the program, and corrected here."""
    listed = fields(_schema("digest.summary", "schema.json"), frozenset({"title"}), _PROGRAMS)
    listed.append({"name": "body", "label": "Your note", "widget": "text", "required": False})
    return {
        "name": "summaries", "label": "Summaries", "label_singular": "Summary", "folder": shown(settings, settings.summaries),
        "extension": "md", "format": "yaml-frontmatter", "create": False, "delete": False, "duplicate": False,
        "nested": {"depth": 9, "subfolders": False}, "slug": "{{title}}", "summary": "{{date}} {{title}}", "fields": listed,
    }  # fmt: skip


def _editions(settings: Settings) -> dict[str, Any]:
    """What an editor decides about editions, each in the file of its name."""
    listed = fields(_schema("digest.group.editions", "editions.json"), _NOTHING, _NOTHING)
    listed.append({"name": "body", "label": "Introduction", "widget": "text", "required": False})
    said = "The edition: 2026-10-12, 2026-w42 or 2026-10."
    return {
        "name": "editions", "label": "Editions", "label_singular": "Edition", "folder": shown(settings, settings.editions),
        "extension": "md", "format": "yaml-frontmatter", "create": True, "summary": "{{slug}} {{title}}",
        "slug": {"editable": ["create"], "hint": said, "pattern": [_EDITION, said]}, "fields": listed,
    }  # fmt: skip


def _lists(settings: Settings) -> dict[str, Any]:
    """The files with what the owner knows better. Without a file of topics the packaged ones count, so none is begun here."""
    found = [
        ("names", "People, organisations and places", settings.names, _schema("digest.people", "names.json")),
        ("stories", "Stories", settings.stories, _schema("digest.group", "stories.json")),
        ("topics", "Topics", settings.topics, _schema("digest.understand.topics", "topics.json")),
    ]
    return {
        "name": "lists", "label": "Names, stories, topics", "format": "yaml",
        "files": [
            {
                "name": name, "label": label, "file": shown(settings, place),
                "fields": fields(schema, frozenset({"id"} if name == "stories" else {"name"}), _NOTHING),
            }
            for name, label, place, schema in found if name != "topics" or place.is_file()
        ],
    }  # fmt: skip


def _schema(package: str, name: str) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(resources.files(package).joinpath(name).read_text("utf-8"))
    return found
