"""A summary that was noted in a file by its path and by its article's: each of the two may be renamed later."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Noted:
    """A summary as it was noted; `article` is "" where the file's line was written before articles were noted."""

    summary: str
    article: str = ""


class There:
    """The summaries that are there now, by path, with their articles."""

    def __init__(self, articles: Mapping[str, str]) -> None:
        self._articles = articles
        self._summaries = {article: summary for summary, article in sorted(articles.items(), reverse=True)}

    def now(self, noted: Noted) -> Noted:
        """The same summary as it is called now; as it was noted where it is not there."""
        if noted.article and self._articles.get(noted.summary) != noted.article and noted.article in self._summaries:
            return Noted(self._summaries[noted.article], noted.article)
        return Noted(noted.summary, self._articles.get(noted.summary, noted.article))
