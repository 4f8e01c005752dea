"""Fits the weights of reported speech (digest/understand/quotes/weights.json).

    python -m training.quotes_fit ../shared/data/quotes --out digest/understand/quotes/weights.json

Reads NAME.dev.jsonl of polnear, ggt and gum_news. Each cue has readings (where its content begins and ends); the right one
is that nearest to a core quotation of the gold (intersection over union at least 0.5), or none is; readings that lie in
stretches set aside are left out. A conditional logit with an L2 penalty, by full-batch gradient steps (Adagrad): deterministic.
What is kept are numbers for general features: cue lemmas, relations, shapes. No text of the articles is.
"""

import argparse
import json
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Source, Span
from digest.parser import sentences, syntax
from digest.understand.quotes import answers, direct, reported
from digest.understand.quotes.ground import Ground
from training.cast_fit import read_text

SETS = {
    "polnear": 1.0,
    "ggt": 6.0,
    "gum_news": 12.0,
    "news": 4.0,
}  # the small sets weigh more an article, so that one election does not decide
FOLDS = 5
SEEN = 8  # a feature must occur in so many candidates
KEPT = 500  # features that bear a weight: few, since some of the articles may only be measured on


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue of an article with its readings: for each, whether it is the right one, and its features."""

    fold: int
    weight: float
    readings: tuple[tuple[bool, tuple[str, ...]], ...]


def examples(folder: Path) -> Iterator[Cue]:
    """The cues of all development articles."""
    for name, weight in SETS.items():
        for row in rows(folder, name):
            fold = int(sha256(str(row["id"]).encode()).hexdigest(), 16) % FOLDS
            article = extract(Source(str(row["id"]), "0" * 64, row["text"]))
            found = sentences.sentences(article)
            trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
            yield from labelled(row, Ground(article, found, trees), fold, weight)


def rows(folder: Path, name: str) -> Iterator[dict]:
    """The annotated articles of a set: JSON lines, or the invented news beside the folder."""
    if name != "news":
        yield from map(json.loads, (folder / f"{name}.dev.jsonl").read_text("utf-8").splitlines())
        return
    for path in sorted((folder.parent / "news").glob("*.xml")):
        text, marks = read_text(ET.parse(path).getroot().find("text"))
        found = [{"start": start, "end": end} for tag, _, start, end in marks if tag == "q"]
        yield {"id": path.stem, "text": text, "quotes": found}


def labelled(row: dict, ground: Ground, fold: int, weight: float) -> Iterator[Cue]:
    """The cues of one article. Of several readings the nearest to the gold is right, if it comes near enough."""
    gold = [(q["start"], q["end"]) for q in row["quotes"] if q.get("core", True)]
    aside = [(q["start"], q["end"]) for q in row["quotes"] if not q.get("core", True)]
    answered = [a.span for a in answers.find(ground)]
    spoken = tuple(sorted([*(Span(d.stretch.start, d.stretch.end) for d in direct.find(ground)), *answered]))
    cues: dict[Span, list[reported.Candidate]] = {}
    for candidate in reported.find(ground, spoken):
        if candidate.span.end - candidate.span.start > 2:
            cues.setdefault(candidate.cue, []).append(candidate)
    for readings in cues.values():
        fits = [sum(_fit(span, gold) for span in candidate.pieces) for candidate in readings]
        best = max(fits)
        kept = []
        for candidate, fit in zip(readings, fits, strict=True):
            right = fit >= 0.5 and fit >= best - 0.04
            span = candidate.span
            shared = sum(max(0, min(span.end, a[1]) - max(span.start, a[0])) for a in aside)
            strange = "listed=False" in candidate.features  # thinking, wanting: set aside there, no speech for a digest
            if right or strange or shared * 2 < span.end - span.start:
                kept.append((right, candidate.features))
        if kept:
            yield Cue(fold, weight, tuple(kept))


def _fit(span: Span, gold: list[tuple[int, int]]) -> float:
    """How well a piece meets the gold: its overlap with the nearest, less than nothing if that is under a half."""
    best = max((overlap((span.start, span.end), g) for g in gold), default=0.0)
    return best if best >= 0.5 else -0.5


def fit(cues: list[Cue], penalty: float = 8.0, steps: int = 400, seen: int = SEEN) -> dict[str, float]:
    """The weights that `_fitted` gives, fitted again on the features that weigh most."""
    counts = Counter(feature for cue in cues for _, features in cue.readings for feature in features)
    first = _fitted(cues, {feature for feature, n in counts.items() if n >= seen}, penalty, steps)
    bias = first.pop("bias")
    most = sorted(first, key=lambda feature: (-abs(first[feature]) * counts[feature] ** 0.5, feature))[:KEPT]
    return _fitted(cues, set(most), penalty, steps) if len(first) > KEPT else {"bias": bias, **first}


def _fitted(cues: list[Cue], chosen: set[str], penalty: float, steps: int) -> dict[str, float]:
    """The weights of a conditional logit (McFadden 1974) over the readings of each cue and "no speech", which scores 0."""
    rows = [
        (number, cue.weight, right, features) for number, cue in enumerate(cues) for right, features in cue.readings
    ]
    names = sorted(chosen)
    index = {feature: i for i, feature in enumerate(names)}
    at = [(r, index[f]) for r, (*_, features) in enumerate(rows) for f in features if f in index]
    row, column = np.array([a for a, _ in at]), np.array([b for _, b in at])
    group = np.array([g for g, *_ in rows])
    w = np.array([weight for _, weight, *_ in rows])
    right = np.array([float(hit) for *_, hit, _ in rows])
    beta, bias, squared = np.zeros(len(names)), 0.0, np.full(len(names) + 1, 1e-6)
    for _ in range(steps):
        z = np.exp(np.clip(bias + np.bincount(row, beta[column], len(rows)), -30, 30))
        likely = z / (1 + np.bincount(group, z, len(cues)))[group]
        among = np.bincount(group, z * right, len(cues))[group]
        wanted = np.divide(z * right, among, out=np.zeros(len(rows)), where=among > 0)
        error = w * (likely - wanted)
        gradient = np.bincount(column, error[row], len(names)) + penalty * beta
        squared[:-1] += gradient**2
        squared[-1] += error.sum() ** 2
        beta -= 0.5 * gradient / np.sqrt(squared[:-1])
        bias -= 0.5 * error.sum() / np.sqrt(squared[-1])
    kept = {name: round(float(b), 3) for name, b in zip(names, beta, strict=True) if abs(b) >= 0.02}
    return {"bias": round(float(bias), 3), **kept}


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    rows = list(examples(arguments.folder))
    weights = fit(rows)
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True)
    if arguments.out:
        arguments.out.write_text(text + "\n", "utf-8")
    speech = sum(any(right for right, _ in cue.readings) for cue in rows)
    print(f"{len(rows)} cues, {speech} of them with speech, {len(weights)} weights")


if __name__ == "__main__":
    main()
