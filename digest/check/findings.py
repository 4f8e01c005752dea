"""What a check says: a verdict for each thing that claims something, and a finding for each thing wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from digest.errors import Severity
from digest.model import Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason and remedy, whole sentences without mark-up; with one that passes they are a question."""

    verdict: Verdict
    what: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: `path` is where in the front matter ("key_points[2].text"), `verdict` None if it is about form."""

    path: str
    verdict: Verdict | None
    what: str
    remedy: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """What the check of one summary found. `verdicts` has a path for each item: "key_points[2]", "quotes[0]", "title"."""

    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)  # the front matter with each verdict in its item's `check`

    @property
    def passes(self) -> bool:
        """Whether nothing is wrong that must stop a strict build."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def told(path: str, judgement: Judgement, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """The finding that a judgement gives rise to: none if it passes without a question."""
    if not judgement.verdict.passes:
        yield Finding(path, judgement.verdict, judgement.what, judgement.remedy, severity)
    elif judgement.what:
        yield Finding(path, None, judgement.what, judgement.remedy, Severity.WARNING)
