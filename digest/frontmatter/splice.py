"""New values in a file that an editor has written in: what has not changed keeps every character, comments and order too."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from digest.errors import ContentError
from digest.frontmatter import values, write

# "# ask him again": at the start of a line or behind a blank
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_BARE = str.maketrans("", "", "'\"\\")  # quotation marks, and what escapes them


def spliced(text: str, after: Mapping[str, Any], file: str) -> str:
    """The YAML text with the values of `after`. Raises `ContentError` where its form does not allow that.

    Where the text has the program's own form, whatever its quotation marks, it is written as a new one would be.
    """
    before = values.load(text, file, 2)
    root = values.node(text, file, 2)
    if not isinstance(before, dict) or not isinstance(root, yaml.MappingNode):
        raise ContentError(file, "The front matter is not a list of names and values.", "", 2)
    if _is_own(text, before) and _ordered(before, after):
        return write.dump(after)
    found = _Splice(text).of(root, before, after)
    if not _equal(values.load(found, file, 2), after):
        what = "The front matter is written in a form that cannot be changed in place."
        raise ContentError(file, what, "Write one `name: value` a line, without brackets.", 2)
    return found


def in_own_form(text: str) -> bool:
    """Whether a YAML text has the program's form but for quotation marks: no comment, no form of an editor's own."""
    before = values.load(text, "")
    return isinstance(before, dict) and _is_own(text, before)


def _is_own(text: str, before: Mapping[str, Any]) -> bool:
    return text.translate(_BARE) == write.dump(before).translate(_BARE)


def _ordered(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return [name for name in before if name in after] == [name for name in after if name in before]


def _equal(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, types included; the order of names does not count."""
    return _canonical(one) == _canonical(other)


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=True)


class _Splice:
    """Gathers the changes of a text by their place, and makes them at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._edits: list[tuple[int, int, str]] = []

    def of(self, root: yaml.MappingNode, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
        if not _can_descend(root, before, after):
            return write.dump(after)
        self._mapping(root, before, after)
        found, place = [], 0
        for start, end, new in sorted(self._edits, key=lambda edit: edit[:2]):
            found += [self._text[place:start], new]
            place = end
        return "".join([*found, self._text[place:]])

    def _mapping(self, node: yaml.MappingNode, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        entries = {key.value: (key, value) for key, value in node.value}
        kept = [name for name in entries if name in after]
        begin, kept_from = (key.start_mark.index for key in (node.value[0][0], entries[kept[0]][0]))
        behind_dash = bool(self._text[self._line_start(begin) : begin].strip())
        if behind_dash and begin < kept_from:  # in "- name: value" the dash stays, for what follows
            self._edits.append((begin, kept_from, ""))
        for name, (key, value) in entries.items():
            if name not in after:
                if not behind_dash or key.start_mark.index > kept_from:
                    self._edits.append(
                        (self._line_start(key.start_mark.index), self._line_end(self._end(value)) + 1, "")
                    )
            elif not _equal(before[name], after[name]):
                self._change(key, value, before[name], after[name])
        for name, earlier, new in _added(after, entries):
            self._insert(*entries[earlier or kept[0]], {name: new})

    def _change(self, key: yaml.Node, node: yaml.Node, before: Any, after: Any) -> None:
        if isinstance(node, yaml.MappingNode) and _can_descend(node, before, after):
            self._mapping(node, before, after)
        elif isinstance(node, yaml.SequenceNode) and _item_by_item(node, before, after):
            for item, old, new in zip(node.value, before, after, strict=True):
                if not _equal(old, new):
                    self._mapping(item, old, new)
        elif isinstance(node, yaml.SequenceNode) and (kept := _kept(node, before, after)):
            self._fewer(node, before, after, kept)
        elif isinstance(node, yaml.ScalarNode) and not isinstance(after, (Mapping, list, tuple)):
            blank = " " if node.start_mark.index == node.end_mark.index else ""  # "name:" and nothing behind it
            self._edits.append((node.start_mark.index, self._end(node), blank + write.scalar(after)))
        elif _in_lines(node) and after and type(before) is type(after):
            self._edits.append((node.start_mark.index, self._end(node), self._block(after, self._column(node))))
        else:
            new = self._block({key.value: after}, self._column(key))
            self._edits.append((key.start_mark.index, self._end(node), new))

    def _fewer(self, node: yaml.SequenceNode, before: Any, after: Any, kept: Mapping[int, int]) -> None:
        """Takes items out of a list; their comments stay, each on a line of its own."""
        for number, item in enumerate(node.value):
            if number not in kept:
                start, end = self._line_start(item.start_mark.index), self._line_end(self._end(item)) + 1
                pad = self._text[start : item.start_mark.index].partition("-")[0]
                self._edits.append((start, end, "".join(f"{pad}{comment}\n" for comment in self._comments(item))))
            elif not _equal(before[number], after[kept[number]]):
                self._mapping(item, before[number], after[kept[number]])

    def _comments(self, node: yaml.Node) -> Iterator[str]:
        """The comments within a node and on its last line: what is between its words and begins with a #."""
        place = node.start_mark.index
        for leaf in _leaves(node):
            yield from _COMMENT.findall(self._text[place : leaf.start_mark.index])
            place = self._end(leaf)
        yield from _COMMENT.findall(self._text[place : self._line_end(self._end(node))])

    def _insert(self, key: yaml.Node, node: yaml.Node, new: Mapping[str, Any]) -> None:
        """Adds a name behind the entry of `key` and `node`."""
        place, column = self._line_end(self._end(node)), self._column(key)
        self._edits.append((place, place, f"\n{' ' * column}{self._block(new, column)}"))

    def _block(self, value: Any, column: int) -> str:
        """The lines of a value from a column on; the first is where the cursor is."""
        return "\n".join(write.lines(value, column))[column:]

    def _end(self, node: yaml.Node) -> int:
        """Where a node's last character ends; blanks, comments and empty lines behind it are not its own."""
        if _in_lines(node):
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end: int = node.end_mark.index
        is_block = isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
        return len(self._text[:end].rstrip()) if is_block else end

    def _line_start(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        found = self._text.find("\n", place)
        return found if found >= 0 else len(self._text)

    def _column(self, node: yaml.Node) -> int:
        start: int = node.start_mark.index
        return start - self._line_start(start)


def _in_lines(node: yaml.Node) -> bool:
    """Whether it is a list or a mapping written in lines, without brackets."""
    return isinstance(node, yaml.CollectionNode) and node.flow_style is False


def _can_descend(node: yaml.Node, before: Any, after: Any) -> bool:
    """Whether a mapping can be changed name by name: it is written in lines, and one of its names stays."""
    both = isinstance(before, Mapping) and isinstance(after, Mapping)
    return both and _in_lines(node) and any(name in after for name in before)


def _item_by_item(node: yaml.SequenceNode, before: Any, after: Any) -> bool:
    """Whether two lists are of mappings that belong together one by one."""
    alike = _in_lines(node) and isinstance(after, (list, tuple)) and len(before) == len(after)
    return alike and all(_can_descend(*three) for three in zip(node.value, before, after, strict=True))


def _kept(node: yaml.SequenceNode, before: Any, after: Any) -> Mapping[int, int]:
    """For a list of mappings of which only some are left, in order: which of the old ones is which new one."""
    if not (_in_lines(node) and isinstance(after, (list, tuple)) and len(after) < len(before)):
        return {}
    found: dict[int, int] = {}
    for number, (item, old) in enumerate(zip(node.value, before, strict=True)):
        if len(found) < len(after) and _can_descend(item, old, after[len(found)]) and _is_same(old, after[len(found)]):
            found[number] = len(found)
    return found if len(found) == len(after) else {}


def _is_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether two items are of the same thing: one id, or without ids the same text or more of it."""
    if "id" in old or "id" in new:
        return bool(old.get("id") == new.get("id"))
    return bool(old.get("text")) and str(new.get("text")).startswith(str(old["text"]))


def _leaves(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The words of a node, names and values, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
        return
    for inner in node.value:
        for part in inner if isinstance(inner, tuple) else (inner,):
            yield from _leaves(part)


def _added(after: Mapping[str, Any], entries: Iterable[str]) -> list[tuple[str, str, Any]]:
    """What is new: its name, the name before it that is there already ("" for none), its value."""
    found, earlier, known = [], "", set(entries)
    for name, value in after.items():
        if name in known:
            earlier = name
        else:
            found.append((name, earlier, value))
    return found
