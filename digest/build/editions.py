"""The editions of the digest: made of its summaries, as the editor wants them, and remembered when they are over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from digest.build import story_values
from digest.build.project import Project
from digest.build.stories import Placed, members
from digest.build.write import Writer
from digest.config import Settings, shown
from digest.errors import ContentError, Problem
from digest.group import editions as group
from digest.group.editions import Report, choices, past
from digest.group.editions.choices import Choice
from digest.group.noted import Noted, There
from digest.model import Edition, Summary, held
from digest.sources import files

_DAY, _MONTH = len("2026-10-12"), len("2026-10")


def made(
    settings: Settings, summaries: Iterable[Summary], stories: Mapping[str, str], today: date | None = None
) -> tuple[list[Edition], list[Problem]]:
    """The editions, oldest first, and what is wrong with the files about them; `stories` gives for an article its story.

    An article that is dated after `today` is in none until its day has come.
    """
    summaries = list(summaries)
    reports = [one for summary in summaries if (one := _report(summary, stories, today)) and not held(summary.fields)]
    noted, problems = remembered(settings)
    known = _known(noted, There({summary.path: story_values.article(summary) for summary in summaries}))
    found = group.editions(reports, settings.edition_kinds, known, settings.edition_close_days)
    chosen, wrong = _choices(settings)
    fit, more = choices.applied(found, chosen, settings.edition_kinds)
    return fit, sorted([*problems, *wrong, *more])


def remember(project: Project, writer: Writer, today: date | None) -> list[Problem]:
    """Writes down what the editions that are over held, as far as that is not done yet. Returns what stopped it."""
    settings = project.settings
    noted, problems = remembered(settings)
    there = There({place.path: article for article, place in writer.held.items()})
    now = {name: tuple(there.now(one) for one in held) for name, held in noted.items()}
    known = _known(noted, there)
    stories = _stories(settings, writer.held)
    light = [one for place in writer.held.values() if (one := _light(place, stories, today))]
    over = {one.id: one for one in group.editions(light, settings.edition_kinds, known, settings.edition_close_days) if one.over and one.id not in known}  # fmt: skip
    if problems or (not over and now == noted):
        return problems  # a file with a broken line is left as it is
    named = {article for edition in over.values() for item in edition.items for article in item.articles}
    touched = {stories.get(article, article) for article in named}
    copies = writer.readings.copies()
    reports = [one for one in light if stories.get(one.article, one.article) not in touched]
    for article, place in writer.held.items():
        if stories.get(article, article) in touched:
            try:
                fields, _ = writer.page(article, writer.rows[article])
            except ContentError as error:
                problems.append(error.problem)
                continue
            one = _report(Summary(place.path, fields), stories, today, copies)
            if one and not held(fields):
                reports.append(one)
    paths = {article: place.path for article, place in writer.held.items()}
    for edition in group.editions(reports, settings.edition_kinds, known, settings.edition_close_days):
        if edition.id in over:
            now[edition.id] = tuple(
                Noted(paths[article], article) for item in edition.items for article in item.articles
            )
    if now != noted:
        files.write(settings.editions / past.NAME, past.dump(now).encode())
    return problems


def unfit(settings: Settings, held: Mapping[str, Placed], today: date | None) -> list[Problem]:
    """What does not fit of what the editor decided about editions; `held` are the articles with their summaries."""
    stories = _stories(settings, held)
    light = [one for place in held.values() if (one := _light(place, stories, today))]
    known = _known(remembered(settings)[0], There({place.path: article for article, place in held.items()}))
    found = group.editions(light, settings.edition_kinds, known, settings.edition_close_days)
    chosen, problems = _choices(settings)
    return [*problems, *choices.applied(found, chosen, settings.edition_kinds)[1]]


def unfit_stories(settings: Settings, held: Mapping[str, Placed]) -> list[Problem]:
    """What does not fit of what the editor decided about stories."""
    return story_values.read(settings, _placed(held))[1]


def forgotten(settings: Settings, names: Iterable[str]) -> list[str]:
    """Forgets what editions held, so that the next build makes them anew; returns those that were remembered.

    Raises `ContentError` where the file of them has a broken line.
    """
    known, problems = remembered(settings)
    if problems:
        raise ContentError(problems[0].file, problems[0].what, problems[0].remedy, problems[0].line)
    gone = [name for name in names if name in known]
    if gone:
        files.write(settings.editions / past.NAME, past.dump(past.without(known, gone)).encode())
    return gone


def _known(noted: Mapping[str, tuple[Noted, ...]], there: There) -> dict[str, tuple[str, ...]]:
    """What the editions that are over held, by the summaries' paths as they are now."""
    return {name: tuple(there.now(one).summary for one in held) for name, held in noted.items()}


def remembered(settings: Settings) -> tuple[dict[str, tuple[Noted, ...]], list[Problem]]:
    """What the editions that are over held, and what is wrong with the file of them."""
    place = settings.editions / past.NAME
    name = shown(settings, place)
    if not place.is_file():
        return {}, []
    try:
        return past.parse(files.read(place, name).decode("utf-8"), name)
    except ContentError as error:
        return {}, [error.problem]
    except UnicodeDecodeError:
        return {}, [Problem(name, 0, "The file is not UTF-8.", "Take it from the last commit.")]


def _choices(settings: Settings) -> tuple[list[Choice], list[Problem]]:
    """What the editor wrote for editions, by the files' names."""
    found: list[Choice] = []
    there, problems = files.find(settings.editions, frozenset({".md", ".jsonl"}), shown(settings, settings.editions))
    for file in there:
        if not file.path.endswith(".md") or file.path == "README.md":
            continue
        place = settings.editions / file.path
        name = shown(settings, place)
        try:
            found.append(choices.parse(files.read(place, name), name))
        except ContentError as error:
            problems.append(error.problem)
    return found, problems


def _stories(settings: Settings, held: Mapping[str, Placed]) -> dict[str, str]:
    """Article → its story, as the summaries and the editor's file have it."""
    light = _placed(held)
    decided, _ = story_values.read(settings, light)
    found = members(light, decided.moved, decided.placed)
    return {story_values.article(one): story for story, own in found.items() for one in own}


def _placed(held: Mapping[str, Placed]) -> list[Summary]:
    """The summaries as far as their stories are concerned."""
    return [Summary(p.path, {"story": p.story, "date": p.day, "source": {"file": p.article}}) for p in held.values()]


def _light(place: Placed, stories: Mapping[str, str], today: date | None) -> Report | None:
    """An article as far as its day and story are concerned."""
    day = _dated(place.day, today)
    return (
        Report(place.article, place.path, day, "", "", stories.get(place.article, ""), (), frozenset()) if day else None
    )


def _report(
    summary: Summary, stories: Mapping[str, str], today: date | None, copies: Mapping[str, str] | None = None
) -> Report | None:
    """A summary as editions see it; None for one without a day or month."""
    source = summary.fields.get("source")
    source = source if isinstance(source, Mapping) else {}
    article, day = story_values.article(summary), _dated(str(summary.fields.get("date") or ""), today)
    if not day:
        return None
    points = summary.fields.get("key_points")
    texts = tuple(str(p.get("text", "")) for p in points if isinstance(p, Mapping)) if isinstance(points, list) else ()
    copy = _word(source.get("copy_of")) or (copies or {}).get(article, "")
    kinds = frozenset((_word(source.get("kind")), _word(source.get("form"))))
    return Report(article, summary.path, day, _word(source.get("name")), copy, stories.get(article, ""), texts, kinds)


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _dated(stated: str, today: date | None) -> str:
    """The day or month of a date that the calendar has and that has come; else ""."""
    day = stated[:_DAY]
    try:
        first = date.fromisoformat(day if len(day) == _DAY else f"{day}-01")
    except ValueError:
        return ""
    return day if len(day) in {_DAY, _MONTH} and (today is None or first <= today) else ""
