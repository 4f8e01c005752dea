"""Markdown with or without front matter: the words without the marks, and what each block is."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from digest.english import bylines, days
from digest.errors import ContentError
from digest.model import Block, BlockKind, Metadata, Source
from digest.read.text import decoded, normalise

# "---" on the first line, up to the next "---" or "..." alone on a line
_FENCE = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)(?:^(?:---|\.\.\.)[ \t]*(?:\n|\Z))", re.DOTALL | re.MULTILINE)
_FRONT_MATTER_LIMIT = 64_000  # characters; a YAML parser's time grows with the number of keys
_SPACES = re.compile(r"\s+")
_KINDS = {"list_item_open": BlockKind.LIST_ITEM, "blockquote_open": BlockKind.BLOCK_QUOTE}


class _PlainLoader(yaml.CSafeLoader):
    """YAML in which every scalar stays the text that the editor wrote: `title: no` is the word, not a truth value."""


_PlainLoader.yaml_implicit_resolvers = {}


def read(data: bytes, path: str, url: str = "") -> Source:
    """A Markdown file. Raises `ContentError` when the front matter cannot be read."""
    text = normalise(decoded(data, path))
    fields, body, line = split(text, path)
    words, blocks, dropped = plain(body)
    title = next((block.of(words) for block in blocks if block.kind is BlockKind.HEADLINE), "")
    try:
        stated = metadata(fields, path, url=url, heading=title)
    except ContentError as error:  # of a date, the one value that can be wrong
        raise error.at(_line_of("date", text)) from error
    return Source(path, sha256(data).hexdigest(), words, stated, blocks, _said(dropped, line))


def _line_of(name: str, text: str) -> int:
    """The line on which the front matter gives a value of that name; 1 when it does not begin a line."""
    lines = (number for number, line in enumerate(text.split("\n"), 1) if re.match(rf"[\"']?{name}[\"']?\s*:", line))
    return next(lines, 1)


def split(text: str, path: str) -> tuple[dict[str, Any], str, int]:
    """Front matter (every scalar as text), body, and the number of lines before the body."""
    match = _FENCE.match(text)
    if not match:
        if text.startswith("---\n") and ":" in text[4:200].split("\n", 1)[0]:
            raise ContentError(path, "The front matter has no end.", "Close it with a line of three hyphens: ---", 1)
        return {}, text, 0
    if len(match["yaml"]) > _FRONT_MATTER_LIMIT:
        raise ContentError(
            path,
            f"The front matter is longer than {_FRONT_MATTER_LIMIT:,} characters.",
            "Move text below the closing ---.",
            1,
        )
    try:
        fields = yaml.load(match["yaml"], _PlainLoader)  # noqa: S506 - a CSafeLoader with fewer types still
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 1
        raise ContentError(
            path, f"The front matter is not YAML: {error.problem}.", _remedy(str(error.problem)), line
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ContentError(path, "The front matter is not YAML.", "Write one `name: value` a line.", 1) from error
    if fields is not None and not isinstance(fields, dict):
        raise ContentError(
            path, "The front matter is not a list of names and values.", "Write one `name: value` a line.", 2
        )
    return {str(k): v for k, v in (fields or {}).items()}, text[match.end() :], text[: match.end()].count("\n")


def _remedy(problem: str) -> str:
    if "mapping values" in problem:
        return 'Put a value that holds a colon in quotation marks: title: "One: two".'
    if "cannot start any token" in problem:
        return "Use spaces instead of tabs, and put values that begin with @ ` % in quotation marks."
    return "Check the marks and the indentation on this line."


def metadata(fields: Mapping[str, Any], path: str, *, url: str = "", heading: str = "") -> Metadata:
    """What the front matter states, in the program's terms. Raises `ContentError` for a date that is none."""
    author = next((fields[name] for name in ("byline", "author", "authors") if fields.get(name)), ())
    stated = Metadata(
        title=_text(fields.get("title")) or heading,
        byline=_people(author),
        published=_day(_text(fields.get("date")), path),
        url=_text(fields.get("url")) or url,
        source=_text(fields.get("source")),
        tags=_texts(fields.get("tags") or ()),
        lang=_text(fields.get("lang")),
        deck=_text(fields.get("description") or fields.get("deck")),
    )
    found = {field.name: "front matter" for field in dataclasses.fields(stated) if getattr(stated, field.name)}
    return dataclasses.replace(stated, found=found)


def _text(value: Any) -> str:
    """One line of text; lists and mappings where a text belongs count as nothing."""
    return _SPACES.sub(" ", value).strip() if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        parts: Sequence[Any] = re.split(r",| and ", value)
    else:
        parts = value if isinstance(value, list) else ()
    return tuple(dict.fromkeys(t for t in (re.sub(r"^[Bb]y ", "", _text(part)) for part in parts) if t))


def _people(value: Any) -> tuple[str, ...]:
    """The authors, without roles and outlets; unchanged when no name can be read from it."""
    texts = (
        [value]
        if isinstance(value, str)
        else [item for item in value if isinstance(item, str)]
        if isinstance(value, list)
        else []
    )
    return tuple(
        dict.fromkeys(name for text in texts for name in bylines.parse(_text(text)).names or (_text(text),) if name)
    )


def _day(words: str, path: str) -> str:
    """ISO 8601 as the editor wrote it, checked. Raises `ContentError`."""
    if not words:
        return ""
    try:
        if len(words) == len("2026-09-14"):
            return date.fromisoformat(words).isoformat()
        return datetime.fromisoformat(words).isoformat()
    except ValueError as error:
        if len(spelled := days.read(words)) == len("2026-09-14"):  # "19 October 2026"
            return spelled
        what = f"The date “{words[:40]}” cannot be read, or there is no such day."
        raise ContentError(path, what, "Write it as 2026-09-14 or 2026-09-14T08:30:00+01:00.") from error


def plain(body: str) -> tuple[str, tuple[Block, ...], list[tuple[int, str]]]:
    """The words of a Markdown text, its blocks, and what was left out as (line, what)."""
    parts: list[tuple[BlockKind, str]] = []
    dropped: list[tuple[int, str]] = []
    around: list[BlockKind] = []
    heading = ""
    for token in MarkdownIt("commonmark", {"maxNesting": 30}).parse(body):
        if token.type in _KINDS:
            around.append(_KINDS[token.type])
        elif token.type in {"list_item_close", "blockquote_close"}:
            around.pop()
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "inline":
            parts.extend(_blocks(token, heading, around, first=not parts))
        elif token.type in {"html_block", "fence", "code_block"}:
            dropped.append(((token.map or [0])[0] + 1, "raw HTML" if token.type == "html_block" else "a code block"))
    text, blocks = "", []
    for kind, words in parts:
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(words), kind))
        text += words
    return text, tuple(blocks), dropped


def _blocks(token: Token, heading: str, around: list[BlockKind], *, first: bool) -> list[tuple[BlockKind, str]]:
    """The block of one inline token: its words, and a caption for each picture in it."""
    children = token.children or []
    captions = [(BlockKind.CAPTION, t) for c in children if c.type == "image" and (t := _alternative(c))]
    words = "".join(_inline(child) for child in children)
    kind = around[-1] if around else BlockKind.PARAGRAPH
    if heading:
        kind = BlockKind.HEADLINE if heading == "h1" and first else BlockKind.HEADING
    # A hard break inside a block quote parts the words of a post from its signature; elsewhere a break is a space.
    lines = (
        [" ".join(line.split()) for line in words.split("\n")]
        if kind is BlockKind.BLOCK_QUOTE
        else [" ".join(words.split())]
    )
    return [(kind, line) for line in lines if line] + captions


def _alternative(image: Token) -> str:
    """The words in the place of a picture."""
    return " ".join("".join(map(_inline, image.children or [])).split())


def _inline(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content.replace("\n", " ")
    if token.type == "hardbreak":
        return "\n"
    return " " if token.type == "softbreak" else ""


def _said(dropped: list[tuple[int, str]], before: int) -> tuple[str, ...]:
    return tuple(f"line {line + before}: {what} was left out" for line, what in dropped)
