"""Summary files as editors leave them: nothing they wrote is lost, and what is wrong with one file costs that file alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from digest import build as builder
from digest import frontmatter, render, summary
from digest.build import Built, archive
from digest.build.verify import verify
from digest.config import Settings, shown
from digest.model import Page
from digest.people import parse as names
from digest.sources import files
from tests.conftest import LEDE, ROOT
from tests.test_build import article, one, said

Make = Callable[..., Settings]
OTHER = "The island's only school has a new head. Ove Lind began on Monday.\n\n“I was a pupil here,” said Lind.\n"


def published(built: Built, settings: Settings) -> dict[str, str]:
    """The pages of the summaries, by the paths of these."""
    site = render.Site("Test", "https://test.example/", "", settings)
    summaries, moved, _ = archive.joined([entry.summary for entry in built.entries], names("", ""), built.copies)
    pages = render.pages(summaries, site, ROOT / "templates", moved)
    found = [page for page in pages if isinstance(page, Page) and page.path.startswith(("2026", "undated"))]
    return {page.path.replace("/index.md", ".md"): page.html for page in found}


def pages(settings: Settings) -> dict[str, str]:
    """What the site shows now."""
    return published(builder.build(settings, write=False, whole=True), settings)


@pytest.fixture
def edited(project: Make) -> tuple[Settings, Path]:
    """Two articles with their summaries; the first one has an editor's title and note."""
    settings = project({"pier.md": article("North pier closed"), "school.md": article("A new head", text=OTHER)})
    builder.build(settings)
    path = settings.summaries / "2026/09/north-pier-closed.md"
    path.write_text(path.read_text().replace("title: North pier closed", "title: Our own title") + "Our note.\n")
    builder.build(settings)
    return settings, path


def broken(whole: str) -> dict[str, bytes]:
    """A summary file as saving, merging and foreign editors leave it."""
    return {
        "empty": b"",
        "cut above file:": whole[: whole.index("  file:")].encode(),
        "cut below file:": whole[: whole.index("key_points:")].encode(),
        "cut fence": whole[: whole.index("\n---\n") + 1].encode(),
        "no fence": whole.removeprefix("---\n").encode(),
        "UTF-16": whole.encode("utf-16"),
        "UTF-16 without a mark": whole.encode("utf-16-le"),
        "Latin-1": whole.replace("Our note", "Our café").encode("latin-1", errors="replace"),
        "NUL": whole.replace("Our own", "Our\0own").encode(),
        "broken YAML": whole.replace("title: ", "title: [").encode(),
        "written twice": whole.replace("description:", "title: Another\ndescription:").encode(),
        "conflict": whole.replace("title: Our own title", "<<<<<<< HEAD\ntitle: Our own title\n=======\ntitle: x\n>>>>>>> b").encode(),
        "conflict in the note": (whole + "<<<<<<< HEAD\nOne\n=======\nTwo\n>>>>>>> b\n").encode(),
        "source is a word": (whole[: whole.index("source:")] + "source: Herald\n" + whole[whole.index("key_points:") :]).encode(),
        "newer schema": whole.replace("schema: 3", "schema: 99").encode(),
    }  # fmt: skip


@pytest.mark.parametrize("kind", list(broken("  file:key_points:\n---\nsource:")))
@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
def test_a_broken_summary_keeps_its_place_and_its_words(
    edited: tuple[Settings, Path], kind: str, *, warm: bool
) -> None:
    """However a summary is broken, none is made beside it, the editor is led to the words, and they are there afterwards."""
    settings, path = edited
    before = {place: place.read_bytes() for place in settings.summaries.rglob("*.md")}
    whole = path.read_text()
    bad = broken(whole)[kind]
    path.write_bytes(bad)
    if not warm:
        (settings.cache / "digest.sqlite").unlink()
    built = builder.build(settings)
    assert path.read_bytes() == bad
    assert set(settings.summaries.rglob("*.md")) == set(before)
    assert f"{shown(settings, path)}:" in said(built)
    assert "elete it" not in said(built)
    site = published(builder.build(settings, write=False, whole=True), settings)
    assert list(site) == ["2026/09/a-new-head.md"]
    assert verify(settings, [path])[0][shown(settings, path)].problems[0].line >= 1
    path.write_text(whole)
    assert "error" not in said(builder.build(settings))
    assert {place: place.read_bytes() for place in settings.summaries.rglob("*.md")} == before
    assert "Our own title" in pages(settings)["2026/09/north-pier-closed.md"]


def test_a_changed_title_does_not_part_an_empty_summary_from_its_article(edited: tuple[Settings, Path]) -> None:
    """What the cache remembers of a pair holds where the address no longer tells."""
    settings, path = edited
    path.write_bytes(b"")
    (settings.articles / "pier.md").write_text(article("Another headline altogether"))
    builder.build(settings)
    assert sorted(place.name for place in settings.summaries.rglob("*.md")) == ["a-new-head.md", "north-pier-closed.md"]


def test_twins_with_one_title_keep_their_broken_summaries(project: Make) -> None:
    """Of two articles with one title each keeps its own address while both summaries are empty."""
    settings = project({"a.md": article("Same title"), "b.md": article("Same title", text=OTHER)})
    builder.build(settings)
    for path in settings.summaries.rglob("*.md"):
        path.write_bytes(b"")
    (settings.cache / "digest.sqlite").unlink()
    built = builder.build(settings)
    assert "content/articles/a.md: error: Its summary is content/summaries/2026/09/same-title.md" in said(built)
    assert "content/articles/b.md: error: Its summary is content/summaries/2026/09/same-title-2.md" in said(built)
    assert built.entries == ()


def test_a_new_article_is_built_beside_a_broken_summary(edited: tuple[Settings, Path]) -> None:
    """A broken file stops no other article, new ones included."""
    settings, path = edited
    path.write_bytes(b"")
    (settings.articles / "new.md").write_text(article("North pier opens again", text=OTHER[::-1] + " It is open. " * 9))
    assert builder.build(settings).count("new") == 1


@pytest.mark.parametrize("cut", ["  file: pier.md\n", "source:"])
def test_a_summary_without_its_articles_name_finds_it_again(edited: tuple[Settings, Path], cut: str) -> None:
    """Where an editor deletes `file:` or all of `source:`, the article is known by what the summary cites."""
    settings, path = edited
    text = path.read_text()
    end = text.index("key_points:") if cut == "source:" else text.index(cut) + len(cut)
    path.write_text(text[: text.index(cut)] + text[end:])
    builder.build(settings)
    assert len(list(settings.summaries.rglob("*.md"))) == 2
    assert "  file: pier.md\n" in path.read_text()
    assert "title: Our own title\n" in path.read_text()


def test_two_summaries_of_one_article_are_an_error_and_the_editors_counts(edited: tuple[Settings, Path]) -> None:
    """Whatever their names, the one with an editor's words is published; both are named, and both stay as they are."""
    settings, path = edited
    twin = path.with_name("north-pier-closed-2.md")
    plain = path.read_text().replace("title: Our own title", "title: North pier closed").replace("Our note.\n", "")
    for mine, other in ((path, twin), (twin, path)):
        whole = path.read_text() if "Our own" in path.read_text() else twin.read_text()
        mine.write_text(whole)
        other.write_text(plain)
        built = builder.build(settings)
        first, second = (shown(settings, place) for place in (mine, other))
        assert f"{second}: error: {first} and {second} are summaries of one article" in said(built)
        assert "Nobody has changed the second one: delete it." in said(built)
        address = mine.relative_to(settings.summaries).as_posix()
        assert "Our own title" in pages(settings)[address]
        assert (mine.read_text(), other.read_text()) == (whole, plain)
    path.write_text(twin.read_text().replace("Our own title", "Also ours"))
    problems = said(builder.build(settings))
    assert "Bring what you wrote together in one of them" in problems
    assert "delete it" not in problems


def test_an_orphan_with_an_editors_words_is_not_to_be_deleted(edited: tuple[Settings, Path]) -> None:
    """When its article is gone, an untouched summary may go too; an editor's may not."""
    settings, _ = edited
    (settings.articles / "pier.md").unlink()
    (settings.articles / "school.md").unlink()
    found = said(builder.build(settings))
    assert (
        "north-pier-closed.md: warning: Its article content/articles/pier.md is gone. Bring the article back" in found
    )
    assert "a-new-head.md: warning: Its article content/articles/school.md is gone. Delete the summary too" in found


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n---\n", "\n...\n"), lambda text: text.replace("\n", "\r\n")], ids=["BOM", "dots", "CRLF"])  # fmt: skip
def test_what_windows_and_yaml_write_is_read(edited: tuple[Settings, Path], change: Callable[[str], str]) -> None:
    """A byte order mark, `...` at the end and Windows' line ends change nothing, and the file stays as it is."""
    settings, path = edited
    path.write_bytes(change(path.read_text()).encode())
    before = path.read_bytes()
    assert "error" not in said(builder.build(settings))
    assert path.read_bytes() == before
    assert "Our own title" in pages(settings)["2026/09/north-pier-closed.md"]
    (settings.articles / "pier.md").write_text(article("North pier closed", text=LEDE + "\nMore came later.\n"))
    builder.build(settings)
    fields = summary.read(path.read_bytes(), "").fields
    assert fields["title"] == "Our own title"
    assert path.read_text().endswith("Our note.\n")


def test_a_file_that_may_not_be_read_costs_that_file_alone(
    edited: tuple[Settings, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the right to read one summary the others are built and published, and the one is named."""
    settings, path = edited
    read = files.read

    def refused(place: Path, shown: str) -> bytes:
        if place == path:
            raise files.ContentError(shown, "The file cannot be read: Permission denied.")
        return read(place, shown)

    monkeypatch.setattr(files, "read", refused)
    (settings.cache / "digest.sqlite").unlink()
    built = builder.build(settings)
    assert "content/summaries/2026/09/north-pier-closed.md: error: The file cannot be read" in said(built)
    assert len(list(settings.summaries.rglob("*.md"))) == 2
    assert list(published(builder.build(settings, write=False, whole=True), settings)) == ["2026/09/a-new-head.md"]


HELD = ["{state: held}", "{state: Held}", "{state: ' HELD '}", "held", "Held", "[held]", "{State: held}", "{state: hold}", "{state: false}", "{state: [held]}", "{status: held}", "{state: auto, held: true}", "true"]  # fmt: skip


@pytest.mark.parametrize("review", HELD)
def test_a_held_summary_is_never_published(edited: tuple[Settings, Path], review: str) -> None:
    """However it is written, and whatever else the state is called, the summary is held back, and a wrong word is named."""
    settings, path = edited
    path.write_text(path.read_text().replace("review:\n  state: auto\n", f"review: {review}\n"))
    assert "2026/09/north-pier-closed.md" not in pages(settings)
    found = said(builder.build(settings))
    assert ("review" in found) == (review != "{state: held}")


@pytest.mark.parametrize(
    "text", ["Review:\n  state: held\n", "reveiw: {state: held}\n", "state: held\n", "review: {state: held}\n"]
)
def test_a_misspelt_review_holds_too(edited: tuple[Settings, Path], text: str) -> None:
    """A name in capitals or with a slip does not publish what an editor holds back."""
    settings, path = edited
    path.write_text(path.read_text().replace("review:\n  state: auto\n", text))
    assert "2026/09/north-pier-closed.md" not in pages(settings)


@pytest.mark.parametrize("review", ["", "{}", "null", "{state: auto}", "{state: Approved, by: held}", "{state: null}"])
def test_what_is_not_held_is_published(edited: tuple[Settings, Path], review: str) -> None:
    """Without a state, or with one of the known ones, the summary is published."""
    settings, path = edited
    path.write_text(path.read_text().replace("review:\n  state: auto\n", f"review: {review}\n"))
    assert "2026/09/north-pier-closed.md" in pages(settings)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("date: '2026-09-14'\ntags", "date: 2026-09-31\ntags", 4, "date: “2026-09-31” is no date of the calendar."),
        ("date: '2026-09-14'\ntags", "date: 2031-01-01\ntags", 4, "date: The date is 2031-01-01, but the article was published on 2026-09-14."),
        ("date: '2026-11-01'\n", "date: someday\n", None, "timeline[1] is unsupported: “someday” is no date of the calendar."),
        ("date: '2026-11-01'\n", "date: next week\n", None, "timeline[1] is unsupported: “next week” is no date"),
        ("kind: direct", "kind: paraphrase", None, "quotes[0].kind: “paraphrase” is not known here; allowed are direct, partial, indirect, social, document."),
        ("  lang: en\n", "  lang: en\n  form: feature\n", None, "source.form: “feature” is not known here; allowed are live, gallery, interview, list."),
        ("  rights: excerpt", "  rights: some", None, "source.rights: “some” is not known here; allowed are full, excerpt, link."),
        ("title: Our own title\n", "", 2, "title: It is missing."),
        ("tags: []", "tags: Boats", 5, "tags: It must be a list."),
        ("title: Our own title\n", "title: '='\n", 2, "title is unsupported"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line_and_what_is_allowed(
    edited: tuple[Settings, Path], old: str, new: str, line: int | None, words: str
) -> None:
    """A wrong value is reported where it is written, and the page is still made."""
    settings, path = edited
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    found = said(builder.build(settings))
    if line is None:  # how many lines are before it is another test's
        wrong = new.strip().splitlines()[-1].strip().removesuffix("tags").strip()
        line = next(n for n, one in enumerate(path.read_text().splitlines(), start=1) if wrong in one)
    assert f"north-pier-closed.md:{line}: warning: {words}" in found
    assert "2026/09/north-pier-closed.md" in pages(settings)


@pytest.mark.parametrize("field", ["key_points", "quotes", "date", "tags", "timeline", "figures"])
def test_a_deleted_list_is_no_fault(edited: tuple[Settings, Path], field: str) -> None:
    """A field that the docs let an editor delete stays deleted without a word."""
    settings, path = edited
    parts = frontmatter.split(path.read_text(), "")
    fields = {name: value for name, value in frontmatter.load(parts.yaml, "").items() if name != field}
    path.write_text(f"---\n{frontmatter.dump(fields)}---\n{parts.note}")
    builder.build(settings)
    assert field not in said(builder.build(settings))
    assert field not in summary.parse(path.read_text(), "").fields


@pytest.mark.parametrize(
    "title", ["=", "<<", "2026-01-01 00:00:00 +99:99", "1__0", "12e3", "~", "yes", "😀 Ferry kept", "610e20382691"]
)
def test_titles_that_yaml_reads_as_something_else(project: Make, title: str) -> None:
    """An article's title reads back as it is, before and after its summary is rewritten."""
    settings = project({"a.txt": f"{title}\nPublished 14 September 2026\n\n{LEDE}"})
    builder.build(settings)
    path = one(settings)
    first = summary.parse(path.read_text(), "").fields["title"]
    path.write_text(path.read_text().replace("story: ''\n", "# a comment\nstory: Piers\n"))
    (settings.articles / "a.txt").write_text(f"{title}\nPublished 14 September 2026\n\n{LEDE}\nMore came later.\n")
    builder.build(settings)
    assert summary.parse(path.read_text(), "").fields["title"] == first
    assert "# a comment\nstory: Piers\n" in path.read_text()


def test_a_rewritten_file_has_the_bytes_of_a_fresh_one(project: Make) -> None:
    """Quotation marks and order do not tell whether a summary was there before."""
    settings = project({"pier.md": article("North pier closed", text=LEDE)})
    builder.build(settings)
    later = article(
        "North pier closed; no boat left", "2026-09-15", LEDE + "\nThe board: 12 members met on 3 October.\n"
    )
    (settings.articles / "pier.md").write_text(later)
    builder.build(settings)
    rewritten = one(settings).read_bytes()
    one(settings).unlink()
    (settings.cache / "digest.sqlite").unlink()
    builder.build(settings)
    assert one(settings).read_bytes() == rewritten


def test_a_field_is_not_frozen_by_its_hash(project: Make) -> None:
    """The reproduction of a title whose hash was once read as infinite: three builds later it is still the program's."""
    settings = project({"ferry.md": article("Council votes to keep ferry 47")})
    builder.build(settings)
    (settings.articles / "ferry.md").write_text(article("Council votes to keep ferry 47", text=LEDE + "\nMore.\n"))
    builder.build(settings)
    (settings.articles / "ferry.md").write_text(article("Council votes to sell the ferry", text=LEDE + "\nMore.\n"))
    built = builder.build(settings)
    assert "title: Council votes to sell the ferry\n" in one(settings).read_text()
    assert "an editor wrote" not in said(built)


def test_more_statements_than_a_summary_holds_are_said(project: Make) -> None:
    """An article with very many quotations has a summary that can be read back, and the editor reads what is left out."""
    quotes = "\n\n".join(f"“The {n} boats must leave the pier,” said Ingrid Maas." for n in range(1, 1041))
    settings = project({"a.md": article("Very many", text=LEDE + "\n" + quotes)})
    built = builder.build(settings)
    assert "the summary lists the first 1,000" in said(built)
    fields = summary.parse(one(settings).read_text(), "").fields
    assert len(fields["quotes"]) == 1000
    assert fields["generated"]["left_out"]["quotes"] > 0
    assert "the summary lists the first 1,000" in said(builder.build(settings))


def test_moved_articles_are_found_among_many_without_reading_each_again(
    project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many articles moved and changed at once: each summary is opened a few times, however many articles are new."""
    texts = {f"a{n}.md": article(f"Piece {n}", text=f"The board of pier {n} met on Monday in the old hall {n}. " + LEDE.replace("Sandwick", f"Town{n}")) for n in range(12)}  # fmt: skip
    settings = project(texts)
    builder.build(settings)
    opened: list[str] = []
    parse = summary.read
    monkeypatch.setattr(summary, "read", lambda data, path: (opened.append(path), parse(data, path))[1])
    for name, text in texts.items():
        (settings.articles / name).unlink()
        (settings.articles / f"moved-{name}").write_text(text + "\nMore came later.\n")
    built = builder.build(settings)
    assert sorted(built.moved) == sorted((name, f"moved-{name}") for name in texts)
    assert len(opened) <= 3 * len(texts)
