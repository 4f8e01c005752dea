"""The stories of the digest as values: their articles, their state, and where these disagree."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

from digest import summary as summary_file
from digest.build import stories
from digest.build.kept import Kept
from digest.build.keys import key
from digest.build.plain import back, plain
from digest.build.project import Project
from digest.config import Settings, shown
from digest.errors import ContentError, Problem
from digest.group import disagreements, edits
from digest.group.disagreements import Disagreement
from digest.group.edits import Edits
from digest.model import Claim, Row, Statement, Story, StoryState, Summary
from digest.model.slugs import slug
from digest.recall import Recall
from digest.sources import files
from digest.understand import claims, understand

ROWS: Final = "rows"


def load(
    settings: Settings, summaries: Sequence[Summary], copies: Mapping[str, str], recall: Recall | None = None
) -> tuple[list[Story], list[Problem]]:
    """The stories by id, and what is wrong with the editor's file of them; what is wrong there is left out, the rest holds."""
    name = shown(settings, settings.stories)
    decided, problems = read(settings, summaries)
    groups = stories.members(summaries, decided.moved, decided.placed)
    newest = max((day for one in summaries if (day := _day(one))), default="")
    found = []
    with Kept(settings, recall) as memory:
        project = Project(settings, memory)
        for story, members in groups.items():
            rows, wrong = _rows(project, members, copies)
            problems += wrong
            edit = decided.of.get(story)
            dismissed = set(edit.dismissed) if edit else set()
            unknown = sorted(dismissed - {row.id for row in rows})
            if edit and unknown:
                what = f"The story “{story}” has no row “{unknown[0]}”."
                problems.append(
                    Problem(
                        name, edit.line, what, "Take it out of dismissed, or copy the row's id from the story's page."
                    )
                )
            lead = _lead(members, edit.lead if edit else "", copies)
            found.append(
                Story(
                    story,
                    edit.name if edit and edit.name else str(lead.fields.get("title") or story),
                    state(_day(members[-1]), newest, settings),
                    tuple(article(one) for one in members),
                    len({_origin(one, copies) for one in members}),
                    article(lead),
                    tuple(row for row in rows if row.id not in dismissed),
                    tuple(sorted(old for old, now in decided.moved.items() if now == story)),
                )
            )
    return found, problems


def read(settings: Settings, summaries: Sequence[Summary]) -> tuple[Edits, list[Problem]]:
    """What the editor decided, as far as it fits the stories and articles there are, and what does not."""
    name = shown(settings, settings.stories)
    if not settings.stories.is_file():
        return Edits(), []
    try:
        parsed, first = edits.parse(files.read(settings.stories, name).decode("utf-8"), name)
    except ContentError as error:
        return Edits(), [error.problem]
    except UnicodeDecodeError:
        return Edits(), [Problem(name, 0, "The file is not UTF-8.", "Save it as UTF-8.")]
    known = frozenset(story for one in summaries if (story := stories.named(one.fields)))
    fit, second = edits.checked(parsed, name, known, frozenset(article(one) for one in summaries))
    return fit, [*first, *second]


def known(settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of all stories that summaries name, and the paths of their articles; a broken summary counts for neither."""
    found = []
    folder = shown(settings, settings.summaries)
    for file in files.find(settings.summaries, frozenset({".md"}), folder)[0]:
        place = settings.summaries / file.path
        named = shown(settings, place)
        try:
            parsed = summary_file.read(files.read(place, named), named)
        except ContentError:
            continue  # digest build reports it
        found.append(Summary(file.path, parsed.fields))
    return frozenset(filter(None, (stories.named(one.fields) for one in found))), frozenset(
        filter(None, map(article, found))
    )


def article(summary: Summary) -> str:
    """The path of a summary's article."""
    return str(_source(summary).get("file", ""))


def _source(summary: Summary) -> Mapping[str, Any]:
    source = summary.fields.get("source")
    return source if isinstance(source, Mapping) else {}


def state(last: str, newest: str, settings: Settings) -> StoryState:
    """A story's state on the day of the digest's newest article; one without a day is closed."""
    try:
        days = (date.fromisoformat(newest) - date.fromisoformat(last)).days
    except ValueError:
        return StoryState.CLOSED
    if days <= settings.story_quiet_days:
        return StoryState.DEVELOPING
    return StoryState.QUIET if days <= settings.story_closed_days else StoryState.CLOSED


def _day(summary: Summary) -> str:
    day = str(summary.fields.get("date") or "")[:10]
    return day if len(day) == len("2026-09-14") else ""


def _origin(summary: Summary, copies: Mapping[str, str]) -> str:
    return copies.get(article(summary), article(summary))


def _lead(members: Sequence[Summary], chosen: str, copies: Mapping[str, str]) -> Summary:
    """The editor's choice, or the newest that is no copy of another."""
    own = [one for one in members if article(one) == chosen] or [one for one in members if article(one) not in copies]
    return (own or list(members))[-1]


def _rows(project: Project, members: Sequence[Summary], copies: Mapping[str, str]) -> tuple[list[Row], list[Problem]]:
    """Where the articles of a story disagree; a copy says only what its original says."""
    own = [one for one in members if article(one) not in copies]
    if len(own) < 2:
        return [], []
    days = {article(one): _day(one) for one in own}
    stamps = {path: files.stamp(project.settings.articles / path) for path in days}
    sums = [_source(one).get("sha256") for one in own]
    name = key(ROWS, days, stamps, [one if isinstance(one, str) else "" for one in sums])
    known = project.memory.recall.named(ROWS, name, lambda: project.memory.get(ROWS, min(days), name))
    if known is not None:
        return [back(Row, row) for row in known], []
    told_by: dict[str, Sequence[Claim]] = {}
    problems = []
    for one in own:
        try:
            told_by[article(one)] = _claims(project, article(one))
        except ContentError as error:
            problems.append(error.problem)
    rows = [_row(one) for one in disagreements.find(told_by, days)]
    if not problems:
        project.memory.put(ROWS, min(days), name, [plain(one) for one in rows])
    return rows, problems


def _row(found: Disagreement) -> Row:
    first = found.stated[0]
    mark = sha256(f"{first.article}\n{first.claim.sentence.text}".encode()).hexdigest()[:8]
    return Row(
        f"{found.kind.value}-{slug(found.topic)}-{'update-' if found.updated else ''}{mark}",
        found.kind,
        found.topic,
        found.updated,
        tuple(
            Statement(one.article, one.day, one.claim.value, one.claim.sentence.text, _number(one.claim))
            for one in found.stated
        ),
    )


def _claims(project: Project, path: str) -> Sequence[Claim]:
    """The claims of an article, as its reading has them. Raises `ContentError`."""
    found, name = project.article(path)
    reading = project.memory.reading(path, name)
    return reading.draft.claims if reading and reading.draft else claims.find(understand(found))


def _number(claim: Claim) -> float | None:
    """The number of a claim as it is worded, also where it may be more or less."""
    return next((one for one in (claim.exact, claim.low, claim.high) if one is not None), None)
