"""On which line of a summary file is a field? For messages that an editor, or GitHub, can go to."""

import re
from collections.abc import Sequence

import yaml

from digest.errors import ContentError
from digest.frontmatter import fence, values

# "key_points", "[2]", "text" of "key_points[2].text"
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
# "note[3]": the third line of the note
_NOTE = re.compile(r"note\[([0-9]+)\]")


def locate(paths: Sequence[str], text: str) -> list[int]:
    """The line in a summary file of each path, from 1; of the nearest parent if the path leads nowhere, 1 at worst.

    `text` is the whole file, front matter fences included. The file is read once for all paths.
    """
    try:
        parts = fence.split(text, "")
        root = values.node(parts.yaml, "")
    except ContentError:  # whoever reads the values says what is wrong with the file
        return [1] * len(paths)
    return [_line(root, path, parts) if root else 1 for path in paths]


def _line(root: yaml.Node, path: str, parts: fence.Split) -> int:
    if note := _NOTE.fullmatch(path):
        return parts.first + parts.yaml.count("\n") + int(note[1])
    node, place = root, root.start_mark.index
    for index, name in _STEP.findall(path):
        found = _child(node, int(index) if index else name)
        if found is None:
            break
        node, place = found
    return parts.first + parts.yaml.count("\n", 0, place)


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Node, int] | None:
    """The value below a node and where its key or its dash is."""
    if isinstance(step, int):
        if isinstance(node, yaml.SequenceNode) and step < len(node.value):
            child = node.value[step]
            return child, child.start_mark.index
        return None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == step:
            return value, key.start_mark.index
    return None
