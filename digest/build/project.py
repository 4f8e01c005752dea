"""What holds for one run: the settings and what they mean for a summary, what is kept, and how files are named in messages."""

from functools import cached_property
from hashlib import sha256

from digest import pipeline
from digest.build import owned, suggestions
from digest.build.kept import Kept
from digest.build.keys import key
from digest.build.stages import counted, reading_key
from digest.config import Settings, shown
from digest.english import days
from digest.extract import Hints
from digest.model import Article
from digest.pipeline import Committed
from digest.sources import files


class Project:
    """The settings with all that is read once for a run. Raises `SettingsError` when the owner's topics are broken."""

    def __init__(self, settings: Settings, memory: Kept) -> None:
        self.settings, self.memory = settings, memory
        self.options = owned.options(settings)
        self.key = key("settings", self.options, self.named(""), self.summary(""))

    def named(self, path: str) -> str:
        """An article's path for messages."""
        return shown(self.settings, self.settings.articles / path)

    def summary(self, place: str) -> str:
        """A summary's path for messages."""
        return shown(self.settings, self.settings.summaries / place)

    def suggestion(self, path: str) -> tuple[int, int]:
        """What shows cheaply whether the saved answer on an article has changed; zeros where there is none."""
        return self._suggestions.get(path, (0, 0))

    @cached_property
    def _suggestions(self) -> dict[str, tuple[int, int]]:
        return suggestions.stamps(self.settings)

    def committed(self, path: str) -> str:
        """The day of an article's last commit, where its name has none."""
        return "" if days.in_name(path) else self._commits.get(path, "")

    @cached_property
    def _commits(self) -> dict[str, str]:
        return files.commits(self.settings.articles)

    def holds(self, path: str) -> bool:
        """Whether a path, as a summary names its article, is that of a file below the articles folder."""
        place = self.settings.articles / path
        return bool(path) and place.resolve().is_relative_to(self.settings.articles.resolve()) and place.is_file()

    def article(self, path: str) -> tuple[Article, str]:
        """An article as its file is now, with the key of its reading: kept, or read anew. Raises `ContentError`."""
        data = files.read(self.settings.articles / path, self.named(path))
        hashed = sha256(data).hexdigest()
        name = self._readings.get(path, "")
        kept = self.memory.reading(path, name) if self.is_of(path, hashed, name) else None
        if kept and kept.article:
            return kept.article, name
        committed = self.committed(path)
        found = pipeline.article(Committed(path, data, self.named(path), Hints(committed)))
        return found, reading_key(path, hashed, counted(found, committed))

    def is_of(self, path: str, hashed: str, reading: str) -> bool:
        """Whether a reading's key is that of an article with these bytes, committed on the day it has now."""
        return reading == reading_key(path, hashed, None) or reading == reading_key(path, hashed, self.committed(path))

    @cached_property
    def _readings(self) -> dict[str, str]:
        return self.memory.keys("reading")
