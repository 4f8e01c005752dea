"""Which summary belongs to which article: by name, then by content for an article that was renamed or moved."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A summary file on the disk: the article it was made from, and that article's hash; "" where it does not say.

    `settled` means that neither file nor the program has changed since they were last brought together; `broken`, that
    the file cannot be read and must not be touched.
    """

    path: str
    file: str
    sha256: str
    settled: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each article its summary, or None for a new one; and the summaries without an article.

    `twins` are summaries of an article that has another one: that one, which is its pair, and the ones beside it.
    """

    of: Mapping[str, Known | None]
    orphans: tuple[Known, ...]
    twins: tuple[tuple[Known, tuple[Known, ...]], ...] = ()


def pair(
    articles: Sequence[str],
    known: Sequence[Known],
    hashed: Callable[[str], str],
    like: Callable[[str, Sequence[Known]], Known | None],
    edited: Callable[[Known], bool],
) -> Pairs:
    """Pairs articles with summaries.

    `hashed` gives an article's SHA-256 and `like` the summary of several whose evidence an article holds; both are asked
    only for articles without a summary while there are summaries without an article. `edited` tells whether a summary
    holds an editor's words; it is asked only where an article has several.
    """
    best, twins = {}, []
    for file, same in _by_file(known):
        best[file], *others = sorted(same, key=lambda k: _rank(k, edited)) if len(same) > 1 else same
        if others:
            twins.append((best[file], tuple(others)))
    of: dict[str, Known | None] = {path: best.get(path) for path in articles}
    used = {k.path for k in of.values() if k} | {k.path for first, others in twins if first.file in of for k in others}
    orphans = {k.path: k for k in sorted(known) if k.path not in used}
    _moved(of, orphans, hashed, like)
    return Pairs(of, tuple(orphans.values()), tuple(pair for pair in twins if pair[0].file in of))


def _by_file(known: Sequence[Known]) -> Iterator[tuple[str, list[Known]]]:
    named = sorted((k for k in known if k.file), key=lambda k: (k.file, k.path))
    for file, same in groupby(named, key=lambda k: k.file):
        yield file, list(same)


def _rank(known: Known, edited: Callable[[Known], bool]) -> tuple[int, int, str]:
    """An editor's words first, then what cannot be read, since only an editor breaks a file; then the older address."""
    order = 1 if known.broken else 0 if edited(known) else 2
    return order, len(known.path), known.path


def _moved(
    of: dict[str, Known | None],
    orphans: dict[str, Known],
    hashed: Callable[[str], str],
    like: Callable[[str, Sequence[Known]], Known | None],
) -> None:
    """Gives articles without a summary those without an article: first by the article's hash, then by what it holds."""
    by_hash = {k.sha256: k.path for k in reversed(orphans.values()) if k.sha256} if orphans else {}
    alone = [path for path, k in of.items() if k is None]
    for path in alone if by_hash else ():
        place = by_hash.pop(hashed(path), None)
        if place:
            of[path] = orphans.pop(place)
    for path in [path for path in alone if of[path] is None]:
        match = like(path, tuple(orphans.values())) if orphans else None
        if match:
            of[path] = orphans.pop(match.path)
