"""`content/stories.yaml`: what an editor decided about stories. Read into a checked value; nothing here opens a file.

stories:
  - id: 2026-03-fire-in-mill          # the story, as its address has it
    name: The fire at Tannery Mill    # how its page is called
    lead: 2026/mill-fire.md           # the article that leads it, as a path below the articles folder
    merged: [2026-03-blaze-in-weir]   # stories that are part of this one; their addresses lead here
    articles: [2026/inquest.md]       # articles put into it by hand; an id that no story has yet is a new story (a split)
    dismissed: [figure-dead-1a2b3c4d] # rows of "where the sources disagree" that are not shown
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import yaml

from digest.errors import ContentError, Problem
from digest.model.slugs import slug

_LISTS = ("merged", "articles", "dismissed")
_KEYS = ("id", "name", "lead", *_LISTS)
_LARGEST = 1_000_000  # characters


@dataclass(frozen=True, slots=True)
class Edit:
    """One entry of the file; `line` counts from 1."""

    id: str
    name: str = ""
    lead: str = ""
    merged: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True)
class Edits:
    """The entries that hold, in the file's order."""

    entries: tuple[Edit, ...] = ()

    @cached_property
    def of(self) -> Mapping[str, Edit]:
        """The entry of each story that has one."""
        return MappingProxyType({entry.id: entry for entry in self.entries})

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Former story → the one that it is part of now."""
        part = {old: entry.id for entry in self.entries for old in entry.merged}

        def last(story: str) -> str:
            while story in part:
                story = part[story]
            return story

        return MappingProxyType({old: last(old) for old in part})

    @cached_property
    def placed(self) -> Mapping[str, str]:
        """Article → the story that it was put into."""
        return MappingProxyType({article: entry.id for entry in self.entries for article in entry.articles})


def parse(text: str, file: str) -> tuple[Edits, tuple[Problem, ...]]:
    """The entries that can be read, and what is wrong with the others. Raises `ContentError` where the file is no YAML."""
    if len(text) > _LARGEST:
        raise ContentError(file, f"The file is longer than {_LARGEST:,} characters.")
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ContentError(
            file, f"The file is no YAML: {error.problem}.", "Look at the indents and quotation marks there.", line
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ContentError(file, "The file is no YAML.", "Check it against the version before your change.") from error
    found: list[Edit] = []
    problems: list[Problem] = []
    for node in _nodes(root, file):
        try:
            found.append(_entry(node, file))
        except ContentError as error:
            problems.append(error.problem)
    return _consistent(found, file, problems)


def checked(
    edits: Edits, file: str, stories: frozenset[str], articles: frozenset[str]
) -> tuple[Edits, tuple[Problem, ...]]:
    """The entries that fit the stories and articles there are, and what is wrong with the others, line by line."""
    made = {entry.id for entry in edits.entries if entry.articles}
    kept, problems = [], []
    for entry in edits.entries:
        wrong = None
        missing = next(
            (article for article in (*entry.articles, *filter(None, [entry.lead])) if article not in articles), None
        )
        unknown = next(
            (story for story in (entry.id, *entry.merged) if story not in stories and story not in made), None
        )
        if missing:
            wrong = f"There is no article “{missing}”.", "Write its path below the articles folder, or delete it here."
        elif unknown:
            wrong = (
                f"There is no story “{unknown}”.",
                "A story's id is what its address ends with; a new one needs articles: [ … ].",
            )
        if wrong:
            problems.append(Problem(file, entry.line, *wrong))
        else:
            kept.append(entry)
    return Edits(tuple(kept)), tuple(problems)


def _nodes(root: yaml.Node | None, file: str) -> list[yaml.Node]:
    if root is None or (isinstance(root, yaml.ScalarNode) and root.value in {"", "~", "null"}):
        return []
    if not isinstance(root, yaml.MappingNode):
        raise _error(file, root, "The file has no list “stories”.", "Begin it with a line: stories:")
    found: list[yaml.Node] = []
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or key.value != "stories":
            raise _error(file, key, "The file has one list, “stories”.", "Write what is here below it.")
        if isinstance(value, yaml.SequenceNode):
            found += value.value
        elif not (isinstance(value, yaml.ScalarNode) and value.value in {"", "~", "null"}):
            raise _error(file, value, "“stories” is no list.", "Begin each entry with a hyphen: - id: …")
    return found


def _entry(node: yaml.Node, file: str) -> Edit:
    if not isinstance(node, yaml.MappingNode):
        raise _error(
            file, node, "An entry is missing its names and values.", "Write it as - id: …, with further lines below it."
        )
    values: dict[str, tuple[str, ...]] = {}
    splits = True
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.value not in _KEYS:
            named = key.value if isinstance(key, yaml.ScalarNode) else "this"
            raise _error(file, key, f"An entry has no “{named}”.", f"It may have: {', '.join(_KEYS)}.")
        if key.value in values:
            raise _error(file, key, f"“{key.value}” is here twice.", "Put the two together.")
        if not _is_empty(value):
            values[key.value] = tuple(_words(key, value, file))
        elif key.value == "articles":
            splits = False
    own = values.get("id", ("",))[0]
    if not own or own != slug(own):
        raise _error(
            file,
            node,
            f"“{own}” is no id of a story.",
            "Write what the story's address ends with: id: 2026-03-fire-in-mill.",
        )
    if not splits and set(values) <= {"id"}:  # editing tools write out what was left empty
        raise _error(
            file,
            node,
            "The story is split into nothing.",
            "Name its articles: articles: [2026/a.md], or delete the line.",
        )
    single = {name: values.get(name, ("",))[0] for name in ("name", "lead")}
    merged, articles, dismissed = (values.get(name, ()) for name in _LISTS)
    return Edit(own, single["name"], single["lead"], merged, articles, dismissed, node.start_mark.line + 1)


def _is_empty(node: yaml.Node) -> bool:
    return node.value in {"", "~", "null"} if isinstance(node, yaml.ScalarNode) else not node.value


def _words(key: yaml.ScalarNode, value: yaml.Node, file: str) -> Iterator[str]:
    nodes = value.value if isinstance(value, yaml.SequenceNode) and key.value in _LISTS else [value]
    for node in nodes:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise _error(
                file,
                node,
                f"“{key.value}” has no value that can be used.",
                "Write a word, or a list in [brackets, like this].",
            )
        yield node.value.strip()


def _consistent(found: list[Edit], file: str, problems: list[Problem]) -> tuple[Edits, tuple[Problem, ...]]:
    """Without entries that contradict one before them: the same id or article twice, a merge with itself or in a circle."""
    kept: list[Edit] = []
    ids: dict[str, int] = {}
    articles: dict[str, int] = {}
    part: dict[str, str] = {}
    for entry in found:
        twice = next((article for article in entry.articles if article in articles), None)
        again = next((old for old in entry.merged if old in part), None)
        wrong = None
        if entry.id in ids:
            wrong = f"The story “{entry.id}” is here and in line {ids[entry.id]}.", "Put the two entries together."
        elif entry.id in entry.merged:
            wrong = f"The story “{entry.id}” is merged with itself.", "Name the other story under merged."
        elif twice:
            wrong = (
                f"The article “{twice}” is here and in line {articles[twice]}.",
                "An article is in one story: delete one of the two.",
            )
        elif again:
            wrong = f"The story “{again}” is merged here and with “{part[again]}”.", "Delete one of the two."
        elif _circle(entry, part):
            wrong = f"The merges lead back to “{entry.id}”.", "Take one of the stories out of the circle."
        if wrong:
            problems.append(Problem(file, entry.line, *wrong))
            continue
        kept.append(entry)
        ids[entry.id] = entry.line
        articles |= dict.fromkeys(entry.articles, entry.line)
        part |= dict.fromkeys(entry.merged, entry.id)
    return Edits(tuple(kept)), tuple(sorted(problems))


def _circle(entry: Edit, part: Mapping[str, str]) -> bool:
    """Whether the entry's story is, over others, part of one that it merges."""
    at = entry.id
    while at in part:
        at = part[at]
        if at in entry.merged:
            return True
    return False


def _error(file: str, node: yaml.Node, what: str, remedy: str) -> ContentError:
    return ContentError(file, what, remedy, node.start_mark.line + 1)
