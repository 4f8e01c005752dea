"""The summary files that are there: read where they have changed, matched with their articles, and never lost.

A file that cannot be read keeps its place and its article: nothing is made anew beside it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from digest import summary
from digest.build.kept import Pair
from digest.build.pairs import Known, Pairs, pair
from digest.build.project import Project
from digest.errors import ContentError, Problem, Severity
from digest.frontmatter.fence import earlier
from digest.sources import files
from digest.sources.files import Found

# "  file: 2026/storm.txt" in the front matter of a summary that cannot be parsed
_FILE_LINE = re.compile(r"^  file: ['\"]?([^\n'\"]+)", re.MULTILINE)


def known(project: Project, found: Iterable[Found], rows: Mapping[str, Pair], problems: list[Problem]) -> list[Known]:
    """The summary files; those that have not changed since the last run, which `rows` remember, are not parsed."""
    there = []
    for file in found:
        row, data = rows.get(file.path), b""
        if row and row.summary == (file.size, file.changed):
            there.append(Known(file.path, row.file, row.sha256, settled=True))
            continue
        try:
            data = files.read(project.settings.summaries / file.path, project.summary(file.path))
            if row and row.written == sha256(data).hexdigest():
                there.append(Known(file.path, row.file, row.sha256, settled=True))
                continue
            source = summary.read(data, project.summary(file.path)).fields.get("source", {})
            named, hashed = (value if isinstance(value := source.get(n), str) else "" for n in ("file", "sha256"))
            there.append(Known(file.path, named, hashed))
        except ContentError as error:
            problems.append(error.problem)
            there.append(Known(file.path, _named(data) or (row.file if row else ""), "", broken=True))
    return there


def _named(data: bytes) -> str:
    """The article that a broken summary names, if a line of it can still be read."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    line = _FILE_LINE.search(data.decode("utf-16" if wide else "utf-8", errors="replace").replace("\r\n", "\n"))
    return line[1].strip() if line else ""


# ---------------------------------------------------------------- what belongs together


def pairs(project: Project, articles: Mapping[str, Found], there: Sequence[Known], problems: list[Problem]) -> Pairs:
    """Articles and their summaries; what is left over, and what is there twice, is reported."""

    def hashed(path: str) -> str:
        return sha256(_article(project, path)).hexdigest()

    def words(path: str) -> str:
        return _article(project, path).decode("utf-8", errors="replace")

    def evidence(k: Known) -> str:
        entries = None if k.broken else _parsed(project, k).fields.get("evidence")
        held = entries.values() if isinstance(entries, Mapping) else ()
        return "\n".join(str(entry.get("text", "")) for entry in held if isinstance(entry, Mapping))

    def edited(k: Known) -> bool:
        return not k.broken and _parsed(project, k).edited

    found = pair(list(articles), there, hashed, words, evidence, edited)
    unread = tuple(f"{problem.file}/" for problem in problems if problem.severity is Severity.ERROR)
    # An article, or a folder of them, that cannot be read is not gone.
    gone = [k for k in found.orphans if not k.broken and not f"{project.named(k.file)}/".startswith(unread)]
    problems += [_orphan(project, k, edited=edited(k)) for k in gone]
    for kept, others in found.twins:
        problems += [_twin(project, kept, k, edited=k.broken or edited(k)) for k in others]
    return found


def _parsed(project: Project, k: Known) -> summary.Parsed:
    name = project.summary(k.path)
    return summary.read(files.read(project.settings.summaries / k.path, name), name)


def _article(project: Project, path: str) -> bytes:
    """An article's bytes; none of one that cannot be read, which is reported when it is to be."""
    try:
        return files.read(project.settings.articles / path, path)
    except ContentError:
        return b""


def _orphan(project: Project, k: Known, *, edited: bool) -> Problem:
    what = f"Its article {project.named(k.file)} is gone." if k.file else "It names no article (source: file:)."
    remedy = "Bring the article back, or write its new place below `source: file:`."
    if not edited:
        remedy = "Delete the summary too, or bring the article back."
    return Problem(project.summary(k.path), 0, what, remedy, Severity.WARNING)


def _twin(project: Project, kept: Known, other: Known, *, edited: bool) -> Problem:
    first, second = project.summary(kept.path), project.summary(other.path)
    what = f"{first} and {second} are summaries of one article, {project.named(kept.file)}; the first one counts."
    remedy = "Bring what you wrote together in one of them, and name no article in the other."
    if not edited:
        remedy = "Nobody has changed the second one: delete it."
    return Problem(second, 0, what, remedy)


# ---------------------------------------------------------------- what keeps its place


def unnamed(orphans: Iterable[Known]) -> list[Known]:
    """The summaries that may be those of articles without one, since they name none or cannot be read."""
    return [k for k in orphans if k.broken or not k.file]


def claims(wanted: Mapping[str, str], lost: Sequence[Known]) -> dict[str, str]:
    """For articles without a summary the one of theirs that does not say so, by the address it would be given.

    `wanted` has each new article's address; `lost` are summaries that name no article, because they cannot be read.
    """
    free = {k.path for k in lost}
    found: dict[str, str] = {}
    for fits in (str.__eq__, summary.is_numbered):
        for file, address in sorted(wanted.items()):
            place = next((path for path in sorted(free) if fits(path, address)), None)
            if place and file not in found:
                found[file] = place
                free.discard(place)
    return found


def claimed(project: Project, file: str, place: str) -> Problem:
    """What is said of an article that is not summarised anew, since its summary is there and cannot be read."""
    path = project.summary(place)
    what = (
        f"Its summary is {path}, as its address says, which names no article or cannot be read; no second one is made."
    )
    return Problem(project.named(file), 0, what, f"Mend {path}. {earlier(path)}")
