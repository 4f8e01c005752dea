"""The page that says how the digest is made: what the checks found, of which source, what was left out, what editors did, how often it errs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from digest.model import Page
from digest.render.templates import PASSES, Templates
from digest.render.values import View

# How often the engine is right, in whole per cent, by the figure's name in BENCHMARKS.md; `tests/test_making.py` holds both equal.
MEASURED: Final = {
    "news direct found": 93,
    "news speaker by name": 89,
    "news not wrongly named": 98,
    "ggt joint f1": 83,
    "news points precision": 78,
    "news timeline f1": 78,
    "disagreements precision": 100,
    "pages fundus258 date": 99,
}


@dataclass(frozen=True, slots=True)
class Share:
    """What is of one source: its name, how many summaries, statements that were checked, and those that fail."""

    name: str
    summaries: int
    checked: int
    failing: int


def page(shown: Sequence[View], held: int, templates: Templates) -> Page:
    """The page. `held` are the summaries that an editor holds back."""
    _ = templates.messages.gettext
    about = _("The engine, the checks, and what they found.")
    return templates.page("how-it-is-made", "made.html", _("How it is made"), about, **_counts(shown), held=held)


def _counts(shown: Sequence[View]) -> dict[str, Any]:
    verdicts = Counter[str]()
    for view in shown:
        verdicts.update(view.checks)
    return {
        "verdicts": sorted(verdicts.items()),
        "kinds": sorted(Counter(said.kind for view in shown for said in view.said).items()),
        "engines": sorted({view.engine for view in shown if view.engine}),
        "total": len(shown),
        "sources": _sources(shown),
        "left_out": sum(view.left_out for view in shown),
        "copies": sum(bool(view.copy_of) for view in shown),
        "approved": sum(view.approved for view in shown),
        "noted": sum(bool(view.note) for view in shown),
        "corrected": sum(len(view.corrections) for view in shown),
        "measured": list(MEASURED.items()),
    }


def _sources(shown: Sequence[View]) -> list[Share]:
    """Each source, the one with the most summaries first."""
    by_source: dict[str, list[View]] = {}
    for view in shown:
        if view.source:
            by_source.setdefault(view.source, []).append(view)
    found = [_share(name, views) for name, views in by_source.items()]
    return sorted(found, key=lambda one: (-one.summaries, one.name.casefold(), one.name))


def _share(name: str, views: Sequence[View]) -> Share:
    checks = [(check, count) for view in views for check, count in view.checks.items()]
    failing = sum(count for check, count in checks if check not in PASSES)
    return Share(name, len(views), sum(count for _, count in checks), failing)
