"""Fits the weights of the figures that a reader wants, and of the words that they are given.

    python -m training.figures_fit ../shared/data/news --out digest/understand/figures/weights.json

The articles are those of score_news.py: a figure that the program finds is one that an editor gives, or it is not. Prints
precision and recall of the figures shown, and how often their words agree with the editor's, cross-validated: five folds by
article, three orders.
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
from digest.understand.figures import phrases
from digest.understand.figures.selection import AT_MOST, COLUMNS, WANTED, first_told, signals
from training import ridge

RIDGE = 20.0
FOLDS = 5
AGREED = 0.4  # token F1, as score_news.py has it
ORDERS = (0, 1, 2)


class Example:
    """One article: what is seen of its figures, which an editor gives, and the words that could be taken for each of these."""

    def __init__(self, gold, score_news):
        article = extract(Source(gold.id, "", gold.text, Metadata(title=gold.title, published=gold.date)))
        found = sentences(article)
        trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
        who, said = speech(article, found, trees)
        told = points.choose(article, found, trees, who, said)
        self.of_points, self.said = frozenset(name for point in told for name in point.sentences), said
        self.wanted = len(gold.figures)
        self.article, self.found, self.trees, self.gold, self.score = article, found, trees, gold.figures, score_news
        every = [(figure, trees[number]) for figure, kind, number in figures.every(article, found, trees)]
        self.rows, self.like, self.figure = [], [], []
        for at, other in score_news.pair_up(gold.figures, [figure for figure, _ in every], self.same, 1):
            figure, tree = every[other]
            for told, row in phrases.seen(article.text, tree, figure):
                words = score_news.content(told)
                number = score_news.content(figure.text)[:1]
                words = [word for word in words if word not in number]
                self.rows.append(row)
                self.like.append(score_news.token_f1(score_news.content(gold.figures[at][2]), words))
                self.figure.append(at)

    def same(self, one, other):
        """Whether a figure of the editor is one that was found, and from 1 on how like its words are."""
        near = abs(one[0] - other.value) <= 1e-6 * max(abs(one[0]), abs(other.value))
        unit = not (one[1] and other.unit) or self.score.unit(one[1]) == self.score.unit(other.unit)
        return near and unit and 1 + self.score.token_f1(self.score.content(one[2]), self.score.content(other.what))

    def signals(self):
        """What is seen of the figures that have words, and which of them the editor gives."""
        once = first_told(figures.worded(self.article, self.found, self.trees))
        hit = {at for _, at in self.score.pair_up(self.gold, [one.figure for one in once], self.same, 1)}
        return signals(once, self.of_points, self.said, self.article.title), np.array(
            [n in hit for n in range(len(once))], float
        )


def fit_words(examples):
    """The weights of the words of a figure: linear, by least squares with a ridge."""
    x = np.array([row for one in examples for row in one.rows])
    y = np.array([like for one in examples for like in one.like])
    mean, scale = x.mean(0), x.std(0) + 0.05
    z = (x - mean) / scale
    factors = np.linalg.solve(z.T @ z + RIDGE * np.eye(z.shape[1]), z.T @ (y - y.mean()))
    named = zip(phrases.COLUMNS, mean.tolist(), scale.tolist(), factors.tolist(), strict=True)
    plain = {name: [round(value, 4) for value in values] for name, *values in named}
    return {"columns": plain, "level": round(float(y.mean()), 4)}


def words_right(examples, order):
    """Of the figures that have a stretch, the share whose likeliest agrees with the editor's words, cross-validated."""
    fold = np.random.default_rng(order).permutation(len(examples)) % FOLDS
    right = shown = 0
    for one, at in zip(examples, fold, strict=True):
        plain = fit_words([other for other, other_at in zip(examples, fold, strict=True) if other_at != at])
        of = odds(plain, np.array(one.rows).reshape(-1, len(phrases.COLUMNS)), phrases.COLUMNS)
        for figure in set(one.figure):
            best = max((n for n, other in enumerate(one.figure) if other == figure), key=lambda n: of[n])
            shown, right = shown + 1, right + (one.like[best] >= AGREED)
    return f"words {right / shown:.3f} of {shown}"


def fit(seen):
    """The weights of the figures as plain numbers."""
    x, y = (np.concatenate(parts) for parts in zip(*seen, strict=True))
    return ridge.fit(x, y, COLUMNS, RIDGE)


def odds(plain, rows, columns=COLUMNS):
    """The log-odds of each figure, or how good each stretch is."""
    mean, scale, factors = (np.array([plain["columns"][name][n] for name in columns]) for n in range(3))
    return (rows - mean) / scale @ factors + plain["level"]


def cross_validated(examples, seen, order):
    """The figures of one order of the articles, as a line of text."""
    fold = np.random.default_rng(order).permutation(len(examples)) % FOLDS
    right = shown = wanted = 0
    for left_out in range(FOLDS):
        plain = fit([one for one, at in zip(seen, fold, strict=True) if at != left_out])
        for n in np.flatnonzero(fold == left_out):
            rows, labels = seen[n]
            of = odds(plain, rows)
            best = [k for k in np.argsort(-of, kind="stable")[:AT_MOST] if of[k] >= WANTED]
            right, shown, wanted = right + labels[best].sum(), shown + len(best), wanted + examples[n].wanted
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
        print(words_right(examples, order))
    plain = json.loads(options.out.read_text("utf-8")) | {"words": fit_words(examples)}
    options.out.write_text(json.dumps(plain) + "\n", "utf-8")
    phrases.fitted.cache_clear()
    seen = [one.signals() for one in examples]
    for order in ORDERS:
        print(cross_validated(examples, seen, order))
    options.out.write_text(json.dumps(plain | {"figures": fit(seen)}) + "\n", "utf-8")


if __name__ == "__main__":
    main()
