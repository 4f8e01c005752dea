"""What may be told of an article that consists of entries, items or answers, and in which order?

A live blog is read by the summary at its top and what its entries begin with, in the order of time; a list by its
introduction and what its items begin with; an interview by the writer's introduction, else by the answers.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from digest.english import stamps
from digest.model import Article, BlockKind, Sentence
from digest.understand.points.candidates import Candidate

FORMS = frozenset({"live", "list", "gallery"})  # forms that consist of entries, each with a lead of its own
# "Summary", "What we know so far", "Key points", "Here's the latest", "Evening summary": the pinned entry of a live blog
SUMMARY = re.compile(
    r"(?:\b\w{1,20} )?(?:summary|key (?:points|events|moments|developments)|at a glance|what (?:we know|you need to know|happened)"
    r"|the (?:latest|main points|story so far)|here['’]s (?:what|the latest|where))\b",
    re.IGNORECASE,
)
LAST_PINNED = 3  # entries in which the summary is looked for: its time, its heading and itself may count as three


def fitting(article: Article, sentences: Sequence[Sentence], fit: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that the article's form lets be told; all where it has none."""
    if article.form == "interview":
        return _of_interview(article, fit)
    if article.form not in FORMS:
        return list(fit)
    entry = _entries(article)
    whole = {0, _pinned(article, entry)}
    first = {entry[sentence.block]: sentence for sentence in reversed(sentences)}
    leads = [c for c in fit if (number := entry[c.sentence.block]) in whole or c.sentence == first[number]]
    return leads or list(fit)


def in_order(article: Article, chosen: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The points as they are to be read: in the order of the text, those of a live blog in the order of time behind its introduction and its summary."""
    entry = _entries(article)
    if article.form != "live" or not _is_newest_first(article):
        return tuple(chosen)
    top = _pinned(article, entry)
    return tuple(sorted(chosen, key=lambda one: ((n := entry[one.sentence.block]) not in {top, 0}, -n, one.place)))


def _entries(article: Article) -> list[int]:
    """For each block the number of its entry, 0 in front of the first one.

    An entry begins with a time, a number or a heading; where there are none, every block is one.
    """
    found: list[int] = []
    count = 0
    for block in article.blocks:
        line = block.of(article.text)
        count += block.kind is BlockKind.HEADING or stamps.behind(line, 0, len(line)) > 0 or _is_stamp(line)
        found.append(count)
    return found if count else list(range(1, len(found) + 1))


def _is_stamp(line: str) -> bool:
    """Whether a line is a time and nothing else."""
    return stamps.STAMP.fullmatch(line) is not None


def _pinned(article: Article, entry: Sequence[int]) -> int:
    """The number of the entry that sums the live blog up, -1 where there is none; it stands on top."""
    for block, number in zip(article.blocks, entry, strict=True):
        line = block.of(article.text)
        words = line[stamps.behind(line, 0, len(line)) :]
        heads = block.kind is BlockKind.HEADING or words != line
        if article.form == "live" and 0 < number <= LAST_PINNED and heads and SUMMARY.match(words):
            return number
    return -1


def _is_newest_first(article: Article) -> bool:
    """Whether the times in front of the entries run backwards."""
    lines = (block.of(article.text) for block in article.blocks)
    times = [stamps.minutes(stamp) for line in lines if (stamp := stamps.STAMP.match(line))]
    return sum(one > two for one, two in pairwise(times)) > sum(one < two for one, two in pairwise(times))


def _of_interview(article: Article, fit: Sequence[Candidate]) -> list[Candidate]:
    """What the writer tells in front of the first question; without that the answers, never the questions."""
    lines = [block.of(article.text).rstrip("\"'”’ ") for block in article.blocks]
    asked = {number for number, line in enumerate(lines) if line.endswith("?") or line.startswith(stamps.ASKED)}
    own = [candidate for candidate in fit if candidate.sentence.block < min(asked, default=0)]
    return own or [candidate for candidate in fit if candidate.sentence.block not in asked]
