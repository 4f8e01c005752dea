"""Holds summary files, as they lie on the disk, against their articles; a pair that is unchanged is not checked twice.

Quotes that stand nowhere in their article are looked for in the others each time anew, since those may have changed.
"""

import contextlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from digest import build, check, pipeline, summary
from digest.build import checked, owned
from digest.build.checked import Checked
from digest.cache import Cache
from digest.check import Elsewhere, Report
from digest.config import Settings
from digest.errors import ContentError, doing
from digest.extract import Hints
from digest.model import Article
from digest.pipeline import Committed
from digest.read import SUFFIXES
from digest.sources import files
from digest.understand import Options, understand


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for all files: `others` reads all articles, and only when a quote is not in its own."""

    settings: Settings
    kept: Cache
    keys: checked.Keys
    options: Options
    others: Callable[[], Elsewhere]


def verify(settings: Settings, places: Iterable[Path]) -> dict[str, Checked]:
    """The check of each summary file, by its path as messages name it."""
    options = owned.options(settings)
    found, fresh = {}, {}
    with Cache(settings.cache / "digest.sqlite") as kept:
        run = _Run(settings, kept, checked.Keys(options), options, cache(lambda: elsewhere(settings, kept)))
        for place in places:
            shown = build.shown(settings, place)
            try:
                with doing("checking the summary", shown):
                    found[shown], row = _one(run, place, shown)
            except ContentError as error:
                found[shown], row = Checked({}, (error.problem,)), None
            if row:
                fresh[shown] = row
        kept.put(checked.KIND, fresh)
    return found


def _one(run: _Run, place: Path, shown: str) -> tuple[Checked, dict[str, Any] | None]:
    """The check of one file, and what to keep of it, if anything. Raises `ContentError`."""
    data = files.read(place, shown)
    key = run.keys.of(shown, data)
    row = run.kept.get(checked.KIND, shown)
    if row and row["key"] == key and row["article"] == _hash(run.settings, row["file"]):
        return checked.told(row, shown), None
    text = data.decode("utf-8", errors="replace")
    parsed = summary.parse(text, shown)
    path = _file(parsed.fields)
    report = check.noted(_report(run.settings, parsed.fields, path, run.options), parsed.note)
    lost = check.unplaced(report)
    if lost:
        report = check.placed(report, run.others())
    verdicts = {statement: verdict.value for statement, verdict in report.verdicts.items()}
    found = Checked(verdicts, check.problems(report, shown, text))
    return found, None if lost else checked.row(found, key, path, _hash(run.settings, path))


def _file(fields: Mapping[str, Any]) -> str:
    source = fields.get("source")
    return str(source.get("file") or "") if isinstance(source, Mapping) else ""


def _report(settings: Settings, fields: Mapping[str, Any], path: str, options: Options) -> Report:
    """The check of front matter; whom the program hears is asked only where an editor changed the quotes."""
    found = article(settings, path)
    edited = found is not None and "quotes" in summary.editors(fields)
    return check.check(fields, found, understand(found, options) if found and edited else None)


def article(settings: Settings, path: str) -> Article | None:
    """The article at a path below the articles folder; None when there is none. Raises `ContentError`."""
    place = _place(settings, path)
    if place is None:
        return None
    shown = build.shown(settings, place)
    return pipeline.article(Committed(path, files.read(place, shown), shown, Hints()))


def _place(settings: Settings, path: str) -> Path | None:
    """Where an article lies, if it lies below the articles folder."""
    place = settings.articles / path
    inside = bool(path) and place.resolve().is_relative_to(settings.articles.resolve())
    return place if inside and place.is_file() else None


def _hash(settings: Settings, path: str) -> str:
    """The hash of an article's bytes, "" when it is not there. Raises `ContentError`."""
    place = _place(settings, path)
    return sha256(files.read(place, build.shown(settings, place))).hexdigest() if place else ""


def elsewhere(settings: Settings, kept: Cache) -> Elsewhere:
    """The words of every article: those that the last build kept, and the others read anew."""
    words = kept.all("words")
    texts = {}
    for file in files.find(settings.articles, SUFFIXES, build.shown(settings, settings.articles))[0]:
        if file.path in words:
            texts[file.path] = str(words[file.path][0])
            continue
        with contextlib.suppress(ContentError):  # told by the build; here it only holds no quote
            found = article(settings, file.path)
            texts[file.path] = found.text if found else ""
    return Elsewhere(texts)
