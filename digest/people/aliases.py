"""`content/names.yaml`: what an editor said about names. Read into a checked value; nothing here opens a file.

people:
  - name: Robert Hale          # how the site names him
    id: robert-hale            # his address; made of the name if left out
    also: [Bob Hale, R. Hale]  # other names that mean him
    page: true                 # a page of his own though only one article names him; false: none
    was: [bob-hale]            # former addresses, which lead to this one (a merge is remembered here)
  - name: Robert Hale          # another man of this name (a split is remembered here)
    id: robert-hale-pilot
    only: ["kestrel/*.md"]     # articles, as paths below the articles folder, in which the name means him
    except: ["kestrel/9.md"]   # and those of them in which it does not
organisations: []
places: []
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from types import MappingProxyType

import yaml

from digest.errors import ContentError
from digest.model import EntityKind
from digest.model.slugs import slug

_SECTIONS = MappingProxyType(
    {"people": EntityKind.PERSON, "organisations": EntityKind.ORGANISATION, "places": EntityKind.PLACE}
)
_LISTS = ("also", "was", "only", "except")
_KEYS = ("name", "id", "page", *_LISTS)
_WISHES = MappingProxyType({"true": True, "yes": True, "false": False, "no": False})


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the file; `line` counts from 1."""

    kind: EntityKind
    id: str
    name: str
    also: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    line: int = 0
    page: bool | None = None

    def slugs(self) -> set[str]:
        """The names that mean this entry, case, accents and punctuation aside."""
        return {slug(own) for own in (self.name, *self.also)} | set(self.was)

    def stands_in(self, source: str) -> bool:
        """Whether the name means this entry in that article."""
        if any(fnmatchcase(source, pattern) for pattern in self.excepted):
            return False
        return not self.only or any(fnmatchcase(source, pattern) for pattern in self.only)


@dataclass(frozen=True)
class Aliases:
    """All entries of the file, in its order."""

    entries: tuple[Known, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[tuple[EntityKind, str], list[Known]]:
        index: dict[tuple[EntityKind, str], list[Known]] = {}
        for entry in self.entries:
            for name in sorted(entry.slugs()):
                index.setdefault((entry.kind, name), []).append(entry)
        return index

    @cached_property
    def _by_id(self) -> Mapping[tuple[EntityKind, str], Known]:
        return {(entry.kind, entry.id): entry for entry in self.entries}

    def known(self, kind: EntityKind, name: str, source: str) -> Known | None:
        """Whom the name means in that article: an entry for certain articles goes before one for all."""
        fit = [entry for entry in self._by_name.get((kind, slug(name)), []) if entry.stands_in(source)]
        return next((e for e in fit if e.only), fit[0] if fit else None)

    def entry(self, kind: EntityKind, own: str) -> Known | None:
        """The entry with that id."""
        return self._by_id.get((kind, own))

    def owns(self, kind: EntityKind, own: str) -> bool:
        """Whether the file gives the id to somebody."""
        return self.entry(kind, own) is not None

    def redirects(self) -> dict[tuple[EntityKind, str], str]:
        """Former id → present id."""
        return {(entry.kind, old): entry.id for entry in self.entries for old in entry.was}


def parse(text: str, file: str) -> Aliases:
    """The checked entries of the file's text. Raises `ContentError` with the line and what to write instead."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise ContentError(
            file, f"The file is no YAML: {error.problem}.", "Look at the indents and quotation marks there.", line
        ) from error
    if root is None:
        return Aliases()
    found: list[Known] = []
    for section, node in _pairs(root, file, "The file has three lists: people, organisations, places."):
        kind = _SECTIONS.get(section.value)
        if kind is None:
            raise _error(
                file, section, f"There is no list “{section.value}”.", "Write people, organisations or places."
            )
        if _is_empty(node):
            continue
        if not isinstance(node, yaml.SequenceNode):
            raise _error(file, node, f"“{section.value}” is no list.", "Begin each entry with a hyphen: - name: …")
        found += [_entry(kind, entry, file) for entry in node.value]
    _check(found, file)
    return Aliases(tuple(found))


def _entry(kind: EntityKind, node: yaml.Node, file: str) -> Known:
    values: dict[str, tuple[str, ...]] = {}
    for key, value in _pairs(node, file, "An entry is written as - name: …, with further lines below it."):
        if key.value not in _KEYS:
            raise _error(file, key, f"An entry has no “{key.value}”.", f"It may have: {', '.join(_KEYS)}.")
        if _is_empty(value):
            continue
        if isinstance(value, yaml.SequenceNode) and key.value in _LISTS:
            values[key.value] = tuple(_word(item, file) for item in value.value)
        else:
            values[key.value] = (_word(value, file),)
    if not values.get("name", ("",))[0]:
        raise _error(file, node, "The entry has no name.", "Add a line: name: Full Name.")
    name = values["name"][0]
    own = values.get("id", (slug(name),))[0]
    if own != slug(own) or not own:
        raise _error(file, node, f"“{own}” cannot be part of an address.", f"Write it as: {slug(own) or 'full-name'}.")
    page = values.get("page", ("",))[0].casefold()
    if page and page not in _WISHES:
        raise _error(file, node, f"“page: {page}” is neither true nor false.", "Write page: true, or page: false.")
    return Known(
        kind, own, name, values.get("also", ()), values.get("was", ()), values.get("only", ()), values.get("except", ()),
        node.start_mark.line + 1, _WISHES.get(page),
    )  # fmt: skip


def _pairs(node: yaml.Node, file: str, remedy: str) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    if not isinstance(node, yaml.MappingNode):
        raise _error(file, node, "Names and values are missing here.", remedy)
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _error(file, key, "This cannot be a name of a value.", remedy)
        yield key, value


def _word(node: yaml.Node, file: str) -> str:
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise _error(
            file,
            node,
            "A word is missing or is a list.",
            "Write a name, an id or a path; lists are in [brackets, like this].",
        )
    return str(node.value).strip()


def _is_empty(node: yaml.Node) -> bool:
    """Whether nothing is there; editing tools write out what was left empty."""
    return node.value in {"", "~", "null"} if isinstance(node, yaml.ScalarNode) else not node.value


def _check(found: list[Known], file: str) -> None:
    """No id twice, no former id that is a present one, no name that means two entries everywhere."""
    ids: dict[tuple[EntityKind, str], Known] = {}
    for entry in found:
        other = ids.setdefault((entry.kind, entry.id), entry)
        if other is not entry:
            what = f"The id “{entry.id}” is here and in line {other.line}."
            raise ContentError(file, what, "Give one of them another id, or put the names into one entry.", entry.line)
    for entry in found:
        for old in entry.was:
            if (entry.kind, old) in ids:
                what = f"“{old}” is a former id here and a present one in line {ids[entry.kind, old].line}."
                raise ContentError(file, what, "Delete one of the two.", entry.line)
    names: dict[tuple[EntityKind, str], Known] = {}
    for entry in found:
        if entry.only:
            continue
        for name in sorted({slug(name) for name in (entry.name, *entry.also)}):
            other = names.setdefault((entry.kind, name), entry)
            if other is not entry and not (entry.excepted or other.excepted):
                what = f"The name “{name}” means this entry and that of line {other.line}."
                raise ContentError(
                    file, what, 'Say in which articles it means whom: only: ["folder/*.md"].', entry.line
                )


def _error(file: str, node: yaml.Node, what: str, remedy: str) -> ContentError:
    return ContentError(file, what, remedy, node.start_mark.line + 1)
