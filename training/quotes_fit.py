"""Fits the weights of reported speech (digest/understand/quotes/weights.json).

    python -m training.quotes_fit ../shared/data/quotes --out digest/understand/quotes/weights.json

Reads NAME.dev.jsonl of polnear, ggt and gum_news; labels every candidate by whether a core quotation of the gold overlaps
it (intersection over union at least 0.5); leaves out candidates that lie in stretches set aside. Logistic regression with
an L2 penalty, by full-batch gradient steps (Adagrad): deterministic. `--folds 5` prints cross-validated figures instead.
What is kept are numbers for general features: cue lemmas, relations, shapes. No text of the articles is.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Source
from digest.understand import sentences, syntax
from digest.understand.quotes import direct, reported
from digest.understand.quotes.ground import Ground

SETS = {
    "polnear": 1.0,
    "ggt": 3.0,
    "gum_news": 6.0,
}  # the small sets weigh more an article, so that one election does not decide
SEEN = 8  # a feature must occur in so many candidates


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Intersection over union."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared) if shared else 0.0


def examples(folder: Path) -> Iterator[tuple[int, float, bool, tuple[str, ...]]]:
    """(fold, weight, whether it is speech, features) for every candidate."""
    for name, weight in SETS.items():
        for line in (folder / f"{name}.dev.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            fold = int(sha256(str(row["id"]).encode()).hexdigest(), 16) % 5
            article = extract(Source(str(row["id"]), "0" * 64, row["text"]))
            found = sentences.sentences(article)
            trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
            yield from labelled(row, Ground(article, found, trees), fold, weight)


def labelled(row: dict, ground: Ground, fold: int, weight: float) -> Iterator[tuple[int, float, bool, tuple[str, ...]]]:
    """The candidates of one article with their labels."""
    gold = [(q["start"], q["end"]) for q in row["quotes"] if q.get("core", True)]
    aside = [(q["start"], q["end"]) for q in row["quotes"] if not q.get("core", True)]
    spoken = tuple(reported.Span(d.stretch.start, d.stretch.end) for d in direct.find(ground))
    found = [c for c in reported.find(ground, spoken) if c.span.end - c.span.start > 2]
    fits = [max((overlap((c.span.start, c.span.end), g) for g in gold), default=0.0) for c in found]
    best: dict[tuple[int, int], float] = {}
    for candidate, share in zip(found, fits, strict=True):
        key = (candidate.cue.start, candidate.cue.end)
        best[key] = max(best.get(key, 0.0), share)
    for candidate, share in zip(found, fits, strict=True):
        span = (candidate.span.start, candidate.span.end)
        # Of several readings of one cue the best is right; the others are wrong, so that the choice is learned too.
        hit = share >= 0.5 and share >= best[candidate.cue.start, candidate.cue.end] - 0.04
        if not hit and sum(max(0, min(span[1], a[1]) - max(span[0], a[0])) for a in aside) * 2 >= span[1] - span[0]:
            continue
        yield fold, weight, hit, candidate.features


def fit(
    rows: list[tuple[int, float, bool, tuple[str, ...]]], penalty: float = 2.0, steps: int = 400
) -> dict[str, float]:
    """The weights of a logistic regression."""
    counts = Counter(feature for *_, features in rows for feature in features)
    names = sorted(feature for feature, n in counts.items() if n >= SEEN)
    index = {feature: i for i, feature in enumerate(names)}
    at = [(r, index[f]) for r, (*_, features) in enumerate(rows) for f in features if f in index]
    row, column = np.array([a for a, _ in at]), np.array([b for _, b in at])
    y = np.array([float(hit) for _, _, hit, _ in rows])
    w = np.array([weight for _, weight, _, _ in rows])
    beta, bias, squared = np.zeros(len(names)), 0.0, np.full(len(names) + 1, 1e-6)
    for _ in range(steps):
        z = bias + np.bincount(row, beta[column], len(rows))
        error = w * (1 / (1 + np.exp(-z)) - y)
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
    print(f"{len(rows)} candidates, {sum(r[2] for r in rows)} of them speech, {len(weights)} weights")


if __name__ == "__main__":
    main()
