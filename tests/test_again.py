"""A second run: it reads nothing that it has read, reports what there was to report, and comes to the same bytes."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from digest import build as builder
from digest import config
from digest.build import Built, pairs, verify
from digest.build.pairs import Known
from digest.config import Settings
from digest.sources import files
from tests.conftest import ARTICLES, LEDE

Make = Callable[..., Settings]
TOPICS = "topics:\n  - name: Harbours\n    words: [harbour, pier, berths]\n"


def article(title: str, date: str = "2026-09-14", text: str = LEDE) -> str:
    """A Markdown article with front matter."""
    return f"---\ntitle: {title}\ndate: {date}\nurl: https://sandwick-post.example/pier\n---\n{text}"


def several(count: int) -> dict[str, str | bytes]:
    """So many articles, each a text of its own, many of them under one title."""
    return {
        f"{'abc'[n % 3]}/{n:02}.md": article(f"Pier {n // 2}", text=f"{LEDE}\n\nBerth {n} is {n * 7} metres long.\n")
        for n in range(count)
    }


def summaries(settings: Settings) -> dict[str, bytes]:
    """What the summaries folder holds."""
    return {p.relative_to(settings.summaries).as_posix(): p.read_bytes() for p in settings.summaries.rglob("*.*")}


def empty(settings: Settings) -> None:
    """Removes the summaries and the cache."""
    for folder in (settings.summaries, settings.cache):
        for place in sorted(folder.rglob("*"), reverse=True):
            place.unlink() if place.is_file() else place.rmdir()


def command(settings: Settings, *words: str, **env: str) -> str:
    """What a command says, run as an editor runs it."""
    clean = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=settings.root, capture_output=True, text=True, check=False,
        env={**clean, "NO_MKDOCS_2_WARNING": "1", **env},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def told(built: Built) -> list[str]:
    """What a build reports."""
    return [str(problem) for problem in built.problems]


# ---------------------------------------------------------------- nothing is read twice


def test_no_process_reads_what_another_has_read(project: Make) -> None:
    """`digest build`, `digest check` and `mkdocs build` under other hash seeds read nothing that the first build has read."""
    settings = project(several(3))
    (settings.root / "content" / "topics.yaml").write_text(TOPICS)
    (settings.root / "content" / "index.md").write_text("# Home\n")
    (settings.root / "templates").symlink_to(Path(__file__).parent.parent / "templates")
    mkdocs = (settings.root / "mkdocs.yml").read_text() + "docs_dir: content\ntheme: {name: material}\n"
    (settings.root / "mkdocs.yml").write_text(mkdocs)
    assert "3 articles: 3 read, 3 new summaries" in command(settings, "digest", "build", PYTHONHASHSEED="1")
    assert "3 articles: 0 read, 0 new summaries" in command(settings, "digest", "build", PYTHONHASHSEED="2")
    assert "3 articles: 0 read" in command(settings, "mkdocs", "build", PYTHONHASHSEED="3")
    for place in settings.summaries.rglob("*.md"):
        place.unlink()
    assert "3 articles: 0 read" in command(settings, "mkdocs", "build", PYTHONHASHSEED="4")
    assert "3 articles: 0 read, 3 new summaries" in command(settings, "digest", "build", PYTHONHASHSEED="5")


def test_pages_share_what_is_read_with_summaries(project: Make) -> None:
    """What a build without writing has read, a build with writing does not read; and a saved article is read alone."""
    settings = project(several(4))
    served = builder.build(settings, write=False, whole=True)
    assert (served.read, served.count("new")) == (4, 4)
    again = builder.build(settings, write=False, whole=True)
    assert (again.read, again.entries) == (0, served.entries)
    place = settings.articles / "a" / "00.md"
    place.write_text(place.read_text() + "\nThe board meets again on Friday.\n")
    assert builder.build(settings, write=False, whole=True).read == 1
    written = builder.build(settings)
    assert (written.read, written.count("new")) == (0, 4)
    shown = builder.build(settings, write=False, whole=True)
    assert (shown.read, shown.unchanged, len(shown.entries)) == (0, 4, 4)
    place.write_text(place.read_text() + "\nNobody objected.\n")
    assert [builder.build(settings, write=False, whole=True).read for _ in range(2)] == [1, 0]


def _set(settings: Settings, options: str) -> Settings:
    place = settings.root / "mkdocs.yml"
    place.write_text(place.read_text() + options)
    return config.load(settings.root)


def _topics(settings: Settings, text: str) -> Settings:
    (settings.root / "content" / "topics.yaml").write_text(text)
    return settings


def _touched(settings: Settings) -> Settings:
    for place in (*settings.articles.rglob("*.md"), *settings.summaries.rglob("*.md")):
        place.touch()
    return settings


CHANGES: dict[str, Callable[[Settings], Settings]] = {
    "the number of points": lambda settings: _set(settings, "      key_points_min: 1\n      key_points_max: 1\n"),
    "the rights of a source": lambda settings: _set(
        settings, "      sources: [{name: Sandwick Post, hosts: [sandwick-post.example], rights: full}]\n"
    ),
    "the topics": lambda settings: _topics(settings, TOPICS.replace("Harbours", "Ports")),
    "the file's time": _touched,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_depend_on_a_setting_survives_its_change(project: Make, change: str) -> None:
    """After a change of points, topics or rights no article is read, and the summaries are those of a fresh build."""
    settings = project(several(3))
    _topics(settings, TOPICS)
    builder.build(settings)
    before = summaries(settings)
    settings = CHANGES[change](settings)
    built = builder.build(settings)
    after = summaries(settings)
    assert (built.read, built.count("changed")) == (0, 0 if "time" in change else 3)
    assert (after == before) is ("time" in change)
    assert builder.build(settings).read == 0
    empty(settings)
    assert builder.build(settings).read == 3
    assert summaries(settings) == after


def test_a_topic_that_shows_nowhere_touches_no_summary(project: Make) -> None:
    """A new topic leaves alone the articles that are not about it."""
    settings = project(several(2))
    _topics(settings, TOPICS)
    builder.build(settings)
    _topics(settings, TOPICS + "  - name: Beekeeping\n    words: [hive, honey]\n")
    built = builder.build(settings)
    assert (built.read, built.unchanged) == (0, 2)


def test_what_there_is_to_report_is_reported_again_without_reading(project: Make) -> None:
    """An empty article, a dropped address, a wrong quote and one from another article are reported in each run, and read in the first."""
    settings = project({
        "empty.txt": " \n", "odd.md": article("Odd").replace("url: https", "url: gopher"),
        "pier.md": article("Pier", text=LEDE + "\nAda Brun was there.\n"),
        "nets.md": article("Nets", text="“The nets are torn to pieces,” said Ada Brun, a fisher, on Friday.\n"),
    })  # fmt: skip
    first = builder.build(settings)
    again = builder.build(settings)
    assert told(again) == told(first)
    assert (first.read, again.read) == (4, 0)
    for name, words in (("odd.md", "The piles are made of gold"), ("pier.md", "The nets are torn to pieces")):
        place = settings.summaries / "2026" / "09" / name
        before, quotes, said = place.read_text("utf-8").partition("\nquotes:\n")
        said = re.sub(r"text: “The piles are hollow.*", f"text: “{words},”", said, count=1)
        place.write_text(before + quotes + said, "utf-8")
    found = [builder.build(settings) for _ in range(3)]
    assert found[0].read == 2  # whom an editor's quotes are of is asked anew
    assert (found[1].read, found[2].read) == (0, 0)
    assert told(found[1]) == told(found[0]) == told(found[2])
    assert "are in another article, nets.md" in "\n".join(told(found[0]))
    places = sorted(settings.summaries.rglob("*.md"))
    checked, _ = verify.verify(settings, places)
    assert verify.verify(settings, places)[0] == checked


def test_a_question_to_the_editor_is_asked_until_it_is_answered(project: Make) -> None:
    """Pages ask again and again whether an editor's words still hold; the build that writes the summary asks once."""
    settings = project({"pier.md": article("Pier")})
    builder.build(settings)
    (place,) = settings.summaries.rglob("*.md")
    place.write_text(place.read_text().replace("title: Pier", "title: Our own"))
    builder.build(settings)
    (settings.articles / "pier.md").write_text(article("Pier closed"))
    asked = [
        any(
            "has changed, and what an editor wrote was kept" in line
            for line in told(builder.build(settings, write=write))
        )
        for write in (False, False, True, True)
    ]
    assert asked == [True, True, True, False]


def test_the_day_of_the_commit_counts_also_when_it_comes_later(project: Make) -> None:
    """An article that only its commit dates is dated by the build after that commit, as it would be by a fresh one."""
    settings = project({"pier.txt": LEDE, "quay.md": article("Quay")})
    builder.build(settings)
    env = {**os.environ, "GIT_COMMITTER_DATE": "2026-05-04T10:00:00Z", "GIT_AUTHOR_DATE": "2026-05-04T10:00:00Z"}
    for words in ("init -q", "add .", "-c user.name=t -c user.email=t@t.example commit -qm x"):
        subprocess.run(["git", *words.split()], cwd=settings.root, check=True, env=env)
    built = builder.build(settings)
    assert (built.read, built.count("changed")) == (1, 1)
    assert "date: '2026-05-04'\n" in next(settings.summaries.rglob("undated/*.md")).read_text()
    assert builder.build(settings).read == 0


# ---------------------------------------------------------------- the same bytes, whatever happened before


@pytest.mark.samples
def test_bytes_and_addresses_do_not_depend_on_what_happened_before(
    project: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cold, warm, from a rewritten summary, and with the files found in another order: the same summaries to the byte."""
    texts = {
        path.relative_to(ARTICLES).as_posix(): path.read_bytes() for path in ARTICLES.rglob("*.*") if path.is_file()
    }
    settings = project({**texts, **several(4)})
    builder.build(settings)
    cold = summaries(settings)
    for place in settings.summaries.rglob("*.md"):
        place.unlink()
    builder.build(settings)
    assert summaries(settings) == cold
    older = _set(settings, "      key_points_min: 1\n      key_points_max: 1\n")
    builder.build(older)
    assert summaries(older) != cold
    builder.build(settings)
    assert summaries(settings) == cold
    empty(settings)
    scandir = os.scandir

    class Backwards:
        def __init__(self, folder: Path) -> None:
            self._found = scandir(folder)

        def __enter__(self) -> Iterator["os.DirEntry[str]"]:
            return iter(sorted(self._found, key=lambda entry: entry.name, reverse=True))

        def __exit__(self, *_: object) -> None:
            self._found.close()

    monkeypatch.setattr(files.os, "scandir", Backwards)
    builder.build(settings)
    assert summaries(settings) == cold


def test_bytes_do_not_depend_on_hash_seed_locale_and_processes(project: Make) -> None:
    """Another hash seed, another locale and two processes give the same summaries to the byte."""
    settings = project({**several(10), "ünïcode ✓.md": article("Ünïcode")})
    found = []
    for env in (
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Apia", "PYTHONUTF8": "1"},
    ):
        command(settings, "digest", "build", "--jobs", str(len(found) + 1), **env)
        found.append(summaries(settings))
        empty(settings)
    assert found[0] == found[1]
    assert len(found[0]) == 11


def _alive(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = place.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(of) == group and state != "Z":
            found.append(int(place.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="The processes are counted by Linux's /proc.")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_build_leaves_no_process_and_goes_on_where_it_was(project: Make, how: signal.Signals) -> None:
    """Killed while it reads on two cores: its processes end, the next run reads only what is missing, and comes to the same bytes."""
    settings = project(several(60))
    begun = subprocess.Popen(
        [sys.executable, "-m", "digest", "build", "--jobs", "2"], cwd=settings.root, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while len(list(settings.summaries.rglob("*.md"))) < 20 and time.monotonic() < deadline and begun.poll() is None:
        time.sleep(0.02)
    begun.send_signal(how)
    begun.wait()
    while _alive(begun.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert _alive(begun.pid) == []
    built = builder.build(settings)
    assert 0 < built.read < 60
    after = summaries(settings)
    assert not [name for name in after if name.endswith(".part")]
    empty(settings)
    builder.build(settings)
    assert summaries(settings) == after


# ---------------------------------------------------------------- moved, and written


def test_articles_that_moved_and_changed_are_found_in_one_pass() -> None:
    """Each summary without an article, and each article without one, is asked for its words once, however many there are."""
    many = 40
    asked: list[str] = []

    def words(path: str) -> str:
        asked.append(path)
        return (
            f"The {path} words. "
            + " ".join(f"{path} word {n} of its own." for n in range(20))
            + " One more came later."
        )

    def evidence(k: Known) -> str:
        asked.append(k.path)
        return "\n".join(f"{k.file.removeprefix('old/')} word {n} of its own." for n in range(20))

    known = [Known(f"{n}.md", f"old/n{n}", f"hash {n}") for n in range(many)]
    found = pairs.pair(
        [f"n{n}" for n in range(many)], known, lambda path: f"new hash of {path}", words, evidence, lambda _: False
    )
    assert {path: k.path for path, k in found.of.items() if k} == {f"n{n}": f"{n}.md" for n in range(many)}
    assert (found.orphans, len(asked)) == ((), 2 * many)


def test_a_moved_article_goes_before_one_that_only_resembles_it(project: Make) -> None:
    """Where one new article is the old one to the byte and another nearly is, the first has the summary."""
    known = [Known("pier.md", "pier.md", "same")]
    found = pairs.pair(
        ["a.md", "b.md"],
        known,
        {"a.md": "other", "b.md": "same"}.__getitem__,
        lambda _: LEDE,
        lambda _: LEDE,
        lambda _: False,
    )
    assert [path for path, k in found.of.items() if k] == ["b.md"]


def test_only_summaries_that_were_written_are_told(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk the summaries that could not be written are errors, and not counted as new; the next run writes them."""
    settings = project(several(3))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        built = builder.build(settings)
    assert (built.entries, built.count("new")) == ((), 0)
    assert len(re.findall("The summary cannot be written: No space left", "\n".join(told(built)))) == 3
    again = builder.build(settings)
    assert (again.read, again.count("new")) == (0, 3)
