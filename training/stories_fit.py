"""Fits the weights of the stories: how likely two articles tell of one event.

    python -m training.stories_fit --out digest/group/weights.json ../shared/data/stories/{mixed_news,uci_headlines}.dev.jsonl

Rows of JSONL: {"id", "title", "text", "date", "cluster"}; the first file is of articles with texts, the second of titles alone. Two logistic
regressions are fitted on pairs of articles, and the average likeness from which stories are joined was chosen
by B-cubed F1, pairwise F1 and how rarely the first articles of two stories are joined; around it, the cross-validated scores are printed: the articles of a fifth of the stories are grouped among all others by weights
that have not seen them. Only numbers on general features are kept: no word of an article.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from digest.group.candidates import candidates
from digest.group.likeness import Model, features, likeness
from digest.group.stories import Told, clusters
from digest.group.words import words

FOLDS = 5
MOST = 300_000  # pairs of one fit


def read(path):
    """Articles in order, the stories they belong to, and whether they have texts."""
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    told = [(Told((r["date"] or "")[:10], r["id"], r["title"] or "", r["text"] or ""), r["cluster"]) for r in rows]
    told.sort()
    return [one for one, _ in told], np.array([cluster for _, cluster in told])


def fit(x, y, ridge):
    """The model's values, by Newton's method with a ridge on the factors."""
    if len(x) > MOST:
        chosen = np.random.default_rng(1).choice(len(x), MOST, replace=False)
        x, y = x[chosen], y[chosen]
    mean, scale = x.mean(0), np.maximum(x.std(0), 0.01)
    rows = np.concatenate([(x - mean) / scale, np.ones((len(x), 1))], 1)
    held = np.zeros(rows.shape[1])
    penalty = np.full(rows.shape[1], ridge)
    penalty[-1] = 0
    for _ in range(25):
        likely = 1 / (1 + np.exp(-np.clip(rows @ held, -30, 30)))
        slope = rows.T @ (y - likely) - penalty * held
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + np.diag(penalty + 1e-9)
        held = held + np.linalg.solve(curve, slope)
    return {"mean": mean, "scale": scale, "factors": held[:-1], "level": float(held[-1])}


def scores(gold, found, held):
    """B-cubed F1, pairwise F1, B-cubed precision and recall of the held-out articles, among all."""
    g, p, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    own = [(story, label) for story, label, inside in zip(gold, found, held, strict=True) if inside]
    right = sum(both[one] / p[one[1]] for one in own) / len(own)
    whole = sum(both[one] / g[one[0]] for one in own) / len(own)
    same = sum(both[one] - 1 for one in own)
    told, true = sum(p[label] - 1 for _, label in own), sum(g[story] - 1 for story, _ in own)
    return 2 * right * whole / (right + whole), 2 * same / max(1, told + true), right, whole


def grouped(number, a, b, like, joins):
    """The story of each article."""
    found = {}
    for one, other, value in zip(a.tolist(), b.tolist(), like.tolist(), strict=True):
        if value > 0:
            found.setdefault(one, {})[other] = value
            found.setdefault(other, {})[one] = value
    labels = np.zeros(number, int)
    for members in clusters(number, found, joins):
        labels[members] = members[0]
    return labels


def fitted(path, ridge, joins_tried, seeds=1):
    """The model for one file, with its cross-validated scores printed."""
    told, gold = read(path)
    held = [words(one.title, one.text) for one in told]
    a, b = candidates([one.fields["whole"] for one in held])
    kept, x = features(held, [one.day for one in told], a, b)
    a, b = a[kept], b[kept]
    y = gold[a] == gold[b]
    print(path, len(told), "articles,", len(a), "pairs,", int(y.sum()), "right", file=sys.stderr)
    stories = sorted(set(gold))
    results = {}
    for seed in range(seeds):
        fold_of = dict(zip(stories, np.random.default_rng(seed).permutation(len(stories)) % FOLDS, strict=True))
        fold = np.array([fold_of[story] for story in gold])
        for k in range(FOLDS):
            train = (fold[a] != k) & (fold[b] != k)
            like = likeness(Model(**fit(x[train], y[train], ridge), joins=0)(x))
            for joins in joins_tried:
                labels = grouped(len(told), a, b, like, joins)
                results.setdefault(joins, []).append(scores(gold, labels, fold == k))
    for joins, rows in results.items():
        print(f"  joins {joins:.2f}:", np.mean(rows, 0).round(4), file=sys.stderr)
    return {**fit(x, y, ridge), "joins": joins_tried[1]}


def plain(values):
    """Plain lists of rounded numbers."""
    return {k: np.round(np.asarray(v, float), 4).tolist() for k, v in values.items()}


def main():
    """Fits both and writes them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("texts")
    arguments.add_argument("titles")
    given = arguments.parse_args()
    made = {
        "text": plain(fitted(given.texts, 5.0, [0.38, 0.4, 0.42], 2)),
        "titles": plain(fitted(given.titles, 5.0, [0.1, 0.14, 0.18])),
    }
    Path(given.out).write_text(json.dumps(made) + "\n", "utf-8")


if __name__ == "__main__":
    main()
