"""The second look at each block: what the first look said of its neighbours, its container and its style."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence

import numpy as np
from lxml.etree import _Element
from numpy.typing import NDArray

from digest.model import BlockKind
from digest.read.page.walk import Piece

Matrix = NDArray[np.float32]
_CORE = 0.75  # the core is the deepest element that holds this share of what the first look took for body
_SURE, _LONG = 0.8, 60


def matrix(pieces: Sequence[Piece], first: NDArray[np.float32], rows: Matrix) -> Matrix:
    """One row a piece; `first` are the probabilities of the first look, `rows` its features."""
    count = len(pieces)
    sizes = [math.sqrt(len(p.text)) for p in pieces]
    masses = [len(p.text) * float(q) for p, q in zip(pieces, first, strict=True)]
    total = sum(masses) or 1.0
    parents: list[Hashable] = [p.element.getparent() for p in pieces]
    grand: list[Hashable] = [_up(p.element, 2) for p in pieces]
    above: list[Hashable] = [_up(p.element, 3) for p in pieces]
    styles: list[Hashable] = [
        (p.element.tag, p.element.get("class") or "", _class(p.element.getparent())) for p in pieces
    ]
    groups = [_others(keys, first, sizes, masses, total) for keys in (parents, grand, above, styles)]
    core = _core(pieces, masses, total)
    sure = [n for n in range(count) if first[n] > _SURE and len(pieces[n].text) > _LONG]
    before = np.cumsum([0.0, *masses[:-1]]) / total if count else np.zeros(0)
    padded = np.concatenate([np.zeros(3), first, np.zeros(3)])
    logit = np.log((first + 0.01) / (1.01 - first))
    table = []
    last_sure = -1
    following = _following(count, set(sure))
    for n, p in enumerate(pieces):
        last_sure = n if n in following[1] else last_sure
        back = n - last_sure if last_sure >= 0 else 30
        on = following[0][n] - n if following[0][n] >= 0 else 30
        table.append([
            float(logit[n]), float(first[n]), *(float(padded[n + k]) for k in (0, 1, 2, 4, 5, 6)), *(v for g in groups for v in g[n]),
            float(before[n]), float(p.element in core), float(bool(sure) and sure[0] <= n <= sure[-1]), min(back, 30) / 10, min(on, 30) / 10,
            float(back < 30), float(on < 30), len(sure) / 20, math.log1p(len(p.text)), p.linked / len(p.text), *(float(p.kind is k) for k in _KINDS),
        ])  # fmt: skip
    return np.hstack([np.array(table, np.float32), rows[:, _KEPT]]) if count else np.zeros((0, 1), np.float32)


_KINDS = (BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.BLOCK_QUOTE, BlockKind.CAPTION, BlockKind.POST)
_KEPT = [1, 3, 4, 5, 7, 9, 10, 13, 19, 20, 26, 27, 28, 29, 30, 31, 33]


def _up(element: _Element, steps: int) -> _Element | None:
    node: _Element | None = element
    for _ in range(steps):
        node = node.getparent() if node is not None else None
    return node


def _class(element: _Element | None) -> str:
    return (element.get("class") or "") if element is not None else ""


def _others(
    keys: Sequence[Hashable], first: NDArray[np.float32], sizes: Sequence[float], masses: Sequence[float], total: float
) -> list[tuple[float, float, float]]:
    """For each piece: mean probability of the others of its group, the group's share of the body, its size."""
    weight: defaultdict[Hashable, float] = defaultdict(float)
    weighed: defaultdict[Hashable, float] = defaultdict(float)
    mass: defaultdict[Hashable, float] = defaultdict(float)
    number: Counter[Hashable] = Counter(keys)
    for key, q, size, m in zip(keys, first, sizes, masses, strict=True):
        weight[key] += size
        weighed[key] += size * float(q)
        mass[key] += m
    return [
        (
            (weighed[key] - size * float(q) + 0.3) / (weight[key] - size + 1.0),
            mass[key] / total,
            math.log1p(number[key]),
        )
        for key, q, size in zip(keys, first, sizes, strict=True)
    ]


def _core(pieces: Sequence[Piece], masses: Sequence[float], total: float) -> set[_Element]:
    """The elements of pieces inside the deepest element that holds most of the body."""
    held: defaultdict[_Element, float] = defaultdict(float)
    paths: list[list[_Element]] = []
    for piece, mass in zip(pieces, masses, strict=True):
        path: list[_Element] = []
        node: _Element | None = piece.element
        while node is not None and len(path) < 200:
            path.append(node)
            held[node] += mass
            node = node.getparent()
        paths.append(path)
    best = max((path for path in paths), key=lambda path: _depth(path, held, total), default=[])
    n = _depth(best, held, total)
    if not n:
        return set()
    root = best[len(best) - n]
    return {piece.element for piece, path in zip(pieces, paths, strict=True) if root in path}


def _depth(path: list[_Element], held: defaultdict[_Element, float], total: float) -> int:
    """How far down this path, from the root, elements hold most of the body."""
    return sum(held[node] >= _CORE * total for node in path)


def _following(count: int, sure: set[int]) -> tuple[list[int], set[int]]:
    out, last = [-1] * count, -1
    for n in range(count - 1, -1, -1):
        if n in sure:
            last = n
        out[n] = last
    return out, sure
