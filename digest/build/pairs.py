"""Which summary belongs to which article: by name, then by content for an article that was renamed or moved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_SAME = (
    0.6  # the share of a summary's evidence that must stand in a new article for it to be the old one, edited and moved
)


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A summary file on the disk: the article it was made from, and that article's hash.

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
    """For each article its summary, or None for a new one; and the summaries that no article is left for."""

    of: Mapping[str, Known | None]
    orphans: tuple[Known, ...]


def pair(
    articles: Sequence[str], known: Sequence[Known], hashed: Callable[[str], str], shared: Callable[[Known, str], float]
) -> Pairs:
    """Pairs articles with summaries.

    `hashed` gives an article's SHA-256 and `shared` the share of a summary's evidence that stands in an article; both
    are asked only for articles without a summary while there are summaries without an article.
    """
    by_file = {k.file: k for k in sorted(known, reverse=True)}  # of two for one article the first by path is the one
    of: dict[str, Known | None] = {path: by_file.get(path) for path in articles}
    used = {k.path for k in of.values() if k}
    orphans = {k.path: k for k in sorted(known) if k.path not in used}
    for path in [path for path, k in of.items() if k is None]:
        if not orphans:
            break
        sha = hashed(path)
        match = next((k for k in orphans.values() if k.sha256 == sha), None)
        if match is None:
            match = max(orphans.values(), key=lambda k: (shared(k, path), k.path))
            match = match if shared(match, path) >= _SAME else None
        if match:
            of[path] = orphans.pop(match.path)
    return Pairs(of, tuple(orphans.values()))
