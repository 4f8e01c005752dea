"""The sample articles, statement by statement: what `samples.yaml` says was said, and by whom, is what the program finds.

An entry of the gold with `known:` is a failure that is known, with its reason; the test fails once it is mended, so that the mark goes.
"""

import shutil
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from digest import config
from digest.build import build
from tests.conftest import ARTICLES, ROOT

GOLD: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "samples.yaml").read_text("utf-8"))
PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\n": " "})

pytestmark = pytest.mark.samples


@cache
def found() -> dict[str, dict[str, Any]]:
    """The front matter of every sample by its article's path, made anew from the articles alone."""
    with TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copy(ROOT / "mkdocs.yml", project)
        shutil.copytree(ROOT / "content", project / "content", ignore=shutil.ignore_patterns("summaries"))
        build(config.load(project))
        written = [path.read_text("utf-8") for path in (project / "content" / "summaries").rglob("*.md")]
    fields = [yaml.safe_load(text.split("\n---\n")[0]) for text in written]
    return {one["source"]["file"]: one for one in fields}


def plain(text: str) -> str:
    """The words in one typography."""
    return " ".join(text.translate(PLAIN).split())


def quotes(path: str) -> list[dict[str, Any]]:
    """What the page of this article shows as said."""
    return list(found()[path].get("quotes") or [])


def entries(*names: str) -> list[Any]:
    """Every gold entry of these lists as a parameter, known failures marked."""
    made = []
    for path, name in product(GOLD, names):
        for entry in GOLD[path].get(name) or []:
            words = entry.get("text") or entry.get("contains") or entry.get("starts")
            known = entry.get("known")
            marks = [pytest.mark.xfail(reason=known, strict=True)] if known else []
            made.append(pytest.param(path, entry, id=f"{path[-24:]}: {words[:48]}", marks=marks))
    return made


def speaker(quote: dict[str, Any]) -> str:
    """The name of who said it, or ""."""
    return str((quote.get("speaker") or {}).get("name") or "")


def is_right(quote: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Whether a statement has the gold's speaker, leaves them open in the article's words ("The company"), or asks."""
    words = quote.get("speaker") or {}
    is_open = bool(words) and "id" not in words and words["name"].split()[0].lower() in {"the", "a", "an"}
    return speaker(quote) == (entry["speaker"] or "") or bool(entry.get("unnamed") or quote.get("review") or is_open)


@pytest.mark.parametrize(("path", "entry"), entries("direct"))
def test_words_in_marks_are_found_with_their_speaker(path: str, entry: dict[str, Any]) -> None:
    """A quotation of the gold is found from mark to mark, alone or within its reported clause, with who said it or a question."""
    words = plain(entry["text"])
    bearing = [
        q for q in quotes(path) if plain(q["text"]) == words or (q["kind"] == "partial" and words in plain(q["text"]))
    ]
    assert bearing, "not found"
    assert is_right(bearing[0], entry)


@pytest.mark.parametrize(("path", "entry"), entries("reported", "answers"))
def test_what_is_told_without_marks_is_found_with_its_speaker(path: str, entry: dict[str, Any]) -> None:
    """Reported speech of the gold, and the answers of an interview, are found with who said them or a question."""
    words = plain(entry.get("contains") or entry["starts"])
    bearing = [q for q in quotes(path) if words in plain(q["text"])]
    assert bearing, "not found"
    assert is_right(bearing[0], entry)


def test_few_statements_are_asked_about() -> None:
    """A question costs an editor time: at most every tenth statement is one."""
    every = [quote for one in found().values() for quote in one.get("quotes") or []]
    assert 10 * sum(bool(quote.get("review")) for quote in every) <= len(every)


@pytest.mark.parametrize(("path", "entry"), entries("not_quotes"))
def test_other_words_in_marks_are_nobodys_quotation(path: str, entry: dict[str, Any]) -> None:
    """Names, titles and scare quotes are shown as nobody's words."""
    assert plain(entry["text"]).strip("\"'") not in {plain(q["text"]).strip("\"',.") for q in quotes(path)}


@pytest.mark.parametrize("path", [path for path in GOLD if (ARTICLES / path).exists()])
def test_people_of_an_article_are_named_in_full(path: str) -> None:
    """Everyone whom the article is about stands among its people."""
    names = {person["name"] for person in found()[path].get("people") or []}
    assert not set(GOLD[path].get("people") or []) - names
