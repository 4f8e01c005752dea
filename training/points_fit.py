"""Fits the weights of the key points.

    python -m training.points_fit ../shared/data/news ../shared/data/summaries/cnndm.dev.jsonl --out digest/understand/points/weights.json

The articles are those of score_news.py, with the points that editors would give: a sentence is a point or it is not. For
long texts they are articles with highlights: a sentence is a point where it is one of those that together say most of the
highlights. Ridge logistic regression by Newton's method on the columns of `signals`, no word of an article among them.
Prints what cross-validation gives: five folds by article; of the news three orders, precision and recall as score_news.py
weighs them; of the highlights the F1 of stems and of pairs of stems (much like ROUGE-1 and ROUGE-2).
"""

import argparse
import json
import sys
from collections import Counter
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from digest.extract import extract
from digest.model import Metadata, Source
from digest.parser import syntax
from digest.parser.sentences import sentences
from digest.understand import points, speech
from digest.understand.points.choice import TITLED, UNTITLED, WORTH, ladder, weights
from digest.understand.points.signals import COLUMNS
from digest.understand.points.terms import stems_of
from training import ridge

RIDGE = 30.0
FOLDS = 5
ORDERS = (0, 1, 2)
WEIGHTS = {1: 3, 2: 2}  # how much recall counts a rank; others once
# long texts come with and without paragraphs, so nothing may hang on them
OF_BLOCKS = [COLUMNS.index(name) for name in ("opens a block", "last block", "only one of its block")]
MOST = 4  # sentences that say most of the highlights
PAIRS = 2  # how much more a pair of stems counts for that than a stem


def look(name, text, title="", published=""):
    """The article, its sentences, and what is seen in its candidates."""
    article = extract(Source(name, "", text, Metadata(title=title, published=published)))
    found = sentences(article)
    trees = syntax.parse(article.text, [(s.start, s.end) for s in found])
    return article, found, points.look(article, found, trees, *speech(article, found, trees))


class Edited:
    """One article of the news, and the rank that each candidate's sentence has among the editor's points (0: none)."""

    def __init__(self, gold, score_news):
        article, found, self.seen = look(gold.id, gold.text, gold.title, gold.date)
        own = [score_news.words(s.of(article.text)) for s in found]
        self.ranks = {}
        for rank, text, _ in gold.points:
            wanted = score_news.words(text)
            likeness = [score_news.shared(wanted, one) / max(len(wanted), len(one), 1) for one in own]
            place = found[int(np.argmax(likeness))].start
            self.ranks[place] = min(rank, self.ranks.get(place, rank))
        ranks = np.array([self.ranks.get(c.sentence.start, 0) for c in self.seen.fit])
        self.rows, self.labels = (
            self.seen.rows,
            {"point": (ranks > 0).astype(float), "first": (ranks == 1).astype(float)},
        )


class Untitled:
    """The same article as it would come without its title."""

    def __init__(self, edited):
        self.seen, self.ranks, self.labels = edited.seen, edited.ranks, edited.labels
        self.rows = edited.rows.copy()
        self.rows[:, TITLED] = 0


class Highlighted:
    """One article with highlights, and which of its candidates together say most of them."""

    def __init__(self, row):
        _, _, self.seen = look(str(row["id"]), row["text"])
        self.wanted = [stem for line in row["highlights"] for stem in stems_of(line)]
        self.stems = [stems_of(one.text) for one in self.seen.fit] if self.seen else []
        if self.seen:
            self.rows = self.seen.rows.copy()
            self.rows[:, OF_BLOCKS] = 0
            self.labels = {"long": np.zeros(len(self.stems))}
            self.labels["long"][self._best()] = 1

    def likeness(self, chosen):
        """F1 of the stems and of the pairs of stems of the chosen candidates against the highlights."""
        said = [stem for index in chosen for stem in self.stems[index]]
        return _f1(Counter(said), Counter(self.wanted)), _f1(Counter(pairwise(said)), Counter(pairwise(self.wanted)))

    def _worth(self, chosen):
        stems, pairs = self.likeness(chosen)
        return stems + PAIRS * pairs

    def _best(self):
        chosen, score = [], 0.0
        while len(chosen) < MOST:
            rest = [index for index in range(len(self.stems)) if index not in chosen]
            found = max(((self._worth([*chosen, n]), -n) for n in rest), default=(0.0, 0))
            if found[0] <= score:
                break
            score = found[0]
            chosen.append(-found[1])
        return chosen


def _f1(one, other):
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)


def fit(examples, kind):
    """The weights of one kind of label as plain numbers, by the names of the columns."""
    x, y = np.concatenate([one.rows for one in examples]), np.concatenate([one.labels[kind] for one in examples])
    return ridge.fit(x, y, COLUMNS, RIDGE)


def chosen(one, fitted):
    """The candidates that weights choose of an article."""
    fewest, most = points.limits(one.seen.words, 3, 6)
    steps = ladder(one.seen.fit, fitted(one.rows), one.seen.found, most)
    return [step for n, (step, odds) in enumerate(steps) if n < fewest or odds > WORTH]


def measure(examples, fitted, count):
    """Adds what the weights choose of articles of the news that they have not seen."""
    for one in examples:
        places = {step.sentence.start for step in chosen(one, fitted)}
        count["chosen"] += len(places)
        count["right"] += len(places & set(one.ranks))
        for place, rank in one.ranks.items():
            count["wanted"] += WEIGHTS.get(rank, 1)
            count["found"] += WEIGHTS.get(rank, 1) * (place in places)
            count["firsts"] += rank == 1
            count["first found"] += rank == 1 and place in places


def folds(examples, order):
    """Pairs of the articles to fit on and those to measure on."""
    fold = np.random.default_rng(order).permutation(len(examples)) % FOLDS
    for left_out in range(FOLDS):
        yield tuple(
            [one for one, at in zip(examples, fold, strict=True) if (at == left_out) == out] for out in (False, True)
        )


def cross_validated(examples, order):
    """The figures of one order of the articles of the news, as a line of text."""
    count = Counter()
    for seen, unseen in folds(examples, order):
        measure(unseen, weights(fit(seen, "point")), count)
    precision, recall = count["right"] / count["chosen"], count["found"] / count["wanted"]
    f1 = 2 * precision * recall / (precision + recall)
    first, many = count["first found"] / count["firsts"], count["chosen"] / len(examples)
    return f"F1 {f1:.3f} (P {precision:.3f} / R {recall:.3f}), first point {first:.3f}, {many:.2f} points"


def cross_validated_highlights(examples):
    """The same for articles with highlights."""
    found = []
    for seen, unseen in folds(examples, ORDERS[0]):
        fitted = weights(fit(seen, "long"))
        for one in unseen:
            places = sorted(step.place for step in chosen(one, fitted))
            found.append(one.likeness([n for n, step in enumerate(one.seen.fit) if step.place in places]))
    one, two = np.mean(found, 0)
    return f"highlights: F1 of stems {one:.3f}, of pairs {two:.3f}"


def main():
    """Read, fit, write, and print what cross-validation gives."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("highlights", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args()
    sys.path.insert(0, str(options.folder.resolve().parents[1] / "eval"))
    import score_news  # noqa: PLC0415 - it stands beside the data

    edited = [Edited(gold, score_news) for gold in score_news.read_folder(options.folder)]
    untitled = [Untitled(one) for one in edited]
    for order in ORDERS:
        print(cross_validated(edited, order), "| without their titles:", cross_validated(untitled, order))
    with options.highlights.open(encoding="utf-8") as lines, Pool() as processes:
        highlighted = [one for one in processes.map(Highlighted, map(json.loads, lines), chunksize=20) if one.seen]
    print(cross_validated_highlights(highlighted))
    found = {"long": fit(highlighted, "long")}
    for name in ("point", "first"):
        found |= {name: fit(edited, name), UNTITLED + name: fit(untitled, name)}
    options.out.write_text(json.dumps(found) + "\n", "utf-8")


if __name__ == "__main__":
    main()
