"""Fits the weights of the key points.

    python -m training.points_fit ../shared/data/news --out digest/understand/points/weights.json

The articles are those of score_news.py, with the points that editors would give: a sentence is a point or it is not. Ridge
logistic regression by Newton's method on the columns of `signals`, no word of an article among them. Prints what
cross-validation gives: five folds by article, three orders, precision and recall as score_news.py weighs them.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Metadata, Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import names, points, quotes
from digest.understand.points.choice import WORTH, ladder, weights
from digest.understand.points.signals import COLUMNS
from training import ridge

RIDGE = 30.0
FOLDS = 5
ORDERS = (0, 1, 2)
WEIGHTS = {1: 3, 2: 2}  # how much recall counts a rank; others once


class Example:
    """One article: what is seen in its candidates, and the rank that each one's sentence has among the editor's points (0: none)."""

    def __init__(self, gold, score_news):
        article = extract(Source(gold.id, "", gold.text, Metadata(title=gold.title, published=gold.date)))
        found = sentences(article)
        trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
        who = names.find(article, found, trees)
        self.article = article
        self.seen = points.look(article, found, trees, who, quotes.find(article, found, trees, who))
        own = [score_news.words(s.of(article.text)) for s in found]
        self.ranks = {}
        for rank, text, _ in gold.points:
            wanted = score_news.words(text)
            likeness = [score_news.shared(wanted, one) / max(len(wanted), len(one), 1) for one in own]
            place = found[int(np.argmax(likeness))].start
            self.ranks[place] = min(rank, self.ranks.get(place, rank))
        ranks = np.array([self.ranks.get(c.sentence.start, 0) for c in self.seen.fit])
        self.labels = {"point": (ranks > 0).astype(float), "first": (ranks == 1).astype(float)}


def fit(examples, kind):
    """The weights of one kind of label as plain numbers, by the names of the columns."""
    x, y = np.concatenate([one.seen.rows for one in examples]), np.concatenate([one.labels[kind] for one in examples])
    return ridge.fit(x, y, COLUMNS, RIDGE)


def measure(examples, fitted, count):
    """Adds what the weights choose of articles that they have not seen."""
    for one in examples:
        fewest, most = points.limits(one.article.words, 3, 6)
        steps = ladder(one.seen.fit, fitted(one.seen.rows), one.seen.found, most)
        places = {step.sentence.start for n, (step, odds) in enumerate(steps) if n < fewest or odds > WORTH}
        count["chosen"] += len(places)
        count["right"] += len(places & set(one.ranks))
        for place, rank in one.ranks.items():
            count["wanted"] += WEIGHTS.get(rank, 1)
            count["found"] += WEIGHTS.get(rank, 1) * (place in places)
            count["firsts"] += rank == 1
            count["first found"] += rank == 1 and place in places


def cross_validated(examples, order):
    """The figures of one order of the articles, as a line of text."""
    fold = np.random.default_rng(order).permutation(len(examples)) % FOLDS
    count = Counter()
    for left_out in range(FOLDS):
        seen = [one for one, at in zip(examples, fold, strict=True) if at != left_out]
        measure(
            [one for one, at in zip(examples, fold, strict=True) if at == left_out], weights(fit(seen, "point")), count
        )
    precision, recall = count["right"] / count["chosen"], count["found"] / count["wanted"]
    f1 = 2 * precision * recall / (precision + recall)
    first, many = count["first found"] / count["firsts"], count["chosen"] / len(examples)
    return f"F1 {f1:.3f} (P {precision:.3f} / R {recall:.3f}), first point {first:.3f}, {many:.2f} points"


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
    options.out.write_text(json.dumps({kind: fit(examples, kind) for kind in ("point", "first")}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
