"""robots.txt: which paths a site asks programs to leave alone (RFC 9309)."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_MOST_RULES = 5_000
# "Digest" of "Digest/0.3 (+https://…)"
_PRODUCT = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for this program: (pattern, allowed). The longest pattern that fits a path decides; on a tie, yes."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allow(self, path: str) -> bool:
        """Whether a path (with its query) may be asked for."""
        plain = unquote(path)
        found = [(len(pattern), allowed) for pattern, allowed in self.rules if fits(pattern, plain)]
        return max(found, default=(0, True))[1]


def parse(text: str, agent: str) -> Rules:
    """The rules for `agent` ("Digest/0.3"): those of the groups that name it, else those of the groups for "*"."""
    product = _PRODUCT.match(agent)
    name = product[0].lower() if product else ""
    own: list[tuple[str, bool]] = []
    all_: list[tuple[str, bool]] = []
    named = False
    agents: list[str] = []
    open_ = False  # whether the lines before this one name agents
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.split("#", 1)[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            agents = [*(agents if open_ else []), value.lower()]
            open_ = True
            named |= value.lower() == name
        elif key in {"allow", "disallow"}:
            open_ = False
            if value and len(own) + len(all_) < _MOST_RULES:
                rule = (unquote(value[:2_000]), key == "allow")
                if name in agents:
                    own.append(rule)
                if "*" in agents:
                    all_.append(rule)
    return Rules(tuple(own if named else all_))


def fits(pattern: str, path: str) -> bool:
    """Whether a path begins with the pattern, in which "*" stands for anything and a last "$" for the end.

    Takes the first place for each piece, which is enough, so that its time is linear however many stars there are.
    """
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    if not rest:
        return not ends or at == len(path)
    for piece in rest[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    if ends:
        return path.endswith(rest[-1]) and len(path) - len(rest[-1]) >= at
    return path.find(rest[-1], at) >= 0
