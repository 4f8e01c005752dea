"""Which summary belongs to which article: by name, then by content for an article that was renamed or moved."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np

from digest.group.copies import Hashes, shingles

_SAME = 0.6  # the share of a summary's evidence that a new article must hold to be the old one, changed and moved


@dataclass(frozen=True, slots=True, order=True)
class Known:
    """A summary file on the disk: the article it was made from, and that article's hash; "" where it does not say.

    `settled` means that the file is as the last run left it; `broken`, that it cannot be read and must not be touched.
    """

    path: str
    file: str
    sha256: str
    settled: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each article its summary, or None for a new one; and the summaries that no article is left for.

    `twins` are the summaries of an article that has several: the one that counts, and the others.
    """

    of: Mapping[str, Known | None]
    orphans: tuple[Known, ...]
    twins: tuple[tuple[Known, tuple[Known, ...]], ...] = ()


def pair(  # noqa: PLR0913, PLR0917 - what may be asked
    articles: Sequence[str], known: Sequence[Known], hashed: Callable[[str], str], words: Callable[[str], str], evidence: Callable[[Known], str],
    edited: Callable[[Known], bool],
) -> Pairs:  # fmt: skip
    """Pairs articles with summaries.

    `hashed` gives an article's SHA-256, `words` its text and `evidence` the sentences that a summary cites. Each is asked
    once, and only for articles without a summary while there are summaries without an article. `edited` says whether a
    summary holds an editor's words; it is asked only where an article has several.
    """
    best: dict[str, Known] = {}
    twins, present = [], set(articles)
    for file, same in _by_file(known):
        best[file], *others = sorted(same, key=lambda k: _rank(k, edited)) if len(same) > 1 else same
        if others and file in present:
            twins.append((best[file], tuple(others)))
    of: dict[str, Known | None] = {path: best.get(path) for path in articles}
    used = {k.path for k in of.values() if k} | {k.path for _, others in twins for k in others}
    orphans = {k.path: k for k in sorted(known) if k.path not in used}
    for find in (partial(_moved, hashed=hashed), partial(_changed, words=words, evidence=evidence)):
        new = [path for path, k in of.items() if k is None]
        if new and orphans:
            found = find(new, orphans)
            of |= found
            for k in found.values():
                del orphans[k.path]
    return Pairs(of, tuple(orphans.values()), tuple(twins))


def _by_file(known: Sequence[Known]) -> Iterator[tuple[str, list[Known]]]:
    named = sorted((k for k in known if k.file), key=lambda k: (k.file, k.path))
    for file, same in groupby(named, key=lambda k: k.file):
        yield file, list(same)


def _rank(known: Known, edited: Callable[[Known], bool]) -> tuple[int, int, str]:
    """An editor's words first, then what cannot be read, since only an editor breaks a file; then the older address."""
    order = 1 if known.broken else 0 if edited(known) else 2
    return order, len(known.path), known.path


def _moved(new: Sequence[str], orphans: Mapping[str, Known], hashed: Callable[[str], str]) -> dict[str, Known]:
    """The new articles that are an old one to the byte, under another name."""
    by_hash: dict[str, list[Known]] = {}
    for k in reversed([k for k in orphans.values() if k.sha256]):
        by_hash.setdefault(k.sha256, []).append(k)
    found = ((path, by_hash.get(hashed(path))) for path in new)
    return {path: alike.pop() for path, alike in found if alike}


def _changed(
    new: Sequence[str], orphans: Mapping[str, Known], words: Callable[[str], str], evidence: Callable[[Known], str]
) -> dict[str, Known]:
    """The new articles that hold most of what a summary cites: the best pairs first.

    All that the summaries cite is looked up in one index of shingles, so that the time grows with the number of articles.
    """
    cited = shingles([evidence(k) for k in orphans.values()])
    sizes = np.array([len(held) for held in cited])
    hashes = np.concatenate(cited)
    owners = np.repeat(np.arange(len(cited)), sizes)
    order = np.argsort(hashes, kind="stable")
    hashes, owners = hashes[order], owners[order]
    shares = []
    for path in new:
        held = _hits(shingles([words(path)])[0], hashes, owners, len(cited)) / np.maximum(sizes, 1)
        shares += [(-float(held[at]), at, path) for at in np.flatnonzero(held >= _SAME).tolist()]
    found: dict[str, Known] = {}
    taken: set[int] = set()
    all_of = list(orphans.values())
    for _, at, path in sorted(shares):
        if at not in taken and path not in found:
            found[path] = all_of[at]
            taken.add(at)
    return found


def _hits(own: Hashes, hashes: Hashes, owners: "np.ndarray[tuple[int], np.dtype[np.intp]]", many: int) -> Any:
    """For each owner how many of its hashes are among `own`; `hashes` are sorted."""
    first, last = np.searchsorted(hashes, own, "left"), np.searchsorted(hashes, own, "right")
    met = [owners[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if a < b]
    return np.bincount(np.concatenate(met), minlength=many) if met else np.zeros(many, np.intp)
