"""Articles of every kind that came in from the field, as files with what must be read out of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest import pipeline
from digest.errors import ContentError
from digest.extract import Hints
from digest.pipeline import Committed, Options
from digest.sources.fetch import feeds

FOLDER = Path(__file__).with_name("cases") / "field"
EXPECTED: Mapping[str, Mapping[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))
FILES = {
    path.stem: path for path in sorted(FOLDER.iterdir()) if path.name != "expected.yaml" and path.suffix != ".expected"
}
SOURCE = ("byline", "url", "kind", "form")


def read(path: Path) -> dict[str, Any]:
    """The front matter that the program writes for a file. Raises `ContentError`."""
    file = Committed(path.name, path.read_bytes(), path.name, Hints())
    return pipeline.summarise(file, None, "", Options()).fields


def shown(fields: Mapping[str, Any]) -> str:
    """Every word that a page may show."""
    texts = [str(fields.get("title")), str(fields.get("description"))]
    for name in ("key_points", "quotes", "timeline", "figures"):
        texts += [str(one.get("text")) for one in fields.get(name, [])]
    texts += [str(one.get("text")) for one in (fields.get("evidence") or {}).values()]
    return "\n".join(texts)


def points_of(fields: Mapping[str, Any]) -> str:
    """The key points, one a line."""
    return "\n".join(one["text"] for one in fields["key_points"])


def speaker(quote: Mapping[str, Any]) -> str:
    """The name or words of a quote's speaker."""
    return str((quote.get("speaker") or {}).get("name", ""))


def faults(fields: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """What of the expectations is not met, each in a few words."""
    source = fields["source"]
    found = {name: source.get(name) or ([] if name == "byline" else "") for name in SOURCE}
    found |= {"source": source.get("name"), "date": str(fields.get("date")), "title": fields["title"]}
    wrong = [f"{key}: {found[key]!r}" for key in found if key in wanted and found[key] != wanted[key]]
    words, points = shown(fields), points_of(fields)
    wrong += [f"shown: {word}" for word in wanted.get("never", ()) if word in words]
    wrong += [
        f"no point: {word}" for word in wanted.get("points", ()) if word not in f"{points}\n{fields['description']}"
    ]
    wrong += [f"a point: {word}" for word in wanted.get("never_points", ()) if word in points]
    wrong += [f"deck: {word}" for word in wanted.get("never_deck", ()) if word in fields["description"]]
    wrong += [f"title: {word}" for word in wanted.get("never_title", ()) if word in fields["title"]]
    wrong += [f"no figure: {pair}" for pair in wanted.get("figures", ()) if tuple(pair) not in figures(fields)]
    wrong += [f"figure: {pair}" for pair in wanted.get("no_figures", ()) if tuple(pair) in figures(fields)]
    told = {one["text"]: str(one.get("what", "")) for one in fields["figures"]}
    wrong += [
        f"{text} is of {told.get(text)}" for text, of in wanted.get("of", {}).items() if of not in told.get(text, "")
    ]
    wrong += [f"a figure is of {of}" for of in wanted.get("not_of", ()) if of in told.values()]
    dates = {str(one["date"]) for one in fields["timeline"]}
    wrong += [f"no event of {day}" for day in wanted.get("dates", ()) if str(day) not in dates]
    wrong += [f"event of {day}" for day in wanted.get("no_dates", ()) if str(day) in dates]
    return wrong + _who(fields, wanted)


def faults_of(path: Path, wanted: Mapping[str, Any]) -> list[str]:
    """The same for a file, which may be a feed. Raises `ContentError`."""
    if "authors" not in wanted:
        return faults(read(path), wanted)
    found = [item.author for item in feeds.items(path.read_bytes(), "https://feed.example/")]
    return [] if found == wanted["authors"] else [f"authors: {found}"]


def _who(fields: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """The same for people, bodies, places, topics and speakers."""
    wrong = []
    for kind in ("people", "organisations", "places"):
        names = {one["name"] for one in fields[kind]}
        wrong += [f"{kind}: no {name}" for name in wanted.get(kind, ()) if name not in names]
        wrong += [f"{kind}: {name}" for name in wanted.get(f"no_{kind}", ()) if name in names]
    wrong += [f"topic {tag}" for tag in wanted.get("no_tags", ()) if tag in fields["tags"]]
    quotes = fields["quotes"]
    for words, name in wanted.get("said", ()):
        wrong += [f"{words}: {speaker(one)}" for one in quotes if words in one["text"] and speaker(one) != name]
        wrong += [] if any(words in one["text"] for one in quotes) else [f"no quote: {words}"]
    wrong += [f"quote: {words}" for words in wanted.get("no_said", ()) if any(words in one["text"] for one in quotes)]
    wrong += [
        f"speaker {name}" for name in wanted.get("no_speakers", ()) if any(speaker(one) == name for one in quotes)
    ]
    meant = {one["name"] for point in fields["key_points"] for one in point.get("resolved", ())}
    wrong += [f"meant: {name}" for name in wanted.get("no_meant", ()) if name in meant]
    roles = {one["name"]: one.get("role", "") for one in fields["people"]}
    wrong += [f"{name}: {roles.get(name)}" for name, role in wanted.get("roles", {}).items() if roles.get(name) != role]
    return wrong + [
        f"role {end}" for end in wanted.get("no_roles", ()) if any(role.endswith(end) for role in roles.values())
    ]


def figures(fields: Mapping[str, Any]) -> set[tuple[float, str]]:
    """Values and units."""
    return {(one["value"], one.get("unit", "")) for one in fields["figures"]}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_case_from_the_field_is_read_as_expected(name: str, request: pytest.FixtureRequest) -> None:
    """Each file gives what a person wrote down that it must give, and nothing that it must not."""
    wanted = EXPECTED[name]
    if "waits" in wanted:
        request.applymarker(pytest.mark.xfail(reason=wanted["waits"], strict=True))
    if wanted.get("refused"):
        with pytest.raises(ContentError):
            read(FILES[name])
        return
    assert faults_of(FILES[name], wanted) == []


def test_every_file_is_a_case() -> None:
    """No file lies unread, and no expectation is without its file."""
    assert set(FILES) == set(EXPECTED)
