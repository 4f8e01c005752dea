"""Front matter as plain values, by YAML 1.2's core schema: `title: no` is a word and `date: 2026-09-14` a text.

libyaml parses; what PyYAML does with its events, made for any type and without bounds, is done here for few types within bounds.
What a small file could hide in is refused: aliases, tags, values within values without end, names written twice.
"""

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from digest.errors import ContentError
from digest.frontmatter.fence import earlier

_TAG = "tag:yaml.org,2002:"
_TEXT, _LIST, _MAPPING = f"{_TAG}str", f"{_TAG}seq", f"{_TAG}map"
_DEEPEST = 30  # values within values
_LONGEST = 200  # characters of a name
# true; ~; -12; 3.7
_RESOLVERS = (
    ("bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF"),
    ("null", re.compile(r"^(?:~|null|Null|NULL|)$"), ("~", "n", "N", "")),
    ("int", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$"), "-+0123456789"),
    ("float", re.compile(r"^[-+]?(?:[0-9]{1,18}\.[0-9]{0,17}|[0-9]{1,18}(?:\.[0-9]{1,17})?[eE][-+]?[0-9]{1,3})$"), "-+0123456789."),
)  # fmt: skip
# what YAML allows in no file
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def _number(word: str) -> float | str:
    found = float(word)
    return found if math.isfinite(found) else word  # "1e999" is no number that anything could hold


_SCALARS: Mapping[str, Callable[[str], Any]] = {
    _TEXT: str,
    f"{_TAG}bool": lambda word: word.lower() == "true",
    f"{_TAG}null": lambda _: None,
    f"{_TAG}int": int,
    f"{_TAG}float": _number,
}


_BY_FIRST: Mapping[str, list[tuple[str, re.Pattern[str]]]] = {
    char: [(_TAG + name, pattern) for name, pattern, first in _RESOLVERS if char in first]
    for char in {*"tTfFnN~-+.0123456789", ""}
}


def load(text: str, file: str, first: int = 1) -> Any:
    """The value that a YAML text means; None for an empty one.

    `first` is the text's first line in `file`. Raises `ContentError` with the line of what cannot be read.
    """
    root = node(text, file, first)
    return None if root is None else _Reader(text, file, first).value(root)


def node(text: str, file: str, first: int = 1) -> yaml.Node | None:
    """The tree of a YAML text, with the place of each value. Raises `ContentError`."""
    try:
        return _Reader(text, file, first).tree()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first + (text.count("\n", 0, mark.index) if mark else 0)
        what = f"The front matter is not YAML: {error.problem}."
        raise ContentError(file, what, f"Check this line and the one before it. {earlier(file)}", line) from error
    except (yaml.YAMLError, ValueError) as error:
        odd = _UNPRINTABLE.search(text)
        line = first + (text.count("\n", 0, odd.start()) if odd else 0)
        what = f"It holds a character that YAML does not allow: U+{ord(odd[0]):04X}." if odd else "It cannot be read."
        raise ContentError(file, what, earlier(file), line) from error


class _Reader:
    """Events become nodes, and these values; the places of what is refused are in `file`.

    PyYAML's own composer calls itself for each value within a value, and 100 KB of "[" end the process.
    """

    def __init__(self, text: str, file: str, first: int) -> None:
        self._text, self._file, self._first = text, file, first

    def tree(self) -> yaml.Node | None:
        top: list[yaml.Node] = []
        open_lists = [top]  # the values of every collection that has begun and not ended
        nodes: list[yaml.CollectionNode] = []
        documents = 0
        for event in yaml.parse(self._text, yaml.CSafeLoader):
            if isinstance(event, yaml.ScalarEvent):
                tag = event.tag or (_resolved(event.value) if event.implicit[0] else _TEXT)
                open_lists[-1].append(yaml.ScalarNode(tag, event.value, *_marks(event), style=event.style))
            elif isinstance(event, yaml.CollectionStartEvent):
                nodes.append(self._begun(event, len(nodes)))
                open_lists[-1].append(nodes[-1])
                open_lists.append([])
            elif isinstance(event, yaml.CollectionEndEvent):
                nodes[-1].end_mark = event.end_mark
                inner = open_lists.pop()
                done = nodes.pop()
                done.value = (
                    list(zip(inner[::2], inner[1::2], strict=True)) if isinstance(done, yaml.MappingNode) else inner
                )
            elif isinstance(
                event, yaml.AliasEvent
            ):  # a small file with them means a huge value, and no editor needs them
                what = "An alias (*name) is not allowed here."
                raise self._refused(event, what, "Write the value out, or put it in quotation marks.")
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refused(event, "A second document begins here.", "Write the front matter as one.")
        return top[0] if top else None

    def _begun(self, event: yaml.CollectionStartEvent, depth: int) -> yaml.CollectionNode:
        if depth > _DEEPEST:
            what = f"Values lie more than {_DEEPEST} deep within each other."
            raise self._refused(event, what, "Write fewer brackets.")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        make, tag = (yaml.MappingNode, _MAPPING) if is_mapping else (yaml.SequenceNode, _LIST)
        return make(event.tag or tag, [], *_marks(event), flow_style=event.flow_style)

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode) and node.tag in _SCALARS:
            try:
                return _SCALARS[node.tag](node.value)
            except ValueError as error:  # "!!int one"
                raise self._tagged(node) from error
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
            return [self.value(item) for item in node.value]
        raise self._tagged(node)

    def _mapping(self, node: yaml.MappingNode) -> dict[str, Any]:
        found: dict[str, Any] = {}
        keys: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or len(key.value) > _LONGEST:
                what = f"A name must be a word of at most {_LONGEST} characters."
                raise self._refused(key, what, "Correct it, or put the text behind a name.")
            name = key.value
            if name in keys:
                what = f"“{name}” is written twice, here and on line {self._line(keys[name])}."
                raise self._refused(key, what, "Keep one of the two. Nothing was changed.")
            keys[name] = key
            found[name] = self.value(value)
        return found

    def _line(self, part: yaml.Node | yaml.Event) -> int:
        mark = part.start_mark
        return self._first + (self._text.count("\n", 0, mark.index) if mark else 0)

    def _tagged(self, node: yaml.Node) -> ContentError:
        what = f"The tag {node.tag} means nothing here."
        return self._refused(node, what, "Delete it, or put the value in quotation marks.")

    def _refused(self, part: yaml.Node | yaml.Event, what: str, remedy: str) -> ContentError:
        return ContentError(self._file, what, remedy, self._line(part))


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    """Where an event begins and ends: the parser's own marks, which PyYAML's types do not know."""
    return event.start_mark, event.end_mark


def _resolved(word: str) -> str:
    """The tag of a word without quotation marks."""
    return next((tag for tag, pattern in _BY_FIRST.get(word[:1], ()) if pattern.match(word)), _TEXT)
