"""Checks that are kept: nothing is checked twice, and nothing that has changed is taken for checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digest import build as builder
from digest import check
from digest.build import verify
from digest.config import Settings
from tests.conftest import LEDE

Make = Callable[..., Settings]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The titles of the summaries that are held against their article from now on."""
    found: list[Any] = []
    real = check.check

    def noted(fields: Any, *rest: Any) -> Any:
        found.append(fields["title"])
        return real(fields, *rest)

    monkeypatch.setattr(verify.check, "check", noted)
    return found


def _built(project: Make) -> tuple[Settings, list[Path]]:
    settings = project(
        {"pier.md": f"---\ntitle: Pier\ndate: 2026-09-14\n---\n{LEDE}", "quay.md": f"---\ntitle: Quay\n---\n{LEDE}"}
    )
    builder.build(settings)
    return settings, sorted(settings.summaries.rglob("*.md"))


def test_what_the_build_has_checked_is_not_checked_again(project: Make, asked: list[Any]) -> None:
    """`digest check` after `digest build` takes the build's verdicts, which are those it would find itself."""
    settings, places = _built(project)
    asked.clear()
    kept, _ = verify.verify(settings, places)
    assert asked == []
    (settings.cache / "digest.sqlite").unlink()
    assert verify.verify(settings, places)[0] == kept
    assert sorted(asked) == ["Pier", "Quay"]


@pytest.mark.parametrize("which", ["summary", "article"])
def test_what_has_changed_is_checked_again(project: Make, asked: list[Any], which: str) -> None:
    """A changed summary, or one whose article has changed, is held against its article anew; the other is not."""
    settings, places = _built(project)
    place = places[0] if which == "summary" else settings.articles / "pier.md"
    place.write_text(place.read_text().replace("hollow", "golden"))
    asked.clear()
    found, _ = verify.verify(settings, places)
    assert asked == ["Pier"]
    assert [checked.passes for checked in found.values()].count(False) == 1
