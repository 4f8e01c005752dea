"""The articles of a run together: their words, and which of them repeats another."""

import json
from contextlib import suppress

from digest import pipeline
from digest.build.keys import key
from digest.build.project import Project
from digest.errors import ContentError, Problem, Severity
from digest.group.copies import copies
from digest.model import Article


class Readings:
    """Which articles a run has, by path: the key of each reading, and the date on its summary."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._held: dict[str, tuple[str, str]] = {}
        self._told: dict[str, tuple[str, str]] | None = None

    def add(self, path: str, reading: str, date: str = "") -> None:
        """Adds an article."""
        self._held[path] = reading, date
        self._told = None

    @property
    def all(self) -> str:
        """The path of each article, the key of its reading, the date on its summary: one text to make a key of."""
        return json.dumps(sorted((path, *held) for path, held in self._held.items()))

    def article(self, path: str) -> Article | None:
        """The article as it was read, or read anew where it is not kept; None where it cannot be read."""
        if path not in self._held:
            return None
        kept = self._project.memory.reading(path, self._held[path][0])
        if kept:
            return kept.article
        with suppress(ContentError):  # reported where it is read to be summarised
            return self._project.article(path)[0]
        return None

    def told(self) -> dict[str, tuple[str, str]]:
        """The title and the sentences of every article by its path."""
        if self._told is None:
            found = ((path, self.article(path)) for path in sorted(self._held))
            self._told = {path: (one.title, pipeline.prose(one)) for path, one in found if one}
        return self._told

    def words(self) -> dict[str, str]:
        """The sentences of every article by its path."""
        return {path: prose for path, (_, prose) in self.told().items()}

    def copies(self) -> dict[str, str]:
        """Articles that repeat another's text, wire copy say: path → path of the original."""
        name = key("copies", self.all)
        found = self._project.memory.copies(name)
        if found is None:
            found = copies(self.words(), {path: date for path, (_, date) in self._held.items()})
            self._project.memory.put("copies", "", name, found)
        return found

    def repeats(self) -> list[Problem]:
        """A notice for each copy: its page leads to the original."""
        what = "The text is that of {}: its page says so and leads there."
        named = self._project.named
        return [
            Problem(named(path), 0, what.format(named(original)), severity=Severity.NOTICE)
            for path, original in self.copies().items()
        ]
