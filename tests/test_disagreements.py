"""What the articles of a story give differently is shown; what only looks so is not."""

import json
from typing import Any

import pytest
import yaml

from digest.build import rows
from tests.conftest import ROOT

FOLDER = ROOT / "tests/cases/stories"
STORIES = [json.loads(line) for line in (FOLDER / "disagreements.jsonl").read_text("utf-8").splitlines()]
VALUES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "values.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", VALUES, ids=lambda case: case["name"])
def test_two_sentences_disagree_or_not(case: dict[str, Any]) -> None:
    """The case's two sentences, in an article each, are shown as it says."""
    days = [str(day) for day in case.get("days", ["2026-05-04", "2026-05-04"])]
    articles = [
        {"id": name, "date": day, "title": "", "text": case[name]}
        for name, day in zip(("one", "two"), days, strict=True)
    ]
    found = rows.compared({"story": "s", "articles": articles})["disagreements"]
    assert [row["status"] for row in found] == ([] if case["shown"] == "nothing" else [case["shown"]])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_what_is_shown_is_a_disagreement(story: dict[str, Any]) -> None:
    """Every row holds two sentences of one disagreement of the gold, and no trap."""
    for row in rows.compared(story)["disagreements"]:
        pairs = {(claim["article"], claim["sentence"]) for claim in row["claims"]}
        assert any(
            len(pairs & {(claim["article"], claim["sentence"]) for claim in gold["claims"]}) > 1
            for gold in story["disagreements"]
        ), row


def test_the_same_bytes_whatever_the_order() -> None:
    """The order of a story's articles does not matter."""
    story = STORIES[0]
    turned = {**story, "articles": story["articles"][::-1]}
    assert json.dumps(rows.compared(story)) == json.dumps(rows.compared(turned))
