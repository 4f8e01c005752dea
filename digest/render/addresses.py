"""Which address a summary's page has: its file's, unless another page or file of the site stands there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from digest.model import Summary

# What the program and the theme put at the top of a site, besides the owner's own pages.
_OWN = frozenset(
    "archive editions stories people organisations topics sources summary how-it-is-made open-data assets search index.html 404.html"
    " card.png robots.txt manifest.webmanifest offline.js reading corrections feed.xml rss.xml feed.json quotes.jsonl stories.jsonl disagreements.jsonl sitemap.xml sitemap.xml.gz".split()
)


def free(summaries: Sequence[Summary], taken: Collection[str] = ()) -> Iterator[Summary]:
    """The summaries; one that would take the place of something else is moved below "summary/", where nothing else is.

    Each page is the index of a folder of its own, so that no name is special: "2026/09/index.md" is "2026/09/index/".
    """
    for summary in summaries:
        first = summary.path.removesuffix(".md").partition("/")[0]
        moved = first in _OWN or first in taken or summary.path.removesuffix(".md") + "/" in taken
        yield replace(summary, path=f"summary/{summary.path}") if moved else summary
