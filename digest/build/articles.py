"""From the articles folder to the summaries folder.

    what is there → what must be done (`plan`) → the work, article by article (`stages`, in the processes of `run`)
    → place, write and remember (`write`) → stories (`storied`) → editions that are over (`editions`)

Nothing is read twice: what the program makes of an article is kept under the key of what it was made from (`keys`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.build import approvals, changes, editions
from digest.build.kept import Kept
from digest.build.plan import jobs_of, plan
from digest.build.project import Project
from digest.build.run import Progress, run, silent
from digest.build.story_assignment import assign
from digest.build.write import Entry, Writer
from digest.config import Settings
from digest.errors import Problem
from digest.recall import Recall
from digest.sources import files

__all__ = ["Built", "Entry", "Phase", "build"]

Phase = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a run came to: entries and problems in a total order, and how many articles there are.

    `read` of them were read, which takes time, and of `unchanged` ones the summary is as it was.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    articles: int
    read: int
    unchanged: int
    moved: tuple[tuple[str, str], ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)  # article → the article whose text it repeats

    @property
    def reads(self) -> str:
        """How many articles were read, in words: "1,000 articles: 0 read"."""
        return f"{self.articles:,} article{'' if self.articles == 1 else 's'}: {self.read:,} read"

    def count(self, change: str) -> int:
        """How many summaries are "new" or "changed"."""
        return sum(entry.change == change for entry in self.entries)


def unsaid(_phase: str) -> None:
    """Nobody asks for the phases."""


def build(  # noqa: PLR0913 - what a run may be asked for
    settings: Settings, *, jobs: int = 1, write: bool = True, whole: bool = False, progress: Progress = silent, today: date | None = None,
    phase: Phase = unsaid, recall: Recall | None = None,
) -> Built:  # fmt: skip
    """Brings the summaries up to date, in memory or (`write`) on the disk; `whole` adds the unchanged ones to the entries.

    `progress` is called with how many are done, of how many, and the last one's path. Broken content is reported and left as it is.
    `recall` has what the process made before. `phase` is called with the name of each phase as it begins. What is dated long after `today` is reported and given without its date; without `today` no date is too late.
    """
    phase("looking what is there and what has changed")
    with Kept(settings, recall) as memory:
        project = Project(settings, memory)
        if write:
            files.sweep(settings.summaries)
            files.sweep(settings.articles)
        todo = plan(project, write=write, whole=whole)
        writer = Writer(project, todo, write=write, whole=whole)
        phase("reading articles, checking and writing summaries")
        results = run(jobs_of(project, todo), len(todo.work), project.options, jobs, progress)
        for path in todo.articles:
            if path in todo.settled:
                writer.settled(path, todo.settled[path])
            elif path in todo.work:
                writer.done(*next(results))
        results.close()
        writer.finish()
        phase("putting articles into stories")
        unplaced = approvals.record(project, writer, write=write) + assign(project, writer, write=write)
        phase("remembering editions that are over")
        if write:
            unplaced += editions.remember(project, writer, today)
            unplaced += changes.note(project, writer, today) if today else []
        if not whole:  # the pages report it by themselves
            unplaced += editions.unfit_stories(settings, writer.held) + editions.unfit(settings, writer.held, today)
        writer.dated(today)
        phase("finding copies")
        repeats = writer.readings.repeats()
        copies = writer.readings.copies()
        phase("keeping what was read")
        memory.prune(todo.articles, writer.names)
        problems = {*unplaced, *todo.problems, *writer.problems, *repeats, *memory.problems()}
    moved = tuple((k.file, path) for path, k in todo.pairs.of.items() if k and k.file != path)
    entries = sorted(writer.entries, key=lambda entry: entry.summary.path)
    return Built(
        tuple(entries), tuple(sorted(problems)), len(todo.articles), writer.read, writer.unchanged, moved, copies
    )
