"""Where words are in an article's text."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of `Article.text`: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Mention(Span):
    """A stretch and its words, for values that travel without the article: `text == article.text[start:end]`."""

    text: str


# ---------------------------------------------------------------- what came in


class Holders:
    """Stretches in any order, asked whether one of them holds another without looking at all of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))  # how far all up to each one go

    def hold(self, other: Span) -> bool:
        """Whether `other` lies wholly inside one of them."""
        before = bisect_right(self._starts, other.start)
        return before > 0 and self._reach[before - 1] >= other.end
