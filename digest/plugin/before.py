"""The site of the last build, kept in place: MkDocs empties the folder, but pages that are as they were need not be put there again."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_ASIDE = ".digest-before"  # MkDocs leaves hidden entries of the folder alone, and so do those who publish it

Stamp = tuple[int, int]  # size and time of a file


def set_aside(site: Path) -> None:
    """Moves the site out of MkDocs' way. What a build that was killed had set aside stays there, and the rest is given up."""
    aside = site / _ASIDE
    with suppress(OSError):  # then MkDocs empties the folder
        entries = [entry.name for entry in os.scandir(site)] if site.is_dir() else []
        if entries and _ASIDE not in entries:
            aside.mkdir()
            for name in entries:
                if not name.startswith("."):
                    (site / name).rename(aside / name)


def bring_back(site: Path, wanted: Mapping[str, Stamp]) -> set[str]:
    """Moves back what is wanted (path → size and time of the file), whole folders at once; removes the rest.

    Returns the paths that are in the site now.
    """
    aside = site / _ASIDE
    found: set[str] = set()
    with suppress(OSError):  # what is not moved is put there again
        if aside.is_dir():
            _folder(aside, site, "", wanted, found)
    shutil.rmtree(aside, ignore_errors=True)
    return found


def _folder(aside: Path, site: Path, below: str, wanted: Mapping[str, Stamp], found: set[str]) -> bool:
    """Moves what is wanted of a folder; True, and nothing is moved, if that is all that is in it."""
    whole: list[tuple[str, list[str]]] = []  # entries, each with the files that it is or holds
    others = False
    with os.scandir(aside / below) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                held: set[str] = set()
                if _folder(aside, site, f"{path}/", wanted, held):
                    whole.append((path, sorted(held)))
                else:
                    found |= held
                    others = True
            elif _same(entry, wanted.get(path)):
                whole.append((path, [path]))
            else:
                others = True
    if whole and below and not others:
        found.update(path for _, held_paths in whole for path in held_paths)
        return True
    if whole:
        (site / below).mkdir(parents=True, exist_ok=True)
    for path, held_paths in whole:
        (aside / path).rename(site / path)
        found.update(held_paths)
    return False


def _same(entry: "os.DirEntry[str]", stamp: Stamp | None) -> bool:
    if stamp is None or not entry.is_file(follow_symlinks=False):
        return False
    stat = entry.stat(follow_symlinks=False)
    return (stat.st_size, stat.st_mtime_ns) == stamp
