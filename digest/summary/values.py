"""Front matter as plain values and back, by YAML 1.2's core schema: `title: no` is a word and `date: 2026-09-14` a text.

libyaml parses; its nodes become values here, since PyYAML's constructor, made for any type, takes as long as the parsing.
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
_SCALARS: Mapping[str, Callable[[str], Any]] = {
    _TEXT: str,
    f"{_TAG}bool": lambda word: word.lower() == "true",
    f"{_TAG}null": lambda _: None,
    f"{_TAG}int": int,
    f"{_TAG}float": float,
}


class _Loader(yaml.CSafeLoader):
    """Safe, and only the types that front matter has."""


class _Dumper(yaml.CSafeDumper):
    """Writes plain what `_Loader` reads back as text."""


for _class in (_Loader, _Dumper):
    _class.yaml_implicit_resolvers = {}
    for _name, _pattern, _first in _RESOLVERS:
        _class.add_implicit_resolver(_TAG + _name, _pattern, list(_first))


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
    written: str = yaml.dump(
        dict(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000, default_flow_style=False
    )
    return written
