"""Do the people, organisations and places listed stand in the article, and their roles too?"""

from collections.abc import Iterator, Mapping
from typing import Any

from digest.check.attribution import unknown
from digest.check.evidence import items
from digest.check.findings import Finding
from digest.check.ground import Ground
from digest.check.same import WORD
from digest.errors import Severity
from digest.model import Verdict

LISTED = ("people", "organisations", "places")


def findings(fields: Mapping[str, Any], ground: Ground) -> Iterator[Finding]:
    """Names and roles that the article does not have."""
    for field in LISTED:
        for index, item in items(fields, field):
            yield from _named(item, f"{field}[{index}]", ground)
    for index, quote in items(fields, "quotes"):
        speaker = quote.get("speaker")
        if isinstance(speaker, Mapping):
            yield from _role(speaker, f"quotes[{index}].speaker", ground)


def _named(item: Mapping[str, Any], path: str, ground: Ground) -> Iterator[Finding]:
    name = str(item.get("name", ""))
    strange = unknown(name, ground)
    if strange:
        what = f'"{strange}" of "{name}" is not in the article.'
        yield Finding(f"{path}.name", Verdict.ABSENT, what, "Name them as the article does, or take them out.")
    yield from _role(item, path, ground)


def _role(item: Mapping[str, Any], path: str, ground: Ground) -> Iterator[Finding]:
    role = str(item.get("role") or "")
    if not role or role in ground.text:
        return
    strange = next((word for word in WORD.findall(role) if word.casefold() not in ground.vocabulary), "")
    if strange:
        what = f'"{strange}" of the role "{role}" is not in the article.'
        yield Finding(
            f"{path}.role", Verdict.UNSUPPORTED, what, "Give the role that the article states.", Severity.WARNING
        )
