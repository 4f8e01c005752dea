"""A checked summary's problems as lines: for a person, and for GitHub's annotations."""

from collections.abc import Iterable

from digest.errors import Problem


def text(problems: Iterable[Problem]) -> list[str]:
    """Lines such as `content/summaries/2026/09/a.md:31: error: quotes[3] is altered: … Copy the words from the article.`."""
    return [str(problem) for problem in problems]


def annotations(problems: Iterable[Problem]) -> list[str]:
    """Workflow commands that GitHub shows beside the line, escaped by its rules.

    Source: "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit, packages/core/src/command.ts.
    """
    return [
        f"::{problem.severity} file={_property(problem.file)},line={max(1, problem.line)}::"
        + _data(f"{problem.what} {problem.remedy}".strip())
        for problem in problems
    ]


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
