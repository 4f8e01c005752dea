"""A summary file as text: reading it safely, writing a new one, and rewriting one that an editor has touched."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from digest.errors import ContentError
from digest.frontmatter import decoded, dump, in_own_form, load, locate, spliced, split
from digest.frontmatter.fence import earlier
from digest.summary.merge import editors
from digest.summary.migrate import SCHEMA, migrated, schema_of

LARGEST = 4_000_000  # characters of one summary file


@dataclass(frozen=True, slots=True)
class Parsed:
    """A summary file: its front matter in today's schema, its YAML as it is, the note below it, and the whole text.

    `schema` is the one that the file is written in.
    """

    fields: dict[str, Any]
    yaml: str
    note: str
    text: str
    schema: int = SCHEMA

    @property
    def edited(self) -> bool:
        """Whether it holds anything that an editor wrote: a field, a deletion, a note, a comment or a form of their own."""
        return bool(self.note.strip() or editors(self.fields)) or not in_own_form(self.yaml)


def read(data: bytes, path: str) -> Parsed:
    """Reads a summary file's bytes. Raises `ContentError` with the line when it is broken; the file stays as it is."""
    return parse(decoded(data, path), path)


def parse(text: str, path: str) -> Parsed:
    """Reads a summary file's text. Raises `ContentError` as `read` does."""
    if len(text) > LARGEST:
        raise ContentError(path, f"The file is larger than {LARGEST:,} characters.", earlier(path), 1)
    parts = split(text, path)
    fields = load(parts.yaml, path, parts.first)
    if not isinstance(fields, dict):
        what = "The front matter is not a list of names and values."
        raise ContentError(path, what, f"Write one `name: value` a line. {earlier(path)}", parts.first)
    if not isinstance(fields.get("source", {}), Mapping):
        what = "`source` holds no names and values (`name:`, `url:`, `file:` and others)."
        raise ContentError(path, what, f"Write them below it. {earlier(path)}", locate(["source"], text)[0])
    schema = schema_of(fields)
    if schema > SCHEMA:
        what = f"The file was written by a newer version of the program (schema {schema})."
        raise ContentError(path, what, "Install that version.", locate(["generated.schema"], text)[0])
    return Parsed(migrated(fields), parts.yaml, parts.note, text, schema)


def new(fields: Mapping[str, Any], note: str = "") -> str:
    """The text of a fresh summary file."""
    return f"---\n{dump(fields)}---\n{note}"


def rewrite(old: Parsed, fields: Mapping[str, Any], path: str) -> str:
    """The old file with `fields` in it: only what differs is touched; comments, order and styles stay."""
    if old.schema == SCHEMA and json.dumps(old.fields) == json.dumps(fields):
        return old.text
    written = spliced(old.yaml, fields, path)
    return old.text if written == old.yaml else f"---\n{written}---\n{old.note}"
