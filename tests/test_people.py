"""The same one over all articles, and what the editor's file says about names."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.build import archive
from digest.errors import ContentError
from digest.model import EntityKind, Summary
from digest.people import Aliases, Named, join, parse

PERSON, PLACE = EntityKind.PERSON, EntityKind.PLACE


def named(source: str, name: str, role: str = "", date: str = "", kind: EntityKind = PERSON) -> Named:
    """An entity of an article, with an id as the article made it."""
    return Named(source, kind, name.lower().replace(" ", "-"), name, role, date)


def test_the_same_name_is_the_same_person():
    """Case, accents and punctuation aside, one name in two articles has one id, and roles stand by date."""
    archive = join(
        [named("b.md", "Jose Tarn", "mayor", "2026-02"), named("a.md", "José Tarn", "governor", "2026-03")], Aliases()
    )
    [someone] = archive.everyone
    assert (someone.id, someone.sources) == ("jose-tarn", ("a.md", "b.md"))
    assert [role for _, role, _ in someone.roles] == ["mayor", "governor"]


def test_a_person_and_a_place_of_one_name_stay_apart():
    """The kind is part of who it is."""
    archive = join([named("a.md", "Clara Vale"), named("a.md", "Clara Vale", kind=PLACE)], Aliases())
    assert len(archive.everyone) == 2


def test_an_editor_joins_two_names():
    """Another name in the file leads to one page, and the former address leads to the present one."""
    aliases = parse("people:\n  - name: Robert Hale\n    also: [Bob Hale]\n    was: [bob-hale]\n", "names.yaml")
    archive = join([named("a.md", "Bob Hale"), named("b.md", "Robert Hale")], aliases)
    assert [someone.id for someone in archive.everyone] == ["robert-hale"]
    assert archive.ids["a.md", PERSON, "bob-hale"] == "robert-hale"
    assert archive.redirects == {(PERSON, "bob-hale"): "robert-hale"}


def test_an_editor_tells_two_of_one_name_apart():
    """An entry for certain articles takes the name there, and there alone; its exceptions are left out."""
    text = 'people:\n  - name: Ann Lee\n    id: ann-lee-pilot\n    only: ["air/*"]\n    except: ["air/9.md"]\n'
    archive = join(
        [named("air/1.md", "Ann Lee"), named("air/9.md", "Ann Lee"), named("b.md", "Ann Lee")], parse(text, "n")
    )
    assert {someone.id: someone.sources for someone in archive.everyone} == {
        "ann-lee": ("air/9.md", "b.md"),
        "ann-lee-pilot": ("air/1.md",),
    }


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("the Rovers striker", "an inspector of the harbour police", 2),
        ("a striker for Harrow Rovers", "the Rovers forward", 1),
        ("a lawyer in Port Alder", "the minister for justice", 1),
        ("a former striker", "the foreign minister", 1),
        ("mayor of Kestrel Bay", "mayor of Lindhaven", 2),
        ("former mayor of Kestrel Bay", "mayor of Lindhaven", 1),
        ("the museum's director", "a nurse at the county hospital", 1),
        ("", "a nurse at the county hospital", 1),
    ],
)
def test_roles_that_one_person_cannot_have_keep_two_apart(one: str, other: str, people: int) -> None:
    """A name in two articles is two people where their roles exclude each other; the earlier one keeps the plain address."""
    whole = join([named("a.md", "Ann Lee", one, "2026-03"), named("b.md", "Ann Lee", other, "2026-05")], Aliases())
    assert len(whole.everyone) == people
    assert whole.ids["a.md", PERSON, "ann-lee"] == "ann-lee"
    assert [(first.id, second.sources) for first, second in whole.doubts] == [("ann-lee", ("b.md",))] * (people - 1)


def test_the_editor_and_the_story_say_that_two_are_one():
    """An entry without `only` means everybody of the name, and two articles of one story mean the same person."""
    roles = [named("a.md", "Ann Lee", "a striker", "2026-03"), named("b.md", "Ann Lee", "a nurse", "2026-05")]
    assert len(join(roles, parse("people:\n  - name: Ann Lee\n", "n")).everyone) == 1
    assert len(join([replace(one, story="2026-03-cup") for one in roles], Aliases()).everyone) == 1


def test_the_question_names_both_articles_and_what_to_write():
    """Whether two of one name are one is asked with their roles, articles and addresses."""
    people = [{"id": "ann-lee", "name": "Ann Lee", "role": role} for role in ("a striker", "a nurse")]
    summaries = [
        Summary(f"{n}.md", {"date": f"2026-0{n}-01", "source": {"file": f"{n}.txt"}, "people": [one]})
        for n, one in enumerate(people, 1)
    ]
    joined, _, [question] = archive.joined(summaries, Aliases(), {}, "content/names.yaml")
    assert [summary.fields["people"][0]["id"] for summary in joined] == ["ann-lee", "ann-lee-medicine"]
    assert str(question) == (
        "content/names.yaml: warning: Ann Lee is “a striker” in 1.txt and “a nurse” in 2.txt, so there are two pages: ann-lee and"
        " ann-lee-medicine. If it is one person, list “name: Ann Lee” under people; if two, list the second with"
        " “id: ann-lee-medicine” and “only: [2.txt]”."
    )


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("people: [", 1, "YAML"),
        ("persons: []", 1, "persons"),
        ("people:\n  - id: x", 2, "no name"),
        ("people:\n  - name: A B\n    alias: C", 3, "alias"),
        ("people:\n  - name: A B\n    id: A B", 2, "a-b"),
        ("people:\n  - name: A B\n  - name: A B", 3, "line 2"),
        ("people:\n  - name: A B\n  - name: C D\n    also: [A B]", 3, "line 2"),
        ("people:\n  - name: A B\n  - name: C D\n    was: [a-b]", 3, "former"),
        ("people:\n  - name: [A]", 2, "list"),
        ("- name: A", 1, "Names and values"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_line(text, line, word):
    """The editor reads where the mistake is and what to write."""
    with pytest.raises(ContentError) as caught:
        parse(text, "content/names.yaml")
    problem = caught.value.problem
    assert word in problem.what + problem.remedy
    assert problem.remedy
    assert abs(problem.line - line) <= 1


def test_an_empty_file_says_nothing():
    """Comments and empty lists are fine."""
    assert parse("# nothing\n", "n") == parse("people: []\nplaces:\n", "n") == Aliases()


@given(
    st.permutations(
        [named("a", "Ann Lee"), named("b", "Ann Lee", "pilot"), named("c", "Bo Orr"), named("c", "Oslo", kind=PLACE)]
    )
)
def test_the_order_of_articles_is_no_matter(listed):
    """Whichever article is read first, the archive is the same."""
    assert join(listed, Aliases()) == join(sorted(listed, key=lambda n: (n.source, n.name)), Aliases())
