"""Changes to the text of `content/stories.yaml`: comments, order and styles of what is there stay."""

import io
from collections.abc import Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from digest.errors import ContentError
from digest.group import edits


def merged(text: str, file: str, keep: str, others: Sequence[str]) -> str:
    """The text that makes `others` part of the story `keep`. Raises `ContentError`."""
    document = _load(text, file)
    entry = _entry(document, keep)
    entry["merged"] = list(dict.fromkeys([*_listed(entry, "merged"), *others]))
    return _checked(_dump(document), file)


def split(text: str, file: str, new: str, articles: Sequence[str]) -> str:
    """The text that puts the articles into a story of their own, out of any other entry. Raises `ContentError`."""
    if not articles:
        raise ContentError(file, "The story is split into nothing.", "Name the articles of the new story.")
    document = _load(text, file)
    for other in document["stories"]:
        if other.get("articles"):
            other["articles"] = [article for article in _listed(other, "articles") if article not in articles]
            if not other["articles"]:
                del other["articles"]
    entry = _entry(document, new)
    entry["articles"] = list(dict.fromkeys([*_listed(entry, "articles"), *articles]))
    return _checked(_dump(document), file)


def named(text: str, file: str, story: str, name: str) -> str:
    """The text that gives the story a name. Raises `ContentError`."""
    document = _load(text, file)
    _entry(document, story)["name"] = name
    return _checked(_dump(document), file)


def _load(text: str, file: str) -> Any:
    """The file as it can be changed. Raises `ContentError` where an entry is none."""
    problems = edits.parse(text, file)[1]
    if problems:  # with the line of the file as it is
        raise ContentError(file, problems[0].what, problems[0].remedy, problems[0].line)
    try:
        document = _yaml().load(text) or {}
    except YAMLError as error:
        raise ContentError(
            file, "The file cannot be changed.", "Check it for unusual YAML such as tags or anchors."
        ) from error
    if document.get("stories") is None:
        document["stories"] = []
    return document


def _entry(document: Any, story: str) -> Any:
    """The story's entry, made where there is none."""
    for entry in document["stories"]:
        if entry.get("id") == story:
            return entry
    document["stories"].append({"id": story})
    return document["stories"][-1]


def _listed(entry: Any, name: str) -> list[Any]:
    """The values under a name; one that is alone needs no brackets."""
    value = entry.get(name, [])
    return [value] if isinstance(value, str) else list(value)


def _dump(document: Any) -> str:
    out = io.StringIO()
    _yaml().dump(document, out)
    return out.getvalue()


def _yaml() -> YAML:
    keeper = YAML()
    keeper.width = 1_000_000
    keeper.preserve_quotes = True
    return keeper


def _checked(text: str, file: str) -> str:
    """The new text. Raises `ContentError` where it would hold what the file may not."""
    problems = edits.parse(text, file)[1]
    if problems:
        found = problems[0]
        raise ContentError(file, found.what, found.remedy)
    return text
