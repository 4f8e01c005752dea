"""`content/editions/2026-10-12.md`: what an editor decided about an edition. Nothing here opens a file.

---
lead: 2026-10-rope-works-burns   # the story that leads, as its address ends, or an article below content/articles
title: The night of the fire     # what the edition is called; else its day
---
An introduction, in Markdown. The front matter may be left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from posixpath import basename

from digest import frontmatter
from digest.errors import ContentError, Problem
from digest.group.editions.periods import named
from digest.model import Edition, EditionKind

KEYS = ("lead", "title")
_LARGEST = 200_000  # characters
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Choice:
    """What one file holds. `file` names it in messages, `line` is the one of `lead`."""

    id: str
    file: str
    lead: str = ""
    title: str = ""
    introduction: str = ""
    line: int = 0


def parse(data: bytes, file: str) -> Choice:
    """The editor's choice. Raises `ContentError` with the line of what cannot be used; `file` ends with the edition's name."""
    period = named(basename(file).removesuffix(".md"))
    if period is None:
        what = f"“{basename(file)}” is named after no day, week or month."
        raise ContentError(file, what, "Name it like 2026-10-12.md, 2026-w42.md or 2026-10.md.")
    text = frontmatter.decoded(data, file).removeprefix("\ufeff")
    if len(text) > _LARGEST:
        raise ContentError(file, f"The file is longer than {_LARGEST:,} characters.", "Shorten the introduction.")
    if not text.lstrip().startswith(_FENCE):
        return Choice(period.id, file, introduction=text.strip())
    parts = frontmatter.split(text, file)
    fields = frontmatter.load(parts.yaml, file, parts.first) or {}
    if not isinstance(fields, dict):
        raise ContentError(file, "The front matter is not a list of names and values.", "Write: lead: …", parts.first)
    for name, value in fields.items():
        line = frontmatter.locate([name], text)[0]
        if name not in KEYS:
            raise ContentError(file, f"An edition has no “{name}”.", f"It may have: {', '.join(KEYS)}.", line)
        if value is not None and not isinstance(value, str):
            raise ContentError(file, f"“{name}” is no text.", "Write one, or delete the line.", line)
    words = {name: value.strip() for name, value in fields.items() if value and value.strip()}
    place = frontmatter.locate(["lead"], text)[0] if "lead" in words else 0
    return Choice(period.id, file, words.get("lead", ""), words.get("title", ""), parts.note.strip(), place)


def applied(
    editions: Sequence[Edition], choices: Sequence[Choice], kinds: Sequence[EditionKind]
) -> tuple[list[Edition], list[Problem]]:
    """The editions as the editor wants them, and what does not fit them; the rest holds."""
    found = {edition.id: edition for edition in editions}
    seen: dict[str, str] = {}
    problems = []
    for choice in choices:
        edition = found.get(choice.id)
        if choice.id in seen:
            what, remedy = f"{seen[choice.id]} is of the same edition.", "Put the two together."
            problems.append(Problem(choice.file, 0, what, remedy))
            continue
        seen[choice.id] = choice.file
        if edition is None:
            problems.append(_missing(choice, kinds))
            continue
        lead = next((item for item in edition.items if choice.lead in {item.story, *item.articles}), None)
        if choice.lead and lead is None:
            what = f"The edition holds no story or article “{choice.lead}”."
            remedy = (
                "Write what a story's address ends with, or a path below the articles folder; of late ones none leads."
            )
            problems.append(Problem(choice.file, choice.line, what, remedy))
        items = (lead, *(item for item in edition.items if item is not lead)) if lead else edition.items
        found[choice.id] = replace(edition, items=items, title=choice.title, introduction=choice.introduction)
    return [found[edition.id] for edition in editions], problems


def _missing(choice: Choice, kinds: Sequence[EditionKind]) -> Problem:
    period = named(choice.id)
    if period and period.kind not in kinds:
        what = f"No editions of a {period.kind} are made here, so the file is not used."
        return Problem(choice.file, 0, what, f"Add {period.kind} to edition_kinds in mkdocs.yml, or delete the file.")
    what = f"No article is dated in {choice.id}, so there is no such edition."
    return Problem(choice.file, 0, what, "Correct the file's name; the words wait here until there is one.")
