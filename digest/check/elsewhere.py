"""Does a quote stand in another article? All articles' words, searched only when a quote is not in its own."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

from digest.check.boundary import whole
from digest.check.level import level

_BETWEEN = "\x00"  # in no article, so that no quote runs over two


class Elsewhere:
    """The texts of all articles by path."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keeps the texts; they are levelled when first asked for."""
        self._texts = texts

    @cached_property
    def _archive(self) -> tuple[str, tuple[str, ...], tuple[int, ...]]:
        paths = tuple(sorted(self._texts))
        parts = [level(self._texts[path]).text for path in paths]
        starts, size = [], 0
        for part in parts:
            starts.append(size)
            size += len(part) + len(_BETWEEN)
        return _BETWEEN.join(parts), paths, tuple(starts)

    def find(self, words: str, but: str) -> str:
        """The path of the first other article that holds these levelled words; "" if none does."""
        text, paths, starts = self._archive
        start = text.find(words) if words else -1
        while start >= 0:
            place = bisect_right(starts, start) - 1
            if paths[place] != but and whole(text, start, start + len(words)):
                return paths[place]
            # behind this article if it is the quote's own, else behind this cut in a word
            own = paths[place] == but and place + 1 < len(starts)
            start = text.find(words, starts[place + 1] if own else start + len(words))
        return ""
