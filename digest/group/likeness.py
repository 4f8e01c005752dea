"""How likely is it that two articles are about one event? Logistic regression over what their words have in common."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from digest.group.candidates import Ints
from digest.group.words import FIELDS, Words

Floats = NDArray[np.float64]
WEIGHTS = Path(__file__).with_name("weights.json")
_LEAST = 0.05  # a cosine below which two articles are held to be of two events
_WEEK, _MONTH, _YEAR = 7, 40, 365  # days
_UNKNOWN = 3  # days between two articles, where the day of one is unknown
_CROWDS = (15, 40)
_ROUNDED = 4  # digits of a likeness: the same on every processor


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds are x·factors + level, over x standardised by `mean` and `scale`, all float64[28].

    Two stories are joined where the likeness of their articles is `joins` or more on average.
    """

    mean: Floats
    scale: Floats
    factors: Floats
    level: float
    joins: float

    def __call__(self, rows: Floats) -> Floats:
        """Log-odds float64[n] for float64[n, 28]."""
        return np.asarray(((rows - self.mean) / self.scale * self.factors).sum(1) + self.level)


@cache
def model(name: str) -> Model:
    """The model fitted for articles with their "text" or for their "titles" alone (training/stories_fit.py)."""
    fitted = json.loads(WEIGHTS.read_text("utf-8"))[name]
    arrays = {key: np.array(fitted[key]) for key in ("mean", "scale", "factors")}
    return Model(level=fitted["level"], joins=fitted["joins"], **arrays)


def likeness(log_odds: Floats) -> Floats:
    """Log-odds as a number from 0 to 1 that falls off evenly: far apart is 0, surely the same 1."""
    return np.round((np.clip(log_odds, -6, 6) + 6) / 12, _ROUNDED)


def features(articles: Sequence[Words], days: Sequence[str], a: Ints, b: Ints) -> tuple[Ints, Floats]:
    """For pairs of articles, in order of `a`: the indices of those worth asking the model about, and their features.

    The features are float64[n, 28]: eight shares of common words and their roots, rare names in common, four on how near the
    two are beside the articles around them, and seven on days and lengths.
    """
    whole = _cosines([one.fields["whole"] for one in articles], None, a, b)
    kept = np.flatnonzero(whole >= _LEAST)
    a, b = a[kept], b[kept]
    crowds = _crowds(len(articles), a, b, whole[kept])
    shares = [whole[kept]]
    shares += [_cosines([one.fields[field] for one in articles], None, a, b) for field in FIELDS[1:]]
    titles, wholes = [one.fields["title"] for one in articles], [one.fields["whole"] for one in articles]
    one, other = _cosines(titles, wholes, a, b), _cosines(wholes, titles, a, b)
    shares += [np.minimum(one, other), np.maximum(one, other)]
    common = np.log1p(_cosines([one.rare for one in articles], None, a, b))
    cosines = np.stack(shares, 1)
    return kept, np.concatenate([cosines, np.sqrt(cosines), common[:, None], crowds, _around(articles, days, a, b)], 1)


def _crowds(number: int, a: Ints, b: Ints, whole: Floats) -> Floats:
    """How close two articles are beside the articles around each: float64[n, 4].

    Where much is written on one subject, articles on different events are alike too. For each of `_CROWDS` the cosine of the
    article's so many-th neighbour is taken: the pair's above the average of both (Conneau et al. 2018), and the greater of both.
    """
    owners, values = np.concatenate((a, b)), np.concatenate((whole, whole))
    order = np.lexsort((-values, owners))
    owners, values = owners[order], values[order]
    starts = np.searchsorted(owners, np.arange(number))
    counts = np.bincount(owners, minlength=number)
    columns = []
    for place in _CROWDS:
        near = np.zeros(number)
        full = counts > place
        near[full] = values[starts[full] + place]
        columns += [whole - (near[a] + near[b]) / 2, np.maximum(near[a], near[b])]
    return np.stack(columns, 1)


def _around(articles: Sequence[Words], days: Sequence[str], a: Ints, b: Ints) -> Floats:
    """How far apart the days are, and how long the texts."""
    ordinals = np.array([_ordinal(day) for day in days], float)
    apart = np.abs(ordinals[a] - ordinals[b])
    unknown = np.isnan(apart)
    apart = np.where(unknown, _UNKNOWN, apart)
    lengths = np.log1p(np.array([one.length for one in articles]) / 1000)
    near = np.where(unknown, 0.0, np.exp(-apart / 2))
    return np.stack(
        [
            unknown.astype(float), near, (apart > _WEEK).astype(float), (apart > _MONTH).astype(float),
            np.log1p(np.minimum(apart, _YEAR)), np.minimum(lengths[a], lengths[b]), np.maximum(lengths[a], lengths[b]),
        ],
        1,
    )  # fmt: skip


def _ordinal(day: str) -> float:
    try:
        return float(date.fromisoformat(day[:10]).toordinal())
    except ValueError:
        return math.nan


def _cosines(
    left: Sequence[Mapping[str, float]], right: Sequence[Mapping[str, float]] | None, a: Ints, b: Ints
) -> Floats:
    """The products left[a]·right[b] of sparse vectors; `a` is in order, so that each is spread out once."""
    place: dict[str, int] = {}
    spread = _rows(left, place)
    met = spread if right is None else _rows(right, place)
    dense = np.zeros(len(place) + 1)
    found = np.zeros(len(a))
    if not len(a):
        return found
    starts, columns, weights = met
    firsts = np.flatnonzero(np.r_[True, a[1:] != a[:-1]])
    for low, high in zip(firsts.tolist(), [*firsts[1:].tolist(), len(a)], strict=True):
        own = slice(spread[0][a[low]], spread[0][a[low] + 1])
        dense[spread[1][own]] = spread[2][own]
        others = b[low:high]
        sizes = starts[others + 1] - starts[others]
        ends = np.cumsum(sizes)
        cells = np.arange(ends[-1]) - np.repeat(ends - sizes - starts[others], sizes)
        products = np.r_[0.0, np.cumsum(dense[columns[cells]] * weights[cells])]
        found[low:high] = products[ends] - products[ends - sizes]
        dense[spread[1][own]] = 0.0
    return np.clip(found, 0.0, None)


def _rows(vectors: Sequence[Mapping[str, float]], place: dict[str, int]) -> tuple[Ints, Ints, Floats]:
    """Sparse vectors as arrays: where each begins, its columns, its weights."""
    starts = np.cumsum([0, *(len(vector) for vector in vectors)], dtype=np.int64)
    columns = np.array([place.setdefault(word, len(place)) for vector in vectors for word in vector], np.int64)
    return starts, columns, np.array([weight for vector in vectors for weight in vector.values()])
