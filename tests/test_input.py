"""What comes in broken, odd or hostile costs itself alone, and never speaks to a terminal or a log."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from digest import build as builder
from digest import config, pipeline, summary
from digest.cli import digest, said
from digest.config import Settings
from digest.errors import ContentError, DigestError, Problem, doing, printable
from digest.model import Article, web
from digest.read import read
from digest.sources import files
from digest.sources.fetch import feeds
from tests.conftest import LEDE, ROOT

Make = Callable[..., Settings]
BODY = "<p>" + "The council voted on Monday to keep the night ferry to Ostrand, officials said. " * 5 + "</p>"
HALF = "\\ud83d"  # half an emoji, as JSON spells it


def article(title: str, day: str = "2026-09-14", more: str = "") -> str:
    """A Markdown article with front matter."""
    return f"---\ntitle: {title}\ndate: {day}\n{more}---\n{LEDE}"


def told(built: builder.Built) -> str:
    """All problems as an editor sees them."""
    return "\n".join(map(str, built.problems))


# ---------------------------------------------------------------- the folder of articles


def test_what_cannot_be_opened_costs_itself_alone(project: Make) -> None:
    """Links that lead to themselves, nowhere or to a folder, and pipes, are named; the articles beside them are built."""
    settings = project({"pier.md": article("Pier"), "sub/b.md": article("Second")})
    for name, target in (
        ("loop.txt", "loop.txt"),
        ("a.txt", "b.txt"),
        ("b.txt", "a.txt"),
        ("gone.md", "none.md"),
        ("folder", "sub"),
    ):
        (settings.articles / name).symlink_to(target)
    os.mkfifo(settings.articles / "pipe.txt")
    built = builder.build(settings)
    assert built.count("new") == 2
    for line in (
        "content/articles/loop.txt: error: The link leads back to itself.",
        "content/articles/a.txt: error: The link leads back to itself.",
        "content/articles/gone.md: error: It is gone, or a link that leads nowhere.",
        "content/articles/folder: warning: It is a link to a folder",
        "content/articles/pipe.txt: warning: It is no file",
    ):
        assert line in told(built)


@pytest.mark.parametrize("folder", ["locked", ""])
def test_folder_that_may_not_be_read_costs_itself_alone(
    project: Make, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    """It is named, what is beside it is built, and nobody is told to delete the summaries of the articles in it."""
    settings = project({"pier.md": article("Pier"), "locked/b.md": article("Second")})
    builder.build(settings)
    scandir, locked = os.scandir, settings.articles / folder

    def refuse(place: Any) -> Any:
        if Path(place) == locked:
            raise PermissionError(13, "Permission denied")
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refuse)
    built = builder.build(settings)
    assert f"{'/'.join(filter(None, ('content/articles', folder)))}: error: It may not be read." in told(built)
    assert "is gone" not in told(built)
    assert built.articles == (1 if folder else 0)
    assert len(list(settings.summaries.rglob("*.md"))) == 2


def test_file_that_may_not_be_read_costs_itself_alone(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also while a moved article is looked for, for which new articles are read."""
    settings = project({"pier.md": article("Pier"), "second.md": article("Second")})
    builder.build(settings)
    (settings.articles / "pier.md").rename(settings.articles / "jetty.md")
    open_file = Path.open

    def refuse(place: Path, *how: Any, **more: Any) -> Any:
        if place.name == "jetty.md":
            raise PermissionError(13, "Permission denied")
        return open_file(place, *how, **more)

    monkeypatch.setattr(Path, "open", refuse)
    built = builder.build(settings)
    assert "content/articles/jetty.md: error: The file cannot be read: Permission denied." in told(built)


def test_deep_folders_are_walked(tmp_path: Path) -> None:
    """However many folders lie in each other, as deep as the system lets one be named."""
    deep = tmp_path
    for _ in range(1_200):
        deep = deep / "d"
        deep.mkdir()
    (deep / "a.txt").write_text(LEDE)
    found, problems = files.find(tmp_path, frozenset({".txt"}), "x")
    assert (len(found), problems) == (1, [])
    (deep / "a.txt").unlink()
    for place in (deep, *deep.parents)[:1_200]:  # deeper than what pytest itself could remove
        place.rmdir()


@pytest.mark.parametrize("name", [b"caf\xe9.txt", b"fo\xfflder/a.txt"])
def test_name_that_is_not_utf8_is_refused(project: Make, name: bytes) -> None:
    """The file, or the folder, is named with its bytes spelled out, and the rest is built."""
    settings = project({"pier.md": article("Pier")})
    place = settings.articles / os.fsdecode(name)
    try:
        place.parent.mkdir(exist_ok=True)
        place.write_text(LEDE)
    except OSError:
        pytest.skip("The file system takes no such name.")
    built = builder.build(settings)
    assert built.count("new") == 1
    shown = name.split(b"/")[0].decode("ascii", "backslashreplace")
    assert f"content/articles/{shown}: error: Its name is not UTF-8. Rename it." in told(built)


def test_names_are_read_in_any_locale(project: Make) -> None:
    """With the C locale and Python's UTF-8 mode off, an article whose name is not ASCII is built all the same."""
    settings = project({"Café Lumière.md": article("Café")})
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "digest", "build"], cwd=settings.root, capture_output=True, check=False, env=environment
    )
    assert (done.returncode, done.stderr) == (0, b"")
    (made,) = settings.summaries.rglob("*.md")
    assert "file: Café Lumière.md" in made.read_text("utf-8")


def test_messages_are_relative_however_the_project_is_named(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """`mkdocs build -f mkdocs.yml` gives a relative folder; files are named from it all the same."""
    root = project({"a.md": "---\ntitle: a: b\n---\nx"}).root
    monkeypatch.chdir(root)
    built = builder.build(config.settings({}, Path()), write=False)
    assert told(built).startswith("content/articles/a.md:2: error:")


# ---------------------------------------------------------------- what a message may hold


def test_messages_speak_to_no_terminal_and_no_log() -> None:
    """Escape sequences, line ends and raw bytes are spelled out; a command to GitHub's runner is none any more."""
    name = "a\x1b[2J\u202eb\n::error file=x::owned\n##[error]x\udcff.txt"
    line = str(Problem(name, 3, "It is \x9b31m wrong."))
    assert line.startswith(
        r"a\x1b[2J\u202eb\n::error file=x::owned\n##\[error]x\xff.txt:3: error: It is \x9b31m wrong."
    )
    note = Problem(name, 3, "100% of\nthem: x").annotation()
    assert note.splitlines() == [note]
    assert note.startswith(r"::error file=a\x1b[2J\u202eb\n%3A%3Aerror")
    assert note.endswith(r",line=3::100%25 of\nthem: x")
    assert printable("  ::warning::x") == "  \\::warning::x"
    assert printable("Café – “été”\u00a0% 日本\u3000語 👩‍🚒") == "Café – “été”\u00a0% 日本\u3000語 👩‍🚒"


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_one_line_that_can_be_printed(text: str) -> None:
    """Whatever it holds, it is one line of UTF-8 that begins no command."""
    line = printable(text)
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line
    assert not line.lstrip().startswith("::")
    line.encode()


def test_command_prints_names_safely(project: Make) -> None:
    """A file's name that holds a line end and a command reaches the log of `digest build` spelled out."""
    settings = project({"a\n::error::owned.md": article("Pier"), "x\x1b[31m.jpg": b"x"})
    done = CliRunner().invoke(digest, ["--project", str(settings.root), "build"], env={"GITHUB_ACTIONS": "true"})
    assert done.exit_code == 0
    assert not any(line.startswith("::error") for line in done.output.splitlines())
    assert "x\\x1b[31m.jpg" in done.output


# ---------------------------------------------------------------- halves of characters


def mail(subject: bytes, body: bytes) -> bytes:
    """A mail with these raw bytes."""
    return b"Subject: " + subject + b"\nContent-Type: text/plain; charset=utf-8\n\n" + body * 10


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", f"<title>x &#xDFFF;</title><h1>Ferry &#xDFFF; kept</h1>{BODY}<p>{BODY} &#xD83D; x</p>".encode()),
        (
            "a.html",
            f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Ferry {HALF} kept","author":{{"name":'
            f'"Mara {HALF} Ellison"}},"articleSection":"{HALF}"}}</script><h1>Ferry</h1>{BODY}'.encode(),
        ),
        ("a.md", b"---\ntitle: Ferry &#xDFFF;\n---\nThe ferry &#xDFFF; stays."),
        ("a.txt", "The ferry \ud83d stays.".encode("utf-8", "surrogatepass")),
        ("a.txt", "The ferry \ud83d stays.".encode("utf-16", "surrogatepass")),
        ("a.eml", mail(b"Ferry \xff =?utf-8?q?=ed=a0=bd?=", b"The ferry \xed\xa0\xbd stays.\n")),
    ],
)  # fmt: skip
def test_halves_of_characters_end_no_article(project: Make, name: str, data: bytes) -> None:
    """A lone surrogate in a text, a title or a name becomes U+FFFD where the file is read, and the summary is made."""
    source = read(data, name)
    for text in (source.text, source.metadata.title, *source.metadata.byline, *source.dropped):
        text.encode()
    settings = project({name: data, "two." + name: BODY})
    assert builder.build(settings).count("new") >= 1


def test_halves_of_characters_in_a_feed() -> None:
    """Those of a JSON feed end no run, also as an item's id."""
    items = [
        {
            "id": "\ud83d",
            "url": "https://a.example/\ud83d",
            "title": "x \ud83d",
            "tags": ["\ud83d"],
            "summary": "\ud83d",
        }
    ]
    for item in feeds.items(json.dumps({"items": items}).encode(), "https://a.example/feed"):
        json.dumps([item.guid, item.link, item.title, item.sections, item.about], ensure_ascii=False).encode()


def test_halves_of_characters_in_a_row(tmp_path: Path) -> None:
    """`digest batch` writes a row for a text that holds one."""
    (tmp_path / "in.jsonl").write_text(f'{{"id": "{HALF}", "text": "The ferry {HALF} stays.", "title": "{HALF}"}}\n')
    done = CliRunner().invoke(
        digest, ["batch", "analyse", "-j", "1", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]
    )
    assert done.exit_code == 0
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["id"] == "\ufffd"


# ---------------------------------------------------------------- what an article says of itself


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.txt", "Title\n\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n", 3),
        ("a.md", "---\ntitle: x\n---\n\n\n\nWords.\r\n=======\r\nTwo.\r\n>>>>>>> other\r\n", 10),
        ("a.md", "---\n<<<<<<< HEAD\ntitle: x\n=======\ntitle: y\n>>>>>>> other\n---\nWords.\n", 2),
        ("a.html", f"<h1>x</h1>{BODY}\n<<<<<<< HEAD\n{BODY}\n=======\n{BODY}\n>>>>>>> other\n", 2),
    ],
)
def test_unfinished_merge_is_refused_with_its_line(name: str, text: str, line: int) -> None:
    """Of two versions in one file neither is published."""
    with pytest.raises(ContentError, match="A merge was left unfinished") as caught:
        read(text.encode(), name)
    assert caught.value.problem.line == line


@pytest.mark.parametrize("text", ["Title\n=======\n\nWords.", "> > > > > > > Words.", ">>>>>>>Words.", "<<< Words >>>"])
def test_underlines_and_quotations_are_no_merge(text: str) -> None:
    """A heading's underline, and quotation in quotation."""
    assert read(text.encode(), "a.md").text


def test_no_such_day_is_refused_with_its_line(project: Make) -> None:
    """31 September in front matter is an error on its line."""
    built = builder.build(project({"a.md": article("Pier", "2026-09-31")}))
    assert "content/articles/a.md:3: error: The date “2026-09-31” cannot be read, or there is no such day." in told(
        built
    )


def test_what_is_dated_ahead_leads_nothing(project: Make) -> None:
    """An article dated 2096 is reported in each run and given without a date, until its day is near."""
    settings = project(
        {"a.md": article("Pier"), "b.md": article("Bridge", "2096-01-01"), "c.md": article("Road", "2026-10-03")}
    )
    for _ in range(2):
        built = builder.build(settings, whole=True, today=date(2026, 9, 27))
        assert [e.summary.fields.get("date") and str(e.summary.fields["date"])[:10] for e in built.entries] == [
            "2026-09-14", "2026-10-03", None,
        ]  # fmt: skip
        assert "content/summaries/2096/01/bridge.md: warning: Its date, 2096-01-01, is more than 7 days ahead" in told(
            built
        )
    kept = summary.parse((settings.summaries / "2096/01/bridge.md").read_text(), "").fields
    assert str(kept["date"]) == "2096-01-01"
    later = builder.build(settings, whole=True, today=date(2096, 1, 1))
    assert ("ahead" in told(later), len(later.entries)) == (False, 3)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/a b/ü?q=“x”", "https://a.example/a%20b/ü?q=“x”"),
        (" https://a.example/a\tb\n", "https://a.example/a%09b"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a b.example/", ""), ("https://a'b.example/", ""), ("javascript:alert(1)", ""), ("https://[x/", ""), ("https://", ""),
        ("https://a.example:port/", ""), ("//a.example/x", ""),
    ],
)  # fmt: skip
def test_addresses_are_written_as_links(given: str, kept: str) -> None:
    """Blanks and marks are percent-encoded; what is no address of the web is none."""
    assert web(given) == kept


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", f'<link rel="canonical" href="https://a.example/a b"><h1>Ferry kept</h1>{BODY}'),
        ("a.md", article("Pier", more="url: https://a.example/a b\n")),
        ("a.md", article("Pier", more='url: "https://a.example/a\\tb"\n')),
    ],
)
def test_an_address_with_blanks_passes_the_check(project: Make, name: str, content: str) -> None:
    """It is written percent-encoded, which the check takes for an address."""
    settings = project({name: content})
    built = builder.build(settings, whole=True)
    (entry,) = built.entries
    assert entry.summary.fields["source"]["url"].startswith("https://a.example/a%")
    assert "source.url" not in told(built)


def test_mail_of_countless_parts_is_refused() -> None:
    """2,000 parts in each other: one sentence that names the true reason."""
    data = b"Subject: x\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2_000)
    )
    with pytest.raises(ContentError, match="nested too deep") as caught:
        read(data + b"Content-Type: text/plain\n\nWords.\n", "a.eml")
    assert not caught.value.problem.trace


def test_attached_mails_in_mails_are_read() -> None:
    """A few parts in each other are usual."""
    inner = EmailMessage()
    inner.set_content("The ferry stays. " * 20)
    for _ in range(20):
        outer = EmailMessage()
        outer.make_mixed()
        outer.attach(inner)
        inner = outer
    assert read(inner.as_bytes(), "a.eml").text.startswith("The ferry stays.")


# ---------------------------------------------------------------- faults of the program


def fail(*_: Any, **__: Any) -> Any:
    """What no editor can mend."""
    raise ZeroDivisionError("a fault")


# the command's words → what fails in it, and the file that its message names
PLANTED = {
    "add note.txt": ("digest.sources.intake.take", "note.txt"),
    "batch analyse -j 1 in.jsonl out.jsonl": ("digest.build.rows.analysed", "in.jsonl:1"),
    "batch extract -j 1 in.jsonl out.jsonl": ("digest.cli.batch.extracted", "in.jsonl:1"),
    "build": ("digest.pipeline.draft", "content/articles/pier.md"),
    "check": ("digest.check.noted", "content/summaries/2026/09/pier.md"),
    "fetch": ("digest.sources.fetch.Fetcher.fetch", "https://a.example/feed"),
    "show note.txt": ("digest.pipeline.summarise", "note.txt"),
}


@pytest.fixture
def planted(project: Make, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A built project, with a file to add and rows to work on, whose article has changed since."""
    settings = project({"pier.md": article("Pier")}, "      feeds: [{url: https://a.example/feed}]\n")
    builder.build(settings)
    (settings.articles / "pier.md").write_text(article("Pier") + "\nIt will be opened in May.\n")
    (settings.root / "note.txt").write_text(LEDE)
    (settings.root / "in.jsonl").write_text(json.dumps({"id": "a", "text": LEDE, "file": "note.txt"}) + "\n")
    monkeypatch.chdir(settings.root)
    return settings


@pytest.mark.parametrize(("words", "where"), PLANTED.items(), ids=PLANTED)
def test_fault_of_the_program_is_one_sentence(
    planted: Settings, monkeypatch: pytest.MonkeyPatch, words: str, where: tuple[str, str]
) -> None:
    """It names the file and what was being done, exit status 3; the traceback comes with --debug alone."""
    target, file = where
    monkeypatch.setattr(target, fail)
    done = CliRunner().invoke(digest, words.split())
    (line,) = [line for line in done.output.splitlines() if "Digest failed while" in line]
    assert line.startswith(f"{file}: ")
    assert "(ZeroDivisionError: a fault). This is a fault of Digest, not yours" in line
    assert "Traceback" not in done.output
    assert done.exit_code == 3
    done = CliRunner().invoke(digest, ["--debug", *words.split()])
    assert "Traceback" in done.output
    assert done.exit_code == 3


@pytest.mark.parametrize("words", [words for words in PLANTED if not words.startswith("batch")])
def test_fault_outside_of_any_file_is_one_sentence(
    planted: Settings, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    """It names the command and the project."""
    monkeypatch.setattr("digest.cli.load", fail)
    done = CliRunner().invoke(digest, words.split())
    assert f"{planted.root}: error: Digest failed while running digest {words.split(maxsplit=1)[0]} (" in done.output
    assert (done.exit_code, "Traceback" in done.output) == (3, False)
    assert "Traceback" in CliRunner().invoke(digest, ["--debug", *words.split()]).output


def test_fault_in_a_process_is_one_sentence(project: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over several cores the others are built, and the traceback of the process is kept."""
    settings = project({f"a{n}.md": article(f"Piece {n}") for n in range(9)})
    draft = pipeline.draft

    def fault(found: Article) -> pipeline.Draft:
        return fail() if found.path == "a4.md" else draft(found)

    monkeypatch.setattr(pipeline, "draft", fault)
    built = builder.build(settings, jobs=2)
    (problem,) = [p for p in built.problems if p.trace]
    assert (built.count("new"), problem.file, said.exit_status(problem)) == (8, "content/articles/a4.md", 3)
    assert "in fail" in problem.trace


def test_fault_in_a_reader_is_one_sentence() -> None:
    """What a reader's process cannot do comes back with its traceback, and the process goes on."""
    code = (
        "from digest.read import mail, worker\n"
        "mail._parts = lambda message: 1 / 0\n"
        "found = worker._answer('mail', b'Subject: x\\n\\nWords.', 'a.eml', '', 5)\n"
        "print(found)\nprint(found.trace)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("a.eml: error: Digest failed while reading the file (ZeroDivisionError")
    assert "in _answer" in done.stdout


def test_errors_raised_on_purpose_pass() -> None:
    """What is meant for the editor keeps its words, an interrupt ends the run, and a traceback survives another name."""
    with pytest.raises(ContentError, match="Mine") as caught, doing("testing", "a.md"):
        raise ContentError("a.md", "Mine.")
    assert not caught.value.problem.trace
    with pytest.raises(KeyboardInterrupt), doing("testing", "a.md"):
        raise KeyboardInterrupt
    with pytest.raises(DigestError) as caught, doing("testing", "a.md"):
        fail()
    named = caught.value.named("b.md").at(4).problem
    assert (named.file, named.line, "ZeroDivisionError" in named.trace) == ("b.md", 4, True)
