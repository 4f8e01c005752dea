"""A report in the format that is asked for: JSON for programs, Markdown for a comment, HTML for a browser."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from digest.report import escape

_LONGEST = 60_000  # characters of a comment; GitHub takes 65,536
_CUTS = (40, 12, 4, 0)  # statements without a failure or question that are listed of a summary, till the whole fits


def write(report: Mapping[str, Any], shape: str) -> str:
    """The report in a format."""
    return FORMATS[shape](report)


def _json(report: Mapping[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _markdown(report: Mapping[str, Any]) -> str:
    """As much of the report as a comment can hold: failures and questions first, and it says what is left out."""
    template = _environment(escapes=False).get_template("report.md.jinja")
    for most in _CUTS:
        text = template.render(report=report, most=most, asked=200)
        if len(text) <= _LONGEST:
            return text
    asked = 200
    while len(text) > _LONGEST and asked:
        asked //= 2
        text = template.render(report=report, most=0, asked=asked)
    listed = max(len(report["summaries"]), len(report["problems"]))
    while len(text) > _LONGEST and listed:
        listed //= 2
        text = template.render(report=report, most=0, asked=0, listed=listed)
    return text


def _html(report: Mapping[str, Any]) -> str:
    return _environment(escapes=True).get_template("report.html.jinja").render(report=report)


def _environment(*, escapes: bool) -> Environment:
    """Templates in which every value is escaped for the format, HTML (`escapes`) or Markdown."""
    return Environment(
        loader=PackageLoader("digest.report", ""),
        autoescape=escapes,  # noqa: S701 - what is not HTML is escaped by `finalize`
        finalize=None if escapes else _finalised,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finalised(value: Any) -> Any:
    """A value as Markdown shows it; numbers and what the template itself has made pass."""
    return value if isinstance(value, (int, Markup)) else escape.markdown(str(value))


FORMATS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "markdown": _markdown,
    "json": _json,
    "html": _html,
}
