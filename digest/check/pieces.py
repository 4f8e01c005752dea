"""Words that are not in a text: what comes closest to them there, and which word differs?"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from digest.check.words import Word

_LONGEST = 1500  # words of a quote that are looked at
_STARTS = 64  # places at which one run is tried
_NEAR = 12  # words left out or put in between two runs of one stretch
_RUN = 3  # words that a piece has at least
_COMPARED = 400  # words of two stretches that are compared one by one
_SHOWN = 12  # words shown of one difference


class Run(NamedTuple):
    """`size` words that stand in a row at `at` among the quote's words and at `there` among the article's."""

    at: int
    there: int
    size: int


def cover(quote: Sequence[Word], article: Sequence[Word], places: Mapping[str, Sequence[int]]) -> list[Run]:
    """The quote's words as runs that stand in the article: at each word the longest run, the nearest to the one before."""
    runs: list[Run] = []
    here = 0
    stop = min(len(quote), _LONGEST)
    while here < stop:
        behind = runs[-1].there + runs[-1].size if runs else 0
        best = max(
            (
                Run(here, there, _shared(quote, article, here, there, stop))
                for there in _tried(places, quote[here], behind)
            ),
            key=lambda run: (run.size, -abs(run.there - behind), -run.there),
            default=None,
        )
        if best:
            runs.append(best)
        here += best.size if best else 1
    return runs


def _tried(places: Mapping[str, Sequence[int]], word: Word, behind: int) -> Sequence[int]:
    """The places of a word, in order; of a frequent one those next to where the run before ended."""
    found = places.get(word.key, ())
    if len(found) <= _STARTS:
        return found
    next_to = bisect_left(found, behind)
    near = found[max(0, next_to - _STARTS) : next_to + _STARTS]
    return sorted(sorted(near, key=lambda there: abs(there - behind))[:_STARTS])


def _shared(quote: Sequence[Word], article: Sequence[Word], at: int, there: int, stop: int) -> int:
    size = 0
    while at + size < stop and there + size < len(article) and quote[at + size].key == article[there + size].key:
        size += 1
    return size


def stretch(runs: Sequence[Run], quote: Sequence[Word], article: Sequence[Word]) -> tuple[int, int] | None:
    """The stretch of the article's words that nearly is the quote: most of its words, in order, with small gaps."""
    if not runs:
        return None
    main = max(runs, key=lambda run: run.size)
    chain = _chain([run for run in runs if run.at < main.at][::-1], main, -1)[::-1]
    chain += [main, *_chain([run for run in runs if run.at > main.at], main, 1)]
    covered = sum(run.size for run in chain)
    if covered * 2 < len(quote) or covered < min(_RUN, len(quote) - 1) or not covered:
        return None
    first, last = chain[0], chain[-1]
    start = max(0, first.there - first.at)
    end = min(len(article), last.there + last.size + len(quote) - last.at - last.size)
    return start, end


def _chain(runs: Sequence[Run], main: Run, step: int) -> list[Run]:
    """The runs that follow (`step` 1) or precede (-1) one another at a small distance in quote and article both."""
    found: list[Run] = []
    for run in runs:
        left, right = (main, run) if step > 0 else (run, main)
        quoted, told = right.at - left.at - left.size, right.there - left.there - left.size
        if 0 <= quoted <= _NEAR and 0 <= told <= _NEAR:
            found.append(run)
            main = run
    return found


def stitched(runs: Sequence[Run], quote: Sequence[Word]) -> list[Run]:
    """The pieces of a quote that is put together from several places; empty when it is not."""
    parts = [run for run in runs if run.size >= _RUN]
    return parts if len(parts) > 1 and sum(run.size for run in parts) * 5 >= len(quote) * 4 else []


def difference(quote: Sequence[Word], article: Sequence[Word]) -> str:
    """The first difference in words: `"may" is written where the article has "will"`; "" when all words are the same."""
    quote, article = quote[:_COMPARED], article[:_COMPARED]
    matcher = SequenceMatcher(None, [word.key for word in quote], [word.key for word in article], autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        mine, theirs = shown(quote[a:b]), shown(article[c:d])
        if what == "replace":
            return f'"{mine}" is written where the article has "{theirs}"'
        if what == "insert" and 0 < a < len(quote):
            return f'"{theirs}" is left out'
        if what == "delete":
            return f'"{mine}" is not in the article there'
        pair = next(
            ((one, two) for one, two in zip(quote[a:b], article[c:d], strict=False) if one.text != two.text), None
        )
        if pair:
            return f'"{pair[0].text}" is written "{pair[1].text}" in the article'
    return ""


def shown(words: Sequence[Word]) -> str:
    """Words to show a reader, not too many."""
    return " ".join(word.text for word in words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
