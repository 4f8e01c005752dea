"""A digest of one's own: the files that `digest new` writes and `digest upgrade` keeps up to date.

They are in this folder; `dot_` at the start of a name becomes ".". What an owner changed in them is kept: `upgrade` merges
three ways, with the version that was written before as the base. The bases are kept in `.digest/base/` of the owner's
project. Nothing below `content/` is ever changed by an upgrade.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from digest import __version__
from digest.config import Rights
from digest.errors import SettingsError, printable
from digest.sources import files, threeway

LANGUAGES = ("en", "de", "fr", "es", "uk")
_ANSWERS = ".digest/answers.json"
_BASE = ".digest/base"
_MARK = re.compile(r"@[A-Z_]+@")  # "@NAME@": what an answer replaces


@dataclass(frozen=True, slots=True)
class Answers:
    """What an owner was asked: the site's name, the language of its interface, and how much of an article it may show."""

    name: str = "My digest"
    language: str = "en"
    rights: str = Rights.EXCERPT.value

    def __post_init__(self) -> None:
        """Raises `SettingsError` for what is no answer: they go into files as they are."""
        if not isinstance(self.name, str) or not self.name.strip() or printable(self.name) != self.name:
            raise SettingsError("The name of the site must be one line of text.")
        if self.language not in LANGUAGES or self.rights not in set(Rights):
            raise SettingsError(
                f"“{self.language}” or “{self.rights}” is none of the languages or rights that are known."
            )


class Change(StrEnum):
    """What an upgrade does with one file."""

    ADDED = "added"
    UPDATED = "updated"
    MERGED = "merged"
    CONFLICT = "conflict"  # the owner's file is left as it is
    DELETED = "deleted"  # by the owner: it is not written again


@dataclass(frozen=True, slots=True)
class Step:
    """One file of an upgrade: its path, what is done, the owner's text (empty if absent) and the text that is written."""

    path: str
    change: Change
    old: str
    new: str


def starter(answers: Answers) -> dict[str, str]:
    """The text of every file of a new digest by its path."""
    words = {
        "@NAME@": answers.name,
        "@NAME_QUOTED@": json.dumps(answers.name, ensure_ascii=False),
        "@LANGUAGE@": answers.language,
        "@RIGHTS@": answers.rights,
        "@VERSION@": __version__,
    }
    texts = _texts(resources.files(__package__), "")
    found = {path: _MARK.sub(lambda mark: words.get(mark[0], mark[0]), text) for path, text in texts}
    found["content/topics.yaml"] = _packaged("digest.understand.topics", "topics.yaml")
    found[".vscode/summary.schema.json"] = json.dumps(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "anyOf": [{"type": "null"}, json.loads(_packaged("digest.summary", "schema.json"))],
        },
        indent=2,
        ensure_ascii=False,
    )
    for name, package in (
        ("stories", "digest.group"), ("editions", "digest.group.editions"), ("names", "digest.people"), ("topics", "digest.understand.topics"),
    ):  # fmt: skip
        found[f".vscode/{name}.schema.json"] = _packaged(package, f"{name}.json")
    return dict(sorted(found.items()))


def create(folder: Path, answers: Answers) -> list[str]:
    """Writes a new digest into an empty or absent folder and returns the paths. Raises `SettingsError`."""
    if folder.is_dir() and any(entry.name != ".git" for entry in folder.iterdir()):
        raise SettingsError(f"The folder {folder} is not empty. Name a new folder; nothing was written.")
    if folder.exists() and not folder.is_dir():
        raise SettingsError(f"{folder} is a file. Name a new folder; nothing was written.")
    texts = starter(answers)
    for path, text in texts.items():
        files.write(folder / path, text.encode())
    _remember(folder, answers, texts)
    return list(texts)


def plan(folder: Path) -> list[Step]:
    """What an upgrade of the digest in `folder` would do, by path. Raises `SettingsError` for a folder that is no digest."""
    steps = []
    for path, text in starter(remembered(folder)).items():
        if path.startswith("content/"):
            continue
        base, mine = _read(folder / _BASE / path), _read(folder / path)
        step = _step(path, base, mine, text)
        if step:
            steps.append(step)
    return steps


def upgrade(folder: Path, steps: list[Step]) -> None:
    """Writes the steps of a plan; the new text of a conflict is put beside the base, as `.digest/new/PATH`."""
    for step in steps:
        if step.change is Change.CONFLICT:
            files.write(folder / ".digest/new" / step.path, step.new.encode())
        elif step.change is not Change.DELETED:
            files.write(folder / step.path, _ended(folder / step.path, step.new))
    answers = remembered(folder)
    conflicts = {step.path for step in steps if step.change is Change.CONFLICT}
    _remember(folder, answers, {path: text for path, text in starter(answers).items() if path not in conflicts})


def remembered(folder: Path) -> Answers:
    """The answers that a digest was made with. Raises `SettingsError`."""
    place = folder / _ANSWERS
    try:
        return Answers(**json.loads(place.read_text("utf-8")))
    except FileNotFoundError as error:
        raise SettingsError(
            f"{folder} was not made by `digest new` ({_ANSWERS} is missing), so there is nothing to upgrade."
        ) from error
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise SettingsError(f"{place} cannot be read: {error}. Bring it back from the last commit.") from error


def _step(path: str, base: str | None, mine: str | None, theirs: str) -> Step | None:
    """How one file is brought up to date; None if there is nothing to do."""
    if mine == theirs or (base == theirs and mine is not None):
        return None
    if mine is None:
        return None if base == theirs else Step(path, Change.ADDED if base is None else Change.DELETED, "", theirs)
    if mine == base:
        return Step(path, Change.UPDATED, mine, theirs)
    merged = threeway.merged(mine, base or "", theirs)
    return Step(path, Change.CONFLICT if merged is None else Change.MERGED, mine, theirs if merged is None else merged)


def _remember(folder: Path, answers: Answers, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        if not path.startswith("content/"):
            files.write(folder / _BASE / path, text.encode())
    files.write(folder / _ANSWERS, json.dumps(asdict(answers), ensure_ascii=False, indent=2).encode() + b"\n")


def _ended(place: Path, text: str) -> bytes:
    """A text with the line ends that the file at a place has: git writes those of Windows there."""
    windows = place.is_file() and b"\r\n" in place.read_bytes()
    return (text.replace("\n", "\r\n") if windows else text).encode()


def _read(place: Path) -> str | None:
    """The text of a file, whatever its line ends; None where there is none. Raises `SettingsError`."""
    try:
        return place.read_bytes().decode("utf-8").replace("\r\n", "\n") if place.is_file() else None
    except UnicodeDecodeError as error:
        raise SettingsError(
            f"{place} is not UTF-8, so it cannot be brought up to date. Save it as UTF-8; nothing was written."
        ) from error


def _texts(folder: Traversable, below: str) -> Iterator[tuple[str, str]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        path = below + entry.name.replace("dot_", ".", 1) if entry.name.startswith("dot_") else below + entry.name
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _texts(entry, f"{path}/")
        elif entry.is_file() and not entry.name.endswith((".py", ".pyc")):
            yield path, entry.read_text("utf-8")


def _packaged(package: str, name: str) -> str:
    return resources.files(package).joinpath(name).read_text("utf-8")
