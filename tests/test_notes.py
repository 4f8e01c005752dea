"""An editor's note: Markdown that asks no other host and runs nothing; what is left out is reported with its line."""

import pytest

from digest import check
from digest.build import build
from digest.build.verify import verify
from digest.check import Report
from digest.render import notes
from tests.conftest import LEDE


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("A *word*.", "<p>A <em>word</em>.</p>"),
        ("[x](https://a.example/y)", '<p><a href="https://a.example/y">x</a></p>'),
        ("[x](mailto:ann@a.example)", '<p><a href="mailto:ann@a.example">x</a></p>'),
        ("[x](../pier/)", '<p><a href="../pier/">x</a></p>'),
        ("[x](zz:y)", "<p>[x](zz:y)</p>"),
        ("[x](JavaScript:y)", "<p>[x](JavaScript:y)</p>"),
        ("[x](java&#10;script:y)", '<p><a href="java%0Ascript:y">x</a></p>'),
        ("[x](data:text/html,y)", "<p>[x](data:text/html,y)</p>"),
        ("<zz:yy>", "<p>&lt;zz:yy&gt;</p>"),
        ("[x]\n\n[x]: vbscript:y", "<p>[x]</p>\n<p>[x]: vbscript:y</p>"),
        ("<script>y</script>", "<p>&lt;script&gt;y&lt;/script&gt;</p>"),
        ("<b onclick=y>z</b>", "<p>&lt;b onclick=y&gt;z&lt;/b&gt;</p>"),
        ("![The pier](../pier.png)", '<p><img src="../pier.png" alt="The pier" /></p>'),
        ("![The pier](https://a.example/p.png)", '<p><a href="https://a.example/p.png">The pier</a></p>'),
        ("![](//a.example/p.png)", '<p><a href="//a.example/p.png">//a.example/p.png</a></p>'),
        ("![x](/\\a.example/p.png)", '<p><a href="/%5Ca.example/p.png">x</a></p>'),
        ("![x](data:image/png;base64,y)", "<p>![x](data:image/png;base64,y)</p>"),
        ("[![x](https://a.example/p.png)](https://b.example)", '<p><a href="https://b.example">x</a></p>'),
        ("[![*x*](https://a.example/p.png)](https://b.example)", '<p><a href="https://b.example">*x*</a></p>'),
        ("# A\n\n### B\n\n## C", "<h3>A</h3>\n<h4>B</h4>\n<h4>C</h4>"),
        ("### A\n\n# B", "<h3>A</h3>\n<h3>B</h3>"),
        ("    a\n\n      b", "<pre><code>a\n\n  b\n</code></pre>"),
    ],
)  # fmt: skip
def test_note_is_markdown_that_leads_only_where_it_may(note: str, html: str) -> None:
    """HTML and links of unknown schemes stay text, foreign pictures become links, headings go on from the page's."""
    assert notes.html(note) == html


@pytest.mark.parametrize(
    ("note", "line", "words"),
    [
        ("One.\n\nTwo\nthree ![x](https://a.example/p.png) four.\n", 4, "The picture https://a.example/p.png is not shown"),
        ("One.\n\n- [x](zz:y)\n", 3, "The link to zz:y is not live"),
        ("[x](javascript:y)", 1, "The link to javascript:y is not live"),
        ("![x](//a.example/p.png)", 1, "The picture //a.example/p.png is not shown"),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_note_is_reported_with_its_line(note: str, line: int, words: str) -> None:
    """The line is that of the file, whose front matter stands above the note."""
    text = f"---\ntitle: x\n---\n{note}"
    (problem,) = check.problems(check.noted(Report(), note), "s.md", text)
    assert (problem.line, problem.severity) == (3 + line, "warning")
    assert problem.what.startswith(f"note: {words}")


def test_note_without_fault_is_not_reported() -> None:
    """Pictures and links of the site, web and mail are silent."""
    note = "A < B. [x](https://a.example) [y](../z/) <https://b.example> <ann@a.example> ![z](p.png)"
    assert check.noted(Report(), note).findings == ()


def test_build_and_check_report_a_note(project) -> None:
    """Both commands name the picture in a note, each time."""
    settings = project({"pier.txt": f"North pier closed\nPublished 14 September 2026\n\n{LEDE}"})
    build(settings)
    place = next(settings.summaries.rglob("*.md"))
    place.write_text(place.read_text("utf-8") + "\n![x](https://a.example/p.png)\n", "utf-8")
    lines = place.read_text("utf-8").count("\n")
    for _ in range(2):
        assert [p.line for p in build(settings).problems if "a.example" in p.what] == [lines]
    (checked,) = verify(settings, [place])[0].values()
    assert [p.line for p in checked.problems if "a.example" in p.what] == [lines]
