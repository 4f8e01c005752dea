"""What came of a check, and how it is kept: by the bytes of summary and article, and all else that it depends on."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from digest.build import engine
from digest.errors import Problem, Severity
from digest.understand import Options

KIND = "checked"  # in the cache, by the summary's path as messages name it


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of one summary file found: a verdict for each statement by its path, and the problems on their lines."""

    verdicts: Mapping[str, str]
    problems: tuple[Problem, ...]

    @property
    def passes(self) -> bool:
        """Whether nothing is wrong that must stop a strict build."""
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


class Keys:
    """Names the check of a summary file: it changes with the file, the program and what the owner says of reading."""

    def __init__(self, options: Options) -> None:
        """The same `options` as the article is read with."""
        self._base = repr((engine.version(), options)).encode()

    def of(self, shown: str, data: bytes) -> str:
        """The key of the file of that path and these bytes."""
        return sha256(self._base + shown.encode() + b"\0" + data).hexdigest()


def row(checked: Checked, key: str, file: str, hashed: str) -> dict[str, Any]:
    """What is kept: `file` is the article's path, `hashed` the hash of its bytes."""
    told = [[p.line, p.what, p.remedy, p.severity.value] for p in checked.problems]
    return {"key": key, "file": file, "article": hashed, "verdicts": dict(checked.verdicts), "problems": told}


def told(kept: Mapping[str, Any], shown: str) -> Checked:
    """What was kept, as it was found."""
    problems = (Problem(shown, line, what, remedy, Severity(bad)) for line, what, remedy, bad in kept["problems"])
    return Checked(kept["verdicts"], tuple(problems))
