"""robots.txt: which paths a site asks programs to leave alone (RFC 9309)."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from protego import Protego

_MOST_LINES, _MOST_AGENTS = 5_000, 500  # each rule is kept for each agent of its group, so their product is bounded


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of `agent` ("Digest/0.3"); nothing where it has no robots.txt."""

    agent: str = ""
    parsed: Protego | None = None

    def allow(self, path: str) -> bool:
        """Whether a path (with its query) may be asked for."""
        return self.parsed is None or self.parsed.can_fetch(f"https://site.example{path}", self.agent)


def parse(text: str, agent: str) -> Rules:
    """The rules for `agent`: those of the groups that name it, else those of the groups for "*"."""
    return Rules(agent, Protego.parse("\n".join(_bounded(text.removeprefix("\ufeff")))))


def _bounded(text: str) -> Iterator[str]:
    """The first lines; those that name an agent beyond the first are left out, which makes the rules stricter."""
    agents = 0
    for line in itertools.islice(text.splitlines(), _MOST_LINES):
        agents += "agent" in line.lower()
        if agents <= _MOST_AGENTS or "agent" not in line.lower():
            yield line
