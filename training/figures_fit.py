"""Fits the weights of the figures that a reader wants.

    python -m training.figures_fit ../shared/data/news --out digest/understand/figures/weights.json

The articles are those of score_news.py: a figure that the program finds is one that an editor gives, or it is not. Prints
precision and recall of the figures shown, cross-validated: five folds by article, three orders.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Metadata, Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import figures, points, speech
from digest.understand.figures.selection import AT_MOST, COLUMNS, WANTED, first_told, signals
from training import ridge

RIDGE = 20.0
FOLDS = 5
ORDERS = (0, 1, 2)


class Example:
    """One article: what is seen of its figures, which of them an editor gives, and how many the editor gives."""

    def __init__(self, gold, score_news):
        article = extract(Source(gold.id, "", gold.text, Metadata(title=gold.title, published=gold.date)))
        found = sentences(article)
        trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
        who, said = speech(article, found, trees)
        told = points.choose(article, found, trees, who, said)
        once = first_told([one for one in figures.every(article, found, trees) if one[0].what])
        self.rows = signals(once, frozenset(name for point in told for name in point.sentences), said)
        self.wanted = len(gold.figures)

        def same(one, other):
            near = abs(one[0] - other[0].value) <= 1e-6 * max(abs(one[0]), abs(other[0].value))
            known = one[1] and other[0].unit
            unit = not known or score_news.unit(one[1]) == score_news.unit(other[0].unit)
            return (
                near and unit and 1 + score_news.token_f1(score_news.content(one[2]), score_news.content(other[0].what))
            )

        hit = {at for _, at in score_news.pair_up(gold.figures, once, same, 1)}
        self.labels = np.array([n in hit for n in range(len(once))], float)


def fit(examples):
    """The weights as plain numbers."""
    x, y = np.concatenate([one.rows for one in examples]), np.concatenate([one.labels for one in examples])
    return ridge.fit(x, y, COLUMNS, RIDGE)


def odds(plain, rows):
    """The log-odds of each figure."""
    mean, scale, factors = (np.array([plain["columns"][name][n] for name in COLUMNS]) for n in range(3))
    return (rows - mean) / scale @ factors + plain["level"]


def cross_validated(examples, order):
    """The figures of one order of the articles, as a line of text."""
    fold = np.random.default_rng(order).permutation(len(examples)) % FOLDS
    right = shown = wanted = 0
    for left_out in range(FOLDS):
        plain = fit([one for one, at in zip(examples, fold, strict=True) if at != left_out])
        for one in (one for one, at in zip(examples, fold, strict=True) if at == left_out):
            of = odds(plain, one.rows)
            best = [n for n in np.argsort(-of, kind="stable")[:AT_MOST] if of[n] >= WANTED]
            right, shown, wanted = right + one.labels[best].sum(), shown + len(best), wanted + one.wanted
    return f"F1 {2 * right / (shown + wanted):.3f} (P {right / shown:.3f} / R {right / wanted:.3f})"


def main():
    """Read, fit, write, and print what cross-validation gives."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    sys.path.insert(0, str(options.folder.resolve().parents[1] / "eval"))
    import score_news  # noqa: PLC0415 - it stands beside the data

    examples = [Example(gold, score_news) for gold in score_news.read_folder(options.folder)]
    for order in ORDERS:
        print(cross_validated(examples, order))
    options.out.write_text(json.dumps(fit(examples)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
