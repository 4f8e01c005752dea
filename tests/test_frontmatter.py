"""Front matter: read as YAML 1.2's core schema has it, written so that no reader of YAML takes it for something else."""

from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from digest import frontmatter
from digest.errors import ContentError

NAMES = st.text(st.characters(codec="utf-8"), max_size=30)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
# texts that some version of YAML reads as a number, a time, a truth value or nothing at all
LOOKS = st.from_regex(r"[-+]?[0-9._:xobeE+-]{1,14}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9:.Zz +-]{0,16})?|[-?:,.&*!|>%@`=<~#]{1,3}|[a-zA-Z~]{1,5}", fullmatch=True)  # fmt: skip
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(-1e9, 1e9).map(lambda x: round(x, 6))
    | TEXTS
    | LOOKS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(NAMES | LOOKS, PLAIN, max_size=5))
def test_what_is_written_reads_back_as_the_same(fields: dict[str, Any]) -> None:
    """Whatever the words, a value and its type survive the file."""
    back = frontmatter.load(frontmatter.dump(fields), "")
    assert back == fields
    assert repr(back) == repr(fields)


@given(TEXTS | LOOKS)
@example("1__0")
@example("610e20382691")
@example("12e3")
@example("yes")
@example("~")
@example("=")
@example("<<")
@example("2026-09-14")
@example("2026-01-01 00:00:00 +99:99")
@example("190:20:30")
@example("0o17")
@example("😀 Ferry kept")
@example("a\u2028b")
def test_a_text_is_a_text_to_every_reader(text: str) -> None:
    """Our reader, PyYAML's safe loader (YAML 1.1) and ruamel (YAML 1.2) read every text as that text, as a value and a name."""
    written = frontmatter.dump({"a": text, text: ["b", text]})
    wanted = {"a": text, text: ["b", text]}
    assert frontmatter.load(written, "") == wanted
    assert yaml.safe_load(written) == wanted
    assert yaml.load(written, yaml.CSafeLoader) == wanted
    assert ruamel.yaml.YAML(typ="safe", pure=True).load(written) == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("2026-09-14", "2026-09-14"), ("12:30", "12:30"), ("007", "007"), ("0x1F", "0x1F"), ("1_000", "1_000"),
        ("true", True), ("~", None), ("-12", -12), ("3.70", 3.7), ("1e3", 1000.0), ("'12'", "12"), ("<<", "<<"), ("!!str 12", "12"),
        ("1e999", "1e999"), ("&a x", "x"),
    ],
)  # fmt: skip
def test_only_the_core_schema_has_types(text: str, value: Any) -> None:
    """Words that other versions of YAML read as truth values, dates, times or numbers of other bases stay words."""
    found = frontmatter.load(f"a: {text}", "")["a"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: !!python/object/apply:os.getcwd []", 2, "tag"), ("a: !!binary aGk=", 2, "tag"), ("a: !x 1", 2, "tag"), ("a: !!int one", 2, "tag"),
        ("? [b]\n: 1", 2, "name must be a word"), ("a: [", 2, "not YAML"), ("a: 1\nb: 2\na: 3", 4, "“a” is written twice, here and on line 2"),
        ("a:\n  - b: 1\n    c: 2\n    b: 3", 5, "written twice, here and on line 3"), ("a: &x [1]\nb: *x", 3, "alias"), ("a: *x", 2, "alias"),
        ("a: &x w\nb: 1\nc: *x", 4, "alias"), ("a: 1\nb: \0", 3, "U+0000"), ("a: " + "[" * 50 + "]" * 50, 2, "deep"), ("a: " + "[" * 100_000, 2, ""), ("- " * 9000 + "a", 2, "deep"),
        ("a: " + "x: " * 3, 2, "not YAML"), (f"{'n' * 300}: 1", 2, "at most 200"),
    ],
)  # fmt: skip
def test_what_is_no_plain_value_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    """A tag, an alias, a name written twice, a list for a name, values without end, or broken YAML: the line, and why."""
    with pytest.raises(ContentError) as caught:
        frontmatter.load(text, "a.md", 2)
    assert words in caught.value.problem.what
    assert caught.value.problem.line == line


@pytest.mark.parametrize(
    "text",
    ["\ufeff---\na: 1\n---\nNote\n", "---\na: 1\n...\nNote\n", "---\r\na: 1\r\n---\r\nNote\r\n", "\n---  \na: 1\n--- \nNote\n", "---\ra: 1\r---\rNote\r"],
)  # fmt: skip
def test_what_can_be_read_is_read(text: str) -> None:
    """A byte order mark, `...` for the end, the line ends of other systems and blanks behind the fences change nothing."""
    parts = frontmatter.split(text, "a.md")
    assert (parts.yaml, parts.note) == ("a: 1\n", "Note\n")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"", 1, "empty"), (b" \n\n", 1, "empty"), (b"---\na: 1\nb: 2\n", 3, "cut off"), (b"a: 1\n", 1, "does not begin"),
        ("---\na: 1\n".encode("utf-16"), 1, "UTF-16"), (b"---\na: 1\nb: caf\xe9\n---\n", 3, "byte 0xe9"),
        (b"---\n<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n---\n", 2, "conflict"), (b"---\na: 1\n=======\nb: 2\n---\n", 3, "conflict"),
        (b"---\na: 1\n---\nOne\n<<<<<<< HEAD\nTwo\n", 5, "conflict"), (b"---\na: 1\n---\nOne\n>>>>>>> branch\n", 5, "conflict"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_line_and_nothing_is_to_be_deleted(
    data: bytes, line: int, words: str
) -> None:
    """An empty, cut, foreign or conflicting file: why, where, and how to find its earlier versions; never "delete it"."""
    with pytest.raises(ContentError) as caught:
        frontmatter.split(frontmatter.decoded(data, "a b.md"), "a b.md")
    problem = caught.value.problem
    assert words in problem.what
    assert problem.line == line
    assert "git log -p -- 'a b.md'" in problem.remedy or words == "conflict"
    assert "elete it" not in problem.remedy


def test_a_heading_of_a_note_is_no_conflict() -> None:
    """A line of equals signs below a line of a note is Markdown's heading."""
    assert frontmatter.split("---\na: 1\n---\nWhy\n=======\nSo.\n", "").note == "Why\n=======\nSo.\n"


FIELDS = st.dictionaries(st.sampled_from("abcdefg"), PLAIN, min_size=1, max_size=6)


@given(FIELDS, FIELDS)
def test_new_values_go_into_an_editors_file_and_comments_stay(before: dict[str, Any], after: dict[str, Any]) -> None:
    """The file says what it should, and the comments above the names that stay are there as before."""
    text = "".join(f"# about {name}\n{frontmatter.dump({name: value})}" for name, value in before.items())
    found = frontmatter.spliced(text, after, "a.md")
    assert repr(sorted(frontmatter.load(found, "").items())) == repr(sorted(after.items()))
    for name in before.keys() & after.keys():
        assert f"# about {name}\n{name}:" in found


@given(FIELDS, FIELDS)
def test_new_values_go_into_lists_item_by_item(before: dict[str, Any], after: dict[str, Any]) -> None:
    """In a list of mappings too, names are added, changed and taken away without touching the rest."""
    text = "# ours\n" + frontmatter.dump({"list": [{"id": "x", **before}, {**before, "id": 1}], "end": {"z": 1}})
    wanted = {"list": [{"id": "x", **after}, {"id": 1, **after}], "end": {"z": 1}}
    found = frontmatter.spliced(text, wanted, "a.md")
    assert frontmatter.load(found, "") == wanted
    assert found.startswith("# ours\n")


@pytest.mark.parametrize(
    ("text", "after", "wanted"),
    [
        ("a: 'x'  # why\nb: 1__0\n", {"a": "z", "b": "1__0"}, "a: z  # why\nb: 1__0\n"),
        ("# top\na:\nb: {state: held}\n", {"a": "z", "b": {"state": "held"}}, "# top\na: z\nb: {state: held}\n"),
        ("b: {state: held} # x\na: 1\n", {"a": 1, "b": {"state": "auto"}}, "b:\n  state: auto # x\na: 1\n"),
        ("a: |\n  one\n  two\n# c\nb: 1\n", {"a": "one", "b": 2}, "a: one\n# c\nb: 2\n"),
        ("a: >\n  one\n  two\nb: 1\n", {"a": "one two\n", "b": 2}, "a: >\n  one\n  two\nb: 2\n"),
        ("a:  # kept\n    - x\nb: 1\n", {"a": ["x", "z"], "b": 1}, "a:  # kept\n    - x\n    - z\nb: 1\n"),
        ("a: [x]  # kept\n", {"a": ["x", "z"], "c": "new"}, "a:\n- x\n- z  # kept\nc: new\n"),
        ("b: 1 # last\na: 2", {"a": 2}, "a: 2"),
        ("- 1\n", {"a": 2}, ""),
    ],
)
def test_only_what_differs_is_touched(text: str, after: dict[str, Any], wanted: str) -> None:
    """Quotation marks, comments, order and forms of an editor's own stay where nothing changes."""
    if not wanted:
        with pytest.raises(ContentError):
            frontmatter.spliced(text, after, "a.md")
        return
    assert frontmatter.spliced(text, after, "a.md") == wanted


def test_a_file_in_the_programs_form_is_written_as_a_new_one() -> None:
    """Whatever its quotation marks, a file without comments and forms of an editor's own has the bytes of a fresh one."""
    old = 'a: "x"\nb: 2026-09-14\nc:\n- d\n'
    after = {"a": "x", "b": "2026-09-14", "c": ["e"]}
    assert frontmatter.spliced(old, after, "a.md") == frontmatter.dump(after)


def test_lines_are_found_below_the_fence() -> None:
    """A path leads to the line of its name, of its parent where it leads nowhere, and into the note."""
    text = "\ufeff---\r\ntitle: x\r\nquotes:\r\n- text: a\r\n  kind: b\r\n...\r\nNote\r\nmore\r\n"
    paths = ["title", "quotes", "quotes[0]", "quotes[0].kind", "quotes[9].kind", "nothing", "note[2]"]
    assert frontmatter.locate(paths, text) == [2, 3, 4, 5, 3, 2, 8]
    assert frontmatter.locate(paths[:2], "no fence") == [1, 1]
