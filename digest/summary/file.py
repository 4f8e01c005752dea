"""A summary file as text: reading it safely, writing a new one, and rewriting one that an editor has touched."""

import io
import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError as RoundTripError
from ruamel.yaml.resolver import VersionedResolver

from digest.errors import ContentError
from digest.summary import values

# "---" on the first line, up to the next "---" alone on a line
_FENCE = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# " *name" or "[*name": perhaps an alias, perhaps two stars in a text
_ALIAS = re.compile(r"(?:^|[\s\[,])\*\w", re.MULTILINE)
_LIMIT = 2_000_000  # characters of one summary file


class _Words(VersionedResolver):
    """For rewriting: a day is a text, as it is for `_Loader`, so that it is written without quotation marks."""

    @property
    def versioned_resolver(self) -> Any:
        """YAML 1.2's resolvers without the timestamp, which is not one of its core types."""
        found = super().versioned_resolver
        return {first: [pair for pair in pairs if "timestamp" not in str(pair[0])] for first, pairs in found.items()}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A summary file's front matter as plain values, its YAML as text, and the note below it."""

    fields: dict[str, Any]
    yaml: str
    note: str


def parse(text: str, path: str) -> Parsed:
    """Reads a summary file. Raises `ContentError` with the line when it is broken; the file stays as it is."""
    match = _FENCE.match(text)
    if not match or len(text) > _LIMIT:
        what = (
            "The file does not begin with front matter between two lines of ---."
            if not match
            else "The file is too large."
        )
        raise ContentError(path, what, "Delete it and run `digest build` to have it made anew.", 1)
    try:
        _refuse_aliases(match["yaml"], path)
        fields = values.load(match["yaml"])
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ContentError(
            path, f"The front matter is not YAML: {error.problem}.", "Check this line and the one before it.", line
        ) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ContentError(
            path, "The front matter is not YAML.", "Check it against the version before your change.", 1
        ) from error
    if not isinstance(fields, dict):
        raise ContentError(
            path, "The front matter is not a list of names and values.", "Write one `name: value` a line.", 2
        )
    return Parsed({str(k): v for k, v in fields.items()}, match["yaml"], text[match.end() :])


def _refuse_aliases(text: str, path: str) -> None:
    """Aliases make a small file stand for a huge value, and no editor needs them. Raises `ContentError`."""
    if not _ALIAS.search(text):
        return  # the scan below costs as much as the reading
    for line in values.aliases(text):
        raise ContentError(
            path,
            "An alias (*name) is not allowed here.",
            "Write the value out, or put it in quotation marks.",
            line + 1,
        )


def new(fields: Mapping[str, Any], note: str = "") -> str:
    """The text of a fresh summary file."""
    return f"---\n{values.dump(fields)}---\n{note}"


def rewrite(old: Parsed, fields: Mapping[str, Any], path: str) -> str:
    """The old file with `fields` in it: only what differs is touched; comments, order and styles stay."""
    if old.fields == fields:
        return f"---\n{old.yaml}---\n{old.note}"
    keeper = YAML()
    keeper.Resolver = _Words
    keeper.width = 1_000_000
    keeper.preserve_quotes = True
    keeper.allow_duplicate_keys = True
    try:
        document = keeper.load(old.yaml)
    except RoundTripError as error:
        raise ContentError(
            path, "The front matter cannot be rewritten.", "Check it for unusual YAML such as tags or anchors.", 1
        ) from error
    _update(document, old.fields, fields)
    out = io.StringIO()
    keeper.dump(document, out)
    return f"---\n{out.getvalue()}---\n{old.note}"


def _update(document: MutableMapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Brings `document` (with its comments) from `before` to `after`, both plain."""
    for name in [name for name in before if name not in after]:
        del document[name]
    order = list(after)
    for position, name in enumerate(order):
        value = after[name]
        if name in before and _same(before[name], value):
            continue
        if name not in before:
            earlier = [n for n in order[:position] if n in document]
            place = list(document).index(earlier[-1]) + 1 if earlier else 0
            document.insert(place, name, value)  # type: ignore[attr-defined]  # a CommentedMap, which keeps comments
        elif isinstance(value, Mapping) and isinstance(before[name], Mapping):
            _update(document[name], before[name], value)
        elif _alike(before[name], value):
            for index, (inner_before, inner) in enumerate(zip(before[name], value, strict=True)):
                _update(document[name][index], inner_before, inner)
        else:
            document[name] = value


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _alike(one: Any, other: Any) -> bool:
    """Whether both are lists of mappings of one length, so that they can be brought together item by item."""
    return (
        isinstance(one, list) and isinstance(other, list) and len(one) == len(other)
        and all(isinstance(item, Mapping) for item in (*one, *other))
    )  # fmt: skip
