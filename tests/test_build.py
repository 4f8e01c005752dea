"""From the articles folder to the summaries folder."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from digest import build as builder
from digest import pipeline, summary
from digest.build import Built
from digest.config import Settings
from digest.errors import Severity
from digest.model import Article
from digest.sources import files
from tests.conftest import ARTICLES, LEDE, ROOT

Make = Callable[..., Settings]


def one(settings: Settings) -> Path:
    """The only summary file."""
    (path,) = settings.summaries.rglob("*.md")
    return path


def said(built: Built) -> str:
    """All problems as an editor sees them."""
    return "\n".join(str(problem) for problem in built.problems)


def article(title: str, date: str = "2026-09-14", text: str = LEDE) -> str:
    """A Markdown article with front matter."""
    return f"---\ntitle: {title}\ndate: {date}\n---\n{text}"


def test_every_article_becomes_a_summary_by_year_month_and_slug(project: Make) -> None:
    """A dated article's summary stands at <year>/<month>/<slug>.md and says where the date was found."""
    settings = project({"a/pier.md": article("North pier closed")})
    built = builder.build(settings)
    assert [entry.summary.path for entry in built.entries] == ["2026/09/north-pier-closed.md"]
    fields = summary.parse(one(settings).read_text(), "").fields
    assert fields["title"] == "North pier closed"
    assert (fields["date"], fields["source"]["published_from"]) == ("2026-09-14", "meta")
    assert fields["source"]["file"] == "a/pier.md"


def test_second_run_has_nothing_to_do(project: Make) -> None:
    """An unchanged article is not worked again, and its summary file is not touched."""
    settings = project({"pier.md": article("North pier closed"), "b.md": article("Second piece", "2026-10-01")})
    builder.build(settings)
    before = {path: path.stat().st_mtime_ns for path in settings.summaries.rglob("*.md")}
    again = builder.build(settings)
    assert (again.read, again.unchanged, again.entries) == (0, 2, ())
    assert before == {path: path.stat().st_mtime_ns for path in settings.summaries.rglob("*.md")}


def test_cache_can_be_deleted_without_loss(project: Make) -> None:
    """Without the cache everything is worked again, and nothing comes out different."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    before = one(settings).read_bytes()
    (settings.cache / "digest.sqlite").unlink()
    assert builder.build(settings).unchanged == 1
    assert one(settings).read_bytes() == before


def test_broken_cache_is_replaced(project: Make) -> None:
    """A cache file that is no database is no reason to fail."""
    settings = project({"pier.md": article("North pier closed")})
    settings.cache.mkdir(parents=True)
    (settings.cache / "digest.sqlite").write_bytes(b"not a database" * 100)
    assert builder.build(settings).count("new") == 1


@pytest.mark.samples
def test_number_of_jobs_changes_no_byte(project: Make) -> None:
    """One process or three: the same files with the same bytes."""
    settings = project({path.relative_to(ARTICLES).as_posix(): path.read_bytes() for path in ARTICLES.rglob("*.*")})
    builder.build(settings, jobs=1)
    alone = {path: path.read_bytes() for path in settings.summaries.rglob("*.md")}
    for path in alone:
        path.unlink()
    (settings.cache / "digest.sqlite").unlink()
    builder.build(settings, jobs=3)
    assert alone == {path: path.read_bytes() for path in settings.summaries.rglob("*.md")}
    assert len(alone) == len([p for p in ARTICLES.rglob("*.*") if p.is_file()])


def test_editors_field_is_kept_with_its_comment_and_the_rest_still_improves(project: Make) -> None:
    """What an editor changed stands letter for letter; an engine's new value reaches the fields beside it."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    path.write_text(
        path.read_text().replace("title: North pier closed", "title: 'Our own title'  # agreed with Maas")
        + "A *note*.\n"
    )
    (settings.articles / "pier.md").write_text(article("North pier closed for good", "2026-09-15"))
    builder.build(settings)
    text = path.read_text()
    assert "title: 'Our own title'  # agreed with Maas\n" in text
    assert "date: '2026-09-15'\n" in text
    assert text.endswith("A *note*.\n")


def test_build_says_when_the_article_changed_under_an_editors_field(project: Make) -> None:
    """The editor is told which of their fields now stand above another text."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    path.write_text(path.read_text().replace("title: North pier closed", "title: Our own title"))
    assert "has changed, and what an editor wrote was kept" not in said(builder.build(settings))
    (settings.articles / "pier.md").write_text(article("North pier closed", text=LEDE + "\nMore came later.\n"))
    assert (
        "content/articles/pier.md: warning: The article has changed, and what an editor wrote was kept: title."
        in said(builder.build(settings))
    )


def test_deleted_field_stays_deleted(project: Make) -> None:
    """An editor who removes a field does not find it back after the next build."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    path.write_text(path.read_text().replace("story: ''\n", ""))
    (settings.articles / "pier.md").write_text(article("Another title"))
    builder.build(settings)
    assert "story:" not in path.read_text().split("generated:")[0]


def test_unknown_keys_are_kept(project: Make) -> None:
    """A key of the editor's own survives a rewrite."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    path.write_text(path.read_text().replace("story: ''\n", "story: ''\ndesk: harbour  # ours\n"))
    (settings.articles / "pier.md").write_text(article("Another title"))
    builder.build(settings)
    assert "desk: harbour  # ours\n" in path.read_text()
    assert "title: Another title\n" in path.read_text()


@pytest.mark.parametrize("text", [LEDE, LEDE + "\nA last sentence was added on the way.\n"])
def test_renamed_article_keeps_its_summary(project: Make, text: str) -> None:
    """Moving an article, even with a small change in it, keeps the permalink and leaves no orphan."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    (settings.articles / "pier.md").unlink()
    (settings.articles / "2026").mkdir()
    (settings.articles / "2026" / "moved.md").write_text(article("North pier closed", text=text))
    built = builder.build(settings)
    assert built.moved == (("pier.md", "2026/moved.md"),)
    assert one(settings) == path
    assert "file: 2026/moved.md\n" in path.read_text()


def test_deleted_article_leaves_an_orphan_that_is_named(project: Make) -> None:
    """The summary of a deleted article is kept, and the build says so."""
    settings = project(
        {"pier.md": article("North pier closed"), "other.md": article("Other", text="Quite another text. " * 9)}
    )
    builder.build(settings)
    (settings.articles / "pier.md").unlink()
    built = builder.build(settings)
    assert "2026/09/north-pier-closed.md: warning: Its article content/articles/pier.md is gone." in said(built)
    assert (settings.summaries / "2026/09/north-pier-closed.md").exists()


def test_two_articles_with_one_slug_both_stand_and_it_is_said(project: Make) -> None:
    """Of two articles with one title the second by path has a number in its address."""
    settings = project({"a.md": article("Same title"), "b.md": article("Same title", text=LEDE[::-1])})
    built = builder.build(settings)
    assert [entry.summary.path for entry in built.entries] == ["2026/09/same-title-2.md", "2026/09/same-title.md"]
    assert "content/articles/b.md: notice: Another summary has the address 2026/09/same-title.md" in said(built)


def test_dry_run_writes_nothing(project: Make) -> None:
    """What would change is in the result, and the disk is as it was."""
    settings = project({"pier.md": article("North pier closed")})
    assert builder.build(settings, write=False).count("new") == 1
    assert not settings.summaries.exists()


BROKEN = {
    "yaml.md": ("---\ntitle: a: b\n---\ntext", "content/articles/yaml.md:2: error: The front matter is not YAML"),
    "date.md": (
        "---\ndate: 2026-02-31\n---\ntext",
        "content/articles/date.md:2: error: The date “2026-02-31” cannot be read, or there is no such day.",
    ),
    "open.md": ("---\ntitle: x\n\ntext", "content/articles/open.md:1: error: The front matter has no end."),
    "empty.txt": ("", "content/articles/empty.txt: error:"),
    "space.txt": (" \n\t\n", "content/articles/space.txt: error:"),
    "binary.txt": (bytes(range(256)) * 40, "content/articles/binary.txt: error:"),
    "large.txt": (
        b"word " * (files.LARGEST // 5 + 1),
        "content/articles/large.txt: error: The file is larger than 20 MB.",
    ),
}


@pytest.mark.parametrize("jobs", [1, 2])
def test_broken_articles_are_reported_and_the_others_built(project: Make, jobs: int) -> None:
    """Bad YAML, a bad date, empty, binary and huge files: each a message with the file, and the good one is built."""
    settings = project({"good.md": article("Good"), **{name: content for name, (content, _) in BROKEN.items()}})
    built = builder.build(settings, jobs=jobs)
    assert [entry.summary.path for entry in built.entries] == ["2026/09/good.md"]
    for _, message in BROKEN.values():
        assert message in said(built)
    assert sum(problem.severity is Severity.ERROR for problem in built.problems) == len(BROKEN)


def test_article_that_takes_its_process_with_it_is_reported_alone(
    project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a process dies on an article, the others are built all the same and the one is named."""
    settings = project({f"a{n}.md": article(f"Piece {n}", text=f"{LEDE}\n\nPiece {n}.") for n in range(9)})
    draft = pipeline.draft

    def deadly(found: Article) -> pipeline.Draft:
        if found.path == "a4.md":
            os._exit(9)
        return draft(found)

    monkeypatch.setattr(pipeline, "draft", deadly)
    built = builder.build(settings, jobs=2)
    assert built.count("new") == 8
    assert "content/articles/a4.md: error: Digest failed while making the summary (" in said(built)


def test_broken_summary_is_left_as_it_is(project: Make) -> None:
    """A summary that an editor broke is named with its line and not overwritten."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    broken = path.read_text().replace("title: North", "title: [North")
    path.write_text(broken)
    built = builder.build(settings)
    assert re.search(r"north-pier-closed\.md:\d+: error: The front matter is not YAML", said(built))
    assert path.read_text() == broken
    assert one(settings) == path


def test_link_out_of_the_folder_is_refused(project: Make, tmp_path: Path) -> None:
    """A symbolic link to a file outside never reaches a page."""
    (tmp_path / "secret.txt").write_text("The secret words of another file. " * 5)
    settings = project({"pier.md": article("North pier closed")})
    (settings.articles / "link.txt").symlink_to(tmp_path / "secret.txt")
    built = builder.build(settings)
    assert "content/articles/link.txt: error: The link leads out of the folder." in said(built)
    assert built.articles == 1


@pytest.mark.parametrize(
    "name", ["a..%2f..%2fetc.txt", "a\nb.txt", "--help.txt", "ünïcode ✓.txt", "a'b\"c.txt", "CON.txt"]
)
def test_odd_file_names_are_names(project: Make, name: str) -> None:
    """Whatever a file is called, its summary stands inside the summaries folder."""
    settings = project({name: LEDE})
    built = builder.build(settings)
    assert built.count("new") == 1
    assert one(settings).is_relative_to(settings.summaries)


def test_day_of_the_commit_dates_an_article_that_has_none(project: Make) -> None:
    """Where text and name are silent, the day of the last commit counts, and the summary says so."""
    settings = project({"pier.txt": LEDE})
    environment = {
        **os.environ,
        "GIT_COMMITTER_DATE": "2026-05-04T10:00:00Z",
        "GIT_AUTHOR_DATE": "2026-05-04T10:00:00Z",
    }
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=t", "-c", "user.email=t@t.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=settings.root, check=True, env=environment)
    builder.build(settings)
    source = summary.parse(one(settings).read_text(), "").fields["source"]
    assert (source["published"], source["published_from"]) == ("2026-05-04", "commit")


def test_undated_article_is_undated(project: Make) -> None:
    """Outside a repository an article without any date has none, and no day is made up."""
    settings = project({"pier.txt": LEDE})
    builder.build(settings)
    assert one(settings).parent.name == "undated"
    assert summary.parse(one(settings).read_text(), "").fields["date"] is None


@pytest.mark.samples
def test_wire_copy_is_told_and_linked(project: Make) -> None:
    """Of the sample articles one repeats another's text, and no third."""
    settings = project(
        {p.relative_to(ARTICLES).as_posix(): p.read_bytes() for p in ARTICLES.rglob("*.*") if p.is_file()}
    )
    built = builder.build(settings, write=False)
    gold = yaml.safe_load((ROOT / "tests/samples.yaml").read_text("utf-8"))
    assert built.copies == {path: entry["copy_of"] for path, entry in gold.items() if entry.get("copy_of")}
    assert "The text is that of content/articles/2026/10/19/Herald - election night.txt" in said(built)


def test_killed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that dies before its last step leaves the old bytes and no part behind."""
    path = tmp_path / "a.md"
    path.write_text("old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        files.write(path, b"new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_a_summary_saved_while_the_build_runs_is_kept(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an editor saves between the reading and the writing of a summary is not overwritten; the next build takes it up."""
    settings = project({"pier.md": article("North pier closed")})
    builder.build(settings)
    path = one(settings)
    edited = path.read_text().replace("title: North pier closed", "title: Our own title")
    (settings.articles / "pier.md").write_text(article("North pier closed again"))

    def finish(*given: object, **named: object) -> pipeline.Summarised:
        path.write_text(edited)  # the editor saves now
        return real(*given, **named)

    real = pipeline.finish
    monkeypatch.setattr(pipeline, "finish", finish)
    built = builder.build(settings)
    assert path.read_text() == edited
    assert "The summary was saved while the build ran, so it is left as it is now. Run digest build again." in said(
        built
    )
    monkeypatch.setattr(pipeline, "finish", real)
    assert "saved while" not in said(builder.build(settings))
    assert "title: Our own title" in path.read_text()


def test_full_disk_is_reported_per_summary(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a summary cannot be written the editor reads which and why."""
    settings = project({"pier.md": article("North pier closed")})

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "The summary cannot be written: No space left on device." in said(builder.build(settings))
