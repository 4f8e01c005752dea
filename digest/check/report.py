"""A checked summary's problems as lines: for a person, for a program (JSON), for GitHub's annotations."""

import json
from collections.abc import Iterable, Mapping

from digest.check.findings import Report
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


def as_json(reports: Mapping[str, tuple[Report, tuple[Problem, ...]]]) -> str:
    """One object: `files`, each with `file`, `passes`, `verdicts` and `problems`, and `counts` of all verdicts."""
    counts: dict[str, int] = {}
    files = []
    for file, (report, problems) in sorted(reports.items()):
        for verdict in report.verdicts.values():
            counts[verdict.value] = counts.get(verdict.value, 0) + 1
        files.append(
            {
                "file": file,
                "passes": report.passes,
                "verdicts": {path: verdict.value for path, verdict in report.verdicts.items()},
                "problems": [
                    {"line": p.line, "severity": p.severity.value, "what": p.what, "remedy": p.remedy} for p in problems
                ],
            }
        )
    return json.dumps({"files": files, "counts": dict(sorted(counts.items()))}, ensure_ascii=False, indent=2)


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
