"""What a process remembers from build to build is what it would make again."""

from digest.recall import Recall


def test_a_value_is_made_once_while_each_build_asks_for_it() -> None:
    """What a build does not ask for, or what was made under other settings, is made anew; before a build nothing is remembered."""
    recall, made = Recall(), list[str]()

    def make() -> list[str]:
        made.append("made")
        return list(made)

    recall.named("page", "a", make)
    recall.named("page", "a", make)
    assert len(made) == 2
    recall.begin("settings")
    first = recall.named("page", "a", make)
    recall.begin("settings")
    assert recall.named("page", "a", make) is first
    assert recall.named("page", "b", make) is not first
    recall.begin("settings")
    recall.begin("settings")
    assert recall.named("page", "a", make) is not first
    recall.begin("other settings")
    assert len(recall.named("page", "b", make)) == len(made) == 6


def test_what_is_made_of_an_object_goes_with_it() -> None:
    """A value belongs to the very object it was made of; an equal value of the last build takes the place of a new one."""
    recall = Recall()
    recall.begin("")
    one = recall.same("summary", "a.md", ["A"])
    assert recall.of("view", one, lambda: "view of A") == "view of A"
    recall.begin("")
    again = recall.same("summary", "a.md", ["A"])
    assert again is one
    assert recall.of("view", again, lambda: "another") == "view of A"
    recall.begin("")
    other = recall.same("summary", "a.md", ["B"])
    assert recall.of("view", other, lambda: "view of B") == "view of B"
