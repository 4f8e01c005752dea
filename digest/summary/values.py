"""Front matter as plain values and back, by YAML 1.2's core schema: `title: no` is a word and `date: 2026-09-14` a text.

libyaml parses and writes; nodes become values and values events here, since what PyYAML does in between, made for any
type, takes as long as the rest.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

_TAG = "tag:yaml.org,2002:"
_TEXT, _LIST, _MAPPING = f"{_TAG}str", f"{_TAG}seq", f"{_TAG}map"
# true; ~; -12; 3.7
_RESOLVERS = (
    ("bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF"),
    ("null", re.compile(r"^(?:~|null|Null|NULL|)$"), ("~", "n", "N", "")),
    ("int", re.compile(r"^[-+]?(?:0|[1-9][0-9]{0,17})$"), "-+0123456789"),
    ("float", re.compile(r"^[-+]?(?:[0-9]{1,18}\.[0-9]{0,17}|[0-9]{1,18}(?:\.[0-9]{1,17})?[eE][-+]?[0-9]{1,3})$"), "-+0123456789."),
)  # fmt: skip
_WORDS = {None: "null", True: "true", False: "false"}
_SCALARS: Mapping[str, Callable[[str], Any]] = {
    _TEXT: str,
    f"{_TAG}bool": lambda word: word.lower() == "true",
    f"{_TAG}null": lambda _: None,
    f"{_TAG}int": int,
    f"{_TAG}float": float,
}


class _Loader(yaml.CSafeLoader):
    """Safe, and only the types that front matter has."""


_Loader.yaml_implicit_resolvers = {}
for _name, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(_TAG + _name, _pattern, list(_first))


def load(text: str) -> Any:
    """The value that a YAML text stands for. Raises `yaml.YAMLError`, `ValueError` or `RecursionError`.

    Aliases must have been refused: a small text with them stands for a huge value.
    """
    node = yaml.compose(text, _Loader)
    return None if node is None else _value(node)


def _value(node: yaml.Node) -> Any:
    make = _SCALARS.get(node.tag) if isinstance(node, yaml.ScalarNode) else None
    if make:
        return make(node.value)
    if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
        return {_key(key): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
        return [_value(item) for item in node.value]
    raise yaml.constructor.ConstructorError(None, None, f"the tag {node.tag} means nothing here", node.start_mark)


def _key(node: yaml.Node) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        raise yaml.constructor.ConstructorError(None, None, "a name must be a word, not a list", node.start_mark)
    return _value(node)


def aliases(text: str) -> list[int]:
    """The lines, from 1, on which an alias (*name) stands. Raises `yaml.YAMLError`."""
    return [
        event.start_mark.line + 1 if event.start_mark else 1
        for event in yaml.parse(text, _Loader)
        if isinstance(event, yaml.AliasEvent)
    ]


def dump(fields: Mapping[str, Any]) -> str:
    """The fields as block YAML in their order, one line a text."""
    events = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False)]
    _tell(fields, events)
    events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    written: str = yaml.emit(events, Dumper=yaml.CSafeDumper, allow_unicode=True, width=1_000_000)
    return written


_MAPPING_BEGINS, _MAPPING_ENDS = (
    yaml.MappingStartEvent(None, None, implicit=True, flow_style=False),
    yaml.MappingEndEvent(),
)
_LIST_BEGINS, _LIST_ENDS = yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False), yaml.SequenceEndEvent()


def _tell(value: Any, events: list[yaml.Event]) -> None:
    """Adds what the emitter is told of a value: plain ones, and no others."""
    if isinstance(value, str):
        events.append(_scalar(_TEXT, value))
    elif isinstance(value, Mapping):
        events.append(_MAPPING_BEGINS)
        for name, inner in value.items():
            _tell(name, events)
            _tell(inner, events)
        events.append(_MAPPING_ENDS)
    elif isinstance(value, (list, tuple)):
        events.append(_LIST_BEGINS)
        for inner in value:
            _tell(inner, events)
        events.append(_LIST_ENDS)
    elif value is None or isinstance(value, bool):
        events.append(_scalar(f"{_TAG}{'null' if value is None else 'bool'}", _WORDS[value]))
    elif isinstance(value, (int, float)):
        text = repr(value)
        whole = "." not in text and "e" in text  # 1e+17: without a point it would not be read as a number everywhere
        events.append(_scalar(f"{_TAG}{type(value).__name__}", text.replace("e", ".0e", 1) if whole else text))
    else:
        raise TypeError(f"{type(value).__name__} is no plain value")


def _scalar(tag: str, text: str) -> yaml.ScalarEvent:
    """A scalar, plain where `_Loader` reads it back as what it is."""
    read = next(
        (name for name, pattern in _Loader.yaml_implicit_resolvers.get(text[:1], ()) if pattern.match(text)), _TEXT
    )
    return yaml.ScalarEvent(None, tag, (read == tag, tag == _TEXT), text)
