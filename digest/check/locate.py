"""On which line of a summary file does a field stand? For messages that an editor, or GitHub, can go to."""

import re
from collections.abc import Sequence

import yaml

from digest.check.findings import Report
from digest.errors import Problem

# "key_points", "[2]", "text" of "key_points[2].text"
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
# "note[3]"
_NOTE = re.compile(r"note\[([0-9]+)\]")
# "---" on the first line, up to the next one
_FENCE = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def locate(paths: Sequence[str], text: str) -> list[int]:
    """The line in a summary file of each path, from 1; of the nearest parent if the path leads nowhere, 1 at worst.

    `text` is the whole file, front matter fences included. The file is read once for all paths.
    """
    fence = _FENCE.match(text)
    try:
        root = yaml.compose(fence[1], Loader=yaml.CSafeLoader) if fence else None
    except (yaml.YAMLError, RecursionError):
        root = None
    above = text[: fence.end()].count("\n") if fence else 0
    return [_note(path, above) or (_line(root, path) if root else 1) for path in paths]


def _note(path: str, above: int) -> int:
    """The line of a path into the note, `note[3]`, which has `above` lines over it; 0 for any other path."""
    found = _NOTE.fullmatch(path)
    return above + int(found[1]) if found else 0


def _line(root: yaml.Node, path: str) -> int:
    node, line = root, root.start_mark.line
    for index, name in _STEP.findall(path):
        found = _child(node, int(index) if index else name)
        if found is None:
            break
        node, line = found
    return line + 2  # the fence is line 1, and marks count from 0


def _child(node: yaml.Node, step: int | str) -> tuple[yaml.Node, int] | None:
    """The value below a node and the line where its key or its dash stands."""
    if isinstance(step, int):
        if isinstance(node, yaml.SequenceNode) and step < len(node.value):
            child = node.value[step]
            return child, child.start_mark.line
        return None
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == step:
            return value, key.start_mark.line
    return None


def problems(report: Report, file: str, text: str) -> tuple[Problem, ...]:
    """The findings of a report as problems of a file, each on its line, in the order of lines."""
    if not report.findings:
        return ()
    lines = locate([finding.path for finding in report.findings], text)
    return tuple(
        sorted(
            Problem(
                file, line, _said(finding.path, finding.verdict or "", finding.what), finding.remedy, finding.severity
            )
            for line, finding in zip(lines, report.findings, strict=True)
        )
    )


def _said(path: str, verdict: str, what: str) -> str:
    """Path, verdict and reason in one: `quotes[3] is altered: "will" is left out.`."""
    place = "note" if _NOTE.fullmatch(path) else path
    return f"{place} is {verdict}: {what}" if verdict else f"{place}: {what}"
