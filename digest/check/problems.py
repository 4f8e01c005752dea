"""What a check found, as problems of a file on their lines: for messages that an editor, or GitHub, can go to."""

from digest.check.findings import Report
from digest.errors import Problem
from digest.frontmatter import locate


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
    place = "note" if path.startswith("note[") else path
    return f"{place} is {verdict}: {what}" if verdict else f"{place}: {what}"
