"""Which story does each article belong to? The `story` of the summaries is the memory: what is written there holds.

An article that has no story yet joins the one it is most like, or founds one with others; its summary then says so. An id is made
of the founder's summary and never changes, whatever arrives, is renamed or goes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digest.group import stories
from digest.group.stories import Told
from digest.model import Summary, decided, signed
from digest.model.slugs import slug
from digest.summary import editors


@dataclass(frozen=True, slots=True)
class Placed:
    """An article as the grouping sees it; `path` is its summary's, `story` what that says, "" for none.

    An article is `alone` where an editor emptied its `story`: no story takes it then.
    """

    article: str
    path: str
    title: str
    day: str
    prose: str
    story: str
    alone: bool = False


def placed(article: str, summary: Summary) -> Placed:
    """The article of a summary, without its words."""
    known = remembered(summary.fields)
    return Placed(
        article,
        summary.path,
        known["title"],
        str(summary.fields.get("date") or ""),
        "",
        known["story"],
        alone=known["alone"],
    )


def remembered(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of a summary that is not opened: by the grouping, and by who signs what was decided."""
    story = named(fields)
    return {
        "title": str(fields.get("title") or ""),
        "story": story,
        "alone": not story and "story" in editors(fields),
        "unsigned": decided(fields) and not signed(fields),
    }


def assigned(placed: Sequence[Placed]) -> dict[str, str]:
    """Article → story, for the articles whose summary names none and that belong to one now."""
    held = {one.article: one.story for one in placed if one.story}
    told = [Told(one.day, one.article, one.title, one.prose) for one in placed if not one.alone]
    paths = {one.article: one.path for one in placed}
    taken = set(held.values())
    found: dict[str, str] = {}
    for story, members in stories.settled(told, held):
        own = story or _free(paths[members[0]], taken)
        taken.add(own)
        found |= {article: own for article in members if article not in held}
    return found


def named(fields: Mapping[str, Any]) -> str:
    """The story that a summary names, as an id; "" for none."""
    value = fields.get("story")
    return slug(value) if isinstance(value, str) else ""


def _free(path: str, taken: set[str]) -> str:
    """A new story's id: its founder's place, "2026-09-fire-in-mill"; a number distinguishes twins."""
    base = slug(path.removesuffix(".md").replace("/", "-"))
    own, number = base, 2
    while own in taken:
        own, number = f"{base}-{number}", number + 1
    return own


def members(summaries: Sequence[Summary], moved: Mapping[str, str], put: Mapping[str, str]) -> dict[str, list[Summary]]:
    """Story → its summaries by day and path, as the editor's merges (`moved`) and splits (`put`, by article) have it."""
    found: dict[str, list[Summary]] = {}
    for summary in sorted(summaries, key=lambda one: (str(one.fields.get("date") or ""), one.path)):
        source = summary.fields.get("source")
        article = str(source.get("file", "")) if isinstance(source, Mapping) else ""
        story = put.get(article, named(summary.fields))
        if story:
            found.setdefault(moved.get(story, story), []).append(summary)
    return dict(sorted(found.items()))
