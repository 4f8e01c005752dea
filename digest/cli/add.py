"""`digest add`: a file or a page becomes an article."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.cache import Cache
from digest.cli import said
from digest.config import Settings, shown
from digest.errors import ContentError, Problem, Severity, doing
from digest.sources import files, intake
from digest.sources.fetch import Fetcher, FetchError
from digest.sources.intake import Brought, Taken
from digest.sources.shelf import shelf

if TYPE_CHECKING:
    from digest.cli import Project


@click.command()
@click.argument("what", metavar="FILE|URL…", nargs=-1, required=True)
@click.option("--force", is_flag=True, help="Add it even if the same text is there already.")
@click.option("--dropped", is_flag=True, help="List what was left out of the page.")
@click.pass_obj
def add(project: "Project", what: tuple[str, ...], force: bool, dropped: bool) -> None:
    """Bring in files and pages as articles.

    Each becomes a Markdown file under content/articles/, to be read and corrected; the original is kept beside it,
    packed, in a hidden folder. A page that is there already and has changed is a new version of its article: what you
    corrected stays. Run digest build afterwards.
    """
    settings = project.settings
    fetcher = Fetcher(settings.user_agent, settings.allow_hosts)
    found: list[Problem] = []
    with Cache(settings.cache / "digest.sqlite") as cache:
        there = shelf(settings, cache)
        for name in what:
            try:
                with doing("adding it", name):
                    taken = intake.take(settings, there, brought(fetcher, name), force=force)
            except ContentError as error:
                found.append(error.named(name).problem)  # a reader knows but the last name, a page its own address
                continue
            report(settings, taken, dropped=dropped)
        if cache.trouble:
            found.append(Problem(shown(settings, settings.cache), 0, cache.trouble, severity=Severity.NOTICE))
    if status := said.problems(found):
        raise SystemExit(status)


def brought(fetcher: Fetcher, name: str) -> Brought:
    """The bytes behind a name: a page if it is an address, else a file. Raises `ContentError`."""
    if "://" not in name:
        path = Path(name)
        return Brought(files.read(path, name), path.name)
    return fetched(fetcher, name)


def fetched(fetcher: Fetcher, url: str) -> Brought:
    """The page at an address. Raises `FetchError`."""
    got = fetcher.fetch(url)
    suffix = intake.suffix(got.kind, got.url, got.data)
    if not suffix:
        raise FetchError(url, f"It is no page, but {got.kind}.", "Only pages, texts, mails and PDF files can be added.")
    return Brought(got.data, f"page{suffix}", got.url, got.charset)


def report(settings: Settings, taken: Taken, *, dropped: bool) -> None:
    """Prints what was found, where, and what was left out."""
    article, where = taken.article, taken.source.metadata.found
    said.line(shown(settings, settings.articles / taken.path))
    if taken.again:
        said.line("  A new version of the page that was there; digest build notes what it changes.")
    rows = (
        ("title", article.title, where.get("title", "the text")),
        ("byline", ", ".join(article.byline), where.get("byline", "the text")),
        ("date", article.published, where.get("published", article.published_from)),
        ("source", article.source, ""),
        ("words", f"{article.words:,}", ""),
        ("dropped", said.count(len(article.dropped), "block") if article.dropped else "", ""),
    )
    for name, value, place in rows:
        if value:
            said.line(f"  {name:8} {value}" + (f" (from {place})" if place else ""))
        elif name in {"title", "byline", "date"}:
            said.line(f"  {name:8} none found")
    if article.paywalled:
        said.line("  The page is only the beginning of the article: the rest is behind a paywall.")
    for words in article.dropped if dropped else ():
        said.line(f"    - {words}")
