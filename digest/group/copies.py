"""The same text twice: wire copy in two papers, a page saved again, a text cut from the end.

Texts are compared by their shingles, three consecutive words each (Broder 1997, "On the resemblance and containment of
documents"). Each text's smallest shingle hashes (a bottom-k sketch, Cohen and Kaplan 2007) find the pairs worth a look;
those are then compared in full, so that chance decides only what is looked at, never what counts as a copy.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

SHARED = (
    0.5  # of the shorter text's shingles, that the other must hold; 60 % of the words are about 50 % of the shingles
)
_OF_LONGER = 0.2  # and of the longer text's: a round-up that quotes a short text whole is no copy of it
_FEWEST = 12  # shingles; shorter texts are copies only when they are the same
_SKETCH = 40  # hashes kept of each text
_MEET = 3  # how many of them two texts must share to be compared
_CROWD = (
    40  # texts that share one hash; in a larger crowd (a standing phrase, a text sent everywhere) neighbours are paired
)
_BATCH = 1 << 22  # bytes handled at once: the arrays of one batch stay near the processor
_LONGEST = 1_000_000  # characters of a text that are compared
_BASE = np.uint64(0x9E3779B97F4A7C15 | 1)  # odd: has an inverse modulo 2^64
_MIX = np.uint64(0xFF51AFD7ED558CCD)
# What each byte counts as: capital letters as small ones, digits and bytes beyond ASCII as they are, the rest as a gap (0).
_TABLE = np.array([c if c >= 0x80 else ord(chr(c).lower()) * chr(c).isalnum() for c in range(256)], np.uint8)
# Typographic marks count as gaps, so that “don’t” and "don't" are one: their UTF-8 bytes become spaces beforehand.
_MARKS = str.maketrans(dict.fromkeys("‘’“”„«»–—…\u00a0\u2009\u202f·•′″", " "))


def copies(texts: Mapping[str, str], published: Mapping[str, str] | None = None) -> dict[str, str]:
    """Of texts by path, those that repeat another: path → path of the original.

    The original of a group is the one `published` first (ISO 8601; unknown days come last), then the first by path.
    Pure and deterministic; about a second for 10,000 articles.
    """
    paths = sorted(texts)
    sets = shingles([texts[path] for path in paths])
    days = published or {}
    leader = list(range(len(paths)))

    def root(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for a, b in _pairs(sets):
        x, y = root(a), root(b)
        if x != y and alike(sets[a], sets[b]):
            leader[max(x, y)] = min(x, y)
    groups: dict[int, list[str]] = {}
    for i, path in enumerate(paths):
        groups.setdefault(root(i), []).append(path)
    found: dict[str, str] = {}
    for group in groups.values():
        if len(group) > 1:
            original = min(group, key=lambda path: (days.get(path) or "9999", path))
            found |= {path: original for path in group if path != original}
    return dict(sorted(found.items()))


def nearest(own: Hashes, sets: Sequence[Hashes]) -> int | None:
    """The index of the text, by its shingles, that a text repeats most; None when it repeats none."""
    best = max(((overlap(own, held), -at) for at, held in enumerate(sets) if alike(own, held)), default=None)
    return None if best is None else -best[1]


def overlap(a: Hashes, b: Hashes) -> float:
    """How much of the shorter text the other holds, 0 to 1."""
    return _shared(a, b) / min(len(a), len(b)) if len(a) and len(b) else 0.0


def alike(a: Hashes, b: Hashes) -> bool:
    """Whether one of two texts counts as a copy of the other."""
    few, many = sorted((len(a), len(b)))
    if few < _FEWEST:
        return few > 0 and bool(np.array_equal(a, b))
    shared = _shared(a, b)
    return shared >= SHARED * few and shared >= _OF_LONGER * many


def _shared(a: Hashes, b: Hashes) -> int:
    both = np.concatenate((a, b))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


# ---------------------------------------------------------------- which pairs to compare


def _pairs(sets: Sequence[Hashes]) -> Iterator[tuple[int, int]]:
    """The pairs (a < b) of texts whose sketches share enough, in order."""
    if not sets:
        return
    sizes = [min(_SKETCH, len(held)) for held in sets]
    hashes = np.concatenate([held[:size] for held, size in zip(sets, sizes, strict=True)])
    owners = np.repeat(np.arange(len(sets), dtype=np.int64), sizes)
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else np.zeros(0, np.int64)
    ends = np.r_[starts[1:], len(hashes)]
    met: list[NDArray[np.int64]] = []
    for size in np.unique(ends - starts):
        if size > 1:
            runs = owners[starts[ends - starts == size][:, None] + np.arange(size)]
            left, right = np.triu_indices(size, 1) if size <= _CROWD else (np.arange(size - 1), np.arange(1, size))
            met.append((runs[:, left] * len(sets) + runs[:, right]).ravel())
    if met:
        pairs, times = np.unique(np.concatenate(met), return_counts=True)
        least = np.minimum(_MEET, np.minimum(np.array(sizes)[pairs // len(sets)], np.array(sizes)[pairs % len(sets)]))
        for pair in pairs[times >= least].tolist():
            yield divmod(pair, len(sets))


# ---------------------------------------------------------------- shingles


def shingles(texts: Sequence[str]) -> list[Hashes]:
    """For each text the hashes of its shingles, each once, in ascending order.

    Case, punctuation and the form of quotation marks do not count. Works on the bytes of many texts at once: a word's
    hash is a polynomial in its bytes modulo 2^64, read off two running sums (Karp and Rabin 1987).
    """
    found: list[Hashes] = []
    batch: list[bytes] = []
    size = 0
    for text in texts:
        data = b" " + text[:_LONGEST].translate(_MARKS).encode("utf-8", errors="replace") + b" "
        batch.append(data)
        size += len(data)
        if size > _BATCH:
            found += _batch(batch, size)
            batch, size = [], 0
    return found + _batch(batch, size)


@dataclass(frozen=True, slots=True)
class _Powers:
    up: Hashes
    down: Hashes


def _batch(parts: Sequence[bytes], size: int) -> list[Hashes]:
    if not parts:
        return []
    letters = _TABLE[np.frombuffer(b"".join(parts), np.uint8)]
    powers = _powers(size)
    sums = np.zeros(size + 1, np.uint64)
    np.cumsum(letters * powers.up, out=sums[1:])
    inside = np.r_[False, letters != 0, False]
    starts = np.flatnonzero(inside[1:] & ~inside[:-1])
    ends = np.flatnonzero(~inside[1:] & inside[:-1])
    words = (sums[ends] - sums[starts]) * powers.down[starts]
    words ^= words >> np.uint64(29)
    words *= _MIX
    bounds = np.searchsorted(starts, np.cumsum([0, *(len(part) for part in parts)]))
    three = (
        words[:-2] * np.uint64(3)
        + words[1:-1] * np.uint64(0x5851F42D4C957F2D)
        + words[2:] * np.uint64(0x14057B7EF767814F)
    )
    three ^= three >> np.uint64(32)
    three *= _MIX
    three ^= three >> np.uint64(29)
    return [
        np.unique(three[a : b - 2]) if b - a > 2 else np.unique(words[a:b])
        for a, b in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]


def _powers(size: int) -> _Powers:
    """The powers of the base and of its inverse modulo 2^64."""
    inverse = np.uint64(pow(int(_BASE), -1, 1 << 64))
    up, down = np.full(size, _BASE), np.full(size, inverse)
    up[0] = down[0] = np.uint64(1)
    return _Powers(np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64))
